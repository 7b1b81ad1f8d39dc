package events

import (
	"context"
	"hash/maphash"
	"math"
	"strconv"
	"strings"

	"entente/loaders/dataset"
)

// GDELT publishes with each file of events one of mentions: which article
// says it, in which sentence, and how sure the coder was. Where it lies beside
// the events, the surest mention gives an event its confidence, and mentions
// and their sources are counted where they are more than the event's row says:
// a row is written once, mentions are added.

const (
	exportEnd   = ".export.csv"
	mentionsEnd = ".mentions.csv"
	gkgEnd      = ".gkg.csv"
)

// besideEvents is the name of what is published with a file of events; "" if
// that is not named as published.
func besideEvents(name, end string) string {
	if base, ok := strings.CutSuffix(strings.ToLower(name), exportEnd); ok {
		return base + end
	}
	return ""
}

// eventsOf is the name of the events that a file of mentions or of GKG records
// belongs to.
func eventsOf(name string, _ []byte) string {
	for _, end := range []string{mentionsEnd, gkgEnd} {
		if base, ok := strings.CutSuffix(name, end); ok {
			return base + exportEnd
		}
	}
	return ""
}

// Columns of the mentions that are read, of 16.
const (
	mentionEvent      = 0
	mentionSource     = 4
	mentionConfidence = 11
	mentionColumns    = 16
)

// mentionsColumns are all of them.
var mentionsColumns = []dataset.Column{
	{Name: "MentionSourceName"}, {Name: "Confidence"},
	{Name: "EventTimeDate", LeftOut: "the event's row says it"}, {Name: "MentionTimeDate", LeftOut: "when the article was read, not when it was"},
	{Name: "MentionType", LeftOut: "of the medium"}, {Name: "MentionIdentifier", LeftOut: "the event's row has the first article"}, {Name: "SentenceID", LeftOut: "a place in a text that GDELT does not publish"},
	{Name: "Actor1CharOffset", LeftOut: "a place in a text that GDELT does not publish"}, {Name: "Actor2CharOffset", LeftOut: "a place in a text that GDELT does not publish"}, {Name: "ActionCharOffset", LeftOut: "a place in a text that GDELT does not publish"},
	{Name: "InRawText", LeftOut: "part of the confidence"}, {Name: "MentionDocLen", LeftOut: "of the article"}, {Name: "MentionDocTone", LeftOut: "of the article"}, {Name: "MentionDocTranslationInfo", LeftOut: "of the article"}, {Name: "Extras", LeftOut: "empty, or of the article"},
}

// maxMentions bounds the events whose mentions are held, and the pairs of
// event and source; a file of fifteen minutes has a few thousand.
const maxMentions = 500000

// mentioned is what the mentions say of an event.
type mentioned struct {
	percent    int // the coder's confidence in the surest
	n, sources int
}

// readMentions reads the mentions beside a file of events; nil if there are
// none.
func readMentions(ctx context.Context, in *dataset.Input, w *dataset.Writer) (map[string]mentioned, error) {
	events := map[string]mentioned{}
	type pair struct{ event, source uint64 }
	seen := map[pair]bool{}
	seed := maphash.MakeSeed()
	found, err := rowsBeside(ctx, in, mentionsEnd, func(name string, row *dataset.Row) error {
		if len(row.Fields) != mentionColumns {
			w.Reject(row.Line, "%s: the row has %d columns: GDELT's mentions have %d", name, len(row.Fields), mentionColumns)
			return nil
		}
		percent, err := strconv.Atoi(row.Fields[mentionConfidence])
		if err != nil || percent < 0 || percent > 100 {
			w.Reject(row.Line, "%s: Confidence is %q: expected 0 to 100", name, row.Fields[mentionConfidence])
			return nil
		}
		event := row.Fields[mentionEvent]
		m, again := events[event]
		if !again && len(events) >= maxMentions {
			return nil
		}
		m.n++
		m.percent = max(m.percent, percent)
		p := pair{maphash.String(seed, event), maphash.String(seed, strings.ToLower(row.Fields[mentionSource]))}
		if !seen[p] && len(seen) < maxMentions {
			seen[p] = true
			m.sources++
		}
		events[strings.Clone(event)] = m
		return nil
	})
	if !found {
		return nil, err
	}
	return events, err
}

// rowsBeside hands on the rows of a file that was published with the events.
func rowsBeside(ctx context.Context, in *dataset.Input, end string, use func(name string, row *dataset.Row) error) (found bool, err error) {
	name := besideEvents(in.Base, end)
	if name == "" {
		return false, nil
	}
	beside, ok := in.Beside(name)
	if !ok {
		return false, nil
	}
	text, err := beside.Text()
	if err != nil {
		return true, err
	}
	defer text.Close()
	for row, err := range dataset.NewTable(text, dataset.Dialect{Comma: '\t'}).All() {
		switch {
		case err != nil:
			return true, err
		case ctx.Err() != nil:
			return true, ctx.Err()
		case row.Err != nil || strings.TrimSpace(row.Text) == "":
			continue
		}
		if err := use(beside.Name, row); err != nil {
			return true, err
		}
	}
	return true, nil
}

// confidenceOf is how far an event is believed whose surest mention has this
// confidence: at most half, as the check by hand has it.
func confidenceOf(percent int) float64 { return math.Round(10+0.4*float64(percent)) / 100 }
