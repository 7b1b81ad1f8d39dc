package identity

import (
	"cmp"
	"hash/fnv"
	"iter"
	"math"
	"slices"
	"strings"
)

// Options say how an index looks for pairs.
type Options struct {
	Least  float64 // pairs below this score are not given; 0 for 0.5
	Within bool    // look for pairs within one source too
	Blind  bool    // do not look at codes: for measuring
}

// Index holds records for comparing and finds the pairs worth it. It is made
// once and may then be used by several goroutines.
//
// It keeps every record, about 0.5 kB each with two names.
type Index struct {
	options Options
	records []prepared
	words   []word
	counts  []uint32  // records a word is in
	weighed []weighed // of each word
	ids     map[wordKey]uint32
	blocks  []blockEntry // ordered by key, then record
}

type wordKey struct {
	text string
	role role
}

// prepared is a record with its names as words.
type prepared struct {
	record Record
	codes  codes // that pass their checks
	kind   kind
	names  [][]uint32
	texts  []uint16 // which of the record's names each is: 0 the label, i+1 Names[i]
	forms  []string // legal forms in any of its names that tell apart
}

func (p *prepared) text(i int) string {
	if i >= len(p.texts) {
		return ""
	}
	if p.texts[i] == 0 {
		return p.record.Label
	}
	return p.record.Names[p.texts[i]-1]
}

// namesCompared bounds what a record of very many names costs.
const namesCompared = 40

// NewIndex makes an index of records.
func NewIndex(records iter.Seq[Record], o Options) *Index {
	if o.Least == 0 {
		o.Least = 0.5
	}
	x := &Index{options: o, ids: map[wordKey]uint32{}}
	for r := range records {
		x.add(r)
	}
	x.ids = nil
	x.count()
	x.weighed = make([]weighed, len(x.words))
	for id := range x.words {
		b := x.surprise(uint32(id))
		x.weighed[id] = weighed{b, weightOfWord(x.words[id].role, b)}
	}
	x.block()
	return x
}

// count counts words source by source: that ten lists name a thing does not
// make its name a common one, that one list names ten does.
func (x *Index) count() {
	x.counts = make([]uint32, len(x.words))
	order := make([]uint32, len(x.records))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int {
		return cmp.Or(strings.Compare(x.records[a].record.Source, x.records[b].record.Source), cmp.Compare(a, b))
	})
	type tally struct{ source, record, n uint32 } // of a word, in the source at hand
	tallies := make([]tally, len(x.words))
	source := uint32(0)
	for k, i := range order {
		if k == 0 || x.records[i].record.Source != x.records[order[k-1]].record.Source {
			source++
		}
		for _, name := range x.records[i].names {
			for _, id := range name {
				t := &tallies[id]
				if t.source != source {
					*t = tally{source: source}
				}
				if t.record != i+1 {
					t.record = i + 1
					t.n++
					x.counts[id] = max(x.counts[id], t.n)
				}
			}
		}
	}
}

// weighed is what is known of a word once all records are.
type weighed struct{ bits, weight float64 }

// bits is how surprising a word is; see surprise.
func (x *Index) bits(id uint32) float64 { return x.weighed[id].bits }

// weight is what a word counts among the words of a name.
func (x *Index) weight(id uint32) float64 { return x.weighed[id].weight }

// Len is the number of records.
func (x *Index) Len() int { return len(x.records) }

// Record gives the record at a place.
func (x *Index) Record(i int) *Record { return &x.records[i].record }

func (x *Index) add(r Record) {
	p := prepared{record: r, kind: kindOf(r.Type)}
	if len(r.Codes) > 0 {
		p.codes = parseCodes(r.Codes)
	}
	for i, name := range append([]string{r.Label}, r.Names...) {
		if len(p.names) == namesCompared {
			break
		}
		for _, spelling := range spellings(name, p.kind) {
			parsed := parse(spelling, r.Type)
			if len(parsed) == 0 {
				continue
			}
			ids := make([]uint32, len(parsed))
			for k, w := range parsed {
				ids[k] = x.intern(w)
				if w.role == form && !words().loose[w.text] && !slices.Contains(p.forms, w.text) {
					p.forms = append(p.forms, w.text)
				}
			}
			if slices.ContainsFunc(p.names, func(n []uint32) bool { return sameWords(n, ids) }) {
				continue
			}
			p.names = append(p.names, ids)
			p.texts = append(p.texts, uint16(i))
		}
	}
	x.records = append(x.records, p)
}

func sameWords(a, b []uint32) bool {
	if len(a) != len(b) {
		return false
	}
	for _, w := range a {
		if !slices.Contains(b, w) {
			return false
		}
	}
	return true
}

