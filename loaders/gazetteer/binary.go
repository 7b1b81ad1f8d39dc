package gazetteer

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
)

// The binary form of a lexicon and its indexes, for a quick start:
//
//	"ENTGAZ2\n", SHA-256 of the YAML files it was made from
//	number of strings; the length of each; all their bytes
//	number of list items in all, for one allocation
//	number of entries; of each: its strings, its lists, its codes, its rank
//	number of roles; of each: its strings, its titles
//	number of offices; of each: its strings, its titles, its holders
//	the trie of names; number of titles, each; the trie of titles
//	of a trie: number of atoms, each; number of nodes, of each its atom,
//	number of children and marks; the marks
//
// Numbers are varints. A string is its number in the table, 0 the empty one.
// Decoded strings share the bytes of the embedded file.

const binaryMagic = "ENTGAZ2\n"

type encoder struct {
	strings []string
	number  map[string]uint64
	items   uint64 // of all lists
	out     []byte
}

func (e *encoder) uint(n uint64) { e.out = binary.AppendUvarint(e.out, n) }

func (e *encoder) str(ss ...string) {
	for _, s := range ss {
		n, ok := e.number[s]
		if !ok {
			n = uint64(len(e.strings))
			e.number[s] = n
			e.strings = append(e.strings, s)
		}
		e.uint(n)
	}
}

func (e *encoder) list(ss []string) {
	e.uint(uint64(len(ss)))
	e.items += uint64(len(ss))
	e.str(ss...)
}

// encodeCompiled writes the binary form; the same lexicon gives the same bytes.
func encodeCompiled(c compiled, sum [sha256.Size]byte) []byte {
	lex := c.lexicon
	e := &encoder{strings: []string{""}, number: map[string]uint64{"": 0}}
	e.uint(uint64(len(lex.entries)))
	for _, x := range lex.entries {
		e.str(x.ID, x.Label, x.Type, x.Kind, x.Capital, x.Seat, x.From, x.To)
		for _, l := range [][]string{x.Names, x.Adjectives, x.Demonyms, x.Nouns, x.Seats, x.Surnames, x.Within} {
			e.list(l)
		}
		e.uint(uint64(len(x.Codes)))
		for _, scheme := range x.schemes() {
			e.str(scheme, x.Codes[scheme])
		}
		e.out = binary.AppendVarint(e.out, int64(x.Rank))
	}
	e.uint(uint64(len(lex.roles)))
	for _, r := range lex.roles {
		e.str(r.ID, r.Relation, r.Sector)
		e.list(r.Titles)
	}
	e.uint(uint64(len(lex.offices)))
	for _, o := range lex.offices {
		e.str(o.of, o.role)
		e.list(o.titles)
		e.uint(uint64(len(o.holders)))
		for _, h := range o.holders {
			e.str(h.person, h.from, h.to)
			acting := uint64(0)
			if h.acting {
				acting = 1
			}
			e.uint(acting)
		}
	}

	e.trie(c.names)
	e.uint(uint64(len(c.titles.titles)))
	for _, t := range c.titles.titles {
		e.str(t.Role.ID, t.Of)
		plural := uint64(0)
		if t.Plural {
			plural = 1
		}
		e.uint(plural)
	}
	e.trie(&c.titles.trie)

	head := append([]byte(binaryMagic), sum[:]...)
	head = binary.AppendUvarint(head, uint64(len(e.strings)))
	for _, s := range e.strings {
		head = binary.AppendUvarint(head, uint64(len(s)))
	}
	for _, s := range e.strings {
		head = append(head, s...)
	}
	head = binary.AppendUvarint(head, e.items)
	return slices.Concat(head, e.out)
}

func (e *encoder) trie(t *trie) {
	atoms := make([]string, len(t.words))
	for a, i := range t.words {
		atoms[i] = a
	}
	e.uint(uint64(len(atoms)))
	e.str(atoms...)
	e.uint(uint64(len(t.atom)))
	for node := range t.atom {
		e.uint(uint64(t.atom[node]))
		e.uint(uint64(t.first[node+1] - t.first[node]))
		e.uint(uint64(t.spans[node].hi - t.spans[node].lo))
	}
	e.uint(uint64(len(t.marks)))
	for _, m := range t.marks {
		e.uint(uint64(m.ref))
		e.uint(uint64(m.as))
		e.uint(uint64(m.caps))
		e.uint(uint64(m.upper))
	}
}

type decoder struct {
	in      string
	strings []string
	arena   []string // what is left of the room for list items
	broken  bool
}

