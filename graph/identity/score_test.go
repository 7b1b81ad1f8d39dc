package identity

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// curve is precision and recall of pairs at thresholds.
type curve struct {
	name   string
	truth  int
	scored []scoredPair // those that codes can judge
}

type scoredPair struct {
	score float64
	same  bool
	rival bool
	i, j  int
}

// judge compares what names say with what codes say: of two records with
// codes of one scheme the codes tell the truth. Others are left out.
func judge(name string, records []Record) (curve, *Index) {
	x := NewIndex(slices.Values(records), Options{Blind: true, Least: 0.0005})
	c := curve{name: name}
	truth := map[[2]int]bool{}
	first := map[string][]int{}
	for i, r := range records {
		for scheme, values := range parseCodes(r.Codes) {
			for _, v := range values {
				first[scheme+":"+v] = append(first[scheme+":"+v], i)
			}
		}
	}
	for _, same := range first {
		for k, i := range same {
			for _, j := range same[k+1:] {
				if records[i].Source != records[j].Source && comparable(records[i].Type, records[j].Type) {
					truth[[2]int{min(i, j), max(i, j)}] = true
				}
			}
		}
	}
	c.truth = len(truth)
	for _, p := range x.Pairs() {
		a, b := records[p.I], records[p.J]
		same := truth[[2]int{p.I, p.J}]
		if !same && len(Conflicts(a.Codes, b.Codes)) == 0 {
			continue // nobody knows
		}
		c.scored = append(c.scored, scoredPair{p.Score, same, p.Rival, p.I, p.J})
	}
	slices.SortStableFunc(c.scored, func(a, b scoredPair) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	return c, x
}

func (c curve) at(threshold float64) (precision, recall float64, n int) {
	good := 0
	for _, p := range c.scored {
		if p.score < threshold {
			break
		}
		n++
		if p.same {
			good++
		}
	}
	if n == 0 {
		return 1, 0, 0
	}
	return float64(good) / float64(n), float64(good) / float64(max(c.truth, 1)), n
}

func (c curve) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-24s %5d pairs of one code", c.name, c.truth)
	for _, t := range []float64{0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98} {
		p, r, _ := c.at(t)
		fmt.Fprintf(&b, "  %.2f: %.3f/%.3f", t, p, r)
	}
	return b.String()
}

// all samples, as sources of pairs.
func allSamples(t testing.TB) []Record {
	var all []Record
	for _, records := range [][]Record{ofac(t, "ofac/v2021", "alt.csv"), journal(t), targets(t), ftm(t), parliaments(t), wikidata(t), territories(t)} {
		all = append(all, records...)
	}
	return all
}

// Precision and recall of names alone, on pairs of which codes tell the truth.
func TestScore(t *testing.T) {
	if testing.Short() {
		t.Skip("measures on whole lists: run without -short")
	}
	all := allSamples(t)
	c, x := judge("all", all)
	t.Log(c)
	if precision, recall, _ := c.at(Sure); precision < 0.98 || recall < 0.85 {
		t.Errorf("at %.2f precision is %.3f and recall %.3f; they must be at least 0.98 and 0.85", Sure, precision, recall)
	}
	for _, typ := range []string{"Person", "Organization", "Vessel", "State"} {
		part := curve{name: typ}
		for _, p := range c.scored {
			if kindOf(all[p.i].Type) == kindOf(typ) {
				part.scored = append(part.scored, p)
			}
		}
		first := map[string][]int{}
		seen := map[[2]int]bool{}
		for i, r := range all {
			if kindOf(r.Type) == kindOf(typ) {
				for scheme, values := range parseCodes(r.Codes) {
					for _, v := range values {
						for _, j := range first[scheme+":"+v] {
							if all[j].Source != r.Source && !seen[[2]int{j, i}] {
								seen[[2]int{j, i}] = true
								part.truth++
							}
						}
						first[scheme+":"+v] = append(first[scheme+":"+v], i)
					}
				}
			}
		}
		t.Log(part)
	}
	var versions []Record
	for _, r := range append(ofac(t, "ofac", "alt.csv"), ofac(t, "ofac/v2021", "alt.csv")...) {
		r.Codes = []string{"ofac:" + r.ID}
		versions = append(versions, r)
	}
	two, _ := judge("two years of one list", versions)
	t.Log(two)
	show := func(p scoredPair) {
		cmp := x.Compare(p.i, p.j)
		var why []string
		for _, e := range cmp.Evidence {
			why = append(why, fmt.Sprintf("%s %.1f (%.25s|%.25s)", e.Feature, e.Weight, e.A, e.B))
		}
		t.Logf("%.2f same=%v %s %.40q {%.60s} - %s %.40q {%.60s}: %s", p.score, p.same, all[p.i].Source, all[p.i].Label, strings.Join(all[p.i].Names, "; "), all[p.j].Source, all[p.j].Label, strings.Join(all[p.j].Names, "; "), strings.Join(why, " "))
	}
	if testing.Verbose() {
		n := 0
		for _, p := range c.scored {
			if !p.same && n < 40 {
				show(p)
				n++
			}
		}
		found := map[[2]int]bool{}
		n = 0
		for k, p := range c.scored {
			if p.same {
				found[[2]int{p.i, p.j}] = true
				if p.score < 0.5 && n < 40 && k%5 == 0 {
					show(p)
					n++
				}
			}
		}
	}
}
