package queries_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/queries"
)

func TestResolve(t *testing.T) {
	ctx := context.Background()
	for backend, s := range worlds(t) {
		for _, c := range []struct{ name, want string }{
			{"actor:united-states", "actor:united-states"},
			{"United States", "actor:united-states"},
			{"the United States", "actor:united-states"},
			{"US", "actor:united-states"},
			{"u.s.", "actor:united-states"},
			{" Washington ", "actor:united-states"},
			{"IRN", "actor:iran"},
			{"ir", "actor:iran"},
			{"iso3:IRN", "actor:iran"},
			{"iran", "actor:iran"},
			{"TURKIYE", "actor:turkey"},
			{"imo:9111111", "actor:sea-lark"},
			{"9111111", "actor:sea-lark"},
			{"Brazzaville", "actor:roc"},
			{"democratic republic of the congo", "actor:drc"},
		} {
			a, err := queries.Resolve(ctx, s, c.name)
			if err != nil || a.ID != c.want {
				t.Errorf("%s: Resolve(%q) = %s, %v; want %s", backend, c.name, a.ID, err, c.want)
			}
			if a.Label == "" || a.Type == "" {
				t.Errorf("%s: Resolve(%q) gives label %q and type %q", backend, c.name, a.Label, a.Type)
			}
		}
	}
}

func TestResolveUnknown(t *testing.T) {
	ctx, s := context.Background(), memory(t)
	for _, c := range []struct {
		name string
		near []string // ids, the first ones
	}{
		{"Iram", []string{"actor:iran"}},
		{"Phillipines", []string{"actor:philippines"}},
		{"Lavrow", []string{"actor:sergei-lavrov"}},
		{"Untied States", []string{"actor:united-states"}},
		{"qqqqzzzz", nil},
	} {
		_, err := queries.Resolve(ctx, s, c.name)
		var unknown *queries.UnknownNameError
		if !errors.As(err, &unknown) || !queries.IsUsage(err) {
			t.Errorf("Resolve(%q): %v", c.name, err)
			continue
		}
		var near []string
		for _, n := range unknown.Near[:min(len(c.near), len(unknown.Near))] {
			near = append(near, n.Actor.ID)
		}
		if diff := cmp.Diff(c.near, near); diff != "" {
			t.Errorf("near %q: %s", c.name, diff)
		}
		if c.near == nil && len(unknown.Near) > 0 {
			t.Errorf("near %q: %v", c.name, unknown.Near)
		}
		if !strings.Contains(err.Error(), c.name) {
			t.Errorf("the error does not name %q: %v", c.name, err)
		}
	}
	if _, err := queries.Resolve(ctx, s, " "); !queries.IsUsage(err) {
		t.Errorf("a blank name: %v", err)
	}
}

func TestResolveAmbiguous(t *testing.T) {
	ctx, s := context.Background(), memory(t)
	for _, c := range []struct {
		name string
		want []string
	}{
		{"Georgia", []string{"actor:georgia", "actor:georgia-us"}}, // the label of both
		{"Congo", []string{"actor:drc", "actor:roc"}},              // an alias of both; most claims first
	} {
		_, err := queries.Resolve(ctx, s, c.name)
		var e *queries.AmbiguousNameError
		if !errors.As(err, &e) || !queries.IsUsage(err) {
			t.Fatalf("Resolve(%q): %v", c.name, err)
		}
		var got []string
		for _, k := range e.Candidates {
			got = append(got, k.Actor.ID)
			if !strings.Contains(err.Error(), k.Actor.ID) || !strings.Contains(err.Error(), k.Actor.Type) {
				t.Errorf("the error does not show %s with its type: %v", k.Actor.ID, err)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func ExampleAmbiguousNameError() {
	ctx, s := context.Background(), exampleStore()
	defer s.Close()
	_, err := queries.Resolve(ctx, s, "Congo")
	fmt.Println(err)
	_, err = queries.Resolve(ctx, s, "Irn Republic")
	fmt.Println(err)
	_, err = queries.Run(ctx, s, "trade-partner", []string{"Iran"}, queries.Limits{})
	fmt.Println(err)
	_, err = queries.Run(ctx, s, "between", []string{"Iran"}, queries.Limits{})
	fmt.Println(err)
	// Output:
	// "Congo" is the name of 2 actors; give the id of the one you mean:
	//   Democratic Republic of the Congo (actor:drc, State), 4 claims
	//   Republic of the Congo (actor:roc, State), 1 claim
	// no actor is called "Irn Republic" (entente actors lists them)
	// unknown query "trade-partner": did you mean trade-partners?
	// between: B is missing
	// usage: entente query between A B
	// e.g.:  entente query between Iran China
}

func TestRelation(t *testing.T) {
	for _, c := range []struct {
		name, want string
		inverse    bool
	}{
		{"trades-with", "trades-with", false}, {"trades with", "trades-with", false}, {"rel:sanctions", "sanctions", false},
		{"is sanctioned by", "sanctions", true}, {"Is At War With", "at-war-with", false}, {"at war with", "at-war-with", false},
	} {
		r, inverse, err := queries.Relation(c.name)
		if err != nil || r.Name != c.want || inverse != c.inverse {
			t.Errorf("Relation(%q) = %s, %v, %v", c.name, r.Name, inverse, err)
		}
	}
	for name, want := range map[string]string{"sanction": "did you mean sanctions", "xyzzy": "entente schema lists them"} {
		_, _, err := queries.Relation(name)
		if err == nil || !strings.Contains(err.Error(), want) || !queries.IsUsage(err) {
			t.Errorf("Relation(%q): %v", name, err)
		}
	}
}

func TestComplete(t *testing.T) {
	ctx, s := context.Background(), memory(t)
	for _, c := range []struct {
		prefix string
		limit  int
		want   []string
	}{
		{"ira", 9, []string{"Iran", "Iranian foreign ministry", "Iranian nuclear programme", "Iraq"}},
		{"Congo", 9, []string{"Congo"}},
		{"the unit", 2, []string{"United States", "United States Department of the Treasury"}},
		{"actor:ge", 9, []string{"actor:geneva", "actor:georgia", "actor:georgia-us", "actor:germany"}},
		{"zzz", 9, nil},
	} {
		got, err := queries.Complete(ctx, s, c.prefix, c.limit)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" && len(got)+len(c.want) > 0 {
			t.Errorf("%q: %s", c.prefix, diff)
		}
	}
}
