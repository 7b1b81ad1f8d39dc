package export

import (
	"iter"

	"entente/graph"
	"entente/graph/keep"
)

// packClaim makes a record of a claim that is sorted by some keys.
func packClaim(c *graph.Claim, keys ...string) string {
	p := make(keep.Packer, 0, 800+len(c.Quote))
	for _, k := range keys {
		p.Key(k)
	}
	for _, s := range claimTexts(c) {
		p.Text(*s)
	}
	for _, s := range sourceTexts(&c.Source) {
		p.Text(*s)
	}
	for _, n := range []int{c.Sentence, c.Start, c.End} {
		p.Number(n)
	}
	p.Float(c.Confidence)
	for _, a := range []*graph.Actor{&c.Subject, &c.Object, c.Place, c.Speaker} {
		if a == nil {
			p.Number(0)
			continue
		}
		p.Number(1)
		for _, s := range mentionTexts(a) {
			p.Text(*s)
		}
		p.Number(a.Start)
		p.Number(a.End)
	}
	if c.Amount != nil {
		p.Text(c.Amount.Unit)
		p.Float(c.Amount.Value)
	}
	return string(p)
}

// claimTexts, and mentionTexts of its actors, are what of a claim is text, in
// the order in which it is packed.
func claimTexts(c *graph.Claim) []*string {
	return []*string{&c.ID, &c.Relation, (*string)(&c.Status), &c.Time.EDTF, &c.Time.Earliest, &c.Time.Latest, &c.Quote, &c.Rule, &c.Record, &c.Ended, &c.EndedBy}
}

func mentionTexts(a *graph.Actor) []*string {
	return append(actorTexts(a), &a.Mention, &a.Within, &a.Was)
}

// unpackClaim gives a record's keys, as they stand, and its claim.
func unpackClaim(record string, keys int) (key string, c *graph.Claim) {
	u := keep.Unpacker(record)
	key = u.Keys(keys)
	c = &graph.Claim{}
	for _, s := range claimTexts(c) {
		*s = u.Text()
	}
	for _, s := range sourceTexts(&c.Source) {
		*s = u.Text()
	}
	for _, n := range []*int{&c.Sentence, &c.Start, &c.End} {
		*n = u.Number()
	}
	c.Confidence = u.Float()
	actors := []*graph.Actor{&c.Subject, &c.Object, {}, {}}
	for i, a := range actors {
		if u.Number() == 0 {
			actors[i] = nil
			continue
		}
		for _, s := range mentionTexts(a) {
			*s = u.Text()
		}
		a.Start, a.End = u.Number(), u.Number()
	}
	c.Place, c.Speaker = actors[2], actors[3]
	if u != "" {
		c.Amount = &graph.Amount{Unit: u.Text()}
		c.Amount.Value = u.Float()
	}
	return key, c
}

// end is what edges say of an actor at one of their ends.
type end struct {
	id, label, typ   string
	degree, claims   int
	earliest, latest string
}

// record is an end to be sorted by actor.
func (e *end) record() string {
	var p keep.Packer
	p.Key(e.id)
	return string(append(p, e.pack()...))
}

func (e *end) pack() string {
	var p keep.Packer
	for _, s := range []string{e.id, e.label, e.typ, e.earliest, e.latest} {
		p.Text(s)
	}
	p.Number(e.degree)
	p.Number(e.claims)
	return string(p)
}

func unpackEnd(record string) end {
	u := keep.Unpacker(record)
	var e end
	for _, s := range []*string{&e.id, &e.label, &e.typ, &e.earliest, &e.latest} {
		*s = u.Text()
	}
	e.degree, e.claims = u.Number(), u.Number()
	return e
}

// merged adds up sorted ends of the same actor.
func merged(records iter.Seq2[string, error]) iter.Seq2[*end, error] {
	return func(yield func(*end, error) bool) {
		var now *end
		for text, err := range records {
			if err != nil {
				yield(nil, err)
				return
			}
			u := keep.Unpacker(text)
			u.Keys(1)
			e := unpackEnd(string(u))
			if now != nil && now.id == e.id {
				now.degree += e.degree
				now.claims += e.claims
				widen(&now.earliest, &now.latest, e.earliest, e.latest)
				if now.label == "" {
					now.label = e.label
				}
				if now.typ == "" {
					now.typ = e.typ
				}
				continue
			}
			if now != nil && !yield(now, nil) {
				return
			}
			now = &e
		}
		if now != nil {
			yield(now, nil)
		}
	}
}
