package dataset

import (
	"slices"
	"strings"
	"unicode"

	"entente/graph"
	"entente/loaders/gazetteer"
)

// OfficeRule is the rule of a claim that says who held an office: by it the
// gazetteer finds the claim again (see [Office]).
func OfficeRule(role string) string { return officeRule + role }

const officeRule = "office of "

// Office is the role that a claim's rule names, if it is one of [OfficeRule].
func Office(rule string) (role string, ok bool) {
	_, role, ok = strings.Cut(rule, ": "+officeRule)
	return role, ok
}

// Role finds the role that a post means ("Minister for Foreign Affairs"), and
// the relation that holding it is.
func (n *Names) Role(post string) (role, relation string, ok bool) {
	if n.g == nil {
		return "", "", false
	}
	words := strings.FieldsFunc(post, func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune("-'’.", r) })
	for i := range words {
		if size, titles := n.g.RoleByTitle(words, i); size > 0 {
			for _, t := range titles {
				if t.Of == "" {
					return t.Role.ID, t.Role.Relation, true
				}
			}
		}
	}
	return "", "", false
}

// InOffice finds who of those that the gazetteer knows in office on a day is
// meant by a name, most often a surname alone; and the office held. Offices
// that lead come first. ok is false if nobody fits, or several.
func (n *Names) InOffice(of, day, name string) (a graph.Actor, role string, ok bool) {
	words := strings.Fields(graph.Fold(strings.ReplaceAll(name, "-", " ")))
	if n.g == nil || len(words) == 0 {
		return graph.Actor{}, "", false
	}
	for _, t := range n.g.InOffice(of, day) {
		if t.Person == nil || !n.called(t.Person, words) {
			continue
		}
		if ok && a.ID != t.Person.ID {
			return graph.Actor{}, "", false
		}
		if r, known := n.g.Role(t.Role); !ok || known && r.Relation == "leads" {
			role = t.Role
		}
		a, ok = actorOf(t.Person), true
	}
	return a, role, ok
}

// called tells whether words are a person's name: all words of one name, the
// surname among them.
func (n *Names) called(e *gazetteer.Entry, words []string) bool {
	p, ok := n.persons[e.ID]
	if !ok {
		p = namedOf(e)
		if n.persons == nil || len(n.persons) >= namesKept {
			n.persons = map[string]named{}
		}
		n.persons[e.ID] = p
	}
	if !slices.ContainsFunc(words, func(w string) bool { return slices.Contains(p.surnames, w) }) {
		return false
	}
	for _, have := range p.names {
		all := true
		for _, w := range words {
			all = all && (slices.Contains(have, w) || len(w) == 1 && slices.ContainsFunc(have, func(h string) bool { return h[0] == w[0] }))
		}
		if all {
			return true
		}
	}
	return false
}

// named is a person's names in words, and the words that are surnames.
type named struct {
	names    [][]string
	surnames []string
}

func namedOf(e *gazetteer.Entry) named {
	var p named
	split := func(name string) []string { return strings.Fields(graph.Fold(strings.ReplaceAll(name, "-", " "))) }
	for _, name := range append([]string{e.Label}, e.Names...) {
		if have := split(name); len(have) > 0 {
			p.names = append(p.names, have)
			p.surnames = append(p.surnames, have[len(have)-1])
		}
	}
	for _, s := range e.Surnames {
		p.surnames = append(p.surnames, split(s)...)
	}
	return p
}
