package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/store"
	"entente/schema"
)

// codeSchemes are the schemes of which a bare code is understood: "IRN", "IR".
var codeSchemes = []string{"iso3", "iso2", "imo", "cameo"}

// Resolve finds the actor that a name means: an id ("actor:iran"), a label or
// alias in any spelling that folds alike ("the United States", "US"), a code
// ("IRN", "iso3:IRN"). A label beats an alias. What remains unclear is not guessed: the
// error is an [*UnknownNameError] or an [*AmbiguousNameError].
func Resolve(ctx context.Context, s *store.Store, name string) (graph.Actor, error) {
	name = strings.TrimSpace(name)
	if name == "" {
		return graph.Actor{}, &BadArgumentError{Role: "name", Value: name, Err: fmt.Errorf("is empty")}
	}
	found, err := s.Lookup(ctx, name)
	if err == nil && len(found) == 0 {
		found, err = byCode(ctx, s, name)
	}
	if err != nil {
		return graph.Actor{}, fmt.Errorf("looking up %q: %w", name, err)
	}
	switch len(found) {
	case 0:
		near, err := nearest(ctx, s, name, 5)
		if err != nil {
			return graph.Actor{}, fmt.Errorf("looking for names like %q: %w", name, err)
		}
		return graph.Actor{}, &UnknownNameError{Name: name, Near: near}
	case 1:
		return found[0], nil
	}
	for _, same := range []func(graph.Actor) bool{
		func(a graph.Actor) bool { return a.Label == name },
		func(a graph.Actor) bool { return graph.Fold(a.Label) == graph.Fold(name) },
	} {
		called := slices.DeleteFunc(slices.Clone(found), func(a graph.Actor) bool { return !same(a) })
		if len(called) == 1 {
			return called[0], nil
		}
	}
	e := &AmbiguousNameError{Name: name}
	for _, a := range found {
		n, err := claimCount(ctx, s, a.ID)
		if err != nil {
			return graph.Actor{}, err
		}
		e.Candidates = append(e.Candidates, Candidate{Actor: a, Name: a.Label, Claims: n})
	}
	slices.SortStableFunc(e.Candidates, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Claims, a.Claims), cmp.Compare(a.Actor.ID, b.Actor.ID))
	})
	return graph.Actor{}, e
}

// byCode finds actors by "scheme:code", by a bare code of a well-known scheme
// and by the IRI of the same thing elsewhere ("wd:Q794").
func byCode(ctx context.Context, s *store.Store, code string) ([]graph.Actor, error) {
	if strings.ContainsAny(code, " \t") {
		return nil, nil
	}
	codes := []string{code}
	if !strings.Contains(code, ":") {
		codes = nil
		for _, scheme := range codeSchemes {
			codes = append(codes, scheme+":"+strings.ToUpper(code))
		}
	}
	var ids []string
	for _, c := range codes {
		found, err := subjects(ctx, s, string(graph.Identifier), "str", c)
		if err != nil {
			return nil, err
		}
		ids = append(ids, found...)
		if found, err = subjects(ctx, s, string(graph.SameAs), "iri", c); err != nil {
			return nil, err
		}
		ids = append(ids, found...)
	}
	slices.Sort(ids)
	var actors []graph.Actor
	for _, id := range slices.Compact(ids) {
		a, err := actor(ctx, s, id)
		if err != nil {
			return nil, err
		}
		actors = append(actors, a)
	}
	return actors, nil
}

// subjects lists the actors that have this value under a predicate. kind is
// Gizmo's constructor for the value: "str" or "iri".
func subjects(ctx context.Context, s *store.Store, predicate, kind, value string) ([]string, error) {
	var text strings.Builder
	declare(&text, "value", value)
	declare(&text, "predicate", "<"+predicate+">")
	fmt.Fprintf(&text, "g.V(%s(value)).in(predicate).all()", kind)
	answer, err := s.Gizmo(ctx, text.String(), store.Limits{Time: DefaultTime})
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, row := range answer.Rows {
		if id := plain(row.Tags["id"]); strings.HasPrefix(id, graph.ActorPrefix) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// claimCount is in how many claims an actor is subject or object.
func claimCount(ctx context.Context, s *store.Store, id string) (int, error) {
	var text strings.Builder
	declare(&text, "actor", "<"+id+">")
	text.WriteString(`g.emit(g.V(actor).in("<rdf:subject>").toArray().length + g.V(actor).in("<rdf:object>").toArray().length)`)
	answer, err := s.Gizmo(ctx, text.String(), store.Limits{Time: DefaultTime})
	if err != nil {
		return 0, fmt.Errorf("counting the claims of %s: %w", id, err)
	}
	if len(answer.Rows) != 1 {
		return 0, fmt.Errorf("counting the claims of %s: got %d rows", id, len(answer.Rows))
	}
	n, _ := number(answer.Rows[0].Value)
	return int(n), nil
}

// nearest gives at most k actors with a name like this one, each once, by the
// name of it that is nearest.
func nearest(ctx context.Context, s *store.Store, name string, k int) ([]Candidate, error) {
	owner := map[string]string{}
	var names []string
	known, err := s.KnownNames(ctx)
	if err != nil {
		return nil, err
	}
	for n := range known {
		if _, ok := owner[n.Text]; !ok && n.Kind != store.Code {
			owner[n.Text] = n.Actor
			names = append(names, n.Text)
		}
	}
	var near []Candidate
	seen := map[string]bool{}
	// Several of the nearest names can be one actor's.
	for _, n := range schema.Nearest(name, names, 4*k) {
		id := owner[n]
		if seen[id] || len(near) == k {
			continue
		}
		seen[id] = true
		a, err := actor(ctx, s, id)
		if err != nil {
			return nil, err
		}
		near = append(near, Candidate{Actor: a, Name: n})
	}
	return near, nil
}

// Complete lists names and ids that begin with prefix, in any spelling that
// folds alike, for completion in a shell or a search field. At most limit.
func Complete(ctx context.Context, s *store.Store, prefix string, limit int) ([]string, error) {
	found, err := s.Complete(ctx, prefix, limit)
	if err != nil {
		return nil, fmt.Errorf("completing %q: %w", prefix, err)
	}
	return found, nil
}

// Relation finds a relation by its name ("trades-with"), its label ("trades
// with") or its inverse label ("is sanctioned by"; then inverse is true).
func Relation(name string) (r schema.Relation, inverse bool, err error) {
	plain := strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), graph.RelationPrefix)
	hyphened := strings.Join(strings.Fields(plain), "-")
	var names []string
	all := schema.Builtin().Relations()
	for _, r := range all {
		if r.Name == hyphened || r.Label == plain {
			return r, false, nil
		}
		names = append(names, r.Name)
	}
	for _, r := range all {
		if r.Inverse == plain {
			return r, true, nil
		}
	}
	return schema.Relation{}, false, &UnknownRelationError{Name: name, Near: schema.Nearest(hyphened, names, 3)}
}
