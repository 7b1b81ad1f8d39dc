package export

import (
	"bufio"
	"cmp"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	stdhtml "html"
	"io"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/schema"
)

var html = Format{
	Name:  "html",
	Ext:   ".html",
	MIME:  "text/html; charset=utf-8",
	Title: "HTML: one page that works offline, with a graph to pan, zoom and filter, and every sentence a click away",
	Loses: "actors beyond the best connected 300 (it says how many), more than 40 quotes of a relation; claims that are not asserted, unless asked for",
	Write: writeHTML,
}

const (
	htmlNodes  = 300
	htmlQuotes = 40 // of a relation
)

// What the page is made of. It loads nothing: its policy allows this script
// and this style, by their hashes, and no address at all.
var (
	//go:embed html.js
	htmlScript string
	//go:embed html.css
	htmlStyle string
)

// writeHTML writes the sentences as a table, which is all there is without
// scripts, for printing and for those who do not see the picture; the script
// draws the graph from data beside it and shows the rows of the table.
func writeHTML(ctx context.Context, w io.Writer, in Input, o Options) error {
	o.PerClaim = false
	g, err := pick(ctx, in, o, cmp.Or(o.MaxNodes, htmlNodes))
	if err != nil {
		return err
	}
	title := cmp.Or(plain(o.Title), summarize(g.actors, g.relations, Options{}).title)
	if g.Note != "" {
		title = cmp.Or(plain(o.Title), g.title)
	}
	if err := g.Place(ctx, o); err != nil {
		return err
	}
	quotes, err := quotesOf(ctx, in, g.Graph)
	if err != nil {
		return err
	}
	p := draw(g.Graph, o.vocabulary())
	h := &htmlPage{Writer: bufio.NewWriterSize(w, 64<<10), picture: p, page: page{picture: p}}
	h.head(title)
	h.f("<header>\n<h1>%s</h1>\n<p>%s</p>\n", text(title), text(h.page.summary()))
	if g.leftOut > 0 {
		h.f("<p>%s with fewer relations left out.</p>\n", text(count(g.leftOut, "actor")))
	}
	if s := g.skipped(); len(s) > 0 {
		h.f("<p>Not shown: %s.</p>\n", text(strings.Join(s, ", ")))
	}
	if s := g.nameless(); s != "" {
		h.f("<p>%s</p>\n", text(s))
	}
	h.f("</header>\n<main>\n<section id=\"stage\" hidden aria-label=\"Graph\"></section>\n")
	if err := h.table(ctx, quotes); err != nil {
		return err
	}
	h.sources()
	h.f("</main>\n<script type=\"application/json\" id=\"data\">\n")
	if err := h.data(); err != nil {
		return err
	}
	h.f("</script>\n<script>%s</script>\n</body>\n</html>\n", htmlScript)
	return h.Flush()
}

type htmlPage struct {
	*bufio.Writer
	*picture
	page page // of the SVG, for its words
}

// f writes; an error shows at Flush.
func (h *htmlPage) f(format string, args ...any) { fmt.Fprintf(h, format, args...) }

// text is text for HTML, between tags and in attributes.
func text(s string) string { return stdhtml.EscapeString(plain(s)) }

func (h *htmlPage) head(title string) {
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	h.f("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"+
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src %s; style-src %s; base-uri 'none'; form-action 'none'\">\n"+
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"Entente\">\n"+
		"<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n", hash(htmlScript), hash(htmlStyle), text(title), htmlStyle)
}

// quotesOf reads the claims behind the edges again: the surest and newest of
// each edge.
func quotesOf(ctx context.Context, in Input, g *Graph) ([][]graph.Claim, error) {
	edge := map[string]int{}
	for i := range g.Edges {
		for _, id := range g.Edges[i].Claims {
			edge[id] = i
		}
	}
	quotes := make([][]graph.Claim, len(g.Edges))
	best := func(list []graph.Claim) []graph.Claim {
		slices.SortFunc(list, func(a, b graph.Claim) int {
			switch {
			case better(&a, &b):
				return -1
			case better(&b, &a):
				return 1
			}
			return 0
		})
		list = slices.CompactFunc(list, func(a, b graph.Claim) bool { return a.ID == b.ID })
		return list[:min(len(list), htmlQuotes)]
	}
	for c, err := range newLookup(in).filled(ctx, loose(in)) {
		if err != nil {
			return nil, err
		}
		i, ok := edge[c.ID]
		if !ok {
			continue
		}
		if quotes[i] = append(quotes[i], c); len(quotes[i]) > 4*htmlQuotes {
			quotes[i] = best(quotes[i])
		}
	}
	for i := range quotes {
		quotes[i] = best(quotes[i])
	}
	return quotes, nil
}

