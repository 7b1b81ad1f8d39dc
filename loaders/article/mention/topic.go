package mention

import (
	"slices"
	"strings"

	"entente/loaders/article/tree"
)

// topic is what the head of a text tells of the rest: the state it is written
// from and about, and the two whom it is about if they are named together.
type topic struct {
	from string // ID of the state of the dateline, or ""
	at   string // ID of that state once the title or the lead speaks of it, too
	two  []*Mention
	of   map[string]bool // states of the title
	// loose says that the two are only all the states of the title, which holds
	// if the lead speaks of no third.
	loose bool
}

// headOf is how many sentences make the head of a text: title and lead.
const headOf = 2

// WrittenFrom says what place the dateline names. What bodies the text names
// without a state at the head of a paragraph are mostly those of that state.
func (r *Reading) WrittenFrom(place string) {
	words := strings.Fields(strings.ReplaceAll(place, "/", " / "))
	if len(words) == 0 {
		return
	}
	for i, w := range words {
		if strings.ToUpper(w) == w && len(w) > 3 {
			words[i] = w[:1] + strings.ToLower(w[1:])
		}
	}
	n, hits := r.f.gaz.Match(words, 0)
	if n == 0 {
		return
	}
	for _, h := range hits {
		for _, id := range append([]string{h.Entry.ID}, h.Entry.Within...) {
			if st, ok := r.f.gaz.State(id); ok {
				r.topic.from = st.ID
				return
			}
		}
	}
}

// learn keeps what the head of the text tells.
func (r *Reading) learn(s *Sentence) {
	if r.count >= headOf {
		return
	}
	t := s.Tree
	met := map[string]bool{}
	for _, m := range s.At {
		if m == nil || m.Entity == nil || m.Kind == Pronoun {
			continue
		}
		st := r.stateOr(m.Entity)
		if st.Land() {
			met[st.ID] = true
		}
		if st.ID == r.topic.from && r.topic.at == "" && (weigh(t, m) > homeOther || m.Entity.Type == "Person") {
			r.topic.at = st.ID
		}
	}
	if r.count == 0 {
		r.topic.of = met
	}
	if r.topic.loose && len(met) != 2 {
		r.topic.two, r.topic.loose = nil, false // the lead speaks of a third
	}
	if r.topic.two != nil || len(r.topic.of) > 2 {
		return
	}
	// "Ghana imposes tariffs on Togo"
	defer func() {
		if r.topic.two == nil && r.count == 0 && len(met) == 2 {
			r.topic.two = r.statesIn(s)
			r.topic.loose = r.topic.two != nil
		}
	}()
	for _, m := range s.At {
		if m == nil || !party(m.Entity) || m.Kind == Pronoun {
			continue
		}
		var both []*Mention
		for _, k := range t.Conjuncts(t.First(m.Head)) {
			if o := s.At[k]; o != nil && party(o.Entity) {
				both = append(both, o)
			}
		}
		if len(both) == 0 && len(m.More) == 1 && party(m.More[0].Entity) {
			both = []*Mention{m, m.More[0]} // "Thai and Cambodian troops"
		}
		if len(both) == 2 && both[0].Entity != both[1].Entity {
			r.topic.two = both
			return
		}
	}
}

// statesIn are the two states a sentence speaks of, or nil if one is a
// territory.
func (r *Reading) statesIn(s *Sentence) []*Mention {
	var both []*Mention
	for _, m := range s.At {
		if m == nil || m.Entity == nil || m.Kind == Pronoun {
			continue
		}
		st := r.stateOr(m.Entity)
		switch {
		case !st.Land() || slices.ContainsFunc(both, func(o *Mention) bool { return o.Entity == st }):
		case st.Type != "State" || len(both) == 2:
			return nil
		default:
			o := *m
			o.Entity, o.More = st, nil
			both = append(both, &o)
		}
	}
	if len(both) != 2 {
		return nil
	}
	return both
}

// party tells whether an entity can be one of two whom a text is about.
func party(e *Entity) bool {
	return e.Land() || e != nil && e.Type == "IntergovernmentalOrganization"
}

