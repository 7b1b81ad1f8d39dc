package network

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
	"entente/schema"
)

// neo4j-admin imports tables of nodes and tables of relationships whose
// headers say what each column is: "id:ID(Actor)", ":LABEL", ":START_ID(Actor)",
// "amount:double". A table of relationships is read with the tables of nodes
// beside it: nodes.csv, and those that are called as the groups of IDs in its
// header are (actor.csv, actors.csv). A table of nodes says by itself who
// there is, and gives no claim.

// adminHeader is the header of such a table.
type adminHeader struct {
	names       []string // of properties, lower case; "" for what is none
	comma       byte
	id          int // column of the nodes' own IDs; -1 if there is none
	label, typ  int
	from, to    int
	group       string // of the IDs
	froms, tos  string // groups of the IDs at the ends
	relationing bool
}

// readAdminHeader reads a header; false if it is of another kind of table.
func readAdminHeader(line string) (adminHeader, bool) {
	h := adminHeader{id: -1, label: -1, typ: -1, from: -1, to: -1, comma: ','}
	for _, c := range []byte{';', '\t', '|'} {
		if strings.Count(line, string(c)) > strings.Count(line, string(h.comma)) {
			h.comma = c
		}
	}
	for i, field := range strings.Split(strings.TrimRight(strings.TrimPrefix(line, "\ufeff"), "\r\n"), string(h.comma)) {
		name, kind, typed := strings.Cut(strings.Trim(field, `" `), ":")
		kind, _, _ = strings.Cut(kind, "{")
		kind, group, _ := strings.Cut(strings.TrimSuffix(kind, ")"), "(")
		switch {
		case !typed:
		case kind == "ID":
			h.id, h.group = i, group
		case kind == "LABEL":
			h.label = i
		case kind == "TYPE":
			h.typ = i
		case kind == "START_ID":
			h.from, h.froms = i, group
		case kind == "END_ID":
			h.to, h.tos = i, group
		}
		if kind == "IGNORE" {
			name = ""
		}
		h.names = append(h.names, strings.ToLower(name))
	}
	h.relationing = h.from >= 0 && h.to >= 0
	return h, h.relationing || h.id >= 0 && (h.label >= 0 || len(h.names) > 1)
}

// adminHead reads the header from the beginning of a file.
func adminHead(head []byte) (adminHeader, bool) {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	return readAdminHeader(string(line))
}

// edgesBeside are names under which a table of nodes finds its relationships.
var edgesBeside = []string{"edges.csv", "relationships.csv", "rels.csv"}

func loadNeo4jAdmin(ctx context.Context, in *dataset.Input, w *dataset.Writer, h adminHeader) error {
	if !h.relationing {
		for _, name := range edgesBeside {
			if _, ok := in.Beside(name); ok {
				return nil // read with those
			}
		}
		w.Warn("neo4j: %s holds nodes, which say nothing of each other: load the table of relationships, with this beside it as nodes.csv", in.Name)
		return nil
	}
	n, text, err := begin(ctx, in, w)
	if err != nil {
		return err
	}
	defer text.Close()
	if err := n.adminNodes(in, h); err != nil {
		return err
	}
	return adminRows(ctx, text, w, h, func(row *dataset.Row) error {
		a := h.properties(row)
		a["_type"] = row.At(h.typ)
		return n.edge(inGroup(h.froms, row.At(h.from)), inGroup(h.tos, row.At(h.to)), a, &row.Record)
	})
}

// adminNodes reads the tables of nodes beside a table of relationships.
func (n *network) adminNodes(in *dataset.Input, edges adminHeader) error {
	names := []string{"nodes.csv"}
	for _, group := range []string{edges.froms, edges.tos} {
		if group = strings.ToLower(group); group != "" {
			names = append(names, group+".csv", group+"s.csv")
		}
	}
	slices.Sort(names)
	names = slices.DeleteFunc(slices.Compact(names), func(name string) bool { return strings.EqualFold(name, in.Base) })
	found := false
	for _, name := range names {
		file, ok := in.Beside(name)
		if !ok {
			continue
		}
		h, ok := adminHead(file.Head)
		if !ok || h.id < 0 {
			n.w.Warn("neo4j: %s lies beside %s and is no table of nodes: its header has no :ID", file.Name, in.Name)
			continue
		}
		found = true
		text, err := file.Text()
		if err != nil {
			return &dataset.InputError{Err: err}
		}
		err = adminRows(n.ctx, text, n.w, h, func(row *dataset.Row) error {
			a := h.properties(row)
			for _, label := range strings.FieldsFunc(row.At(h.label), func(r rune) bool { return r == ';' || r == '|' }) {
				if _, ok := schema.Builtin().Type(label); ok {
					a["type"] = cmp.Or(a["type"], label)
				}
			}
			id := row.At(h.id)
			if id == "" {
				n.w.Reject(row.Line, "%s: a node without an ID", file.Name)
				return nil
			}
			if !strings.HasPrefix(a["id"], graph.ActorPrefix) {
				a["id"] = id
			}
			n.node(inGroup(h.group, id), a, row.Line)
			return nil
		})
		text.Close()
		if err != nil {
			return err
		}
	}
	if !found {
		n.w.Warn("neo4j: no table of nodes lies beside %s (%s): nobody is known by the IDs", in.Name, strings.Join(names, ", "))
	}
	return nil
}

// inGroup is an ID with its group: two groups may have one ID.
func inGroup(group, id string) string { return strings.TrimSpace(group + " " + id) }

// properties are the values of a row by the names of its columns.
func (h *adminHeader) properties(row *dataset.Row) map[string]string {
	a := map[string]string{}
	for i, name := range h.names {
		if name != "" {
			a[name] = row.At(i)
		}
	}
	return a
}

// adminRows hands on the rows after the header; those of another width are
// rejected.
func adminRows(ctx context.Context, text *dataset.Text, w *dataset.Writer, h adminHeader, use func(*dataset.Row) error) error {
	rows := dataset.NewTable(text, dataset.Dialect{Comma: h.comma, Quotes: true})
	head := true
	for row, err := range rows.Rows(ctx, w) {
		if err != nil {
			return err
		}
		if head {
			head = false
			rows.SetHeader(row.Fields)
			continue
		}
		if err := use(row); err != nil {
			return err
		}
	}
	return nil
}
