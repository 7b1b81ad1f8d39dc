package queries_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/store"
	"entente/queries"
)

// part is the part of the graph that a selection means.
func part(t testing.TB, s *store.Store, sel queries.Selection) *queries.Part {
	t.Helper()
	p, err := queries.Select(context.Background(), s, sel)
	if err != nil {
		t.Fatalf("%+v: %v", sel, err)
	}
	return p
}

// each goes through what can fail.
func each[T any](t testing.TB, list iter.Seq2[T, error]) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v, err := range list {
			if err != nil {
				t.Fatal(err)
			}
			if !yield(v) {
				return
			}
		}
	}
}

// selected lists the claims of a selection as "iran arms russia", denied ones
// with their status, sorted.
func selected(t *testing.T, s *store.Store, sel queries.Selection) []string {
	t.Helper()
	var got []string
	last := ""
	for c := range each(t, part(t, s, sel).Claims(context.Background())) {
		if c.ID <= last {
			t.Errorf("%s comes after %s", c.ID, last)
		}
		last = c.ID
		line := strings.TrimPrefix(c.Subject.ID, "actor:") + " " + c.Relation + " " + strings.TrimPrefix(c.Object.ID, "actor:")
		if c.Status != graph.Asserted {
			line += " " + string(c.Status)
		}
		got = append(got, line)
	}
	slices.Sort(got)
	return got
}

func TestSelect(t *testing.T) {
	s := memory(t)
	for name, test := range map[string]struct {
		sel  queries.Selection
		want []string
	}{
		"actor": {queries.Selection{Actor: "M23"}, []string{"m23 occupies goma", "qatar hosts m23", "rwanda arms m23", "rwanda arms m23 denied"}},
		"actor and relation": {queries.Selection{Actor: "US", Relations: []string{"allied with"}},
			[]string{"japan allied-with united-states", "united-states allied-with israel"}},
		"depth leads over chosen relations only": {queries.Selection{Actor: "Goma", Depth: 2, Relations: []string{"occupies", "arms"}},
			[]string{"m23 occupies goma", "rwanda arms m23", "rwanda arms m23 denied"}},
		"depth leads over chosen days only": {queries.Selection{Actor: "Goma", Depth: 3, Since: "2025-01", Until: "2025-01"},
			[]string{"m23 occupies goma", "qatar hosts drc", "qatar hosts m23", "rwanda arms m23", "rwanda arms m23 denied"}},
		"between":                           {queries.Selection{Between: [2]string{"Russia", "Iran"}}, []string{"iran arms russia", "iran arms russia denied"}},
		"directed":                          {queries.Selection{Between: [2]string{"Iran", "Israel"}, Directed: true}, []string{"iran attacks israel"}},
		"directed, the other way":           {queries.Selection{Between: [2]string{"Israel", "Iran"}, Directed: true}, []string{"israel attacks iran"}},
		"directed, of what holds both ways": {queries.Selection{Between: [2]string{"Israel", "US"}, Directed: true}, []string{"united-states allied-with israel"}},
		"between, asserted": {queries.Selection{Between: [2]string{"Iran", "Russia"}, Statuses: []graph.Status{graph.Asserted}},
			[]string{"iran arms russia"}},
		"as of: undated, not yet ended, none later": {queries.Selection{Actor: "Belarus", AsOf: "2024"},
			[]string{"belarus allied-with russia", "european-union bans-imports-from belarus", "united-states sanctions belarus"}},
		"as of: an interval that had ended": {queries.Selection{Between: [2]string{"Iran", "Russia"}, AsOf: "2026-01-01"}, []string{"iran arms russia denied"}},
		"as of: an event stays in memory":   {queries.Selection{Between: [2]string{"Iran", "Israel"}, AsOf: "2025-12"}, []string{"iran attacks israel", "israel attacks iran"}},
		"as of: before":                     {queries.Selection{Between: [2]string{"Iran", "Israel"}, AsOf: "2025-05-31"}, nil},
		"until":                             {queries.Selection{Actor: "Argentina", Until: "2023-11"}, []string{"argentina joins brics"}},
		"query": {queries.Selection{Query: "mediators-between", Args: []string{"Iran", "US"}},
			[]string{"oman hosts muscat-talks", "oman mediates iran", "oman mediates united-states"}},
		"query and actor":      {queries.Selection{Query: "mediators-between", Args: []string{"Iran", "US"}, Actor: "Iran"}, []string{"oman mediates iran"}},
		"query of no answer":   {queries.Selection{Query: "mediators-between", Args: []string{"Iran", "Japan"}}, nil},
		"confidence":           {queries.Selection{MinConfidence: 0.81}, nil},
		"nobody says it twice": {queries.Selection{MinSources: 2}, nil},
	} {
		if got := selected(t, s, test.sel); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %s\nwant %s", name, strings.Join(got, "; "), strings.Join(test.want, "; "))
		}
	}
	if all := selected(t, s, queries.Selection{}); len(all) != len(selected(t, s, queries.Selection{MinConfidence: 0.8})) || len(all) < 60 {
		t.Errorf("%d claims in all", len(all))
	}
}

