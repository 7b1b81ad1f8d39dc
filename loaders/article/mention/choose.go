package mention

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/loaders/article/tree"
	"entente/loaders/gazetteer"

	"github.com/goccy/go-yaml"
)

//go:embed context.yaml
var contextYAML []byte

// context is what the words beside a name say of it.
type context struct {
	PlacePrepositions []string            `yaml:"place_prepositions"`
	Motion            []string            `yaml:"motion"`
	PlaceObjects      []string            `yaml:"place_objects"`
	Strikes           []string            `yaml:"strikes"`
	Ways              []string            `yaml:"ways"`
	PlaceNouns        []string            `yaml:"place_nouns"`
	PersonSubjects    []string            `yaml:"person_subjects"`
	PersonObjects     []string            `yaml:"person_objects"`
	NotTitles         []string            `yaml:"not_titles"`
	NameWords         map[string][]string `yaml:"name_words"`
	ShipPrefixes      []string            `yaml:"ship_prefixes"`
	Nobody            []string            `yaml:"nobody"`
	Bodies            []string            `yaml:"bodies"`
	BodyNames         []string            `yaml:"body_names"`
	BodiesOfMany      []string            `yaml:"bodies_of_many"`
	Bare              []string            `yaml:"bare"`
	OfAnother         []string            `yaml:"of_another"`
	Officials         []string            `yaml:"officials"`
	CommonSurnames    []string            `yaml:"common_surnames"`
	WeightyStates     []string            `yaml:"weighty_states"`

	typeOf map[string]string // by word of a name
}

func loadContext() (*context, error) {
	var c context
	if err := yaml.UnmarshalWithOptions(contextYAML, &c, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("context.yaml: %w", err)
	}
	c.typeOf = map[string]string{}
	for typ, words := range c.NameWords {
		for _, w := range words {
			if old, twice := c.typeOf[w]; twice && old != typ {
				return nil, fmt.Errorf("context.yaml: %q is a name word of %s and of %s", w, old, typ)
			}
			c.typeOf[w] = typ
		}
	}
	return &c, nil
}

// isBody tells whether a name is one that every state has a body of.
func (c *context) isBody(name string) bool {
	return slices.Contains(c.BodyNames, strings.ToLower(name))
}

// choose decides which of the hits a name means here, and says why.
func (r *Reading) choose(t *tree.Tree, head int, hits []gazetteer.Hit) (gazetteer.Hit, string) {
	best := hits[0]
	why := best.As.String()
	var seat, place, land, firm *gazetteer.Hit
	for i := range hits {
		h := &hits[i]
		switch {
		case h.As == gazetteer.Seat && seat == nil:
			seat = h
		case h.Entry.Type == "Place" && h.As == gazetteer.Name && place == nil:
			place = h
		case h.As == gazetteer.Name && (h.Entry.Type == "State" || h.Entry.Type == "Territory") && land == nil:
			land = h
		case h.As == gazetteer.Name && h.Entry.Type == "Company" && firm == nil:
			firm = h
		}
	}
	switch {
	case firm != nil && place != nil && seat == nil:
		// "the Amazon", "in Amazon"; but "Amazon's data centre"
		if t.Kid(head, "det") >= 0 || !t.Is(t.First(head), "nmod:poss", "nsubj", "obl:agent") && r.isPlace(t, head) {
			return *place, "a place here"
		}
		return *firm, "a firm of that name acts here"
	case seat != nil && land == nil:
		if place != nil && (r.isPlace(t, head) || r.inAddress(t, head, seat.Entry)) {
			return *place, "capital, a place here"
		}
		return *seat, "seat of government that acts here"
	case best.Entry.Type == "Person" && best.As >= gazetteer.Surname:
		why = best.As.String() + ", held office on the day"
		if !r.inNews(best.Entry) {
			why = best.As.String() + ", held office before"
		}
		if _, ok := r.entities[best.Entry.ID]; ok {
			why = best.As.String() + " of somebody named before"
		}
	}
	return best, why
}

