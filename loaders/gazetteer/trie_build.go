package gazetteer

import (
	"cmp"
	"slices"
)

// builder collects paths; finish lays them out as a trie.
type builder struct {
	words map[string]uint32
	atoms []string
	edges map[uint64]uint32 // node<<32 | atom → node, both numbered as they come
	marks [][]mark          // by node
}

func newBuilder(size int) *builder {
	return &builder{
		words: make(map[string]uint32, size),
		edges: make(map[uint64]uint32, 2*size),
		marks: make([][]mark, 1, 2*size+1),
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
			id = uint32(len(b.atoms))
			b.words[atom] = id
			b.atoms = append(b.atoms, atom)
		}
		key := uint64(node)<<32 | uint64(id)
		next, ok := b.edges[key]
		if !ok {
			next = uint32(len(b.marks))
			b.edges[key] = next
			b.marks = append(b.marks, nil)
		}
		node = next
	}
	b.marks[node] = append(b.marks[node], m)
}

// finish numbers atoms and nodes anew (see trie) and lays the marks out, each
// node's in the order given and without repetitions.
func (b *builder) finish(compare func(x, y mark) int) trie {
	slices.Sort(b.atoms)
	renumbered := make([]uint32, len(b.atoms)) // by the number an atom came with
	t := trie{words: make(map[string]uint32, len(b.atoms)), root: make([]uint32, len(b.atoms))}
	for i, a := range b.atoms {
		renumbered[b.words[a]] = uint32(i)
		t.words[a] = uint32(i)
	}

	type edge struct{ from, atom, to uint32 }
	edges := make([]edge, 0, len(b.edges))
	for key, to := range b.edges {
		edges = append(edges, edge{uint32(key >> 32), renumbered[uint32(key)], to})
	}
	slices.SortFunc(edges, func(x, y edge) int {
		return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.atom, y.atom))
	})
	begin := make([]int, len(b.marks)+1) // by node as it came: its first edge
	for i := len(edges) - 1; i >= 0; i-- {
		begin[edges[i].from] = i
	}
	count := make([]int, len(b.marks))
	for _, e := range edges {
		count[e.from]++
	}

	order := make([]uint32, 1, len(b.marks)) // nodes as they came, breadth first
	t.atom = make([]uint32, 1, len(b.marks))
	t.first = make([]uint32, 0, len(b.marks)+1)
	for i := 0; i < len(order); i++ {
		node := order[i]
		t.first = append(t.first, uint32(len(order)))
		for _, e := range edges[begin[node] : begin[node]+count[node]] {
			if i == 0 {
				t.root[e.atom] = uint32(len(order))
			}
			order = append(order, e.to)
			t.atom = append(t.atom, e.atom)
		}
	}
	t.first = append(t.first, uint32(len(order)))

	t.spans = make([]span, len(order))
	for i, node := range order {
		marks := b.marks[node]
		slices.SortFunc(marks, func(x, y mark) int {
			return cmp.Or(compare(x, y), cmp.Compare(x.caps, y.caps), cmp.Compare(x.upper, y.upper))
		})
		marks = slices.Compact(marks)
		lo := uint32(len(t.marks))
		t.marks = append(t.marks, marks...)
		t.spans[i] = span{lo, uint32(len(t.marks))}
	}
	return t
}
