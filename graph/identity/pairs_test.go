package identity

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// lists makes two lists of ships, of which the first n of each are the same.
func twoLists(size, n int) []Record {
	var out []Record
	for i, r := range made(3 * size) {
		if i%5 == 4 {
			continue
		}
		name, _, _ := strings.Cut(r.Label, " ")
		out = append(out, Record{ID: r.ID, Type: "Vessel", Label: fmt.Sprintf("%s %s", name, strings.Repeat("x", i%3+1)), Source: "a"})
		if len(out) == size {
			break
		}
	}
	for i := range size {
		r := out[i]
		r.Source, r.ID = "b", r.ID+"b"
		if i >= n {
			r.Label = "quay " + fmt.Sprint(i)
		}
		out = append(out, r)
	}
	return out
}

// A name that two lists share says less if the lists share little else.
func TestOverlap(t *testing.T) {
	scoreOf := func(same int) (Pair, int) {
		x := NewIndex(slices.Values(twoLists(200, same)), Options{Least: 0.01})
		pairs := x.Pairs()
		for _, p := range pairs {
			if x.Record(p.I).ID+"b" == x.Record(p.J).ID && !p.Rival {
				return p, len(pairs)
			}
		}
		t.Fatalf("no pair is found of %d that are the same", same)
		return Pair{}, 0
	}
	much, _ := scoreOf(190)
	little, _ := scoreOf(2)
	if !(much.Overlap > 0.7 && little.Overlap < 0.1) {
		t.Errorf("lists of 190 in common out of 200: %.2f; of 2: %.2f", much.Overlap, little.Overlap)
	}
	if !(much.Score > little.Score) {
		t.Errorf("a pair of lists that share 190 scores %.3f, of lists that share 2 %.3f", much.Score, little.Score)
	}
}

// Of two things of one source that fit as well as each other neither is more
// likely than not; one that a code shows to be listed twice is no rival.
func TestRivals(t *testing.T) {
	record := func(id, source string, codes ...string) Record {
		return Record{ID: id, Label: "Peshtan Topaz Trading LLC", Type: "Company", Source: source, Codes: codes}
	}
	for name, c := range map[string]struct {
		records []Record
		rival   bool
	}{
		"one of each":         {[]Record{record("1", "a"), record("2", "b")}, false},
		"two of one name":     {[]Record{record("1", "a"), record("2", "b"), record("3", "b")}, true},
		"listed twice":        {[]Record{record("1", "a"), record("2", "b", "inn:7700000001"), record("3", "b", "inn:7700000001")}, false},
		"two of other codes":  {[]Record{record("1", "a"), record("2", "b", "inn:7700000001"), record("3", "b", "inn:7700000002")}, true},
		"two, no list's":      {[]Record{record("1", ""), record("2", ""), record("3", "")}, false},
		"two of other's list": {[]Record{record("1", "a"), record("2", "b"), record("3", "c")}, false},
	} {
		t.Run(name, func(t *testing.T) {
			pairs := NewIndex(slices.Values(c.records), Options{Least: 0.01}).Pairs()
			if len(pairs) == 0 {
				t.Fatal("no pairs")
			}
			for _, p := range pairs {
				if p.I == 0 && (p.Rival != c.rival || c.rival && p.Score > 0.5 || !c.rival && p.Score < Sure) {
					t.Errorf("rival %v, score %.3f", p.Rival, p.Score)
				}
			}
		})
	}
}

// Precision and recall on lists of our own, as TestScore has them of real ones:
// it holds the way they are measured, and the least that is expected.
func TestScoreOfOurOwn(t *testing.T) {
	records := mixed(4000)
	for i := range records {
		// The code is that of the one before it of which it is a spelling.
		records[i].Codes = []string{fmt.Sprint("inn:77", 10000000+i)}
		if o := records[i]; o.Source == "two" {
			for j := i - 1; j >= i-4 && j >= 0; j-- {
				if records[j].Type == o.Type && slices.Equal(records[j].Dates, o.Dates) && shareWords(records[j].Label, o.Label) {
					records[i].Codes = records[j].Codes
					break
				}
			}
		}
	}
	m := measure(records)
	for h := range m.curves[""] {
		c := &m.curves[""][h]
		if p, r := c.at(Sure); c.truth < 100 || p < 0.98 || r < 0.8 {
			t.Errorf("%s: precision %.3f, recall %.3f of %d", c.name, p, r, c.truth)
		}
	}
}

// shareWords tells whether two labels have a word of four letters in common.
func shareWords(a, b string) bool {
	for w := range strings.FieldsSeq(a) {
		if len(w) > 4 && slices.Contains(strings.Fields(b), w) && !slices.Contains([]string{"Trading", "Plant", "Shipping", "Research", "Institute"}, w) {
			return true
		}
	}
	return false
}

// Every feature that a score is made of stands in the table, and says what it is.
func TestWeights(t *testing.T) {
	seen := map[string]bool{}
	for _, w := range Weights() {
		if seen[w.Feature] || w.Doc == "" || w.Weight == 0 {
			t.Errorf("%+v: twice in the table, or without words or weight", w)
		}
		seen[w.Feature] = true
	}
	x := NewIndex(slices.Values(mixed(2000)), Options{Least: 0.01})
	for _, p := range x.Pairs() {
		for _, e := range x.Compare(p.I, p.J).Evidence {
			if !seen[e.Feature] {
				t.Fatalf("%q is not in weights.yaml", e.Feature)
			}
		}
	}
}
