package store

import (
	"context"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// known remembers how many quads of a step the nodes have that were looked up,
// for a query that walks from hubs asks for the same nodes over and over.
type known struct {
	quads map[uint64]int
	all   bool // what is not in quads has none
	asked int  // of the index
}

const (
	// knownAtMost bounds the memory of a look-up.
	knownAtMost = 1 << 20
	// countedAtMost is from how many quads on a node is not counted at once.
	countedAtMost = 16
	// listedFor is how many nodes may be listed for one that is looked up.
	listedFor = 16
)

// look says how many quads a node has; false if they have to be walked. It
// serves steps that end in values alone and save nothing.
func (l *stepLookup) look(id uint64) (n int, ok bool) {
	k := &l.known
	if n, ok := k.quads[id]; ok || k.all {
		return n, true
	}
	if k.quads == nil {
		k.quads = map[uint64]int{}
	}
	if k.asked++; k.asked%256 == 0 && l.list() {
		return k.quads[id], true
	}
	l.walk.start(l.dir, id)
	for n < countedAtMost && l.walk.advance() {
		n++
	}
	l.walk.close()
	if n == countedAtMost || l.walk.err != nil {
		return 0, false
	}
	if len(k.quads) < knownAtMost {
		k.quads[id] = n
	}
	return n, true
}

// list goes through all quads of the step, if they are few for how often it
// was asked.
func (l *stepLookup) list() bool {
	size := int64(0)
	for _, p := range l.patterns {
		n, cost := l.refs.Count(p)
		size += n * cost
	}
	if size > int64(l.known.asked)*listedFor || size > knownAtMost {
		return false
	}
	clear(l.known.quads)
	l.walk.start(l.dir, 0)
	for l.walk.advance() {
		l.known.quads[l.walk.cursor.Quad()[l.dir-quad.Subject]]++
	}
	l.walk.close()
	l.known.all = l.walk.err == nil
	return l.known.all
}

// containsKnown is Contains for such a step.
func (l *stepLookup) containsKnown(ctx context.Context, ref cayley.Ref, id uint64) bool {
	n, ok := l.look(id)
	if !ok {
		l.walk.start(l.dir, id)
		return l.another(ctx)
	}
	l.ref, l.left = ref, n-1
	return n > 0
}
