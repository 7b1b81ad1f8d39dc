package ofac

import (
	"context"
	"errors"
	"slices"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
)

var errNumber = errors.New("the first column must be OFAC's number of the entry")

// list is a list whose entries are known by number and by name.
type list struct {
	w       *dataset.Writer
	entries map[string]*entry
	byName  map[string][]string // folded name: numbers of the entries that have it as their own
	byAlias map[string][]string // the same of their other names
	linked  struct{ all, found, ambiguous, cut int }
}

// entry is what is known of an entry before claims are made.
type entry struct {
	number  string
	name    string // as it stands
	typ     string
	actor   graph.Actor
	aliases []string
	comment string // what sdn_comments adds to its remarks
}

func newList(w *dataset.Writer) *list {
	return &list{w: w, entries: map[string]*entry{}, byName: map[string][]string{}, byAlias: map[string][]string{}}
}

// readNames reads who is on the list, from all its files, and makes the
// actors.
func (l *list) readNames(ctx context.Context, in *dataset.Input, s set) error {
	read := func(file *dataset.Input, names []string, use func(*dataset.Row) error) error {
		text, err := file.Text()
		if err != nil {
			return &dataset.InputError{Err: err}
		}
		defer text.Close()
		return rows(ctx, l.w, text, names, false, use)
	}
	var ids []ships
	var plain []*entry
	err := read(in, columns, func(row *dataset.Row) error {
		typ, ok := kinds[row.At(2)]
		if !ok {
			typ = "Organization"
		}
		e := l.add(row.At(0), row.At(1), typ)
		// Few remarks say who it is: those of ships, those with other names, and
		// those that are cut off and go on in another file.
		if remarks := row.At(11); typ == "Vessel" || strings.Contains(remarks, "k.a. ") || len(remarks) >= cutAt {
			ids = append(ids, ships{e, strings.Clone(remarks)})
		} else {
			plain = append(plain, e)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if file, ok := in.Beside(s.comments); ok {
		if err := read(file, commentColumns, func(row *dataset.Row) error {
			if e := l.entries[row.At(0)]; e != nil {
				e.comment += row.Fields[1] // a new string: the row is let go
			}
			return nil
		}); err != nil {
			return err
		}
	}
	if file, ok := in.Beside(s.names); ok {
		if err := read(file, nameColumns, func(row *dataset.Row) error {
			if e := l.entries[row.At(0)]; e != nil {
				l.alias(e, row.At(3))
			} else {
				l.w.Unknown("other names of an entry that is not on the list", row.At(0))
			}
			return nil
		}); err != nil {
			return err
		}
	}
	for _, v := range ids {
		l.identify(v.e, parseRemarks(v.remarks+v.e.comment))
	}
	for _, e := range plain {
		l.identify(e, parseRemarks(e.comment))
	}
	// Names of the other list, so that who is linked to somebody there is found.
	for _, other := range sets {
		if other == s {
			continue
		}
		file, ok := in.Beside(other.main)
		if !ok {
			continue
		}
		if err := read(file, columns, func(row *dataset.Row) error {
			if l.entries[row.At(0)] == nil {
				e := l.add(row.At(0), row.At(1), kinds[row.At(2)])
				l.identify(e, parseRemarks(row.At(11)))
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// ships are the remarks that may hold an entry's IMO number.
type ships struct {
	e       *entry
	remarks string
}

func (l *list) add(number, name, typ string) *entry {
	if typ == "" {
		typ = "Organization"
	}
	// Of the row or element it stands in, nothing else is kept.
	number, name = strings.Clone(number), strings.Clone(name)
	e := &entry{number: number, name: name, typ: typ}
	l.entries[number] = e
	key := graph.Fold(name)
	l.byName[key] = append(l.byName[key], number)
	return e
}

func (l *list) alias(e *entry, name string) {
	name = strings.Clone(name)
	e.aliases = append(e.aliases, name)
	key := graph.Fold(name)
	if !slices.Contains(l.byAlias[key], e.number) {
		l.byAlias[key] = append(l.byAlias[key], e.number)
	}
}

// identify makes the actor of an entry: the vessel of its IMO number, whom
// the gazetteer knows by a name that only this entry has, or a new one.
func (l *list) identify(e *entry, remarks []remark) {
	label := displayName(e.name, e.typ)
	for _, r := range remarks {
		if r.kind == imoNumber && e.typ == "Vessel" {
			if a, ok := l.w.Names.Vessel(label, r.value); ok {
				e.actor = a
				return
			}
		}
		if r.kind == otherName {
			e.aliases = append(e.aliases, strings.Clone(r.value))
		}
	}
	if a, ok := l.known(e, label); ok {
		e.actor = a
		return
	}
	e.actor = l.w.Names.New(label, e.typ, "ofac", e.number)
}

// known asks the gazetteer for an entry's name, and for a body's longer
// other names.
func (l *list) known(e *entry, label string) (graph.Actor, bool) {
	if e.typ == "Vessel" {
		return graph.Actor{}, false
	}
	if len(l.byName[graph.Fold(e.name)]) == 1 {
		if a, ok := l.w.Names.Find(label, e.typ); ok {
			return a, true
		}
	}
	if e.typ != "Organization" {
		return graph.Actor{}, false
	}
	for _, name := range e.aliases {
		key := graph.Fold(name)
		if len(l.byAlias[key]) != 1 || len(l.byName[key]) > 0 || !strings.Contains(key, " ") {
			continue
		}
		if a, ok := l.w.Names.Find(name, e.typ); ok {
			return a, true
		}
	}
	return graph.Actor{}, false
}

// named finds the entry that a name means: its own name, or else another one;
// as it stands, or without the full stop that ends the remarks.
func (l *list) named(name string) (e *entry, ambiguous bool) {
	key := graph.Fold(name) // full stops do not count
	for _, names := range []map[string][]string{l.byName, l.byAlias} {
		switch numbers := names[key]; {
		case len(numbers) == 1:
			return l.entries[numbers[0]], false
		case len(numbers) > 1:
			return l.exact(name, numbers)
		}
	}
	return nil, false
}

// exact tells entries apart whose names only fold alike.
func (l *list) exact(name string, numbers []string) (*entry, bool) {
	var found *entry
	for _, n := range numbers {
		e := l.entries[n]
		if e.name == name || slices.Contains(e.aliases, name) {
			if found != nil {
				return nil, true
			}
			found = e
		}
	}
	return found, found == nil
}

// who is the actor that a name in an entry means: on the list, known
// otherwise, or new.
func (l *list) who(name, typ string) (graph.Actor, bool) {
	if e, _ := l.named(name); e != nil {
		return e.actor, true
	}
	if a, ok := l.w.Names.Find(name, typ, "State"); ok {
		return a, true
	}
	return l.w.Names.Named(name, typ)
}

// displayName turns "CRUZ, Juan M. de la" into "Juan M. de la Cruz"; names of
// others stay as they are.
func displayName(name, typ string) string {
	if typ != "Person" {
		return name
	}
	last, first, ok := strings.Cut(name, ", ")
	if !ok {
		return dataset.Capitalised(name)
	}
	return first + " " + dataset.Capitalised(last)
}