// inAddress tells whether a capital stands in an address: before the name of
// its state ("Lima, Peru"), behind the name of a place ("Miraflores, Lima")
// or among others ("Lima, Cusco and other cities").
func (r *Reading) inAddress(t *tree.Tree, head int, state *gazetteer.Entry) bool {
	comma := func(i int) bool { return i >= 0 && i < len(t.Tokens) && t.Tokens[i].Text == "," }
	if comma(head+1) && head+2 < len(t.Tokens) {
		if n, hits := r.f.gaz.Match(r.words(t, head+2, 6), 0); n > 0 && hits[0].As == gazetteer.Name {
			for _, h := range hits {
				if h.Entry == state || h.Entry.Type == "Place" && slices.Contains(h.Entry.Within, state.ID) {
					return true
				}
			}
		}
	}
	if first := head - 1; comma(first) && first > 0 && t.UPOS(first-1, "PROPN") && (t.Is(head, "appos", "nmod", "nmod:unmarked", "list", "flat", "obl:unmarked")) {
		if _, hits := r.f.gaz.Match(r.words(t, first-1, 1), 0); len(hits) == 0 || hits[0].Entry.Type == "Place" {
			return true
		}
	}
	for _, k := range t.KidsAs(t.First(head), "conj") {
		if place, ok := r.onlyPlace(t, k); k != head && ok {
			return place
		}
	}
	if f := t.First(head); f != head {
		if place, ok := r.onlyPlace(t, f); ok {
			return place
		}
	}
	return false
}

// onlyPlace tells whether the name at token i is a place and no seat; ok is
// false if it is no name the gazetteer has.
func (r *Reading) onlyPlace(t *tree.Tree, i int) (place, ok bool) {
	n, hits := r.f.gaz.Match(r.words(t, i, 4), 0)
	if n == 0 {
		return false, false
	}
	for _, h := range hits {
		if h.As == gazetteer.Seat {
			return false, true
		}
	}
	return hits[0].Entry.Type == "Place", true
}

// words are up to n words from token i on.
func (r *Reading) words(t *tree.Tree, i, n int) []string {
	out := make([]string, 0, n)
	for ; i < len(t.Tokens) && len(out) < n; i++ {
		out = append(out, t.Tokens[i].Text)
	}
	return out
}

// isPlace tells whether a capital stands where something is, not for those
// who govern from it.
func (r *Reading) isPlace(t *tree.Tree, head int) bool {
	c := r.f.context
	i := t.First(head)
	if own := t.Prep(head); own != "" {
		i = head
	}
	for _, k := range t.KidsAs(head, "compound", "appos", "nmod:desc", "amod") {
		if l := t.Lemma(k); l == "capital" || l == "city" || t.Is(k, "amod") && t.Tokens[k].XPOS != "NNP" {
			return true
		}
	}
	h := t.Head(i)
	if h < 0 {
		return false
	}
	verb := t.Lemma(h)
	switch p := t.Prep(i); {
	case slices.Contains(c.PlacePrepositions, p):
		return true
	case p == "to" || p == "for" || p == "towards" || p == "toward":
		return slices.Contains(c.Motion, verb) || slices.Contains(c.PlaceNouns, verb)
	case p == "of":
		return slices.Contains(c.PlaceNouns, verb) || verb == "capital"
	case p == "on":
		return slices.Contains(c.Strikes, verb) // "a missile attack on Kyiv"
	case p == "between" || p == "and":
		return slices.Contains(c.Ways, verb) // "the road between Bamako and Kayes"
	case p == "including" || p == "include" || p == "such_as":
		if f := t.Head(t.First(i)); f >= 0 && (t.Lemma(f) == "city" || t.Lemma(f) == "place" || t.Lemma(f) == "region" || t.Lemma(f) == "department" || t.Lemma(f) == "area") {
			return true
		}
	}
	switch {
	case t.Is(i, "appos"), t.Is(i, "nmod:desc"), t.Is(i, "flat"):
		return verb == "capital" || verb == "city" || t.Kid(h, "amod") >= 0 && t.Lemma(t.Kid(h, "amod")) == "capital"
	case t.Is(i, "nmod:poss", "compound"):
		return slices.Contains(c.PlaceNouns, verb) || slices.Contains(c.Ways, verb)
	case t.Is(i, "obj", "nsubj:pass"):
		return slices.Contains(c.PlaceObjects, verb)
	case t.Is(i, "nsubj"):
		return t.Kid(h, "cop") >= 0 && slices.Contains(c.PlaceNouns, verb)
	}
	return false
}

