package export

import (
	"cmp"
	"context"
	"io"
	"math"
	"slices"
	"strings"

	"entente/graph"
	"entente/schema"
)

var svg = Format{
	Name:  "svg",
	Ext:   ".svg",
	MIME:  "image/svg+xml",
	Title: "SVG: a picture with a legend and the quotes as tooltips, for reading and printing",
	Loses: "actors beyond the best connected 120 (it says how many), all but a few quotes of a line, claims that are not asserted, unless asked for",
	Write: writeSVG,
}

// defaultMaxNodes is what a picture shows where the user sets nothing: more
// labels than this no page has room for.
const defaultMaxNodes = 120

// style changes the picture for dark screens. All colours stand in attributes
// too, so that programs that read no style sheets show it light.
const style = `
@media (prefers-color-scheme: dark) {
  .ground { fill: #15181d; }
  .ink { fill: #e8eaed; }
  .dim { fill: #a8aeb8; }
  .halo { stroke: #15181d; }
  .hole { fill: #15181d; }
  .cooperative { stroke: #67A9CF; }
  .conflictual { stroke: #F1A340; }
  .neutral { stroke: #9AA0A8; }
  .cooperative-ink { fill: #8CC3E2; }
  .conflictual-ink { fill: #F5B868; }
  .neutral-ink { fill: #B4BAC2; }
  .rule { stroke: #3a4049; }
}
`

func writeSVG(ctx context.Context, w io.Writer, in Input, o Options) error {
	o.PerClaim = false // lines are bundled anyhow
	g, err := pick(ctx, in, o, cmp.Or(o.MaxNodes, defaultMaxNodes))
	if err != nil {
		return err
	}
	if err := g.Place(ctx, o); err != nil {
		return err
	}
	p := draw(g.Graph, o.vocabulary())
	p.left = g.leftOut
	title := plain(o.Title)
	if title == "" && g.Note != "" {
		title = "Claims"
	} else if title == "" {
		title = "Claims about " + count(g.actors, "actor")
	}
	page := newPage(p, title)
	x := newXML(w)
	page.write(x)
	return x.Flush()
}

// page is the picture on its sheet: title, graph, legend, sources.
type page struct {
	*picture
	title           string
	width           float64
	graph           point // moves the graph to its place
	legendY, height float64
	legend          []entry
	notes           []note
}

const (
	pad       = 28.0
	headRoom  = 74.0
	noteLine  = 15.0
	noteSize  = 10.5
	minWidth  = 720.0
	maxQuotes = 6 // in the tooltip of a line
)

func newPage(p *picture, title string) *page {
	low, high := point{0, 0}, point{0, 0}
	for i := range p.Nodes {
		if i == 0 {
			low, high = p.at(i), p.at(i)
		}
		for _, r := range []rect{p.disc(i), p.labels[i].rect} {
			low = point{min(low.x, r.low.x), min(low.y, r.low.y)}
			high = point{max(high.x, r.high.x), max(high.y, r.high.y)}
		}
	}
	for i := range p.bundles {
		for t := 0.1; t < 1; t += 0.1 {
			q := p.bundles[i].line.on(t)
			low, high = point{min(low.x, q.x-6), min(low.y, q.y-6)}, point{max(high.x, q.x+6), max(high.y, q.y+6)}
		}
	}
	pg := &page{picture: p, title: title}
	pg.width = math.Ceil(max(minWidth, high.x-low.x+2*pad))
	pg.graph = point{round((pg.width-(high.x-low.x))/2 - low.x), round(headRoom + 14 - low.y)}
	pg.legendY = math.Ceil(headRoom + 14 + high.y - low.y + 26)
	end := pg.layLegend()
	pg.layNotes(end + 18)
	return pg
}

func (pg *page) write(x xmlWriter) {
	w, h := coordinate(pg.width), coordinate(pg.height)
	x.open(0, "svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 "+w+" "+h, "width", w, "height", h,
		"role", "img", "aria-labelledby", "title desc",
		"font-family", "system-ui, 'Segoe UI', Roboto, Helvetica, Arial, 'DejaVu Sans', sans-serif", "font-size", "12")
	x.text(1, "title", pg.title, "id", "title")
	x.text(1, "desc", pg.summary()+" Drawn by Entente.", "id", "desc")
	x.text(1, "style", style)
	x.empty(1, "rect", "class", "ground", "width", w, "height", h, "fill", "#FFFFFF")
	x.text(1, "text", cut(pg.title, int(pg.width/12)), "class", "ink", "x", coordinate(pad), "y", "40", "font-size", "21", "font-weight", "600", "fill", "#1B1F24")
	x.text(1, "text", pg.summary(), "class", "dim", "x", coordinate(pad), "y", "61", "font-size", "12", "fill", "#5B636E")
	if len(pg.Nodes) == 0 {
		x.text(1, "text", "There is nothing to draw here.", "class", "dim", "x", coordinate(pad), "y", coordinate(headRoom+24), "fill", "#5B636E")
	}
	x.open(1, "g", "transform", "translate("+pair(pg.graph)+")")
	for i := range pg.bundles {
		pg.line(x, &pg.bundles[i])
	}
	pg.lineLabels(x)
	pg.nodes(x)
	x.close(1, "g")
	pg.writeLegend(x)
	pg.writeNotes(x)
	x.close(0, "svg")
}

