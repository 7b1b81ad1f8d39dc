package syntax

import (
	"strings"
	"unicode"
)

// word reads a run of letters and digits with the marks that belong inside
// words, then parts clitics, units and contractions from it.
func (t *chunker) word() {
	j := t.i
	for j < t.end && j-t.i < maxWord {
		r, n := t.at(j)
		if isWordRune(r) {
			j += n
			continue
		}
		if !t.inside(j, r, n) {
			break
		}
		j += n
	}
	if j == t.i {
		_, n := t.at(j)
		j += n
	}
	point, f := t.abbreviated(j)
	if point {
		t.emit(j+1, f)
		return
	}
	t.parts(j)
}

// inside reports whether the mark r at j joins the word before it to what
// follows.
func (t *chunker) inside(j int, r rune, n int) bool {
	prev := rune(t.text[j-1])
	next, _ := t.at(j + n)
	switch r {
	case '.':
		switch {
		case isDigit(prev) && isDigit(next):
			return true
		case unicode.IsLetter(next):
			return t.innerPoint(j)
		}
	case ',':
		return isDigit(prev) && t.digits(j+1) == 3
	case '/':
		switch strings.ToLower(t.text[t.i:min(j+2, t.end)]) {
		case "b/c", "w/o", "c/o", "n/a", "a/c":
			after, _ := t.at(j + 2)
			return !isWordRune(after)
		}
		return isDigit(prev) && isDigit(next)
	case ':':
		return isDigit(prev) && isDigit(next)
	case '&':
		return unicode.IsLetter(next) && isUpper(t.text[t.i:j]) && unicode.IsUpper(next)
	case '\'', '’', 'ʼ':
		return unicode.IsLetter(next)
	case '@', '_':
		return isWordRune(next)
	case '-', '‑':
		return isWordRune(next) && t.keepsHyphen(j, n)
	}
	return false
}

// digits counts the digits at i.
func (t *chunker) digits(i int) int {
	n := 0
	for i+n < t.end && n < 20 && isDigit(rune(t.text[i+n])) {
		n++
	}
	return n
}

// innerPoint tells the points of U.S. and example.com from a full stop that
// lost its space.
func (t *chunker) innerPoint(j int) bool {
	word := t.text[t.i:j]
	last := strings.LastIndexByte(word, '.') + 1
	k := j + 1
	for k < t.end && isWordRune(rune(t.text[k])) {
		k++
	}
	after := t.text[j+1 : k]
	if len(word)-last == 1 { // U.S, a.m
		return len(after) <= 2 || k == t.end || last > 0
	}
	if len(after) == 0 || len(word)-last < 2 {
		return true
	}
	if after[0] >= 'A' && after[0] <= 'Z' && isLower(word[last:]) {
		return false
	}
	low := strings.ToLower(word[last:])
	return !titles[low] || low == "ph"
}

func (t *chunker) keepsHyphen(j, n int) bool {
	word := t.text[t.i:j]
	if keptPrefixes[strings.ToLower(word)] {
		return true
	}
	if strings.Contains(word, "-") && !isDigit(rune(word[0])) {
		return false
	}
	// Telephone numbers and dates stay whole, ranges of years do not.
	next := t.digits(j + n)
	last := word[strings.LastIndexByte(word, '-')+1:]
	if !isNumber(last) || next == 0 {
		return false
	}
	return len(last) == 3 && (next == 3 || next == 4) || len(word) == 4 && next == 2 && t.iso(j+n+2) || len(word) == 7 && word[4] == '-' && next == 2
}

func (t *chunker) iso(i int) bool { return i < t.end && t.text[i] == '-' && t.digits(i+1) == 2 }

