package identity

import (
	"cmp"
	"hash/fnv"
	"iter"
	"maps"
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

// Pair is two records by their places, and their score.
type Pair struct {
	I, J  int
	Score float64
	Rival bool // another record of the same source fits as well
	// Overlap is what part of the shorter of the two lists the other one has
	// too, as far as it can be told; 0 for records that no one list has.
	Overlap float64
}

// Pairs gives the pairs that may be the same, by place: those that no code
// tells apart and whose score is at least Options.Least, and those of one code.
//
// A source that names a thing names it once: of two records of one source that
// fit a third, the one that fits worse is put back, and both if they fit as
// well as each other: one at least is another thing, so that neither is more
// likely the same than not.
func (x *Index) Pairs() []Pair {
	var pairs []Pair
	var into []uint32
	byCode := x.sharedCodes()
	for i := range x.records {
		into = x.near(i, into)
		into = append(into, byCode[uint32(i)]...)
		slices.Sort(into)
		for _, j := range slices.Compact(into) {
			a, b := &x.records[i], &x.records[j]
			if !x.options.Within && a.record.Source != "" && a.record.Source == b.record.Source {
				continue
			}
			score, verdict, _ := x.score(a, b, nil)
			if verdict != OtherCode && score >= x.options.Least {
				pairs = append(pairs, Pair{I: i, J: int(j), Score: score})
			}
		}
	}
	x.shiftByOverlap(pairs)
	return x.putBackRivals(pairs)
}

// lists are two sources and what kind of thing is looked for in both.
type lists struct {
	a, b string
	kind kind
}

func (x *Index) listsOf(p Pair) lists {
	a, b := &x.records[p.I], &x.records[p.J]
	l := lists{a.record.Source, b.record.Source, min(a.kind, b.kind)}
	if l.a > l.b {
		l.a, l.b = l.b, l.a
	}
	return l
}

// Overlap is what part of the shorter of two lists stands on the other one
// too, where nothing is known of them; and how many records of it that is
// worth.
const (
	usualOverlap  = 0.2
	overlapWeight = 20
)

// shiftByOverlap looks at what two lists have in common: where it is little, a
// name that both have is more likely another thing's. An even chance of one
// record in so many counts as much as that (as in Fellegi and Sunter's theory).
func (x *Index) shiftByOverlap(pairs []Pair) {
	size := map[rivalKey]int{} // things of a kind in a source
	for i := range x.records {
		if r := &x.records[i]; r.record.Source != "" {
			size[rivalKey{int(r.kind), r.record.Source}]++
		}
	}
	type found struct {
		lists
		record int
	}
	seen := map[found]bool{}
	common := map[lists][2]int{} // records of each of the two that have a partner
	for _, p := range pairs {
		l := x.listsOf(p)
		if p.Score < 0.5 || l.a == "" || l.a == l.b {
			continue
		}
		n := common[l]
		for _, r := range []int{p.I, p.J} {
			if f := (found{l, r}); !seen[f] {
				seen[f] = true
				if x.records[r].record.Source == l.a {
					n[0]++
				} else {
					n[1]++
				}
			}
		}
		common[l] = n
	}
	for i := range pairs {
		p := &pairs[i]
		l := x.listsOf(*p)
		if p.Score == 1 || l.a == "" || l.a == l.b {
			continue
		}
		n, of := common[l][0], size[rivalKey{int(x.kindIn(l.a, *p)), l.a}]
		if m, o := common[l][1], size[rivalKey{int(x.kindIn(l.b, *p)), l.b}]; o < of {
			n, of = m, o
		}
		p.Overlap = (float64(n) + usualOverlap*overlapWeight) / (float64(of) + overlapWeight)
		p.Score = logistic(logit(p.Score) + weightOf("overlap")*math.Log(p.Overlap/usualOverlap))
	}
}

// kindIn is the kind of the record of a pair that a source has.
func (x *Index) kindIn(source string, p Pair) kind {
	if x.records[p.I].record.Source == source {
		return x.records[p.I].kind
	}
	return x.records[p.J].kind
}

// rivalKey is a record, and a source that may name it.
type rivalKey struct {
	record int
	source string
}

func (x *Index) putBackRivals(pairs []Pair) []Pair {
	type partner struct {
		record int
		score  float64
	}
	partners := map[rivalKey][]partner{} // of a record in a source, those that fit best
	note := func(i, j int, score float64) {
		k := rivalKey{i, x.records[j].record.Source}
		if k.source != "" {
			partners[k] = append(partners[k], partner{j, score})
		}
	}
	for _, p := range pairs {
		note(p.I, p.J, p.Score)
		note(p.J, p.I, p.Score)
	}
	// rival tells whether another one than j fits i as well.
	rival := func(i, j int, score float64) bool {
		for _, o := range partners[rivalKey{i, x.records[j].record.Source}] {
			if o.record != j && logit(o.score) > logit(score)-0.5 && !x.twice(j, o.record) {
				return true
			}
		}
		return false
	}
	kept := pairs[:0]
	for _, p := range pairs {
		if p.Score < 1 && (rival(p.I, p.J, p.Score) || rival(p.J, p.I, p.Score)) {
			p.Rival = true
			p.Score = logistic(math.Min(logit(p.Score)+weightOf("rival"), 0))
		}
		if p.Score >= x.options.Least {
			kept = append(kept, p)
		}
	}
	return kept
}

// twice tells whether a source lists one thing twice, as regulations do that
// were amended: under one code, or under two names that both have.
func (x *Index) twice(i, j int) bool {
	a, b := &x.records[i], &x.records[j]
	score, verdict, _ := x.score(a, b, nil)
	if verdict == SameCode {
		return true
	}
	if a.kind == ship || b.kind == ship || verdict == OtherCode || score < Sure {
		return false
	}
	_, second := x.bestNames(a, b)
	return second
}

func logistic(sum float64) float64 { return 1 / (1 + math.Exp(-sum)) }
func logit(p float64) float64      { return math.Log(p / (1 - p)) }

// sharedCodes lists, for a record, those after it that have a code of it.
func (x *Index) sharedCodes() map[uint32][]uint32 {
	if x.options.Blind {
		return nil
	}
	first := map[string][]uint32{}
	for i := range x.records {
		for scheme, values := range x.records[i].codes {
			if s, ok := schemeOf(scheme); ok && s.One {
				for _, v := range values {
					first[scheme+":"+v] = append(first[scheme+":"+v], uint32(i))
				}
			}
		}
	}
	out := map[uint32][]uint32{}
	for _, key := range slices.Sorted(maps.Keys(first)) {
		records := first[key]
		for k, i := range records {
			out[i] = append(out[i], records[k+1:]...)
		}
	}
	return out
}
