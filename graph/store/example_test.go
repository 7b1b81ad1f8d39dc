package store_test

import (
	"context"
	"fmt"
	"log"

	"entente/graph"
	"entente/graph/store"
)

// A source is loaded whole, and asked about in three ways.
func Example() {
	ctx := context.Background()
	s, err := store.Open(ctx, "memstore:", store.Options{Create: true})
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()

	l := s.Loader(store.LoadOptions{})
	source := graph.Source{ID: "daily-2026-11-20", Title: "Ministers meet", SHA256: "4f0c"}
	if err := l.Begin(ctx, source); err != nil {
		log.Fatal(err)
	}
	for _, fact := range []string{"iran trades-with china", "china allied-with russia"} {
		if err := l.Claim(ctx, claim(source.ID, fact)); err != nil {
			log.Fatal(err)
		}
	}
	if err := l.End(ctx); err != nil {
		log.Fatal(err)
	}
	fmt.Println("added:", l.Results()[0].Added)

	for c, err := range s.Claims(ctx, store.Filter{Subjects: []string{"actor:iran"}}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s %s %s: %q\n", c.Subject.Label, c.Relation, c.Object.Label, c.Quote)
	}
	routes, err := s.Path(ctx, "actor:russia", "actor:iran", store.PathOptions{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(trail(routes[0]))
	answer, err := s.Gizmo(ctx, `g.V("<actor:iran>").out("<rel:trades-with>").out("<rel:allied-with>").all()`, store.Limits{Rows: 10})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(answer.Rows[0].Tags["id"])
	// Output:
	// added: 2
	// Iran trades-with China: "Iran trades-with China."
	// russia <allied-with- china <trades-with- iran
	// actor:russia
}
