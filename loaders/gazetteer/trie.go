package gazetteer

// trie holds names as paths of atoms: folded pieces of words (see atoms).
//
// Nodes are numbered breadth first from the root, 0, and siblings in the order
// of their atoms. So the children of a node are a range of numbers, and all
// there is to store of a node is its atom and where its children begin; that
// makes the trie quick to read from builtin.bin. The root has children by the
// thousand and is looked up by atom instead.
type trie struct {
	words map[string]uint32 // atom → number, from 0
	root  []uint32          // by atom: the root's child, 0 if none
	atom  []uint32          // by node
	first []uint32          // by node, and one more: its first child; they end where those of the next node begin
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

// longest returns the end of the longest name that starts at words[i].
func (t *trie) longest(words []string, i int) reach {
	var best reach
	t.walk(words, i, func(r reach) {
		if t.accepts(r) {
			best = r
		}
	})
	return best
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
			node := t.child(r.node, id)
			if node == 0 {
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

// child returns the child of a node for an atom, 0 if there is none.
func (t *trie) child(node, atom uint32) uint32 {
	if node == 0 {
		return t.root[atom]
	}
	lo, hi := t.first[node], t.first[node+1]
	for lo < hi {
		mid := (lo + hi) / 2
		switch a := t.atom[mid]; {
		case a == atom:
			return mid
		case a < atom:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return 0
}
