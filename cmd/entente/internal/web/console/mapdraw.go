package console

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"entente/cmd/entente/internal/web/console/atlas"
	"entente/cmd/entente/internal/web/drawing"
)

// mapDrawing is the map's picture, as its template writes it.
type mapDrawing struct {
	Land          string
	Width, Height float64
	Arcs          []mapArc
	Dots          []mapDot
	Labels        []mapLabel
	Points        bool   // some places were given by their degrees
	Unit          string // what a dot's size counts
}

// mapArc is what joins the actor in the middle to all at one place, of one
// class.
type mapArc struct {
	Path, Class string
	Width       string
	Dashed      bool // one source says it
	Title       string
	To          string // the place, for scripts
}

// mapDot is a place with those who stand there.
type mapDot struct {
	X, Y, R float64
	Look    string
	Middle  bool
	Title   string
	Href    string
	Place   string
}

// mapLabel is a name beside a dot.
type mapLabel struct {
	X, Y     float64
	AtX, AtY float64 // the dot's middle
	Anchor   string
	Text     string
}

// labelsOnMap is how many names the map has room for at most.
const labelsOnMap = 40

// drawMap draws those who are in rows, the most important first; unit is what
// is counted of them.
func drawMap(middle *mapRow, rows []mapRow, unit string) mapDrawing {
	m := mapDrawing{Unit: unit, Land: atlas.Land(), Width: atlas.Width, Height: atlas.Height}
	type spot struct {
		first  *mapRow
		claims int
		names  []string
		ties   map[string][]mapTie // by class
	}
	spots := map[atlas.Place]*spot{}
	var order []atlas.Place
	for i := range rows {
		row := &rows[i]
		key := row.at
		key.Capital = false
		s := spots[key]
		if s == nil {
			s = &spot{first: row, ties: map[string][]mapTie{}}
			spots[key] = s
			order = append(order, key)
		}
		// A state stands for its capital before anybody else there does.
		if drawing.LookOf(row.Type).Name == "state" && drawing.LookOf(s.first.Type).Name != "state" {
			s.first = row
		}
		s.claims += row.Claims
		s.names = append(s.names, row.Label)
		for _, t := range row.Ties {
			s.ties[t.Class] = append(s.ties[t.Class], t)
		}
	}
	for _, key := range order {
		s := spots[key]
		if middle != nil && same(middle.at, key) {
			continue // it is the middle's own dot
		}
		p := atlas.Project(key.Lat, key.Lon)
		m.Dots = append(m.Dots, mapDot{
			X: p.X, Y: p.Y, R: dotRadius(s.claims), Look: drawing.LookOf(s.first.Type).Name, Place: key.City,
			Title: key.City + ": " + list(s.names, 8) + ", " + plural(s.claims, unit),
		})
		if s.first.ID != "" {
			m.Dots[len(m.Dots)-1].Href = "/map?" + query("actor", s.first.ID)
		}
		if middle == nil {
			continue
		}
		for _, class := range []string{"neutral", "cooperative", "conflictual"} {
			ties := s.ties[class]
			if len(ties) == 0 {
				continue
			}
			claims, sources := 0, 0
			var names []string
			for _, t := range ties {
				claims += t.Claims
				sources = max(sources, t.Sources)
				if line := t.From.Label + " " + t.Label + " " + t.To.Label; !slices.Contains(names, line) {
					names = append(names, line)
				}
			}
			m.Arcs = append(m.Arcs, mapArc{
				Path: atlas.Arc(middle.at, key), Class: class, Dashed: sources < 2, To: key.City,
				Width: strconv.FormatFloat(min(4, 0.8+0.6*math.Log2(float64(claims)+1)), 'f', 1, 64),
				Title: list(names, 6) + "; " + plural(claims, "claim"),
			})
		}
	}
	if middle != nil {
		p := atlas.Project(middle.at.Lat, middle.at.Lon)
		m.Dots = append(m.Dots, mapDot{X: p.X, Y: p.Y, R: 6, Look: drawing.LookOf(middle.Type).Name, Middle: true, Title: middle.Label + ", at " + middle.Place, Href: actorURL(middle.ID), Place: middle.at.City})
	}
	m.label(middle, func(place string) string {
		for _, key := range order {
			if key.City == place {
				return spots[key].first.Label
			}
		}
		return place
	})
	// Small dots over large ones.
	slices.SortStableFunc(m.Dots, func(a, b mapDot) int { return cmp.Compare(b.R, a.R) })
	return m
}

func same(a, b atlas.Place) bool { return a.Lat == b.Lat && a.Lon == b.Lon }

// dotRadius grows as the root of the claims does: areas compare.
func dotRadius(claims int) float64 {
	return math.Round(10*min(9, 1.6+0.7*math.Sqrt(float64(claims))))/10 + 0
}

// list joins names, and counts those it leaves out.
func list(names []string, most int) string {
	text := ""
	for i, n := range names {
		if i == most {
			return text + " and " + count(len(names)-most) + " more"
		}
		if i > 0 {
			text += ", "
		}
		text += n
	}
	return text
}

// label names dots where there is room: over no other dot's middle and no
// other name.
func (m *mapDrawing) label(middle *mapRow, name func(place string) string) {
	type box struct{ x0, y0, x1, y1 float64 }
	var taken []box
	for _, d := range m.Dots {
		taken = append(taken, box{d.X - d.R, d.Y - d.R, d.X + d.R, d.Y + d.R})
	}
	meets := func(b box, but int) bool {
		for i, t := range taken {
			if i != but && b.x0 < t.x1 && b.x1 > t.x0 && b.y0 < t.y1 && b.y1 > t.y0 {
				return true
			}
		}
		return false
	}
	put := func(i int, text string) {
		d, wide := m.Dots[i], 5.3*float64(len([]rune(text)))
		r := d.R + 2
		if d.Middle {
			r += 1.5 // it has a ring
		}
		for _, l := range []mapLabel{
			{X: d.X + r, Y: d.Y + 3, Anchor: "start", Text: text}, {X: d.X - r, Y: d.Y + 3, Anchor: "end", Text: text},
			{X: d.X, Y: d.Y - r, Anchor: "middle", Text: text}, {X: d.X, Y: d.Y + r + 7, Anchor: "middle", Text: text},
		} {
			b := box{l.X, l.Y - 8, l.X + wide, l.Y + 2}
			switch l.Anchor {
			case "end":
				b.x0, b.x1 = l.X-wide, l.X
			case "middle":
				b.x0, b.x1 = l.X-wide/2, l.X+wide/2
			}
			if b.x0 >= 0 && b.x1 <= m.Width && b.y0 >= 0 && b.y1 <= m.Height && !meets(b, i) {
				taken = append(taken, b)
				l.X, l.Y, l.AtX, l.AtY = math.Round(l.X*10)/10, math.Round(l.Y*10)/10, d.X, d.Y
				m.Labels = append(m.Labels, l)
				return
			}
		}
	}
	if n := len(m.Dots); middle != nil && n > 0 {
		put(n-1, middle.Label)
	}
	for i := range m.Dots {
		if len(m.Labels) == labelsOnMap {
			return
		}
		if !m.Dots[i].Middle {
			put(i, name(m.Dots[i].Place))
		}
	}
}
