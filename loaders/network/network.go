// Package network reads the graphs of other programs as claims: GraphML,
// GEXF, Cytoscape's JSON and Neo4j's CSV. A node is an actor, an edge a claim if
// its attribute relation, its label or its type is a relation of the vocabulary
// by name or label ("trades-with", "trades with", "TRADES_WITH"); other kinds of
// edges are counted.
//
// What Entente exports is read back: actors under their own IDs, edges with
// time, amount, status and confidence. The evidence is then the edge in that
// file, not the sentence behind it: for that there are N-Quads and JSON Lines.
package network

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/keep"
	"entente/loaders/dataset"
	"entente/schema"
)

// Formats are the rows of the table of loaders.
func Formats() []dataset.Format {
	all := []dataset.Format{
		{Name: "graphml", Title: "GraphML, of yEd, Cytoscape, NetworkX, igraph and Entente", URL: "http://graphml.graphdrawing.org/", Recognise: hasElement("<graphml"), Load: loadGraphML},
		{Name: "gexf", Title: "GEXF, of Gephi and Entente", URL: "https://gexf.net/", Recognise: hasElement("<gexf"), Load: loadGEXF},
		{Name: "cytoscape", Title: "Cytoscape's JSON", URL: "https://js.cytoscape.org/", Load: loadCytoscape, Recognise: func(_ string, head []byte) bool {
			return bytes.HasPrefix(bytes.TrimSpace(head), []byte("{")) && bytes.Contains(head, []byte(`"elements"`)) && bytes.Contains(head, []byte(`"nodes"`))
		}},
		{Name: "neo4j", Title: "Neo4j's CSV: tables of nodes and relationships for neo4j-admin, or one of both, as APOC exports", URL: "https://neo4j.com/docs/operations-manual/current/import/", Load: loadNeo4j, Recognise: func(_ string, head []byte) bool {
			line, _, _ := bytes.Cut(head, []byte("\n"))
			if _, ok := readAdminHeader(string(line)); ok {
				return true
			}
			return bytes.Contains(line, []byte("_start")) && bytes.Contains(line, []byte("_end")) && bytes.Contains(line, []byte("_type"))
		}},
	}
	for i := range all {
		all[i].Publisher, all[i].Licence = "who made the file", "the publisher's"
		for _, c := range []string{"id", "label", "type", "relation", "time", "amount", "unit", "status", "confidence", "source", "target"} {
			all[i].Columns = append(all[i].Columns, dataset.Column{Name: c})
		}
		all[i].Columns = append(all[i].Columns, dataset.Column{Name: "others", LeftOut: "attributes of no meaning here stand in the quote"})
	}
	return all
}

func hasElement(start string) func(string, []byte) bool {
	return func(_ string, head []byte) bool { return bytes.Contains(head[:min(len(head), 4096)], []byte(start)) }
}

// network is a graph being read.
type network struct {
	ctx       context.Context
	w         *dataset.Writer
	nodes     *keep.Map[graph.Actor]
	relations map[string]string // names by what an edge may call them
}

func begin(ctx context.Context, in *dataset.Input, w *dataset.Writer) (*network, *dataset.Text, error) {
	text, err := w.Begin(ctx, in, graph.Source{})
	n := &network{ctx: ctx, w: w, nodes: keep.New[graph.Actor](w.Shelf()), relations: map[string]string{}}
	for _, r := range schema.Builtin().Relations() {
		for _, name := range []string{r.Name, r.Label} {
			n.relations[relationKey(name)] = r.Name
		}
	}
	return n, text, err
}

func relationKey(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' {
			return ' '
		}
		return r
	}, strings.ToLower(strings.TrimSpace(s)))
}

