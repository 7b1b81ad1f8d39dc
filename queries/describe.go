package queries

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/store"
	"entente/schema"
)

// Profile is what the graph knows of one actor.
type Profile struct {
	Description     graph.Description
	Claims, Sources int        // in which it is subject or object, whatever their status
	First, Last     string     // the first and last day they can be about; "" if none says when
	Groups          []TieGroup // in fixed order; empty ones left out
	// Months tells of how many of the claims are about each month, by the last
	// day they can be about: "2026-02". Months without any are left out.
	Months []store.Count
}

// TieGroup is the ties of one kind.
type TieGroup struct {
	Name  string // standing, cooperative, conflictual or neutral
	Label string
	Ties  []Tie // most claims first, then newest
	Total int   // how many ties there are, with those left out
}

// Tie is one relation of an actor with another, in one direction.
type Tie struct {
	Relation string
	Label    string // read from the actor to Other
	Forward  bool   // the actor is the subject; always true for symmetric relations
	Other    graph.Actor
	Claims   int
	Sources  int
	Statuses map[graph.Status]int
	First    string // the first day the claims can be about; "" if none says when
	Last     string // and the last
}

// tieGroups are the kinds of ties: what an actor is comes before what it
// does, and the standing relations have no event class.
var tieGroups = []struct {
	name, label string
	has         func(schema.Relation) bool
}{
	{"standing", "Standing relations", func(r schema.Relation) bool { return r.Kind == schema.State && r.CAMEO == "" }},
	{"cooperative", "Cooperation", func(r schema.Relation) bool { return r.Class == schema.Cooperative }},
	{"conflictual", "Conflict", func(r schema.Relation) bool { return r.Class == schema.Conflictual }},
	{"neutral", "Other", func(schema.Relation) bool { return true }},
}

// DescribeOptions bound what [DescribeWith] gives.
type DescribeOptions struct {
	Ties int // of each group at most; 0 means all
}

// Describe gathers what is known of an actor.
func Describe(ctx context.Context, s *store.Store, name string) (Profile, error) {
	return DescribeWith(ctx, s, name, DescribeOptions{})
}

// DescribeWith gathers what is known of an actor, and of its ties as many as
// are asked for: a hub has thousands, and whom they lead to has to be looked
// up for those that are shown only.
func DescribeWith(ctx context.Context, s *store.Store, name string, o DescribeOptions) (Profile, error) {
	var p Profile
	a, err := Resolve(ctx, s, name)
	if err != nil {
		return p, err
	}
	p.Description, err = s.Actor(ctx, a.ID)
	if errors.Is(err, store.ErrNotFound) {
		p.Description = graph.Description{Actor: a}
	} else if err != nil {
		return p, fmt.Errorf("describing %s: %w", a.ID, err)
	}
	type key struct {
		relation, other string
		forward         bool
	}
	ties := map[key]*Tie{}
	tieSources := map[key]map[string]bool{}
	sources := map[string]bool{}
	months := map[string]int64{}
	for c, err := range s.Ties(ctx, a.ID) {
		if err != nil {
			return p, fmt.Errorf("describing %s: %w", a.ID, err)
		}
		forward := c.Forward
		if !forward {
			rel, _ := schema.Builtin().Relation(c.Relation)
			forward = rel.Symmetric
		}
		k := key{c.Relation, c.Other, forward}
		t := ties[k]
		if t == nil {
			t = &Tie{Relation: c.Relation, Label: readLabel(c.Relation, k.forward), Forward: k.forward, Other: graph.Actor{ID: c.Other}, Statuses: map[graph.Status]int{}}
			ties[k], tieSources[k] = t, map[string]bool{}
		}
		last := cmp.Or(c.Time.Latest, c.Time.Earliest)
		t.Claims++
		t.Statuses[c.Status]++
		t.First, t.Last = firstOf(t.First, c.Time), max(t.Last, last)
		tieSources[k][c.Source] = true
		sources[c.Source] = true
		p.Claims++
		p.Last = max(p.Last, last)
		if len(last) >= len("2026-02") {
			months[last[:7]]++
		}
		p.First = firstOf(p.First, c.Time)
	}
	p.Sources = len(sources)
	var list []Tie
	for k, t := range ties {
		t.Sources = len(tieSources[k])
		list = append(list, *t)
	}
	p.Groups = groupTies(list, o.Ties)
	for _, m := range slices.Sorted(maps.Keys(months)) {
		p.Months = append(p.Months, store.Count{Name: m, N: months[m]})
	}
	return p, nameTies(ctx, s, &p)
}

// nameTies looks up whom ties lead to.
func nameTies(ctx context.Context, s *store.Store, p *Profile) error {
	var ids []string
	for _, g := range p.Groups {
		for _, t := range g.Ties {
			ids = append(ids, t.Other.ID)
		}
	}
	named, err := s.Named(ctx, ids)
	if err != nil {
		return fmt.Errorf("describing %s: %w", p.Description.Actor.ID, err)
	}
	for _, g := range p.Groups {
		for i := range g.Ties {
			g.Ties[i].Other = named[g.Ties[i].Other.ID]
		}
	}
	return nil
}

