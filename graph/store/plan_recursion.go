package store

import (
	"context"
	"reflect"
	"slices"
	"unsafe"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// recursion stands for the shape of Cayley's followRecursive, which builds its
// iterators past the optimizer: what leads to it, and at every depth what is
// followed, reads all quads of every node on its way. Here both are read back
// from the iterators that Cayley builds (plan_read.go), planned as any other
// path, and followed by [recursionScan].
//
// Cayley asks nobody about a recursion that is the last step of a path: its
// shape neither asks the optimizer, nor do its iterators, built and followed by
// Cayley alone. Such a path is planned by [Iterate], and by any step after it;
// scripts have one taken for them: see gizmo_recursion.go.
type recursion struct {
	plans planner
	stock shape.Shape
}

// Iterate is path's Iterate for a store of [Store.Cayley], which has a recursion
// planned, too, where it is the last step of the path. On others it is the same.
func Iterate(ctx context.Context, qs cayley.QuadStore, p *path.Path) *cayley.IterateChain {
	return shape.Iterate(ctx, qs, planLast(qs, p.Shape()))
}

func planLast(qs cayley.QuadStore, s shape.Shape) shape.Shape {
	if plans, ok := cayley.Unwrap(qs).(planner); ok && isRecursion(s) {
		return recursion{plans, s}
	}
	return s
}

// isRecursion says whether a shape is Cayley's for followRecursive: a function
// of a type that package path keeps to itself.
func isRecursion(s shape.Shape) bool {
	t := reflect.TypeOf(s)
	return t != nil && t.Name() == "iteratorBuilder" && t.PkgPath() == reflect.TypeFor[pathMarker]().PkgPath()
}

// recursions plans the recursions that are parts of a shape.
func (p planner) recursions(s shape.Shape) (shape.Shape, bool) {
	changed := false
	one := func(s shape.Shape) shape.Shape {
		if isRecursion(s) {
			changed = true
			return recursion{p, s}
		}
		return s
	}
	all := func(list []shape.Shape) []shape.Shape {
		if !slices.ContainsFunc(list, isRecursion) {
			return list
		}
		list = slices.Clone(list)
		for i := range list {
			list[i] = one(list[i])
		}
		return list
	}
	switch x := s.(type) {
	case shape.Intersect:
		s = shape.Intersect(all(x))
	case shape.IntersectOpt:
		x.Sub, x.Opt = shape.Intersect(all(x.Sub)), all(x.Opt)
		s = x
	case shape.Union:
		s = shape.Union(all(x))
	case shape.Quads:
		if slices.ContainsFunc(x, func(f shape.QuadFilter) bool { return isRecursion(f.Values) }) {
			x = slices.Clone(x)
			for i := range x {
				x[i].Values = one(x[i].Values)
			}
			s = x
		}
	case shape.Save:
		x.From = one(x.From)
		s = x
	case shape.Filter:
		x.From = one(x.From)
		s = x
	case shape.Unique:
		x.From = one(x.From)
		s = x
	case shape.Page:
		x.From = one(x.From)
		s = x
	case shape.Count:
		x.Values = one(x.Values)
		s = x
	case shape.FixedTags:
		x.On = one(x.On)
		s = x
	case shape.Except:
		x.From, x.Exclude = one(x.From), one(x.Exclude)
		s = x
	}
	return s, changed
}

func (r recursion) Optimize(shape.Optimizer) (shape.Shape, bool) { return r, false }

func (r recursion) BuildIterator(qs cayley.QuadStore) cayley.Iterator {
	it := r.stock.BuildIterator(readable{r.plans})
	if stock, ok := it.(*iterator.Recursive); ok {
		if plan, ok := r.plans.recursionPlan(stock.AsShape()); ok {
			return cayley.AsLegacy(plan)
		}
	}
	return it
}

// recursionPlan reads what Cayley's iterator keeps to itself; false if it is
// not that of v0.7.7.
func (p planner) recursionPlan(stock cayley.IteratorShape) (*recursionPlan, bool) {
	v := reflect.ValueOf(stock)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return nil, false
	}
	r := &recursionPlan{plans: p}
	for _, f := range []struct {
		name string
		typ  reflect.Type
		take func(unsafe.Pointer)
	}{
		{"subIt", reflect.TypeFor[cayley.IteratorShape](), func(at unsafe.Pointer) { r.from = *(*cayley.IteratorShape)(at) }},
		{"morphism", reflect.TypeFor[iterator.Morphism2](), func(at unsafe.Pointer) { r.follow = *(*iterator.Morphism2)(at) }},
		{"maxDepth", reflect.TypeFor[int](), func(at unsafe.Pointer) { r.most = *(*int)(at) }},
		{"depthTags", reflect.TypeFor[[]string](), func(at unsafe.Pointer) { r.tags = *(*[]string)(at) }},
	} {
		field := v.Elem().FieldByName(f.name)
		if !field.IsValid() || field.Type() != f.typ {
			return nil, false
		}
		f.take(unsafe.Pointer(field.UnsafeAddr()))
	}
	r.from = p.planned(r.from)
	return r, true
}

// planned is an iterator that Cayley built, planned.
func (p planner) planned(it cayley.IteratorShape) cayley.IteratorShape {
	s, _ := shape.Optimize(p.read(it), p)
	if shape.IsNull(s) {
		return cayley.AsShape(iterator.NewNull())
	}
	return cayley.AsShape(s.BuildIterator(p))
}

// recursionPlan follows a path from nodes again and again.
type recursionPlan struct {
	plans  planner
	from   cayley.IteratorShape
	follow iterator.Morphism2
	most   int // times; below 0 until there is nothing new
	tags   []string
}

