package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/identity"
	"entente/graph/store"
)

// CandidateOptions choose what [Candidates] looks for.
type CandidateOptions struct {
	Actor     string  // ID of an actor that one of the two must be; "" for any
	Least     float64 // score below which a pair is not given; 0 for 0.5
	Limit     int     // pairs; 0 for all
	Codes     bool    // only pairs of one code
	Decisions identity.Decisions
}

// Pair is two actors of the store that may be the same.
type Pair struct {
	A, B     identity.Record     `json:"-"`
	Score    float64             `json:"score"`
	Code     string              `json:"code,omitempty"`  // the code of both, if they share one
	Rival    bool                `json:"rival,omitempty"` // another actor fits as well
	Evidence []identity.Evidence `json:"evidence"`
}

// Candidates looks through the store for actors that may be the same, surest
// first. Those on which there is a decision are left out.
func Candidates(ctx context.Context, s *store.Store, o CandidateOptions) ([]Pair, error) {
	records, err := Records(ctx, s)
	if err != nil {
		return nil, err
	}
	x := identity.NewIndex(slices.Values(records), identity.Options{Least: o.Least, Within: true})
	decided := map[[2]string]bool{}
	for _, d := range o.Decisions.InForce() {
		decided[[2]string{d.A, d.B}], decided[[2]string{d.B, d.A}] = true, true
	}
	var out []Pair
	for _, p := range x.Pairs() {
		c := x.Explain(p)
		a, b := keptFirst(*c.A, *c.B)
		if decided[[2]string{a.ID, b.ID}] || o.Codes && c.Verdict != identity.SameCode || o.Actor != "" && a.ID != o.Actor && b.ID != o.Actor {
			continue
		}
		pair := Pair{A: a, B: b, Score: p.Score, Rival: p.Rival, Evidence: c.Evidence}
		if c.Verdict == identity.SameCode {
			pair.Code = c.Code
		}
		if a.ID != c.A.ID {
			for i, e := range pair.Evidence {
				pair.Evidence[i].A, pair.Evidence[i].B = e.B, e.A
			}
		}
		out = append(out, pair)
	}
	slices.SortFunc(out, func(p, q Pair) int {
		return cmp.Or(cmp.Compare(q.Score, p.Score), strings.Compare(p.A.ID, q.A.ID), strings.Compare(p.B.ID, q.B.ID))
	})
	if o.Limit > 0 && len(out) > o.Limit {
		out = out[:o.Limit]
	}
	return out, ctx.Err()
}

// keptFirst puts first what stays when both become one: what more is known of,
// then the shorter ID, which is the more readable one.
func keptFirst(a, b identity.Record) (identity.Record, identity.Record) {
	weight := func(r identity.Record) int { return len(r.Codes) + len(r.Names) }
	if cmp.Or(cmp.Compare(weight(b), weight(a)), cmp.Compare(len(a.ID), len(b.ID)), strings.Compare(a.ID, b.ID)) > 0 {
		return b, a
	}
	return a, b
}

// belonging are the relations whose object, if it is a state, is the
// subject's.
var belonging = map[string]bool{"represents": true, "leads": true, "holds-office": true, "affiliated-with": true, "member-of": true, "part-of": true, "located-in": true, "flagged-in": true}

// Records reads every actor of the store as identity compares them: with the
// states that its claims put it in, and the one source that names it.
func Records(ctx context.Context, s *store.Store) ([]identity.Record, error) {
	type facts struct {
		states []string
		source string
		many   bool
	}
	known := map[string]*facts{}
	of := func(id string, c *graph.Claim) *facts {
		f := known[id]
		source := cmp.Or(c.Source.Series, c.Source.ID)
		if f == nil {
			f = &facts{source: source}
			known[id] = f
		}
		f.many = f.many || f.source != source
		return f
	}
	for c, err := range s.Claims(ctx, store.Filter{}) {
		if err != nil {
			return nil, fmt.Errorf("reading claims: %w", err)
		}
		f := of(c.Subject.ID, &c)
		of(c.Object.ID, &c)
		if belonging[c.Relation] && (c.Object.Type == "State" || c.Object.Type == "Territory") && !slices.Contains(f.states, c.Object.ID) {
			f.states = append(f.states, c.Object.ID)
		}
	}
	var out []identity.Record
	for d, err := range s.Actors(ctx) {
		if err != nil {
			return nil, fmt.Errorf("reading actors: %w", err)
		}
		r := identity.Record{ID: d.Actor.ID, Label: d.Actor.Label, Type: d.Actor.Type, Names: d.Aliases, Codes: append(slices.Clone(d.Codes), d.SameAs...), Dates: d.Born}
		if d.Within != "" {
			r.States = append(r.States, d.Within)
		}
		if f := known[r.ID]; f != nil {
			for _, state := range f.states {
				if !slices.Contains(r.States, state) {
					r.States = append(r.States, state)
				}
			}
			if !f.many {
				r.Source = f.source
			}
		}
		out = append(out, r)
	}
	return out, nil
}