// firstOf is the first day that a claim can be about, or the one known before.
func firstOf(before string, t graph.Time) string {
	if day := cmp.Or(t.Earliest, t.Latest); day != "" && (before == "" || day < before) {
		return day
	}
	return before
}

func groupTies(ties []Tie, most int) []TieGroup {
	slices.SortFunc(ties, func(a, b Tie) int {
		return cmp.Or(cmp.Compare(b.Claims, a.Claims), cmp.Compare(b.Last, a.Last), cmp.Compare(a.Relation, b.Relation),
			cmp.Compare(a.Other.ID, b.Other.ID), cmp.Compare(b.Label, a.Label))
	})
	groups := make([]TieGroup, len(tieGroups))
	for i, g := range tieGroups {
		groups[i] = TieGroup{Name: g.name, Label: g.label}
	}
	for _, t := range ties {
		rel, _ := schema.Builtin().Relation(t.Relation)
		for i, g := range tieGroups {
			if g.has(rel) {
				groups[i].Ties = append(groups[i].Ties, t)
				break
			}
		}
	}
	for i := range groups {
		g := &groups[i]
		if g.Total = len(g.Ties); most > 0 && g.Total > most {
			g.Ties = g.Ties[:most]
		}
	}
	return slices.DeleteFunc(groups, func(g TieGroup) bool { return len(g.Ties) == 0 })
}

// ActorOptions narrow a list of actors.
type ActorOptions struct {
	Types []string // only actors of these types and of those that descend from them
	Limit int      // 0 means all
}

// ActorList is a list of actors, those in most claims first.
type ActorList struct {
	Actors    []ActorRow
	Total     int  // how many fit, with those left out
	Truncated bool // some were left out
}

// ActorRow is an actor and in how many asserted claims it stands.
type ActorRow struct {
	graph.Description
	Claims int
}

// Actors lists the actors with a name or id that fits a pattern: a part of
// it, or with * and ? all of it, in any spelling that folds alike. The empty
// pattern fits all.
func Actors(ctx context.Context, s *store.Store, pattern string, o ActorOptions) (ActorList, error) {
	var list ActorList
	v := schema.Builtin()
	for _, t := range o.Types {
		if _, ok := v.Type(t); !ok {
			return list, &BadArgumentError{Role: "type", Value: t, Err: v.UnknownType(t)}
		}
	}
	fits := matcher(pattern)
	rows := map[string]*ActorRow{}
	for d, err := range s.Actors(ctx) {
		if err != nil {
			return list, fmt.Errorf("listing actors: %w", err)
		}
		if len(o.Types) > 0 && !slices.ContainsFunc(o.Types, func(t string) bool { return v.IsA(d.Actor.Type, t) }) {
			continue
		}
		if fits(d.Actor.ID) || fits(d.Actor.Label) || slices.ContainsFunc(d.Aliases, fits) {
			rows[d.Actor.ID] = &ActorRow{Description: d}
		}
	}
	if err := countClaims(ctx, s, rows); err != nil {
		return list, fmt.Errorf("counting claims: %w", err)
	}
	for _, id := range slices.Sorted(maps.Keys(rows)) {
		list.Actors = append(list.Actors, *rows[id])
	}
	slices.SortStableFunc(list.Actors, func(a, b ActorRow) int { return cmp.Compare(b.Claims, a.Claims) })
	list.Total = len(list.Actors)
	if o.Limit > 0 && list.Total > o.Limit {
		list.Actors, list.Truncated = list.Actors[:o.Limit], true
	}
	return list, nil
}

// askEach is the number of actors up to which counting each one's edges is
// quicker than reading all edges.
const askEach = 200

func countClaims(ctx context.Context, s *store.Store, rows map[string]*ActorRow) error {
	if len(rows) == 0 {
		return nil
	}
	var ask []string
	if len(rows) <= askEach {
		ask = slices.Sorted(maps.Keys(rows))
	}
	for e, err := range s.Edges(ctx, ask...) {
		if err != nil {
			return err
		}
		for _, id := range []string{e.Subject, e.Object} {
			if row := rows[id]; row != nil {
				row.Claims += len(e.Claims)
			}
		}
	}
	return nil
}

// matcher tells whether a name fits a pattern.
func matcher(pattern string) func(string) bool {
	key := graph.Fold(pattern)
	if !strings.ContainsAny(pattern, "*?") {
		return func(name string) bool {
			return strings.Contains(graph.Fold(name), key) || strings.Contains(name, pattern)
		}
	}
	// Folding would drop the wildcards, so the parts between them are folded.
	low := strings.ToLower(pattern)
	return func(name string) bool { return glob(low, strings.ToLower(name)) || glob(low, graph.Fold(name)) }
}

// glob matches * with any run and ? with any one character.
func glob(pattern, name string) bool {
	p, n := []rune(pattern), []rune(name)
	star, mark := -1, 0
	i, j := 0, 0
	for j < len(n) {
		switch {
		case i < len(p) && p[i] == '*':
			star, mark = i, j
			i++
		case i < len(p) && (p[i] == '?' || p[i] == n[j]):
			i, j = i+1, j+1
		case star >= 0:
			mark++
			i, j = star+1, mark
		default:
			return false
		}
	}
	for i < len(p) && p[i] == '*' {
		i++
	}
	return i == len(p)
}