func (r *recursionPlan) String() string                       { return recursive }
func (r *recursionPlan) SubIterators() []cayley.IteratorShape { return []cayley.IteratorShape{r.from} }

func (r *recursionPlan) Optimize(ctx context.Context) (cayley.IteratorShape, bool) {
	if better, changed := r.from.Optimize(ctx); changed {
		r.from = better
	}
	return r, false
}

func (r *recursionPlan) Stats(ctx context.Context) (cayley.IteratorCosts, error) {
	c, err := r.from.Stats(ctx)
	c.Size = cayley.Size{Size: min(c.Size.Size*fanOut*fanOut*fanOut, largeSize)}
	c.NextCost = min(c.NextCost+fanOut, largeCost)
	c.ContainsCost = largeCost
	return c, err
}

func (r *recursionPlan) Iterate() cayley.Scanner { return &recursionScan{recursionPlan: r} }

func (r *recursionPlan) Lookup() cayley.Index {
	return &recursionLookup{&recursionScan{recursionPlan: r, keep: true}}
}

// reached is how a node was reached first.
type reached struct {
	ref, by cayley.Ref // by: the node that led to it
	depth   int
	tags    map[string]cayley.Ref
}

// recursionScan lists the nodes that are reached, each once, the nearest
// first. A node that is begun with is given if something leads back to it.
type recursionScan struct {
	*recursionPlan
	keep  bool // what each node was reached by
	began bool
	depth int
	begin map[any][]map[string]cayley.Ref // the paths to the nodes that are begun with
	queue []cayley.Ref                    // to be followed next
	seen  map[any]*reached
	next  cayley.Scanner
	now   *reached
	path  int // of those to the node that now came from
	err   error
}

func (s *recursionScan) start(ctx context.Context) {
	s.began, s.begin, s.seen = true, map[any][]map[string]cayley.Ref{}, map[any]*reached{}
	from := s.from.Iterate()
	for from.Next(ctx) {
		ref := from.Result()
		s.queue = append(s.queue, ref)
		key := cayley.ToKey(ref)
		for more := true; more; more = from.NextPath(ctx) {
			tags := map[string]cayley.Ref{}
			from.TagResults(tags)
			s.begin[key] = append(s.begin[key], tags)
			s.keep = s.keep || len(tags) > 0 || len(s.begin[key]) > 1
		}
	}
	s.err = from.Err()
	if err := from.Close(); s.err == nil {
		s.err = err
	}
}

func (s *recursionScan) Next(ctx context.Context) bool {
	if !s.began {
		s.start(ctx)
	}
	s.path = 0
	for s.err == nil {
		if s.next == nil || !s.next.Next(ctx) {
			if s.err = s.finish(); s.err != nil || len(s.queue) == 0 || s.most > 0 && s.depth >= s.most {
				return false
			}
			s.depth++
			step := s.plans.planned(s.follow(&frontier{refs: s.queue}))
			if better, changed := step.Optimize(ctx); changed {
				step = better
			}
			s.queue, s.next = nil, step.Iterate()
			continue
		}
		ref := s.next.Result()
		key := cayley.ToKey(ref)
		if s.seen[key] != nil {
			continue
		}
		s.now = &reached{ref: ref, depth: s.depth}
		if s.keep {
			s.now.tags = map[string]cayley.Ref{}
			s.next.TagResults(s.now.tags)
			s.now.by = s.now.tags[frontierTag]
			delete(s.now.tags, frontierTag)
		}
		s.seen[key] = s.now
		s.queue = append(s.queue, ref)
		return true
	}
	return false
}

// finish closes what was followed at a depth.
func (s *recursionScan) finish() error {
	if s.next == nil {
		return nil
	}
	err := s.next.Err()
	if err2 := s.next.Close(); err == nil {
		err = err2
	}
	s.next = nil
	return err
}

// origins are the paths to the node from which the present one was reached.
func (s *recursionScan) origins() []map[string]cayley.Ref {
	if !s.keep || s.now == nil {
		return nil
	}
	at := s.now
	for at != nil && at.depth > 1 {
		if at.by == nil {
			return nil // what is followed gives nodes besides, from nowhere
		}
		at = s.seen[cayley.ToKey(at.by)]
	}
	if at == nil || at.by == nil {
		return nil
	}
	return s.begin[cayley.ToKey(at.by)]
}

func (s *recursionScan) NextPath(context.Context) bool {
	if s.path+1 >= len(s.origins()) {
		return false
	}
	s.path++
	return true
}

func (s *recursionScan) TagResults(dst map[string]cayley.Ref) {
	if s.now == nil {
		return
	}
	for _, tag := range s.tags {
		dst[tag] = cayley.PreFetched(quad.Int(s.now.depth))
	}
	if origins := s.origins(); len(origins) > 0 {
		for tag, ref := range origins[s.path] {
			dst[tag] = ref
		}
	}
	if !s.keep && s.next != nil {
		s.next.TagResults(dst)
		delete(dst, frontierTag)
	}
	for tag, ref := range s.now.tags {
		dst[tag] = ref
	}
}

func (s *recursionScan) Result() cayley.Ref {
	if s.now == nil {
		return nil
	}
	return s.now.ref
}

func (s *recursionScan) Err() error { return s.err }

func (s *recursionScan) Close() error {
	if err := s.finish(); s.err == nil {
		s.err = err
	}
	s.queue = nil
	return s.err
}

// recursionLookup follows until it meets the node that is looked up.
type recursionLookup struct{ *recursionScan }

func (l *recursionLookup) Contains(ctx context.Context, ref cayley.Ref) bool {
	key := cayley.ToKey(ref)
	for l.seen[key] == nil {
		if !l.recursionScan.Next(ctx) {
			return false
		}
	}
	l.now, l.path = l.seen[key], 0
	return true
}