// summary counts what is on the page.
func (pg *page) summary() string {
	sources := map[string]bool{}
	for _, s := range pg.Sources {
		sources[cmp.Or(s.Publisher, s.ID)] = true
	}
	actors := pg.Note
	if actors == "" {
		actors = count(len(pg.Nodes), "actor")
	}
	s := actors + ", " + count(len(pg.Edges), "relation") + " from " + count(len(sources), "source")
	switch {
	case pg.Earliest != "" && pg.Earliest != pg.Latest:
		s += ", " + pg.Earliest + " to " + pg.Latest
	case pg.Earliest != "":
		s += ", " + pg.Earliest
	}
	return s + "."
}

func (pg *page) line(x xmlWriter, b *bundle) {
	opacity := "0.85"
	if len(pg.bundles) > crowded {
		opacity = "0.5"
	}
	colour, thick := classColour(b.class), thickness(b.sources)
	line := b.line
	var heads []string
	if b.toB {
		var head string
		head, line = line.arrow(thick)
		heads = append(heads, head)
	}
	if b.toA {
		head, rest := line.back().arrow(thick)
		line = rest.back()
		heads = append(heads, head)
	}
	x.open(2, "g")
	x.text(3, "title", pg.tooltip(b))
	attrs := []string{"class", string(b.class), "d", line.path(), "fill", "none", "stroke", colour, "stroke-width", coordinate(thick), "stroke-opacity", opacity}
	if b.sources < 2 {
		attrs = append(attrs, "stroke-dasharray", "6 4")
	}
	x.empty(3, "path", attrs...)
	if len(heads) > 0 {
		x.empty(3, "path", "class", string(b.class)+"-ink", "d", strings.Join(heads, " "), "fill", colour, "fill-opacity", opacity)
	}
	x.close(2, "g")
}

func (pg *page) tooltip(b *bundle) string {
	var lines []string
	for i, e := range b.edges {
		if i == maxQuotes {
			lines = append(lines, "and "+count(len(b.edges)-i, "more relation"))
			break
		}
		lines = append(lines, plain(evidence(pg.Graph, e)))
	}
	return strings.Join(lines, "\n")
}

func (pg *page) lineLabels(x xmlWriter) {
	x.open(2, "g", "class", "halo", "font-size", coordinate(edgeLabelSize), "text-anchor", "middle",
		"paint-order", "stroke", "stroke", "#FFFFFF", "stroke-width", "3", "stroke-linejoin", "round", "pointer-events", "none")
	for i := range pg.bundles {
		if b := &pg.bundles[i]; b.label != "" {
			x.text(3, "text", b.label, "class", string(b.class)+"-ink", "x", coordinate(b.at.x), "y", coordinate(b.at.y), "fill", inkOf(b.class))
		}
	}
	x.close(2, "g")
}

// inkOf is the class's colour dark enough for small text on white.
func inkOf(c schema.Class) string {
	switch c {
	case schema.Cooperative:
		return "#1B5590"
	case schema.Conflictual:
		return "#8F4604"
	}
	return "#5B636E"
}

func (pg *page) nodes(x xmlWriter) {
	// Big ones first: a small one on their rim stays in sight.
	order := make([]int, len(pg.Nodes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(pg.Nodes[b].Degree, pg.Nodes[a].Degree) })
	x.open(2, "g", "text-anchor", "middle", "font-size", coordinate(labelSize), "fill", "#1B1F24")
	for _, i := range order {
		n := &pg.Nodes[i]
		look := lookOf(pg.vocabulary, n.Actor.Type)
		at, r := pg.at(i), radius(n.Degree)
		x.open(3, "g")
		x.text(4, "title", pg.about(n))
		pg.symbol(x, 4, look, at, r)
		weight := ""
		if n.bold() {
			weight = "600"
		}
		l := pg.labels[i]
		for k, line := range l.lines {
			x.text(4, "text", line, "class", "ink halo", "x", coordinate(l.middle()), "y", coordinate(l.low.y+10.5+mul(lineHeight, float64(k))),
				"font-weight?", weight, "paint-order", "stroke", "stroke", "#FFFFFF", "stroke-width", "3", "stroke-linejoin", "round")
		}
		x.close(3, "g")
	}
	x.close(2, "g")
}

func (pg *page) symbol(x xmlWriter, indent int, l *Look, at point, r float64) {
	if l.shape == ring {
		x.open(indent, "g", "class", "hole", "fill", "#FFFFFF", "stroke", l.colour, "stroke-width", "3")
		r -= 1
	} else {
		x.open(indent, "g", "class", "halo", "fill", l.colour, "stroke", "#FFFFFF", "stroke-width", "1.5")
	}
	symbol(x, indent+1, l.shape, at, r)
	x.close(indent, "g")
}

// about is the tooltip of a node.
func (pg *page) about(n *Node) string {
	s := plain(n.Actor.Label)
	if t, ok := pg.vocabulary.Type(n.Actor.Type); ok {
		s += ", " + t.Label
	}
	s += ": " + count(n.Degree, "relation") + " here, " + count(n.Claims, "claim")
	if n.Earliest != "" {
		s += ", " + n.Earliest + " to " + n.Latest
	}
	return s
}

// skipped counts the claims left out because of their status, in the order
// in which statuses are shown.
func (g *Graph) skipped() []string {
	var parts []string
	for _, s := range graph.Statuses {
		if n := g.Skipped[s]; n > 0 {
			parts = append(parts, count(n, string(s)+" claim"))
		}
	}
	return parts
}
