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
	counts  []uint32 // records a word is in
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
	x.block()
	return x
}

// Len is the number of records.
func (x *Index) Len() int { return len(x.records) }

// Record gives the record at a place.
func (x *Index) Record(i int) *Record { return &x.records[i].record }

func (x *Index) add(r Record) {
	p := prepared{record: r, kind: kindOf(r.Type)}
	if len(r.Codes) > 0 {
		p.codes = parseCodes(r.Codes)
	}
	seen := map[uint32]bool{}
	for i, name := range append([]string{r.Label}, r.Names...) {
		if len(p.names) == namesCompared {
			break
		}
		parsed := parse(name, r.Type)
		if len(parsed) == 0 {
			continue
		}
		ids := make([]uint32, len(parsed))
		for k, w := range parsed {
			ids[k] = x.intern(w)
		}
		if slices.ContainsFunc(p.names, func(n []uint32) bool { return sameWords(n, ids) }) {
			continue
		}
		for _, id := range ids {
			if !seen[id] {
				seen[id] = true
				x.counts[id]++
			}
		}
		p.names = append(p.names, ids)
		p.texts = append(p.texts, uint16(i))
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
		x.counts = append(x.counts, 0)
		x.ids[wordKey{w.text, w.role}] = id
	}
	return id
}

// bits is how surprising a word is: log2 of how many records there are to one
// that has it. Small indexes know little of what is rare, so that they are
// taken for samples of a larger world.
func (x *Index) bits(id uint32) float64 {
	const world = 50000
	n := float64(len(x.records))
	if n < world {
		// A word that k of n have is had by as many of the world.
		return math.Log2((world + 1) / (float64(x.counts[id])*math.Sqrt(world/math.Max(n, 2)) + 1))
	}
	return math.Log2((n + 1) / (float64(x.counts[id]) + 1))
}

// weight is what a word counts among the words of a name.
func (x *Index) weight(id uint32) float64 {
	w := 0.3 + x.bits(id)/16
	switch x.words[id].role {
	case form:
		return 0.1
	case particle:
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
}

// Pairs gives the pairs that may be the same, by place: those that no code
// tells apart and whose score is at least Options.Least, and those of one code.
//
// A source that names a thing names it once: of two records of one source that
// fit a third, the one that fits worse is put back, and both if they fit as
// well as each other.
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
	return x.putBackRivals(pairs)
}

// rivalKey is a record, and a source that may name it.
type rivalKey struct {
	record int
	source string
}

func (x *Index) putBackRivals(pairs []Pair) []Pair {
	best := map[rivalKey][2]float64{} // the two best scores
	note := func(k rivalKey, score float64) {
		if k.source == "" {
			return
		}
		b := best[k]
		switch {
		case score > b[0]:
			b = [2]float64{score, b[0]}
		case score > b[1]:
			b[1] = score
		}
		best[k] = b
	}
	for _, p := range pairs {
		note(rivalKey{p.I, x.records[p.J].record.Source}, p.Score)
		note(rivalKey{p.J, x.records[p.I].record.Source}, p.Score)
	}
	rival := func(k rivalKey, score float64) bool {
		b := best[k]
		other := b[0]
		if score == b[0] {
			other = b[1]
		}
		return other > 0 && logit(other) > logit(score)-0.5
	}
	kept := pairs[:0]
	for _, p := range pairs {
		if p.Score < 1 && (rival(rivalKey{p.I, x.records[p.J].record.Source}, p.Score) || rival(rivalKey{p.J, x.records[p.I].record.Source}, p.Score)) {
			p.Rival = true
			p.Score = logistic(logit(p.Score) + weightOf("rival"))
		}
		if p.Score >= x.options.Least {
			kept = append(kept, p)
		}
	}
	return kept
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
