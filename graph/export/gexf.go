package export

import (
	"bufio"
	"context"
	"io"
	"strconv"

	"entente/schema"
)

var gexf = Format{
	Name:  "gexf",
	Ext:   ".gexf",
	MIME:  "application/gexf+xml",
	Title: "GEXF 1.3: a graph with dates, colours and positions, for Gephi and Gephi Lite",
	Loses: "all but the best quote of an edge (claim_ids names the others); claims that are not asserted, unless asked for",
	Write: writeGEXF,
}

// writeGEXF writes what the schema of GEXF 1.3 allows (gephi/gexf, 1.3). A
// day bounds a claim, not an actor: only edges have spells. Edges of symmetric
// relations are undirected, which Gephi shows as such; NetworkX refuses such a
// mixed graph and has GraphML.
func writeGEXF(ctx context.Context, w io.Writer, in Input, o Options) error {
	v := o.vocabulary()
	return flow(ctx, w, in, o, sections{
		start: func(out *bufio.Writer, sum summary) {
			x := beginXML(out)
			x.open(0, "gexf", "xmlns", "http://gexf.net/1.3", "xmlns:viz", "http://gexf.net/1.3/viz",
				"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
				"xsi:schemaLocation", "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd", "version", "1.3")
			x.open(1, "meta")
			x.text(2, "creator", "Entente")
			x.text(2, "description", sum.title)
			x.close(1, "meta")
			x.open(1, "graph", "mode", "dynamic", "timeformat", "date", "timerepresentation", "interval",
				"defaultedgetype", "directed", "idtype", "string")
			declare(x, "node", nodeAttributes)
			declare(x, "edge", edgeAttributes)
			x.open(2, "nodes", "count", strconv.Itoa(sum.nodes))
		},
		node: func(out *bufio.Writer, n *Node) { gexfNode(xmlWriter{out}, n, v) },
		between: func(out *bufio.Writer, sum summary) {
			x := xmlWriter{out}
			x.close(2, "nodes")
			x.open(2, "edges", "count", strconv.Itoa(sum.edges))
		},
		edge: func(out *bufio.Writer, g *Graph, e *Edge) { gexfEdge(xmlWriter{out}, g, e) },
		end: func(out *bufio.Writer) {
			x := xmlWriter{out}
			x.close(2, "edges")
			x.close(1, "graph")
			x.close(0, "gexf")
		},
	})
}

// gexfTypes are GEXF's words for the types of attributes.
var gexfTypes = map[string]string{"int": "integer", "double": "double", "string": "string", "boolean": "boolean"}

func declare[T any](x xmlWriter, class string, attributes []attribute[T]) {
	x.open(2, "attributes", "class", class, "mode", "static")
	for _, a := range attributes {
		x.empty(3, "attribute", "id", a.name, "title", a.name, "type", gexfTypes[a.typ])
	}
	x.close(2, "attributes")
}

func values[T any](x xmlWriter, of *T, attributes []attribute[T]) {
	x.open(4, "attvalues")
	for _, a := range attributes {
		if v := a.of(of); v != "" {
			x.empty(5, "attvalue", "for", a.name, "value", v)
		}
	}
	x.close(4, "attvalues")
}

func gexfNode(x xmlWriter, n *Node, v *schema.Vocabulary) {
	look := lookOf(v, n.Actor.Type)
	x.open(3, "node", "id", n.Actor.ID, "label", n.Actor.Label)
	values(x, n, nodeAttributes)
	r, g, b := rgb(look.colour)
	x.empty(4, "viz:color", "r", r, "g", g, "b", b)
	x.empty(4, "viz:position", "x", coordinate(n.X), "y", coordinate(-n.Y)) // Gephi's y runs up
	x.empty(4, "viz:size", "value", coordinate(2*radius(n.Degree)))
	x.empty(4, "viz:shape", "value", look.gexf)
	x.close(3, "node")
}

func gexfEdge(x xmlWriter, g *Graph, e *Edge) {
	direction := ""
	if e.Relation.Symmetric {
		direction = "undirected"
	}
	// The kind keeps parallel edges apart; what is not asserted is of another
	// kind, so that Gephi does not add it to what is.
	kind := e.Relation.Name
	if e.Status != "asserted" {
		kind += " " + string(e.Status)
	}
	attrs := []string{"id", e.ID, "source", g.Nodes[e.From].Actor.ID, "target", g.Nodes[e.To].Actor.ID,
		"type?", direction, "kind", kind, "label", e.label(), "weight", strconv.Itoa(max(1, e.Sources))}
	if len(e.Spells) == 1 {
		attrs = append(attrs, "start?", e.Spells[0].Start, "end?", e.Spells[0].End)
	}
	x.open(3, "edge", attrs...)
	values(x, e, edgeAttributes)
	if len(e.Spells) > 1 {
		x.open(4, "spells")
		for _, s := range e.Spells {
			x.empty(5, "spell", "start?", s.Start, "end?", s.End)
		}
		x.close(4, "spells")
	}
	r, gr, b := rgb(classColour(e.Relation.Class))
	x.empty(4, "viz:color", "r", r, "g", gr, "b", b)
	x.empty(4, "viz:thickness", "value", coordinate(thickness(e.Sources)))
	x.empty(4, "viz:shape", "value", map[bool]string{true: "dashed", false: "solid"}[e.Sources < 2])
	x.close(3, "edge")
}