// abbreviated reports whether the point at j belongs to the word before it.
func (t *chunker) abbreviated(j int) (bool, finality) {
	if j >= t.end || t.text[j] != '.' || j+1 < t.end && t.text[j+1] == '.' {
		return false, notFinal
	}
	word := t.text[t.i:j]
	low := strings.ToLower(word)
	first, _ := t.firstFollowing(j)
	atEnd := t.following == "" && j+1 == t.end
	switch {
	case endAbbreviations[low]:
		if low == "wash" || low == "ore" || low == "la" || low == "mass" || low == "ill" || low == "mo" || low == "del" || low == "co" || low == "pa" || low == "est" {
			if !isTitle(word) || atEnd {
				return false, notFinal
			}
		}
		return true, maybeFinal
	case numberAbbreviations[low]:
		return isDigit(first) && (isTitle(word) || len(word) < 4 && low != "no" && low != "sat" && low != "sun"), notFinal
	case titles[low]:
		if atEnd && len(low) < 4 || low == "et" || low == "ed" || low == "rear" || low == "trans" {
			return false, notFinal
		}
		if !isTitle(word) && unicode.IsUpper(first) && (low == "mt" || low == "ft" || low == "st") {
			return false, notFinal
		}
		return true, notFinal
	case strings.Contains(word, ".") && !strings.ContainsAny(word, "0123456789@/:") && initials(word):
		return true, maybeFinal
	case len(word) == 1 && word[0] >= 'A' && word[0] <= 'Z':
		if first == ',' || first == ';' {
			return true, notFinal
		}
		// An initial before a name; "Plan B." before anything else.
		if unicode.IsUpper(first) && !startsSentence(t.following) && word != "I" {
			return true, notFinal
		}
	}
	return false, notFinal
}

// firstFollowing is the rune after the point at j, past one space.
func (t *chunker) firstFollowing(j int) (rune, bool) {
	if j+1 < t.end {
		r, _ := t.at(j + 1)
		return r, false
	}
	for _, r := range t.following {
		return r, true
	}
	return 0, true
}

// initials reports whether every part between points is one or two letters.
func initials(word string) bool {
	for part := range strings.SplitSeq(word, ".") {
		if len(part) == 0 || len(part) > 2 {
			return false
		}
	}
	return true
}

// parts emits the word up to j, split at clitics, units and contractions.
func (t *chunker) parts(j int) {
	word := t.text[t.i:j]
	if lens, ok := contractions[strings.ToLower(word)]; ok {
		for _, n := range lens {
			t.emit(t.i+n, notFinal)
		}
		return
	}
	if c := word[0]; c >= '0' && c <= '9' {
		k := len(word)
		for k > 0 && (word[k-1] >= 'a' && word[k-1] <= 'z' || word[k-1] >= 'A' && word[k-1] <= 'Z') {
			k--
		}
		if k < len(word) && isDigit(rune(word[k-1])) && units[strings.ToLower(word[k:])] {
			t.emit(t.i+k, notFinal)
			t.emit(j, notFinal)
			return
		}
	}
	cuts := clitics(word)
	start := t.i
	for _, c := range cuts {
		t.emit(start+c, notFinal)
	}
	t.emit(j, notFinal)
	// A stop that lost its space, "ended.Then", still ends the sentence, but
	// only the chunk's end is asked; so nothing to do here.
}

// clitics returns where the clitics of a word begin, in order.
func clitics(word string) []int {
	var cuts []int
	for len(word) > 2 {
		at := -1
		if i := strings.LastIndexAny(word, "'’ʼ"); i > 0 {
			size := 1
			if word[i] != '\'' {
				size = len("’")
			}
			switch strings.ToLower(word[i+size:]) {
			case "s", "re", "ve", "ll", "d", "m":
				at = i
			case "t":
				if i >= 2 && (word[i-1] == 'n' || word[i-1] == 'N') {
					at = i - 1
				}
			}
		}
		if at <= 0 {
			break
		}
		cuts = append(cuts, at)
		word = word[:at]
	}
	for i, k := 0, len(cuts)-1; i < k; i, k = i+1, k-1 {
		cuts[i], cuts[k] = cuts[k], cuts[i]
	}
	return cuts
}

func isUpper(s string) bool {
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}

func isLower(s string) bool {
	for _, r := range s {
		if !unicode.IsLower(r) {
			return false
		}
	}
	return s != ""
}

func isTitle(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}
