package queries

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"entente/graph"
	"entente/graph/store"
	"entente/schema"
)

// Paths are the shortest ways from one actor to another.
type Paths struct {
	From, To graph.Actor
	Routes   []Route // shortest first; none if nothing joins them
}

// Route is one way, hop by hop.
type Route []Hop

// Hop is one step of a route: an edge, walked forwards or backwards.
type Hop struct {
	From, To graph.Actor
	Relation string      // of the vocabulary
	Label    string      // read from From to To: "is sanctioned by" where Forward is false
	Forward  bool        // From is the subject of the claims
	Claims   int         // how many say so
	Best     graph.Claim // the newest of them, then the most confident
}

// evidenceRead bounds the claims looked at to find the best one of a hop.
const evidenceRead = 2000

// Path finds the shortest paths between two actors and the best evidence of
// every hop. Only actors are steps; claims and sources never are.
func Path(ctx context.Context, s *store.Store, from, to string, o store.PathOptions) (Paths, error) {
	var p Paths
	var err error
	if p.From, err = Resolve(ctx, s, from); err != nil {
		return p, err
	}
	if p.To, err = Resolve(ctx, s, to); err != nil {
		return p, err
	}
	if p.From.ID == p.To.ID {
		return p, &BadArgumentError{Role: "name", Value: to, Err: fmt.Errorf("means %s, the same actor as %q", p.To.ID, from)}
	}
	if !(o.MinConfidence >= 0 && o.MinConfidence <= 1) {
		return p, &BadArgumentError{Role: "confidence", Value: plain(o.MinConfidence), Err: errors.New("is not between 0 and 1")}
	}
	if o.Only, err = relationNames(o.Only); err != nil {
		return p, err
	}
	if o.Except, err = relationNames(o.Except); err != nil {
		return p, err
	}
	routes, err := s.Path(ctx, p.From.ID, p.To.ID, o)
	if err != nil {
		return p, fmt.Errorf("path from %s to %s: %w", p.From.ID, p.To.ID, err)
	}
	for _, route := range routes {
		var hops Route
		for _, h := range route {
			hop, err := newHop(ctx, s, h)
			if err != nil {
				return p, fmt.Errorf("path from %s to %s: %w", p.From.ID, p.To.ID, err)
			}
			hops = append(hops, hop)
		}
		p.Routes = append(p.Routes, hops)
	}
	return p, nil
}

func relationNames(names []string) ([]string, error) {
	var found []string
	for _, name := range names {
		r, _, err := Relation(name)
		if err != nil {
			return nil, err
		}
		found = append(found, r.Name)
	}
	return found, nil
}

func newHop(ctx context.Context, s *store.Store, h store.Hop) (Hop, error) {
	hop := Hop{Relation: h.Relation, Forward: h.Forward, Claims: len(h.Claims), Label: readLabel(h.Relation, h.Forward)}
	var err error
	if hop.From, err = actor(ctx, s, h.From); err != nil {
		return hop, err
	}
	if hop.To, err = actor(ctx, s, h.To); err != nil {
		return hop, err
	}
	if len(h.Claims) == 0 {
		return hop, nil
	}
	ids := h.Claims[:min(len(h.Claims), evidenceRead)]
	for c, err := range s.Claims(ctx, store.Filter{IDs: ids}) {
		if err != nil {
			return hop, err
		}
		if hop.Best.ID == "" || newer(c, hop.Best) < 0 {
			hop.Best = c
		}
	}
	return hop, nil
}

// newer orders claims: the newest first, then the most confident, then by ID.
// Claims without a date come last.
func newer(a, b graph.Claim) int {
	return cmp.Or(cmp.Compare(lastOf(b), lastOf(a)), cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(a.ID, b.ID))
}

// lastOf is the last day that a claim can be about, "" if it says none.
func lastOf(c graph.Claim) string { return cmp.Or(c.Time.Latest, c.Time.Earliest) }

// readLabel is how a relation reads in one direction.
func readLabel(relation string, forward bool) string {
	r, ok := schema.Builtin().Relation(relation)
	switch {
	case !ok:
		return relation
	case forward:
		return r.Label
	}
	return r.Inverse
}
