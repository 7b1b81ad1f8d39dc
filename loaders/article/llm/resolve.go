package llm

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"entente/graph"
	"entente/loaders/article/document"
	"entente/loaders/gazetteer"
	"entente/schema"
)

// longestLabel is what may be the name of an actor, in bytes.
const longestLabel = 200

// resolver finds out which actor a party of one document is.
type resolver struct {
	gaz *gazetteer.Gazetteer
	voc *schema.Vocabulary
	day string // of publication, "" if not known

	// words are the folded words of title and text, sorted, and text is all of
	// them with blanks around.
	words func() []string
	text  func() string
}

func newResolver(g *gazetteer.Gazetteer, v *schema.Vocabulary, d *document.Document, day string) *resolver {
	text := sync.OnceValue(func() string { return " " + graph.Fold("x "+d.Title+" "+d.Prose) + " " })
	return &resolver{gaz: g, voc: v, day: day, text: text, words: sync.OnceValue(func() []string {
		words := strings.Fields(text())
		slices.Sort(words)
		return slices.Compact(words)
	})}
}

// resolve gives the actor that a mention means: the holder of an office it
// names, on the document's date; else who the gazetteer knows by the mention;
// else by the label; else a new one. It has no mention set.
func (r *resolver) resolve(mention string, p *party) (graph.Actor, error) {
	mention, label := bare(mention), strings.Join(strings.Fields(p.Label), " ")
	if len(label) > longestLabel {
		return graph.Actor{}, fmt.Errorf("the label %q is too long for a name", clip(label))
	}
	if p.Type == "Person" {
		if e := r.holder(mention); e != nil {
			return actorOf(e), nil
		}
	}
	named := r.gaz.Find(label)
	if !isPronoun(mention) {
		if e := r.pick(r.gaz.Find(mention), named, label, mention, p.Type); e != nil {
			return actorOf(e), nil
		}
	}
	if isPronoun(label) {
		return graph.Actor{}, fmt.Errorf("the label %q is no name", clip(label))
	}
	if e := r.pick(named, nil, label, label, p.Type); e != nil {
		if !r.mentioned(e) {
			return graph.Actor{}, fmt.Errorf("the label %q is named nowhere in the document", clip(label))
		}
		return actorOf(e), nil
	}
	return r.unknown(label, p.Type)
}

// unknown makes a new actor of a label.
func (r *resolver) unknown(label, typ string) (graph.Actor, error) {
	id := graph.ActorID(label)
	if label == strings.ToLower(label) {
		id = graph.UnnamedID(id) // "soldiers"
	}
	switch {
	case id == "":
		return graph.Actor{}, errors.New("the label is empty")
	case !r.grounded(label):
		return graph.Actor{}, fmt.Errorf("the label %q is named nowhere in the document", clip(label))
	}
	if e, ok := r.gaz.Entry(id); ok {
		return graph.Actor{}, fmt.Errorf("%q is known as a %s, not a %s", label, e.Type, typ)
	}
	return graph.Actor{ID: id, Label: label, Type: typ}, nil
}

func actorOf(e *gazetteer.Entry) graph.Actor {
	return graph.Actor{ID: e.ID, Label: e.Label, Type: e.Type}
}

