package queries_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/queries"
)

func TestDescribe(t *testing.T) {
	ctx := context.Background()
	var profiles []queries.Profile
	for _, s := range worlds(t) {
		p, err := queries.Describe(ctx, s, "Iran")
		if err != nil {
			t.Fatal(err)
		}
		profiles = append(profiles, p)
	}
	for _, p := range profiles[1:] {
		if diff := cmp.Diff(profiles[0], p); diff != "" {
			t.Errorf("the backends differ:\n%s", diff)
		}
	}
	p := profiles[0]
	if p.Claims != 21 || p.Sources != 4 || p.First != "1979-01-01" || p.Last != "2026-02-28" {
		t.Errorf("%d claims of %d sources from %s to %s", p.Claims, p.Sources, p.First, p.Last)
	}
	if p.Description.Actor.Label != "Iran" || !slices.Contains(p.Description.Codes, "iso3:IRN") {
		t.Errorf("description: %+v", p.Description)
	}
	var lines []string
	for _, g := range p.Groups {
		lines = append(lines, "# "+g.Name)
		for _, tie := range g.Ties {
			lines = append(lines, fmt.Sprintf("%s %s: %d claims, %d sources, %s, %v", tie.Label, tie.Other.Label, tie.Claims, tie.Sources, tie.Last, tie.Statuses))
		}
	}
	golden(t, filepath.Join("testdata", "describe-iran.txt"), strings.Join(lines, "\n")+"\n")
	if _, err := queries.Describe(ctx, memory(t), "Iram"); !queries.IsUsage(err) {
		t.Errorf("an unknown name: %v", err)
	}
}

func TestActors(t *testing.T) {
	ctx := context.Background()
	for backend, s := range worlds(t) {
		for _, c := range []struct {
			pattern string
			o       queries.ActorOptions
			want    []string
			total   int
		}{
			{"congo", queries.ActorOptions{}, []string{"actor:drc 4", "actor:roc 1"}, 2},
			{"[", queries.ActorOptions{}, nil, 0},
			{"*korea", queries.ActorOptions{}, []string{"actor:north-korea 2", "actor:south-korea 1"}, 2},
			{"??an", queries.ActorOptions{}, []string{"actor:iran 21", "actor:oman 4"}, 2},
			{"türk", queries.ActorOptions{}, []string{"actor:turkey 5"}, 1},
			{"", queries.ActorOptions{Types: []string{"Person"}, Limit: 2}, []string{"actor:abbas-araghchi 2", "actor:sergei-lavrov 3"}, 7},
			{"actor:m2", queries.ActorOptions{Types: []string{"Organization"}}, []string{"actor:m23 4"}, 1},
			{"zzz", queries.ActorOptions{}, nil, 0},
		} {
			l, err := queries.Actors(ctx, s, c.pattern, c.o)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, a := range l.Actors {
				got = append(got, fmt.Sprintf("%s %d", a.Actor.ID, a.Claims))
			}
			slices.Sort(got)
			slices.Sort(c.want)
			if diff := cmp.Diff(c.want, got); diff != "" || l.Total != c.total || l.Truncated != (c.total > len(c.want)) {
				t.Errorf("%s: %q %v: total %d, truncated %v\n%s", backend, c.pattern, c.o, l.Total, l.Truncated, diff)
			}
			if !slices.IsSortedFunc(l.Actors, func(a, b queries.ActorRow) int { return b.Claims - a.Claims }) {
				t.Errorf("%q: not the most claims first", c.pattern)
			}
		}
	}
	_, err := queries.Actors(ctx, memory(t), "", queries.ActorOptions{Types: []string{"Sate"}})
	if !queries.IsUsage(err) || !strings.Contains(err.Error(), "State") {
		t.Errorf("an unknown type: %v", err)
	}
}

