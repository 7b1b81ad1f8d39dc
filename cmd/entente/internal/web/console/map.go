package console

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"

	"entente/cmd/entente/internal/intake"
	"entente/cmd/entente/internal/part"
	"entente/cmd/entente/internal/web/console/atlas"
	"entente/cmd/entente/internal/web/drawing"
	"entente/cmd/entente/internal/web/route"
	"entente/graph"
	"entente/graph/export"
	"entente/queries"
)

// mapRows is how many actors the list beside the map has.
const mapRows = 300

func (c *console) mapRoutes() []route.Route {
	return []route.Route{
		{Method: "GET", Pattern: "/map", Kind: route.Page, Load: route.Heavy, Handle: c.worldMap},
	}
}

type mapData struct {
	page
	Narrow choices
	Asked  string      // whom the address names
	Actor  graph.Actor // in the middle; zero: everybody
	Where  string      // of the actor, in words
	Map    mapDrawing
	Rows   []mapRow
	Total  int
	Absent []mapRow // that have no place
}

// mapRow is somebody on the map, and what joins the actor in the middle to
// them.
type mapRow struct {
	graph.Actor
	Place            string // "Tehran", or "Tehran, as of Iran"
	Claims           int
	Sources          int
	Earliest, Latest string // of all its relations
	Ties             []mapTie

	at     atlas.Place
	placed bool
}

// mapTie is one relation of the two.
type mapTie struct {
	From, To graph.Actor
	Relation string
	Label    string
	Class    string
	Claims   int
	Sources  int
}

func (c *console) worldMap(w http.ResponseWriter, r *http.Request) error {
	want, err := drawing.Read(r.URL.Query(), c.Limits.Nodes)
	if err != nil {
		return err
	}
	data := mapData{page: c.page(r, "/map", "Map"), Narrow: newChoices(r), Asked: want.Actor}
	if want.Actor == "" {
		if err := c.everybody(r.Context(), &data); err != nil {
			return err
		}
		return c.render(w, "map", data)
	}
	want.Depth = 1
	if err := c.around(r.Context(), &data, want.Selection); err != nil {
		return c.unclear(w, r, err)
	}
	data.exports(want.Selection)
	data.Command = c.command(append([]string{"export", "--format", "csv"}, part.Arguments(want.Selection)...)...)
	data.Title = "Map: " + data.Actor.Label
	return c.render(w, "map", data)
}

// everybody shows whoever the store knows and the atlas places.
func (c *console) everybody(ctx context.Context, data *mapData) error {
	counts, err := c.Store.ClaimCounts(ctx, atlas.Actors())
	if err != nil {
		return err
	}
	for _, id := range atlas.Actors() {
		if counts[id] == 0 {
			continue
		}
		d, err := c.Store.Actor(ctx, id)
		if err != nil {
			return fmt.Errorf("describing %s: %w", id, err)
		}
		at, _ := atlas.Find(id)
		data.Rows = append(data.Rows, mapRow{Actor: d.Actor, Place: at.City, Claims: counts[id], at: at, placed: true})
	}
	slices.SortStableFunc(data.Rows, func(a, b mapRow) int {
		return cmp.Or(cmp.Compare(b.Claims, a.Claims), cmp.Compare(a.Label, b.Label))
	})
	data.Map = drawMap(nil, data.Rows, "claim")
	data.cut()
	return nil
}

