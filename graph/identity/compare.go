package identity

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/xrash/smetrics"
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

// pairing is how the words of two names fit.
type pairing struct {
	a, b         int     // which names
	value        float64 // 0 to 1
	bits         float64 // surprise of what agrees
	matched      int     // words that agree, without particles and forms
	lone, whole  bool
	leftA, leftB float64 // weight of what is left over
	plainLeft    bool    // some of it says which thing it is, not what kind
	initials     bool
	numbers      bool // numbers differ
	main         bool // the main names of both
	odd          bool // a word is spelled otherwise
	turned       bool // the words stand in another order
	forms        bool // legal forms differ
}

// compareNames aligns the words of two names, best fits first.
func (x *Index) compareNames(a, b []uint32, k kind) pairing {
	if x.after(a, b) { // what fits first must not depend on who asks
		p := x.compareNames(b, a, k)
		p.leftA, p.leftB = p.leftB, p.leftA
		return p
	}
	p := pairing{whole: true}
	var usedA, usedB uint64
	n, m := min(len(a), 64), min(len(b), 64)
	var agree, total float64
	for i := range n {
		total += x.weight(a[i])
	}
	for j := range m {
		total += x.weight(b[j])
	}
	lastI, lastJ, formed := -1, -1, false
	take := func(i, j int, fit float64) {
		usedA |= 1 << i
		usedB |= 1 << j
		wa, wb := &x.words[a[i]], &x.words[b[j]]
		agree += fit * (x.weight(a[i]) + x.weight(b[j]))
		if wa.role == form || wa.role == particle {
			formed = formed || wa.role == form
			return
		}
		// "Concern Kalashnikov" is "Kalashnikov Concern".
		if wa.role != common && wb.role != common {
			if j < lastJ && i > lastI || j > lastJ && i < lastI {
				p.turned = true
			}
			lastI, lastJ = i, j
		}
		if wa.role == initial || wb.role == initial {
			p.initials = true
			return
		}
		p.matched++
		p.odd = p.odd || fit < 1
		p.bits += fit * fit * math.Min(x.bits(a[i]), x.bits(b[j]))
	}
	for _, least := range []float64{1, 0.95, 0.8, 0.5} {
		for i := range n {
			if usedA&(1<<i) != 0 {
				continue
			}
			best, at := 0.0, -1
			for j := range m {
				if usedB&(1<<j) == 0 {
					if fit := x.fit(a[i], b[j], k); fit >= least && fit > best {
						best, at = fit, j
					}
				}
			}
			if at >= 0 {
				take(i, at, best)
			}
		}
	}
	// Words written together by one and apart by the other.
	x.join(a[:n], b[:m], &usedA, &usedB, func(i, j int) {
		was := p.bits
		take(i, j, 1)
		agree, p.bits, p.matched = agree+x.weight(b[j+1]), was+x.bits(a[i]), p.matched+1
	})
	x.join(b[:m], a[:n], &usedB, &usedA, func(j, i int) {
		was := p.bits
		take(i, j, 1)
		agree, p.bits, p.matched = agree+x.weight(a[i+1]), was+x.bits(b[j]), p.matched+1
	})
	numA, numB, formA, formB := "", "", "", ""
	left := func(ids []uint32, used uint64, nums, forms *string) (w float64) {
		for i, id := range ids {
			if used&(1<<i) != 0 {
				continue
			}
			switch x.words[id].role {
			case number:
				*nums += " " + x.words[id].text
			case form:
				if !words().loose[x.words[id].text] {
					*forms += x.words[id].text
				}
				continue
			case particle:
				continue
			}
			w += x.weight(id)
			p.whole = false
			p.plainLeft = p.plainLeft || x.words[id].role != common
		}
		return w
	}
	p.leftA, p.leftB = left(a[:n], usedA, &numA, &formA), left(b[:m], usedB, &numB, &formB)
	p.forms = formA != "" && formB != ""
	p.numbers = numA != numB && (k != person || numA != "" && numB != "")
	p.lone = p.matched < 2 && !(formed && p.matched == 1)
	if total > 0 {
		p.value = agree / total
	}
	// A person's shorter name within a longer one: patronymics and middle
	// names are left out more often than not.
	if k == person && p.matched >= 2 && (p.leftA == 0 || p.leftB == 0) {
		p.value = math.Max(p.value, 0.55+0.45*p.value)
	}
	return p
}