// node takes a node; attributes are by lower-case name.
func (n *network) node(id string, a map[string]string, line int) {
	if id == "" {
		n.w.Reject(line, "a node without an id")
		return
	}
	own := first(a, "id", "@id")
	if own == "" {
		own = id
	}
	label := strings.Join(strings.Fields(first(a, "label", "name", "shared name", "title")), " ")
	if known, ok := n.w.Names.ID(own); ok {
		n.nodes.Set(id, known)
		return
	}
	typ := first(a, "type", "labels", "_labels", "class", "kind")
	typ = strings.TrimLeft(typ, ":")
	if _, ok := schema.Builtin().Type(typ); !ok {
		typ = "Actor"
	}
	if strings.HasPrefix(own, graph.ActorPrefix) && len(own) > len(graph.ActorPrefix) && !strings.ContainsAny(own, " <>\"{}|\\^`\t\r\n") {
		if label == "" {
			label = strings.TrimPrefix(own, graph.ActorPrefix)
		}
		n.nodes.Set(id, graph.Actor{ID: own, Label: label, Type: typ})
		return
	}
	if label == "" {
		label = id
	}
	if state, ok := n.w.Names.State(label); ok {
		n.nodes.Set(id, state)
		return
	}
	if found, ok := n.w.Names.Find(label, "Person", "Organization", "Group", "Place"); ok {
		n.nodes.Set(id, found)
		return
	}
	if made, ok := n.w.Names.Named(label, typ); ok {
		n.nodes.Set(id, made)
	}
}

func first(a map[string]string, names ...string) string {
	for _, name := range names {
		if v := a[name]; v != "" {
			return v
		}
	}
	return ""
}

// edge makes a claim of an edge.
func (n *network) edge(from, to string, a map[string]string, r *dataset.Record) error {
	var relation, said string
	for _, name := range []string{"relation", "interaction", "shared interaction", "_type", "label", "type", "name", "kind"} {
		if a[name] == "" {
			continue
		}
		if said == "" {
			said = a[name]
		}
		if relation = n.relations[relationKey(a[name])]; relation != "" {
			break
		}
	}
	if relation == "" {
		n.w.Unknown("relation of an edge", said)
		return nil
	}
	c := graph.Claim{Relation: relation, Confidence: 0.5, Rule: "edge"}
	for _, end := range []struct {
		id string
		to *graph.Actor
	}{{from, &c.Subject}, {to, &c.Object}} {
		actor, ok := n.nodes.Get(end.id)
		if !ok {
			n.w.Reject(r.Line, "the edge leads to %q, which is no node before it", brief(end.id))
			return nil
		}
		*end.to = actor
	}
	if v, err := strconv.ParseFloat(a["confidence"], 64); err == nil && v > 0 && v <= 1 {
		c.Confidence = v
	}
	switch s := graph.Status(a["status"]); s {
	case graph.Denied, graph.Planned, graph.Conditional:
		c.Status = s
	}
	if t := first(a, "time", "date"); t != "" {
		when, err := graph.ParseTime(t)
		if err != nil {
			n.w.Reject(r.Line, "%v", err)
			return nil
		}
		c.Time = when
	}
	if v, err := strconv.ParseFloat(a["amount"], 64); err == nil && a["unit"] != "" && v-v == 0 {
		c.Amount = &graph.Amount{Value: v, Unit: a["unit"]}
	}
	r.ID = first(a, "claim", "id")
	return n.w.Claim(n.ctx, r, c)
}

func brief(s string) string { return strings.ToValidUTF8(s[:min(len(s), 60)], "") }

func loadGraphML(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	n, text, err := begin(ctx, in, w)
	if err != nil {
		return err
	}
	defer text.Close()
	keys := map[string]string{} // names of attributes by key
	type element struct {
		ID     string `xml:"id,attr"`
		Name   string `xml:"attr.name,attr"`
		Source string `xml:"source,attr"`
		Target string `xml:"target,attr"`
		Data   []struct {
			Key  string `xml:"key,attr"`
			Text string `xml:",chardata"`
		} `xml:"data"`
	}
	return n.elements(text, []string{"key", "node", "edge"}, func(e *dataset.Element) error {
		var x element
		if err := e.Decode(&x); err != nil {
			w.Reject(e.Line, "%v", err)
			return nil
		}
		if e.Name == "key" {
			keys[x.ID] = strings.ToLower(x.Name)
			return nil
		}
		a := map[string]string{}
		for _, d := range x.Data {
			if name := keys[d.Key]; name != "" {
				a[name] = strings.TrimSpace(d.Text)
			}
		}
		if e.Name == "node" {
			n.node(x.ID, a, e.Line)
			return nil
		}
		return n.edge(x.Source, x.Target, a, &e.Record)
	})
}

