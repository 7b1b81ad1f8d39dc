package article

import (
	"slices"
	"strings"

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
	used   map[string]bool // IDs of actors that stand in claims
}

func newCollector(d document.Document, r *Reader) *collector {
	return &collector{d: d, r: r, source: d.Source(), used: map[string]bool{}}
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
	for _, claim := range c.claims[len(c.claims)-len(at):] {
		for _, a := range []*graph.Actor{&claim.Subject, &claim.Object, claim.Place, claim.Speaker} {
			if a != nil {
				c.used[a.ID] = true
			}
		}
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
	start, end := s.Tree.Start, s.Tree.End
	out := graph.Claim{
		Subject: c.actor(q.Subject), Relation: q.Relation, Object: c.actor(q.Object), Status: q.Status,
		Time: q.Time, Amount: q.Amount, Source: c.source, Sentence: number, Start: start, End: end,
		Quote: c.d.Text[start:end], Confidence: round(q.Confidence), Rule: q.Rule,
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

func (c *collector) actor(m *mention.Mention) graph.Actor {
	return graph.Actor{ID: m.Entity.ID, Label: m.Entity.Label, Type: m.Entity.Type, Mention: m.Text, Start: m.Start, End: m.End}
}

// descriptions tells what is known of the actors that stand in claims.
func (c *collector) descriptions(entities map[string]*mention.Entity) []graph.Description {
	ids := make([]string, 0, len(c.used))
	for id := range c.used {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	out := make([]graph.Description, 0, len(ids))
	for _, id := range ids {
		if d, ok := c.r.Describe(id); ok {
			out = append(out, d)
			continue
		}
		e, ok := entities[id]
		if !ok {
			continue
		}
		within := e.Within
		if within == "" {
			within = e.State
		}
		if within == id {
			within = ""
		}
		if within != "" {
			if _, known := c.r.gaz.Entry(within); !known && !c.used[within] {
				within = ""
			}
		}
		out = append(out, graph.Description{
			Actor:   graph.Actor{ID: e.ID, Label: e.Label, Type: e.Type},
			Aliases: graph.Aliases(e.Label, slices.DeleteFunc(slices.Clone(e.Aliases), func(s string) bool { return strings.TrimSpace(s) == "" })),
			Within:  within,
		})
	}
	return out
}
