package export

import (
	"archive/zip"
	"bufio"
	"context"
	_ "embed"
	"io"
	"strconv"
	"strings"

	"entente/graph"
	"entente/schema"
)

var neo4j = Format{
	Name:  "neo4j",
	Ext:   ".zip",
	MIME:  "application/zip",
	Title: "Neo4j: nodes.csv, edges.csv and import.sh for neo4j-admin, in a zip archive; one relationship a claim",
	Loses: "where in the quote actors are mentioned; claims that are not asserted, unless asked for; a semicolon within a list becomes a comma",
	Write: byID(writeNeo4j, again),
}

// neo4jScript runs neo4j-admin on the tables beside it.
//
//go:embed neo4j.sh
var neo4jScript string

// writeNeo4j writes the tables as the reference of neo4j-admin's import says:
// IDs in a group of their own, typed columns, lists with semicolons.
func writeNeo4j(ctx context.Context, w io.Writer, in Input, o Options) error {
	l := newLinks(in, o, nil)
	z := zip.NewWriter(w)
	// No time of day: the same input gives the same bytes.
	nodes, err := z.CreateHeader(&zip.FileHeader{Name: "nodes.csv", Method: zip.Deflate})
	if err != nil {
		return err
	}
	columns := []column[Node]{
		{"id:ID(Actor)", func(n *Node) string { return n.Actor.ID }},
		{"name", func(n *Node) string { return n.Actor.Label }},
		{"type", func(n *Node) string { return n.Actor.Type }},
		{"aliases:string[]", func(n *Node) string { return neo4jList(n.Aliases) }},
		{"codes:string[]", func(n *Node) string { return neo4jList(n.Codes) }},
		{"same_as:string[]", func(n *Node) string { return neo4jList(n.SameAs) }},
		{"born:string[]", func(n *Node) string { return neo4jList(n.Born) }},
		{"within", func(n *Node) string { return n.Within }},
		{":LABEL", func(n *Node) string { return neo4jLabels(o.vocabulary(), n.Actor.Type) }},
	}
	for _, a := range measured {
		name := a.name
		if a.typ != "string" {
			name += ":" + a.typ
		}
		columns = append(columns, column[Node]{name, a.of})
	}
	t := newTable(nodes, columns)
	for n, err := range l.described(ctx) {
		if err != nil {
			return err
		}
		if err := t.row(n); err != nil {
			return err
		}
	}
	if err := t.out.Flush(); err != nil {
		return err
	}
	edges, err := z.CreateHeader(&zip.FileHeader{Name: "edges.csv", Method: zip.Deflate})
	if err != nil {
		return err
	}
	e := newTable(edges, neo4jEdge(o.vocabulary()))
	for c, err := range l.all(ctx) {
		if err != nil {
			return err
		}
		if err := e.row(&c); err != nil {
			return err
		}
	}
	if err := e.out.Flush(); err != nil {
		return err
	}
	h := &zip.FileHeader{Name: "import.sh", Method: zip.Deflate}
	h.SetMode(0o755)
	script, err := z.CreateHeader(h)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(script, neo4jScript); err != nil {
		return err
	}
	return z.Close()
}

