package queries_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/queries"
	"entente/schema"
)

func TestSuggest(t *testing.T) {
	ctx := context.Background()
	for backend, s := range worlds(t) {
		for _, c := range []struct {
			prefix string
			limit  int
			want   []string
		}{
			{"ira", 2, []string{"actor:iran label Iran 21", "actor:foreign-ministry-of-iran alias Iranian foreign ministry 2"}},
			{"iran", 1, []string{"actor:iran label Iran 21"}},
			{"congo", 5, []string{"actor:drc alias Congo 4", "actor:roc alias Congo 1"}},
			{"TÜRKI", 2, []string{"actor:turkey alias Türkiye 5"}},
			{"turkiye", 2, []string{"actor:turkey alias Türkiye 5"}},
			{"foreign min", 1, []string{"actor:foreign-ministry-of-iran label Foreign Ministry of Iran 2"}},
			{"IRN", 2, []string{"actor:iran code iso3:IRN 21"}},
			{"actor:iraq", 5, []string{"actor:iraq id actor:iraq 1"}},
			{"", 1, []string{"actor:iran label Iran 21"}},
			{"o", 2, []string{"actor:iran alias Islamic Republic of Iran 21", "actor:united-states alias United States of America 16"}},
			{"zzz", 5, nil},
			{"!", 5, nil},
			{"iran", 0, nil},
		} {
			list, err := queries.Suggest(ctx, s, c.prefix, c.limit)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, x := range list {
				got = append(got, fmt.Sprintf("%s %s %s %d", x.Actor.ID, x.Kind, x.Name, x.Claims))
				// The label is what means the actor, and whose it is can be told.
				a, err := queries.Resolve(ctx, s, x.Actor.Label)
				if alone := err == nil && a.ID == x.Actor.ID; alone != x.Alone {
					t.Errorf("%s: %s alone: %v, want %v", backend, x.Actor.ID, x.Alone, alone)
				}
				if d, err := s.Actor(ctx, x.Actor.ID); err != nil {
					t.Error(err)
				} else if of, _ := s.Actor(ctx, d.Within); of.Actor.Label != x.Within {
					t.Errorf("%s: %s is within %q, want %q", backend, x.Actor.ID, x.Within, of.Actor.Label)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s: %q:\n%s", backend, c.prefix, diff)
			}
		}
	}
}

func TestNewest(t *testing.T) {
	ctx := context.Background()
	for backend, s := range worlds(t) {
		all, err := queries.Newest(ctx, s, 0)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for range s.Sources(ctx) {
			n++
		}
		if len(all) != n {
			t.Errorf("%s: %d sources of %d", backend, len(all), n)
		}
		claims := int64(0)
		for i, c := range all {
			claims += c.Claims
			if i > 0 && (all[i-1].Published < c.Published || all[i-1].Published == c.Published && all[i-1].ID >= c.ID) {
				t.Errorf("%s: %s of %q comes after %s of %q", backend, c.ID, c.Published, all[i-1].ID, all[i-1].Published)
			}
		}
		st, err := queries.Stats(ctx, s)
		if err != nil || claims != st.Claims {
			t.Errorf("%s: the sources have %d claims of %d: %v", backend, claims, st.Claims, err)
		}
		two, err := queries.Newest(ctx, s, 2)
		if diff := cmp.Diff(all[:2], two); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", backend, err, diff)
		}
	}
}

