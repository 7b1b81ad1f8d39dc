package console

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"

	"entente/cmd/entente/internal/part"
	"entente/cmd/entente/internal/web/drawing"
	"entente/cmd/entente/internal/web/route"
	"entente/queries"
)

const (
	// wholeClaims is up to how many claims a store is drawn whole where
	// nobody says what of it.
	wholeClaims = 5000

	// tableRows is how many relations the table beside a graph has as it
	// comes; scripts put more there (limits in graph-model.js).
	tableRows = 200
)

func (c *console) graphRoutes() []route.Route {
	return []route.Route{
		{Method: "GET", Pattern: "/graph", Kind: route.Page, Load: route.Heavy, Handle: c.graph},
		{Method: "GET", Pattern: "/matrix", Kind: route.Page, Load: route.Heavy, Handle: c.matrix},
	}
}

type graphData struct {
	page
	Narrow  choices
	Actor   string
	Depth   string           // the choice
	Drawing *drawing.Drawing // nil: nothing was asked for, and the whole is too much
	Source  string           // address of the drawing without what was expanded
	Rows    []graphRow
	Cut     bool // the table has not all relations
	Claims  int64

	Narrower string // the same, of what two sources say
	Matrix   string // the same as a matrix
}

// graphRow is an edge as the table shows it.
type graphRow struct {
	drawing.Edge
	From, To drawing.Node
	When     string
}

func (c *console) graph(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	want, err := drawing.Read(q, c.Limits.Nodes)
	if err != nil {
		return err
	}
	want.Time = c.Limits.Time
	data := graphData{page: c.page(r, "/graph", "Graph"), Narrow: newChoices(r), Actor: want.Actor, Depth: cmp.Or(q.Get("depth"), "1")}
	data.Matrix = "/matrix?" + serverQuery(q).Encode()
	if data.Claims, err = c.tooMany(r.Context(), want); err != nil {
		return err
	} else if data.Claims > 0 {
		return c.render(w, "graph", data)
	}
	d, err := drawing.Of(r.Context(), c.Store, want)
	if err != nil {
		return c.unclear(w, r, err)
	}
	data.Drawing, data.Title = d, cmp.Or(d.Title, "The whole graph")
	src := serverQuery(q)
	data.Source = "/api/graph?" + src.Encode()
	data.Rows, data.Cut = tableOf(d)
	data.Narrower = with(r, "min-sources", "2")
	data.exports(want.Selection)
	data.Command = c.command(append([]string{"export", "--format", "svg"}, part.Arguments(want.Selection)...)...)
	return c.render(w, "graph", data)
}

// tooMany is how many claims there are, if that is too many to draw them all
// and nobody says whom a picture is about; 0 otherwise.
func (c *console) tooMany(ctx context.Context, want drawing.Request) (int64, error) {
	if asked(want) {
		return 0, nil
	}
	stats, err := queries.Stats(ctx, c.Store)
	if err != nil || stats.Claims <= wholeClaims {
		return 0, err
	}
	return int64(stats.Claims), nil
}

// asked tells whether an address says whom a picture is about.
func asked(want drawing.Request) bool {
	return want.Actor != "" || want.Query != "" || want.Between != [2]string{}
}

// serverQuery is what of an address chooses a part of the graph. The rest is
// how the reader looks at it.
func serverQuery(q url.Values) url.Values {
	kept := url.Values{}
	for _, p := range drawing.Params {
		for _, v := range q[p.Name] {
			if v != "" && p.Name != "with" {
				kept.Add(p.Name, v)
			}
		}
	}
	return kept
}

// tableOf lists a drawing's edges, the best attested first.
func tableOf(d *drawing.Drawing) (rows []graphRow, cut bool) {
	nodes := map[string]drawing.Node{}
	for _, n := range d.Nodes {
		nodes[n.ID] = n
	}
	for _, e := range d.Edges {
		when := period(e.Earliest, e.Latest)
		if e.Open {
			when = "since " + e.Earliest
		}
		rows = append(rows, graphRow{e, nodes[e.Source], nodes[e.Target], when})
	}
	slices.SortStableFunc(rows, func(a, b graphRow) int {
		return cmp.Or(cmp.Compare(b.Sources, a.Sources), cmp.Compare(b.Claims, a.Claims), cmp.Compare(a.From.Label, b.From.Label))
	})
	if len(rows) > tableRows {
		return rows[:tableRows], true
	}
	return rows, false
}

// Group tells a node that stands for several actors.
func (r graphRow) Group() bool { return r.From.Members > 0 || r.To.Members > 0 }