// What dates choose, by the rule itself.
func TestSelectSinceUntil(t *testing.T) {
	s := memory(t)
	ctx := context.Background()
	for _, days := range [][2]string{{"2026-01-13", ""}, {"", "2023-11-30"}, {"2025-01-01", "2025-12-31"}, {"2026-02-08", "2026-02-08"}} {
		chosen := map[string]bool{}
		for c := range each(t, part(t, s, queries.Selection{Since: days[0], Until: days[1]}).Claims(ctx)) {
			chosen[c.ID] = true
		}
		for c := range each(t, s.Claims(ctx, store.Filter{})) {
			first, last := c.Time.Earliest, c.Time.Latest
			if first == "" && last == "" {
				first, last = c.Source.Published, c.Source.Published
			}
			want := (days[0] == "" || last == "" || last >= days[0]) && (days[1] == "" || first <= days[1])
			if chosen[c.ID] != want {
				t.Errorf("since %q until %q: %s %s %s of %q (published %s): chosen %v", days[0], days[1], c.Subject.ID, c.Relation, c.Object.ID, c.Time.EDTF, c.Source.Published, chosen[c.ID])
			}
		}
	}
}

// pair makes a claim of two states said by a publisher.
func pair(t *testing.T, subject, relation, object, document, publisher string, confidence float64) graph.Claim {
	t.Helper()
	quote := subject + " and " + object + ", " + relation + "."
	at := func(name string) graph.Actor {
		i := strings.Index(quote, name)
		return graph.Actor{ID: "actor:" + strings.ToLower(name), Label: name, Type: "State", Mention: name, Start: i, End: i + len(name)}
	}
	c := graph.Claim{Subject: at(subject), Relation: relation, Object: at(object), Status: graph.Asserted, Rule: "test", Confidence: confidence,
		Source: graph.Source{ID: document, Publisher: publisher}, Sentence: 1, End: len(quote), Quote: quote}
	c.ID = c.Hash()
	return c
}

// load loads claims, each as all that its source says.
func load(t *testing.T, s *store.Store, claims ...graph.Claim) {
	t.Helper()
	for _, c := range claims {
		loadSource(t, s.Loader(store.LoadOptions{}), c.Source, nil, c)
	}
}

func TestSelectMinSources(t *testing.T) {
	s := open(t, "memstore:")
	load(t, s,
		pair(t, "Aland", "allied-with", "Borduria", "d1", "Post", 0.9),
		pair(t, "Borduria", "allied-with", "Aland", "d2", "Courier", 0.5), // symmetric: says the same
		pair(t, "Aland", "arms", "Borduria", "d3", "Post", 0.9),
		pair(t, "Aland", "arms", "Borduria", "d4", "Post", 0.9), // the same paper again
		pair(t, "Borduria", "arms", "Aland", "d5", "Wire", 0.9), // the other way is another thing
		pair(t, "Borduria", "aids", "Cordia", "d6", "", 0.9),
		pair(t, "Borduria", "aids", "Cordia", "d7", "", 0.9), // documents, where no publisher is known
		pair(t, "Cordia", "aids", "Drusia", "d8", "Post", 0.9),
	)
	both := []string{"aland allied-with borduria", "borduria allied-with aland"}
	aids := []string{"borduria aids cordia", "borduria aids cordia"}
	for _, test := range []struct {
		sel  queries.Selection
		want []string
	}{
		{queries.Selection{MinSources: 2}, slices.Concat(both[:1], aids, both[1:])},
		{queries.Selection{MinSources: 3}, nil},
		{queries.Selection{MinSources: 2, MinConfidence: 0.6}, aids}, // the second ally is not sure enough to count
		{queries.Selection{MinSources: 2, Actor: "Aland"}, both},
		{queries.Selection{MinSources: 2, Actor: "Aland", Depth: 9}, slices.Concat(both[:1], aids, both[1:])},
	} {
		if got := selected(t, s, test.sel); !slices.Equal(got, test.want) {
			t.Errorf("%+v: got %v, want %v", test.sel, got, test.want)
		}
	}
}

