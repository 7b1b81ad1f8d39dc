package article

import (
	"cmp"
	"slices"

	"entente/graph"
	"entente/loaders/article/document"
	"entente/loaders/article/mention"
	"entente/loaders/article/qualify"
)

// collector makes claims of what the steps before it found and keeps what is
// the same once.
type collector struct {
	d      document.Document
	r      *Reader
	source graph.Source
	claims []graph.Claim
}

func newCollector(d document.Document, r *Reader) *collector {
	return &collector{d: d, r: r, source: d.Source()}
}

type claimKey struct {
	subject, relation, object string
	status                    graph.Status
}

// sentence adds the claims of one sentence in the order of their triggers.
func (c *collector) sentence(number int, s *mention.Sentence, qs []*qualify.Qualified) {
	qs = slices.Clone(qs)
	slices.SortStableFunc(qs, func(a, b *qualify.Qualified) int { return a.Trigger - b.Trigger })
	at := map[claimKey]int{}
	for _, q := range qs {
		if q.Dropped != "" {
			continue
		}
		claim := c.claim(number, s, q)
		key := claimKey{claim.Subject.ID, claim.Relation, claim.Object.ID, claim.Status}
		if q.Symmetric && key.subject > key.object {
			key.subject, key.object = key.object, key.subject
		}
		if i, twice := at[key]; twice {
			q.Dropped = "said twice in the sentence"
			c.claims[i] = merge(c.claims[i], claim)
			continue
		}
		if err := claim.Check(c.r.o.Vocabulary); err != nil {
			q.Dropped = err.Error()
			continue
		}
		at[key] = len(c.claims)
		c.claims = append(c.claims, claim)
	}
}

// merge keeps the surer of two claims that say the same, with the time,
// amount and place that only the other gives.
func merge(a, b graph.Claim) graph.Claim {
	if b.Confidence > a.Confidence {
		a, b = b, a
	}
	if a.Time.IsZero() {
		a.Time = b.Time
	}
	if a.Amount == nil {
		a.Amount = b.Amount
	}
	if a.Place == nil {
		a.Place = b.Place
	}
	a.ID = a.Hash()
	return a
}

func (c *collector) claim(number int, s *mention.Sentence, q *qualify.Qualified) graph.Claim {
	// Who does it may be named in the sentence before: see Reading.Officers.
	start, end := min(s.Tree.Start, q.Subject.Start), s.Tree.End
	out := graph.Claim{
		Subject: c.party(s, q.Subject), Relation: q.Relation, Object: c.party(s, q.Object), Status: q.Status,
		Time: q.Time, Amount: q.Amount, Source: c.source, Sentence: number, Start: start, End: end,
		Quote: c.d.Text[start:end], Confidence: q.Confidence, Rule: q.Rule,
	}
	if q.Place != nil {
		a := c.actor(q.Place)
		out.Place = &a
	}
	if q.Speaker != nil {
		a := c.actor(q.Speaker)
		out.Speaker = &a
	}
	out.ID = out.Hash()
	return out
}

func round(f float64) float64 { return float64(int(f*100+0.5)) / 100 }

// party is the subject or object of a claim, with the whole phrase that names it.
func (c *collector) party(s *mention.Sentence, m *mention.Mention) graph.Actor {
	out := c.actor(m)
	if end := s.PhraseEnd(m); end > out.End && end <= s.Tree.End {
		out.End = end
		out.Mention = c.d.Text[out.Start:end]
	}
	return out
}

func (c *collector) actor(m *mention.Mention) graph.Actor {
	return graph.Actor{ID: m.Entity.ID, Label: m.Entity.Label, Type: m.Entity.Type, Mention: m.Text, Start: m.Start, End: m.End, Within: c.within(m.Entity)}
}

// within is whom an actor belongs to by this text; what the gazetteer knows
// need not be said.
func (c *collector) within(e *mention.Entity) string {
	if _, known := c.r.gaz.Entry(e.ID); known {
		return ""
	}
	within := cmp.Or(e.Within, e.State)
	if _, known := c.r.gaz.Entry(within); !known || within == e.ID {
		return ""
	}
	return within
}
