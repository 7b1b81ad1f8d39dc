package console

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"

	"entente/cmd/entente/internal/web/console/atlas"
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
	Timeline []gizmoYear
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
	if err := c.nameRows(ctx, a); err != nil {
		return err
	}
	tab := func(name, label string, fits bool) {
		if fits {
			a.Views = append(a.Views, gizmoTab{Name: name, Label: label})
		}
	}
	tab("table", "Table", true)
	tab("graph", "Graph", seen["source"] && seen["target"])
	tab("map", "Map", slices.ContainsFunc(a.rows, func(r gizmoRow) bool {
		return slices.ContainsFunc(r.names, func(n string) bool { _, ok := atlas.Find(r.iri(n)); return ok })
	}))
	tab("timeline", "Timeline", slices.ContainsFunc(a.rows, func(r gizmoRow) bool { return r.day() != "" }))
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
	switch a.As {
	case "graph":
		return c.drawRows(ctx, a)
	case "map":
		a.mapRows()
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
			SourceColour: r.text("source_color"), TargetColour: r.text("target_color"), Relation: r.iri("relation"),
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

// mapRows puts the actors of rows on the map; lines lead from the one that is
// the source, or the target, of all.
func (a *gizmoAnswer) mapRows() {
	count := map[string]int{}
	ends := map[string]map[string]bool{"source": {}, "target": {}}
	for _, r := range a.rows {
		for _, n := range r.names {
			if id := r.iri(n); strings.HasPrefix(id, graph.ActorPrefix) {
				count[id]++
				if ends[n] != nil {
					ends[n][id] = true
				}
			}
		}
	}
	var middle *mapRow
	for _, end := range []string{"source", "target"} {
		if len(ends[end]) != 1 || middle != nil {
			continue
		}
		for id := range ends[end] {
			if at, ok := atlas.Find(id); ok {
				middle = &mapRow{Actor: a.labels[id], Place: at.City, at: at, placed: true}
			}
		}
	}
	ties := map[string][]mapTie{}
	for _, r := range a.rows {
		from, to := r.iri("source"), r.iri("target")
		if from == "" || to == "" {
			continue
		}
		relation := strings.TrimPrefix(r.iri("relation"), graph.RelationPrefix)
		tie := mapTie{From: a.labels[from], To: a.labels[to], Relation: relation, Label: relationLabel(relation), Class: relationClass(relation), Claims: 1, Sources: 2}
		ties[from] = append(ties[from], tie)
		ties[to] = append(ties[to], tie)
	}
	var rows []mapRow
	for id, n := range count {
		if at, ok := atlas.Find(id); ok && (middle == nil || id != middle.ID) {
			rows = append(rows, mapRow{Actor: a.labels[id], Place: at.City, Claims: n, Ties: ties[id], at: at, placed: true})
		}
	}
	slices.SortFunc(rows, func(x, y mapRow) int { return cmp.Or(cmp.Compare(y.Claims, x.Claims), cmp.Compare(x.ID, y.ID)) })
	m := drawMap(middle, rows)
	a.Map = &m
}

// day is when a row says that something happened, or "".
func (r gizmoRow) day() string {
	for _, n := range []string{"date", "start", "when", "published"} {
		if t, err := graph.ParseTime(r.text(n)); err == nil && r.text(n) != "" && (t.Earliest != "" || t.Latest != "") {
			return cmp.Or(t.Earliest, t.Latest)
		}
	}
	return ""
}

// years puts the rows that have a date in the order of time, newest first.
func (a *gizmoAnswer) years() {
	type dated struct {
		day  string
		line gizmoLine
	}
	var all []dated
	for _, r := range a.rows {
		day := r.day()
		if day == "" {
			continue
		}
		var words []string
		line := gizmoLine{Date: day}
		for _, n := range a.Columns {
			id := r.iri(n)
			switch {
			case strings.HasPrefix(id, graph.ClaimPrefix):
				line.Href = claimURL(id)
			case strings.HasPrefix(id, graph.ActorPrefix):
				words = append(words, a.labels[id].Label)
			case strings.HasPrefix(id, graph.RelationPrefix):
				words = append(words, relationLabel(id))
			case n != "date" && n != "start" && n != "when" && r.text(n) != "" && id == "":
				words = append(words, r.text(n))
			}
		}
		line.Text = strings.Join(words, " ")
		all = append(all, dated{day, line})
	}
	slices.SortStableFunc(all, func(x, y dated) int { return cmp.Compare(y.day, x.day) })
	for _, d := range all {
		year := d.day[:min(4, len(d.day))]
		if n := len(a.Timeline); n == 0 || a.Timeline[n-1].Year != year {
			a.Timeline = append(a.Timeline, gizmoYear{Year: year})
		}
		last := &a.Timeline[len(a.Timeline)-1]
		last.Lines = append(last.Lines, d.line)
	}
}
