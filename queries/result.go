package queries

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"entente/graph"
	"entente/graph/store"
	"entente/schema"
)

// Result is an answer as rows: what a table, a file and a web page show.
type Result struct {
	Columns []Column
	// Rows have one cell a column: store.IRI, string, int64, float64, bool,
	// time.Time, nil where nothing is known; those of free Gizmo also []any
	// and map[string]any.
	Rows      [][]any
	Labels    map[string]string // how people call the actors and relations in Rows, by IRI
	Truncated bool              // there are more rows than Limits.Rows
	Elapsed   time.Duration
}

// Names lists the columns' names.
func (r Result) Names() []string {
	names := make([]string, len(r.Columns))
	for i, c := range r.Columns {
		names[i] = c.Name
	}
	return names
}

// Text shows a cell to people: an actor or a relation by its label.
func (r Result) Text(cell any) string {
	if iri, ok := cell.(store.IRI); ok {
		if label := r.Labels[string(iri)]; label != "" {
			return label
		}
	}
	return plain(cell)
}

func plain(cell any) string {
	switch v := cell.(type) {
	case nil:
		return ""
	case store.IRI:
		return string(v)
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case time.Time:
		return v.Format(time.RFC3339Nano)
	case []any, map[string]any:
		text, err := json.Marshal(v)
		if err != nil {
			return fmt.Sprint(v)
		}
		return string(text)
	}
	return fmt.Sprint(cell)
}

// MarshalRow gives a row as a JSON object with its keys in the order of the
// columns. Cells with nothing known are left out; a relation is named as in
// claims, without its prefix.
func (r Result) MarshalRow(i int) ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for k, cell := range r.Rows[i] {
		if cell == nil {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		if iri, ok := cell.(store.IRI); ok && r.Columns[k].Type == RelationColumn {
			cell = strings.TrimPrefix(string(iri), graph.RelationPrefix)
		}
		for n, v := range []any{r.Columns[k].Name, cell} {
			var text bytes.Buffer
			enc := json.NewEncoder(&text)
			enc.SetEscapeHTML(false)
			if err := enc.Encode(v); err != nil {
				return nil, fmt.Errorf("row %d, column %s: %w", i+1, r.Columns[k].Name, err)
			}
			if n == 1 {
				b.WriteByte(':')
			}
			b.Write(bytes.TrimSpace(text.Bytes()))
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// label looks up how people call what the rows name.
func (r *Result) label(ctx context.Context, s *store.Store) error {
	r.Labels = map[string]string{}
	var ids []string
	for _, row := range r.Rows {
		for _, cell := range row {
			iri, ok := cell.(store.IRI)
			if _, seen := r.Labels[string(iri)]; !ok || seen {
				continue
			}
			id := string(iri)
			if name, ok := strings.CutPrefix(id, graph.RelationPrefix); ok {
				if rel, ok := schema.Builtin().Relation(name); ok {
					r.Labels[id] = rel.Label
				}
			} else if strings.HasPrefix(id, graph.ActorPrefix) {
				r.Labels[id] = ""
				ids = append(ids, id)
			}
		}
	}
	known, err := actors(ctx, s, ids, false)
	for id, a := range known {
		r.Labels[id] = a.Label
	}
	return err
}
