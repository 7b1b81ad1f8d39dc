package main

import (
	"context"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"

	"entente/graph"
	"entente/graph/store"
	"entente/schema"
)

// Graph describes a made graph.
type Graph struct {
	Claims, Actors, PerSource int
	Seed                      uint64
}

// Size gives a graph of n claims in the proportions used for the figures: ten
// claims an actor, a hundred claims a source.
func Size(n int) Graph { return Graph{Claims: n, Actors: max(n/10, 10), PerSource: 100, Seed: 1} }

// Actor is the ID of the i-th actor; low numbers have high degrees.
func Actor(i int) string { return fmt.Sprintf("actor:made-%d", i) }

// Sources makes the graph, source by source.
func (g Graph) Sources() iter.Seq2[graph.Source, []graph.Claim] {
	return func(yield func(graph.Source, []graph.Claim) bool) {
		random := rand.New(rand.NewPCG(g.Seed, 0))
		relations := schema.Builtin().Relations()
		for n := 0; n < g.Claims; n += g.PerSource {
			id := fmt.Sprintf("made/%d", n/g.PerSource)
			s := graph.Source{ID: id, Title: "Made article " + id, Publisher: "Made News", Published: day(random), SHA256: fmt.Sprintf("%064x", n)}
			claims := make([]graph.Claim, 0, g.PerSource)
			for i := range min(g.PerSource, g.Claims-n) {
				claims = append(claims, g.claim(random, relations[random.IntN(len(relations))].Name, s, i))
			}
			if !yield(s, claims) {
				return
			}
		}
	}
}

func (g Graph) claim(random *rand.Rand, relation string, s graph.Source, i int) graph.Claim {
	subject, object := g.pick(random), g.pick(random)
	for object == subject {
		object = random.IntN(g.Actors)
	}
	a, b := made(subject), made(object)
	c := graph.Claim{
		Subject: a, Relation: relation, Object: b, Status: graph.Asserted, Source: s,
		Sentence: i + 1, Start: i * 120, Confidence: 0.5 + float64(random.IntN(50))/100, Rule: "made",
	}
	if random.IntN(10) == 0 {
		c.Status = graph.Planned
	}
	d := day(random)
	c.Time = graph.Time{EDTF: d, Earliest: d, Latest: d}
	c.Quote = fmt.Sprintf("%s %s %s, officials of both sides said on %s (%d).", a.Label, relation, b.Label, d, i)
	c.End = c.Start + len(c.Quote)
	c.Subject.Mention, c.Subject.Start, c.Subject.End = a.Label, c.Start, c.Start+len(a.Label)
	at := c.Start + len(a.Label) + 1 + len(relation) + 1
	c.Object.Mention, c.Object.Start, c.Object.End = b.Label, at, at+len(b.Label)
	c.ID = c.Hash()
	return c
}

// pick draws an actor: the i-th with a chance of about 1/i.
func (g Graph) pick(random *rand.Rand) int {
	return int(math.Pow(float64(g.Actors), random.Float64())) - 1
}

func made(i int) graph.Actor {
	typ := "State"
	if i >= 200 {
		typ = []string{"Person", "Company", "Organization", "City"}[i%4]
	}
	if _, ok := schema.Builtin().Type(typ); !ok {
		typ = "Organization"
	}
	return graph.Actor{ID: Actor(i), Label: fmt.Sprintf("Made %d", i), Type: typ}
}

func day(random *rand.Rand) string {
	return fmt.Sprintf("20%02d-%02d-%02d", 15+random.IntN(11), 1+random.IntN(12), 1+random.IntN(28))
}

// Load stores the graph and returns the number of quads. The gazetteer knows
// every actor, as it does most actors of real articles.
func (g Graph) Load(ctx context.Context, s *store.Store) (int, error) {
	l := s.Loader(store.LoadOptions{Gazetteer: func(id string) (graph.Description, bool) {
		var i int
		if _, err := fmt.Sscanf(id, "actor:made-%d", &i); err != nil {
			return graph.Description{}, false
		}
		return graph.Description{Actor: made(i), Aliases: []string{fmt.Sprintf("M%d", i)}}, true
	}})
	for source, claims := range g.Sources() {
		if err := l.Begin(ctx, source); err != nil {
			return 0, err
		}
		for _, c := range claims {
			if err := l.Claim(ctx, c); err != nil {
				return 0, err
			}
		}
		if err := l.End(ctx); err != nil {
			return 0, err
		}
	}
	quads := 0
	for _, r := range l.Results() {
		if r.Rejected > 0 {
			return 0, fmt.Errorf("source %s: %v", r.Source.ID, l.Rejections()[0].Reason)
		}
		quads += r.QuadsAdded
	}
	return quads, nil
}
