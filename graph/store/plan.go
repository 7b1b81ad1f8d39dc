package store

import (
	"context"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// references is a [reader] whose numbers stand for the references of a Cayley
// store.
type references interface {
	reader
	// number is what a reference to a value stands for; false if it is no
	// reference of this store's.
	number(cayley.Ref) (uint64, bool)
	reference(uint64) cayley.Ref
}

// planner is a Cayley store that offers Cayley's optimizer plans of its own
// for the steps of a path: "the nodes at this end of the quads that have
// these values, or one of those nodes, at the others". Cayley's kv store has
// a plan only where an index is filled to its last place, guesses the size of
// everything else as half the store, and so begins many a query of two steps
// by reading everything.
type planner struct {
	cayley.QuadStore
	refs references
}

var (
	_ shape.Optimizer       = planner{}
	_ cayley.BatchQuadStore = planner{}
)

// ValuesOf names many references at once.
func (p planner) ValuesOf(ctx context.Context, refs []cayley.Ref) ([]quad.Value, error) {
	out := make([]quad.Value, len(refs))
	for i, ref := range refs {
		if known, ok := ref.(cayley.PreFetchedValue); ok {
			out[i] = known.NameOf()
			continue
		}
		id, ok := p.refs.number(ref)
		if !ok || id == 0 {
			continue
		}
		v, err := p.refs.Value(id)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}

// RefsOf finds many values at once; one that the store does not have is nil.
func (p planner) RefsOf(ctx context.Context, values []quad.Value) ([]cayley.Ref, error) {
	out := make([]cayley.Ref, len(values))
	for i, v := range values {
		id, err := p.refs.ID(v)
		if err != nil {
			return nil, err
		}
		if id != 0 {
			out[i] = p.refs.reference(id)
		}
	}
	return out, nil
}

// OptimizeShape is called by Cayley for every part of a query, inner ones
// first.
func (p planner) OptimizeShape(s shape.Shape) (shape.Shape, bool) {
	s, changed := p.recursions(s)
	better, planned := p.plan(s)
	return better, changed || planned
}

func (p planner) plan(s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.QuadsAction:
		from, ok := s.Simplify().(shape.NodesFrom)
		if !ok {
			return s, false
		}
		return p.plan(from)
	case shape.Union:
		// Parts turn out to be empty as late as here, and stock Cayley builds
		// iterators of them all the same: a nil dereference.
		parts := slices.DeleteFunc(slices.Clone(s), shape.IsNull)
		if len(parts) == 0 {
			return nil, true
		}
		return union(parts), true
	case shape.Intersect:
		if len(s) > 1 {
			return join(s), true
		}
	case shape.NodesFrom:
		if quads, ok := s.Quads.(shape.Quads); ok {
			if step, ok := p.step(s.Dir, quads); ok {
				return step, true
			}
		}
	}
	return s, false
}

// alternatives bounds the patterns that a step is taken apart into.
const alternatives = 256

// step plans the nodes at one end of quads. It declines what it has no plan
// for: more than one end that is itself a query, or twice the same end.
func (p planner) step(dir quad.Direction, quads shape.Quads) (shape.Shape, bool) {
	s := step{view: p, dir: dir, patterns: []ids{{}}}
	bound := map[quad.Direction]bool{}
	for _, f := range quads {
		if f.Dir < quad.Subject || f.Dir > quad.Label {
			return nil, false
		}
		values := f.Values
		if save, ok := values.(shape.Save); ok {
			if s.save == nil {
				s.save = map[quad.Direction][]string{}
			}
			s.save[f.Dir] = append(s.save[f.Dir], save.Tags...)
			values = save.From
		}
		if _, all := values.(shape.AllNodes); all {
			continue
		}
		if bound[f.Dir] {
			return nil, false
		}
		bound[f.Dir] = true
		fixed, ok := values.(shape.Fixed)
		if !ok {
			if s.from != nil || values == nil {
				return nil, false
			}
			s.via, s.from = f.Dir, values
			continue
		}
		if !s.fix(f.Dir, fixed) {
			return nil, false
		}
	}
	return s, true
}

// step is a shape: see [planner].
type step struct {
	view     planner
	dir      quad.Direction // of the nodes it gives
	patterns []ids          // any of them fits
	save     map[quad.Direction][]string
	via      quad.Direction // the end that must be in from
	from     shape.Shape    // nil if there is no such end
}

// fix multiplies the patterns by the values that an end may have.
func (s *step) fix(d quad.Direction, values shape.Fixed) bool {
	if len(values)*len(s.patterns) > alternatives {
		return false
	}
	var out []ids
	seen := map[uint64]bool{}
	for _, ref := range values {
		id, ok := s.view.refs.number(ref)
		if !ok || id == 0 || seen[id] {
			return false
		}
		seen[id] = true
		for _, pattern := range s.patterns {
			pattern[d-quad.Subject] = id
			out = append(out, pattern)
		}
	}
	s.patterns = out
	return true
}

func (s step) Optimize(shape.Optimizer) (shape.Shape, bool) { return s, false }

func (s step) BuildIterator(qs cayley.QuadStore) cayley.Iterator {
	plan := &stepPlan{refs: s.view.refs, dir: s.dir, patterns: s.patterns, save: s.save, via: s.via}
	if s.from != nil {
		plan.from = cayley.AsShape(s.from.BuildIterator(qs))
	}
	return cayley.AsLegacy(plan)
}
