package relate

import (
	"slices"

	"entente/loaders/article/mention"
)

// parties gives those whom a deed or tie that is praised, rejected or
// criticised is of: Ghana and Togo in "welcomed the resumption of ties
// between Ghana and Togo", Peru in "praised the assurances sent by Peru".
func (x *pass) parties(tok int, fr *frame, depth int) []*mention.Mention {
	t := x.s.Tree
	if depth > 4 {
		return nil
	}
	through := func(k int) []*mention.Mention {
		var out []*mention.Mention
		for _, c := range t.Conjuncts(k) {
			for _, m := range x.actorsAt(c, false, fr, depth+1) {
				d := *m
				if d.Why != "" {
					d.Why += "; "
				}
				d.Why += "party to \"" + t.Tokens[tok].Text + "\""
				out = append(out, &d)
			}
		}
		return slices.DeleteFunc(out, func(m *mention.Mention) bool {
			return m.Entity == nil || m.Entity.Type == "Event" || m.Entity.Type == "Goods" || m.Entity.Type == "Agreement"
		})
	}
	// "the resumption of ties": what begins or ends is what has the parties.
	if aspect[x.lemmas[tok]] {
		for _, k := range t.KidsAs(tok, "nmod") {
			if t.Prep(k) == "of" && x.mutual(k) {
				if out := x.parties(k, fr, depth+1); len(out) > 0 {
					return out
				}
			}
		}
	}
	if x.mutual(tok) || aspect[x.lemmas[tok]] {
		for _, o := range t.Obliques(tok) {
			switch o.Prep {
			case "between", "with", "among":
				if out := through(o.Tok); len(out) > 0 {
					return out
				}
			}
		}
	}
	// "assurances on prices from Peru"
	for _, k := range t.KidsAs(tok, "nmod", "acl") {
		if k < tok || t.Prep(k) == "of" || t.Is(k, "acl") && t.Kid(k, "nsubj", "nsubj:pass") >= 0 {
			continue // "the conclusion that Kyiv was shelled by Moscow" is nobody's of these
		}
		obliques := t.Obliques(k)
		for _, a := range t.KidsAs(k, "acl") {
			obliques = append(obliques, t.Obliques(a)...)
		}
		for _, o := range obliques {
			if o.Prep == "from" {
				if out := through(o.Tok); len(out) > 0 {
					return out
				}
			}
		}
	}
	for _, k := range t.KidsAs(tok, "acl") {
		if !t.UPOS(k, "VERB") || !t.Passive(k) || t.Kid(k, "aux:pass", "mark") >= 0 {
			continue
		}
		for _, a := range t.Agents(k) {
			if out := through(a); len(out) > 0 {
				return out
			}
		}
	}
	return nil
}

// judging relations are to what somebody does: who praises talks praises
// those who hold them.
var judging = map[string]bool{"praises": true, "criticises": true, "rejects": true, "accuses": true}

// mutual tells whether a noun names what two have with each other: ties,
// talks, an agreement, a dispute.
func (x *pass) mutual(tok int) bool {
	return slices.ContainsFunc(x.r.lexicon.nouns[x.lemmas[tok]], func(tr *trigger) bool {
		return tr.frame.pair || slices.Contains(tr.frame.object, "with")
	})
}

// aspect nouns say that what follows "of" begins, goes on or ends.
var aspect = map[string]bool{
	"resumption": true, "restoration": true, "renewal": true, "reopening": true, "opening": true, "start": true, "beginning": true, "launch": true,
	"end": true, "conclusion": true, "completion": true, "continuation": true, "suspension": true, "breakdown": true, "collapse": true, "revival": true,
	"establishment": true, "normalisation": true, "normalization": true, "improvement": true, "strengthening": true, "deepening": true, "expansion": true,
	"signing": true, "ratification": true, "implementation": true, "extension": true, "upgrade": true, "severing": true, "round": true, "progress": true, "warming": true,
}
