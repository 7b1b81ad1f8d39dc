package export

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"

	"entente/graph"
)

// links are claims written as links between actors, one each: what Neo4j,
// FollowTheMoney and STIX are given. The actors must be known before the first
// link, so the input is read twice; what is held is the actors, not the
// claims, if these come sorted by ID.
type links struct {
	lookup *lookup
	wanted []graph.Status
	actors []graph.Actor // who takes part, sorted by ID
	sorted bool
}

// newLinks reads the claims once; each is shown to see, if that is not nil.
func newLinks(ctx context.Context, in Input, o Options, see func(*graph.Claim)) (*links, error) {
	l := &links{lookup: newLookup(in), wanted: o.statuses(), sorted: true}
	actors := map[string]graph.Actor{}
	last := ""
	for c, err := range l.lookup.claims(ctx) {
		if err != nil {
			return nil, err
		}
		l.sorted, last = l.sorted && c.ID >= last, c.ID
		if !l.holds(&c) {
			continue
		}
		for _, a := range []*graph.Actor{&c.Subject, &c.Object} {
			// The mention is of this claim only.
			actors[a.ID] = graph.Actor{ID: a.ID, Label: a.Label, Type: a.Type}
		}
		if see != nil {
			see(&c)
		}
	}
	l.actors = slices.SortedFunc(maps.Values(actors), func(a, b graph.Actor) int { return cmp.Compare(a.ID, b.ID) })
	return l, nil
}

// holds tells whether a claim is a link: of a status that is wanted, not ended,
// between two actors.
func (l *links) holds(c *graph.Claim) bool {
	return slices.Contains(l.wanted, c.Status) && c.Ended == "" && c.Subject.ID != c.Object.ID
}

// all gives the claims by ID, each once.
func (l *links) all(ctx context.Context) iter.Seq2[graph.Claim, error] {
	return func(yield func(graph.Claim, error) bool) {
		claims := l.lookup.claims(ctx)
		if !l.sorted {
			claims = sortedByID(claims)
		}
		last := ""
		for c, err := range claims {
			if err == nil && (!l.holds(&c) || c.ID == last && c.ID != "") {
				continue
			}
			last = c.ID
			if !yield(c, err) || err != nil {
				return
			}
		}
	}
}

// described gives what is known of every actor, by ID.
func (l *links) described(ctx context.Context) iter.Seq2[graph.Description, error] {
	return func(yield func(graph.Description, error) bool) {
		for _, a := range l.actors {
			d, err := l.lookup.actor(ctx, a)
			if err == nil {
				err = ctx.Err()
			}
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}