// after orders names: longer ones first, then by their words.
func (x *Index) after(a, b []uint32) bool {
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	for i := range a {
		if c := strings.Compare(x.words[a[i]].text, x.words[b[i]].text); c != 0 {
			return c > 0
		}
	}
	return false
}

// join fits a word of one name to two neighbours of the other: "Jinping" to
// "Jin Ping", "al-Zawahiri" to "Alzawahiri".
func (x *Index) join(a, b []uint32, usedA, usedB *uint64, take func(i, j int)) {
	for i, id := range a {
		whole := &x.words[id]
		if *usedA&(1<<i) != 0 || len(whole.text) < 4 || whole.role == form {
			continue
		}
		for j := 0; j+1 < len(b); j++ {
			if *usedB&(3<<j) != 0 {
				continue
			}
			first, second := x.words[b[j]].text, x.words[b[j+1]].text
			if d := len(first) + len(second) - len(whole.text); d > 3 || d < -3 || first[0] != whole.text[0] && x.words[b[j]].sound[0] != whole.sound[0] {
				continue
			}
			if first+second == whole.text || whole.sound == sound(first+second) {
				take(i, j)
				*usedB |= 3 << j
				break
			}
		}
	}
}

// fit tells how well two words fit: 1 for the same, 0 for none.
func (x *Index) fit(a, b uint32, k kind) float64 {
	if a == b {
		return 1
	}
	w, v := &x.words[a], &x.words[b]
	if w.role == number || v.role == number || w.role == form || v.role == form {
		return 0
	}
	if w.role == initial || v.role == initial {
		if k == person && w.text[0] == v.text[0] {
			return 0.6
		}
		return 0
	}
	likeness := func() float64 { return smetrics.JaroWinkler(w.text, v.text, 0.7, 4) }
	same := w.bones == v.bones && len(w.bones) > 1
	if k == ship || k == territory || k == place {
		// These are named alike on purpose: Volga River and Volta River.
		if w.sound == v.sound {
			return 0.97
		}
		if same && len(w.bones) > 2 {
			if j := likeness(); j >= 0.93 {
				return j - 0.05
			}
		}
		return 0
	}
	if w.sound == v.sound {
		return 0.97
	}
	if k == organization && (abbreviated(w.sound) || abbreviated(v.sound)) {
		return 0 // MRTZ is not Mars
	}
	if same && len(w.bones) > 2 {
		return 0.7 + 0.25*likeness()
	}
	if same || min(len(w.text), len(v.text)) >= 4 {
		if d := len(w.text) - len(v.text); d > 2 || d < -2 {
			return 0
		}
		if w.text[0] != v.text[0] && w.bones != "" && v.bones != "" && w.bones[0] != v.bones[0] {
			return 0
		}
		least := 0.9
		if k == organization {
			least = 0.94
		}
		// One letter in five may be wrong.
		if j := smetrics.JaroWinkler(w.sound, v.sound, 0.7, 4); j >= least {
			return j - 0.1
		}
	}
	return 0
}

// abbreviated tells words that are made of first letters.
func abbreviated(sound string) bool { return !strings.ContainsAny(sound, "aeiou") }

// leftOver is the weight of words from which they count as left over.
const leftOver = 0.5

// mostBits is the most that surprise counts.
const mostBits = 26

// bestNames finds the names of two records that fit best, and whether other
// ones fit as well.
func (x *Index) bestNames(a, b *prepared) (best pairing, second bool) {
	score := func(p pairing) float64 {
		s := p.value*10 + 0.3*math.Min(p.bits, 20)
		if p.numbers {
			s -= 10
		}
		if p.lone {
			s -= 2
		}
		if p.main {
			s++
		}
		if p.turned && a.kind != person || p.forms {
			s -= 2
		}
		return s
	}
	best.value = -1
	var whole []pairing
	for i, n := range a.names {
		for j, m := range b.names {
			p := x.compareNames(n, m, a.kind)
			p.a, p.b = i, j
			p.main = a.texts[i] == 0 && b.texts[j] == 0
			if p.value >= 0.95 && p.whole && len(whole) < 8 {
				whole = append(whole, p)
			}
			if best.value < 0 || score(p) > score(best) {
				best = p
			}
		}
	}
	for _, p := range whole {
		// One name in two spellings is one name.
		if p.a != best.a && p.b != best.b && x.compareNames(a.names[p.a], a.names[best.a], a.kind).value < 0.5 {
			second = true
		}
	}
	return best, second
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
