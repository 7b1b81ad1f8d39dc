package queries_test

import (
	"context"
	"flag"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/store"
	"entente/queries"
	"entente/schema"
)

var (
	pageClaims = flag.Int("claims", 100_000, "claims of the store that BenchmarkPages asks")
	pageDB     = flag.String("pages", "", "folder to keep that store in between runs")
)

// pageQuads is a graph of n claims as its quads: a tenth as many actors with
// degrees that follow a power law, a hundred claims a source, which names each
// of its actors.
func pageQuads(n int) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		random := rand.New(rand.NewPCG(1, 0))
		actors := n / 10
		pick := func() int { return int(math.Pow(float64(actors), random.Float64())) - 1 }
		relations, types := schema.Builtin().Relations(), []string{"State", "Person", "Company", "Organization", "City"}
		all := func(quads []quad.Quad) bool {
			for _, q := range quads {
				if !yield(q, nil) {
					return false
				}
			}
			return true
		}
		actor := func(i int) graph.Actor {
			label := fmt.Sprintf("%s %d", []string{"Ministry", "Bank", "Général", "Port", "Union"}[i%5], i)
			return graph.Actor{ID: graph.ActorID(label), Label: label, Type: types[i%len(types)]}
		}
		for i := range actors {
			d := graph.Description{Actor: actor(i), Aliases: []string{fmt.Sprintf("M%d", i)}, Codes: []string{fmt.Sprintf("made:%d", i)}}
			if !all(d.Quads(graph.Gazetteer)) {
				return
			}
		}
		for i := 0; i < n; {
			day := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, random.IntN(4300))
			source := graph.Source{ID: fmt.Sprintf("made/%d", i/100), Title: fmt.Sprintf("Report %d", i/100), Publisher: "Made Times", Published: day.Format(time.DateOnly), SHA256: strings.Repeat("0", 64)}
			if !all(source.Quads()) {
				return
			}
			for range 100 {
				s, o := actor(pick()), actor(pick())
				rel := relations[random.IntN(len(relations))]
				c := graph.Claim{Subject: s, Object: o, Relation: rel.Name, Status: graph.Asserted, Source: source, Sentence: i%100 + 1, Confidence: 0.5 + float64(random.IntN(50))/100, Rule: "made",
					Quote: fmt.Sprintf("%s %s %s, it was said in sentence %d.", s.Label, rel.Label, o.Label, i), Time: graph.Day(day.AddDate(0, 0, -random.IntN(30)))}
				if random.IntN(12) == 0 {
					c.Status = graph.Statuses[random.IntN(len(graph.Statuses))]
				}
				c.End = len(c.Quote)
				c.ID = c.Hash()
				for _, a := range []graph.Actor{s, o} {
					d := graph.Description{Actor: a}
					if !all(d.Quads(graph.SourceIRI(source.ID))) {
						return
					}
				}
				if !all(c.Quads()) {
					return
				}
				i++
			}
		}
	}
}

// pageStore is the address of a store of these quads.
func pageStore(b *testing.B) string {
	ctx := context.Background()
	dir := *pageDB
	if dir == "" {
		dir = filepath.Join(b.TempDir(), "pages")
	}
	s, err := store.Open(ctx, "entente:"+dir, store.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	st, err := s.Stats(ctx)
	if err != nil {
		b.Fatal(err)
	}
	if st.Claims == 0 {
		began := time.Now()
		n, err := s.Bulk(ctx, pageQuads(*pageClaims))
		if err != nil {
			b.Fatal(err)
		}
		b.Logf("loaded %d quads in %v", n, time.Since(began))
		if st, err = s.Stats(ctx); err != nil {
			b.Fatal(err)
		}
	}
	b.Logf("%d quads, %d claims, %d actors, %d sources", st.Quads, st.Claims, st.Actors, st.Sources)
	return "entente:" + dir
}

// What the pages of the web console ask for, about the best-connected actor.
// "after a write" is the first time that something is asked of a version.
func BenchmarkPages(b *testing.B) {
	ctx := context.Background()
	s, err := store.Open(ctx, pageStore(b), store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	st, err := s.Stats(ctx)
	if err != nil {
		b.Fatal(err)
	}
	writes := 0
	write := func() {
		writes++
		q := quad.Make(quad.IRI("source:writes"), quad.IRI("ent:note"), quad.Int(time.Now().UnixNano()), quad.IRI("source:writes"))
		if _, _, err := s.AddQuads(ctx, func(yield func(quad.Quad, error) bool) { yield(q, nil) }); err != nil {
			b.Fatal(err)
		}
	}
	for _, c := range []struct {
		name  string
		fresh bool
		ask   func() error
	}{
		{"an actor in most claims", false, func() error {
			p, err := queries.DescribeWith(ctx, s, "actor:ministry-0", queries.DescribeOptions{Ties: 50})
			if err == nil && p.Claims < int(st.Claims)/20 {
				err = fmt.Errorf("%d claims", p.Claims)
			}
			return err
		}},
		{"the same, with all ties", false, func() error {
			_, err := queries.Describe(ctx, s, "actor:ministry-0")
			return err
		}},
		{"an actor of the middle", false, func() error {
			_, err := queries.DescribeWith(ctx, s, "actor:ministry-100", queries.DescribeOptions{Ties: 50})
			return err
		}},
		{"suggestions for one letter", false, func() error { return suggested(s, "g", 10) }},
		{"suggestions for a word", false, func() error { return suggested(s, "gener", 10) }},
		{"suggestions, after a write", true, func() error { return suggested(s, "min", 10) }},
		{"counts", false, func() error { _, err := queries.Stats(ctx, s); return err }},
		{"counts, after a write", true, func() error { _, err := queries.Stats(ctx, s); return err }},
		{"newest sources", false, func() error { _, err := queries.Newest(ctx, s, 10); return err }},
		{"newest sources, after a write", true, func() error { _, err := queries.Newest(ctx, s, 10); return err }},
		{"version", false, func() error { _, err := s.Version(ctx); return err }},
		{"claims of two, sure ones", false, func() error {
			return counted(s, store.Filter{Between: [2]string{"actor:ministry-0", "actor:bank-1"}, MinConfidence: 0.95, NotAfter: "2016-01-01"})
		}},
		{"path, as of a day", false, func() error {
			_, err := s.Path(ctx, "actor:port-9003", "actor:union-8004", store.PathOptions{AsOf: "2020-06-30", MinConfidence: 0.6})
			return err
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if c.fresh {
					b.StopTimer()
					write()
					b.StartTimer()
				}
				if err := c.ask(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func suggested(s *store.Store, prefix string, limit int) error {
	list, err := queries.Suggest(context.Background(), s, prefix, limit)
	if err == nil && len(list) != limit {
		err = fmt.Errorf("%q: %d suggestions", prefix, len(list))
	}
	return err
}

func counted(s *store.Store, f store.Filter) error {
	for _, err := range s.Claims(context.Background(), f) {
		if err != nil {
			return err
		}
	}
	return nil
}