func (h *htmlPage) table(ctx context.Context, quotes [][]graph.Claim) error {
	h.f("<section id=\"list\">\n<h2>Relations and the sentences behind them</h2>\n")
	if len(h.Edges) == 0 {
		h.f("<p>There is nothing to show here.</p>\n</section>\n")
		return nil
	}
	h.f("<table>\n<thead><tr><th scope=\"col\">Who</th><th scope=\"col\">Relation</th><th scope=\"col\">Whom</th><th scope=\"col\">When</th><th scope=\"col\">Sources</th><th scope=\"col\">What is written</th></tr></thead>\n<tbody>\n")
	for i := range h.Edges {
		if err := ctx.Err(); err != nil {
			return err
		}
		e := &h.Edges[i]
		h.f("<tr id=\"r%d\"><td><bdi>%s</bdi></td><td class=\"%s\">%s</td><td><bdi>%s</bdi></td><td>%s</td><td>%d</td><td><ul>\n",
			i, text(h.Nodes[e.From].Actor.Label), e.Relation.Class, text(e.label()), text(h.Nodes[e.To].Actor.Label), text(whenOf(e)), e.Sources)
		for k := range quotes[i] {
			h.quote(&quotes[i][k])
		}
		if more := len(e.Claims) - len(quotes[i]); more > 0 {
			h.f("<li>and %s</li>\n", count(more, "more claim"))
		}
		h.f("</ul></td></tr>\n")
	}
	h.f("</tbody>\n</table>\n</section>\n")
	return nil
}

// whenOf is the time of an edge in a word or two.
func whenOf(e *Edge) string {
	switch {
	case len(e.Claims) == 1:
		return e.Best.Time.EDTF
	case e.Earliest == e.Latest:
		return e.Earliest
	}
	return e.Earliest + " – " + e.Latest
}

// quote writes a sentence with its two actors marked, and who says so.
func (h *htmlPage) quote(c *graph.Claim) {
	h.f("<li><q lang=\"\" dir=\"auto\">")
	at := 0
	marks := []graph.Actor{c.Subject, c.Object}
	slices.SortFunc(marks, func(a, b graph.Actor) int { return cmp.Compare(a.Start, b.Start) })
	part := func(s string) string { return stdhtml.EscapeString(strings.Map(visible, s)) }
	for _, m := range marks {
		from, to := m.Start-c.Start, m.End-c.Start
		if m.Mention == "" || from < at || to > len(c.Quote) || from > to || c.Quote[from:to] != m.Mention {
			continue
		}
		h.f("%s<mark>%s</mark>", part(c.Quote[at:from]), part(m.Mention))
		at = to
	}
	h.f("%s</q> <cite>", part(c.Quote[at:]))
	by := strings.TrimPrefix(cite(c.Source), "Source: ")
	if address := webAddress(c.Source.URL); address != "" {
		h.f("<a href=\"%s\" rel=\"noopener noreferrer\">%s</a>", text(address), text(by))
	} else {
		h.f("%s", text(by))
	}
	h.f("</cite>")
	var more []string
	if c.Time.EDTF != "" {
		more = append(more, c.Time.EDTF)
	}
	if c.Amount != nil {
		more = append(more, strings.TrimSpace(strconv.FormatFloat(c.Amount.Value, 'f', -1, 64)+" "+c.Amount.Unit))
	}
	if c.Speaker != nil {
		more = append(more, "says "+cmp.Or(c.Speaker.Label, c.Speaker.ID))
	}
	more = append(more, "sentence "+strconv.Itoa(c.Sentence), "confidence "+strconv.FormatFloat(c.Confidence, 'f', 2, 64))
	h.f(" <small>%s</small></li>\n", text(strings.Join(more, " · ")))
}

func (h *htmlPage) sources() {
	if len(h.Sources) == 0 {
		return
	}
	h.f("<section>\n<h2>Sources</h2>\n<ul>\n")
	named, others := cited(h.Sources, 200)
	for _, c := range named {
		h.f("<li>%s</li>\n", text(c.says()))
	}
	if others > 0 {
		h.f("<li>and %s</li>\n", count(others, "more document"))
	}
	h.f("</ul>\n</section>\n")
}

