package article

import (
	"bytes"
	"regexp"
)

// datelineRE is where and when an article was written, at the head of a
// paragraph: "KYIV, Ukraine, March 3 (Reuters) -", "Bogota (AP) --", "MOSCOW —".
var datelineRE = regexp.MustCompile(`^[ \t]*[\p{Lu}][\p{L}.'’\-]*(?:[ ][\p{Lu}][\p{L}.'’\-]*){0,3}` + // place
	`(?:/[\p{Lu}][\p{L}.'’\-]*)?` +
	`(?:, [\p{Lu}][\p{L}.]*(?: [\p{Lu}][\p{L}.]*){0,2})?` + // its state
	`(?:,? (?:[\p{Lu}][a-z]{2,8}\.? [0-9]{1,2}|[0-9]{1,2} [\p{Lu}][a-z]{2,8}\.?)(?:,? [0-9]{4})?)?` + // day
	`(?:(?: ?\([^()\n]{2,40}\)| (?:CNN|AP|AFP|UPI|IRNA|IANS|TASS|Reuters|Xinhua))(?: ?(?:--|—|–|-|:))?|[ ]?(?:--|—|–)| -)[ \t]+`)

// maskDatelines blanks the datelines of paragraphs.
func maskDatelines(b []byte) {
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
}

// plausible keeps a title with a dash ("Iran - a history") from being a
// dateline: there must be capitals throughout, an agency or a day.
func plausible(head []byte) bool {
	if bytes.ContainsAny(head, "(0123456789") || bytes.Contains(head, []byte("--")) || bytes.Contains(head, []byte("CNN")) {
		return true
	}
	word := head
	if i := bytes.IndexAny(bytes.TrimLeft(head, " \t"), " ,/"); i > 0 {
		word = bytes.TrimLeft(head, " \t")[:i]
	}
	return len(word) > 2 && bytes.Equal(word, bytes.ToUpper(word))
}