// newName resolves a name that the gazetteer does not know.
func (r *Reading) newName(t *tree.Tree, words []string, sp span, name string, head int) (*Entity, string) {
	name = strings.Join(strings.Fields(name), " ")
	key := gazetteer.Fold(name)
	if key == "" || slices.Contains(r.f.context.Nobody, name) {
		return nil, ""
	}
	if id, ok := r.paren[name]; ok {
		return r.entities[id], "abbreviation given before"
	}
	if e, ok := r.names[key]; ok {
		return e, "name seen before"
	}
	if sp.first == sp.last || sp.typ == "Person" {
		// "al-Shayji" after "Abdullah al-Shayji"
		short := key
		if sp.last == sp.first+2 && words[sp.first+1] == "-" && nameParticle[strings.ToLower(words[sp.first])] {
			short = gazetteer.Fold(words[sp.last])
		}
		if e, ok := r.people[short]; ok {
			return e, "short name of somebody named before"
		}
	}
	if e, ok := r.given[key]; ok && sp.first == sp.last && e != nil && len(key) > 3 && (sp.first == 0 || !bySurname[strings.Trim(words[sp.first-1], ".")]) {
		return e, "given name of somebody named before"
	}
	typ := r.typeOfName(words, sp)
	if typ == "Place" && sp.first == sp.last && (r.actsAsPerson(t, head) || r.withSomebody(t, head) && t.Prep(head) == "with" || r.stateman(t, words, head)) {
		typ = "Person"
	}
	if typ == "Place" {
		// "the retailer Auchan"
		if c, ok := r.describing(t, head); ok && establishments[c.typ] {
			typ = "Organization"
		}
	}
	id := graph.ActorID(name)
	if id == "" {
		return nil, ""
	}
	e := &Entity{ID: id, Label: name, Type: typ}
	for i := sp.first; i <= sp.last; i++ {
		n, hits := r.f.gaz.Match(words, i)
		if n > 0 && i+n-1 <= sp.last && hits[0].Entry.Type != "Person" && typ != "Person" {
			if st, ok := r.f.gaz.State(hits[0].Entry.ID); ok {
				e.State, e.Within = st.ID, hits[0].Entry.ID
				r.known(hits[0].Entry)
				break
			}
		}
	}
	if st := r.stateBefore(words, sp.first); st != nil && typ != "Person" && typ != "Place" {
		e.Before = st.ID // "Ukraine's Security Service"
	}
	e = r.entity(e)
	r.names[key] = e
	if typ == "Person" {
		r.filePerson(e, words[sp.last])
	}
	// "Libyan National Army (LNA)"
	if n := sp.last + 1; n+2 < len(words) && words[n] == "(" && words[n+2] == ")" && strings.ToUpper(words[n+1]) == words[n+1] && len(words[n+1]) > 1 {
		r.paren[words[n+1]] = e.ID
		e.Aliases = append(e.Aliases, words[n+1])
	}
	return e, "name found by its form"
}

// establishments are types of what acts and is no place, though a name of it may look like one.
var establishments = map[string]bool{"Company": true, "NGO": true, "Party": true, "ArmedGroup": true, "Media": true, "University": true, "Organization": true}

// describing is the class of the noun that stands before a name and says what
// it is: "the carmaker Volvo".
func (r *Reading) describing(t *tree.Tree, head int) (nounClass, bool) {
	k := t.Kid(head, "nmod:desc")
	if k < 0 || k > head || !t.UPOS(k, "NOUN") || r.plural(t, k) {
		return nounClass{}, false
	}
	return r.classOf(t, k)
}

// bySurname are what stands before surnames only.
var bySurname = map[string]bool{"Mr": true, "Mrs": true, "Ms": true, "Miss": true, "Dr": true, "Lord": true, "Lady": true, "Baroness": true, "President": true, "Senator": true, "General": true, "Judge": true, "Justice": true}

// filePerson lets a person be named by surname from here on.
func (r *Reading) filePerson(e *Entity, surname string) {
	if first, _, ok := strings.Cut(e.Label, " "); ok {
		if k := gazetteer.Fold(first); r.given[k] != nil && r.given[k] != e {
			r.given[k] = nil // two of that name
		} else if _, two := r.given[k]; !two {
			r.given[k] = e
		}
	}
	if e.Entry != nil {
		for _, s := range e.Entry.Surnames {
			r.people[gazetteer.Fold(s)] = e
		}
	}
	r.people[gazetteer.Fold(surname)] = e
	// "al-Shayji" is read as one token or as three; people also write "Shayji".
	if rest, ok := strings.CutPrefix(gazetteer.Fold(surname), "al "); ok {
		r.people[rest] = e
	}
}

