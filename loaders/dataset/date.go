package dataset

import (
	"regexp"
	"strings"
	"time"

	"entente/graph"
)

// layouts are the ways in which lists write a day. Day before month: what
// writes the month first (the United States) says so itself.
var layouts = []string{"2006-01-02", "2.1.2006", "2/1/2006", "2 January 2006", "2 Jan 2006", "02-Jan-2006", "2-Jan-2006", "20060102"}

// zone is what XML Schema may put after a date: "2015-03-27-04:00".
var zone = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})(?:Z|T.*|[+-]\d{2}:\d{2})$`)

// monthDot fits an abbreviated month: "26 Feb. 2011", "11 Sept. 2018".
var monthDot = regexp.MustCompile(`\b([A-Z][a-z]{2})t?\. ?`)

// Date reads a day, a month or a year as lists write them.
func Date(s string) (graph.Time, bool) {
	s = strings.TrimSpace(s)
	if m := zone.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	s = monthDot.ReplaceAllString(s, "$1 ")
	for _, l := range layouts {
		if t, err := time.Parse(l, s); err == nil && plausible(t) {
			return graph.Day(t), true
		}
	}
	for _, l := range []string{"January 2006", "2006-01"} {
		if t, err := time.Parse(l, s); err == nil && plausible(t) {
			return graph.Month(t.Year(), t.Month()), true
		}
	}
	if t, err := time.Parse("2006", s); err == nil && plausible(t) {
		return graph.Year(t.Year()), true
	}
	return graph.Time{}, false
}

func plausible(t time.Time) bool { return t.Year() >= 1000 && t.Year() < 3000 }
