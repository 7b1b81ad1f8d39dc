package console

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"entente/cmd/entente/internal/part"
	"entente/graph"
	"entente/queries"
	"entente/schema"
)

type betweenData struct {
	page
	A, B, Direction string // as asked
	Narrow          choices
	Asked           bool
	Ends            [2]graph.Actor
	Sentences       []sentence
	Lanes           lanes
	Counts          []classCount
	Total, Sources  int
	Period          string
	Disputes        []dispute
	PathHref        string
	Directions      []option
}

type classCount struct {
	Class, Label string
	N            int
}

// option is one choice of several, as a link.
type option struct {
	Label, Href string
	Chosen      bool
}

// dispute is a relation that some claims assert and others deny.
type dispute struct {
	Says         string
	Said, Denied []sentence
}

func (c *console) between(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	data := betweenData{page: c.page(r, "/between", "Compare two actors"), A: strings.TrimSpace(q.Get("a")), B: strings.TrimSpace(q.Get("b")), Direction: q.Get("direction"), Narrow: newChoices(r)}
	if data.Asked = data.A != "" && data.B != ""; !data.Asked {
		return c.render(w, "between", data)
	}
	sel, err := part.FromValues(q)
	if err != nil {
		return err
	}
	sel.Between = [2]string{data.A, data.B}
	if data.Direction == "out" || data.Direction == "in" {
		sel.Directed = true
	}
	if data.Direction == "in" {
		sel.Between = [2]string{data.B, data.A}
	}
	chosen, err := queries.Select(r.Context(), c.Store, sel)
	if err != nil {
		return c.unclear(w, r, err)
	}
	data.Ends = chosen.Ends
	sel.Between = [2]string{chosen.Ends[0].ID, chosen.Ends[1].ID}
	if data.Direction == "in" {
		data.Ends[0], data.Ends[1] = data.Ends[1], data.Ends[0]
	}
	data.Title = data.Ends[0].Label + " and " + data.Ends[1].Label
	for claim, err := range chosen.Claims(r.Context()) {
		if err != nil {
			return err
		}
		if len(data.Sentences) == c.Limits.Rows {
			data.Notes = append(data.Notes, "There are more than "+plural(c.Limits.Rows, "claim")+": the rest is left out. Narrow the days, or export.")
			break
		}
		data.Sentences = append(data.Sentences, newSentence(claim))
	}
	newestFirst(data.Sentences)
	data.sum()
	data.Lanes = betweenLanes(data.Sentences, data.Ends[0].ID, data.Ends[0].Label, data.Ends[1].Label)
	data.Command = c.command(slices.Concat([]string{"export", "--format", "jsonl"}, part.Arguments(sel))...)
	data.exports(sel)
	a, b := data.Ends[0].ID, data.Ends[1].ID
	data.PathHref = "/path?" + query("from", a, "to", b, "as-of", data.Narrow.Get("as-of"), "confidence", data.Narrow.Get("min-confidence"))
	for _, d := range []struct{ value, label string }{{"", "both ways"}, {"out", data.Ends[0].Label + " → " + data.Ends[1].Label}, {"in", data.Ends[1].Label + " → " + data.Ends[0].Label}} {
		data.Directions = append(data.Directions, option{d.label, with(r, "direction", d.value), data.Direction == d.value})
	}
	data.cut(r, &data.Sentences)
	return c.render(w, "between", data)
}

// sum counts what is said, and sets what is denied against it.
func (d *betweenData) sum() {
	counts := map[string]int{}
	sources := map[string]bool{}
	first, last := "", ""
	groups := map[string]*dispute{}
	var order []string
	for _, s := range d.Sentences {
		counts[s.Class]++
		sources[cmp.Or(s.Source.Publisher, s.Source.ID)] = true
		last = max(last, s.Day)
		if at := cmp.Or(s.Time.Earliest, s.Time.Latest); at != "" && (first == "" || at < first) {
			first = at
		}
		from, to := s.Subject, s.Object
		if rel, _ := schema.Builtin().Relation(s.Relation); rel.Symmetric && to.ID < from.ID {
			from, to = to, from
		}
		key := from.ID + " " + s.Relation + " " + to.ID
		g := groups[key]
		if g == nil {
			g = &dispute{Says: fmt.Sprintf("%s %s %s", from.Label, s.Label, to.Label)}
			groups[key], order = g, append(order, key)
		}
		switch s.Status {
		case graph.Asserted:
			g.Said = append(g.Said, s)
		case graph.Denied:
			g.Denied = append(g.Denied, s)
		}
	}
	for _, key := range order {
		if g := groups[key]; len(g.Said) > 0 && len(g.Denied) > 0 {
			g.Said, g.Denied = g.Said[:min(5, len(g.Said))], g.Denied[:min(5, len(g.Denied))]
			d.Disputes = append(d.Disputes, *g)
		}
	}
	d.Total, d.Sources, d.Period = len(d.Sentences), len(sources), period(first, last)
	for _, cl := range []struct{ class, label string }{{"cooperative", "cooperative"}, {"neutral", "neutral"}, {"conflictual", "conflictual"}} {
		if n := counts[cl.class]; n > 0 {
			d.Counts = append(d.Counts, classCount{cl.class, cl.label, n})
		}
	}
}