func (x *Index) intern(w word) uint32 {
	key := wordKey{w.text, w.role}
	id, ok := x.ids[key]
	if !ok {
		id = uint32(len(x.words))
		w.text = strings.Clone(w.text)
		x.words = append(x.words, w)
		x.ids[wordKey{w.text, w.role}] = id
	}
	return id
}

// surprise is how surprising a word is: log2 of how many records there are to one
// that has it. Small indexes know little of what is rare, so that they are
// taken for samples of a larger world.
func (x *Index) surprise(id uint32) float64 {
	const world = 50000
	n := float64(len(x.records))
	if n < world {
		// A word that k of n have is had by as many of the world.
		return math.Log2((world + 1) / (float64(x.counts[id])*math.Sqrt(world/math.Max(n, 2)) + 1))
	}
	return math.Log2((n + 1) / (float64(x.counts[id]) + 1))
}

// weightOfWord is what a word counts among the words of a name.
func weightOfWord(r role, bits float64) float64 {
	w := 0.3 + bits/16
	switch r {
	case form, particle:
		return 0.1
	case initial:
		return 0.25
	case common:
		return 0.5 * w
	}
	return w
}

// Blocking: two records are compared if a key is the same of both. The keys of
// a name are made of the bones of its words, so that spellings do not matter:
// of every two of its four rarest words, of its rarest word with the first
// letter of another, and of the only word of a one-word name.

type blockEntry struct {
	key    uint64
	record uint32
}

// blockLimit is the largest block whose pairs are compared: larger ones are of
// words so common that a finer key finds what is worth finding.
const blockLimit = 120

func (x *Index) block() {
	var keys []uint64
	for i := range x.records {
		keys = keys[:0]
		for _, name := range x.records[i].names {
			keys = x.keys(keys, name, x.records[i].kind)
		}
		slices.Sort(keys)
		for _, k := range slices.Compact(keys) {
			x.blocks = append(x.blocks, blockEntry{k, uint32(i)})
		}
	}
	slices.SortFunc(x.blocks, func(a, b blockEntry) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.record, b.record))
	})
}

// keys appends the keys of a name.
func (x *Index) keys(keys []uint64, name []uint32, k kind) []uint64 {
	type rare struct {
		bones string
		count uint32
	}
	var rares []rare
	for _, id := range name {
		w := &x.words[id]
		if w.role == form || w.role == particle || w.role == initial || w.bones == "" {
			continue
		}
		rares = append(rares, rare{w.bones, x.counts[id]})
	}
	if len(rares) == 0 {
		for _, id := range name {
			rares = append(rares, rare{x.words[id].text, x.counts[id]})
		}
	}
	slices.SortFunc(rares, func(a, b rare) int { return cmp.Or(cmp.Compare(a.count, b.count), strings.Compare(a.bones, b.bones)) })
	group := byte('0' + k)
	if k == anyKind || k == place || k == territory {
		group = 'p'
	}
	key := func(parts ...string) {
		h := fnv.New64a()
		h.Write([]byte{group})
		for _, p := range parts {
			h.Write([]byte(p))
			h.Write([]byte{0})
		}
		keys = append(keys, h.Sum64())
	}
	all := make([]string, 0, len(rares))
	for _, r := range rares {
		all = append(all, r.bones)
	}
	slices.Sort(all)
	joined := strings.Join(all, "")
	key("whole", joined) // also of names written together
	if len(rares) > 4 {
		rares = rares[:4]
	}
	for i, r := range rares {
		for _, q := range rares[i+1:] {
			a, b := r.bones, q.bones
			if a > b {
				a, b = b, a
			}
			key(a, b)
		}
	}
	if len(rares) == 2 {
		key("initial", rares[0].bones, rares[1].bones[:1])
		key("initial", rares[1].bones, rares[0].bones[:1])
	}
	return keys
}

// Near lists the records that share a block with the one at i, by place.
func (x *Index) near(i int, into []uint32) []uint32 {
	into = into[:0]
	p := &x.records[i]
	var keys []uint64
	for _, name := range p.names {
		keys = x.keys(keys, name, p.kind)
	}
	slices.Sort(keys)
	for _, k := range slices.Compact(keys) {
		at, ok := slices.BinarySearchFunc(x.blocks, k, func(e blockEntry, k uint64) int { return cmp.Compare(e.key, k) })
		if !ok {
			continue
		}
		end := at
		for end < len(x.blocks) && x.blocks[end].key == k && end-at <= blockLimit {
			end++
		}
		if end-at > blockLimit {
			continue
		}
		for _, e := range x.blocks[at:end] {
			if int(e.record) > i {
				into = append(into, e.record)
			}
		}
	}
	slices.Sort(into)
	return slices.Compact(into)
}
