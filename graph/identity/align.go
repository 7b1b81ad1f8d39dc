package identity

import (
	"math"
	"strings"

	"github.com/xrash/smetrics"
)

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
