package export

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

// chance makes claims by chance: with parallel and symmetric edges, spells,
// amounts, repeated claims, ended ones, and labels that files must escape.
func chance(n, actors int, seed uint64) []graph.Claim {
	r := rand.New(rand.NewPCG(seed, 2))
	relations := []string{"trades-with", "sanctions", "meets", "exports-to", "unheard-of", "borders"}
	labels := []string{"Aland & Co", `"Borduria" <x>`, "Çédille", "]]>", "x\x00y", ""}
	actor := func() graph.Actor {
		i := r.IntN(actors) * r.IntN(actors) / actors
		return graph.Actor{ID: fmt.Sprintf("actor:%s-%d", []string{"a", "b", "ü", "a-b"}[i%4], i), Label: labels[i%len(labels)], Type: []string{"State", "Person", ""}[i%3]}
	}
	var claims []graph.Claim
	for i := range n {
		c := graph.Claim{ID: fmt.Sprintf("claim:%x", r.Uint64()), Subject: actor(), Object: actor(), Relation: relations[r.IntN(len(relations))], Status: graph.Statuses[r.IntN(5)%4],
			Sentence: i, Start: r.IntN(99), End: 99, Quote: strings.Repeat("so be it\n", r.IntN(4)), Confidence: float64(r.IntN(5)) / 4, Rule: "r",
			Source: graph.Source{ID: fmt.Sprint("doc-", r.IntN(30)), Publisher: []string{"Post", "Wire", ""}[r.IntN(3)], Published: []string{"2026-01-01", ""}[r.IntN(2)], SHA256: "0"}}
		if r.IntN(2) == 0 {
			y := 1990 + r.IntN(30)
			c.Time, _ = graph.ParseTime([]string{fmt.Sprint(y), fmt.Sprintf("%d/..", y), fmt.Sprintf("../%d", y), fmt.Sprintf("%d-03-02", y)}[r.IntN(4)])
		}
		if r.IntN(3) == 0 {
			c.Amount = &graph.Amount{Value: r.Float64() * 1e9, Unit: []string{"USD", ""}[r.IntN(2)]}
			c.Place = &graph.Actor{ID: "actor:p", Label: "Port", Type: "Place"}
		}
		if r.IntN(9) == 0 {
			c.Ended = "2025-01-01"
		}
		claims = append(claims, c)
		if r.IntN(9) == 0 {
			claims = append(claims, c)
		}
	}
	return claims
}

func listed(claims []graph.Claim) iter.Seq2[graph.Claim, error] {
	return func(yield func(graph.Claim, error) bool) {
		for _, c := range claims {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// A graph that is sorted on the disk is written byte by byte as one that is
// held in memory.
func TestSortedAsHeld(t *testing.T) {
	describe := func(_ context.Context, id string) (graph.Description, error) {
		if id == "actor:a-0" {
			return graph.Description{Actor: graph.Actor{ID: id, Label: "Known", Type: "State"}, Codes: []string{"iso3:AAA"}}, nil
		}
		return graph.Description{}, nil
	}
	most := 3000
	if testing.Short() {
		most = 1000 // ten heaps on the disk
	}
	for _, format := range []Format{gexf, graphml, dot, cytoscape} {
		for seed := range uint64(4) {
			claims := chance([]int{0, 1, 300, most}[seed], []int{2, 2, 40, most / 15}[seed], seed)
			for _, o := range []Options{
				{}, {PerClaim: true, Title: "T"}, {Statuses: graph.Statuses, Fixed: map[string]Point{"actor:a-0": {12, 34.567}}},
			} {
				o.Measures = MeasureNone
				in := Input{Claims: listed(claims), Actor: describe}
				var held, sorted bytes.Buffer
				if err := format.Write(context.Background(), &held, in, o); err != nil {
					t.Fatal(err)
				}
				o.limits.claims, o.limits.chunk = 1, 100
				in.AnyOrder = listed(backwards(claims))
				if err := format.Write(context.Background(), &sorted, in, o); err != nil {
					t.Fatal(err)
				}
				if held.String() != sorted.String() {
					t.Fatalf("%s, %d claims, %+v: %s", format.Name, len(claims), o, cmp.Diff(held.String(), sorted.String()))
				}
			}
		}
	}
}

func backwards(claims []graph.Claim) []graph.Claim {
	var b []graph.Claim
	for i := range claims {
		b = append(b, claims[len(claims)-1-i])
	}
	return b
}

// Above the layout's limits an actor is where its ID says.
func TestSortedWithoutLayout(t *testing.T) {
	claims := chance(200, 30, 1)
	for _, l := range []limits{{claims: 1, nodes: 5}, {claims: 1, pairs: 5}} {
		var out bytes.Buffer
		o := Options{limits: l, Seed: 3}
		if err := gexf.Write(context.Background(), &out, Input{Claims: listed(claims)}, o); err != nil {
			t.Fatal(err)
		}
		n := strings.Count(out.String(), "<node ")
		p := afar(start("actor:a-0", 3), n)
		want := fmt.Sprintf(`<viz:position x="%s" y="%s"/>`, coordinate(round(p.x)), coordinate(-round(p.y)))
		if !strings.Contains(out.String(), want) {
			t.Errorf("%+v: %s is not there", l, want)
		}
	}
}

// Faults end it, and leave no files.
func TestSortedFaults(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	claims := chance(3000, 300, 1)
	bad := errors.New("the store is gone")
	broken := func(after int) iter.Seq2[graph.Claim, error] {
		return func(yield func(graph.Claim, error) bool) {
			for i, c := range claims {
				if i == after {
					yield(graph.Claim{}, bad)
					return
				}
				if !yield(c, nil) {
					return
				}
			}
		}
	}
	o := Options{limits: limits{claims: 1, chunk: 100}}
	for _, after := range []int{0, 1, 100, 2999} {
		in := Input{Claims: broken(after)}
		if err := gexf.Write(context.Background(), &bytes.Buffer{}, in, o); !errors.Is(err, bad) {
			t.Errorf("after %d claims: %v", after, err)
		}
	}
	for _, after := range []int{0, 2000} {
		ctx, stop := context.WithCancel(context.Background())
		in := Input{Claims: func(yield func(graph.Claim, error) bool) {
			for i, c := range claims {
				if i == after {
					stop()
				}
				if !yield(c, nil) {
					return
				}
			}
		}}
		if err := gexf.Write(ctx, &bytes.Buffer{}, in, o); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled after %d: %v", after, err)
		}
		stop()
	}
	unknown := Input{Claims: listed(claims), Actor: func(_ context.Context, id string) (graph.Description, error) {
		return graph.Description{}, bad
	}}
	for _, format := range []Format{gexf, dot} {
		if err := format.Write(context.Background(), &bytes.Buffer{}, unknown, o); !errors.Is(err, bad) {
			t.Errorf("%s: an actor that cannot be looked up: %v", format.Name, err)
		}
	}
	if err := gexf.Write(context.Background(), full{}, Input{Claims: listed(claims)}, o); err == nil {
		t.Errorf("a full disk: %v", err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	t.Setenv("TMPDIR", os.Args[0]) // no folder
	if err := gexf.Write(context.Background(), &bytes.Buffer{}, Input{Claims: listed(claims)}, o); err == nil {
		t.Error("goes on without a folder for temporary files")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }
