// Package mention finds who and what a sentence speaks of: names, titles with
// and without names, nouns that stand for a state ("Iranian officials"),
// nouns that are actors by themselves ("protesters"), pronouns. Each mention
// says who is meant and why.
//
// [New] makes a finder; [Finder.Open] starts a document; [Reading.Read] takes
// its sentences in order, for what "he" or "the alliance" mean hangs on what
// was said before.
package mention

import (
	"strings"

	"entente/graph"
	"entente/loaders/article/tree"
	"entente/loaders/gazetteer"
)

// Entity is somebody or something that mentions can mean. Entities of one
// reading are shared: equal IDs, equal pointers.
type Entity struct {
	ID    string // "actor:iran"
	Label string
	Type  string // an entity type of the vocabulary
	State string // ID of the state or organization it belongs to; its own for a state; "" if not known

	Entry   *gazetteer.Entry // what the gazetteer knows of it, if it does
	Generic bool             // named by a common noun only: "vessels"
	Sole    bool             // generic, but its owner has only one: "Togo's parliament"
	Plural  bool
	Gender  byte // 'm', 'f' or 0
	Aliases []string
	Within  string // for its description: ID of what it belongs to
	Before  string // ID of the state that stood before its name; "" if none did
}

// Land tells whether an entity is a state or a territory; nil is neither.
func (e *Entity) Land() bool { return e != nil && (e.Type == "State" || e.Type == "Territory") }

// Kind tells how a mention names its entity.
type Kind uint8

// The kinds of mention.
const (
	Name      Kind = iota // "Iran", "Abbas Araghchi"
	Adjective             // "Iranian" before a noun
	Noun                  // "the Iranian foreign minister", "vessels"
	Pronoun               // "he", "its"
)

var kindNames = [...]string{"name", "adjective", "noun", "pronoun"}

// String is the kind in lower case.
func (k Kind) String() string { return kindNames[k] }

// Mention is a word or phrase of a sentence that names something.
type Mention struct {
	Sentence    int    // number in the document, from 0
	Head        int    // token index of its head word
	First, Last int    // tokens of the phrase
	Start, End  int    // bytes of the phrase in the text
	Text        string // text[Start:End]
	Kind        Kind
	Entity      *Entity // who is meant; nil if the words name no actor
	Class       string  // class of its noun: stands, own, holding, act, thing, never; "" for names and nouns of no class
	Lemma       string
	Owners      []*Mention // whose it is: Trump in "Trump's decision"
	More        []*Mention // the others it means: Belarus in "Russian and Belarusian troops"
	Why         string     // how it was found and resolved
	// Score says how sure it is who is meant, from 0 to 1: of names by their
	// kind and by who else has them, of nouns and pronouns by what decided.
	Score         float64
	RunnerUp      *gazetteer.Entry // whom the name may mean too; nil if nobody else
	RunnerUpScore float64
	Subject       bool // it is the subject of a clause
	Main          bool // of the main clause
	Patient       bool // the main clause says that something is done to it
	Definite      bool
	Modifier      bool // of another noun: "a US envoy"
}

// Unknown tells whether nothing is known of a name: one word that no list
// has and whose form tells nothing. It may be anybody's.
func (m *Mention) Unknown() bool {
	return m.Kind == Name && m.Entity != nil && m.Entity.Entry == nil && m.Entity.Type == "Organization" && m.Entity.State == "" && !strings.Contains(m.Entity.Label, " ")
}

// Fact is something a noun phrase says by itself: a title makes its bearer
// represent a state.
type Fact struct {
	Subject, Object *Mention
	Relation        string
	Token           int // the title
	Rule            string
	Former          bool // "former president": it held once
}

// Sentence is what was found in one sentence.
type Sentence struct {
	Tree  *tree.Tree
	At    []*Mention // by head token; nil where a token heads no mention
	Facts []Fact
	names []span // the names found, in order

	pronouns bool // they were resolved
}

// Mentions are those found, in the order of their head words.
func (s *Sentence) Mentions() []*Mention {
	var out []*Mention
	for _, m := range s.At {
		if m != nil {
			out = append(out, m)
		}
	}
	return out
}

// Finder finds mentions. It is safe for use by several goroutines at once;
// the readings it opens are not.
type Finder struct {
	gaz     *gazetteer.Gazetteer
	nouns   *nouns
	context *context
	sectors *sectors
}

// New makes a finder that knows the names of g.
func New(g *gazetteer.Gazetteer) (*Finder, error) {
	n, err := loadNouns()
	if err != nil {
		return nil, err
	}
	c, err := loadContext()
	if err != nil {
		return nil, err
	}
	sec, err := loadSectors()
	if err != nil {
		return nil, err
	}
	return &Finder{gaz: g, nouns: n, context: c, sectors: sec}, nil
}

// Reading is one document being read: what was named so far.
type Reading struct {
	f        *Finder
	text     string
	day      string // YYYY-MM-DD, or "" if the document's day is not known
	count    int
	entities map[string]*Entity // by ID
	people   map[string]*Entity // by surname, folded
	names    map[string]*Entity // names of no gazetteer entry, folded
	recent   []*Mention         // who was named, oldest first
	paren    map[string]string  // short names introduced in brackets: "ECDI" → ID
	about    map[string]float64 // states the text has been about, by ID: see home
	topic    topic
	given    map[string]*Entity // people by their given names; nil for one that two have
	titles   map[string]string  // offices people were named with, by their IDs
	did      map[string]bool    // verbs of the last sentence
	jointly  []*Mention         // those who together were the subject of the last sentence
	thing    string             // the thing the last sentence was about, if its subject was nobody
}

