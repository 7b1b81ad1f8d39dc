package export

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math"
	"strconv"
	"strings"

	"entente/graph"
)

var cytoscape = Format{
	Name:  "cytoscape",
	Ext:   ".cyjs",
	MIME:  "application/json",
	Title: "Cytoscape JSON: a graph with positions and colours, for Cytoscape and Cytoscape.js",
	Loses: "all but the best quote of an edge (claim_ids names the others); claims that are not asserted, unless asked for; dates are plain text",
	Write: writeCytoscape,
}

// writeCytoscape writes what Cytoscape.js reads as elements and Cytoscape as
// CYJS. What a style can be mapped from stands in the data: colour, shape,
// size, width, line. Symmetric relations have an arrow in the file as all have;
// the attribute symmetric tells which to draw without.
func writeCytoscape(ctx context.Context, w io.Writer, in Input, o Options) error {
	nodes := append([]attribute[Node]{
		{"id", "string", func(n *Node) string { return n.Actor.ID }},
		{"label", "string", func(n *Node) string { return n.Actor.Label }},
		{"name", "string", func(n *Node) string { return n.Actor.Label }}, // Cytoscape's column
		{"colour", "string", func(n *Node) string { return lookOf(o.vocabulary(), n.Actor.Type).colour }},
		{"shape", "string", func(n *Node) string { return cytoscapeShapes[lookOf(o.vocabulary(), n.Actor.Type).shape] }},
		{"size", "double", func(n *Node) string { return coordinate(2 * radius(n.Degree)) }},
	}, nodeAttributes...)
	var from, to *graph.Actor // of the edge that is written
	edges := []attribute[Edge]{
		{"id", "string", func(e *Edge) string { return e.ID }},
		{"source", "string", func(*Edge) string { return from.ID }},
		{"target", "string", func(*Edge) string { return to.ID }},
		{"label", "string", (*Edge).label},
		{"interaction", "string", func(e *Edge) string { return e.Relation.Name }}, // Cytoscape's column
		{"name", "string", func(e *Edge) string {
			return from.Label + " (" + e.label() + ") " + to.Label
		}},
		{"weight", "double", func(e *Edge) string { return strconv.Itoa(max(1, e.Sources)) }},
		{"colour", "string", func(e *Edge) string { return classColour(e.Relation.Class) }},
		{"width", "double", func(e *Edge) string { return coordinate(thickness(e.Sources)) }},
		{"line", "string", func(e *Edge) string {
			if e.Sources < 2 {
				return "dashed"
			}
			return "solid"
		}},
	}
	for _, a := range edgeAttributes {
		if a.name == "source" { // where the edge begins, here
			a.name = "document"
		}
		edges = append(edges, a)
	}

	var written [2]int // nodes, edges
	var last *jsonWriter
	on := func(out *bufio.Writer) *jsonWriter {
		if last == nil || last.Writer != out {
			last = jsonOn(out)
		}
		return last
	}
	return flow(ctx, w, in, o, sections{
		labels: true,
		start: func(out *bufio.Writer, sum summary) {
			j := on(out)
			j.WriteString("{\n\"format_version\": \"1.0\",\n\"generated_by\": \"Entente\",\n\"target_cytoscapejs_version\": \"~3\",\n\"data\": {\"name\": ")
			j.string(sum.title)
			j.WriteString("},\n\"elements\": {\n\"nodes\": [")
		},
		node: func(out *bufio.Writer, n *Node) {
			j := on(out)
			j.next(written[0])
			written[0]++
			j.WriteString(`{"data": `)
			object(j, n, nodes)
			j.WriteString(`, "position": {"x": ` + coordinate(n.X) + `, "y": ` + coordinate(n.Y) + "}}")
		},
		between: func(out *bufio.Writer, _ summary) { out.WriteString("\n],\n\"edges\": [") },
		edge: func(out *bufio.Writer, g *Graph, e *Edge) {
			from, to = &g.Nodes[e.From].Actor, &g.Nodes[e.To].Actor
			j := on(out)
			j.next(written[1])
			written[1]++
			j.WriteString(`{"data": `)
			object(j, e, edges)
			j.WriteByte('}')
		},
		end: func(out *bufio.Writer) { out.WriteString("\n]\n}\n}\n") },
	})
}

// cytoscapeShapes are Cytoscape.js's words; a ring has none.
var cytoscapeShapes = map[shape]string{disc: "ellipse", diamond: "diamond", hexagon: "hexagon", triangle: "triangle", square: "rectangle", pentagon: "pentagon", ring: "ellipse"}

// jsonWriter writes pieces of JSON. Errors of the writer below show at Flush.
type jsonWriter struct {
	*bufio.Writer
	buf bytes.Buffer
	enc *json.Encoder
}

func newJSON(w io.Writer) *jsonWriter { return jsonOn(bufio.NewWriterSize(w, 64<<10)) }

// jsonOn writes to a buffer that another flushes.
func jsonOn(w *bufio.Writer) *jsonWriter {
	j := &jsonWriter{Writer: w}
	j.enc = json.NewEncoder(&j.buf)
	j.enc.SetEscapeHTML(false)
	return j
}

// next starts element i of a list, a line each.
func (j *jsonWriter) next(i int) {
	if i > 0 {
		j.WriteByte(',')
	}
	j.WriteByte('\n')
}

// value writes anything that is JSON.
func (j *jsonWriter) value(v any) error {
	text, err := j.encoded(v)
	if err != nil {
		return err
	}
	_, err = j.Write(text)
	return err
}

// encoded gives anything as JSON, without the line end that the encoder puts
// behind it; it is good until the next.
func (j *jsonWriter) encoded(v any) ([]byte, error) {
	j.buf.Reset()
	err := j.enc.Encode(v)
	return bytes.TrimSuffix(j.buf.Bytes(), []byte("\n")), err
}

// string writes text; null bytes, which readers written in C stop at, become
// U+FFFD.
func (j *jsonWriter) string(s string) {
	if strings.Contains(s, "\x00") {
		s = strings.ReplaceAll(s, "\x00", "\uFFFD")
	}
	_ = j.value(s) // a string always encodes; what the disk says shows at Flush
}

// object writes attributes as an object, numbers as numbers.
func object[T any](j *jsonWriter, of *T, attributes []attribute[T]) {
	sep := byte('{')
	for _, a := range attributes {
		v := a.of(of)
		if v == "" && a.name != "id" && a.name != "label" && a.name != "name" {
			continue
		}
		j.WriteByte(sep)
		sep = ','
		j.WriteByte('"')
		j.WriteString(a.name)
		j.WriteString(`":`)
		switch a.typ {
		case "int", "boolean":
			j.WriteString(v)
		case "double":
			// JSON has no infinity.
			if f, err := strconv.ParseFloat(v, 64); err == nil && !math.IsInf(f, 0) && !math.IsNaN(f) {
				j.WriteString(v)
			} else {
				j.WriteString("null")
			}
		default:
			j.string(v)
		}
	}
	j.WriteByte('}')
}
