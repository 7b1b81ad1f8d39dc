package gazetteer

import (
	"cmp"
	"slices"
)

// trie holds names as paths of atoms: folded pieces of words (see atoms). Both
// levels are hash maps, so that a word that starts no name costs one look-up.
type trie struct {
	words map[string]uint32 // atom → number
	edges map[uint64]uint32 // node<<32 | atom → node
	spans []span            // by node: its marks
	marks []mark
}

type span struct{ lo, hi uint32 }

// mark ends a name at a node.
type mark struct {
	ref uint32 // what the name is of: index into entries or titles
	as  As
	// caps and upper are bit sets over the atoms of the path, the first
	// atom the lowest bit: those that must be written all in capitals, and
	// those that must begin with one.
	caps, upper uint32
}

// reach is how far a walk along the words has come.
type reach struct {
	node        uint32
	words       int
	caps, upper uint32 // as in mark, of the text
}

func (m mark) fits(r reach) bool { return m.caps&^r.caps == 0 && m.upper&^r.upper == 0 }

const maxAtoms = 32 // of a name: the width of mark.caps

func (t *trie) marksAt(node uint32) []mark {
	s := t.spans[node]
	return t.marks[s.lo:s.hi]
}

func (t *trie) accepts(r reach) bool {
	for _, m := range t.marksAt(r.node) {
		if m.fits(r) {
			return true
		}
	}
	return false
}

// walk follows the words from words[i] down the trie and calls reached at the
// end of every word that lies on a path.
func (t *trie) walk(words []string, i int, reached func(reach)) {
	var (
		r     reach
		depth int
		buf   [64]byte
	)
	for k := i; k < len(words); k++ {
		sc := scanner{word: words[k], buf: buf[:0]}
		joint := true // of hyphens or apostrophes only: no atom of its own
		for sc.next() {
			joint = false
			id, ok := t.words[string(sc.atom)]
			if !ok || depth >= maxAtoms {
				return
			}
			node, ok := t.edges[uint64(r.node)<<32|uint64(id)]
			if !ok {
				return
			}
			r.node = node
			if sc.caps {
				r.caps |= 1 << depth
			}
			if sc.upper {
				r.upper |= 1 << depth
			}
			depth++
		}
		if joint {
			if k == i {
				return
			}
			continue
		}
		r.words = k - i + 1
		reached(r)
	}
}

// builder collects paths before their marks are laid out in one slice.
type builder struct {
	trie
	at [][]mark // by node
}

func newBuilder(size int) *builder {
	return &builder{
		trie: trie{words: make(map[string]uint32, size), edges: make(map[uint64]uint32, 2*size)},
		at:   make([][]mark, 1, 2*size),
	}
}

// add puts a path into the trie. Paths that are empty or longer than any walk
// goes are left out; check reports such names.
func (b *builder) add(path []string, m mark) {
	if len(path) == 0 || len(path) > maxAtoms {
		return
	}
	node := uint32(0)
	for _, atom := range path {
		id, ok := b.words[atom]
		if !ok {
			id = uint32(len(b.words))
			b.words[atom] = id
		}
		key := uint64(node)<<32 | uint64(id)
		next, ok := b.edges[key]
		if !ok {
			next = uint32(len(b.at))
			b.edges[key] = next
			b.at = append(b.at, nil)
		}
		node = next
	}
	b.at[node] = append(b.at[node], m)
}

// finish lays the marks out, each node's in the order given and without
// repetitions.
func (b *builder) finish(compare func(x, y mark) int) trie {
	b.spans = make([]span, len(b.at))
	for node, marks := range b.at {
		slices.SortFunc(marks, func(x, y mark) int {
			return cmp.Or(compare(x, y), cmp.Compare(x.caps, y.caps), cmp.Compare(x.upper, y.upper))
		})
		marks = slices.Compact(marks)
		lo := uint32(len(b.marks))
		b.marks = append(b.marks, marks...)
		b.spans[node] = span{lo, uint32(len(b.marks))}
	}
	return b.trie
}
