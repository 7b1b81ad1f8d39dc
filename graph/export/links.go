package export

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"entente/graph"
	"entente/graph/keep"
)

// links are claims written as links between actors, one each: what Neo4j,
// FollowTheMoney and STIX are given. The actors must be known before the first
// link, so the input is read twice. Actors are records to be sorted, of which
// only some are held; claims are not held if they come sorted by ID.
type links struct {
	lookup *lookup
	limits limits
	wanted []graph.Status
	see    func(*graph.Claim) // is shown every link at the first reading, if it is not nil
	sorted bool               // the claims that were read came by ID

	// The graph of the links while it is small enough to be measured.
	options Options
	graph   *builder
	read    int // claims
}

func newLinks(in Input, o Options, see func(*graph.Claim)) *links {
	l := &links{lookup: newLookup(in), limits: o.limits, wanted: o.statuses(), see: see, sorted: true, options: o}
	if o.Measures != MeasureNone {
		l.graph = newBuilder(in, o)
	}
	return l
}

// ends makes a record of both ends of each link.
func (l *links) ends(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		last := ""
		for c, err := range l.lookup.claims(ctx) {
			if err != nil {
				yield("", err)
				return
			}
			l.sorted, last = l.sorted && c.ID >= last, c.ID
			if !l.holds(&c) {
				continue
			}
			if l.see != nil {
				l.see(&c)
			}
			if err := l.measure(ctx, c); err != nil {
				yield("", err)
				return
			}
			for _, a := range []*graph.Actor{&c.Subject, &c.Object} {
				p := make(keep.Packer, 0, 100)
				p.Key(a.ID)
				for _, s := range actorTexts(a) {
					p.Text(*s)
				}
				if !yield(string(p), nil) {
					return
				}
			}
		}
	}
}

// actors gives who takes part, by ID. The first is there when all claims have
// been read. Of claims that name one actor in other words those of the first
// record are kept, whatever the order of the claims.
func (l *links) actors(ctx context.Context) iter.Seq2[graph.Actor, error] {
	return func(yield func(graph.Actor, error) bool) {
		last, some := "", false
		for text, err := range keep.Distinct(ctx, cmp.Or(l.limits.mentions, heldMentions), l.limits.chunk, l.ends(ctx)) {
			var a graph.Actor
			if err == nil {
				u := keep.Unpacker(text)
				key := u.Key()
				if some && key == last {
					continue
				}
				last, some = key, true
				for _, s := range actorTexts(&a) {
					*s = u.Text()
				}
			}
			if !yield(a, err) || err != nil {
				return
			}
		}
	}
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

// described gives what is known of every actor, by ID. It comes before all.
func (l *links) described(ctx context.Context) iter.Seq2[*Node, error] {
	return func(yield func(*Node, error) bool) {
		var figures map[string]*Node
		first := true
		for a, err := range l.actors(ctx) {
			if err == nil && first {
				figures, err = l.figures(ctx)
			}
			first = false
			n := &Node{}
			if err == nil {
				n.Description, err = l.lookup.actor(ctx, a)
			}
			if f := figures[a.ID]; f != nil {
				n.Measures, n.BlocName = f.Measures, f.BlocName
			}
			if !yield(n, err) || err != nil {
				return
			}
		}
	}
}

// measure takes a link into the graph, if that is to be measured.
func (l *links) measure(ctx context.Context, c graph.Claim) error {
	if l.read++; l.graph != nil && l.read > cmp.Or(l.limits.claims, heldClaims) && l.options.Measures != MeasureAll {
		l.graph = nil
	}
	if l.graph == nil {
		return nil
	}
	return l.graph.add(ctx, c)
}

// figures gives those of the actors by their ID, if the links are a graph that
// is measured (see [Options.Measures]) and all have been read.
func (l *links) figures(ctx context.Context) (map[string]*Node, error) {
	if l.graph == nil {
		return nil, nil
	}
	err := l.graph.finish(ctx)
	g := l.graph.graph
	if err == nil {
		err = g.Measure(ctx, l.options)
	}
	if err != nil {
		return nil, err
	}
	of := map[string]*Node{}
	for i := range g.Nodes {
		if n := &g.Nodes[i]; n.Measures != nil {
			of[n.Actor.ID] = n
		}
	}
	l.graph = nil
	return of, nil
}
