package index

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
)

// links lists quads, for Cayley.
type links struct {
	view    *View
	pattern IDs
	none    bool
}

func (l *links) String() string                                       { return fmt.Sprintf("Quads%v", l.pattern) }
func (l *links) SubIterators() []graph.IteratorShape                  { return nil }
func (l *links) Lookup() graph.Index                                  { return &linkLookup{links: l} }
func (l *links) Optimize(context.Context) (graph.IteratorShape, bool) { return l, false }

func (l *links) Stats(context.Context) (graph.IteratorCosts, error) {
	c := graph.IteratorCosts{NextCost: 1, ContainsCost: 1, Size: graph.Size{Exact: true}}
	if !l.none {
		c.Size.Size, _ = l.view.Count(l.pattern)
	}
	return c, nil
}

func (l *links) Iterate() graph.Scanner {
	s := &linkScan{}
	if !l.none {
		s.cursor = l.view.Cursor(l.pattern)
	}
	return s
}

type noTags struct{}

func (noTags) NextPath(context.Context) bool   { return false }
func (noTags) TagResults(map[string]graph.Ref) {}

type linkScan struct {
	noTags
	cursor *Cursor
}

func (s *linkScan) String() string { return "Quads" }

func (s *linkScan) Next(context.Context) bool {
	if s.cursor == nil {
		return false
	}
	if s.cursor.Next() {
		return true
	}
	s.cursor.Close() // many callers do not
	return false
}

func (s *linkScan) Result() graph.Ref {
	if s.cursor == nil {
		return nil
	}
	return Link(s.cursor.Quad())
}

func (s *linkScan) Err() error {
	if s.cursor == nil {
		return nil
	}
	return s.cursor.Err()
}

func (s *linkScan) Close() error {
	if s.cursor == nil {
		return nil
	}
	return s.cursor.Close()
}

type linkLookup struct {
	noTags
	*links
	result graph.Ref
	err    error
}

func (l *linkLookup) Contains(_ context.Context, ref graph.Ref) bool {
	link, ok := ref.(Link)
	if !ok || l.none || !fits(l.pattern, IDs(link)) {
		return false
	}
	var there bool
	there, l.err = l.view.has(IDs(link))
	l.result = ref
	return there
}

func (l *linkLookup) Result() graph.Ref { return l.result }
func (l *linkLookup) Err() error        { return l.err }
func (l *linkLookup) Close() error      { return nil }

// nodes lists values, for Cayley.
type nodes struct{ view *View }

func (n *nodes) String() string                                       { return "Nodes" }
func (n *nodes) SubIterators() []graph.IteratorShape                  { return nil }
func (n *nodes) Lookup() graph.Index                                  { return &nodeLookup{nodes: n} }
func (n *nodes) Optimize(context.Context) (graph.IteratorShape, bool) { return n, false }

// Stats does not call the size exact, though it is: Cayley's And takes the
// exact size of its smallest part for its own.
func (n *nodes) Stats(context.Context) (graph.IteratorCosts, error) {
	return graph.IteratorCosts{NextCost: 1, ContainsCost: 1, Size: graph.Size{Size: n.view.Values()}}, nil
}

func (n *nodes) Iterate() graph.Scanner { return &nodeScan{cursor: n.view.values()} }

type nodeScan struct {
	noTags
	cursor *valueCursor
}

func (s *nodeScan) String() string            { return "Nodes" }
func (s *nodeScan) Next(context.Context) bool { return s.cursor.next() }
func (s *nodeScan) Result() graph.Ref         { return Node(s.cursor.id) }
func (s *nodeScan) Err() error                { return s.cursor.err }
func (s *nodeScan) Close() error              { return nil }

type nodeLookup struct {
	noTags
	*nodes
	result graph.Ref
	err    error
}

func (l *nodeLookup) Contains(_ context.Context, ref graph.Ref) bool {
	l.result = ref
	node, ok := ref.(Node)
	if !ok {
		return false
	}
	var c counts
	c, l.err = l.view.counts(uint64(node))
	return c.sum() > 0
}

func (l *nodeLookup) Result() graph.Ref { return l.result }
func (l *nodeLookup) Err() error        { return l.err }
func (l *nodeLookup) Close() error      { return nil }
