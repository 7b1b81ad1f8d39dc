package ofac

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/keep"
	"entente/loaders/dataset"
)

var errNumber = errors.New("the first column must be OFAC's number of the entry")

// list is a list whose entries are known by number and by name.
type list struct {
	w           *dataset.Writer
	entries     *keep.Map[*entry]
	byName      *keep.Map[[]string]   // folded name: numbers of the entries that have it as their own
	byAlias     *keep.Map[[]string]   // the same of their other names
	identifiers func(*entry) []remark // that say who an entry is
	again       *keep.Map[int]        // elements of an entry that stood before: where they begin, the line of the first
	linked      struct{ all, found, ambiguous, cut int }
}

// entry is what is known of an entry before claims are made. Whoever changes
// one puts it back.
type entry struct {
	Number  string
	Line    int    // of its element, in XML
	Name    string // as it stands
	Type    string
	Actor   graph.Actor // once all names are read: see [list.of]
	Aliases []string
	Comment string // what sdn_comments adds to its remarks, or the advanced form says

	// What may say who it is.
	Remarks    string
	By         []identifier
	Identities []string // whose documents do, in the advanced form
}

// identifier is a remark that says who an entry is.
type identifier struct {
	Kind  kind
	Value string
}

func packEntry(p *keep.Packer, e *entry) {
	p.Texts([]string{e.Number, e.Name, e.Type, e.Comment, e.Remarks, e.Actor.ID, e.Actor.Label, e.Actor.Type})
	p.Number(e.Line)
	p.Texts(e.Aliases)
	p.Texts(e.Identities)
	p.Number(len(e.By))
	for _, by := range e.By {
		p.Number(int(by.Kind))
		p.Text(by.Value)
	}
}

func unpackEntry(u *keep.Unpacker) *entry {
	t := u.Texts()
	e := &entry{
		Number: t[0], Name: t[1], Type: t[2], Comment: t[3], Remarks: t[4], Actor: graph.Actor{ID: t[5], Label: t[6], Type: t[7]},
		Line: u.Number(), Aliases: u.Texts(), Identities: u.Texts(),
	}
	for range u.Number() {
		e.By = append(e.By, identifier{kind(u.Number()), u.Text()})
	}
	return e
}

func newList(w *dataset.Writer) *list {
	s := w.Shelf()
	return &list{w: w, entries: keep.NewPacked(s, packEntry, unpackEntry), byName: keep.New[[]string](s), byAlias: keep.New[[]string](s), again: keep.New[int](s), identifiers: func(e *entry) []remark {
		return parseRemarks(e.Remarks + e.Comment)
	}}
}

func (l *list) put(e *entry) { l.entries.Set(e.Number, e) }

// of gives the entry of a number, nil if there is none. Its actor is worked
// out when it is first asked for: all names must be known by then.
func (l *list) of(number string) *entry {
	e := l.entries.Value(number)
	if e != nil && e.Actor.ID == "" {
		l.identify(e, l.identifiers(e)) // not put back: it would come out the same
	}
	return e
}

