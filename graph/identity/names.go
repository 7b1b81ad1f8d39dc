package identity

import (
	"strings"
	"unicode"

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
//     "Limited Liability Company" are llc), and count little;
//   - so are the words that say what kind of organization it is: "zavod",
//     "factory" and "plant" are one word, and "NII" is "research institute";
//   - a Cyrillic letter that slipped into a Latin word for its looks is the
//     Latin one, and the other way round;
//   - "Diva I" is "Diva 1".
//
// The table of these words is words.yaml.

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
		name = unmixed(name)
		name = unidecode.Unidecode(strings.Map(dropSoft, name))
	}
	return graph.Fold(name)
}

// Letters of Latin and Cyrillic that look the same.
const (
	cyrillicLooks = "АВЕКМНОРСТХУІЈЅаеорсхуіјѕ"
	latinLooks    = "ABEKMHOPCTXYIJSaeopcxyijs"
)

var toLatin, toCyrillic = func() (l, c map[rune]rune) {
	l, c = map[rune]rune{}, map[rune]rune{}
	latins := []rune(latinLooks)
	for i, r := range []rune(cyrillicLooks) {
		l[r], c[latins[i]] = latins[i], r
	}
	return l, c
}()

// unmixed writes words of Latin and Cyrillic letters in one of the two, where
// the letters of the other all look like some of it.
func unmixed(name string) string {
	if !strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
		return name
	}
	runes := []rune(name)
	for from := 0; from < len(runes); {
		if !unicode.IsLetter(runes[from]) {
			from++
			continue
		}
		to := from
		var latins, cyrillics, onlyLatin, onlyCyrillic int
		for ; to < len(runes) && unicode.IsLetter(runes[to]); to++ {
			r := runes[to]
			switch {
			case unicode.Is(unicode.Latin, r):
				latins++
				if toCyrillic[r] == 0 {
					onlyLatin++
				}
			case unicode.Is(unicode.Cyrillic, r):
				cyrillics++
				if toLatin[r] == 0 {
					onlyCyrillic++
				}
			}
		}
		looks := map[rune]rune(nil)
		switch {
		case latins == 0 || cyrillics == 0:
		case onlyCyrillic == 0:
			looks = toLatin
		case onlyLatin == 0:
			looks = toCyrillic
		}
		for i := from; looks != nil && i < to; i++ {
			if r := looks[runes[i]]; r != 0 {
				runes[i] = r
			}
		}
		from = to
	}
	return string(runes)
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
	adjective // of a place or a name, in an organization's: its bones are the noun's
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
	add := func(t string, r role) {
		s := sound(t)
		out = append(out, word{text: t, sound: s, bones: bones(s), role: r})
	}
	inMemory := false
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if kind == organization || kind == anyKind {
			if f, n := v.legal.at(tokens[i:]); n > 0 && (n < len(tokens) || len(out) > 0) {
				out = append(out, word{text: f[0], sound: f[0], bones: f[0], role: form})
				i += n - 1
				continue
			}
			if kind == organization && len(out) > 0 {
				if _, n := v.memory.at(tokens[i:]); n > 0 && i+n < len(tokens) {
					inMemory = true
					i += n - 1
					continue
				}
			}
			if means, n := v.concepts.at(tokens[i:]); n > 0 && len(tokens) > 1 {
				for _, m := range means {
					if v.common[m] {
						add(m, common)
					} else {
						add(m, plainWord)
					}
				}
				i += n - 1
				continue
			}
		}
		switch {
		case kind == person && v.titles[t] && len(tokens) > 1, inMemory && (len(t) == 1 || v.titles[t]):
		case kind == ship && v.ships[t] && i == 0 && len(tokens) > 1:
		case isNumber(t):
			add(arabic(t), number)
		case kind == ship && i > 0 && i == len(tokens)-1 && (t == "i" || t == "v" || t == "x"):
			add(arabic(t), number)
		case len(t) == 1 && (kind == person || kind == organization && len(tokens) > 3):
			add(t, initial)
		case kind == person && v.particles[t]:
			add(t, particle)
		case kind != person && kind != ship && v.common[t]:
			add(t, common)
		case kind == organization && noun(t) != t:
			s := sound(t)
			out = append(out, word{text: t, sound: s, bones: bones(sound(noun(t))), role: adjective})
		default:
			add(t, plainWord)
		}
	}
	if len(out) == 0 { // all of it was titles
		for _, t := range tokens {
			add(t, plainWord)
		}
	}
	return out
}

// adjectiveEnds make adjectives of Slavic nouns: Serov, Serovsky zavod.
var adjectiveEnds = []string{"skogo", "skoie", "skaia", "skaya", "skoye", "skoe", "skoi", "skii", "skiy", "skij", "skyi", "skyy", "sky", "ski", "ska"}

// noun is what an adjective is made of: "serov" of "serovskii"; other words
// are given as they are.
func noun(t string) string {
	for _, end := range adjectiveEnds {
		if stem, ok := strings.CutSuffix(t, end); ok {
			if len(stem) > 6 {
				stem = strings.TrimSuffix(stem, "in") // Mytishchi, Mytishchinsky
			}
			if len(stem) >= 4 {
				return stem
			}
			return t
		}
	}
	return t
}

func partHyphens(r rune) rune {
	switch r {
	case '-', '‐', '‑', '–', '—', '/', ',', '_':
		return ' '
	}
	return r
}

// romans are the Roman numbers that names have behind them, but for those
// that are single letters too.
var romans = map[string]string{"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10", "xi": "11", "xii": "12"}

// arabic writes a number in figures.
func arabic(t string) string {
	if n, ok := romans[t]; ok {
		return n
	}
	return t
}

// isNumber tells words that number things of one name: "7", "12b", "iii".
func isNumber(t string) bool {
	return len(t) > 1 && romans[t] != "" || strings.ContainsAny(t, "0123456789")
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