func loadGEXF(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	n, text, err := begin(ctx, in, w)
	if err != nil {
		return err
	}
	defer text.Close()
	titles := map[string]string{} // of attributes, by class and id
	type element struct {
		ID     string `xml:"id,attr"`
		Label  string `xml:"label,attr"`
		Kind   string `xml:"kind,attr"`
		Class  string `xml:"class,attr"`
		Source string `xml:"source,attr"`
		Target string `xml:"target,attr"`
		Values []struct {
			For   string `xml:"for,attr"`
			Value string `xml:"value,attr"`
		} `xml:"attvalues>attvalue"`
		Attributes []struct {
			ID    string `xml:"id,attr"`
			Title string `xml:"title,attr"`
		} `xml:"attribute"`
	}
	return n.elements(text, []string{"attributes", "node", "edge"}, func(e *dataset.Element) error {
		var x element
		if err := e.Decode(&x); err != nil {
			w.Reject(e.Line, "%v", err)
			return nil
		}
		a := map[string]string{"label": x.Label, "kind": x.Kind}
		switch e.Name {
		case "attributes":
			for _, t := range x.Attributes {
				titles[x.Class+" "+t.ID] = strings.ToLower(t.Title)
			}
		case "node":
			a["id"] = x.ID
			for _, v := range x.Values {
				a[titles["node "+v.For]] = v.Value
			}
			n.node(x.ID, a, e.Line)
		case "edge":
			for _, v := range x.Values {
				a[titles["edge "+v.For]] = v.Value
			}
			return n.edge(x.Source, x.Target, a, &e.Record)
		}
		return nil
	})
}

func (n *network) elements(text *dataset.Text, names []string, f func(*dataset.Element) error) error {
	for e, err := range dataset.Elements(text, nil, names...) {
		if err != nil {
			return err
		}
		if n.ctx.Err() != nil {
			return n.ctx.Err()
		}
		if err := f(&e); err != nil {
			return err
		}
	}
	return n.w.End(n.ctx)
}

func loadCytoscape(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	n, text, err := begin(ctx, in, w)
	if err != nil {
		return err
	}
	defer text.Close()
	for o, err := range dataset.Objects(text, "elements/nodes", "elements/edges") {
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var x struct {
			Data map[string]any `json:"data"`
		}
		if err := json.Unmarshal([]byte(o.Text), &x); err != nil {
			w.Reject(o.Line, "not an element of Cytoscape: %v", err)
			continue
		}
		a := map[string]string{}
		for name, v := range x.Data {
			switch v := v.(type) {
			case string:
				a[strings.ToLower(name)] = v
			case float64:
				a[strings.ToLower(name)] = strconv.FormatFloat(v, 'g', -1, 64)
			}
		}
		if o.Path == "elements/nodes" {
			n.node(a["id"], a, o.Line)
			continue
		}
		if err := n.edge(a["source"], a["target"], a, &o.Record); err != nil {
			return err
		}
	}
	return w.End(ctx)
}

func loadNeo4j(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	if h, ok := adminHead(in.Head); ok {
		return loadNeo4jAdmin(ctx, in, w, h)
	}
	n, text, err := begin(ctx, in, w)
	if err != nil {
		return err
	}
	defer text.Close()
	rows := dataset.NewTable(text, dataset.Dialect{Comma: ',', Quotes: true})
	var header []string
	for row, err := range rows.Rows(ctx, w) {
		if err != nil {
			return err
		}
		if header == nil {
			for _, f := range row.Fields {
				header = append(header, strings.ToLower(strings.TrimSpace(f)))
			}
			rows.SetHeader(header)
			continue
		}
		a := map[string]string{}
		for i := range header {
			a[header[i]] = row.At(i)
		}
		if a["_start"] == "" {
			n.node(a["_id"], a, row.Line)
			continue
		}
		if err := n.edge(a["_start"], a["_end"], a, &row.Record); err != nil {
			return err
		}
	}
	return w.End(ctx)
}