// readNames reads who is on the list, from all its files.
func (l *list) readNames(ctx context.Context, in *dataset.Input, s set) error {
	read := func(file *dataset.Input, names []string, use func(*dataset.Row) error) error {
		text, err := file.Text()
		if err != nil {
			return &dataset.InputError{Err: err}
		}
		defer text.Close()
		return rows(ctx, l.w, text, names, false, use)
	}
	err := read(in, columns, func(row *dataset.Row) error {
		typ, ok := kinds[row.At(2)]
		if !ok {
			typ = "Organization"
		}
		e := l.add(row.At(0), row.At(1), typ)
		// Few remarks say who it is: those of ships, those with other names, and
		// those that are cut off and go on in another file.
		if remarks := row.At(11); typ == "Vessel" || strings.Contains(remarks, "k.a. ") || len(remarks) >= cutAt {
			e.Remarks = strings.Clone(remarks)
			l.put(e)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if file, ok := in.Beside(s.comments); ok {
		if err := read(file, commentColumns, func(row *dataset.Row) error {
			if e := l.entries.Value(row.At(0)); e != nil {
				e.Comment += row.Fields[1] // a new string: the row is let go
				l.put(e)
			}
			return nil
		}); err != nil {
			return err
		}
	}
	if file, ok := in.Beside(s.names); ok {
		if err := read(file, nameColumns, func(row *dataset.Row) error {
			if e := l.entries.Value(row.At(0)); e != nil {
				l.alias(e, row.At(3))
			} else {
				l.w.Odd("other names of an entry that is not on the list", row.At(0))
			}
			return nil
		}); err != nil {
			return err
		}
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
			if l.entries.Value(row.At(0)) == nil {
				e := l.add(row.At(0), row.At(1), kinds[row.At(2)])
				e.Remarks = strings.Clone(row.At(11))
				l.put(e)
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

func (l *list) add(number, name, typ string) *entry {
	if typ == "" {
		typ = "Organization"
	}
	// Of the row or element it stands in, nothing else is kept.
	number, name = strings.Clone(number), strings.Clone(name)
	e := &entry{Number: number, Name: name, Type: typ}
	l.put(e)
	key := graph.Fold(name)
	l.byName.Set(key, append(l.byName.Value(key), number))
	return e
}

func (l *list) alias(e *entry, name string) {
	name = strings.Clone(name)
	e.Aliases = append(e.Aliases, name)
	l.put(e)
	l.aliased(e, name)
}

func (l *list) aliased(e *entry, name string) {
	key := graph.Fold(name)
	if others := l.byAlias.Value(key); !slices.Contains(others, e.Number) {
		l.byAlias.Set(key, append(others, e.Number))
	}
}

// remember takes the entry of an element, unless it has one of that number.
// Its texts must not be pieces of the element's, which would stay with them.
func (l *list) remember(r *dataset.Record, e *entry) bool {
	if first := l.entries.Value(e.Number); first != nil {
		l.again.Set(strconv.Itoa(r.Start), first.Line)
		return false
	}
	e.Line = r.Line
	l.put(e)
	key := graph.Fold(e.Name)
	l.byName.Set(key, append(l.byName.Value(key), e.Number))
	for _, name := range e.Aliases {
		l.aliased(e, name)
	}
	return true
}

// first tells whether an element is the first of its entry, and begins it; a
// second one is rejected.
func (l *list) first(r *dataset.Record, number string) bool {
	if line, again := l.again.Get(strconv.Itoa(r.Start)); again {
		stoodBefore(l.w, r, number, line)
		return false
	}
	begin(l.w, r, number)
	return true
}

// identify makes the actor of an entry: the vessel of its IMO number, whom
// the gazetteer knows by a name that only this entry has, or a new one.
func (l *list) identify(e *entry, remarks []remark) {
	label := displayName(e.Name, e.Type)
	for _, r := range remarks {
		if r.kind == imoNumber && e.Type == "Vessel" {
			if a, ok := l.w.Names.Vessel(label, r.value); ok {
				e.Actor = a
				return
			}
		}
		if r.kind == otherName {
			e.Aliases = append(e.Aliases, strings.Clone(r.value))
		}
	}
	if a, ok := l.known(e, label); ok {
		e.Actor = a
		return
	}
	e.Actor = l.w.Names.New(label, e.Type, "ofac", e.Number)
}

// known asks the gazetteer for an entry's name, and for a body's longer
// other names.
func (l *list) known(e *entry, label string) (graph.Actor, bool) {
	if e.Type == "Vessel" {
		return graph.Actor{}, false
	}
	// Nearly everybody is new to the gazetteer, which is quicker to ask.
	if a, ok := l.w.Names.Find(label, e.Type); ok && len(l.byName.Value(graph.Fold(e.Name))) == 1 {
		return a, true
	}
	if e.Type != "Organization" {
		return graph.Actor{}, false
	}
	for _, name := range e.Aliases {
		a, ok := l.w.Names.Find(name, e.Type)
		if !ok {
			continue
		}
		key := graph.Fold(name)
		if len(l.byAlias.Value(key)) == 1 && len(l.byName.Value(key)) == 0 && strings.Contains(key, " ") {
			return a, true
		}
	}
	return graph.Actor{}, false
}

// named finds the entry that a name means: its own name, or else another one;
// as it stands, or without the full stop that ends the remarks.
func (l *list) named(name string) (e *entry, ambiguous bool) {
	key := graph.Fold(name) // full stops do not count
	for _, names := range []*keep.Map[[]string]{l.byName, l.byAlias} {
		switch numbers := names.Value(key); {
		case len(numbers) == 1:
			return l.of(numbers[0]), false
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
		e := l.of(n)
		if e == nil {
			continue
		}
		if e.Name == name || slices.Contains(e.Aliases, name) {
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
		return e.Actor, true
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
