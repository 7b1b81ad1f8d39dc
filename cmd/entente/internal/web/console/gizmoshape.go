package console

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"

	"entente/cmd/entente/internal/web/drawing"
	"entente/graph"
	"entente/graph/export"
	"entente/graph/store"
)

// gizmoAnswer is a query's rows, in one of the views that their shape allows.
type gizmoAnswer struct {
	Views     []gizmoTab
	Truncated bool
	Partial   bool // the reader stopped it
	Limit     int
	Elapsed   string
	Number    int

	As       string
	Columns  []string
	Cells    [][]cell
	Drawing  *drawing.Drawing
	Map      *mapDrawing
	Places   []mapRow // on the map
	Lanes    lanes
	Timeline []gizmoYear
	Off      int // rows that the picture has no place for
	JSON     string

	rows   []gizmoRow
	labels map[string]graph.Actor
}

type gizmoTab struct {
	Name, Label string
	Href        string
	Current     bool
}

// gizmoYear is what a timeline says of a year.
type gizmoYear struct {
	Year  string
	Lines []gizmoLine
}

type gizmoLine struct{ Date, Text, Href string }

// shape finds how rows can be shown, and shows them so.
func (c *console) shape(ctx context.Context, a *gizmoAnswer, as string) error {
	a.survey(as)
	return c.show(ctx, a)
}

// survey finds how rows can be shown.
func (a *gizmoAnswer) survey(as string) {
	a.Number = len(a.rows)
	seen := map[string]bool{}
	for _, r := range a.rows {
		for _, n := range r.names {
			seen[n] = true
		}
	}
	for n := range seen {
		a.Columns = append(a.Columns, n)
	}
	slices.SortFunc(a.Columns, func(x, y string) int { return cmp.Or(cmp.Compare(columnRank(x), columnRank(y)), cmp.Compare(x, y)) })
	times := newRowTimes(a.rows)
	tab := func(name, label string, fits bool) {
		if fits {
			a.Views = append(a.Views, gizmoTab{Name: name, Label: label})
		}
	}
	tab("table", "Table", true)
	tab("graph", "Graph", seen["source"] && seen["target"])
	tab("map", "Map", slices.ContainsFunc(a.rows, gizmoRow.onMap))
	tab("timeline", "Timeline", slices.ContainsFunc(a.rows, func(r gizmoRow) bool { _, ok := times.of(r); return ok }))
	tab("json", "JSON", true)
	a.As = "table"
	for i := range a.Views {
		if a.Views[i].Name == as {
			a.As = as
		}
	}
	for i := range a.Views {
		a.Views[i].Current = a.Views[i].Name == a.As
	}
}

// show makes the view that was chosen.
func (c *console) show(ctx context.Context, a *gizmoAnswer) error {
	if err := c.nameRows(ctx, a); err != nil {
		return err
	}
	switch a.As {
	case "graph":
		return c.drawRows(ctx, a)
	case "map":
		return c.mapRows(ctx, a)
	case "timeline":
		a.years()
	case "json":
		var b strings.Builder
		for _, r := range a.rows {
			b.WriteString(r.raw)
			b.WriteByte('\n')
		}
		a.JSON = b.String()
	default:
		a.table()
	}
	return nil
}

// nameRows looks up how people call the actors in rows.
func (c *console) nameRows(ctx context.Context, a *gizmoAnswer) error {
	a.labels = map[string]graph.Actor{}
	for _, r := range a.rows {
		for _, n := range r.names {
			id := r.iri(n)
			if _, known := a.labels[id]; known || !strings.HasPrefix(id, graph.ActorPrefix) {
				continue
			}
			d, err := c.Store.Actor(ctx, id)
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return err
			}
			a.labels[id] = graph.Actor{ID: id, Label: cmp.Or(d.Actor.Label, id), Type: d.Actor.Type}
		}
	}
	return nil
}

func (a *gizmoAnswer) table() {
	for _, r := range a.rows {
		var cells []cell
		for _, n := range a.Columns {
			one := cell{Text: r.text(n), Column: n}
			id := r.iri(n)
			switch {
			case strings.HasPrefix(id, graph.ActorPrefix):
				one.Text, one.Href = a.labels[id].Label, actorURL(id)
			case strings.HasPrefix(id, graph.ClaimPrefix):
				one.Text, one.Href, one.Drawer = "why", claimURL(id), true
			case strings.HasPrefix(id, graph.SourcePrefix):
				one.Href = sourceURL(id)
			case strings.HasPrefix(id, graph.RelationPrefix):
				one.Text, one.Href = relationLabel(id), "/relation/"+url.PathEscape(strings.TrimPrefix(id, graph.RelationPrefix))
			}
			cells = append(cells, one)
		}
		a.Cells = append(a.Cells, cells)
	}
}

func (c *console) drawRows(ctx context.Context, a *gizmoAnswer) error {
	var rows []drawing.Row
	for _, r := range a.rows {
		row := drawing.Row{
			Source: cmp.Or(r.iri("source"), r.text("source")), Target: cmp.Or(r.iri("target"), r.text("target")),
			SourceLabel: r.text("source_label"), TargetLabel: r.text("target_label"),
			SourceColour: r.text("source_color"), TargetColour: r.text("target_color"), Relation: r.relation(),
		}
		if row.Source != "" && row.Target != "" {
			rows = append(rows, row)
		}
	}
	var err error
	a.Drawing, err = drawing.Rows(ctx, rows, func(_ context.Context, id string) (graph.Description, error) {
		return graph.Description{Actor: a.labels[id]}, nil
	}, drawing.Options{Options: export.Options{Seed: 1, Title: "A query's answer"}, Max: c.Limits.Nodes})
	return err
}
