package identity

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"testing"
)

// Names alone are measured on pairs of which codes tell the truth, the codes
// hidden from the comparison. Two records of two sources
//
//   - are the same if they share a code of a scheme of one code a thing, or the
//     number of a passport or identity card;
//   - are not if such codes differ, or if both share a code with another record
//     of the other's source, and not with each other.
//
// Of other pairs nobody knows; they are left out.
//
// Things fall into two halves by a hash of their smallest code. What is wrong
// is looked at, and rules and weights made, in the one half only; the other is
// scored and not read.

// half is one of the two halves of things.
type half uint8

const (
	read half = iota
	heldOut
)

func (h half) String() string { return [...]string{"read", "held out"}[h] }

// truth is what codes say of records.
type truth struct {
	records []Record
	thing   []int            // of a record: things are joined by codes
	code    map[int]string   // the smallest code of a thing
	sources map[int][]string // of a thing, where it is in more than one
}

func truthOf(records []Record) *truth {
	t := &truth{records: records, thing: make([]int, len(records)), code: map[int]string{}, sources: map[int][]string{}}
	var root func(int) int
	root = func(i int) int {
		if t.thing[i] != i {
			t.thing[i] = root(t.thing[i])
		}
		return t.thing[i]
	}
	first := map[string]int{}
	for i, r := range records {
		t.thing[i] = i
		for _, c := range decisive(r.Codes) {
			// A company's number given to its ship, or its owner's to it, joins nothing.
			key := fmt.Sprint(kindOf(r.Type), c)
			if j, ok := first[key]; ok {
				t.thing[root(i)] = root(j)
			} else {
				first[key] = i
			}
		}
	}
	for i, r := range records {
		n := root(i)
		for _, c := range decisive(r.Codes) {
			if t.code[n] == "" || c < t.code[n] {
				t.code[n] = c
			}
		}
		if t.code[n] != "" && !slices.Contains(t.sources[n], family(r.Source)) {
			t.sources[n] = append(t.sources[n], family(r.Source))
		}
	}
	return t
}

// decisive are the codes that tell things apart.
func decisive(codes []string) []string {
	var out []string
	for scheme, values := range parseCodes(codes) {
		if s, ok := schemeOf(scheme); ok && s.One || scheme == "document" {
			for _, v := range values {
				out = append(out, scheme+":"+v)
			}
		}
	}
	return out
}

// judge tells whether two records are the same, if anybody knows.
func (t *truth) judge(i, j int) (same, known bool) {
	a, b := t.records[i], t.records[j]
	if t.thing[i] == t.thing[j] {
		return true, true
	}
	if len(Conflicts(a.Codes, b.Codes)) > 0 {
		return false, true
	}
	return false, slices.Contains(t.sources[t.thing[i]], family(b.Source)) && slices.Contains(t.sources[t.thing[j]], family(a.Source))
}

// family is the list that a source is a part of: the European Union's has a
// part for each regulation, which loaders read as a source each.
func family(source string) string {
	list, _, _ := strings.Cut(source, "/")
	return list
}

// half is that of a pair: of its smaller code.
func (t *truth) half(i, j int) half {
	h := fnv.New32a()
	h.Write([]byte(min(t.code[t.thing[i]], t.code[t.thing[j]])))
	return half(h.Sum32() >> 16 & 1)
}