func TestWhy(t *testing.T) {
	ctx := context.Background()
	marked := func(i queries.Item) string {
		var b strings.Builder
		at := 0
		for _, m := range i.Marks {
			fmt.Fprintf(&b, "%s[%s %s]", i.Claim.Quote[at:m.Start], m.Role, i.Claim.Quote[m.Start:m.End])
			at = m.End
		}
		return b.String() + i.Claim.Quote[at:]
	}
	for backend, s := range worlds(t) {
		for _, c := range []struct {
			subject, relation, object string
			want                      []string
		}{
			{"US", "sanctions", "Iran", []string{"[subject Washington] has kept [object Iran] under [trigger sanctions] since 1979."}},
			{"Iran", "is sanctioned by", "US", []string{"[subject Washington] has kept [object Iran] under [trigger sanctions] since 1979."}},
			{"Iran", "sanctions", "US", nil},
			{"Oman", "mediates", "Iran", []string{"[subject Oman] brought [object Iran] and the United States to one table in [place Muscat] on 6 February 2026."}},
			{"US", "negotiates-with", "Iran", []string{
				"[speaker Esmail Baghaei], spokesman of the Iranian foreign ministry, denied that [subject Tehran] [trigger negotiated] with [object Washington] on missiles.",
				"Oman brought [subject Iran] and the [object United States] to one table in [place Muscat] on 6 February 2026.",
			}},
			{"Israel", "", "Iran", nil},
			{"Germany", "any", "Japan", nil},
		} {
			e, err := queries.Why(ctx, s, c.subject, c.relation, c.object)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, i := range e.Items {
				got = append(got, marked(i))
				if i.Backwards != (i.Claim.Subject.ID == e.Object.ID) || i.Claim.Source.Publisher == "" {
					t.Errorf("%s: item %+v", backend, i)
				}
			}
			if c.relation == "" {
				if len(got) != 2 || !slices.ContainsFunc(e.Items, func(i queries.Item) bool { return i.Backwards }) {
					t.Errorf("%s: any relation: %q", backend, got)
				}
				continue
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s: why %s %s %s:\n%s", backend, c.subject, c.relation, c.object, diff)
			}
		}
	}
	s := memory(t)
	for _, args := range [][3]string{{"Iram", "any", "US"}, {"Iran", "any", "Congo"}, {"Iran", "sanction", "US"}} {
		if _, err := queries.Why(ctx, s, args[0], args[1], args[2]); !queries.IsUsage(err) {
			t.Errorf("Why(%v): %v", args, err)
		}
	}
}

func TestStats(t *testing.T) {
	w, s := readWorld(t), memory(t)
	want := 0
	for _, d := range w.documents {
		want += len(d.claims)
	}
	st, err := queries.Stats(context.Background(), s)
	if err != nil || int(st.Claims) != want || int(st.Sources) != len(w.documents) {
		t.Errorf("stats: %+v, %v; want %d claims", st, err, want)
	}
}

func TestAround(t *testing.T) {
	ctx, s := context.Background(), memory(t)
	for _, c := range []struct {
		depth     int
		relations []string
		has, not  string
	}{
		{1, nil, "actor:venezuela", "actor:china"},
		{2, nil, "actor:china", "actor:russia"},
		{3, nil, "actor:russia", "actor:ukraine"},
		{3, []string{"exports-to"}, "actor:iran", "actor:russia"},
	} {
		center, ids, err := queries.Around(ctx, s, "Venezuela", c.depth, c.relations)
		if err != nil || center.ID != "actor:venezuela" {
			t.Fatal(center, err)
		}
		if !slices.Contains(ids, c.has) || slices.Contains(ids, c.not) || !slices.IsSorted(ids) {
			t.Errorf("depth %d over %v: %v", c.depth, c.relations, ids)
		}
	}
	if _, _, err := queries.Around(ctx, s, "Venezuala", 1, nil); !queries.IsUsage(err) {
		t.Errorf("an unknown name: %v", err)
	}
}