// Open starts a document published on day (YYYY-MM-DD, or "").
func (f *Finder) Open(text, day string) *Reading {
	return &Reading{f: f, text: text, day: day, entities: map[string]*Entity{}, people: map[string]*Entity{}, names: map[string]*Entity{}, paren: map[string]string{}, titles: map[string]string{}, given: map[string]*Entity{}, about: map[string]float64{}}
}

// Entities are those named so far, by ID.
func (r *Reading) Entities() map[string]*Entity { return r.entities }

// Read finds the mentions of the next sentence.
func (r *Reading) Read(t *tree.Tree) *Sentence {
	s := &Sentence{Tree: t, At: make([]*Mention, len(t.Tokens))}
	r.findNames(s)
	r.findTitles(s)
	r.findNouns(s)
	r.peopleTogether(s)
	r.officesTogether(s)
	r.resolveOwners(s) // first those whose owner is named: "he" may mean them
	r.settle(s)
	r.findPronouns(s)
	r.resolveOwners(s)
	r.remember(s)
	r.dwell(s)
	r.learn(s)
	r.thing = subjectThing(s)
	r.jointly = subjectsTogether(s)
	r.did = verbs(s)
	r.count++
	return s
}

// mention makes a mention of the phrase around head and files it.
func (r *Reading) mention(s *Sentence, head, first, last int, kind Kind, e *Entity, why string) *Mention {
	t := s.Tree
	for first < head && (t.UPOS(first, "DET", "PUNCT", "CCONJ") || t.Tokens[first].XPOS == "POS") {
		first++
	}
	for first < head && first+1 <= head && quantifier[t.Lemma(first)] {
		first++
	}
	for last > head && (t.UPOS(last, "PUNCT") && t.Tokens[last].Text != "." || t.Tokens[last].XPOS == "POS") {
		last--
	}
	m := &Mention{Sentence: r.count, Head: head, First: first, Last: last, Kind: kind, Entity: e, Why: why, Lemma: t.Lemma(head)}
	m.Start, m.End = t.Tokens[first].Start, t.Tokens[last].End
	m.Text = r.text[m.Start:m.End]
	m.Subject = t.Is(t.First(head), "nsubj")
	m.Main = t.Is(t.First(head), "nsubj") && t.Head(t.First(head)) == t.Root()
	m.Patient = t.Is(t.First(head), "obj", "nsubj:pass") && t.Head(t.First(head)) == t.Root()
	m.Definite = r.definite(t, head)
	s.At[head] = m
	return m
}

// quantifier words before a number are no part of who is counted.
var quantifier = map[string]bool{"least": true, "than": true, "more": true, "most": true, "about": true, "around": true, "nearly": true, "almost": true, "over": true, "some": true, "approximately": true, "roughly": true, "up": true}

func (r *Reading) definite(t *tree.Tree, i int) bool {
	kids := t.KidsAs(i, "det", "nmod:poss")
	if len(kids) == 0 {
		return false
	}
	switch t.Lemma(kids[0]) {
	case "a", "an", "some", "any", "no", "another", "every", "each":
		return false
	}
	return true
}

// entity files an entity under its ID; the first one filed stays. It is where
// what has no name gets the ID of a kind.
func (r *Reading) entity(e *Entity) *Entity {
	if e.Generic && !e.Sole {
		e.ID = graph.UnnamedID(e.ID)
	}
	if old, ok := r.entities[e.ID]; ok {
		return old
	}
	r.entities[e.ID] = e
	return e
}

// known files the entity of a gazetteer entry.
func (r *Reading) known(e *gazetteer.Entry) *Entity { return r.entity(r.entityOf(e)) }

func (r *Reading) entityOf(e *gazetteer.Entry) *Entity {
	out := &Entity{ID: e.ID, Label: e.Label, Type: e.Type, Entry: e}
	if st, ok := r.f.gaz.State(e.ID); ok {
		out.State = st.ID
	} else if len(e.Within) > 0 && e.Type != "Person" {
		out.State = e.Within[0]
	}
	if e.Type == "Person" && out.State == "" {
		// The state first: who leads a state may head organizations too.
		for _, o := range r.f.gaz.Offices(e.ID, r.day) {
			of, ok := r.f.gaz.Entry(o.Of)
			if ok && (out.State == "" || of.Type == "State" && o.Standing == gazetteer.Holding) {
				out.State = o.Of
				if of.Type == "State" {
					break
				}
			}
		}
		if out.State == "" && len(e.Within) > 0 {
			out.State = e.Within[0]
		}
	}
	return out
}

// remember files the sentence's mentions for what comes after.
func (r *Reading) remember(s *Sentence) {
	for _, m := range s.At {
		if m != nil && m.Entity != nil && m.Kind != Adjective {
			m.Modifier = s.Tree.Is(m.Head, "compound", "nmod:desc")
			r.recent = append(r.recent, m)
		}
	}
	// What was said long ago is not meant by "he".
	const keep = 200
	if n := len(r.recent); n > 2*keep {
		r.recent = append(r.recent[:0], r.recent[n-keep:]...)
	}
}
