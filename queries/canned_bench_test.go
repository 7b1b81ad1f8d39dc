package queries_test

import (
	"context"
	"flag"
	"strings"
	"testing"

	"entente/graph/store"
	"entente/queries"
)

var cannedAbout = flag.String("about", "Ministry 0,Bank 1", "the two actors that BenchmarkCanned asks about; the first two are the best-connected")

// Every canned query about two actors of the store of [BenchmarkPages], opened
// anew for each, as the command line does:
//
//	go test ./queries -run '^$' -bench Canned -claims 550000 -pages /tmp/made
func BenchmarkCanned(b *testing.B) {
	ctx := context.Background()
	dir := pageStore(b)
	for _, q := range queries.Catalog() {
		b.Run(q.Name, func(b *testing.B) {
			rows := 0
			for b.Loop() {
				s, err := store.Open(ctx, dir, store.Options{ReadOnly: true})
				if err != nil {
					b.Fatal(err)
				}
				r, err := queries.Run(ctx, s, q.Name, cannedArgs(q), queries.Limits{})
				if err != nil {
					b.Fatal(err)
				}
				rows = len(r.Rows)
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}

// cannedArgs are arguments for a query about those two.
func cannedArgs(q queries.Query) []string {
	actors := strings.Split(*cannedAbout, ",")
	var given []string
	for _, p := range q.Params {
		switch p.Type {
		case queries.ActorParam:
			given, actors = append(given, actors[0]), actors[1:]
		case queries.DateParam:
			given = append(given, "2020-01-01")
		default:
			given = append(given, "sanctions")
		}
	}
	return given
}
