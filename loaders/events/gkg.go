package events

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
)

// GDELT's Global Knowledge Graph says which names, themes and numbers an
// article holds. That two names stand in one article is no relation between
// them, and its counts (17 killed in a place) name nobody who did it: of its
// own it gives no claim.
//
// What it adds to events is read where it lies beside them: an event of which
// the article counts one number of the killed, injured, arrested or
// protesting, in the country where the event was, has that number as amount.

// gkgColumns are those of version 2.1.
var gkgColumns = func() []dataset.Column {
	columns := []dataset.Column{{Name: "V2DOCUMENTIDENTIFIER"}, {Name: "V1COUNTS"}}
	for why, names := range map[string]string{
		"of the record":                         "GKGRECORDID V2.1DATE V2SOURCECOLLECTIONIDENTIFIER V2SOURCECOMMONNAME V2.1TRANSLATIONINFO V2EXTRASXML",
		"says again, with places in a text":     "V2.1COUNTS",
		"that an article holds it is no claim":  "V1THEMES V2ENHANCEDTHEMES V1LOCATIONS V2ENHANCEDLOCATIONS V1PERSONS V2ENHANCEDPERSONS V1ORGANIZATIONS V2ENHANCEDORGANIZATIONS V2.1ENHANCEDDATES V2.1ALLNAMES V2.1AMOUNTS",
		"of the article's tone":                 "V1.5TONE V2GCAM",
		"names nobody who says it":              "V2.1QUOTATIONS",
		"pictures and films beside the article": "V2.1SHARINGIMAGE V2.1RELATEDIMAGES V2.1SOCIALIMAGEEMBEDS V2.1SOCIALVIDEOEMBEDS",
	} {
		for name := range strings.FieldsSeq(names) {
			columns = append(columns, dataset.Column{Name: name, LeftOut: why})
		}
	}
	slices.SortStableFunc(columns, func(a, b dataset.Column) int { return cmp.Compare(a.LeftOut, b.LeftOut) })
	return columns
}()

const (
	gkgDocument = 4
	gkgCounts   = 5
	gkgWidth    = 27
)

// maxArticles bounds the articles whose counts are held.
const maxArticles = 200000

// gkgKinds are the counts that are read, and the units of their amounts.
var gkgKinds = map[string]string{"KILL": "deaths", "WOUND": "injured", "ARREST": "arrested", "PROTEST": "protesters"}

// gkgOf are the kinds of counts that an event of a relation may be of.
var gkgOf = map[string]string{
	"kills": "KILL", "attacks": "KILL", "clashes-with": "KILL", "at-war-with": "KILL",
	"injures": "WOUND", "arrests": "ARREST", "protests-against": "PROTEST",
}

// gkgCount is a kind of count and the country it is of.
type gkgCount struct{ kind, country string }

// several stands for numbers that contradict each other.
const several = -1

// readGKG reads the records beside a file of events: what each article counts.
func readGKG(ctx context.Context, in *dataset.Input, w *dataset.Writer) (map[string]map[gkgCount]float64, error) {
	articles := map[string]map[gkgCount]float64{}
	_, err := rowsBeside(ctx, in, gkgEnd, func(name string, row *dataset.Row) error {
		if len(row.Fields) != gkgWidth {
			w.Reject(row.Line, "%s: the row has %d columns: GDELT's knowledge graph has %d", name, len(row.Fields), gkgWidth)
			return nil
		}
		counts := gkgNumbers(row.Fields[gkgCounts])
		if len(counts) > 0 && len(articles) < maxArticles {
			articles[strings.Clone(row.Fields[gkgDocument])] = counts
		}
		return nil
	})
	return articles, err
}

// gkgNumbers reads a cell of counts, KILL#17##2#New York, United States#US#…;
// one number of a kind and country, or several.
func gkgNumbers(cell string) map[gkgCount]float64 {
	var counts map[gkgCount]float64
	for part := range strings.SplitSeq(cell, ";") {
		f := strings.Split(part, "#")
		if len(f) < 6 || gkgKinds[f[0]] == "" || f[5] == "" {
			continue
		}
		n, err := strconv.Atoi(f[1])
		if err != nil || n <= 0 {
			continue
		}
		if counts == nil {
			counts = map[gkgCount]float64{}
		}
		c := gkgCount{strings.Clone(f[0]), strings.Clone(f[5])}
		if had, ok := counts[c]; ok && had != float64(n) {
			counts[c] = several
		} else {
			counts[c] = float64(n)
		}
	}
	return counts
}

// amount is the number that an event's article counts; nil if it counts none,
// or several.
func (g *gdelt) amount(relation, article, country string) *graph.Amount {
	kind := gkgOf[relation]
	n := g.articles[article][gkgCount{kind, country}]
	if kind == "" || n <= 0 {
		return nil
	}
	return &graph.Amount{Value: n, Unit: gkgKinds[kind]}
}

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
var errGKG = dataset.Errorf("this is GDELT's Global Knowledge Graph: it says which names and themes an article holds, not who did what to whom; its counts are read where it lies beside the events and is called as they are (….gkg.csv beside ….export.CSV)")
