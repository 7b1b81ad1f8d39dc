package store

import (
	"context"
	"maps"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// quadWalk goes through the quads of one pattern after another.
type quadWalk struct {
	refs     reader
	patterns []ids
	end      quad.Direction // an end that must be node besides, if node is not 0
	node     uint64
	next     int // the pattern to open
	cursor   cursor
	err      error
}

// start begins anew, with an end bound to a node.
func (w *quadWalk) start(end quad.Direction, node uint64) {
	w.close()
	w.end, w.node, w.next = end, node, 0
}

func (w *quadWalk) close() {
	if w.cursor != nil {
		w.cursor.Close()
		w.cursor = nil
	}
}

func (w *quadWalk) advance() bool {
	for w.err == nil {
		if w.cursor != nil {
			if w.cursor.Next() {
				return true
			}
			w.err = w.cursor.Err()
			w.close()
			continue
		}
		if w.next >= len(w.patterns) {
			return false
		}
		pattern := w.patterns[w.next]
		w.next++
		if w.node != 0 {
			i := w.end - quad.Subject
			if pattern[i] != 0 && pattern[i] != w.node {
				continue
			}
			pattern[i] = w.node
		}
		w.cursor = w.refs.Cursor(pattern)
	}
	return false
}

// Iterate lists the nodes of a step.
func (p *stepPlan) Iterate() cayley.Scanner {
	s := &stepScan{stepPlan: p, walk: quadWalk{refs: p.refs, patterns: p.patterns}}
	if p.from == nil {
		return s
	}
	if _, s.walk.err = p.Stats(context.Background()); p.through {
		s.nodes = p.from.Iterate()
		s.walk.next = len(p.patterns) // no node yet
	} else {
		s.index = p.from.Lookup()
	}
	return s
}

// stepScan lists the nodes of a step, one for every quad.
type stepScan struct {
	*stepPlan
	walk   quadWalk
	nodes  cayley.Scanner // the inner nodes, where the way is from them,
	index  cayley.Index   // or a way to look them up
	result ids

	// An inner node may have been reached by several paths, and each goes
	// with each of the node's quads, but the inner query lists them once
	// only. Stock Cayley gives all of them to the first quad, and the last to
	// the others.
	paths []map[string]cayley.Ref // tags of those seen so far, from the second on
	path  int                     // the one that this result is of
	spent bool                    // there are no others
}

func (s *stepScan) Next(ctx context.Context) bool {
	for {
		if s.walk.advance() {
			s.result, s.path = s.walk.cursor.Quad(), 0
			if s.index == nil || s.index.Contains(ctx, s.at(s.result, s.via)) {
				return true
			}
			if s.walk.err = s.index.Err(); s.walk.err != nil {
				return false
			}
			continue
		}
		if s.walk.err != nil || s.nodes == nil {
			return false
		}
		if !s.nodes.Next(ctx) {
			s.walk.err = s.nodes.Err()
			return false
		}
		if id, ok := s.refs.number(s.nodes.Result()); ok && id != 0 {
			s.walk.start(s.via, id)
			s.paths, s.spent = nil, false
		}
	}
}

// NextPath goes to another way in which the inner query gives the same node.
func (s *stepScan) NextPath(ctx context.Context) bool {
	switch {
	case s.nodes != nil:
		return s.nextPath(ctx)
	case s.index != nil:
		return s.index.NextPath(ctx)
	}
	return false
}

func (s *stepScan) nextPath(ctx context.Context) bool {
	if s.path+1 < len(s.paths) {
		s.path++
		return true
	}
	if s.spent {
		return false
	}
	if len(s.paths) == 0 {
		s.keepPath()
	}
	if !s.nodes.NextPath(ctx) {
		s.walk.err, s.spent = s.nodes.Err(), true
		return false
	}
	s.keepPath()
	s.path++
	return true
}

func (s *stepScan) keepPath() {
	tags := map[string]cayley.Ref{}
	s.nodes.TagResults(tags)
	s.paths = append(s.paths, tags)
}

func (s *stepScan) TagResults(dst map[string]cayley.Ref) {
	if len(s.paths) > 0 {
		maps.Copy(dst, s.paths[s.path])
	} else if s.nodes != nil {
		s.nodes.TagResults(dst)
	}
	if s.index != nil {
		s.index.TagResults(dst)
	}
	s.tag(s.result, dst)
}

func (s *stepScan) Result() cayley.Ref { return s.at(s.result, s.dir) }

func (s *stepScan) Err() error { return s.walk.err }

func (s *stepScan) Close() error {
	s.walk.close()
	err := s.walk.err
	if s.nodes != nil {
		err = s.nodes.Close()
	}
	if s.index != nil {
		err = s.index.Close()
	}
	return err
}

// Lookup says whether a node is one of a step's.
func (p *stepPlan) Lookup() cayley.Index {
	l := &stepLookup{stepPlan: p, walk: quadWalk{refs: p.refs, patterns: p.patterns}}
	if p.from != nil {
		l.index = p.from.Lookup()
	}
	return l
}

// stepLookup looks up nodes of a step. A node is found once for every quad:
// the others are further paths.
type stepLookup struct {
	*stepPlan
	walk   quadWalk
	index  cayley.Index // the inner nodes, if any
	result ids

	// Where nothing is asked but whether a node has quads, see known.
	known known
	ref   cayley.Ref
	left  int // further paths
}

func (l *stepLookup) Contains(ctx context.Context, ref cayley.Ref) bool {
	id, ok := l.refs.number(ref)
	if !ok || id == 0 {
		return false
	}
	l.ref, l.left = nil, 0
	if l.index == nil && len(l.save) == 0 {
		return l.containsKnown(ctx, ref, id)
	}
	l.walk.start(l.dir, id)
	return l.another(ctx)
}

func (l *stepLookup) another(ctx context.Context) bool {
	for l.walk.advance() {
		l.result = l.walk.cursor.Quad()
		if l.index == nil || l.index.Contains(ctx, l.at(l.result, l.via)) {
			return true
		}
		if l.walk.err = l.index.Err(); l.walk.err != nil {
			return false
		}
	}
	return false
}

func (l *stepLookup) NextPath(ctx context.Context) bool {
	if l.ref != nil {
		l.left--
		return l.left >= 0
	}
	if l.index != nil {
		if l.index.NextPath(ctx) {
			return true
		}
		if l.walk.err = l.index.Err(); l.walk.err != nil {
			return false
		}
	}
	return l.another(ctx)
}

func (l *stepLookup) TagResults(dst map[string]cayley.Ref) {
	if l.index != nil {
		l.index.TagResults(dst)
	}
	l.tag(l.result, dst)
}

func (l *stepLookup) Result() cayley.Ref {
	if l.ref != nil {
		return l.ref
	}
	return l.at(l.result, l.dir)
}

func (l *stepLookup) Err() error { return l.walk.err }

func (l *stepLookup) Close() error {
	l.walk.close()
	if l.index != nil {
		return l.index.Close()
	}
	return l.walk.err
}

// at is the reference to an end of a quad; nil where there is no label.
func (p *stepPlan) at(q ids, d quad.Direction) cayley.Ref {
	id := q[d-quad.Subject]
	if id == 0 {
		return nil
	}
	return p.refs.reference(id)
}

// tag adds the tags of a quad's ends.
func (p *stepPlan) tag(q ids, dst map[string]cayley.Ref) {
	for d, names := range p.save {
		if ref := p.at(q, d); ref != nil {
			for _, name := range names {
				dst[name] = ref
			}
		}
	}
}
