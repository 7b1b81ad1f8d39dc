package export

import (
	"cmp"
	"container/heap"
	"context"
	"errors"
	"iter"
	"strings"

	"entente/graph/keep"
)

// A picture shows few actors of many. Which they are is found out first, from
// claims that are read and not held; then those between them are read again and
// held. So memory grows with what is drawn and not with what there is.

// picked is a graph of the best connected actors, and of how much it was picked.
// Its sources and days are those of what is in it.
type picked struct {
	*Graph
	title            string // of the whole
	actors           int    // of the whole
	relations        int
	leftOut, leftCut int // actors and relations that are not in it
}

// pick groups claims and keeps at most so many actors, the best connected, and
// the edges between them. Actors that are then without one are left out, too.
func pick(ctx context.Context, in Input, o Options, most int) (*picked, error) {
	in = drawnApart(in)
	g, err := held(ctx, in, o)
	var best map[string]bool
	p := &picked{}
	switch {
	case errors.Is(err, errTooMany):
		if best, err = p.survey(ctx, in, o, most); err != nil {
			return nil, err
		}
		p.title = summarize(p.actors, p.relations, o).title
	case err != nil:
		return nil, err
	default:
		p.title, p.actors, p.relations = g.title(o), len(g.Nodes), len(g.Edges)
		if o.Simplify || len(g.Nodes) <= most {
			g.best(most) // of groups, or to drop nobody
			p.Graph = g
			break
		}
		best = map[string]bool{}
		for _, i := range g.byDegree()[:most] {
			best[g.Nodes[i].Actor.ID] = true
		}
	}
	if p.Graph == nil {
		b := newBuilder(in, o)
		for c, err := range b.lookup.filled(ctx, loose(in)) {
			if err != nil {
				return nil, err
			}
			if b.shown(&c) && best[c.Subject.ID] && best[c.Object.ID] {
				if err := b.put(ctx, c); err != nil {
					return nil, err
				}
			}
		}
		if err := b.finish(ctx); err != nil {
			return nil, err
		}
		p.Graph = b.graph
	}
	p.leftOut, p.leftCut = p.actors-len(p.Nodes), p.relations-len(p.Edges)
	return p, nil
}

// survey counts the actors and edges of claims that are too many to be held,
// and gives the best connected.
func (p *picked) survey(ctx context.Context, in Input, o Options, most int) (map[string]bool, error) {
	b := newBuilder(in, o)
	edges := keep.Sorted(ctx, o.limits.chunk, func(yield func(string, error) bool) {
		for c, err := range b.lookup.filled(ctx, loose(in)) {
			if err != nil {
				yield("", err)
				return
			}
			if !b.shown(&c) {
				continue
			}
			from, to := c.Subject.ID, c.Object.ID
			if b.relation(c.Relation).Symmetric && to < from {
				from, to = to, from
			}
			var r keep.Packer
			for _, k := range []string{from, to, c.Relation, string(c.Status), c.ID} {
				r.Key(k)
			}
			if !yield(string(r), nil) {
				return
			}
		}
	})
	ends := keep.Sorted(ctx, o.limits.chunk, p.ends(edges))
	top := &ranking{most: most}
	for e, err := range merged(ends) {
		if err != nil {
			return nil, err
		}
		p.actors++
		top.offer(e)
	}
	best := make(map[string]bool, len(top.kept))
	for _, e := range top.kept {
		best[e.id] = true
	}
	return best, nil
}

// ends makes a record of each end of the edges that sorted claims fold into.
func (p *picked) ends(claims iter.Seq2[string, error]) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		last, edge, n := "", "", 0
		finish := func() bool {
			if edge == "" {
				return true
			}
			p.relations++
			parts := strings.SplitN(edge, "\x00", 3)
			for _, id := range parts[:2] {
				e := end{id: id, degree: 1, claims: n}
				if !yield(e.record(), nil) {
					return false
				}
			}
			return true
		}
		for text, err := range claims {
			if err != nil {
				yield("", err)
				return
			}
			if text == last {
				continue // the same claim again
			}
			last = text
			u := keep.Unpacker(text)
			if now := u.Keys(4); now != edge {
				if !finish() {
					return
				}
				edge, n = now, 0
			}
			n++
		}
		finish()
	}
}

// ranking is a heap of the best connected actors, the least of them first.
type ranking struct {
	most int
	kept []*end
}

func (r *ranking) offer(e *end) {
	if len(r.kept) < r.most {
		heap.Push(r, e)
	} else if r.most > 0 && compareEnds(e, r.kept[0]) < 0 {
		r.kept[0] = e
		heap.Fix(r, 0)
	}
}

// compareEnds sorts actors as [Graph.byDegree] does.
func compareEnds(a, b *end) int {
	return cmp.Or(cmp.Compare(b.degree, a.degree), cmp.Compare(b.claims, a.claims), cmp.Compare(a.id, b.id))
}

func (r *ranking) Len() int           { return len(r.kept) }
func (r *ranking) Less(i, j int) bool { return compareEnds(r.kept[i], r.kept[j]) > 0 }
func (r *ranking) Swap(i, j int)      { r.kept[i], r.kept[j] = r.kept[j], r.kept[i] }
func (r *ranking) Push(x any)         { r.kept = append(r.kept, x.(*end)) }
func (r *ranking) Pop() any {
	last := r.kept[len(r.kept)-1]
	r.kept = r.kept[:len(r.kept)-1]
	return last
}
