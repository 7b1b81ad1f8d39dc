package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"entente/graph"
	"entente/graph/store"
	"entente/schema"
)

// Evidence is the sentences behind an edge.
type Evidence struct {
	Subject, Object graph.Actor
	Relation        string // "" if every relation was asked for
	Items           []Item // newest first; denied, planned and conditional claims too
}

// Item is one claim with the places to mark in its quote.
type Item struct {
	Claim     graph.Claim
	Backwards bool   // the claim's subject is the evidence's object
	Marks     []Mark // sorted, not overlapping
}

// Mark is a part of a quote, in bytes, and what it is.
type Mark struct {
	Start, End int
	Role       string // subject, object, trigger, place or speaker
}

// Why finds the claims that say subject – relation – object, of whatever
// status. A symmetric relation counts both ways; an inverse label ("is
// sanctioned by") turns the question round; relation "" or "any" takes every
// relation, both ways.
func Why(ctx context.Context, s *store.Store, subject, relation, object string) (Evidence, error) {
	return WhyWith(ctx, s, subject, relation, object, Selection{})
}

// WhyWith is [Why] of the claims that a selection leaves by day, confidence
// and number of sources; what else it can say does not count here.
func WhyWith(ctx context.Context, s *store.Store, subject, relation, object string, only Selection) (Evidence, error) {
	var e Evidence
	every := relation == "" || relation == "any"
	var rel schema.Relation
	var err error
	if !every {
		var inverse bool
		if rel, inverse, err = Relation(relation); err != nil {
			return e, err
		}
		if inverse {
			subject, object = object, subject
		}
		e.Relation = rel.Name
	}
	if e.Subject, err = Resolve(ctx, s, subject); err != nil {
		return e, err
	}
	if e.Object, err = Resolve(ctx, s, object); err != nil {
		return e, err
	}
	sel := only.narrowing()
	sel.Between = [2]string{e.Subject.ID, e.Object.ID}
	if !every {
		sel.Relations = []string{rel.Name}
	}
	p, err := Select(ctx, s, sel)
	if err != nil {
		return e, err
	}
	for c, err := range p.Claims(ctx) {
		if err != nil {
			return e, fmt.Errorf("claims between %s and %s: %w", e.Subject.ID, e.Object.ID, err)
		}
		back := c.Subject.ID == e.Object.ID
		if every || c.Relation == rel.Name && (!back || rel.Symmetric) {
			e.Items = append(e.Items, Item{Claim: c, Backwards: back, Marks: Marks(c)})
		}
	}
	slices.SortFunc(e.Items, func(a, b Item) int { return newer(a.Claim, b.Claim) })
	return e, nil
}

// WhyClaim is the evidence that is one claim, by its ID.
func WhyClaim(ctx context.Context, s *store.Store, id string) (Evidence, error) {
	var e Evidence
	for c, err := range s.Claims(ctx, store.Filter{IDs: []string{id}}) {
		if err != nil {
			return e, fmt.Errorf("reading %s: %w", id, err)
		}
		e = Evidence{Subject: c.Subject, Object: c.Object, Relation: c.Relation, Items: []Item{{Claim: c, Marks: Marks(c)}}}
	}
	if len(e.Items) == 0 {
		return e, fmt.Errorf("%s: %w", id, store.ErrNotFound)
	}
	return e, nil
}

// Marks finds what to mark in a claim's quote: its mentions, and the word
// that its relation was read from where that can be told.
func Marks(c graph.Claim) []Mark {
	var list []Mark
	free := func(m Mark) bool {
		return m.Start < m.End && m.Start >= 0 && m.End <= len(c.Quote) &&
			!slices.ContainsFunc(list, func(o Mark) bool { return m.Start < o.End && o.Start < m.End })
	}
	add := func(m Mark) {
		if free(m) {
			list = append(list, m)
		}
	}
	for _, a := range []struct {
		role  string
		actor *graph.Actor
	}{{"subject", &c.Subject}, {"object", &c.Object}, {"place", c.Place}, {"speaker", c.Speaker}} {
		if a.actor != nil && a.actor.Mention != "" {
			add(Mark{a.actor.Start - c.Start, a.actor.End - c.Start, a.role})
		}
	}
	if m, ok := trigger(c, free); ok {
		list = append(list, m)
	}
	slices.SortFunc(list, func(a, b Mark) int { return cmp.Compare(a.Start, b.Start) })
	return list
}

// trigger finds the word of the quote that the relation was read from. Claims
// do not keep its place; the rule's name ("verb:host") and the relation's
// name hold its lemma, and a word that begins like the lemma is taken: of
// several the one nearest to the subject.
func trigger(c graph.Claim, free func(Mark) bool) (Mark, bool) {
	var lemmas []string
	for _, text := range []string{c.Rule, c.Relation} {
		for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if stem := stemOf(w); stem != "" {
				lemmas = append(lemmas, stem)
			}
		}
	}
	var best Mark
	found, near := false, 0
	for _, lemma := range lemmas {
		for _, w := range words(c.Quote) {
			if !strings.HasPrefix(strings.ToLower(c.Quote[w.Start:w.End]), lemma) || !free(w) {
				continue
			}
			d := abs(w.Start - (c.Subject.Start - c.Start))
			if !found || d < near {
				best, found, near = w, true, d
			}
		}
		if found {
			break
		}
	}
	best.Role = "trigger"
	return best, found
}

// stemOf cuts what English inflection changes off the end of a lemma; "" for
// words too short or too common to point at anything.
func stemOf(word string) string {
	word = strings.ToLower(word)
	switch word {
	case "with", "from", "verb", "noun", "rule", "war", "ties":
		return ""
	}
	for _, end := range []string{"ies", "es", "s", "e", "y"} {
		if cut, ok := strings.CutSuffix(word, end); ok && len(cut) >= 3 {
			word = cut
			break
		}
	}
	if len(word) < 3 {
		return ""
	}
	return word
}

// words gives the bounds of the words of a text.
func words(text string) []Mark {
	var list []Mark
	start := -1
	for i, r := range text + " " {
		switch letter := unicode.IsLetter(r) || r == '-' && start >= 0; {
		case letter && start < 0:
			start = i
		case !letter && start >= 0:
			list = append(list, Mark{Start: start, End: i})
			start = -1
		}
	}
	return list
}

func abs(n int) int { return max(n, -n) }
