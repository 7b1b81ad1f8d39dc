package queries

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/store"
	"entente/schema"
)

// Profile is what the graph knows of one actor.
type Profile struct {
	Description     graph.Description
	Claims, Sources int        // in which it is subject or object, whatever their status; and in how many documents
	Publishers      int        // of these: sources that are independent of each other
	First, Last     string     // the first and last day they can be about; "" if none says when
	Groups          []TieGroup // in fixed order; empty ones left out
	Disputed        int        // ties that some claims assert and others deny
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
	Sources  int // independent ones: publishers, or documents of unknown ones
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
	// Only narrows the claims by day, confidence and number of sources; what
	// else a selection can say does not count here.
	Only Selection
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
	only, err := narrow(s, o.Only.narrowing())
	if err != nil {
		return p, err
	}
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
	how := store.SumOptions{Groups: len(tieGroups), Group: groupOf, Most: o.Ties, MinSources: o.Only.MinSources}
	if only.choosy() {
		how.Allows = only.allows
	}
	sum, err := s.Sum(ctx, a.ID, how)
	if err != nil {
		return p, err
	}
	p.Claims, p.Sources, p.Publishers, p.First, p.Last, p.Months, p.Disputed = sum.Claims, sum.Sources, sum.Publishers, sum.First, sum.Last, sum.Months, sum.Disputed
	for i, g := range sum.Groups {
		if len(g.Ties) == 0 {
			continue
		}
		group := TieGroup{Name: tieGroups[i].name, Label: tieGroups[i].label, Total: g.Total}
		for _, t := range g.Ties {
			group.Ties = append(group.Ties, Tie{Relation: t.Relation, Label: readLabel(t.Relation, t.Forward), Forward: t.Forward, Other: graph.Actor{ID: t.Other},
				Claims: t.Claims, Sources: t.Sources, Statuses: t.Statuses, First: t.First, Last: t.Last})
		}
		p.Groups = append(p.Groups, group)
	}
	return p, nameTies(ctx, s, &p)
}

// groupOf finds the group of a relation.
func groupOf(relation string) (group int, symmetric bool) {
	rel, _ := schema.Builtin().Relation(relation)
	for i, g := range tieGroups {
		if g.has(rel) {
			return i, rel.Symmetric
		}
	}
	return len(tieGroups) - 1, rel.Symmetric
}

// nameTies looks up whom ties lead to.
func nameTies(ctx context.Context, s *store.Store, p *Profile) error {
	var ids []string
	for _, g := range p.Groups {
		for _, t := range g.Ties {
			ids = append(ids, t.Other.ID)
		}
	}
	named, err := s.Named(ctx, ids, true)
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

// ActorRow is an actor and in how many claims it stands, whatever their status.
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
	found, err := s.Match(ctx, matcher(pattern))
	if err != nil {
		return list, fmt.Errorf("listing actors: %w", err)
	}
	if len(o.Types) > 0 {
		found = slices.DeleteFunc(found, func(f store.Found) bool {
			return !slices.ContainsFunc(o.Types, func(t string) bool { return v.IsA(f.Actor.Type, t) })
		})
	}
	list.Total = len(found)
	if o.Limit > 0 && list.Total > o.Limit {
		found, list.Truncated = found[:o.Limit], true
	}
	list.Actors = make([]ActorRow, len(found))
	for i, f := range found {
		list.Actors[i] = ActorRow{Description: graph.Description{Actor: f.Actor}, Claims: f.Claims}
	}
	if err := describeRows(ctx, s, list.Actors); err != nil {
		return list, fmt.Errorf("listing actors: %w", err)
	}
	return list, nil
}

// askEach is the number of actors up to which reading each one's description
// is quicker than reading all.
const askEach = 500

func describeRows(ctx context.Context, s *store.Store, rows []ActorRow) error {
	if len(rows) <= askEach {
		for i := range rows {
			d, err := s.Actor(ctx, rows[i].Actor.ID)
			if errors.Is(err, store.ErrNotFound) {
				continue // gone since its name was read
			} else if err != nil {
				return err
			}
			rows[i].Description = d
		}
		return nil
	}
	at := make(map[string]int, len(rows))
	for i := range rows {
		at[rows[i].Actor.ID] = i
	}
	for d, err := range s.Actors(ctx) {
		if err != nil {
			return err
		}
		if i, ok := at[d.Actor.ID]; ok {
			rows[i].Description = d
		}
	}
	return nil
}

// matcher tells whether a name fits a pattern, by the name and its folded
// form.
func matcher(pattern string) func(name, folded string) bool {
	key := graph.Fold(pattern)
	if !strings.ContainsAny(pattern, "*?") {
		return func(name, folded string) bool {
			// Of marks alone nothing is left, and that is in every name.
			return key != "" && strings.Contains(folded, key) || strings.Contains(name, pattern)
		}
	}
	// Folding would drop the wildcards, so the parts between them are folded.
	low := strings.ToLower(pattern)
	return func(name, folded string) bool { return glob(low, strings.ToLower(name)) || glob(low, folded) }
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
