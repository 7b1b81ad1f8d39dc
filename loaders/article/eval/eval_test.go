package eval_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/loaders/article/eval"
	"entente/schema"
)

const gold = `{"id":"1","text":"Iran met Oman.","gold":[{"subject":"Iran","relation":"meets","object":"Oman"}]}
{"id":"2","text":"Russia denied that it armed Iran.","gold":[{"subject":"Russia","relation":["arms","aids"],"object":["Iran","Tehran"],"status":"denied"}]}

{"id":"3","text":"It rained.","gold":[]}
{"id":"4","text":"The US attacked and sanctioned Iran.","gold":[{"subject":"United States","relation":"attacks","object":"Iran"},{"subject":"United States","relation":"sanctions","object":"Iran","must":false}]}
`

// say makes an extractor of what it should answer, by item: subject, relation,
// object and status, between bars.
func say(answers map[string][]string) eval.Extractor {
	return func(_ context.Context, item eval.Item) ([]graph.Claim, error) {
		var claims []graph.Claim
		for _, a := range answers[item.ID] {
			p := strings.Split(a, "|")
			actor := func(label string) graph.Actor {
				return graph.Actor{ID: graph.ActorID(label), Label: label, Mention: label}
			}
			claims = append(claims, graph.Claim{Subject: actor(p[0]), Relation: p[1], Object: actor(p[2]), Status: graph.Status(p[3]), Quote: item.Text, End: len(item.Text)})
		}
		return claims, nil
	}
}

func run(t *testing.T, answers map[string][]string) *eval.Report {
	t.Helper()
	rep, err := eval.Run(t.Context(), eval.ReadGold(strings.NewReader(gold)), say(answers), schema.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

func TestRun(t *testing.T) {
	for _, c := range []struct {
		name                               string
		answers                            map[string][]string
		strict, relaxed                    eval.Counts
		status, backwards, empty, unquoted int
	}{
		{"nothing", nil, eval.Counts{Gold: 3}, eval.Counts{Gold: 3}, 0, 0, 0, 0},
		{"all, one the other way round, one twice", map[string][]string{
			"1": {"Oman|meets|Iran|asserted"}, "2": {"Russia|arms|Iran|denied", "Russia|arms|Iran|denied"}, "4": {"United States|attacks|Iran|asserted"},
		}, eval.Counts{Claims: 3, Right: 3, Gold: 3, Found: 3}, eval.Counts{Claims: 3, Right: 3, Gold: 3, Found: 3}, 0, 0, 0, 1},
		{"status and direction", map[string][]string{
			"2": {"Russia|arms|Iran|asserted"}, "4": {"Iran|attacks|United States|asserted"},
		}, eval.Counts{Claims: 2, Gold: 3}, eval.Counts{Claims: 2, Right: 1, Gold: 3, Found: 1}, 1, 1, 0, 1},
		{"nearly the label; what need not be found; on nothing", map[string][]string{
			"1": {"Iran|meets|Oman and others|asserted"}, "3": {"It|meets|rained|asserted"}, "4": {"United States|sanctions|Iran|asserted"},
		}, eval.Counts{Claims: 3, Right: 1, Gold: 3}, eval.Counts{Claims: 3, Right: 2, Gold: 3, Found: 1}, 0, 0, 1, 2},
	} {
		rep := run(t, c.answers)
		if diff := cmp.Diff(c.strict, rep.All.Strict); diff != "" {
			t.Errorf("%s: strict: %s", c.name, diff)
		}
		if diff := cmp.Diff(c.relaxed, rep.All.Relaxed); diff != "" {
			t.Errorf("%s: relaxed: %s", c.name, diff)
		}
		got := []int{rep.WrongStatus, rep.Backwards, rep.OnEmpty, rep.Hallucinated, rep.Items, rep.Empty}
		if diff := cmp.Diff([]int{c.status, c.backwards, c.empty, c.unquoted, 4, 1}, got); diff != "" {
			t.Errorf("%s: faults: %s", c.name, diff)
		}
	}
}

func TestTable(t *testing.T) {
	var b strings.Builder
	if err := run(t, map[string][]string{"1": {"Iran|meets|Oman|asserted"}}).WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"all     3       1  100.0   33.3   50.0      100.0", "arms     1       0      -    0.0      -", "4 items; 0 claims right but for the status"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the table lacks %q:\n%s", want, b.String())
		}
	}
}

func TestBadGold(t *testing.T) {
	for text, want := range map[string]string{
		"{}":                                    "line 1: the item has no text",
		"\n[1]":                                 "line 2: not a gold item",
		`{"text":"x","gold":[{"subject":"a"}]}`: "gold 1 lacks subject, relation or object",
		`{"text":"x","gold":[{"subject":7,"relation":"meets","object":"Iran"}]}`: "must be a string or a list",
	} {
		_, err := eval.Run(t.Context(), eval.ReadGold(strings.NewReader(text)), say(nil), schema.Builtin())
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", text, err, want)
		}
	}
	broken := errors.New("no model")
	_, err := eval.Run(t.Context(), eval.ReadGold(strings.NewReader(gold)), func(context.Context, eval.Item) ([]graph.Claim, error) { return nil, broken }, schema.Builtin())
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), "item 1") {
		t.Error(err)
	}
}