// A list that has ceased to say something said it before.
func TestSelectAsOfEnded(t *testing.T) {
	s := open(t, "memstore:")
	ctx := context.Background()
	for _, v := range []struct {
		version string
		claims  []graph.Claim
	}{
		{"2025-01-01", []graph.Claim{pair(t, "Aland", "sanctions", "Borduria", "", "", 1)}},
		{"2026-01-01", nil},
	} {
		src := graph.Source{ID: "list " + v.version, Series: "list", Version: v.version, Published: v.version, Whole: true}
		for i := range v.claims {
			c := &v.claims[i]
			c.Source, c.Record = src, "1"
			c.ID = c.Hash()
		}
		loadSource(t, s.Loader(store.LoadOptions{}), src, nil, v.claims...)
	}
	for day, want := range map[string]string{"": "2026-01-01", "2025-12-31": "", "2026-01-01": "none"} {
		got := "none"
		for c := range each(t, part(t, s, queries.Selection{AsOf: day}).Claims(ctx)) {
			got = c.Ended
		}
		if got != want {
			t.Errorf("as of %q: ended %q, want %q", day, got, want)
		}
	}
}

func TestSelectRefuses(t *testing.T) {
	s := memory(t)
	for want, sel := range map[string]queries.Selection{
		`no actor is called "Iram"`:       {Actor: "Iram"},
		"goes with an actor":              {Depth: 2},
		`since "soon": unexpected 's'`:    {Since: "soon"},
		"is no source of the store":       {Sources: []string{"nothing"}},
		"is open on that side":            {AsOf: "2024/.."},
		"is after 2025":                   {Since: "2026", Until: "2025"},
		"is not between 0 and 1":          {MinConfidence: 1.5},
		"below 0":                         {MinSources: -1},
		"did you mean allied-with":        {Relations: []string{"alied-with"}},
		"goes with a query":               {Args: []string{"Iran"}},
		"unknown query":                   {Query: "nothing"},
		"does not answer with claims":     {Query: "sources-about", Args: []string{"Iran"}},
		"is the name of 2 actors":         {Between: [2]string{"Iran", "Congo"}},
		"name \"\": is empty":             {Between: [2]string{"Iran", ""}},
		"sanctions-by: arguments are mis": {Query: "sanctions-by"},
	} {
		_, err := queries.Select(context.Background(), s, sel)
		if err == nil || !strings.Contains(err.Error(), want) || !queries.IsUsage(err) {
			t.Errorf("%+v: %v, want %q", sel, err, want)
		}
	}
}

func TestSelectionWords(t *testing.T) {
	s := memory(t)
	for want, sel := range map[string]queries.Selection{
		"": {},
		"Iran and 2 hops around, trades with, as of 2026, from 2 sources up": {Actor: "tehran", Depth: 2, Relations: []string{"trades-with"}, AsOf: "2026", MinSources: 2},
		"Whom does United States sanction? confidence from 0.5 up":           {Query: "sanctions-by", Args: []string{"US"}, MinConfidence: 0.5},
		"What has been said of Iran since a day? 2026-02, denied":            {Query: "claims-since", Args: []string{"IRN", "2026-02"}, Statuses: []graph.Status{graph.Denied}},
		"between Iran and China, denied, since 2025, until 2026":             {Between: [2]string{"Iran", "CHN"}, Statuses: []graph.Status{graph.Denied}, Since: "2025", Until: "2026"},
	} {
		p := part(t, s, sel)
		if got := p.Words(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if p.Whole() != (want == "") {
			t.Errorf("%+v: whole is %v", sel, p.Whole())
		}
	}
}

func ExampleSelect() {
	ctx, s := context.Background(), exampleStore()
	defer s.Close()
	p, err := queries.Select(ctx, s, queries.Selection{Actor: "Iran", Relations: []string{"trades with"}, AsOf: "2025"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Words())
	for c, err := range p.Claims(ctx) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(c.Subject.Label, c.Relation, c.Object.Label, c.Time.EDTF)
	}
	// Unordered output:
	// Iran and 1 hop around, trades with, as of 2025
	// Turkey trades-with Iran 2025
	// Iran trades-with China 2024
}
