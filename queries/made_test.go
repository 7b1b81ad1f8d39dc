package queries_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/store"
	"entente/queries"
	"entente/schema"
)

var madeDB = flag.String("made", "", "store to keep the made graph of 100,000 claims in between runs of the benchmarks")

// The made graph: claims between actors drawn from a power law, so that the
// first actors are hubs (the first stands in some 10,000 claims).
const (
	madeClaims = 100_000
	madeActors = 5_000
	perSource  = 100 // a source is a transaction, and on bolt a flush to disk
)

// madeGraph loads a graph of n claims. The seed is fixed: the same graph for
// everybody.
func madeGraph(tb testing.TB, s *store.Store, n int) {
	tb.Helper()
	ctx := context.Background()
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.25, 6, madeActors-1)
	relations := schema.Builtin().Relations()
	actor := func(k uint64) graph.Actor {
		label := fmt.Sprintf("Actor %d", k)
		return graph.Actor{ID: graph.ActorID(label), Label: label, Type: "State"}
	}
	describe := func(a graph.Actor) graph.Description {
		return graph.Description{Actor: a, Gazetteer: true, Codes: []string{"made:" + a.Label[6:]}}
	}
	known := map[string]graph.Description{}
	for k := range uint64(madeActors) {
		a := actor(k)
		known[a.ID] = describe(a)
	}
	l := s.Loader(store.LoadOptions{Gazetteer: func(id string) (graph.Description, bool) { d, ok := known[id]; return d, ok }})
	check := func(err error) {
		if err != nil {
			tb.Fatal(err)
		}
	}
	for i := 0; i < n; i += perSource {
		day := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(4300))
		source := graph.Source{ID: fmt.Sprintf("made-%d", i/perSource), Title: fmt.Sprintf("Report %d", i/perSource),
			Publisher: "Made Times", Published: day.Format(time.DateOnly), SHA256: strings.Repeat("0", 64)}
		check(l.Begin(ctx, source))
		for k := i; k < i+perSource; k++ {
			subject, object := zipf.Uint64(), zipf.Uint64()
			if subject == object {
				object = (object + 1) % madeActors
			}
			s, o := actor(subject), actor(object)
			rel := relations[r.IntN(len(relations))]
			c := graph.Claim{Subject: s, Object: o, Relation: rel.Name, Status: graph.Asserted, Source: source, Sentence: k%perSource + 1,
				Quote: fmt.Sprintf("In sentence %d %s %s %s, as it was said on %s.", k, s.Label, rel.Label, o.Label, day.Format("2 January")),
				Time:  graph.Day(day.AddDate(0, 0, -r.IntN(30))), Confidence: 0.5 + float64(r.IntN(50))/100, Rule: "made"}
			if r.IntN(12) == 0 {
				c.Status = graph.Statuses[r.IntN(len(graph.Statuses))]
			}
			if r.IntN(3) == 0 {
				speaker := actor(zipf.Uint64())
				c.Speaker = &speaker
			}
			c.Start, c.End = 0, len(c.Quote)
			c.ID = c.Hash()
			check(l.Claim(ctx, c))
		}
		check(l.End(ctx))
	}
}

var made struct {
	sync.Mutex
	bolt *store.Store
}

// madeBolt is the made graph on bolt; loading it takes a minute, so the
// benchmarks of one run share it, and with -made further runs too.
func madeBolt(b *testing.B) *store.Store {
	made.Lock()
	defer made.Unlock()
	if made.bolt != nil {
		return made.bolt
	}
	path := *madeDB
	if path == "" {
		path = filepath.Join(b.TempDir(), "made.db")
	}
	ctx := context.Background()
	s, err := store.Open(ctx, "bolt:"+path, store.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	st, err := s.Stats(ctx)
	if err != nil {
		b.Fatal(err)
	}
	if st.Claims == 0 {
		start := time.Now()
		madeGraph(b, s, madeClaims)
		b.Logf("made %d claims in %v", madeClaims, time.Since(start))
	}
	if *madeDB != "" {
		made.bolt = s
	}
	return s
}

// madeArgs are arguments for a query on the made graph. rank 0 is the hub.
func madeArgs(q queries.Query, rank int) []string {
	var args []string
	for i, p := range q.Params {
		switch p.Type {
		case queries.DateParam:
			args = append(args, "2026")
		case queries.RelationParam:
			args = append(args, "trades-with")
		default:
			args = append(args, fmt.Sprintf("actor:actor-%d", rank+i))
		}
	}
	return args
}

// The bar: no canned query takes more than a second, whatever it is asked about.
func BenchmarkCatalog(b *testing.B) {
	s := madeBolt(b)
	ctx := context.Background()
	for _, q := range queries.Catalog() {
		for _, at := range []struct {
			name string
			rank int
		}{{"hub", 0}, {"tail", 500}} {
			b.Run(q.Name+"/"+at.name, func(b *testing.B) {
				rows := 0
				for b.Loop() {
					r, err := queries.Run(ctx, s, q.Name, madeArgs(q, at.rank), queries.Limits{})
					if err != nil {
						b.Fatal(err)
					}
					rows = len(r.Rows)
				}
				b.ReportMetric(float64(rows), "rows")
			})
		}
	}
}

func BenchmarkQuestions(b *testing.B) {
	s := madeBolt(b)
	ctx := context.Background()
	for _, c := range []struct {
		name string
		ask  func() error
	}{
		{"Resolve", func() error { _, err := queries.Resolve(ctx, s, "the actor 17"); return err }},
		{"ResolveUnknown", func() error {
			if _, err := queries.Resolve(ctx, s, "Aktor 170"); !queries.IsUsage(err) {
				return fmt.Errorf("got %v", err)
			}
			return nil
		}},
		{"DescribeHub", func() error { _, err := queries.Describe(ctx, s, "Actor 0"); return err }},
		{"DescribeTail", func() error { _, err := queries.Describe(ctx, s, "Actor 500"); return err }},
		{"WhyHubs", func() error { _, err := queries.Why(ctx, s, "Actor 0", "any", "Actor 1"); return err }},
		{"WhyTail", func() error { _, err := queries.Why(ctx, s, "Actor 500", "any", "Actor 0"); return err }},
		{"PathTail", func() error {
			_, err := queries.Path(ctx, s, "Actor 4000", "Actor 4001", store.PathOptions{K: 3})
			return err
		}},
		{"ActorsPattern", func() error { _, err := queries.Actors(ctx, s, "actor 17", queries.ActorOptions{}); return err }},
		{"ActorsAll", func() error {
			_, err := queries.Actors(ctx, s, "", queries.ActorOptions{Limit: 20})
			return err
		}},
		{"Complete", func() error { _, err := queries.Complete(ctx, s, "actor 17", 20); return err }},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if err := c.ask(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
