package console

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"entente/cmd/entente/internal/intake"
	"entente/cmd/entente/internal/web/console/atlas"
	"entente/graph"
)

// What columns of degrees are called.
var (
	northNames = []string{"lat", "latitude"}
	eastNames  = []string{"lon", "lng", "long", "longitude"}
)

// point is where a row says by degrees that it is.
func (r gizmoRow) point() (lat, lon float64, ok bool) {
	degrees := func(names []string, most float64) (float64, bool) {
		for _, n := range names {
			if text := strings.TrimSpace(r.text(n)); text != "" {
				v, err := strconv.ParseFloat(text, 64)
				return v, err == nil && math.Abs(v) <= most
			}
		}
		return 0, false
	}
	lat, north := degrees(northNames, 90)
	lon, east := degrees(eastNames, 180)
	return lat, lon, north && east
}

// onMap tells whether a row says by itself where it is, or names somebody
// whom the atlas or the gazetteer places.
func (r gizmoRow) onMap() bool {
	if _, _, ok := r.point(); ok {
		return true
	}
	known, err := intake.Names()
	return slices.ContainsFunc(r.names, func(n string) bool {
		id := r.iri(n)
		if _, ok := atlas.Find(id); ok || err != nil {
			return ok
		}
		entry, ok := known.Entry(id)
		return ok && entry.Seat != ""
	})
}

// named is what a point is called.
func (r gizmoRow) named() string {
	for _, n := range []string{"label", "name", "place", "city", "title", "id"} {
		if text := r.text(n); text != "" {
			return text
		}
	}
	return "a place without a name"
}

// arcsOfRows bounds the lines of a query's map.
const arcsOfRows = 300

// mapRows puts rows on the map: at the degrees they give, else the actors they
// name where those stand; from source to target leads a line.
func (c *console) mapRows(ctx context.Context, a *gizmoAnswer) error {
	placed := map[string]*mapRow{} // by ID, of points by name and degrees
	var order []string
	put := func(key string, row mapRow) {
		if placed[key] == nil {
			placed[key], order = &row, append(order, key)
		}
		placed[key].Claims++
	}
	known := map[string]mapRow{}
	points := false
	for _, r := range a.rows {
		on := false
		if lat, lon, ok := r.point(); ok {
			on, points = true, true
			row := mapRow{at: atlas.Place{City: degrees(lat, lon), Lat: lat, Lon: lon}, placed: true, Place: degrees(lat, lon)}
			row.Label = r.named()
			for _, n := range r.names {
				if id := r.iri(n); strings.HasPrefix(id, graph.ActorPrefix) {
					row.Actor = a.labels[id]
					break
				}
			}
			put(row.Label+row.Place, row)
		} else {
			for _, n := range r.names {
				id := r.iri(n)
				if !strings.HasPrefix(id, graph.ActorPrefix) {
					continue
				}
				row, seen := known[id]
				if !seen {
					var err error
					if row, err = c.place(ctx, a.labels[id]); err != nil {
						return err
					}
					known[id] = row
				}
				if row.placed {
					put(id, row)
					on = true
				}
			}
		}
		if !on {
			a.Off++
		}
	}
	for _, key := range order {
		a.Places = append(a.Places, *placed[key])
	}
	slices.SortStableFunc(a.Places, func(x, y mapRow) int { return cmp.Or(cmp.Compare(y.Claims, x.Claims), cmp.Compare(x.Label, y.Label)) })
	m := drawMap(nil, a.Places, "row")
	m.Points = points
	m.Arcs = arcs(a, known)
	a.Map = &m
	return nil
}

// arcs are lines from the sources of rows to their targets, one for each class
// of relation.
func arcs(a *gizmoAnswer, known map[string]mapRow) []mapArc {
	type between struct{ from, to, class string }
	words := map[between][]string{}
	var order []between
	for _, r := range a.rows {
		from, to := r.iri("source"), r.iri("target")
		if x, y := known[from], known[to]; !x.placed || !y.placed || same(x.at, y.at) {
			continue
		}
		label, class := "→", relationClass(r.relation())
		if r.relation() != "" {
			label = relationLabel(r.relation())
		}
		key := between{from, to, class}
		if words[key] == nil {
			order = append(order, key)
		}
		if line := a.labels[from].Label + " " + label + " " + a.labels[to].Label; !slices.Contains(words[key], line) {
			words[key] = append(words[key], line)
		}
	}
	var list []mapArc
	for _, key := range order[:min(len(order), arcsOfRows)] {
		list = append(list, mapArc{Path: atlas.Arc(known[key.from].at, known[key.to].at), Class: key.class, Width: "1.4", To: known[key.to].at.City, Title: strings.Join(words[key], "; ")})
	}
	return list
}

// degrees writes a point as people do: "35.69° N, 51.42° E".
func degrees(lat, lon float64) string {
	one := func(v float64, plus, minus string) string {
		if v < 0 {
			v, plus = -v, minus
		}
		return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) + "° " + plus
	}
	return one(lat, "N", "S") + ", " + one(lon, "E", "W")
}