func (d *decoder) uint() uint64 {
	var n uint64
	for shift := uint(0); shift < 64; shift += 7 {
		if len(d.in) == 0 {
			break
		}
		b := d.in[0]
		d.in = d.in[1:]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
	d.broken = true
	return 0
}

// count reads a length; each item takes at least a byte of what is left.
func (d *decoder) count() int {
	n := d.uint()
	if n > uint64(len(d.in)) {
		d.broken = true
		return 0
	}
	return int(n)
}

func (d *decoder) str() string {
	n := d.uint()
	if n >= uint64(len(d.strings)) {
		d.broken = true
		return ""
	}
	return d.strings[n]
}

func (d *decoder) list() []string {
	n := d.count()
	if n == 0 {
		return nil
	}
	if n > len(d.arena) {
		d.broken = true
		return nil
	}
	out := d.arena[:n:n]
	d.arena = d.arena[n:]
	for i := range out {
		out[i] = d.str()
	}
	return out
}

// decodeCompiled reads the binary form. ok is false if it is broken or was
// made from files of another digest.
func decodeCompiled(text string, sum [sha256.Size]byte) (c compiled, ok bool) {
	head := len(binaryMagic) + sha256.Size
	if len(text) < head || text[:len(binaryMagic)] != binaryMagic || text[len(binaryMagic):head] != string(sum[:]) {
		return compiled{}, false
	}
	d := &decoder{in: text[head:]}
	d.strings = make([]string, d.count())
	lengths := make([]int, len(d.strings))
	for i := range lengths {
		lengths[i] = d.count()
	}
	for i, n := range lengths {
		if n > len(d.in) {
			return compiled{}, false
		}
		d.strings[i], d.in = d.in[:n], d.in[n:]
	}

	d.arena = make([]string, d.count())

	lex := &lexicon{}
	entries := make([]Entry, d.count())
	lex.entries = make([]*Entry, len(entries))
	for i := range entries {
		x := &entries[i]
		lex.entries[i] = x
		for _, s := range []*string{&x.ID, &x.Label, &x.Type, &x.Kind, &x.Capital, &x.Seat, &x.From, &x.To} {
			*s = d.str()
		}
		for _, l := range []*[]string{&x.Names, &x.Adjectives, &x.Demonyms, &x.Nouns, &x.Seats, &x.Surnames, &x.Within} {
			*l = d.list()
		}
		if n := d.count(); n > 0 {
			x.Codes = make(map[string]string, n)
			for range n {
				scheme := d.str()
				x.Codes[scheme] = d.str()
			}
		}
		zigzag := d.uint()
		x.Rank = int(int64(zigzag>>1) ^ -int64(zigzag&1))
	}
	lex.roles = make([]*Role, d.count())
	for i := range lex.roles {
		lex.roles[i] = &Role{ID: d.str(), Relation: d.str(), Sector: d.str(), Titles: d.list()}
	}
	lex.offices = make([]*office, d.count())
	for i := range lex.offices {
		o := &office{of: d.str(), role: d.str(), titles: d.list(), holders: make([]holder, d.count())}
		for k := range o.holders {
			o.holders[k] = holder{person: d.str(), from: d.str(), to: d.str(), acting: d.uint() == 1}
		}
		lex.offices[i] = o
	}
	c = compiled{lexicon: lex, names: d.trie(len(lex.entries)), titles: &titleTrie{}}
	c.titles.titles = make([]Title, d.count())
	roles := make(map[string]*Role, len(lex.roles))
	for _, r := range lex.roles {
		roles[r.ID] = r
	}
	for i := range c.titles.titles {
		c.titles.titles[i] = Title{Role: roles[d.str()], Of: d.str(), Plural: d.uint() == 1}
	}
	c.titles.trie = *d.trie(len(c.titles.titles))
	return c, !d.broken && d.in == ""
}

// trie reads a trie whose marks refer to that many things.
func (d *decoder) trie(refs int) *trie {
	atoms := d.count()
	t := &trie{words: make(map[string]uint32, atoms), root: make([]uint32, atoms)}
	for i := range atoms {
		t.words[d.str()] = uint32(i)
	}
	nodes := d.count()
	t.atom = make([]uint32, nodes)
	t.first = make([]uint32, nodes+1)
	t.spans = make([]span, nodes)
	child, mark0 := uint64(1), uint64(0)
	for i := range nodes {
		t.atom[i] = uint32(d.uint())
		t.first[i] = uint32(child)
		child += d.uint()
		n := d.uint()
		t.spans[i] = span{uint32(mark0), uint32(mark0 + n)}
		mark0 += n
		if child > uint64(nodes) || mark0 > uint64(len(d.in)) || t.atom[i] >= uint32(max(atoms, 1)) {
			d.broken = true
			return t
		}
	}
	t.first[nodes] = uint32(child)
	if nodes > 0 {
		for c := t.first[0]; c < t.first[1]; c++ {
			if t.atom[c] >= uint32(atoms) {
				d.broken = true
				return t
			}
			t.root[t.atom[c]] = c
		}
	}
	t.marks = make([]mark, d.count())
	for i := range t.marks {
		t.marks[i] = mark{ref: uint32(d.uint()), as: As(d.uint()), caps: uint32(d.uint()), upper: uint32(d.uint())}
		if t.marks[i].ref >= uint32(refs) {
			d.broken = true
			return t
		}
	}
	if mark0 != uint64(len(t.marks)) || child != uint64(nodes) {
		d.broken = true
	}
	return t
}
