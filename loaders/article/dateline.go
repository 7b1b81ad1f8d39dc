package article

import (
	"bytes"
	"regexp"
	"time"

	"entente/graph"
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

// dayRE is a full date as articles give it in their head.
var dayRE = regexp.MustCompile(`\b(?:([0-9]{4})-([0-9]{2})-([0-9]{2})|([A-Z][a-z]{2,8})\.? ([0-9]{1,2}),? ([0-9]{4})|([0-9]{1,2}) ([A-Z][a-z]{2,8})\.? ([0-9]{4}))\b`)

// dateline finds the day an article was written in its head, "" if it gives
// none: a full date in the dateline, or alone on one of the first lines.
func dateline(body string) string {
	head := body
	if len(head) > 600 {
		head = head[:600]
	}
	lines := bytes.Split([]byte(head), []byte("\n"))
	for n, line := range lines {
		if n > 6 {
			break
		}
		line = bytes.TrimSpace(line)
		m := dayRE.FindSubmatchIndex(line)
		if m == nil {
			continue
		}
		own := len(line) <= 60 && m[1]-m[0] >= len(line)/3
		inDateline := false
		if d := datelineRE.FindIndex(line[:min(len(line), 120)]); d != nil && m[1] <= d[1] {
			inDateline = true
		}
		if !own && !inDateline {
			continue
		}
		if day := parseDay(string(line[m[0]:m[1]])); day != "" {
			return day
		}
	}
	return ""
}

// parseDay reads a date in one of the forms of dayRE.
func parseDay(s string) string {
	for _, layout := range []string{"2006-01-02", "January 2, 2006", "January 2 2006", "Jan. 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006", "2 Jan. 2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return graph.Day(t).EDTF
		}
	}
	return ""
}