// typeOfName is the entity type of a name that only its form tells of.
func (r *Reading) typeOfName(words []string, sp span) string {
	c := r.f.context
	if sp.typ == "Vessel" || slices.Contains(c.ShipPrefixes, words[sp.first]) {
		return "Vessel"
	}
	if sp.typ == "Person" {
		return "Person"
	}
	last := sp.last
	for i := sp.first; i <= sp.last; i++ {
		if w := strings.ToLower(words[i]); i > sp.first && (w == "of" || w == "for" || w == "on") {
			last = i - 1
			break
		}
	}
	for i := last; i >= sp.first; i-- {
		w := strings.ToLower(strings.Trim(words[i], "."))
		if typ, ok := c.typeOf[w]; ok {
			return typ
		}
		if typ, ok := c.typeOf[strings.TrimRight(w, "0123456789")]; ok && sp.first == sp.last {
			return typ // "COP27"
		}
		if n, ok := r.f.nouns.byLemma[w]; ok && i == last && n.class == "own" {
			return n.typ
		}
	}
	switch sp.typ {
	case "Organization", "Place", "Event":
		return sp.typ
	}
	return "Organization"
}

// ofPerson are what only people have.
var ofPerson = map[string]bool{
	"supporter": true, "lawyer": true, "wife": true, "husband": true, "widow": true, "son": true, "daughter": true, "brother": true, "sister": true, "father": true, "mother": true,
	"family": true, "ally": true, "aide": true, "sentence": true, "conviction": true, "arrest": true, "jailing": true, "imprisonment": true, "candidacy": true, "resignation": true,
	"remark": true, "speech": true, "tweet": true, "predecessor": true, "successor": true, "party": true, "camp": true, "trial": true, "bail": true, "backer": true, "loyalist": true,
	"detention": true, "poisoning": true, "funeral": true, "coffin": true, "rival": true, "challenger": true, "nomination": true, "bodyguard": true, "critic": true, "attorney": true,
}

// Carries tells whether a noun is of what takes somebody somewhere.
func Carries(noun string) bool { return carriers[noun] }

var carriers = map[string]bool{"plane": true, "jet": true, "aircraft": true, "motorcade": true, "entourage": true, "limousine": true, "helicopter": true, "car": true, "flight": true, "train": true, "yacht": true, "convoy": true}

// withSomebody tells whether a name stands behind a preposition that rather
// people than places have: "talks with Araghchi", "an ally of Erdogan".
func (r *Reading) withSomebody(t *tree.Tree, i int) bool {
	h := t.Head(i)
	switch t.Prep(i) {
	case "with", "by", "against", "for":
		return true
	case "of", "to":
		return h >= 0 && (ofPerson[t.Lemma(h)] || t.Lemma(h) == "close" || t.Lemma(h) == "loyal")
	}
	return false
}

// stateman tells whether an unknown name is that of somebody of a state, named
// by its genitive, who acts or is acted on: "Malawi's Mutharika returns".
func (r *Reading) stateman(t *tree.Tree, words []string, head int) bool {
	k, h := t.Kid(head, "nmod:poss"), t.Head(head)
	if k < 0 || h < 0 || !t.UPOS(h, "VERB") || !t.UPOS(k, "PROPN") || t.Tokens[head-1].XPOS != "POS" {
		return false
	}
	first, _ := t.Reach(k)
	if n, hits := r.f.gaz.Match(words, first); n == 0 || hits[0].Entry.Type != "State" && hits[0].As != gazetteer.Seat {
		return false
	}
	return t.Is(head, "nsubj", "nsubj:pass") || t.Is(head, "obl") && t.Prep(head) == "with"
}

// actsAsPerson tells whether a name stands where only people do: as the
// subject of "resign", as the object of "appoint".
func (r *Reading) actsAsPerson(t *tree.Tree, head int) bool {
	h := t.Head(t.First(head))
	if h < 0 {
		return false
	}
	if n := t.Head(head); t.Is(head, "compound", "nmod:poss") && n > head && ofPerson[t.Lemma(n)] {
		return true // "Obi supporters", "Obi's lawyer"
	}
	if !t.UPOS(h, "VERB") || t.Prep(head) != "" {
		return false
	}
	verb := t.Lemma(h)
	switch {
	case t.Rel(t.First(head)) == "nsubj" && !t.Passive(h):
		if p := t.Particle(h); p != "" {
			verb += "_" + p
		}
		return slices.Contains(r.f.context.PersonSubjects, verb)
	case t.Is(t.First(head), "obj", "iobj", "nsubj"):
		return slices.Contains(r.f.context.PersonObjects, verb)
	}
	return false
}
