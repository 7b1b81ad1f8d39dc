// Package events reads the coded event data of the field: ICEWS and POLECAT,
// which name their columns in a header, and GDELT, which does not. A row says
// who did what to whom on a day, as a program read it in the news: it is
// evidence of low prior confidence, never a fact like a read sentence. What
// the codes mean stands in cameo.yaml and plover.yaml.
package events

import (
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
)

// How far a coded row is believed before anything else is known of it.
const (
	// ConfidenceGDELT: of 50 rows on Sudan checked by hand (GDELT's own blog,
	// 2014) actor 1 was right in 79 %, actor 2 in 78.5 %, the code in 81.2 %,
	// all three in half at best; and many rows repeat one event or come from
	// an article's background.
	ConfidenceGDELT = 0.3
	// ConfidenceGDELTRoot: the event of a lead paragraph, half as GDELT's check has it.
	ConfidenceGDELTRoot = 0.4
	// ConfidenceICEWS: the ACCENT coder is quoted with three rows in four right
	// on the code, less with both actors.
	ConfidenceICEWS = 0.6
	// ConfidencePOLECAT: NGEC publishes no figure for whole rows; taken a
	// little below ICEWS, for its event types come from a classifier.
	ConfidencePOLECAT = 0.5
)

// Why rows that are good give no claim of their own.
const (
	noActor   = "events with a side that has neither a country nor a known group nor a name"
	sameActor = "events whose two sides are one actor"
	otherHalf = "the other halves of reciprocal events"
	repeated  = "rows that repeat an event of the same day, actors, code and place"
)

// pair is one half of a reciprocal event and what recognises the other.
type pair struct{ seen dataset.Recent }

// mirrored tells whether the other half of this event was seen already; where
// separates events of different days, stories and places.
func (p *pair) mirrored(m Meaning, code, source, target, where string) bool {
	if m.Mirror == "" {
		return false
	}
	other := strings.Join([]string{m.Mirror, target, source, where}, "\x00")
	if p.seen.Has(other) {
		return true
	}
	p.seen.Add(strings.Join([]string{code, source, target, where}, "\x00"))
	return false
}

// day reads the forms in which event data write a day: 2018-06-01, 20180601,
// 6/1/2018.
func day(s string) (graph.Time, bool) {
	s = strings.TrimSpace(s)
	switch {
	case len(s) == 8 && digits(s):
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	case len(s) > 10 && s[4] == '-' && (s[10] == ' ' || s[10] == 'T'):
		s = s[:10]
	case strings.Count(s, "/") == 2:
		f := strings.Split(s, "/")
		if len(f[2]) != 4 || len(f[0]) > 2 || len(f[1]) > 2 || !digits(f[0]+f[1]+f[2]) || f[0] == "" || f[1] == "" {
			return graph.Time{}, false
		}
		s = f[2] + "-" + pad(f[0]) + "-" + pad(f[1])
	}
	if len(s) != 10 {
		return graph.Time{}, false
	}
	t, err := graph.ParseTime(s)
	return t, err == nil
}

func pad(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
