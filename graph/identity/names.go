package identity

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/goccy/go-yaml"
	"github.com/mozillazg/go-unidecode"

	"entente/graph"
)

// A name is compared word by word. Before that
//
//   - other scripts are written in Latin letters (unidecode), accents are
//     dropped, so "Захарова Мария" meets "ZAKHAROVA Maria";
//   - "LAST, First" and "First Last" have the same words: order does not count;
//   - titles ("Mr.", "Mullah", "Brig. Gen.") and words before ships' names are
//     dropped; particles ("al-", "bin", "de") count little, and what they
//     stand before counts with or without them: "al-Zawahiri" is "Zawahiri";
//   - an initial fits a word that begins with it, for less than the word would;
//   - legal forms are one word each, whatever the language ("OOO", "GmbH" and
//     "Limited Liability Company" are llc), and count little.
//
// The table of these words is words.yaml.

//go:embed words.yaml
var wordsYAML []byte

type wordTable struct {
	Legal     map[string][]string
	Titles    []string
	Particles []string
	Ships     []string
	Common    []string
}

// vocabulary is words.yaml, ready for use.
type vocabulary struct {
	legal             []legalForm // longest first
	titles, particles map[string]bool
	ships, common     map[string]bool
	legalStart        map[string]bool
}

type legalForm struct {
	words []string
	form  string
}

var loadVocabulary = sync.OnceValues(func() (*vocabulary, error) {
	var t wordTable
	if err := yaml.UnmarshalWithOptions(wordsYAML, &t, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("reading words.yaml: %w", err)
	}
	set := func(words []string) map[string]bool {
		m := make(map[string]bool, len(words))
		for _, w := range words {
			m[w] = true
		}
		return m
	}
	v := &vocabulary{titles: set(t.Titles), particles: set(t.Particles), ships: set(t.Ships), common: set(t.Common), legalStart: map[string]bool{}}
	for form, spellings := range t.Legal {
		for _, s := range spellings {
			words := strings.Fields(latin(s))
			v.legal = append(v.legal, legalForm{words, form})
			v.legalStart[words[0]] = true
		}
	}
	slices.SortFunc(v.legal, func(a, b legalForm) int {
		if d := len(b.words) - len(a.words); d != 0 {
			return d
		}
		return slices.Compare(a.words, b.words)
	})
	return v, nil
})

// words is the vocabulary; that it can be read is tested.
func words() *vocabulary {
	v, err := loadVocabulary()
	if err != nil {
		panic(err)
	}
	return v
}

// latin writes a name in lower-case Latin letters and digits with single
// blanks between words.
func latin(name string) string {
	plain := true
	for _, r := range name {
		if r > unicode.MaxLatin1 {
			plain = false
			break
		}
	}
	if !plain {
		name = unidecode.Unidecode(strings.Map(dropSoft, name))
	}
	return graph.Fold(name)
}

// dropSoft drops the letters that unidecode writes as an apostrophe.
func dropSoft(r rune) rune {
	switch r {
	case 'ь', 'ъ', 'Ь', 'Ъ', 'ʼ', 'ʹ', 'ʿ', 'ʾ':
		return -1
	}
	return r
}

// role is what a word does in a name.
type role uint8

const (
	plainWord role = iota
	initial
	particle
	form   // a legal form
	number // digits, or a Roman number behind a name
	common
)

// word is one word of a name; index words are shared by all names.
type word struct {
	text  string
	sound string // as it sounds, roughly, to tell spellings of one name
	bones string // the consonants of sound
	role  role
}

// parse parts a name into its words. typ decides which tables apply.
func parse(name, typ string) []word {
	v := words()
	tokens := strings.Fields(latin(strings.Map(partHyphens, name)))
	kind := kindOf(typ)
	out := make([]word, 0, len(tokens))
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if kind != person && v.legalStart[t] {
			if f, n := v.legalAt(tokens[i:]); n > 0 && (n < len(tokens) || len(out) > 0) {
				out = append(out, word{text: f, sound: f, bones: f, role: form})
				i += n - 1
				continue
			}
		}
		w := word{text: t}
		switch {
		case kind == person && v.titles[t] && len(tokens) > 1:
			continue
		case kind == ship && v.ships[t] && i == 0 && len(tokens) > 1:
			continue
		case isNumber(t):
			w.role = number
		case len(t) == 1 && kind == person:
			w.role = initial
		case kind == person && v.particles[t]:
			w.role = particle
		case kind != person && kind != ship && v.common[t]:
			w.role = common
		}
		w.sound = sound(t)
		w.bones = bones(w.sound)
		out = append(out, w)
	}
	if len(out) == 0 { // all of it was titles
		for _, t := range tokens {
			s := sound(t)
			out = append(out, word{text: t, sound: s, bones: bones(s)})
		}
	}
	return out
}

