package article

import (
	"strings"
	"unicode"

	"entente/loaders/article/syntax"
	"entente/loaders/gazetteer"
)

// lowerHeadlines writes in lower case the common words of headlines that
// have a capital on every word ("Airstrike Kills Dozens in Myanmar"), so that
// the tagger, which learned from prose, does not take them for names. The
// text keeps its length.
func (r *Reader) lowerHeadlines(body string) string {
	var out []byte
	for at := 0; at < len(body); {
		end := len(body)
		if n := strings.IndexByte(body[at:], '\n'); n >= 0 {
			end = at + n
		}
		if line := body[at:end]; len(line) < 400 && titleCase(line) {
			if out == nil {
				out = []byte(body)
			}
			r.lowerLine(line, out[at:end])
		}
		at = end + 1
	}
	if out == nil {
		return body
	}
	return string(out)
}

// titleCase tells whether nearly all longer words of a line have a capital.
func titleCase(line string) bool {
	words, capitals, allCaps := 0, 0, 0
	for w := range strings.FieldsSeq(line) {
		w = strings.TrimFunc(w, func(c rune) bool { return !unicode.IsLetter(c) })
		if len(w) < 4 {
			continue
		}
		words++
		if c := rune(w[0]); c >= 'A' && c <= 'Z' {
			capitals++
			if strings.ToUpper(w) == w {
				allCaps++
			}
		}
	}
	return words >= 4 && words-capitals <= words/8 && allCaps < words/2
}

// lowerLine lowers the words of a line that are common ones and no part of a
// name the gazetteer knows.
func (r *Reader) lowerLine(line string, out []byte) {
	var words []string
	var starts []int
	for i := 0; i < len(line); {
		if line[i] == ' ' || line[i] == '\t' {
			i++
			continue
		}
		j := i
		for j < len(line) && line[j] != ' ' && line[j] != '\t' {
			j++
		}
		// The possessive and signs at the ends are no part of the word.
		w := strings.TrimFunc(line[i:j], func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		words = append(words, w)
		starts = append(starts, i+strings.Index(line[i:j], w))
		i = j
	}
	for k := 0; k < len(words); {
		n, hits := r.gaz.Match(words, k)
		if n > 0 && (n > 1 || hits[0].As != gazetteer.Part && !r.relations.Knows(strings.ToLower(words[k]))) {
			k += n
			continue
		}
		w := words[k]
		k++
		if w == "" || k == 1 || strings.ToUpper(w) == w {
			continue
		}
		lower := strings.ToLower(w)
		if syntax.DayOrMonth(w) || !functionWords[lower] && !smallWords[lower] && !r.relations.Knows(lower) && !r.mentions.Knows(lower) {
			continue
		}
		if c := out[starts[k-1]]; c >= 'A' && c <= 'Z' {
			out[starts[k-1]] = c + 'a' - 'A'
		}
	}
}

// smallWords are more words that are no part of a name.
var smallWords = map[string]bool{
	"amid": true, "amidst": true, "against": true, "between": true, "during": true, "before": true, "under": true, "into": true, "about": true, "without": true,
	"within": true, "across": true, "around": true, "near": true, "despite": true, "among": true, "until": true, "since": true, "because": true, "though": true,
	"although": true, "unless": true, "while": true, "when": true, "where": true, "if": true, "or": true, "than": true, "could": true, "should": true, "must": true,
	"might": true, "can": true, "does": true, "did": true, "do": true, "she": true, "her": true, "him": true, "them": true, "these": true, "those": true, "there": true,
	"how": true, "why": true, "what": true, "via": true, "upon": true, "towards": true, "toward": true, "along": true, "ahead": true, "out": true, "off": true, "up": true, "down": true,
}