func neo4jEdge(v *schema.Vocabulary) []column[graph.Claim] {
	columns := []column[graph.Claim]{
		{":START_ID(Actor)", func(c *graph.Claim) string { return c.Subject.ID }},
		{":END_ID(Actor)", func(c *graph.Claim) string { return c.Object.ID }},
		{":TYPE", func(c *graph.Claim) string { return neo4jType(c) }},
		{"claim", func(c *graph.Claim) string { return c.ID }},
		{"relation", func(c *graph.Claim) string { return c.Relation }},
		{"class", func(c *graph.Claim) string { r, _ := v.Relation(c.Relation); return string(r.Class) }},
		{"symmetric:boolean", func(c *graph.Claim) string {
			r, _ := v.Relation(c.Relation)
			return strconv.FormatBool(r.Symmetric)
		}},
		{"status", func(c *graph.Claim) string { return string(c.Status) }},
		{"time", func(c *graph.Claim) string { return c.Time.EDTF }},
		{"earliest:date", func(c *graph.Claim) string { return day(c.Time.Earliest) }},
		{"latest:date", func(c *graph.Claim) string { return day(c.Time.Latest) }},
		{"amount:double", func(c *graph.Claim) string {
			if c.Amount == nil {
				return ""
			}
			return strconv.FormatFloat(c.Amount.Value, 'g', -1, 64)
		}},
		{"unit", func(c *graph.Claim) string {
			if c.Amount == nil {
				return ""
			}
			return c.Amount.Unit
		}},
		{"place", func(c *graph.Claim) string { return labelOf(c.Place) }},
		{"speaker", func(c *graph.Claim) string { return labelOf(c.Speaker) }},
		{"confidence:double", func(c *graph.Claim) string { return strconv.FormatFloat(c.Confidence, 'g', -1, 64) }},
		{"quote", func(c *graph.Claim) string { return c.Quote }},
		{"sentence:int", func(c *graph.Claim) string { return strconv.Itoa(c.Sentence) }},
		{"start:long", func(c *graph.Claim) string { return strconv.Itoa(c.Start) }},
		{"end:long", func(c *graph.Claim) string { return strconv.Itoa(c.End) }},
		{"source", func(c *graph.Claim) string { return c.Source.ID }},
		{"title", func(c *graph.Claim) string { return c.Source.Title }},
		{"publisher", func(c *graph.Claim) string { return c.Source.Publisher }},
		{"published", func(c *graph.Claim) string { return c.Source.Published }},
		{"url", func(c *graph.Claim) string { return c.Source.URL }},
	}
	return columns
}

// neo4jType is the relationship's type as Neo4j's style has it: TRADES_WITH.
// What is not asserted has a type of its own, so that no query takes it for
// what is.
func neo4jType(c *graph.Claim) string {
	s := strings.ToUpper(strings.ReplaceAll(c.Relation, "-", "_"))
	if c.Status != graph.Asserted {
		s += "_" + strings.ToUpper(string(c.Status))
	}
	if s == "" {
		return "_" // no relationship is without a type
	}
	return s
}

// neo4jLabels are a type and what it is a kind of: ArmedGroup;Organization;Actor.
func neo4jLabels(v *schema.Vocabulary, name string) string {
	var labels []string
	for at := name; at != ""; {
		labels = append(labels, at)
		t, _ := v.Type(at)
		at = t.Parent
	}
	if len(labels) == 0 || labels[len(labels)-1] != schema.Root {
		labels = append(labels, schema.Root)
	}
	return neo4jList(labels)
}

func neo4jList(items []string) string {
	kept := make([]string, 0, len(items))
	for _, s := range items {
		if s = strings.ReplaceAll(s, ";", ","); s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, ";")
}

// day lets only whole days through: a typed column holds nothing else.
func day(s string) string {
	if len(s) != len("2026-02-06") || s[4] != '-' || s[7] != '-' || strings.Trim(s[:4]+s[5:7]+s[8:], "0123456789") != "" {
		return ""
	}
	return s
}

type column[T any] struct {
	name string
	cell func(*T) string
}

// table writes CSV for programs: RFC 4180, without the apostrophes that keep
// spreadsheets from running cells.
type table[T any] struct {
	out     *bufio.Writer
	columns []column[T]
	buf     []byte
}

func newTable[T any](w io.Writer, columns []column[T]) *table[T] {
	t := &table[T]{out: bufio.NewWriterSize(w, 64<<10), columns: columns}
	for i, c := range columns {
		t.buf = appendCell(t.buf, i, c.name)
	}
	t.out.Write(append(t.buf, '\n')) // an error shows at Flush
	return t
}

func (t *table[T]) row(of *T) error {
	t.buf = t.buf[:0]
	for i := range t.columns {
		t.buf = appendCell(t.buf, i, t.columns[i].cell(of))
	}
	_, err := t.out.Write(append(t.buf, '\n'))
	return err
}