// around shows with whom an actor has relations.
func (c *console) around(ctx context.Context, data *mapData, sel queries.Selection) error {
	part, err := queries.Select(ctx, c.Store, sel)
	if err != nil {
		return err
	}
	data.Actor = part.Center
	middle, err := c.place(ctx, data.Actor)
	if err != nil {
		return err
	}
	data.Where = middle.Place
	g, err := export.Group(ctx, export.Input{Claims: part.Claims(ctx), Actor: part.Actor, Source: part.Source}, export.Options{})
	if err != nil {
		return err
	}
	rows := map[string]*mapRow{}
	for i := range g.Edges {
		e := &g.Edges[i]
		from, to := g.Nodes[e.From].Actor, g.Nodes[e.To].Actor
		other := to
		if to.ID == data.Actor.ID {
			other = from
		} else if from.ID != data.Actor.ID {
			continue
		}
		row := rows[other.ID]
		if row == nil {
			placed, err := c.place(ctx, other)
			if err != nil {
				return err
			}
			row = &placed
			rows[other.ID] = row
		}
		row.Claims += len(e.Claims)
		row.Sources = max(row.Sources, e.Sources)
		row.Latest = max(row.Latest, e.Latest)
		if row.Earliest == "" || e.Earliest != "" && e.Earliest < row.Earliest {
			row.Earliest = e.Earliest
		}
		row.Ties = append(row.Ties, mapTie{
			From: from, To: to, Relation: e.Relation.Name, Label: e.Relation.Label, Class: string(e.Relation.Class),
			Claims: len(e.Claims), Sources: e.Sources,
		})
	}
	for _, row := range rows {
		slices.SortFunc(row.Ties, func(a, b mapTie) int {
			return cmp.Or(cmp.Compare(b.Claims, a.Claims), cmp.Compare(a.Label, b.Label), cmp.Compare(a.From.ID, b.From.ID))
		})
		if row.placed {
			data.Rows = append(data.Rows, *row)
		} else {
			data.Absent = append(data.Absent, *row)
		}
	}
	for _, list := range [][]mapRow{data.Rows, data.Absent} {
		slices.SortFunc(list, func(a, b mapRow) int {
			return cmp.Or(cmp.Compare(b.Claims, a.Claims), cmp.Compare(a.Label, b.Label), cmp.Compare(a.ID, b.ID))
		})
	}
	if middle.placed {
		data.Map = drawMap(&middle, data.Rows, "claim")
	} else {
		data.Map = drawMap(nil, data.Rows, "claim")
		data.Notes = append(data.Notes, data.Actor.Label+" has no place on this map, so no lines lead from it.")
	}
	data.cut()
	return nil
}

// cut bounds the lists and says so.
func (data *mapData) cut() {
	data.Total = len(data.Rows) + len(data.Absent)
	if len(data.Rows) > mapRows {
		data.Notes = append(data.Notes, "The list has the first "+count(mapRows)+" of "+plural(len(data.Rows), "actor")+" on the map.")
		data.Rows = data.Rows[:mapRows]
	}
	if len(data.Absent) > mapRows {
		data.Notes = append(data.Notes, "Of "+plural(len(data.Absent), "actor")+" without a place the first "+count(mapRows)+" are listed.")
		data.Absent = data.Absent[:mapRows]
	}
}

// place finds where an actor stands: a state at its capital, a city at itself,
// an organization at its seat, others with what they belong to.
func (c *console) place(ctx context.Context, a graph.Actor) (mapRow, error) {
	row := mapRow{Actor: a}
	known, err := intake.Names()
	if err != nil {
		return row, err
	}
	id, owner := a.ID, ""
	for range 4 { // a ministry of a government of a state
		if at, ok := atlas.Find(id); ok {
			row.at, row.placed = at, true
			break
		}
		entry, ok := known.Entry(id)
		if ok {
			if at, found := atlas.City(entry.Seat); found && entry.Seat != "" {
				row.at, row.placed = at, true
				break
			}
		}
		next := ""
		d, err := c.Store.Actor(ctx, id)
		if err == nil {
			next = d.Within
		}
		if next == "" && ok && len(entry.Within) > 0 {
			next = entry.Within[0]
		}
		if next == "" || next == id {
			break
		}
		id = next
		if d, err := c.Store.Actor(ctx, id); err == nil {
			owner = d.Actor.Label
		} else if entry, ok := known.Entry(id); ok {
			owner = entry.Label
		}
	}
	if row.placed {
		if row.Place = row.at.City; owner != "" {
			row.Place += ", with " + owner
		}
	}
	return row, nil
}
