package export_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/export"
)

func ExampleFind() {
	f, _ := export.Find("gexf")
	fmt.Println(f.Ext, f.MIME)
	_, err := export.Find("graphm")
	fmt.Println(err)
	// Output:
	// .gexf application/gexf+xml
	// unknown format "graphm": did you mean graphml?
}

func ExampleFormat() {
	claim := graph.Claim{
		Subject:  graph.Actor{ID: "actor:oman", Label: "Oman", Type: "State"},
		Relation: "hosts",
		Object:   graph.Actor{ID: "actor:iran", Label: "Iran", Type: "State"},
		Status:   graph.Asserted, Source: graph.Source{ID: "a.txt"}, Quote: "Oman hosted Iran.", End: 17, Confidence: 1,
	}
	claim.ID = claim.Hash()
	in := export.Input{Claims: func(yield func(graph.Claim, error) bool) { yield(claim, nil) }}
	f, _ := export.Find("nquads")
	var b strings.Builder
	if err := f.Write(context.Background(), &b, in, export.Options{}); err != nil {
		fmt.Println(err)
	}
	for line := range strings.Lines(b.String()) {
		if strings.Contains(line, "/rel/hosts> <https://entente.example/actor/") {
			fmt.Fprint(os.Stdout, line)
		}
	}
	// Output:
	// <https://entente.example/actor/oman> <https://entente.example/rel/hosts> <https://entente.example/actor/iran> <https://entente.example/claim/da8702af898f536f2ed23a19> .
}

func TestFind(t *testing.T) {
	for name, want := range map[string]string{"GEXF": "gexf", "nq": "nquads", " svg ": "svg", "gv": "dot", "jsonld": "jsonld"} {
		if f, err := export.Find(name); err != nil || f.Name != want {
			t.Errorf("Find(%q) = %s, %v", name, f.Name, err)
		}
	}
	for name, want := range map[string]string{"nquad": "did you mean nquads?", "xlsx": "must be one of nquads, trig, turtle", "": "must be one of"} {
		if _, err := export.Find(name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Find(%q): %v, want %q", name, err, want)
		}
	}
}

func TestTableIsWhole(t *testing.T) {
	names := map[string]bool{}
	for _, f := range export.All() {
		if names[f.Name] || names[f.Ext] || f.Write == nil || f.Title == "" || !strings.Contains(f.MIME, "/") || !strings.HasPrefix(f.Ext, ".") {
			t.Errorf("row %+v", f)
		}
		names[f.Name], names[f.Ext] = true, true
	}
}

func TestErrorsReachTheCaller(t *testing.T) {
	if testing.Short() { // as the race detector's run is
		t.Skip("does one thing after the other")
	}
	claims, broken := fixture(t), errors.New("the disk is on fire")
	bare := fixture(t)
	for i := range bare {
		bare[i].Subject.Label, bare[i].Source = "", graph.Source{ID: bare[i].Source.ID}
	}
	for _, f := range export.All() {
		for name, in := range map[string]export.Input{
			"claims": {Claims: func(yield func(graph.Claim, error) bool) { _ = yield(claims[0], nil) && yield(graph.Claim{}, broken) }},
			"actor":  {Claims: sequence(bare), Actor: func(context.Context, string) (graph.Description, error) { return graph.Description{}, broken }},
			"source": {Claims: sequence(bare), Source: func(context.Context, string) (graph.Source, error) { return graph.Source{}, broken }},
		} {
			if err := f.Write(context.Background(), io.Discard, in, export.Options{}); !errors.Is(err, broken) {
				t.Errorf("%s: an error from %s became %v", f.Name, name, err)
			}
		}
		done, cancel := context.WithCancel(context.Background())
		cancel()
		if err := f.Write(done, io.Discard, input(claims), export.Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: cancelled, and returned %v", f.Name, err)
		}
		if err := f.Write(context.Background(), full{broken}, input(claims), export.Options{}); !errors.Is(err, broken) {
			t.Errorf("%s: a full disk became %v", f.Name, err)
		}
	}
}

// full is a disk without room.
type full struct{ error }

func (f full) Write([]byte) (int, error) { return 0, f.error }