// otherOfTwo is the one of the two whom the text is about that another has for
// a neighbour, an ally or a foe: Togo for Ghana in "accused its neighbour"; or
// nil.
func (r *Reading) otherOfTwo(m *Mention, plural bool) *Entity {
	if len(r.topic.two) != 2 || plural || len(m.Owners) != 1 || m.Owners[0].Kind != Pronoun || !opposed[m.Lemma] || m.Lemma == "side" {
		return nil
	}
	a, b := r.topic.two[0].Entity, r.topic.two[1].Entity
	switch m.Owners[0].Entity {
	case a:
		return b
	case b:
		return a
	}
	return nil
}

// opens tells whether a sentence begins a paragraph.
func (r *Reading) opens(s *Sentence) bool {
	t := s.Tree
	if len(t.Tokens) == 0 {
		return false
	}
	for i := t.Tokens[0].Start - 1; i >= 0; i-- {
		switch r.text[i] {
		case '\n':
			return true
		case ' ', '\t', '\r', '"', '\'':
		default:
			return i+1 < 2
		}
	}
	return false
}

// bodyAtHome is the state a body named without one is of at the head of a
// paragraph: that of the dateline, if the text is about it; nil if another
// state stands before it.
func (r *Reading) bodyAtHome(s *Sentence, m *Mention) *Entity {
	if r.topic.at == "" || r.count < headOf || !r.opens(s) {
		return nil
	}
	for _, o := range s.At {
		if o != nil && o.Entity != nil && o.Head < m.Head && r.stateOr(o.Entity).Land() && r.stateOr(o.Entity).ID != r.topic.at {
			return nil
		}
	}
	e := r.stateOr(&Entity{ID: r.topic.at, State: r.topic.at})
	if e.ID != r.topic.at {
		return nil
	}
	return e
}

// texts are what speaks and asks as people do: "it calls on Chad".
var texts = []string{"text", "resolution", "statement", "report", "document", "declaration", "letter", "draft", "communique", "communiqué", "agreement", "accord", "deal", "pact", "treaty", "charter", "motion", "bill", "law", "ruling", "verdict", "petition", "message"}

// acting are verbs of somebody, who "it" is then, whatever thing stood before.
var acting = append([]string{"accuse", "blame", "urge", "demand", "deny", "reject", "condemn", "vow", "promise", "agree", "ask", "order", "want", "plan", "seek", "hope", "try", "threaten", "criticise", "criticize", "denounce", "support", "oppose", "praise", "thank", "decide", "refuse", "call"}, speech...)

// subjectThing is the singular thing that is the subject of a sentence and
// nobody: "the text extends the mandate"; "" if there is none.
func subjectThing(s *Sentence) string {
	t := s.Tree
	root := t.Root()
	if root < 0 {
		return ""
	}
	for _, k := range t.KidsAs(root, "nsubj", "nsubj:pass") {
		if m := s.At[k]; m != nil && m.Kind == Noun && m.Entity == nil && m.Definite && t.Tokens[k].XPOS == "NN" && m.Class != "part" && m.Class != "never" && m.Class != "stands" {
			return m.Lemma
		}
	}
	return ""
}

