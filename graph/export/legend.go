package export

import (
	"strings"

	"entente/graph"
	"entente/schema"
)

// entry is one thing that the legend explains: a symbol or a line, and words.
type entry struct {
	look *Look        // a symbol, or
	line schema.Class // a line,
	dash bool
	wide float64
	text string
	at   point
}

const entryGap = 22.0

// layLegend lists what is on the picture with its counts and gives every entry
// its place; it returns where the legend ends.
func (pg *page) layLegend() float64 {
	kinds := make([]int, len(looks))
	for i := range pg.Nodes {
		kinds[lookIndex(pg.vocabulary, pg.Nodes[i].Actor.Type)]++
	}
	var actors, lines []entry
	for i, n := range kinds {
		if n > 0 {
			actors = append(actors, entry{look: &looks[i], text: looks[i].Label + " " + thousands(n)})
		}
	}
	classes := map[schema.Class]int{}
	directed, dashed, wide := false, false, false
	for i := range pg.bundles {
		b := &pg.bundles[i]
		classes[b.class] += len(b.edges)
		directed = directed || b.toA || b.toB
		dashed = dashed || b.sources < 2
		wide = wide || b.sources > 1
	}
	for _, c := range []schema.Class{schema.Cooperative, schema.Conflictual, schema.Neutral} {
		if classes[c] > 0 {
			lines = append(lines, entry{line: c, wide: 2.5, text: string(c) + " " + thousands(classes[c])})
		}
	}
	if dashed {
		lines = append(lines, entry{line: schema.Neutral, dash: true, wide: 1.4, text: "one source only"})
	}
	if wide {
		lines = append(lines, entry{line: schema.Neutral, wide: 5, text: "the wider, the more sources"})
	}
	y := pg.legendY
	for _, row := range [][]entry{actors, lines} {
		x := pad
		for _, e := range row {
			w := 16.0
			if e.look == nil {
				w = 32
			}
			w += textWidth(e.text, 11.5)
			if x > pad && x+w > pg.width-pad {
				x, y = pad, y+22
			}
			e.at = point{x, y}
			x += w + entryGap
			pg.legend = append(pg.legend, e)
		}
		if len(row) > 0 {
			y += 22
		}
	}
	return y
}

func (pg *page) writeLegend(x xmlWriter) {
	if len(pg.legend) == 0 {
		return
	}
	x.empty(1, "path", "class", "rule", "d", "M"+pair(point{pad, pg.legendY - 20})+" H"+coordinate(pg.width-pad), "stroke", "#D5D9DF", "fill", "none")
	x.open(1, "g", "font-size", "11.5", "fill", "#1B1F24")
	for _, e := range pg.legend {
		text := e.at.x + 17
		if e.look != nil {
			pg.symbol(x, 2, e.look, point{e.at.x + 6, e.at.y - 4}, 6)
		} else {
			attrs := []string{"class", string(e.line), "d", "M" + pair(point{e.at.x, e.at.y - 4}) + " h26", "stroke", classColour(e.line), "stroke-width", coordinate(e.wide), "fill", "none"}
			if e.dash {
				attrs = append(attrs, "stroke-dasharray", "6 4")
			}
			x.empty(2, "path", attrs...)
			text = e.at.x + 33
		}
		x.text(2, "text", e.text, "class", "ink", "x", coordinate(text), "y", coordinate(e.at.y))
	}
	x.close(1, "g")
}

// note is a line at the foot: what is left out, and the sources.
type note struct {
	text, link string
	y          float64
}

// maxSources is how many sources the foot names.
const maxSources = 8

func (pg *page) layNotes(y float64) {
	add := func(text, link string) {
		pg.notes = append(pg.notes, note{cut(text, int((pg.width-2*pad)/(noteSize*0.62))), link, y})
		y += noteLine
	}
	if pg.left > 0 {
		add(count(pg.left, "actor")+" with fewer relations left out.", "")
	}
	if s := pg.skipped(); len(s) > 0 {
		add("Not drawn: "+strings.Join(s, ", ")+".", "")
	}
	if s := pg.nameless(); s != "" {
		add(s, "")
	}
	named, others := cited(pg.Sources, maxSources)
	for _, c := range named {
		add("Source: "+c.says(), c.link)
	}
	if others > 0 {
		add("and "+count(others, "more document")+".", "")
	}
	pg.height = y + 12
}

// citation names documents that a line cannot tell from each other.
type citation struct {
	line      string
	documents int
	link      string // of the document, if it is one
}

func (c citation) says() string {
	if c.documents > 1 {
		return c.line + " (" + count(c.documents, "document") + ")"
	}
	return c.line
}

// cited names sources, each line once, and counts the documents of those
// beyond the first most lines.
func cited(sources []graph.Source, most int) (named []citation, others int) {
	at := map[string]int{}
	for _, s := range sources {
		line := cite(s)
		i, ok := at[line]
		switch {
		case ok:
			named[i].documents++
			named[i].link = ""
		case len(named) == most:
			others++
		default:
			at[line] = len(named)
			named = append(named, citation{line, 1, webAddress(s.URL)})
		}
	}
	return named, others
}

// cite names a source in a line.
func cite(s graph.Source) string {
	var parts []string
	for _, part := range []string{s.Publisher, s.Title, s.Published} {
		if part = plain(part); part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		parts = []string{plain(s.ID)}
	}
	return strings.Join(parts, ", ")
}

func (pg *page) writeNotes(x xmlWriter) {
	x.open(1, "g", "font-size", coordinate(noteSize), "fill", "#5B636E")
	for _, n := range pg.notes {
		if n.link != "" {
			x.open(2, "a", "href", n.link)
		}
		x.text(3, "text", n.text, "class", "dim", "x", coordinate(pad), "y", coordinate(n.y))
		if n.link != "" {
			x.close(2, "a")
		}
	}
	x.close(1, "g")
}