// TestLookups shows that what claims leave out is filled in from the store.
func TestLookups(t *testing.T) {
	claims := fixture(t)
	for i := range claims {
		c := &claims[i]
		c.Subject.Label, c.Subject.Type, c.Object.Label, c.Object.Type = "", "", "", ""
		c.Source = graph.Source{ID: c.Source.ID}
	}
	in := input(claims)
	in.Source = func(_ context.Context, id string) (graph.Source, error) {
		for _, a := range articles {
			if a.source.ID == id {
				return a.source, nil
			}
		}
		return graph.Source{}, nil
	}
	for _, f := range export.All() {
		doc := readable(t, f.Name, write(t, f.Name, in, export.Options{}))
		for _, want := range []string{"Rapid Support Forces", "Gulf Ledger"} {
			if !strings.Contains(doc, want) && f.Name != "png" { // which is dots

				t.Errorf("%s: %s was not looked up", f.Name, want)
			}
		}
	}
	if claims[0].Subject.Label != "" {
		t.Error("the caller's claims were changed")
	}
}

// TestStreams shows that formats of claims write while they read, in the last
// of their passes over the claims.
func TestStreams(t *testing.T) {
	if testing.Short() { // as the race detector's run is
		t.Skip("does one thing after the other")
	}
	n := 20_000
	claims := made(n)
	slices.SortFunc(claims, func(a, b graph.Claim) int { return strings.Compare(a.ID, b.ID) })
	for name, passes := range map[string]int{"nquads": 2, "trig": 2, "turtle": 2, "rdfstar": 2, "jsonld": 2, "jsonl": 1, "csv": 1, "neo4j": 2, "ftm": 2, "stix": 2} {
		var out counter
		pass := 0
		in := export.Input{Claims: func(yield func(graph.Claim, error) bool) {
			pass++
			for i, c := range claims {
				if pass == passes && i == n/2 && out == 0 {
					t.Errorf("%s: %d claims read and nothing written", name, i)
				}
				if !yield(c, nil) {
					return
				}
			}
		}}
		f, err := export.Find(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Write(context.Background(), &out, in, export.Options{Measures: export.MeasureNone}); err != nil {
			t.Fatal(err)
		}
		if pass != passes || int(out) < 26*n {
			t.Errorf("%s: %d passes, %d bytes", name, pass, out)
		}
	}
}

// counter counts what is written to it.
type counter int

func (c *counter) Write(b []byte) (int, error) { *c += counter(len(b)); return len(b), nil }

func TestUnknownActorsAndRelations(t *testing.T) {
	claims := fixture(t)[:3]
	for i := range claims {
		claims[i].Subject = graph.Actor{ID: "actor:nobody-knows"}
		claims[i].Relation, claims[i].Status = "waves-at", graph.Asserted
	}
	for _, f := range export.All() {
		doc := readable(t, f.Name, write(t, f.Name, export.Input{Claims: sequence(claims)}, export.Options{}))
		if f.Name == "png" {
			continue // dots
		}
		if doc = strings.ReplaceAll(strings.ToLower(doc), "_", "-"); !strings.Contains(doc, "nobody-knows") || !strings.Contains(strings.ReplaceAll(doc, "-", " "), "waves at") {
			t.Errorf("%s: dropped what the vocabulary does not know", f.Name)
		}
	}
}

func TestOnlyAssertedClaimsAreEdges(t *testing.T) {
	in := input(fixture(t))
	for f, want := range map[string]string{"gexf": "threatens (denied)", "graphml": "threatens (denied)", "cytoscape": "threatens (denied)", "dot": "threatens (denied)", "mermaid": "threatens (denied)",
		"svg": "threatens (denied)", "html": "threatens (denied)", "neo4j": "THREATENS_DENIED", "stix": `"threatens-denied"`, "ftm": "threatens (subject to object) (denied)"} {
		if doc := readable(t, f, write(t, f, in, export.Options{})); strings.Contains(strings.ToLower(doc), "threatens") {
			t.Errorf("%s: a denied claim is an edge", f)
		}
		if doc := readable(t, f, write(t, f, in, export.Options{Statuses: graph.Statuses})); !strings.Contains(doc, want) {
			t.Errorf("%s: a denied claim that was asked for is left out, or not marked", f)
		}
	}
	for _, f := range []string{"nquads", "trig", "turtle", "rdfstar", "jsonld", "csv", "parquet", "jsonl"} {
		if doc := readable(t, f, write(t, f, in, export.Options{})); !strings.Contains(doc, "threatens") {
			t.Errorf("%s: a denied claim is left out", f)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		claims := made(n)
		for _, f := range export.All() {
			b.Run(fmt.Sprintf("%s/%d", f.Name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if err := f.Write(context.Background(), io.Discard, export.Input{Claims: sequence(claims)}, export.Options{}); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "claims/s")
			})
		}
	}
}
