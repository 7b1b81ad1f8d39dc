package timex

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"entente/graph"
	"entente/loaders/article/syntax"
)

// The head of an article: so many bytes, so many lines with text.
const headBytes, headLines = 2000, 12

// Dateline finds in the head of an article the day it was written and the
// place it was written from:
//
//	KYIV, March 3 (Reuters) – The president …
//	Published: 7 February 2026
//	By Jane Doe | 7 Feb 2026, 10:30 GMT
//
// A day after "published" goes before one in a dateline, that before a day on
// a line of its own, that before "updated". near settles a date without year;
// without near such a date is left out. place is as written, empty if none is
// given; ok is false if there is neither.
func (r *Reader) Dateline(text string, near time.Time) (date graph.Time, place string, ok bool) {
	var published, dateline, alone, updated string
	for _, line := range head(text) {
		if rest, label := r.label(line); label != "" {
			day := r.dayIn(rest, near)
			switch {
			case day == "":
			case label == "updated":
				updated = first(updated, day)
			default:
				published = first(published, day)
			}
			continue
		}
		if place == "" {
			p, when, found := r.placeLine(line)
			if found {
				place = p
				dateline = first(dateline, r.dayIn(when, near))
				continue
			}
		}
		alone = first(alone, r.dayAlone(line, near))
	}
	for _, day := range []string{published, dateline, alone, updated} {
		if day == "" {
			continue
		}
		if t, err := graph.ParseTime(day); err == nil {
			return t, place, true
		}
	}
	return graph.Time{}, place, place != ""
}

func first(old, fresh string) string {
	if old != "" {
		return old
	}
	return fresh
}

// head gives the lines an article may carry its date in, without markup.
func head(text string) []string {
	if len(text) > headBytes {
		text = strings.ToValidUTF8(text[:headBytes], "")
	}
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.Trim(line, " \t\r\n*_#>|\ufeff")
		if line == "" {
			continue
		}
		if lines = append(lines, line); len(lines) == headLines {
			break
		}
	}
	return lines
}

// label splits "Published: …" off; label is the kind of the word.
func (r *Reader) label(line string) (rest, label string) {
	low := strings.ToLower(line)
	for _, l := range r.labels {
		if !strings.HasPrefix(low, l.words) {
			continue
		}
		after := line[len(l.words):]
		trimmed := strings.TrimLeft(after, " :-–—\t")
		if after == "" || trimmed == after || len(after) > 80 {
			continue
		}
		if !strings.ContainsRune(after[:len(after)-len(trimmed)], ':') {
			// "Published 7 February": the date must follow at once; "Date palms …"
			// is prose.
			word, _, _ := strings.Cut(strings.ToLower(trimmed), " ")
			w := r.words[strings.Trim(word, ".,")]
			if r, _ := utf8.DecodeRuneInString(word); !unicode.IsDigit(r) && w.month == 0 && w.weekday == 0 && word != "on" && word != "at" {
				continue
			}
		}
		return trimmed, l.kind
	}
	return "", ""
}

// fields makes a token of every word.
func fields(text string) []syntax.Token {
	var tokens []syntax.Token
	at := 0
	for _, word := range strings.Fields(text) {
		at += strings.Index(text[at:], word)
		tokens = append(tokens, syntax.Token{Start: at, End: at + len(word), Text: word, Head: -1})
		at += len(word)
	}
	return tokens
}

// dayIn gives the first full day a text names, "" for none.
func (r *Reader) dayIn(text string, near time.Time) string {
	for _, e := range r.Find(fields(text), near, nil) {
		if e.Kind == Date && e.Time.Earliest != "" && e.Time.Earliest == e.Time.Latest && e.Rule != "weekday" && e.Rule != "deictic" {
			return e.Time.EDTF
		}
	}
	return ""
}

// dayAlone gives the day of a line that is nothing but a date, a time of day
// and perhaps who wrote it.
func (r *Reader) dayAlone(line string, near time.Time) string {
	if len(line) > 100 || strings.HasSuffix(line, ".") {
		return ""
	}
	tokens := fields(line)
	found := r.Find(tokens, near, nil)
	day, covered := "", 0
	for _, e := range found {
		if e.Kind == Date && e.Time.Earliest != "" && e.Time.Earliest == e.Time.Latest && (e.Rule == "day" || e.Rule == "numeric") && day == "" {
			day = e.Time.EDTF
			if e.First > 0 {
				switch before := strings.ToLower(tokens[e.First-1].Text); before {
				case "on", "of", "in", "since", "until", "by", "from", "after", "before", "the":
					return "" // a headline that speaks of a day
				}
			}
		}
		covered += e.Last - e.First + 1
	}
	rest := len(tokens) - covered
	byline := strings.HasPrefix(strings.ToLower(line), "by ") || strings.ContainsAny(line, "|·•")
	if day == "" || rest > 8 || rest > 2 && !byline {
		return ""
	}
	return day
}

// placeLine reads a newspaper dateline: a place, perhaps a date, perhaps an
// agency, a dash.
func (r *Reader) placeLine(line string) (place, when string, ok bool) {
	front, found := beforeDash(line)
	if !found {
		return "", "", false
	}
	agency := false
	if i := strings.IndexAny(front, "(/"); i > 0 {
		agency = strings.HasSuffix(front, ")") || strings.HasSuffix(front, "/")
		if !agency {
			return "", "", false
		}
		front = strings.TrimSpace(front[:i])
	}
	parts := strings.Split(front, ",")
	for i := 1; i < len(parts); i++ {
		word, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(parts[i])), " ")
		digit, _ := utf8.DecodeRuneInString(word)
		w := r.words[strings.Trim(word, ".")]
		if w.month != 0 || w.weekday != 0 || unicode.IsDigit(digit) {
			when = strings.TrimSpace(strings.Join(parts[i:], ","))
			parts = parts[:i]
			break
		}
	}
	if len(parts) > 3 {
		return "", "", false
	}
	for _, part := range parts {
		if !isPlace(strings.TrimSpace(part)) {
			return "", "", false
		}
	}
	place = strings.TrimSpace(parts[0])
	capitals := allCaps(place) && utf8.RuneCountInString(place) >= 3
	if !capitals && !agency && when == "" || r.words[strings.ToLower(firstWord(place))].flags&notPlace != 0 {
		return "", "", false
	}
	return place, when, true
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return strings.Trim(word, ":")
}

// beforeDash gives what stands before the first dash of a line that could
// part a dateline from the prose.
func beforeDash(line string) (string, bool) {
	const reach = 110
	front := line
	if len(front) > reach {
		front = front[:reach]
	}
	best := -1
	for _, dash := range []string{"—", "–", "--", " - ", ") -", "/ -"} {
		i := strings.Index(front, dash)
		if i < 0 {
			continue
		}
		if dash[0] == ')' || dash[0] == '/' {
			i++
		}
		if best < 0 || i < best {
			best = i
		}
	}
	if best <= 0 {
		return "", false
	}
	return strings.TrimSpace(front[:best]), true
}

// isPlace tells whether a text can be the name of a place: a few capitalised
// words without figures.
func isPlace(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 5 {
		return false
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if strings.ContainsFunc(w, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(".'’-ʻ", r)
		}) {
			return false
		}
		if !unicode.IsUpper(r) && (i == 0 || len(w) > 4) && !strings.HasPrefix(w, "al-") {
			return false
		}
	}
	return true
}