// pairs lists the pairs that are the same, of two sources.
func (t *truth) pairs() [][2]int {
	members := map[int][]int{}
	for i := range t.records {
		if t.code[t.thing[i]] != "" {
			members[t.thing[i]] = append(members[t.thing[i]], i)
		}
	}
	var out [][2]int
	for _, m := range members {
		for k, i := range m {
			for _, j := range m[k+1:] {
				if family(t.records[i].Source) != family(t.records[j].Source) && comparable(t.records[i].Type, t.records[j].Type) {
					out = append(out, [2]int{i, j})
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	return out
}

// curve is precision and recall of some pairs at thresholds.
type curve struct {
	name   string
	truth  int
	scored []scoredPair // those that codes can judge, best first
}

type scoredPair struct {
	Pair
	same bool
}

func (c *curve) at(threshold float64) (precision, recall float64) {
	good, n := 0, 0
	for _, p := range c.scored {
		if p.Score < threshold {
			break
		}
		n++
		if p.same {
			good++
		}
	}
	return float64(good) / float64(max(n, 1)), float64(good) / float64(max(c.truth, 1))
}

func (c *curve) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-22s %5d same", c.name, c.truth)
	for _, t := range []float64{0.5, 0.7, Sure, 0.9, 0.95} {
		p, r := c.at(t)
		fmt.Fprintf(&b, "  %.2f: P %.3f R %.3f", t, p, r)
	}
	return b.String()
}

// measured are the curves of records: of all kinds ("") and of each, in both halves.
type measured struct {
	truth  *truth
	index  *Index
	curves map[string]*[2]curve
}

var kinds = map[kind]string{person: "Person", organization: "Organization", ship: "Vessel", territory: "State"}

func measure(records []Record) *measured {
	m := &measured{truth: truthOf(records), index: NewIndex(slices.Values(records), Options{Blind: true, Least: 0.0005}), curves: map[string]*[2]curve{}}
	of := func(i, j int) []*curve {
		h := m.truth.half(i, j)
		var out []*curve
		for _, name := range []string{"", kinds[kindOf(records[i].Type)]} {
			if m.curves[name] == nil {
				m.curves[name] = &[2]curve{}
			}
			c := &m.curves[name][h]
			c.name = fmt.Sprintf("%s %s", map[bool]string{true: "all", false: name}[name == ""], h)
			out = append(out, c)
		}
		return out
	}
	for _, p := range m.truth.pairs() {
		for _, c := range of(p[0], p[1]) {
			c.truth++
		}
	}
	for _, p := range m.index.Pairs() {
		if family(records[p.I].Source) == family(records[p.J].Source) {
			continue
		}
		if same, known := m.truth.judge(p.I, p.J); known {
			for _, c := range of(p.I, p.J) {
				c.scored = append(c.scored, scoredPair{p, same})
			}
		}
	}
	for _, halves := range m.curves {
		for h := range halves {
			slices.SortStableFunc(halves[h].scored, func(a, b scoredPair) int {
				switch {
				case a.Score > b.Score:
					return -1
				case a.Score < b.Score:
					return 1
				}
				return 0
			})
		}
	}
	return m
}

// allSamples are the lists, as sources of pairs.
func allSamples(t testing.TB) []Record {
	var all []Record
	for _, records := range [][]Record{ofac(t, "ofac/v2021", "alt.csv", "ofac"), journal(t), council(t), targets(t), ftm(t), parliaments(t), wikidata(t), territories(t)} {
		all = append(all, records...)
	}
	return all
}

// Precision and recall of names alone.
func TestScore(t *testing.T) {
	if testing.Short() {
		t.Skip("measures on whole lists: run without -short")
	}
	m := measure(allSamples(t))
	for _, name := range []string{"", "Person", "Organization", "Vessel", "State"} {
		for h := range m.curves[name] {
			c := &m.curves[name][h]
			t.Log(c)
			atLeast := [2]float64{0.98, 0.85}
			if p, r := c.at(Sure); p < atLeast[0] || r < atLeast[1] {
				t.Errorf("%s: at %.2f precision is %.3f and recall %.3f; they must be at least %.2f and %.2f", c.name, Sure, p, r, atLeast[0], atLeast[1])
			}
		}
	}
	var versions []Record
	for _, r := range append(ofac(t, "ofac", "alt.csv", "2019"), ofac(t, "ofac/v2021", "alt.csv", "2021")...) {
		r.Codes = []string{"ofac:" + r.ID}
		versions = append(versions, r)
	}
	years := measure(versions)
	for _, name := range []string{"", "Person", "Organization", "Vessel"} {
		for h := range years.curves[name] {
			t.Log("two years of one list: ", &years.curves[name][h])
		}
	}
	if testing.Verbose() {
		m.show(t)
	}
}

// show lists what is wrong in the half that may be read.
func (m *measured) show(t *testing.T) {
	show := func(what string, i, j int, score float64, rival bool) {
		c := m.index.Compare(i, j)
		var why []string
		for _, e := range c.Evidence {
			why = append(why, fmt.Sprintf("%s %.1f (%.70s|%.70s)", e.Feature, e.Weight, e.A, e.B))
		}
		side := func(r *Record) string {
			return fmt.Sprintf("%s %.160q {%.400s} %v %v %v", r.Source, r.Label, strings.Join(r.Names, "; "), r.Dates, r.States, r.Codes)
		}
		t.Logf("%s %.2f rival=%v\n\t%s\n\t%s\n\t%s", what, score, rival, side(c.A), side(c.B), strings.Join(why, " "))
	}
	for _, name := range []string{"Person", "Organization", "Vessel", "State"} {
		c := m.curves[name][read]
		found := map[[2]int]float64{}
		for _, p := range c.scored {
			if p.same {
				found[[2]int{min(p.I, p.J), max(p.I, p.J)}] = p.Score
			} else if p.Score >= 0.5 {
				show("WRONG "+name, p.I, p.J, p.Score, p.Rival)
			}
		}
		for _, p := range m.truth.pairs() {
			if m.truth.half(p[0], p[1]) == read && kinds[kindOf(m.truth.records[p[0]].Type)] == name && found[p] < Sure {
				show("MISSED "+name, p[0], p[1], found[p], false)
			}
		}
	}
}
