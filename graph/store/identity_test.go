package store_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/store"
)

// A decision rewrites claims and nothing else; taking it back leaves no trace.
func TestMerge(t *testing.T) {
	ctx := t.Context()
	s, err := store.Open(ctx, "memstore:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	actor := func(id string) graph.Actor { return graph.Actor{ID: "actor:" + id, Label: id, Type: "Person"} }
	claim := func(source, subject, object string) graph.Claim {
		c := graph.Claim{Subject: actor(subject), Relation: "meets", Object: actor(object), Status: graph.Asserted, Source: graph.Source{ID: source, SHA256: "0"}, Sentence: 1, Quote: "x", End: 1, Confidence: 1}
		c.ID = c.Hash()
		return c
	}
	load := func(claims ...graph.Claim) store.Result {
		l := s.Loader(store.LoadOptions{})
		for _, c := range claims {
			if err := l.Begin(ctx, c.Source); err != nil {
				t.Fatal(err)
			}
			if err := l.Claim(ctx, c); err != nil {
				t.Fatal(err)
			}
			if err := l.End(ctx); err != nil {
				t.Fatal(err)
			}
		}
		return l.Results()[len(l.Results())-1]
	}
	quads := func() []graph.Claim {
		var out []graph.Claim
		for c, err := range s.Claims(ctx, store.Filter{}) {
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, c)
		}
		return out
	}
	load(claim("1", "a", "b"), claim("2", "b2", "c"), claim("3", "b", "b2"))
	before := quads()
	merged := map[string]string{"actor:b2": "actor:b"}
	r, err := s.Merge(ctx, merged, graph.Source{SHA256: "1"})
	if err != nil || r.Merged != 1 || r.Claims != 2 {
		t.Fatalf("%+v, %v", r, err)
	}
	if r, err = s.Merge(ctx, merged, graph.Source{SHA256: "1"}); err != nil || r != (store.MergeResult{}) {
		t.Errorf("the same again: %+v, %v", r, err)
	}
	var got []string
	for _, c := range quads() {
		got = append(got, c.Subject.ID+" "+c.Subject.Was+" "+c.Object.ID+" "+c.Object.Was)
		if err := c.Hash(); err != c.ID {
			t.Errorf("%s: the claim's id is %s now", c.ID, err)
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff([]string{"actor:a  actor:b ", "actor:b  actor:b actor:b2", "actor:b actor:b2 actor:c "}, got); diff != "" {
		t.Error(diff)
	}
	d, err := s.Actor(ctx, "actor:b2")
	if err != nil || d.Actor.ID != "actor:b" || !slices.Contains(d.Aliases, "b2") || len(d.SameAs) != 0 {
		t.Errorf("%+v, %v", d, err)
	}
	if r := load(claim("2", "b2", "c")); r.Added+r.Updated+r.Removed != 0 {
		t.Errorf("loading again: %+v", r)
	}
	// A source that comes after the decision follows it too.
	load(claim("4", "b2", "d"))
	found, err := s.Lookup(ctx, "b2")
	if err != nil || len(found) != 1 || found[0].ID != "actor:b" {
		t.Errorf("%v, %v", found, err)
	}
	if _, err := s.RemoveSource(ctx, "4"); err != nil {
		t.Fatal(err)
	}
	if r, err = s.Merge(ctx, nil, graph.Source{}); err != nil || r.Parted != 1 || r.Claims != 2 {
		t.Errorf("taken back: %+v, %v", r, err)
	}
	if diff := cmp.Diff(before, quads()); diff != "" {
		t.Error(diff)
	}
	if _, err := s.Source(ctx, "decisions"); err == nil {
		t.Error("the decisions left a source behind")
	}
	if _, err := s.Merge(ctx, map[string]string{"actor:a": "actor:b", "actor:b": "actor:c"}, graph.Source{}); err == nil {
		t.Error("merging into somebody who is merged is not refused")
	}
}

// An update of a list says anew what holds of the records it names; what is
// said of others stays.
func TestUpdate(t *testing.T) {
	ctx := t.Context()
	s, err := store.Open(ctx, "memstore:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	claim := func(version, record, subject, object string) graph.Claim {
		actor := func(id string) graph.Actor { return graph.Actor{ID: "actor:" + id, Label: id, Type: "Person"} }
		c := graph.Claim{Subject: actor(subject), Relation: "meets", Object: actor(object), Status: graph.Asserted, Record: record, Sentence: 1, Quote: subject + object, End: len(subject + object), Confidence: 1,
			Source: graph.Source{ID: "list@" + version, SHA256: version, Series: "list", Published: "2026-01-0" + version}}
		c.ID = c.Hash()
		return c
	}
	load := func(touched []string, claims ...graph.Claim) store.Result {
		l := s.Loader(store.LoadOptions{})
		if err := l.Begin(ctx, claims[0].Source); err != nil {
			t.Fatal(err)
		}
		for _, record := range touched {
			if err := l.Touch(ctx, record); err != nil {
				t.Fatal(err)
			}
		}
		for _, c := range claims {
			if err := l.Describe(ctx, graph.Description{Actor: c.Subject, Codes: []string{"key:" + c.Record}}); err != nil {
				t.Fatal(err)
			}
			if err := l.Claim(ctx, c); err != nil {
				t.Fatal(err)
			}
		}
		if err := l.End(ctx); err != nil {
			t.Fatal(err)
		}
		return l.Results()[0]
	}
	load(nil, claim("1", "r1", "a", "b"), claim("1", "r2", "c", "d"), claim("1", "r3", "e", "f"))
	r := load([]string{"r2", "r3", "r4"}, claim("2", "r2", "c", "g"), claim("2", "r4", "h", "i"))
	if r.Added != 2 || r.Ended != 2 || r.Records != (store.RecordChanges{Added: 1, Changed: 1, Ended: 1}) {
		t.Errorf("%+v", r)
	}
	var live []string
	for c, err := range s.Claims(ctx, store.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if c.Ended == "" {
			live = append(live, c.Record+" "+c.Quote)
		}
	}
	slices.Sort(live)
	if diff := cmp.Diff([]string{"r1 ab", "r2 cg", "r4 hi"}, live); diff != "" {
		t.Error(diff)
	}
	// An update of an earlier day, loaded later, leaves what is newer: what was
	// put anew, and what ended.
	early := claim("1", "r2", "c", "x")
	early.Source.ID, early.Source.SHA256 = "list@1b", "1b"
	other := claim("1", "r5", "j", "k")
	gone := claim("1", "r3", "e", "f")
	other.Source, gone.Source = early.Source, early.Source
	for _, c := range []*graph.Claim{&early, &other, &gone} {
		c.ID = c.Hash()
	}
	if r := load([]string{"r2", "r3", "r5"}, early, gone, other); r.Added != 1 || r.Ended != 0 || r.Records != (store.RecordChanges{Added: 1, Newer: 2}) {
		t.Errorf("%+v", r)
	}
	if a, ok, err := s.Loader(store.LoadOptions{}).Known(ctx, "key:r1"); !ok || err != nil || a.ID != "actor:a" {
		t.Errorf("%v %v %v", a, ok, err)
	}
}
