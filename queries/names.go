package queries

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/store"
	"entente/schema"
)

// readNames emits what an actor is called and its type, with who says so. It
// reads two predicates from their index: a store's description of a hub
// reads its ten thousand edges on the way.
const readNames = `
ids.forEach(function (id) {
  predicates.forEach(function (predicate) {
    g.V(id).labelContext(g.V(), "by").out(predicate).limit(enough).forEach(function (row) {
      g.emit({ id: id, predicate: predicate, value: row.id, by: row.by });
    });
  });
});`

// sayings bounds how many sources are asked what an actor is called: one that
// ten thousand documents name has as many labels, nearly always the same.
const sayings = 20

// actors reads the labels and types of actors. Where sources differ the
// gazetteer decides, then the first by name, as in the store's descriptions.
// One that only claims name, and nobody describes, is called by its id.
// typed asks for the types too.
func actors(ctx context.Context, s *store.Store, ids []string, typed bool) (map[string]graph.Actor, error) {
	known := make(map[string]graph.Actor, len(ids))
	if len(ids) == 0 {
		return known, nil
	}
	nodes := make([]string, len(ids))
	for i, id := range ids {
		nodes[i] = "<" + id + ">"
		known[id] = graph.Actor{ID: id, Label: strings.TrimPrefix(id, graph.ActorPrefix), Type: schema.Root}
	}
	var text strings.Builder
	declare(&text, "ids", nodes)
	declare(&text, "enough", sayings)
	predicates := []string{"<" + string(graph.RDFSLabel) + ">"}
	if typed {
		predicates = append(predicates, "<"+string(graph.RDFType)+">")
	}
	declare(&text, "predicates", predicates)
	text.WriteString(readNames)
	answer, err := s.Gizmo(ctx, text.String(), store.Limits{})
	if err != nil {
		return nil, fmt.Errorf("reading the names of %s: %w", count(len(ids), "actor"), err)
	}
	type said struct{ predicate, value, by string }
	all := map[string][]said{}
	for _, row := range answer.Rows {
		cells, _ := row.Value.(map[string]any)
		field := func(name string) string { return strings.Trim(plain(cells[name]), "<>") }
		all[field("id")] = append(all[field("id")], said{field("predicate"), plain(cells["value"]), field("by")})
	}
	for id, list := range all {
		slices.SortFunc(list, func(a, b said) int {
			if g := string(graph.Gazetteer); (a.by == g) != (b.by == g) {
				if a.by == g {
					return 1 // last, so that it is what remains
				}
				return -1
			}
			return strings.Compare(b.value, a.value)
		})
		a := known[id]
		for _, one := range list {
			if one.predicate == string(graph.RDFSLabel) {
				a.Label = one.value
			} else if t, ok := strings.CutPrefix(strings.Trim(one.value, "<>"), graph.TypePrefix); ok {
				a.Type = t
			}
		}
		known[id] = a
	}
	return known, nil
}

func actor(ctx context.Context, s *store.Store, id string) (graph.Actor, error) {
	known, err := actors(ctx, s, []string{id}, true)
	return known[id], err
}
