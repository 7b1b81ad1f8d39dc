package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/store"
)

// version is one state of a list; its records are "key: subject relation object".
func version(sum, published string, records ...string) (graph.Source, []graph.Claim) {
	s := graph.Source{ID: "list@" + sum, SHA256: sum, Published: published, Version: sum, Series: "list", Whole: true}
	var claims []graph.Claim
	for i, r := range records {
		key, fact, _ := strings.Cut(r, ": ")
		c := claim(s.ID, fact)
		c.Source, c.Record, c.Sentence = s, key, i+1
		c.Start, c.End, c.Quote = 100*i, 100*i+len(r), r
		c.Subject.Mention, c.Object.Mention = "", ""
		c.ID = c.Hash()
		claims = append(claims, c)
	}
	return s, claims
}

// A version of a list ends what is gone, adds what is new, keeps the rest with
// the evidence it had; nothing is deleted, and taking the version out again
// leaves the store as it was.
func TestVersions(t *testing.T) {
	old, first := version("01", "2026-01-01", "1: iran sanctions iraq", "2: iran sanctions china", "3: iran sanctions russia")
	now, second := version("02", "2026-02-01", "0: iran sanctions oman", "1: iran sanctions iraq", "3: iran sanctions france")
	each(t, func(t *testing.T, s *store.Store) {
		records := func(r store.Result) string {
			return fmt.Sprintf("%+v, %d claims added, %d ended, %d removed, %d unchanged", r.Records, r.Added, r.Ended, r.Removed, r.Unchanged)
		}
		edges := func() string {
			var out []string
			for _, o := range []string{"iraq", "china", "russia", "oman", "france"} {
				for _, q := range dump(t, s) {
					if strings.HasPrefix(q, "<actor:iran> <rel:sanctions> <actor:"+o+">") {
						out = append(out, o)
					}
				}
			}
			return strings.Join(out, " ")
		}
		step := func(name string, got, want string) {
			t.Helper()
			if got != want {
				t.Errorf("%s: %s, want %s", name, got, want)
			}
		}
		step("first", records(load(t, s, store.LoadOptions{}, old, first...)), "{Added:3 Changed:0 Ended:0 Resolved:0 Unchanged:0 Newer:0}, 3 claims added, 0 ended, 0 removed, 0 unchanged")
		before := dump(t, s)
		step("second", records(load(t, s, store.LoadOptions{}, now, second...)), "{Added:1 Changed:1 Ended:1 Resolved:0 Unchanged:1 Newer:0}, 2 claims added, 2 ended, 0 removed, 1 unchanged")
		step("edges", edges(), "iraq oman france")
		var ended []string
		for c, err := range s.Claims(t.Context(), store.Filter{}) {
			if err != nil {
				t.Fatal(err)
			}
			if c.Ended != "" {
				ended = append(ended, c.Record+" "+c.Object.ID+" "+c.Ended+" "+c.EndedBy+" "+c.Source.ID)
			}
		}
		slices.Sort(ended)
		if diff := cmp.Diff([]string{"2 actor:china 2026-02-01 list@02 list@01", "3 actor:russia 2026-02-01 list@02 list@01"}, ended); diff != "" {
			t.Errorf("what ended: %s", diff)
		}
		after := dump(t, s)
		step("second again", records(load(t, s, store.LoadOptions{}, now, second...)), "{Added:0 Changed:0 Ended:0 Resolved:0 Unchanged:3 Newer:0}, 0 claims added, 0 ended, 0 removed, 3 unchanged")
		r := load(t, s, store.LoadOptions{}, old, first...)
		if !r.Superseded || r.Added+r.Ended+r.Removed > 0 {
			t.Errorf("the first version again: %s, superseded %v", records(r), r.Superseded)
		}
		if diff := cmp.Diff(after, dump(t, s)); diff != "" {
			t.Errorf("loading again changed the store: %s", diff)
		}
		older, claims := version("03", "2025-01-01", "9: iran sanctions oman")
		if r := load(t, s, store.LoadOptions{}, older, claims...); r.Rejected != 1 || r.Added > 0 {
			t.Errorf("an older version that comes late: %s, %d rejected", records(r), r.Rejected)
		}
		if diff := cmp.Diff(after, dump(t, s)); diff != "" {
			t.Errorf("an older version changed the store: %s", diff)
		}
		if _, err := s.RemoveSource(t.Context(), now.ID); err != nil {
			t.Fatal(err)
		}
		drop := func(lines []string) []string {
			return slices.DeleteFunc(slices.Clone(lines), func(q string) bool { return strings.Contains(q, "<source:gazetteer>") })
		}
		if diff := cmp.Diff(drop(before), drop(dump(t, s))); diff != "" {
			t.Errorf("taking the version out again: %s", diff)
		}
	})
}

// What a version spells anew is found by its folded form through that version,
// too, though an earlier one has the same form of another spelling: a store
// that is written down and read back works it out so.
func TestVersionSpellsANameAnew(t *testing.T) {
	old, first := version("01", "2026-01-01", "1: bank sanctions iraq")
	now, second := version("02", "2026-02-01", "1: bank sanctions iraq")
	say := func(t *testing.T, s *store.Store, v graph.Source, claims []graph.Claim, aliases ...string) {
		l := s.Loader(store.LoadOptions{})
		must(t, l.Begin(ctx, v))
		must(t, l.Describe(ctx, graph.Description{Actor: actor("bank", "Company"), Aliases: aliases}))
		for _, c := range claims {
			must(t, l.Claim(ctx, c))
		}
		must(t, l.End(ctx))
	}
	each(t, func(t *testing.T, s *store.Store) {
		say(t, s, old, first, "Housing Bank (of Iran)", "Maskan")
		say(t, s, now, second, "Housing Bank - of Iran", "Maskan")
		var got []string
		for _, q := range dump(t, s) {
			if strings.HasPrefix(q, "<actor:bank> ") && strings.Contains(q, "<source:list@02>") {
				got = append(got, q)
			}
		}
		if diff := cmp.Diff([]string{
			`<actor:bank> <ent:key> "housing bank of iran" <source:list@02>`,
			`<actor:bank> <skos:altLabel> "Housing Bank - of Iran"@en <source:list@02>`,
		}, got); diff != "" {
			t.Errorf("what the second version says: %s", diff)
		}
	})
}
