package export

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/analysis"
	"entente/schema"
)

// Graph is claims as actors and edges, with positions.
type Graph struct {
	Nodes   []Node // sorted by actor ID
	Edges   []Edge // sorted by from, relation, to, status
	Sources []graph.Source
	Claims  int                  // behind the edges
	Skipped map[graph.Status]int // claims left out because of their status
	Note    string               // what Simplify drew for what, "" if it had nothing to do

	// Dates that the claims allow, "" if none says when.
	Earliest, Latest string
}

// Node is an actor of the graph.
type Node struct {
	graph.Description
	Degree int // edges that touch it
	Claims int // behind these edges

	// First and last day of the claims that touch it.
	Earliest, Latest string

	X, Y float64 // position, y down, rounded to 0.01

	// What analysis found of it; nil if the graph was not measured.
	Measures *analysis.Measures
	BlocName string // label of the actor that leads its bloc, "" if it is in none

	Stands int // how many actors it is drawn for, if it is a group

	above bool // the label stands over the node, not under it
}

// Edge is what claims of one status say of two actors: one relation. The ends
// of a symmetric relation are in the order of their IDs.
type Edge struct {
	ID       string // stable: made of ends, relation and status
	From, To int    // indexes of nodes
	Relation *schema.Relation
	Status   graph.Status
	Claims   []string // IDs, sorted

	// Sources counts who says so: publishers, or documents where the
	// publisher is not known. Two articles of one paper are one source.
	Sources int

	Spells           []Spell // when it holds, sorted, without overlaps; none: not said
	Earliest, Latest string

	// Best is the claim to quote: the surest, the newest of those.
	Best *graph.Claim
}

// Spell is a time from one day to another, both included; "" is open.
type Spell struct{ Start, End string }

// Build groups claims into a graph, measures it and lays it out.
func Build(ctx context.Context, in Input, o Options) (*Graph, error) {
	g, err := Group(ctx, in, o)
	if err != nil {
		return nil, err
	}
	if err := g.Measure(ctx, o); err != nil {
		return nil, err
	}
	return g, g.Place(ctx, o)
}

// Group is Build without positions.
func Group(ctx context.Context, in Input, o Options) (*Graph, error) {
	b := newBuilder(in, o)
	for c, err := range b.lookup.filled(ctx, loose(in)) {
		if err != nil {
			return nil, err
		}
		if err := b.add(ctx, c); err != nil {
			return nil, err
		}
	}
	return b.graph, b.finish(ctx)
}

func newBuilder(in Input, o Options) *builder {
	return &builder{
		options:    o,
		vocabulary: o.vocabulary(),
		lookup:     newLookup(in),
		graph:      &Graph{Skipped: map[graph.Status]int{}},
		relations:  map[string]*schema.Relation{},
		nodes:      map[string]int{},
		edges:      map[edgeKey]int{},
		sources:    map[string]graph.Source{},
		publishers: map[int]map[string]bool{},
	}
}

// shown tells whether a claim becomes an edge, or part of one.
func (b *builder) shown(c *graph.Claim) bool {
	if !slices.Contains(b.options.statuses(), c.Status) {
		b.graph.Skipped[c.Status]++
		return false
	}
	// A list no longer says it, or both are one now: no edge in the store either.
	return c.Ended == "" && c.Subject.ID != c.Object.ID
}

type edgeKey struct {
	from, to int
	relation string
	status   graph.Status
	claim    string // with Options.PerClaim
}

type builder struct {
	options    Options
	vocabulary *schema.Vocabulary
	lookup     *lookup
	graph      *Graph
	relations  map[string]*schema.Relation
	nodes      map[string]int
	edges      map[edgeKey]int
	sources    map[string]graph.Source
	publishers map[int]map[string]bool // by edge
}

func (b *builder) add(ctx context.Context, c graph.Claim) error {
	if !b.shown(&c) {
		return nil
	}
	return b.put(ctx, c)
}

// put adds a claim that is shown.
func (b *builder) put(ctx context.Context, c graph.Claim) error {
	from, err := b.node(ctx, c.Subject)
	if err != nil {
		return err
	}
	to, err := b.node(ctx, c.Object)
	if err != nil {
		return err
	}
	relation := b.relation(c.Relation)
	key := edgeKey{from: from, to: to, relation: c.Relation, status: c.Status}
	if relation.Symmetric && c.Object.ID < c.Subject.ID {
		key.from, key.to = to, from
	}
	if b.options.PerClaim {
		key.claim = c.ID
	}
	i, ok := b.edges[key]
	if !ok {
		i = len(b.graph.Edges)
		b.edges[key] = i
		b.graph.Edges = append(b.graph.Edges, Edge{From: key.from, To: key.to, Relation: relation, Status: c.Status, Best: &c})
		b.publishers[i] = map[string]bool{}
	}
	b.graph.Edges[i].take(&c)
	b.publishers[i][publisher(&c)] = true
	b.sources[c.Source.ID] = c.Source
	return nil
}

// take adds a claim to an edge.
func (e *Edge) take(c *graph.Claim) {
	e.Claims = append(e.Claims, c.ID)
	if better(c, e.Best) {
		e.Best = c
	}
	if c.Time.Earliest != "" || c.Time.Latest != "" {
		e.Spells = append(e.Spells, Spell{c.Time.Earliest, c.Time.Latest})
	}
}

