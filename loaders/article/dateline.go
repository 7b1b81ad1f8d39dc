package article

import (
	"bytes"
	"regexp"
	"strings"
)

// datelineRE is where and when an article was written, at the head of a
// paragraph: "KYIV, Ukraine, March 3 (Reuters) -", "Bogota (AP) --", "MOSCOW —".
var datelineRE = regexp.MustCompile(`^[ \t]*[\p{Lu}][\p{L}.'’\-]*(?:[ ][\p{Lu}][\p{L}.'’\-]*){0,3}` + // place
	`(?:/[\p{Lu}][\p{L}.'’\-]*)?` +
	`(?:, [\p{Lu}][\p{L}.]*(?: [\p{Lu}][\p{L}.]*){0,2})?` + // its state
	`(?:, (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?` +
	`(?:,? (?:[\p{Lu}][a-z]{2,8}\.? [0-9]{1,2}|[0-9]{1,2} [\p{Lu}][a-z]{2,8}\.?)(?:,? [0-9]{4})?)?` + // day
	`(?:(?: ?\([^()\n]{2,40}\)| (?:CNN|AP|AFP|UPI|IRNA|IANS|TASS|Reuters|Xinhua))(?: ?(?:--|—|–|-|:))?|[ ]?(?:--|—|–)| -|:)[ \t]+`)

// feedTail is what web logs put behind the text of an item in their feeds:
// "The post TITLE appeared first on SITE." What stands before the title is
// kept apart, for the title is a sentence of its own.
var feedTail = regexp.MustCompile(`(?:^|[.!?…"”’] ?)(The post )(\p{Lu}[^\n]{10,200}?)( appeared first on [^.\n]{2,60}\.?)?[ \t]*(?:\n|$)`)

// coverFeedTails covers what web logs put around the title of an item that
// follows its text in a feed: "Rates rise … The post".
func coverFeedTails(prose string) string {
	if !strings.Contains(prose, "The post ") {
		return prose
	}
	b := []byte(prose)
	for _, m := range feedTail.FindAllSubmatchIndex(b, -1) {
		if m[6] < 0 && !bytes.HasSuffix(bytes.TrimRight(b[:m[2]], " "), []byte("…")) {
			continue // "The post Chad held was lost."
		}
		for _, k := range []int{2, 6} {
			for i := m[k]; i >= 0 && i < m[k+1]; i++ {
				b[i] = ' '
			}
		}
	}
	return string(b)
}

// coverDatelines covers the datelines of paragraphs with blanks.
func coverDatelines(prose string) string {
	b := []byte(prose)
	for at := 0; at < len(b); {
		end := len(b)
		if n := bytes.IndexByte(b[at:], '\n'); n >= 0 {
			end = at + n
		}
		head := b[at:min(end, at+120)]
		if m := datelineRE.FindIndex(head); m != nil && plausible(head[:m[1]]) {
			for i := range m[1] {
				b[at+i] = ' '
			}
		}
		at = end + 1
	}
	return string(b)
}

// plausible keeps a title with a dash ("Iran - a history") or an
// abbreviation ("Amnesty International (AI) said") from being a dateline:
// there must be a day, a dash after an agency, or capitals throughout.
func plausible(head []byte) bool {
	trimmed := bytes.TrimSpace(head)
	agency := bytes.IndexByte(trimmed, '(') >= 0
	dash := bytes.HasSuffix(trimmed, []byte("-")) || bytes.HasSuffix(trimmed, []byte("—")) || bytes.HasSuffix(trimmed, []byte("–"))
	if agency && dash || bytes.HasSuffix(trimmed, []byte("--")) || bytes.Contains(trimmed, []byte("CNN")) || bytes.ContainsAny(trimmed, "0123456789") {
		return true
	}
	word := trimmed
	if i := bytes.IndexAny(word, " ,/"); i > 0 {
		word = word[:i]
	}
	return len(word) > 3 && bytes.Equal(word, bytes.ToUpper(word)) && (dash || agency)
}
