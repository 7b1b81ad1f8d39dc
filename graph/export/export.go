package export

import (
	"context"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/schema"
)

// Format is a way to write claims.
type Format struct {
	Name  string // as the user types it: "gexf"
	Ext   string // of its files, with the dot: ".gexf"
	MIME  string
	Title string // one line for help: what it is and who reads it
	Loses string // what the format cannot hold; "" if nothing
	// LosesOfPart is what it cannot hold besides where it is given a part of a
	// store.
	LosesOfPart string

	// Write writes claims. It stops with ctx's error when that is done.
	Write func(ctx context.Context, w io.Writer, in Input, o Options) error
}

// Lost is what the format cannot hold, of a whole store or also of a part; ""
// if nothing.
func (f Format) Lost(whole bool) string {
	switch {
	case whole || f.LosesOfPart == "":
		return f.Loses
	case f.Loses == "":
		return f.LosesOfPart
	}
	return f.Loses + "; " + f.LosesOfPart
}

// All lists the formats in the order people are shown them.
func All() []Format {
	return []Format{nquads, trig, turtle, rdfstar, jsonld, gexf, graphml, cytoscape, dot, mermaid, neo4j, csv, parquet, jsonl, ftm, stix, svg, png, html}
}

// Find gives the format of this name or file extension; the error says what
// is near.
func Find(name string) (Format, error) {
	low := strings.ToLower(strings.TrimSpace(name))
	var names []string
	for _, f := range All() {
		if low == f.Name || low != "" && low == strings.TrimPrefix(f.Ext, ".") {
			return f, nil
		}
		names = append(names, f.Name)
	}
	if near := schema.Nearest(low, names, 2); len(near) > 0 {
		return Format{}, fmt.Errorf("unknown format %q: did you mean %s?", name, strings.Join(near, " or "))
	}
	return Format{}, fmt.Errorf("unknown format %q: must be one of %s", name, strings.Join(names, ", "))
}

// ForFile gives the format that a file of this name has by its ending.
func ForFile(name string) (Format, bool) {
	for _, f := range All() {
		if strings.HasSuffix(strings.ToLower(name), f.Ext) {
			return f, true
		}
	}
	return Format{}, false
}

// Input is what is written.
type Input struct {
	// Claims are ranged over once or twice and must be the same each time, in
	// the same order. Formats keep that order or sort; claims sorted by ID are
	// written as RDF and as links without being held in memory.
	Claims iter.Seq2[graph.Claim, error]

	// AnyOrder is the same claims in whatever order costs least, for the
	// writers of formats that sort anyhow. Nil: Claims.
	AnyOrder iter.Seq2[graph.Claim, error]

	// Actor and Source give what the claims themselves do not say. Either may
	// be nil. A zero Description or Source means that nothing is known; an
	// error ends the export.
	Actor  func(ctx context.Context, id string) (graph.Description, error)
	Source func(ctx context.Context, id string) (graph.Source, error)

	// Quads is everything that a store holds, by label, where the claims are
	// all that it has: RDF is then written from it. Nil for a part of a store.
	Quads iter.Seq2[quad.Quad, error]

	// Said gives what one source says of an actor, under its label. SaidOnce
	// gives what is said of it by anybody, each thing once and under the label
	// of one who says it. Both or neither may be nil: then a source is taken to
	// say all that is known of the actors it names.
	Said     func(ctx context.Context, actor string, by quad.IRI) ([]quad.Quad, error)
	SaidOnce func(ctx context.Context, actor string) ([]quad.Quad, error)
}

// Options are the user's wishes. The zero value is a good one.
type Options struct {
	Title string           // of the graph or picture; "" gives one that counts
	Seed  uint64           // of the layout
	Fixed map[string]Point // positions of actors, by ID, that the layout leaves as they are
	Base  string           // of IRIs; "" is graph.DefaultBase

	Statuses []graph.Status // that become edges of a graph; none: asserted only
	PerClaim bool           // one edge a claim, in gexf, graphml and dot
	Measures Measuring      // of which graphs the nodes get ranks and blocs
	Simplify bool           // a large graph: see [Graph.Simplify]
	MaxNodes int            // that a picture shows, the best connected; 0: 120

	Vocabulary *schema.Vocabulary // nil: the built-in one

	limits limits // see flow
}

func (o Options) base() string {
	if o.Base == "" {
		return graph.DefaultBase
	}
	return o.Base
}

func (o Options) vocabulary() *schema.Vocabulary {
	if o.Vocabulary == nil {
		return schema.Builtin()
	}
	return o.Vocabulary
}

func (o Options) statuses() []graph.Status {
	if len(o.Statuses) == 0 {
		return []graph.Status{graph.Asserted}
	}
	return o.Statuses
}
