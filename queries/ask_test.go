package queries_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/store"
	"entente/queries"
)

// exampleStore is the test world for examples, which have no testing.T.
func exampleStore() *store.Store {
	var t quiet
	s := open(&t, "memstore:")
	readWorld(&t).load(&t, s, false)
	return s
}

type quiet struct{ testing.TB }

func (*quiet) Helper()                   {}
func (*quiet) Cleanup(func())            {}
func (*quiet) Fatal(args ...any)         { panic(fmt.Sprint(args...)) }
func (*quiet) Fatalf(f string, a ...any) { panic(fmt.Sprintf(f, a...)) }

func ExampleRun() {
	ctx, s := context.Background(), exampleStore()
	defer s.Close()
	r, err := queries.Run(ctx, s, "sanctions-by", []string{"US"}, queries.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range r.Rows {
		fmt.Println(r.Text(row[0]), r.Text(row[1]), r.Text(row[2]), r.Text(row[3]))
	}
	// Output:
	// United States sanctions Sea Lark 2026-02-07
	// United States sanctions Belarus 2020/..
	// United States Department of the Treasury sanctions Venezuela 2019/..
	// United States sanctions Iran 1979/..
}

func ExamplePath() {
	ctx, s := context.Background(), exampleStore()
	defer s.Close()
	p, err := queries.Path(ctx, s, "Venezuela", "Ukraine", store.PathOptions{Except: []string{"arms"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, hop := range p.Routes[0] {
		fmt.Printf("%s %s %s (%s)\n", hop.From.Label, hop.Label, hop.To.Label, hop.Best.Source.Publisher)
	}
	// Output:
	// Venezuela exports to China (Pacific Post)
	// China trades with Russia (Eastern Courier)
	// Russia is at war with Ukraine (Northern Wire)
}

func TestRunLimits(t *testing.T) {
	ctx, s := context.Background(), memory(t)
	all, err := queries.Run(ctx, s, "claims-about", []string{"Iran"}, queries.Limits{Rows: -1, Time: -1})
	if err != nil || all.Truncated {
		t.Fatal(err, all.Truncated)
	}
	for n := 1; n <= len(all.Rows)+1; n++ {
		r, err := queries.Run(ctx, s, "claims-about", []string{"Iran"}, queries.Limits{Rows: n})
		if err != nil {
			t.Fatal(err)
		}
		if r.Truncated != (n < len(all.Rows)) || len(r.Rows) != min(n, len(all.Rows)) {
			t.Errorf("limit %d of %d rows: %d rows, truncated %v", n, len(all.Rows), len(r.Rows), r.Truncated)
		}
		// What is cut is the oldest: its days are not after those that stay.
		last := r.Rows[len(r.Rows)-1]
		if n < len(all.Rows) && compareDays(last[4], all.Rows[n][4]) < 0 {
			t.Errorf("limit %d keeps %v and drops %v", n, last[4], all.Rows[n][4])
		}
		for _, row := range r.Rows {
			if row[5] == nil {
				t.Errorf("limit %d: a row without its quote: %v", n, row)
			}
		}
	}
}

func compareDays(a, b any) int {
	day := func(v any) string {
		text, _ := v.(string)
		t, err := graph.ParseTime(text)
		if err != nil {
			return ""
		}
		if t.Latest == "" {
			return t.Earliest
		}
		return t.Latest
	}
	return strings.Compare(day(a), day(b))
}

func TestRunRefuses(t *testing.T) {
	ctx, s := context.Background(), memory(t)
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"sanction-by", []string{"US"}, "did you mean sanctions-by"},
		{"zzz", nil, "entente query lists them"},
		{"trade-partners", nil, "arguments are missing"},
		{"trade-partners", []string{"South", "Korea"}, "need quotes"},
		{"between", []string{"US"}, "B is missing"},
		{"between", []string{"US", "Congo"}, "actor:drc"},
		{"claims-since", []string{"Iran", "last week"}, `DATE "last week"`},
		{"trade-partners", []string{`"><script>`}, "no actor is called"},
	} {
		_, err := queries.Run(ctx, s, c.name, c.args, queries.Limits{})
		if err == nil || !strings.Contains(err.Error(), c.want) || !queries.IsUsage(err) {
			t.Errorf("%s %q: got %v, want %q", c.name, c.args, err, c.want)
		}
	}
	if queries.IsUsage(errors.New("disk full")) {
		t.Error("any error counts as the asker's")
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := queries.Run(cancelled, s, "trade-partners", []string{"Iran"}, queries.Limits{}); err == nil || queries.IsUsage(err) {
		t.Errorf("cancelled: %v", err)
	}
}

// An actor's id may hold what a program's text may not: it reaches the
// program as a string all the same.
func TestArgumentsAreNoProgram(t *testing.T) {
	ctx, s := context.Background(), open(t, "memstore:")
	id := `actor:x'+g.emit(1)+'\u2028;//`
	id = strings.ReplaceAll(id, `\u2028`, "\u2028")
	l := s.Loader(store.LoadOptions{})
	if err := l.Begin(ctx, graph.Source{ID: "d", SHA256: "00"}); err != nil {
		t.Fatal(err)
	}
	c := graph.Claim{Subject: graph.Actor{ID: id, Label: "Odd", Type: "State"}, Relation: "trades-with",
		Object: graph.Actor{ID: "actor:y", Label: "Y", Type: "State"}, Status: graph.Asserted,
		Source: graph.Source{ID: "d"}, End: 1, Quote: "q", Confidence: 1}
	c.ID = c.Hash()
	if err := l.Claim(ctx, c); err != nil {
		t.Fatal(err)
	}
	if err := l.End(ctx); err != nil {
		t.Fatal(err)
	}
	r, err := queries.Run(ctx, s, "trade-partners", []string{"Odd"}, queries.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Rows) != 1 || r.Rows[0][0] != store.IRI("actor:y") || r.Rows[0][2] != store.IRI(id) {
		t.Errorf("rows: %v", r.Rows)
	}
}

func TestGizmo(t *testing.T) {
	ctx, s := context.Background(), memory(t)
	for _, c := range []struct {
		text    string
		columns string
		rows    int
		first   string
	}{
		{`g.V("<actor:iran>").out("<rel:trades-with>").all()`, "id", 1, `{"id":"actor:china"}`},
		{`g.V("<actor:iran>").tag("target").tag("a").out("<rel:trades-with>").tag("source").all()`, "id source target a", 1,
			`{"id":"actor:china","source":"actor:china","target":"actor:iran","a":"actor:iran"}`},
		{`g.emit({n: 1.5, b: true, s: "a<&b", l: [1, "x"]}); g.emit({n: 2})`, "b l n s", 2, `{"b":true,"l":[1,"x"],"n":1.5,"s":"a<&b"}`},
		{`g.emit(42)`, "value", 1, `{"value":42}`},
		{`g.V("<actor:nobody>").out().all()`, "", 0, ""},
	} {
		r, err := queries.Gizmo(ctx, s, c.text, queries.Limits{})
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if got := strings.Join(r.Names(), " "); got != c.columns || len(r.Rows) != c.rows {
			t.Errorf("%s: columns %q and %d rows", c.text, got, len(r.Rows))
			continue
		}
		if c.rows > 0 {
			row, err := r.MarshalRow(0)
			if err != nil || string(row) != c.first {
				t.Errorf("%s: %s, %v", c.text, row, err)
			}
		}
	}
	r, err := queries.Gizmo(ctx, s, `g.V("<actor:brics>").in("<rel:member-of>").all()`, queries.Limits{Rows: 2})
	if err != nil || !r.Truncated || len(r.Rows) != 2 || r.Text(r.Rows[0][0]) == r.Text(nil) {
		t.Errorf("limited: %+v, %v", r, err)
	}
	var syntax *store.GizmoError
	if _, err := queries.Gizmo(ctx, s, "g.V(", queries.Limits{}); !errors.As(err, &syntax) {
		t.Errorf("a syntax error: %v", err)
	}
	if _, err := queries.Gizmo(ctx, s, "while(true){}", queries.Limits{Time: 50 * time.Millisecond}); !errors.Is(err, store.ErrTimeLimit) {
		t.Errorf("an endless loop: %v", err)
	}
}

func TestText(t *testing.T) {
	r := queries.Result{Labels: map[string]string{"actor:iran": "Iran"}}
	for _, c := range []struct {
		cell any
		want string
	}{
		{store.IRI("actor:iran"), "Iran"}, {store.IRI("claim:1"), "claim:1"}, {"x", "x"}, {nil, ""}, {14.5e9, "14500000000"},
		{int64(3), "3"}, {true, "true"}, {[]any{int64(1), "a"}, `[1,"a"]`}, {map[string]any{"a": 1.5}, `{"a":1.5}`},
		{time.Date(2026, 2, 6, 0, 0, 0, 0, time.UTC), "2026-02-06T00:00:00Z"},
	} {
		if got := r.Text(c.cell); got != c.want {
			t.Errorf("Text(%v) = %q, want %q", c.cell, got, c.want)
		}
	}
}

func TestMarshalRow(t *testing.T) {
	ctx, s := context.Background(), memory(t)
	r, err := queries.Run(ctx, s, "allies-of", []string{"Russia"}, queries.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range r.Rows {
		text, err := r.MarshalRow(i)
		if err != nil {
			t.Fatal(err)
		}
		var object map[string]any
		if err := json.Unmarshal(text, &object); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if object["relation"] != "allied-with" || object["target"] != "actor:russia" {
			t.Errorf("row %d: %s", i, text)
		}
	}
	if r.Labels["rel:allied-with"] != "is allied with" || r.Labels["actor:north-korea"] != "North Korea" {
		t.Errorf("labels: %v", r.Labels)
	}
}

func TestPath(t *testing.T) {
	ctx := context.Background()
	for backend, s := range worlds(t) {
		p, err := queries.Path(ctx, s, "US", "China", store.PathOptions{Only: []string{"sanctions", "trades with"}})
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Routes) != 1 || len(p.Routes[0]) != 2 {
			t.Fatalf("%s: routes %+v", backend, p.Routes)
		}
		first, second := p.Routes[0][0], p.Routes[0][1]
		if first.Label != "sanctions" || first.To.Label != "Iran" || first.Claims != 1 || first.Best.Time.EDTF != "1979/.." ||
			first.Best.Source.Publisher != "Gulf Ledger" || first.Best.Quote == "" {
			t.Errorf("%s: first hop %+v", backend, first)
		}
		if second.From.ID != "actor:iran" || second.To.ID != "actor:china" {
			t.Errorf("%s: second hop %+v", backend, second)
		}
		back, err := queries.Path(ctx, s, "Iran", "US", store.PathOptions{Only: []string{"sanctions"}})
		if err != nil || len(back.Routes) != 1 || back.Routes[0][0].Forward || back.Routes[0][0].Label != "is sanctioned by" {
			t.Errorf("%s: backwards %+v, %v", backend, back.Routes, err)
		}
		none, err := queries.Path(ctx, s, "Geneva", "US", store.PathOptions{})
		if err != nil || len(none.Routes) != 0 {
			t.Errorf("%s: to an actor nobody is related to: %v, %v", backend, none.Routes, err)
		}
	}
	s := memory(t)
	for _, c := range []struct {
		from, to string
		o        store.PathOptions
	}{
		{"Iram", "US", store.PathOptions{}}, {"US", "Congo", store.PathOptions{}}, {"US", "Washington", store.PathOptions{}},
		{"US", "Iran", store.PathOptions{Only: []string{"sanction"}}}, {"US", "Iran", store.PathOptions{Except: []string{"zz"}}},
	} {
		if _, err := queries.Path(ctx, s, c.from, c.to, c.o); !queries.IsUsage(err) {
			t.Errorf("Path(%s, %s, %v): %v", c.from, c.to, c.o, err)
		}
	}
}

// Of several claims of one hop the newest is shown, then the most confident.
func TestPathBestEvidence(t *testing.T) {
	ctx, s := context.Background(), open(t, "memstore:")
	l := s.Loader(store.LoadOptions{})
	if err := l.Begin(ctx, graph.Source{ID: "d", SHA256: "00"}); err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct {
		date       string
		confidence float64
	}{{"2020", 1}, {"2024-05-01", 0.5}, {"2024-05-01", 0.9}, {"", 1}, {"2023", 1}} {
		quote := fmt.Sprintf("sentence %d", i)
		claim := graph.Claim{Subject: graph.Actor{ID: "actor:x", Label: "X", Type: "State"}, Relation: "meets",
			Object: graph.Actor{ID: "actor:y", Label: "Y", Type: "State"}, Status: graph.Asserted,
			Source: graph.Source{ID: "d"}, End: len(quote), Quote: quote, Confidence: c.confidence}
		if c.date != "" {
			var err error
			if claim.Time, err = graph.ParseTime(c.date); err != nil {
				t.Fatal(err)
			}
		}
		claim.ID = claim.Hash()
		if err := l.Claim(ctx, claim); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.End(ctx); err != nil {
		t.Fatal(err)
	}
	p, err := queries.Path(ctx, s, "X", "Y", store.PathOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if hop := p.Routes[0][0]; hop.Best.Quote != "sentence 2" || hop.Claims != 5 {
		t.Errorf("the best of %d claims: %q", hop.Claims, hop.Best.Quote)
	}
}