// A version names what the store holds, and what is remembered of it is not
// used for another.
func TestVersion(t *testing.T) {
	ctx := context.Background()
	for backend, s := range worlds(t) {
		version := func() string {
			v, err := s.Version(ctx)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		first := version()
		if again := version(); again != first {
			t.Errorf("%s: %s, then %s", backend, first, again)
		}
		before, err := queries.Stats(ctx, s)
		if err != nil {
			t.Fatal(err)
		}
		sources, err := queries.Newest(ctx, s, 1)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.RemoveSource(ctx, sources[0].ID); err != nil {
			t.Fatal(err)
		}
		if version() == first {
			t.Errorf("%s: the version is the same after a write", backend)
		}
		after, err := queries.Stats(ctx, s)
		if err != nil || after.Sources != before.Sources-1 {
			t.Errorf("%s: %d sources, %d after one was removed: %v", backend, before.Sources, after.Sources, err)
		}
		if list, err := queries.Suggest(ctx, s, "", 1000); err != nil || len(list) != int(after.Actors) {
			t.Errorf("%s: %d actors of %d: %v", backend, len(list), after.Actors, err)
		}
	}
}

func TestDescribeWithFewTies(t *testing.T) {
	ctx := context.Background()
	for _, s := range worlds(t) {
		all, err := queries.Describe(ctx, s, "Iran")
		if err != nil {
			t.Fatal(err)
		}
		few, err := queries.DescribeWith(ctx, s, "Iran", queries.DescribeOptions{Ties: 1})
		if err != nil {
			t.Fatal(err)
		}
		for i, g := range all.Groups {
			if g.Total != len(g.Ties) {
				t.Errorf("%s: %d of %d ties", g.Name, len(g.Ties), g.Total)
			}
			all.Groups[i].Ties = g.Ties[:1]
		}
		if diff := cmp.Diff(all, few); diff != "" {
			t.Error(diff)
		}
		months := int64(0)
		for _, m := range all.Months {
			months += m.N
		}
		if months == 0 || months > int64(all.Claims) {
			t.Errorf("%d claims, of which %d in %v", all.Claims, months, all.Months)
		}
	}
}

// What is narrowed is counted as one who reads the chosen claims counts them.
func TestDescribeNarrowed(t *testing.T) {
	ctx := context.Background()
	for _, s := range worlds(t) {
		for _, only := range []queries.Selection{
			{}, {AsOf: "2024-06"}, {AsOf: "2025"}, {Since: "2025", Until: "2025-06"}, {Since: "2026-02-01"}, {MinConfidence: 0.85}, {MinSources: 2}, {AsOf: "2025", MinSources: 2}, {AsOf: "1999"},
		} {
			for _, name := range []string{"Iran", "US", "Russia", "M23", "Oman"} {
				p, err := queries.DescribeWith(ctx, s, name, queries.DescribeOptions{Only: only})
				if err != nil {
					t.Fatal(err)
				}
				sel := only
				sel.Actor = p.Description.Actor.ID
				claims := 0
				publishers, ties := map[string]bool{}, map[string]map[string]bool{}
				for c := range each(t, part(t, s, sel).Claims(ctx)) {
					from, to := c.Subject.ID, c.Object.ID
					if rel, _ := schema.Builtin().Relation(c.Relation); rel.Symmetric {
						from, to = min(from, to), max(from, to)
					}
					key := from + " " + c.Relation + " " + to
					if ties[key] == nil {
						ties[key] = map[string]bool{}
					}
					claims++
					publishers[c.Source.Publisher], ties[key][c.Source.Publisher] = true, true
				}
				sources, found, of := 0, 0, 0
				for _, by := range ties {
					sources += len(by)
				}
				for _, g := range p.Groups {
					for _, tie := range g.Ties {
						found, of = found+1, of+tie.Sources
					}
				}
				for c := range each(t, part(t, s, sel).Claims(ctx)) {
					// What stands behind an edge is narrowed as the page that leads there.
					why, err := queries.WhyWith(ctx, s, c.Subject.ID, c.Relation, c.Object.ID, only)
					if err != nil || !slices.ContainsFunc(why.Items, func(i queries.Item) bool { return i.Claim.ID == c.ID }) {
						t.Errorf("%s %+v: %s is not behind its own edge: %v", name, only, c.ID, err)
					}
					if only.AsOf == "1999" && len(why.Items) > 0 && why.Items[0].Claim.Time.Earliest > "1999-12-31" {
						t.Errorf("as of 1999: %+v", why.Items[0].Claim.Time)
					}
				}
				if p.Claims != claims || p.Publishers != len(publishers) || found != len(ties) || of != sources {
					t.Errorf("%s %+v: %d claims of %d publishers, %d ties of %d sources; want %d, %d, %d, %d", name, only, p.Claims, p.Publishers, found, of, claims, len(publishers), len(ties), sources)
				}
			}
		}
		for _, bad := range []queries.Selection{{AsOf: "soon"}, {MinConfidence: 2}, {MinSources: -1}} {
			if _, err := queries.DescribeWith(ctx, s, "Iran", queries.DescribeOptions{Only: bad}); !queries.IsUsage(err) {
				t.Errorf("%+v: %v", bad, err)
			}
		}
	}
}
