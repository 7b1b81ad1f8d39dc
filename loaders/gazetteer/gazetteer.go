package gazetteer

import (
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"sync"
)

// Gazetteer is a set of actors, roles and offices. It never changes once made
// and may be used by several goroutines at once.
type Gazetteer struct {
	lexicon *lexicon
	byID    map[string]*Entry
	sorted  []*Entry
	roles   map[string]*Role
	offices map[officeKey]*office
	ofActor map[string][]*office // by Of, ordered by role
	held    map[string][]*office // offices a person held, by the person's ID
	names   *trie
	titles  *titleTrie

	find func() *finder // built when first asked: matching needs none of it
}

// Builtin returns the gazetteer that comes with Entente. Each call reads it
// anew; keep the result.
func Builtin() (*Gazetteer, error) {
	c, err := builtinCompiled()
	if err != nil {
		return nil, fmt.Errorf("reading the built-in gazetteer: %w", err)
	}
	return newGazetteer(c), nil
}

// With returns a copy of g widened by a user's lexicon: YAML with any of the
// keys states, places, organizations, people, roles and offices, each a list.
// An item whose id g already has adds its names, codes and offices to what is
// there; everything else is new. name is the file's name for error messages.
//
// What cannot be used is an error that lists the faults with their lines, at
// most ten of them; g itself stays as it is.
func (g *Gazetteer) With(name string, r io.Reader) (*Gazetteer, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxLexicon+1))
	if err != nil {
		return nil, fmt.Errorf("reading the lexicon %s: %w", name, err)
	}
	if len(text) > maxLexicon {
		return nil, fmt.Errorf("reading the lexicon %s: it is larger than %d MB; split it", name, maxLexicon>>20)
	}
	add, err := readLexicon(name, text)
	if err != nil {
		return nil, err
	}
	merged, err := g.lexicon.merge(add)
	if err != nil {
		return nil, err
	}
	if err := merged.check(add); err != nil {
		return nil, err
	}
	return newGazetteer(compileLexicon(merged)), nil
}

// maxLexicon is the largest lexicon read, in bytes. The built-in files
// together are a tenth of it.
const maxLexicon = 16 << 20

// Entry returns the actor of an ID such as "actor:iran".
func (g *Gazetteer) Entry(id string) (*Entry, bool) {
	e, ok := g.byID[id]
	return e, ok
}

// All yields every entry, ordered by ID.
func (g *Gazetteer) All() iter.Seq[*Entry] { return slices.Values(g.sorted) }

// Len returns the number of entries.
func (g *Gazetteer) Len() int { return len(g.sorted) }

// State returns the state or territory an actor belongs to, itself if it is
// one: the first found by going up Within. ok is false if there is none.
func (g *Gazetteer) State(id string) (e *Entry, ok bool) {
	// A cycle is refused by the checks; the bound keeps a gazetteer that was
	// made without them from looping.
	for range 16 {
		e, ok = g.byID[id]
		if !ok {
			return nil, false
		}
		if e.Type == "State" || e.Type == "Territory" {
			return e, true
		}
		if len(e.Within) == 0 {
			return nil, false
		}
		id = e.Within[0]
	}
	return nil, false
}

// newGazetteer makes the remaining indexes, those of IDs and offices.
func newGazetteer(c compiled) *Gazetteer {
	g := &Gazetteer{
		lexicon: c.lexicon,
		byID:    make(map[string]*Entry, len(c.lexicon.entries)),
		sorted:  c.lexicon.entries,
		roles:   make(map[string]*Role, len(c.lexicon.roles)),
		names:   c.names,
		titles:  c.titles,
	}
	for _, e := range g.sorted {
		g.byID[e.ID] = e
	}
	for _, r := range c.lexicon.roles {
		g.roles[r.ID] = r
	}
	g.indexOffices()
	g.find = sync.OnceValue(func() *finder { return buildFinder(g.sorted) })
	return g
}

// clone copies an entry so that a lexicon can add to it.
func (e *Entry) clone() *Entry {
	c := *e
	c.Names = slices.Clone(e.Names)
	c.Adjectives = slices.Clone(e.Adjectives)
	c.Demonyms = slices.Clone(e.Demonyms)
	c.Nouns = slices.Clone(e.Nouns)
	c.Seats = slices.Clone(e.Seats)
	c.Surnames = slices.Clone(e.Surnames)
	c.Within = slices.Clone(e.Within)
	c.Codes = maps.Clone(e.Codes)
	return &c
}
