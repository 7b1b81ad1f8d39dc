package console

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"entente/cmd/entente/internal/part"
	"entente/cmd/entente/internal/web/drawing"
	"entente/cmd/entente/internal/web/route"
	"entente/graph"
	"entente/graph/export"
	"entente/queries"
	"entente/schema"
)

// matrixSide is how many actors a matrix has at most: the best connected.
const matrixSide = 40

type matrixData struct {
	page
	Narrow  choices
	Actor   string // as asked
	Depth   string
	Order   string
	Orders  []option
	Drawn   string // the same as a drawing
	Asked   bool   // there is a matrix
	Words   string // what it shows
	Columns []graph.Actor
	Blocs   []matrixBloc
	Actors  int // in all
	Claims  int64
}

// matrixBloc is rows that stand together: those of a bloc, or all.
type matrixBloc struct {
	Name string // "" where rows stand in another order
	Rows []matrixRow
}

type matrixRow struct {
	graph.Actor
	Cells []matrixCell
}

// matrixCell is what one actor is said to do to another.
type matrixCell struct {
	Claims int
	Class  string // "cooperative", "conflictual", "neutral", "mixed"; "" for nothing, "self" for the same actor
	Step   int    // how dark: 1 to 4
	Href   string // its sentences
	Says   string
	First  bool // the first column of a bloc
}

func (c *console) matrix(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	want, err := drawing.Read(q, c.Limits.Nodes)
	if err != nil {
		return err
	}
	want.Time = c.Limits.Time
	data := matrixData{page: c.page(r, "/graph", "Matrix"), Narrow: newChoices(r), Actor: want.Actor, Depth: cmp.Or(q.Get("depth"), "1"), Order: cmp.Or(q.Get("order"), "blocs")}
	for _, o := range []option{{Label: "by blocs", Href: "blocs"}, {Label: "by number of relations", Href: "degree"}, {Label: "by name", Href: "name"}} {
		data.Orders = append(data.Orders, option{o.Label, with(r, "order", o.Href), data.Order == o.Href})
	}
	if !slices.ContainsFunc(data.Orders, func(o option) bool { return o.Chosen }) {
		return route.NewError(http.StatusBadRequest, fmt.Sprintf("order is blocs, degree or name, not %q", data.Order))
	}
	data.Drawn = "/graph?" + serverQuery(q).Encode()
	if data.Claims, err = c.tooMany(r.Context(), want); err != nil {
		return err
	} else if data.Claims > 0 {
		return c.render(w, "matrix", data)
	}
	chosen, err := queries.Select(r.Context(), c.Store, want.Selection)
	if err != nil {
		return c.unclear(w, r, err)
	}
	o := export.Options{Seed: want.Seed, Statuses: want.Statuses}
	g, err := export.Group(r.Context(), part.Input(r.Context(), chosen), o)
	if err != nil {
		return err
	}
	if data.Order == "blocs" {
		if err := g.Measure(r.Context(), o); err != nil {
			return err
		}
	}
	data.Asked, data.Words = true, chosen.Words()
	data.Title = "Matrix: " + cmp.Or(data.Words, "the whole graph")
	data.fill(g, chosen.Center.ID)
	data.exports(want.Selection)
	data.Command = c.command(append([]string{"export", "--format", "csv"}, part.Arguments(want.Selection)...)...)
	return c.render(w, "matrix", data)
}

// fill chooses the actors, puts them in order and counts what joins them.
func (d *matrixData) fill(g *export.Graph, center string) {
	d.Actors = len(g.Nodes)
	at := make([]int, len(g.Nodes))
	for i := range at {
		at[i] = i
	}
	node := func(i int) *export.Node { return &g.Nodes[i] }
	connected := func(a, b int) int {
		return cmp.Or(cmp.Compare(node(b).Degree, node(a).Degree), cmp.Compare(node(a).Actor.ID, node(b).Actor.ID))
	}
	slices.SortFunc(at, func(a, b int) int {
		if node(a).Actor.ID == center || node(b).Actor.ID == center && a != b {
			if node(a).Actor.ID == center {
				return -1
			}
			return 1
		}
		return connected(a, b)
	})
	at = at[:min(len(at), matrixSide)]
	bloc := func(i int) int {
		if m := node(i).Measures; m != nil && m.Bloc > 0 {
			return m.Bloc
		}
		return len(g.Nodes) + 1 // those in none come last
	}
	slices.SortFunc(at, func(a, b int) int {
		if d.Order == "name" {
			return cmp.Or(cmp.Compare(graph.Fold(node(a).Actor.Label), graph.Fold(node(b).Actor.Label)), connected(a, b))
		}
		return cmp.Or(cmp.Compare(bloc(a), bloc(b)), connected(a, b))
	})
	said := countCells(g)
	last := -1
	for _, i := range at {
		d.Columns = append(d.Columns, node(i).Actor)
		if b := bloc(i); d.Order == "blocs" && b != last || last < 0 {
			last = b
			name := ""
			if d.Order == "blocs" {
				if name = "In no bloc"; node(i).BlocName != "" {
					name = "Bloc around " + node(i).BlocName
				}
			}
			d.Blocs = append(d.Blocs, matrixBloc{Name: name})
		}
		row := matrixRow{Actor: node(i).Actor}
		before := -1
		for _, j := range at {
			cell := newMatrixCell(node(i).Actor, node(j).Actor, said[[2]int{i, j}])
			if b := bloc(j); d.Order == "blocs" && b != before {
				cell.First, before = before >= 0, b
			}
			row.Cells = append(row.Cells, cell)
		}
		b := &d.Blocs[len(d.Blocs)-1]
		b.Rows = append(b.Rows, row)
	}
}

// tally is claims by class of relation.
type tally map[schema.Class]int

// countCells counts what is said from one to the other: what holds both ways
// counts for both.
func countCells(g *export.Graph) map[[2]int]tally {
	said := map[[2]int]tally{}
	add := func(from, to int, e *export.Edge) {
		key := [2]int{from, to}
		if said[key] == nil {
			said[key] = tally{}
		}
		said[key][e.Relation.Class] += len(e.Claims)
	}
	for i := range g.Edges {
		e := &g.Edges[i]
		add(e.From, e.To, e)
		if e.Relation.Symmetric {
			add(e.To, e.From, e)
		}
	}
	return said
}

func newMatrixCell(from, to graph.Actor, t tally) matrixCell {
	if from.ID == to.ID {
		return matrixCell{Class: "self"}
	}
	var cell matrixCell
	var words []string
	for _, class := range []schema.Class{schema.Cooperative, schema.Conflictual, schema.Neutral} {
		if n := t[class]; n > 0 {
			cell.Claims += n
			words = append(words, fmt.Sprintf("%d %s", n, class))
		}
	}
	if cell.Claims == 0 {
		return cell
	}
	switch good, bad := t[schema.Cooperative], t[schema.Conflictual]; {
	case good > 0 && bad > 0:
		cell.Class = "mixed"
	case good > 0:
		cell.Class = string(schema.Cooperative)
	case bad > 0:
		cell.Class = string(schema.Conflictual)
	default:
		cell.Class = string(schema.Neutral)
	}
	for n := cell.Claims; n > 0 && cell.Step < 4; n /= 3 {
		cell.Step++
	}
	cell.Href = whyURL(from.ID, "any", to.ID)
	cell.Says = from.Label + " → " + to.Label + ": " + strings.Join(words, ", ")
	return cell
}
