package store

import (
	"context"
	"reflect"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// pathMarker is of the package that builds shapes of paths.
type pathMarker = path.Path

// readable is a planner whose own iterators say what they list, so that what
// Cayley builds out of them can be read back.
type readable struct{ planner }

func (r readable) QuadIterator(d quad.Direction, ref cayley.Ref) cayley.Iterator {
	return cayley.AsLegacy(&quadsAt{cayley.AsShape(r.planner.QuadIterator(d, ref)), d, ref})
}

func (r readable) NodesAllIterator() cayley.Iterator {
	return cayley.AsLegacy(&everyNode{cayley.AsShape(r.planner.NodesAllIterator())})
}

type quadsAt struct {
	cayley.IteratorShape
	dir quad.Direction
	ref cayley.Ref
}

type everyNode struct{ cayley.IteratorShape }

// built is a shape that is an iterator already.
type built struct{ it cayley.IteratorShape }

func (b built) Optimize(shape.Optimizer) (shape.Shape, bool)   { return b, false }
func (b built) BuildIterator(cayley.QuadStore) cayley.Iterator { return cayley.AsLegacy(b.it) }

// read undoes how Cayley builds an iterator for the nodes of a path, as far as
// it can be told from outside; what cannot stays as it was built.
func (p planner) read(it cayley.IteratorShape) shape.Shape {
	if _, all := it.(*everyNode); all {
		return shape.AllNodes{}
	}
	subs := it.SubIterators()
	switch kindOf(it) {
	case "hasA":
		if quads, ok := p.readQuads(subs[0]); ok {
			return shape.NodesFrom{Dir: it.(directed).Direction(), Quads: quads}
		}
	case "fixed":
		if fixed, ok := cayley.AsLegacy(it).(*iterator.Fixed); ok && len(fixed.Values()) > 0 {
			return shape.Fixed(fixed.Values())
		}
	case "save":
		tagged, ok := it.(cayley.TaggerShape)
		if !ok {
			break
		}
		var s shape.Shape = shape.Save{Tags: tagged.Tags(), From: p.read(subs[0])}
		if fixed := tagged.FixedTags(); len(fixed) > 0 {
			s = shape.FixedTags{Tags: fixed, On: s}
		}
		return s
	case "unique":
		return shape.Unique{From: p.read(subs[0])}
	case "and":
		if field := reflect.ValueOf(it).Elem().FieldByName("opt"); field.IsValid() && field.Kind() == reflect.Slice && field.Len() == 0 {
			var s shape.Intersect
			for _, sub := range subs {
				s = append(s, p.read(sub))
			}
			return s
		}
	case "or":
		if field := reflect.ValueOf(it).Elem().FieldByName("isShortCircuiting"); field.IsValid() && field.Kind() == reflect.Bool && !field.Bool() {
			var s shape.Union
			for _, sub := range subs {
				s = append(s, p.read(sub))
			}
			return s
		}
	case "recursive":
		if plan, ok := p.recursionPlan(it); ok {
			return built{plan}
		}
	}
	return built{it}
}

// directed is what Cayley's iterators between nodes and quads are.
type directed interface{ Direction() quad.Direction }

// readQuads does it for an iterator that lists quads.
func (p planner) readQuads(it cayley.IteratorShape) (shape.Quads, bool) {
	if at, ok := it.(*quadsAt); ok {
		if at.ref == nil {
			return nil, false
		}
		return shape.Quads{{Dir: at.dir, Values: shape.Fixed{at.ref}}}, true
	}
	switch kindOf(it) {
	case "linksTo":
		return shape.Quads{{Dir: it.(directed).Direction(), Values: p.read(it.SubIterators()[0])}}, true
	case "and":
		var all shape.Quads
		for _, sub := range it.SubIterators() {
			quads, ok := p.readQuads(sub)
			if !ok {
				return nil, false
			}
			all = append(all, quads...)
		}
		return all, len(all) > 0
	}
	return nil, false
}

// kindOf names the type of one of Cayley's iterators; "" for others.
func kindOf(it cayley.IteratorShape) string {
	t := reflect.TypeOf(it)
	if t.Kind() == reflect.Pointer && t.Elem().PkgPath() == reflect.TypeFor[iterator.Fixed]().PkgPath() {
		return t.Elem().Name()
	}
	return ""
}

// frontier lists the nodes from which a recursion goes on; of each it tags
// which it is. It is gone through in any case, as Cayley does: a node that is
// reached from several belongs to the first.
type frontier struct{ refs []cayley.Ref }

const frontierTag = "\x00frontier"

func (f *frontier) String() string                                        { return recursive }
func (f *frontier) SubIterators() []cayley.IteratorShape                  { return nil }
func (f *frontier) Optimize(context.Context) (cayley.IteratorShape, bool) { return f, false }
func (f *frontier) Iterate() cayley.Scanner                               { return &frontierScan{frontier: f, at: -1} }

func (f *frontier) Stats(context.Context) (cayley.IteratorCosts, error) {
	return cayley.IteratorCosts{NextCost: 1, ContainsCost: 1, Size: cayley.Size{Size: int64(len(f.refs))}}, nil
}

func (f *frontier) Lookup() cayley.Index {
	l := &frontierLookup{among: make(map[any]bool, len(f.refs))}
	for _, ref := range f.refs {
		l.among[cayley.ToKey(ref)] = true
	}
	return l
}

type frontierScan struct {
	*frontier
	at int
}

func (s *frontierScan) Next(context.Context) bool {
	s.at++
	return s.at < len(s.refs)
}

func (s *frontierScan) Result() cayley.Ref {
	if s.at < 0 || s.at >= len(s.refs) {
		return nil
	}
	return s.refs[s.at]
}

func (s *frontierScan) TagResults(dst map[string]cayley.Ref) { dst[frontierTag] = s.Result() }
func (s *frontierScan) NextPath(context.Context) bool        { return false }
func (s *frontierScan) Err() error                           { return nil }
func (s *frontierScan) Close() error                         { return nil }

type frontierLookup struct {
	among map[any]bool
	ref   cayley.Ref
}

func (l *frontierLookup) String() string { return "FrontierLookup" }

func (l *frontierLookup) Contains(_ context.Context, ref cayley.Ref) bool {
	l.ref = ref
	return l.among[cayley.ToKey(ref)]
}

func (l *frontierLookup) Result() cayley.Ref                   { return l.ref }
func (l *frontierLookup) TagResults(dst map[string]cayley.Ref) { dst[frontierTag] = l.ref }
func (l *frontierLookup) NextPath(context.Context) bool        { return false }
func (l *frontierLookup) Err() error                           { return nil }
func (l *frontierLookup) Close() error                         { return nil }