// What the script reads.
type (
	htmlData struct {
		Kinds   []htmlKind  `json:"kinds"`
		Classes []htmlClass `json:"classes"`
		Nodes   []htmlNode  `json:"nodes"`
		Lines   []htmlLine  `json:"lines"`
		Edges   []htmlEdge  `json:"edges"`
	}
	htmlKind struct {
		Name    string       `json:"name"`
		Colour  string       `json:"colour"`
		Hollow  bool         `json:"hollow,omitempty"`
		Corners [][2]float64 `json:"corners,omitempty"` // none: a circle
	}
	htmlClass struct {
		Name   string `json:"name"`
		Colour string `json:"colour"`
		Ink    string `json:"ink"`
	}
	htmlNode struct {
		Label  string   `json:"label"`
		About  string   `json:"about"`
		Kind   int      `json:"kind"`
		X      float64  `json:"x"`
		Y      float64  `json:"y"`
		R      float64  `json:"r"`
		Lines  []string `json:"lines"`
		LabelX float64  `json:"lx"`
		LabelY float64  `json:"ly"`
		Bold   bool     `json:"bold,omitempty"`
	}
	htmlLine struct {
		A       int     `json:"a"`
		B       int     `json:"b"`
		Class   int     `json:"class"`
		ToA     bool    `json:"toA,omitempty"`
		ToB     bool    `json:"toB,omitempty"`
		Sources int     `json:"sources"`
		Width   float64 `json:"width"`
		Bend    float64 `json:"bend,omitempty"` // of its middle from the straight line
		Label   string  `json:"label,omitempty"`
		At      float64 `json:"at"` // on the line, from 0 to 1: where its label stands
		Edges   []int   `json:"edges"`
	}
	htmlEdge struct {
		From     int    `json:"from"`
		To       int    `json:"to"`
		Relation string `json:"relation"`
		When     string `json:"when,omitempty"`
		Sources  int    `json:"sources"`
		Claims   int    `json:"claims"`
	}
)

// data writes the graph as JSON. The encoder writes <, > and & as escapes, so
// that nothing in it ends the element.
func (h *htmlPage) data() error {
	var d htmlData
	for _, l := range looks {
		k := htmlKind{Name: l.Label, Colour: l.colour, Hollow: l.shape == ring}
		for _, c := range corners[l.shape] {
			k.Corners = append(k.Corners, [2]float64{c.x, c.y})
		}
		d.Kinds = append(d.Kinds, k)
	}
	order := []schema.Class{schema.Cooperative, schema.Conflictual, schema.Neutral}
	for _, c := range order {
		d.Classes = append(d.Classes, htmlClass{string(c), classColour(c), inkOf(c)})
	}
	for i := range h.Nodes {
		n, l := &h.Nodes[i], h.labels[i]
		d.Nodes = append(d.Nodes, htmlNode{Label: plain(n.Actor.Label), About: h.page.about(n), Kind: lookIndex(h.vocabulary, n.Actor.Type), X: n.X, Y: n.Y, R: radius(n.Degree),
			Lines: l.lines, LabelX: round(l.middle() - n.X), LabelY: round(l.low.y + 10.5 - n.Y), Bold: n.bold()})
	}
	index := map[*Edge]int{}
	for i := range h.Edges {
		e := &h.Edges[i]
		index[e] = i
		d.Edges = append(d.Edges, htmlEdge{e.From, e.To, plain(e.label()), plain(whenOf(e)), e.Sources, len(e.Claims)})
	}
	for i := range h.bundles {
		b := &h.bundles[i]
		from, to, middle := h.at(b.a), h.at(b.b), b.line.on(0.5)
		off := mul(middle.y-(from.y+to.y)/2, to.x-from.x) - mul(middle.x-(from.x+to.x)/2, to.y-from.y)
		l := htmlLine{A: b.a, B: b.b, Class: max(0, slices.Index(order, b.class)), ToA: b.toA, ToB: b.toB, Sources: b.sources, Width: thickness(b.sources),
			Bend: round(off / max(1, distance(from, to))), Label: b.label, At: b.labelAt()}
		for _, e := range b.edges {
			l.Edges = append(l.Edges, index[e])
		}
		d.Lines = append(d.Lines, l)
	}
	return json.NewEncoder(h).Encode(d)
}