// pick chooses among hits by the type the model gives: the ones the label
// means too first, then by kind of name, then who was there on the day, then
// who was in office. words are what the hits were found by.
func (r *resolver) pick(hits, labelled []gazetteer.Hit, label, words, typ string) *gazetteer.Entry {
	rank := func(h gazetteer.Hit) [4]int {
		return [4]int{
			yes(!slices.ContainsFunc(labelled, func(l gazetteer.Hit) bool { return l.Entry == h.Entry })),
			int(h.As),
			yes(!h.Entry.ExistedOn(r.day)),
			yes(!r.inOffice(h.Entry)),
		}
	}
	var fit []gazetteer.Hit
	for _, h := range hits {
		if r.fits(h, typ) && !r.fuller(h, label, words) {
			fit = append(fit, h)
		}
	}
	if len(fit) == 0 {
		// A name is a name, if the model takes what bears it for something
		// else of the kind: a movement for a party, an alliance for a state.
		for _, h := range hits {
			if h.As == gazetteer.Name && r.confusable(h.Entry.Type, typ) {
				fit = append(fit, h)
			}
		}
	}
	if len(fit) == 0 {
		return nil
	}
	return slices.MinFunc(fit, func(a, b gazetteer.Hit) int {
		x, y := rank(a), rank(b)
		return slices.Compare(x[:], y[:])
	}).Entry
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (r *resolver) inOffice(e *gazetteer.Entry) bool {
	if e.Type != "Person" || r.day == "" {
		return false
	}
	offices := r.gaz.Offices(e.ID, r.day)
	return len(offices) > 0 && offices[0].Standing == gazetteer.Holding
}

// fits tells whether an entry found by a name of this kind can be of a type.
func (r *resolver) fits(h gazetteer.Hit, typ string) bool {
	family := r.family(typ)
	if family == schema.Root || r.family(h.Entry.Type) == family {
		return true
	}
	// A capital, a palace or "Iranian" can stand for a government, which is
	// the state.
	governs := h.As == gazetteer.Seat || h.As == gazetteer.Capital || h.As == gazetteer.Adjective
	return governs && r.family(h.Entry.Type) == "State" && typ == "Government"
}

// fuller tells whether the label names somebody else of the surname by which
// a person was found: "Hunter Biden" for "Biden".
func (r *resolver) fuller(h gazetteer.Hit, label, words string) bool {
	if h.As != gazetteer.Surname && h.As != gazetteer.Part {
		return false
	}
	l, w := graph.Fold(label), graph.Fold(words)
	if l == w || !strings.Contains(" "+l+" ", " "+w+" ") {
		return false
	}
	return !slices.ContainsFunc(r.gaz.Find(label), func(l gazetteer.Hit) bool { return l.Entry == h.Entry })
}

// confusable tells whether what is of one type is taken for the other. People
// are people, and a company is not the river of its name.
func (r *resolver) confusable(a, b string) bool {
	a, b = r.family(a), r.family(b)
	if a > b {
		a, b = b, a
	}
	switch {
	case a == b:
		return true
	case a == "Person" || b == "Person", a == "Organization" && b == "Place":
		return false
	}
	return slices.Contains([]string{"Group", "Organization", "Place", "State", "Unit"}, a) &&
		slices.Contains([]string{"Group", "Organization", "Place", "State", "Unit"}, b)
}

// family is the type just below the root that a type descends from.
func (r *resolver) family(typ string) string {
	for {
		t, ok := r.voc.Type(typ)
		if !ok || t.Parent == "" || t.Parent == schema.Root {
			return typ
		}
		typ = t.Parent
	}
}

// holder gives who held the office that a mention names and nothing else, as
// in "the Iranian foreign minister" and "the president of France".
func (r *resolver) holder(mention string) *gazetteer.Entry {
	if r.day == "" {
		return nil
	}
	words := strings.Fields(strings.NewReplacer("'s", " 's", "’s", " 's").Replace(mention))
	var of, role string
	for i := 0; i < len(words); {
		switch strings.ToLower(words[i]) {
		case "the", "of", "'s":
			i++
			continue
		}
		if n, titles := r.gaz.RoleByTitle(words, i); n > 0 && role == "" && !titles[0].Plural {
			role, of = titles[0].Role.ID, cmp.Or(of, titles[0].Of)
			i += n
			continue
		}
		n, hits := r.gaz.Match(words, i)
		j := slices.IndexFunc(hits, func(h gazetteer.Hit) bool {
			return h.As <= gazetteer.Adjective && r.family(h.Entry.Type) != "Person"
		})
		if n == 0 || j < 0 || of != "" {
			return nil
		}
		of = hits[j].Entry.ID
		i += n
	}
	if of == "" || role == "" {
		return nil
	}
	held := r.gaz.Holder(of, role, r.day)
	if len(held) == 0 || held[0].Standing != gazetteer.Holding {
		return nil
	}
	if len(held) > 1 && held[1].Standing == gazetteer.Holding && !held[1].Acting {
		return nil // two at once: the mention does not say which
	}
	return held[0].Person
}

// mentioned tells whether the document names an entry in any way.
func (r *resolver) mentioned(e *gazetteer.Entry) bool {
	for _, names := range [][]string{{e.Label}, e.Names, e.Adjectives, e.Demonyms, e.Seats, e.Surnames} {
		for _, n := range names {
			if f := graph.Fold(n); f != "" && strings.Contains(r.text(), " "+f+" ") {
				return true
			}
		}
	}
	return false
}

// grounded tells whether each word of a label stands in the document, be it
// in another form: "Russia" in "Russian", "ministry" in "ministries".
func (r *resolver) grounded(label string) bool {
	for word := range strings.FieldsSeq(graph.Fold(label)) {
		switch word {
		case "of", "the", "and", "for", "in", "on", "to", "at", "a", "an":
			continue
		}
		if !r.hasWord(word) {
			return false
		}
	}
	return true
}

func (r *resolver) hasWord(word string) bool {
	words := r.words()
	if _, ok := slices.BinarySearch(words, word); ok {
		return true
	}
	letters := []rune(word)
	if len(letters) < 5 {
		// Too short to have an ending, but for Iran in Iranian.
		if len(letters) < 4 {
			return false
		}
	} else if !unicode.IsDigit(letters[0]) {
		letters = letters[:max(4, len(letters)-3)]
	}
	stem := string(letters)
	i, _ := slices.BinarySearch(words, stem)
	return i < len(words) && strings.HasPrefix(words[i], stem)
}

// bare is a mention without article and possessive.
func bare(mention string) string {
	m := strings.Join(strings.Fields(mention), " ")
	for _, s := range []string{"'s", "’s", "'", "’"} {
		if cut, ok := strings.CutSuffix(m, s); ok {
			return cut
		}
	}
	return m
}

// isPronoun tells words that name nobody. "US", "IT" and "WHO" are names.
func isPronoun(s string) bool {
	if len(s) > 1 && s == strings.ToUpper(s) {
		return false
	}
	return slices.Contains(pronouns, strings.ToLower(s))
}

var pronouns = strings.Fields(`i me my mine myself you your yours yourself we us our ours ourselves he him his himself
	she her hers herself it its itself they them their theirs themselves this that these those who whom whose which what
	both all each either neither some others one another everyone everybody someone somebody nobody none`)
