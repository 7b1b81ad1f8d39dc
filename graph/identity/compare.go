package identity

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Record is what one source, or the graph, knows of an actor.
type Record struct {
	ID     string
	Label  string
	Type   string   // an entity type of the vocabulary
	Names  []string // other names, as written
	Codes  []string // "imo:9187629", "wd:Q794"
	States []string // states it belongs to, in any one form: ids, codes
	Dates  []string // of birth or founding: YYYY, YYYY-MM, YYYY-MM-DD
	Source string   // a source names a thing once: see Options.Within
}

// Evidence is one thing that speaks for or against two records being the same.
type Evidence struct {
	Feature string  `json:"feature"`
	A       string  `json:"a"`
	B       string  `json:"b"`
	Weight  float64 `json:"weight"` // log-odds; with its sign
}

// Verdict is what codes say of a pair, where they say anything.
type Verdict uint8

// The verdicts.
const (
	ByName    Verdict = iota // no code decides: the score does
	SameCode                 // a code of a thing that has one is in both
	OtherCode                // such a code differs
)

// Comparison is two records side by side.
type Comparison struct {
	A, B     *Record
	Score    float64 // probability that they are the same
	Verdict  Verdict
	Code     string // what decided: the shared code, or both unequal ones
	Evidence []Evidence
}

// Compare compares two records by themselves. An [Index] compares better: it
// knows which words are rare.
func Compare(a, b Record) Comparison {
	return NewIndex(slices.Values([]Record{a, b}), Options{}).Compare(0, 1)
}

// Compare compares two records of the index, by their places.
func (x *Index) Compare(i, j int) Comparison {
	a, b := &x.records[i], &x.records[j]
	c := Comparison{A: &a.record, B: &b.record}
	c.Score, c.Verdict, c.Code = x.score(a, b, &c.Evidence)
	return c
}

// score is the work of Compare; evidence is gathered if it is not nil.
func (x *Index) score(a, b *prepared, evidence *[]Evidence) (float64, Verdict, string) {
	sum := 0.0
	add := func(feature string, value float64, left, right string) {
		w := weightOf(feature) * value
		sum += w
		if evidence != nil && feature != "bias" {
			*evidence = append(*evidence, Evidence{feature, left, right, w})
		}
	}
	verdict, code := ByName, ""
	if !x.options.Blind && len(a.codes) > 0 && len(b.codes) > 0 {
		for _, s := range schemes {
			v, w := a.codes[s.Name], b.codes[s.Name]
			switch {
			case len(v) == 0 || len(w) == 0:
			case !s.One:
				if meet(v, w) {
					add("code", 1, s.Name+" "+strings.Join(v, ", "), s.Name+" "+strings.Join(w, ", "))
				}
			case meet(v, w):
				if verdict != SameCode {
					verdict, code = SameCode, s.Name+":"+first(v, w)
				}
			case verdict == ByName:
				verdict, code = OtherCode, Conflict{s.Name, v, w}.String()
			}
		}
	}
	if !comparable(a.record.Type, b.record.Type) && verdict != SameCode {
		return 0, OtherCode, "type " + a.record.Type + " against " + b.record.Type
	}
	add("bias", 1, "", "")
	p, second := x.bestNames(a, b)
	if p.value > 0 {
		left, right := a.text(p.a), b.text(p.b)
		add("name", p.value, left, right)
		add("rare", math.Min(p.bits, mostBits), left, right)
		if p.whole {
			add("whole", 1, left, right)
		}
		if p.lone {
			add("lone word", 1, left, right)
		}
		if p.matched < 2 && p.bits > 0 && p.odd {
			add("spelling", 1, left, right)
		}
		switch {
		case p.main && p.whole:
			add("main name", 1, left, right)
		case p.matched < 2 && a.texts[p.a] > 0 && b.texts[p.b] > 0 && x.compareNames(a.names[0], b.names[0], a.kind).value < 0.4:
			add("other name", 1, left, right)
		}
		if a.kind == organization && !p.whole && (a.texts[p.a] > 0 || b.texts[p.b] > 0) {
			add("part of another name", 1, left, right)
		}
		switch {
		case p.leftA > leftOver && p.leftB > leftOver:
			add("left over", 1, left, right)
		case a.kind == person:
		case p.leftA > 0.3 || p.leftB > 0.3:
			add("more words", 1, left, right)
			if p.plainLeft && a.kind == organization {
				add("another word", 1, left, right)
			}
		}
		if p.turned && a.kind != person {
			add("order", 1, left, right)
		}
		if p.forms || len(a.forms) > 0 && len(b.forms) > 0 && !meet(a.forms, b.forms) {
			add("other form", 1, left, right)
		}
		if p.numbers {
			add("number", 1, left, right)
		}
		if p.initials {
			add("initials", 1, left, right)
		}
		if second {
			add("second name", 1, "", "")
		}
	}
	if feature, l, r := compareDates(a.record.Dates, b.record.Dates); feature != "" {
		add(feature, 1, l, r)
	}
	if len(a.record.States) > 0 && len(b.record.States) > 0 {
		if meet(a.record.States, b.record.States) {
			value := 1.0
			if a.kind == ship {
				value = 1. / 3
			}
			add("country", value, strings.Join(a.record.States, ", "), strings.Join(b.record.States, ", "))
		} else {
			add("other country", 1, strings.Join(a.record.States, ", "), strings.Join(b.record.States, ", "))
		}
	}
	if a.record.Type == b.record.Type && a.record.Type != "" {
		add("type", 1, a.record.Type, b.record.Type)
	}
	score := logistic(sum)
	switch verdict {
	case SameCode:
		score = 1
	case OtherCode:
		score = 0
	}
	return score, verdict, code
}

// first gives the first of a that is in b.
func first(a, b []string) string {
	return a[slices.IndexFunc(a, func(v string) bool { return slices.Contains(b, v) })]
}

// compareDates tells which feature dates of birth are; the nearest pair counts.
func compareDates(a, b []string) (feature, left, right string) {
	order := []string{"date", "year", "near date", "other date"}
	best := len(order)
	for _, x := range a {
		for _, y := range b {
			f := compareDate(x, y)
			if f >= 0 && f < best {
				best, left, right = f, x, y
			}
		}
	}
	if best == len(order) {
		return "", "", ""
	}
	return order[best], left, right
}

func compareDate(x, y string) int {
	if len(x) < 4 || len(y) < 4 {
		return -1
	}
	full := len(x) == 10 && len(y) == 10
	switch {
	case full && x == y:
		return 0
	case full && x[:4] == y[:4] && x[5:7] == y[8:] && x[8:] == y[5:7]:
		return 2
	case full && x[:4] == y[:4] && (x[5:] == "01-01" || y[5:] == "01-01"):
		return 1
	case full:
		var same int
		for i := range x {
			if x[i] == y[i] {
				same++
			}
		}
		if same >= 9 { // one digit is wrong
			return 2
		}
		return 3
	case x[:4] == y[:4]:
		if m := min(len(x), len(y)); x[:m] != y[:m] {
			return 3
		}
		return 1
	}
	var p, q int
	if _, err := fmt.Sscanf(x[:4]+" "+y[:4], "%d %d", &p, &q); err != nil {
		return -1
	}
	if p-q == 1 || q-p == 1 {
		return 2
	}
	return 3
}