func partHyphens(r rune) rune {
	switch r {
	case '-', '‐', '‑', '–', '—', '/', ',', '_':
		return ' '
	}
	return r
}

func (v *vocabulary) legalAt(tokens []string) (form string, n int) {
	for _, l := range v.legal {
		if len(l.words) <= len(tokens) && slices.Equal(l.words, tokens[:len(l.words)]) {
			return l.form, len(l.words)
		}
	}
	return "", 0
}

// isNumber tells words that number things of one name: "7", "12b", "iii".
func isNumber(t string) bool {
	if strings.ContainsAny(t, "0123456789") {
		return true
	}
	switch t {
	case "ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii":
		return true
	}
	return false
}

// soundRules fold the ways in which one sound is written when names come from
// other scripts; applied in order.
var soundRules = strings.NewReplacer(
	"shch", "s", "sch", "s", "tch", "c", "tsch", "c", "zh", "j", "dzh", "j", "dj", "j", "kh", "h", "gh", "g", "ph", "f", "th", "t", "dh", "d", "sh", "s", "ch", "c",
	"ck", "k", "ks", "x", "ts", "z", "tz", "z", "dz", "z", "q", "k",
	"iy", "i", "yi", "i", "ij", "i", "ii", "i", "yy", "i", "ey", "i", "ei", "i", "ee", "i", "ie", "i", "ye", "e", "je", "e", "yo", "o", "jo", "o", "yu", "u", "ju", "u", "iu", "u", "ya", "a", "ja", "a", "ia", "a",
	"ou", "u", "oo", "u", "y", "i", "j", "j",
)

func sound(t string) string {
	if t == "" || t[0] >= '0' && t[0] <= '9' {
		return t
	}
	s := soundRules.Replace(t)
	var b strings.Builder
	var last rune
	for i, r := range s {
		if r == 'w' {
			// Between consonants it stands for a vowel, as Arabic writes it.
			if r = 'v'; i > 0 && !isVowel(s[i-1]) && (i+1 == len(s) || !isVowel(s[i+1])) {
				r = 'u'
			}
		}
		if r == last {
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

func isVowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

// bones are the consonants of a word as it sounds, by which spellings with
// other vowels, and with none at all, meet: "mohammed", "muhamad", "mhmd". A
// vowel at the start counts, as any vowel.
func bones(s string) string {
	var b strings.Builder
	var last rune
	for i, r := range s {
		switch r {
		case 'a', 'e', 'i', 'o', 'u':
			if i > 0 {
				continue
			}
			r = 'a'
		case 'h':
			if i > 0 && i == len(s)-1 {
				continue
			}
		case 'z':
			r = 's'
		case 'x':
			b.WriteRune('k')
			r = 's'
		case 'c':
			r = 'j'
		}
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// kind groups the types that can be the same thing.
type kind uint8

const (
	anyKind kind = iota
	person
	organization
	territory
	place
	ship
	other
)

func kindOf(typ string) kind {
	switch typ {
	case "", "Actor":
		return anyKind
	case "Person":
		return person
	case "State", "Territory":
		return territory
	case "Place", "Facility":
		return place
	case "Vessel":
		return ship
	case "Organization", "Government", "ArmedForce", "ArmedGroup", "IntergovernmentalOrganization", "Party", "Company", "Media", "University", "NGO", "Unit", "Group":
		return organization
	}
	return other
}

// comparable tells whether things of two types can be one. A territory may be
// listed as a place.
func comparable(a, b string) bool {
	x, y := kindOf(a), kindOf(b)
	return x == y || x == anyKind || y == anyKind || x+y == territory+place && x != y && (x == territory || x == place)
}
