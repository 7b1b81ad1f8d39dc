package queries_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"entente/graph"
	"entente/queries"
)

func TestRankActors(t *testing.T) {
	s := memory(t)
	for by, first := range map[string]string{
		"": "Iran", "pagerank": "Democratic Republic of the Congo", "degree": "Iran", "in": "Iran", "out": "Iran", "sources": "Iran",
		"betweenness": "Iran", "brokers": "Iran", "constraint": "Iran",
	} {
		r, err := queries.RankActors(context.Background(), part(t, s, queries.Selection{}), queries.RankOptions{By: by, Limit: 5, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Actors) != 5 || !r.Truncated || r.Total < 40 || r.Sampled != 0 {
			t.Errorf("by %s: %d of %d actors, truncated %v", by, len(r.Actors), r.Total, r.Truncated)
		}
		if r.Actors[0].Label != first {
			t.Errorf("by %s: first comes %s", by, r.Actors[0].Label)
		}
	}
	// Types choose who is shown, not who is measured.
	ctx := context.Background()
	all, _ := queries.RankActors(ctx, part(t, s, queries.Selection{}), queries.RankOptions{})
	people, err := queries.RankActors(ctx, part(t, s, queries.Selection{}), queries.RankOptions{Types: []string{"Person", "Organization"}})
	if err != nil || people.Total == 0 || people.Total >= all.Total {
		t.Fatal(people.Total, all.Total, err)
	}
	for _, a := range people.Actors {
		if a.Type == "State" || a.Type == "Place" {
			t.Errorf("%s is a %s", a.Label, a.Type)
		}
		for _, b := range all.Actors {
			if a.ID == b.ID && a != b && a.Constraint == a.Constraint {
				t.Errorf("%+v among its kind, %+v among all", a, b)
			}
		}
	}
	for want, o := range map[string]queries.RankOptions{"is not known; there are sources": {By: "fame"}, "State": {Types: []string{"Sate"}}} {
		if _, err := queries.RankActors(ctx, part(t, s, queries.Selection{}), o); err == nil || !queries.IsUsage(err) || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

// Two blocs, a torn friend, and one paper that says the same twice.
func TestFindBlocs(t *testing.T) {
	s := open(t, "memstore:")
	load(t, s,
		pair(t, "Aland", "allied-with", "Borduria", "d1", "Post", 0.9),
		pair(t, "Borduria", "trades-with", "Cordia", "d2", "Post", 0.9),
		pair(t, "Cordia", "aids", "Aland", "d3", "Wire", 0.9),
		pair(t, "Drusia", "allied-with", "Estia", "d4", "Post", 0.9),
		pair(t, "Drusia", "attacks", "Aland", "d5", "Post", 0.7),
		pair(t, "Drusia", "attacks", "Aland", "d6", "Post", 0.9),
		pair(t, "Aland", "accuses", "Drusia", "d7", "Wire", 0.9),
		pair(t, "Drusia", "trades-with", "Cordia", "d8", "Post", 0.4),
		pair(t, "Frisia", "borders", "Aland", "d9", "Post", 0.9),
	)
	b, err := queries.FindBlocs(context.Background(), part(t, s, queries.Selection{}), queries.BlocOptions{Seed: 1, Triangles: 5})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, bloc := range b.Blocs {
		var names []string
		for _, m := range bloc.Members {
			names = append(names, fmt.Sprintf("%s %d/%d", m.Label, m.Inside, m.Outside))
		}
		got = append(got, fmt.Sprintf("%d: %s; inside %d, outside %d, conflict %d, foes %v", bloc.Number, strings.Join(names, ", "), bloc.Inside, bloc.Outside, bloc.Conflict, bloc.Foes))
	}
	want := []string{
		"1: Aland 2/0, Borduria 2/0, Cordia 2/1; inside 3, outside 1, conflict 0, foes [{2 2}]",
		"2: Drusia 1/1, Estia 1/0; inside 1, outside 1, conflict 0, foes [{1 2}]",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") || b.Alone != 1 {
		t.Errorf("got %s\nwant %s; %d alone", strings.Join(got, "\n"), strings.Join(want, "\n"), b.Alone)
	}
	if b.Balance.Friends != 1 || b.Balance.TornFriend != 1 || len(b.Triangles) != 1 {
		t.Fatalf("%+v", b.Balance)
	}
	tri := b.Triangles[0]
	var names []string
	for _, a := range tri.Actors {
		names = append(names, a.Label)
	}
	for _, c := range tri.Evidence {
		names = append(names, c.Relation)
	}
	if got := strings.Join(names, " "); got != "Cordia Aland Drusia aids trades-with attacks" && got != "Cordia Aland Drusia aids trades-with accuses" || !tri.Torn() || tri.Support != 1 {
		t.Errorf("%s, torn %v, support %d", got, tri.Torn(), tri.Support)
	}
	for _, c := range tri.Evidence {
		if c.Status != graph.Asserted || c.Quote == "" || c.Relation == "attacks" && c.Confidence != 0.9 {
			t.Errorf("evidence %+v", c)
		}
	}
	// From two sources up only the accusation and the attack are left: they
	// are no two of one relation, so nothing is.
	few, err := queries.FindBlocs(context.Background(), part(t, s, queries.Selection{MinSources: 2}), queries.BlocOptions{})
	if err != nil || len(few.Blocs) != 0 || few.Balance.Pairs != 0 {
		t.Errorf("%+v %v", few, err)
	}
}

// A place is on nobody's side.
func TestBlocsAreOfThoseWhoAct(t *testing.T) {
	s := memory(t)
	b, err := queries.FindBlocs(context.Background(), part(t, s, queries.Selection{}), queries.BlocOptions{Seed: 1, Triangles: 50})
	if err != nil {
		t.Fatal(err)
	}
	for _, bloc := range b.Blocs {
		if len(bloc.Members) < 2 {
			t.Errorf("bloc %d has %d members", bloc.Number, len(bloc.Members))
		}
		for _, m := range bloc.Members {
			switch m.Type {
			case "Place", "Event", "Agreement", "Vessel", "Unit":
				t.Errorf("%s, a %s, is in bloc %d", m.Label, m.Type, bloc.Number)
			}
		}
	}
	for _, tri := range b.Triangles {
		for i, c := range tri.Evidence {
			if c.ID == "" {
				t.Errorf("no evidence for side %d of %v", i, tri.Actors)
			}
		}
	}
}