// subjectsTogether are those named side by side as the subject of a sentence:
// "Togo and Ghana met"; none if it is one or one of them is nobody.
func subjectsTogether(s *Sentence) []*Mention {
	t := s.Tree
	root := t.Root()
	if root < 0 {
		return nil
	}
	var out []*Mention
	for _, k := range t.Subjects(root) {
		m := s.At[k]
		if m == nil || m.Entity == nil || m.Kind == Pronoun || m.Entity.Type == "Place" {
			return nil
		}
		out = append(out, m)
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// ofThing tells whether the pronoun "it" at token i, which no name of its own
// sentence explains, means the thing the sentence before was about.
func (r *Reading) ofThing(s *Sentence, i int) bool {
	if r.thing == "" {
		return false
	}
	t := s.Tree
	if slices.Contains(texts, r.thing) {
		return true
	}
	v := t.Head(i)
	return v < 0 || !t.Is(i, "nsubj") || !slices.Contains(acting, t.Lemma(v))
}

// deniedFact are verbs whose "it" is what was said and not who.
var deniedFact = []string{"deny", "confirm", "admit", "regret", "doubt", "acknowledge", "concede"}

// fact tells whether "it" at token i is what somebody says of: "Chad denies it".
func fact(t *tree.Tree, i int) bool {
	h := t.Head(i)
	return h >= 0 && t.Is(i, "obj") && slices.Contains(deniedFact, t.Lemma(h))
}

// ofEach tells whether "their" at token i is of several states that act in its
// clause, each of its own: "Peru and Chile closed their borders".
func (r *Reading) ofSeveral(s *Sentence, i int) bool {
	t := s.Tree
	v := clause(t, i)
	if v < 0 {
		return false
	}
	for _, k := range t.Subjects(v) {
		n := 0
		for _, c := range t.Conjuncts(t.First(k)) {
			if m := s.At[c]; m != nil && m.Kind == Name && party(m.Entity) {
				n++
			}
		}
		if n > 1 && k < i {
			return true
		}
	}
	return false
}

// verbs are those of a sentence that have an object: who "recognised Togo's
// rule" is not who another recognised, who "had recognised it" before.
func verbs(s *Sentence) map[string]bool {
	t := s.Tree
	out := map[string]bool{}
	for i := range t.Tokens {
		if t.UPOS(i, "VERB") && t.Kid(i, "obj") > i {
			out[t.Lemma(i)] = true
		}
	}
	return out
}

// aboard tells whether "its" at token i is of a ship or plane named before in
// the sentence: "seized a tanker and its crew".
func (r *Reading) aboard(s *Sentence, i int) bool {
	t := s.Tree
	h := t.Head(i)
	if h < 0 || t.Lemma(i) != "its" || !onBoard[t.Lemma(h)] {
		return false
	}
	for k := range i {
		if c, ok := r.classOf(t, k); ok && t.UPOS(k, "NOUN") && (c.typ == "Vessel" || craft[t.Lemma(k)]) {
			return true
		}
	}
	return false
}

var (
	onBoard = map[string]bool{"crew": true, "captain": true, "skipper": true, "cargo": true, "passenger": true, "hull": true, "deck": true, "pilot": true, "engine": true, "crewmember": true, "sailor": true}
	craft   = map[string]bool{"ship": true, "vessel": true, "tanker": true, "boat": true, "plane": true, "aircraft": true, "helicopter": true, "ferry": true, "yacht": true, "jet": true, "airliner": true, "freighter": true}
)

// parallel tells whether the pronoun at token i stands where a thing stands in
// the clause before, and means that: "backed the plans when others argued for
// them", "the stunts were loud, but they worked".
func (r *Reading) parallel(s *Sentence, i int) bool {
	t := s.Tree
	v := clause(t, i)
	if v < 0 || t.Head(i) != v || !t.Is(v, "advcl", "conj", "ccomp") || t.Head(v) < 0 || t.Head(v) > v {
		return false
	}
	for k := range i {
		if s.At[k] == nil && t.UPOS(k, "PRON") && t.Lemma(k) == t.Lemma(i) && t.Is(k, "obj", "obl") && t.Is(i, "obj", "obl") {
			return true // "argued for them, and still supports them"
		}
	}
	roles := []string{"nsubj", "nsubj:pass"}
	if t.Is(i, "obj", "obl") {
		roles = []string{"obj", "nsubj:pass"}
	} else if !t.Is(i, "nsubj") || !t.Is(v, "conj") || slices.Contains(acting, t.Lemma(v)) {
		return false // things say nothing
	}
	many := t.Lemma(i) == "they" || t.Lemma(i) == "them"
	for _, k := range t.KidsAs(t.Head(v), roles...) {
		m := s.At[k]
		if k < i && t.UPOS(k, "NOUN") && (t.Tokens[k].XPOS == "NNS") == many && (many || t.Lemma(i) == "it") && (m == nil || m.Entity == nil && m.Class != "part") {
			return true
		}
	}
	return false
}

// suspected tells whether the noun that the pronoun at token i owns is what
// somebody is suspected of.
func suspected(t *tree.Tree, i int) bool {
	n := t.Head(i)
	v := t.Head(n)
	if n < 0 || v < 0 || !t.UPOS(v, "VERB") {
		return false
	}
	switch t.Lemma(n) {
	case "role", "involvement", "complicity", "part", "participation", "guilt", "connection", "link", "tie":
	default:
		return false
	}
	switch t.Lemma(v) {
	case "examine", "investigate", "probe", "review", "scrutinise", "scrutinize", "establish", "determine":
		return true
	}
	return false
}