// sum ends the taking.
func (e *Edge) sum(publishers int) {
	e.Sources = publishers
	slices.Sort(e.Claims)
	e.Claims = slices.Compact(e.Claims)
	e.Spells = join(e.Spells)
	for _, s := range e.Spells {
		widen(&e.Earliest, &e.Latest, s.Start, s.End)
	}
}

// publisher is who says so: see [Edge.Sources].
func publisher(c *graph.Claim) string { return cmp.Or(c.Source.Publisher, c.Source.ID) }

// relation finds a relation of the vocabulary; one that is not in it is drawn
// as a directed one without a sign.
func (b *builder) relation(name string) *schema.Relation {
	r, ok := b.relations[name]
	if !ok {
		known, ok := b.vocabulary.Relation(name)
		if !ok {
			known = schema.Relation{Name: name, Label: strings.ReplaceAll(name, "-", " "), Class: schema.Neutral}
		}
		r = &known
		b.relations[name] = r
	}
	return r
}

func (b *builder) node(ctx context.Context, a graph.Actor) (int, error) {
	if i, ok := b.nodes[a.ID]; ok {
		return i, nil
	}
	d, err := b.lookup.actor(ctx, a)
	if err != nil {
		return 0, err
	}
	i := len(b.graph.Nodes)
	b.nodes[a.ID] = i
	b.graph.Nodes = append(b.graph.Nodes, Node{Description: d})
	return i, nil
}

// better tells which of two claims to quote.
func better(a, b *graph.Claim) bool {
	return cmp.Or(
		cmp.Compare(a.Confidence, b.Confidence),
		cmp.Compare(a.Source.Published, b.Source.Published),
		cmp.Compare(b.ID, a.ID),
	) > 0
}

// finish sorts everything, so that the order of the claims does not show,
// sums up, and simplifies if that is wanted.
func (b *builder) finish(ctx context.Context) error {
	g := b.graph
	for i := range g.Edges {
		e := &g.Edges[i]
		e.sum(len(b.publishers[i]))
		e.ID = edgeID(g.Nodes[e.From].Actor.ID, g.Nodes[e.To].Actor.ID, e, b.options.PerClaim)
		g.Claims += len(e.Claims)
		widen(&g.Earliest, &g.Latest, e.Earliest, e.Latest)
	}
	g.order()
	g.tally()
	for _, s := range b.sources {
		g.Sources = append(g.Sources, s)
	}
	// Newest first, as people read them; the ID makes the order whole.
	slices.SortFunc(g.Sources, func(x, y graph.Source) int {
		return cmp.Or(cmp.Compare(y.Published, x.Published), cmp.Compare(x.Publisher, y.Publisher), cmp.Compare(x.ID, y.ID))
	})
	if b.options.Simplify {
		return g.Simplify(ctx, b.options)
	}
	return nil
}

// order sorts nodes by ID and edges by their ends.
func (g *Graph) order() {
	order := make([]int, len(g.Nodes))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(x, y int) int { return cmp.Compare(g.Nodes[x].Actor.ID, g.Nodes[y].Actor.ID) })
	nodes, at := make([]Node, len(order)), make([]int, len(order))
	for to, from := range order {
		nodes[to], at[from] = g.Nodes[from], to
	}
	g.Nodes = nodes
	for i := range g.Edges {
		g.Edges[i].From, g.Edges[i].To = at[g.Edges[i].From], at[g.Edges[i].To]
	}
	slices.SortFunc(g.Edges, func(x, y Edge) int {
		return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.Relation.Name, y.Relation.Name),
			cmp.Compare(x.To, y.To), cmp.Compare(x.Status, y.Status), cmp.Compare(x.Claims[0], y.Claims[0]))
	})
}

// tally counts at every node the edges that touch it.
func (g *Graph) tally() {
	for i := range g.Edges {
		e := &g.Edges[i]
		for _, n := range []int{e.From, e.To} {
			node := &g.Nodes[n]
			node.Degree++
			node.Claims += len(e.Claims)
			widen(&node.Earliest, &node.Latest, e.Earliest, e.Latest)
		}
	}
}

// edgeID is the same in every export that has the edge, so that files can be
// compared, and holds nothing that XML or DOT would have to escape.
func edgeID(from, to string, e *Edge, perClaim bool) string {
	parts := []string{from, e.Relation.Name, to, string(e.Status)}
	if perClaim {
		parts = append(parts, e.Claims[0])
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return "edge:" + hex.EncodeToString(sum[:12])
}

// widen makes a range of days hold another; an empty day says nothing.
func widen(first, last *string, start, end string) {
	for _, day := range []string{start, end} {
		if day == "" {
			continue
		}
		if *first == "" || day < *first {
			*first = day
		}
		if day > *last {
			*last = day
		}
	}
}

// join sorts spells and joins those that overlap.
func join(spells []Spell) []Spell {
	slices.SortFunc(spells, func(a, b Spell) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	var joined []Spell
	for _, s := range spells {
		if n := len(joined); n > 0 && (joined[n-1].End == "" || s.Start <= joined[n-1].End) {
			if joined[n-1].End != "" && (s.End == "" || s.End > joined[n-1].End) {
				joined[n-1].End = s.End
			}
			continue
		}
		joined = append(joined, s)
	}
	return joined
}
