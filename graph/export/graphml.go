package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
	"unicode"
)

var graphml = Format{
	Name:  "graphml",
	Ext:   ".graphml",
	MIME:  "application/graphml+xml",
	Title: "GraphML: a graph with typed attributes, for yEd, Cytoscape, NetworkX and igraph",
	Loses: "all but the best quote of an edge (claim_ids names the others); claims that are not asserted, unless asked for; dates are plain text, and symmetric relations look directed",
	Write: writeGraphML,
}

// writeGraphML writes what the schema of GraphML 1.0 with its attributes
// extension allows. Node IDs there are name tokens (see nmtoken); the actor's
// own ID stands in the attribute id. All edges are directed: NetworkX reads no
// mixed graphs. The attribute symmetric tells which are so in name only.
func writeGraphML(ctx context.Context, w io.Writer, in Input, o Options) error {
	nodes := append([]attribute[Node]{
		{"id", "string", func(n *Node) string { return n.Actor.ID }},
		{"label", "string", func(n *Node) string { return n.Actor.Label }},
		{"colour", "string", func(n *Node) string { return lookOf(o.vocabulary(), n.Actor.Type).colour }},
		{"x", "double", func(n *Node) string { return coordinate(n.X) }},
		{"y", "double", func(n *Node) string { return coordinate(n.Y) }},
	}, nodeAttributes...)
	edges := append([]attribute[Edge]{
		{"label", "string", (*Edge).label},
		{"weight", "double", func(e *Edge) string { return double(float64(max(1, e.Sources))) }},
	}, edgeAttributes...)

	return flow(ctx, w, in, o, sections{
		start: func(out *bufio.Writer, sum summary) {
			x := beginXML(out)
			x.open(0, "graphml", "xmlns", "http://graphml.graphdrawing.org/xmlns",
				"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
				"xsi:schemaLocation", "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd")
			keys(x, "node", nodes)
			keys(x, "edge", edges)
			x.open(1, "graph", "id", "entente", "edgedefault", "directed")
			x.text(2, "desc", sum.title)
		},
		node: func(out *bufio.Writer, n *Node) {
			x := xmlWriter{out}
			x.open(2, "node", "id", nmtoken(n.Actor.ID))
			data(x, "node", n, nodes)
			x.close(2, "node")
		},
		between: func(*bufio.Writer, summary) {},
		edge: func(out *bufio.Writer, g *Graph, e *Edge) {
			x := xmlWriter{out}
			x.open(2, "edge", "id", e.ID, "source", nmtoken(g.Nodes[e.From].Actor.ID), "target", nmtoken(g.Nodes[e.To].Actor.ID))
			data(x, "edge", e, edges)
			x.close(2, "edge")
		},
		end: func(out *bufio.Writer) {
			x := xmlWriter{out}
			x.close(1, "graph")
			x.close(0, "graphml")
		},
	})
}

func keys[T any](x xmlWriter, of string, attributes []attribute[T]) {
	for _, a := range attributes {
		x.empty(1, "key", "id", of+"."+a.name, "for", of, "attr.name", a.name, "attr.type", a.typ)
	}
}

func data[T any](x xmlWriter, of string, t *T, attributes []attribute[T]) {
	for _, a := range attributes {
		if v := a.of(t); v != "" {
			x.text(3, "data", v, "key", of+"."+a.name)
		}
	}
}

// nmtoken makes a name token of XML 1.0 of any ID, different IDs different
// tokens: what may not stand there becomes "_x" and its code in hex, and so
// does an underscore that would be read as one.
func nmtoken(id string) string {
	var b strings.Builder
	for i, r := range id {
		switch {
		case r == '_' && strings.HasPrefix(id[i+1:], "x"), !nameChar(r):
			fmt.Fprintf(&b, "_x%X.", r)
		default:
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 {
		return "_x."
	}
	return b.String()
}

// nameChar is NameChar of XML 1.0, a little narrower than its fifth edition.
func nameChar(r rune) bool {
	switch {
	case r < 0x80:
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-._:", r)
	case r == 0xFFFD, r > 0xFFFF, r < 0xC0, r == 0xD7, r == 0xF7:
		return false
	}
	return unicode.IsLetter(r)
}
