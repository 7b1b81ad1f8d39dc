package events

import (
	"context"
	"math"
	"strconv"
	"strings"

	"entente/loaders/dataset"
)

// GDELT publishes with each file of events one of mentions: which article
// says it, in which sentence, and how sure the coder was. Where it lies beside
// the events, the surest mention gives an event its confidence.

const (
	exportEnd   = ".export.csv"
	mentionsEnd = ".mentions.csv"
)

// mentionsName is the name of the mentions of a file of events; "" if it is
// not named as published.
func mentionsName(name string) string {
	if base, ok := strings.CutSuffix(strings.ToLower(name), exportEnd); ok {
		return base + mentionsEnd
	}
	return ""
}

// mentionsOf is the name of the events that a file of mentions belongs to.
func mentionsOf(name string, _ []byte) string {
	if base, ok := strings.CutSuffix(name, mentionsEnd); ok {
		return base + exportEnd
	}
	return ""
}

// Columns of the mentions that are read, of 16.
const (
	mentionEvent      = 0
	mentionConfidence = 11
	mentionColumns    = 16
)

// maxMentions bounds the events whose mentions are held; a file of fifteen
// minutes has a few thousand.
const maxMentions = 500000

// readMentions reads the mentions beside a file of events; nil if there are
// none.
func readMentions(ctx context.Context, in *dataset.Input, w *dataset.Writer) (map[string]int, error) {
	name := mentionsName(in.Base)
	if name == "" {
		return nil, nil
	}
	beside, ok := in.Beside(name)
	if !ok {
		return nil, nil
	}
	text, err := beside.Text()
	if err != nil {
		return nil, err
	}
	defer text.Close()
	best := map[string]int{}
	for row, err := range dataset.NewTable(text, dataset.Dialect{Comma: '\t'}).All() {
		switch {
		case err != nil:
			return nil, err
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case row.Err != nil || strings.TrimSpace(row.Text) == "":
			continue
		case len(row.Fields) != mentionColumns:
			w.Reject(row.Line, "%s: the row has %d columns: GDELT's mentions have %d", beside.Name, len(row.Fields), mentionColumns)
			continue
		}
		percent, err := strconv.Atoi(row.Fields[mentionConfidence])
		if err != nil || percent < 0 || percent > 100 {
			w.Reject(row.Line, "%s: Confidence is %q: expected 0 to 100", beside.Name, row.Fields[mentionConfidence])
			continue
		}
		event := row.Fields[mentionEvent]
		if had, ok := best[event]; ok || len(best) < maxMentions {
			best[strings.Clone(event)] = max(had, percent)
		}
	}
	return best, nil
}

// confidenceOf is how far an event is believed whose surest mention has this
// confidence: at most half, as the check by hand has it.
func confidenceOf(percent int) float64 { return math.Round(10+0.4*float64(percent)) / 100 }

// isGKG tells a record of the Global Knowledge Graph, 2.1 or 1.0.
func isGKG(f []string) bool {
	switch len(f) {
	case 27:
		id, _, ok := strings.Cut(f[0], "-")
		return ok && len(id) == 14 && digits(id)
	case 11:
		return f[0] == "DATE" && f[1] == "NUMARTS" || len(f[0]) == 8 && digits(f[0]) && digits(f[1])
	}
	return false
}

// errGKG says why such files give no claims.
var errGKG = dataset.Errorf("this is GDELT's Global Knowledge Graph: it says which names and themes an article holds, not who did what to whom; load GDELT's events, or the articles themselves")
