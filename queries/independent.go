package queries

import (
	"cmp"
	"hash/fnv"
	"slices"

	"entente/graph"
	"entente/schema"
)

// edgeKey stands for what claims say alike: ends, relation and status. It is
// a hash, since there can be millions; two of a million are the same by
// chance once in thirty million graphs.
type edgeKey uint64

// keyOf gives the claims that become one edge of a graph one key: the ends of
// a symmetric relation have no order.
func keyOf(c *graph.Claim) edgeKey {
	from, to := c.Subject.ID, c.Object.ID
	if r, ok := schema.Builtin().Relation(c.Relation); ok && r.Symmetric && to < from {
		from, to = to, from
	}
	return edgeKey(hash(from, c.Relation, to, string(c.Status)))
}

func hash(parts ...string) uint64 {
	h := fnv.New64a()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return h.Sum64()
}

// tally counts who says what, independently of each other: 16 bytes a pair of
// edge and source, and once they are counted 8 an edge that is kept.
type tally struct {
	said   []saying
	sorted int // of said, from the start, without repeats
	kept   []edgeKey
}

type saying struct {
	edge edgeKey
	by   uint64
}

func newTally() *tally { return &tally{} }

// add counts a claim. One that a list has ceased to say counts for nothing.
func (t *tally) add(c *graph.Claim) {
	if c.Ended != "" {
		return
	}
	t.said = append(t.said, saying{keyOf(c), hash(cmp.Or(c.Source.Publisher, c.Source.ID))})
	if len(t.said) >= 2*t.sorted+1<<16 {
		t.compact()
	}
}

func (t *tally) compact() {
	slices.SortFunc(t.said, func(a, b saying) int { return cmp.Or(cmp.Compare(a.edge, b.edge), cmp.Compare(a.by, b.by)) })
	t.said = slices.Compact(t.said)
	t.sorted = len(t.said)
}

// each ends the counting, and calls fn with every edge and how many sources it
// has, in the order of their keys.
func (t *tally) each(fn func(e edgeKey, sources int)) {
	t.compact()
	for i := 0; i < len(t.said); {
		j := i
		for j < len(t.said) && t.said[j].edge == t.said[i].edge {
			j++
		}
		fn(t.said[i].edge, j-i)
		i = j
	}
	t.said = nil
}

// keep is each for who wants to know of edges whether they have at least n
// sources: has then says so.
func (t *tally) keep(n int) {
	t.each(func(e edgeKey, sources int) {
		if sources >= n {
			t.kept = append(t.kept, e)
		}
	})
}

func (t *tally) has(e edgeKey) bool {
	_, ok := slices.BinarySearch(t.kept, e)
	return ok
}
