package identity

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// spellings are the names that one name written in a list is: what stands in
// brackets behind a ship's name, or behind "ex" or "formerly", is another one,
// and so is what stands behind a stroke.
// Notes in brackets about a person ("born 1964") are dropped.
func spellings(name string, k kind) []string {
	if k == organization {
		if parts := stroked(name); parts != nil {
			return parts
		}
	}
	open := strings.IndexAny(name, "([（")
	if open < 0 {
		return []string{name}
	}
	before := strings.TrimSpace(name[:open])
	_, width := utf8.DecodeRuneInString(name[open:])
	inside, after, _ := cutAny(name[open+width:], ")]）")
	rest := strings.TrimSpace(before + " " + after)
	if before == "" || inside == "" {
		return []string{name}
	}
	former, marked := cutFormer(inside)
	switch {
	case marked && former != "":
		return []string{rest, former}
	case k == ship:
		return []string{rest, inside}
	case k == organization && formed(inside):
		return append(spellings(rest, k), inside)
	case k == person && (strings.ContainsAny(inside, "0123456789:") || !sameScript(rest, inside)):
		return []string{rest}
	}
	return []string{name}
}

// stroked parts "JSC Research Concern - JSC RIC", where each side has a legal
// form; strokes otherwise join words of one name.
func stroked(name string) []string {
	for _, stroke := range []string{" / ", " - ", " – ", " — "} {
		if parts := strings.Split(name, stroke); len(parts) == 2 && formed(parts[0]) && formed(parts[1]) {
			return parts
		}
	}
	return nil
}

// formed tells whether a name has a legal form.
func formed(name string) bool {
	return slices.ContainsFunc(parse(name, "Organization"), func(w word) bool { return w.role == form && !words().loose[w.text] })
}

func cutAny(s, seps string) (before, after string, found bool) {
	i := strings.IndexAny(s, seps)
	if i < 0 {
		return s, "", false
	}
	_, width := utf8.DecodeRuneInString(s[i:])
	return s[:i], s[i+width:], true
}

var formerly = []string{"ex", "ex.", "f.k.a.", "fka", "formerly", "former", "previously", "a.k.a.", "aka", "alias", "also", "also known as", "now", "n.k.a.", "nka", "renamed"}

// cutFormer cuts a word that says that another name follows.
func cutFormer(s string) (string, bool) {
	s = strings.TrimSpace(s)
	best := ""
	for _, f := range formerly {
		if len(s) > len(f) && strings.EqualFold(s[:len(f)], f) && strings.ContainsAny(s[len(f):len(f)+1], " :-") && len(f) > len(best) {
			best = f
		}
	}
	return strings.TrimLeft(s[len(best):], " :-"), best != ""
}

// sameScript tells whether both texts have Latin letters, or neither.
func sameScript(a, b string) bool {
	isLatin := func(r rune) bool { return unicode.Is(unicode.Latin, r) }
	return strings.ContainsFunc(a, isLatin) == strings.ContainsFunc(b, isLatin)
}
