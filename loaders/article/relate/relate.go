package relate

import (
	_ "embed"
	"slices"
	"strings"

	"entente/loaders/article/mention"
	"entente/loaders/article/tree"
	"entente/schema"
)

// Candidate is a relation found in a sentence, before it is qualified.
type Candidate struct {
	Subject, Object *mention.Mention
	Relation        string
	Symmetric       bool
	Class           schema.Class
	Trigger         int      // token of the trigger's head word
	Part            byte     // of speech of the trigger in its frame: v, n or a
	Slot            string   // where its frame has the object, "" if not known
	Elsewhere       bool     // the object stands where the frame has none
	Title           bool     // a title before or behind a name says it
	Derived         bool     // it follows from how another is said
	Rule            string   // "sanctions: v agent > on: impose_sanction"
	Given           bool     // a title or possessive says it, whatever the sentence does with it
	Weak            []string // what makes the reading less sure
	Dropped         string   // why it is no claim, or ""
}

func (c *Candidate) dropped() bool { return c.Dropped != "" }

// ofForce tells whether a relation is one of war and force, which sport
// borrows its words from.
func (c *Candidate) ofForce() bool {
	switch c.Relation {
	case "attacks", "at-war-with", "clashes-with", "occupies", "blockades", "kills", "injures", "deploys", "deploys-to", "mobilises-against":
		return true
	}
	return false
}

// Relater finds relations. It is safe for use by several goroutines at once.
type Relater struct {
	lexicon *Lexicon
	gov     *Governors
	judge   *judgements
	doubts  *doubts
	rules   []rule // that refuse readings
}

// New makes a relater with the built-in triggers.
func New(v *schema.Vocabulary) (*Relater, error) {
	l, err := Load(v)
	if err != nil {
		return nil, err
	}
	g, err := loadGovernors()
	if err != nil {
		return nil, err
	}
	j, err := loadJudgements()
	if err != nil {
		return nil, err
	}
	d, err := loadDoubts(unlikelyYAML)
	if err != nil {
		return nil, err
	}
	return &Relater{lexicon: l, gov: g, judge: j, doubts: d, rules: rules}, nil
}

// Knows tells whether a word in lower case, in any of its regular forms, is
// part of a trigger or says whether one holds.
func (r *Relater) Knows(word string) bool {
	for _, w := range stems(word) {
		if r.lexicon.known[spelling(w)] || r.gov.support[w] || r.gov.effect[w] != "" || r.gov.speech[w] {
			return true
		}
	}
	return false
}

// Tells tells whether a lemma heads a trigger of a relation.
func (r *Relater) Tells(lemma, relation string) bool {
	w := r.lexicon.normal(lemma)
	of := func(tr *trigger) bool { return tr.relation != nil && tr.relation.Name == relation }
	return slices.ContainsFunc(r.lexicon.verbs[w], of) || slices.ContainsFunc(r.lexicon.nouns[w], of) || slices.ContainsFunc(r.lexicon.adjectives[w], of)
}

// IsVerb tells whether a lemma is a verb of some trigger, or one that says
// what becomes of a trigger below it.
func (r *Relater) IsVerb(lemma string) bool {
	return len(r.lexicon.verbs[r.lexicon.normal(lemma)]) > 0 || r.gov.speech[lemma] || r.gov.effect[lemma] != ""
}

// IsNoun tells whether a lemma is a noun of some trigger.
func (r *Relater) IsNoun(lemma string) bool { return len(r.lexicon.nouns[r.lexicon.normal(lemma)]) > 0 }

// stems are the base forms an English word may have.
func stems(w string) []string {
	out := []string{w}
	for _, e := range []string{"s", "es", "d", "ed", "ing", "er", "ly"} {
		if base, ok := strings.CutSuffix(w, e); ok && len(base) > 2 {
			out = append(out, base, base+"e")
			if n := len(base); base[n-1] == base[n-2] {
				out = append(out, base[:n-1])
			}
		}
	}
	if base, ok := strings.CutSuffix(w, "ies"); ok {
		out = append(out, base+"y")
	}
	return out
}

// pass is the reading of one sentence.
type pass struct {
	r       *Relater
	reading *mention.Reading
	s       *mention.Sentence
	text    string
	out     []*Candidate
	used    map[int]bool // tokens that are part of a longer trigger
	lemmas  []string     // of the tokens, as triggers are looked up
}

// Find gives the relations in a sentence, with those refused and why.
func (r *Relater) Find(text string, reading *mention.Reading, s *mention.Sentence) []*Candidate {
	x := r.open(text, reading, s)
	for _, f := range s.Facts {
		x.fact(f)
	}
	x.triggers()
	x.phrases()
	if off := r.gov.offTopic(x.lemmas); off != "" {
		for _, c := range x.out {
			if c.Class == schema.Conflictual && !c.dropped() && (c.ofForce() || !governing[off]) && !x.official(c.Subject) {
				c.Dropped = "a sentence of sport or science: " + off
			}
		}
	}
	return x.out
}

// official tells whether somebody acts for a state by its office or arms, as
// no team does: police raid the seat of a football club, "Chad" beats one.
func (x *pass) official(m *mention.Mention) bool {
	switch m.Entity.Type {
	case "Government", "ArmedForce":
		return true
	}
	return m.Kind == mention.Noun && m.Class == "stands" && m.Entity.Type != "Person"
}

// open begins the reading of a sentence.
func (r *Relater) open(text string, reading *mention.Reading, s *mention.Sentence) *pass {
	x := &pass{r: r, reading: reading, s: s, text: text, used: map[int]bool{}}
	x.lemmas = make([]string, len(s.Tree.Tokens))
	for i := range x.lemmas {
		x.lemmas[i] = r.lexicon.normal(s.Tree.Lemma(i))
	}
	return x
}

// triggers reads what the words of the sentence trigger, the deepest first:
// those above them ask what they found.
func (x *pass) triggers() {
	t := x.s.Tree
	order := make([]int, len(t.Tokens))
	depths := make([]int, len(t.Tokens))
	for i := range order {
		order[i], depths[i] = i, depth(t, i)
	}
	slices.SortStableFunc(order, func(a, b int) int { return depths[b] - depths[a] })
	// Triggers of several words first: they take words that are triggers by themselves.
	for _, long := range []bool{true, false} {
		for _, i := range order {
			x.at(i, long)
		}
	}
}

// at tries the triggers that the word at token i can be.
func (x *pass) at(i int, long bool) {
	t := x.s.Tree
	if x.used[i] {
		return
	}
	var lists [][]*trigger
	lemma := x.lemmas[i]
	keys := []string{lemma}
	if j := strings.LastIndexByte(lemma, '-'); j >= 0 {
		keys = append(keys, lemma[j+1:])
	}
	for _, k := range keys {
		switch {
		case t.UPOS(i, "VERB") && (t.Is(i, "obj", "nsubj", "obl", "nmod", "compound") || t.Is(i, "csubj") && t.Tokens[i].XPOS == "VBG" && len(t.Kids(i)) == 0):
			// "he hopes talks with …": a noun the tagger took for a verb.
			lists = append(lists, x.r.lexicon.nouns[k])
			if w := strings.ToLower(t.Tokens[i].Text); w != k && t.Tokens[i].XPOS == "VBG" {
				lists = append(lists, x.r.lexicon.nouns[w]) // "gave its backing"
			}
		case t.UPOS(i, "VERB", "AUX"):
			lists = append(lists, x.r.lexicon.verbs[k])
			if t.Tokens[i].XPOS == "VBN" || t.UPOS(i, "AUX") {
				lists = append(lists, x.r.lexicon.adjectives[k])
			}
		case t.UPOS(i, "NOUN", "PROPN"):
			lists = append(lists, x.r.lexicon.nouns[k])
		case t.UPOS(i, "ADJ", "ADV"):
			lists = append(lists, x.r.lexicon.adjectives[k])
		}
	}
	// A headline's verb is often read as a noun or name: "Iran slams US".
	if m := x.s.At[i]; m != nil && m.Kind == mention.Name || x.s.Covering(i) != nil {
		return
	}
	for _, list := range lists {
		for _, tr := range list {
			if (len(tr.rest) > 0) != long {
				continue
			}
			taken, ok := x.match(i, tr)
			if !ok {
				continue
			}
			n := len(x.out)
			x.apply(i, tr, taken)
			found := slices.ContainsFunc(x.out[n:], func(c *Candidate) bool { return !c.dropped() || c.Dropped == restrictive })
			if found || len(taken) > 0 && tr.frame.pos == 'v' && contrary[tr.relation.Name] {
				for _, k := range taken {
					x.used[k] = true
				}
			}
			if found {
				x.used[i] = x.used[i] || !tr.frame.besides
				if !tr.frame.besides {
					return
				}
			}
		}
	}
}

// contrary relations say the opposite of what their second word does:
// "lifted sanctions" must not be read as sanctions even if nobody is named.
var contrary = map[string]bool{"eases-sanctions-on": true, "severs-ties-with": true, "bans-imports-from": true}

// apply fills the slots of a trigger and makes its candidates.
func (x *pass) apply(i int, tr *trigger, taken []int) {
	var subjects, objects []*mention.Mention
	weak := ""
	if tr.frame.pair {
		x.pairs(i, tr, taken)
		return
	}
	for _, slot := range tr.frame.subject {
		for _, f := range x.fill(i, slot, tr, taken) {
			subjects = append(subjects, x.actors(f, slot != "patient" && slot != "self" && !(slot == "from" && tr.relation.Name == "releases"), tr.frame)...)
		}
		if slot == "in" {
			subjects = x.thereBy(i, tr, subjects)
		}
		if len(subjects) > 0 {
			break
		}
	}
	if len(subjects) == 0 {
		subjects = x.violent(i, tr)
	}
	if len(tr.frame.by) > 0 {
		subjects = slices.DeleteFunc(subjects, func(m *mention.Mention) bool { return !x.may(m, tr.frame.by) })
		if len(subjects) == 0 {
			return
		}
	}
	objectSlot := ""
	for _, slot := range tr.frame.object {
		var got []*mention.Mention
		for _, f := range x.fill(i, slot, tr, taken) {
			for _, m := range x.actors(f, false, tr.frame) {
				typ := x.reading.TypeOf(x.s, m)
				if (onBody(tr) || tr.relation.Name == "expels") && m.Class == "stands" {
					typ = x.reading.NounType(x.s, m) // an officer is arrested, not his state
				}
				if typ == "Place" && m.Class == "stands" && m.Kind == mention.Noun && !x.isKind(typ, tr.frame.kinds) {
					typ = x.reading.NounType(x.s, m) // "African leaders" are people
				}
				if !x.isKind(typ, tr.frame.kinds) && !(m.Unknown() && tr.frame.pos == 'v' && (x.isKind("Person", tr.frame.kinds) || tr.relation.Name == "invests-in" || tr.relation.Name == "owns")) {
					continue
				}
				got = append(got, m)
			}
			if f.weak != "" {
				weak = f.weak
			}
		}
		if got = notAll(x.taxed(tr, got), subjects); len(got) > 0 {
			objects, objectSlot = got, slot
			break
		}
	}
	if tr.relation.Name == "protests-against" && tr.frame.weak && tr.frame.pos == 'v' && len(objects) == 0 {
		// "teachers across Chad walk out"
		for _, a := range x.s.Tree.Agents(i) {
			for _, k := range x.s.Tree.KidsAs(a, "nmod") {
				if p := x.s.Tree.Prep(k); p == "in" || p == "across" || p == "throughout" {
					objects = slices.DeleteFunc(x.actorsAt(k, false, tr.frame, 0), func(m *mention.Mention) bool { return !x.isKind(x.reading.TypeOf(x.s, m), tr.frame.kinds) })
				}
			}
		}
	}
	if tr.relation.Name == "protests-against" && tr.frame.weak {
		objects = x.ruling(objects)
		if who := x.employers(i, tr, subjects); len(who) > 0 {
			objects = who
		}
	}
	if tr.relation.Name == "sanctions" && objectSlot == "on" {
		objects = notAll(x.madeIn(objects), subjects)
	}
	if tr.relation.Name == "imposes-tariffs-on" || tr.relation.Name == "bans-imports-from" {
		objects = notAll(x.origins(objects), subjects)
	}
	if len(objects) > 0 && tr.frame.pos == 'n' && tr.relation.PLOVER == "ACCUSE" && (objectSlot == "over" || objectSlot == "about") {
		if to := notAll(x.receiver(i), subjects); len(to) > 0 {
			objects = to // "faces criticism over the plan"
		}
	}
	if len(objects) == 0 && tr.frame.pos == 'n' && tr.relation.PLOVER != "" && tr.frame.subject[0] != "self" && !(tr.relation.Symmetric && x.ofTwo(i)) {
		if to := x.receiver(i); len(to) > 0 {
			if from := x.source(i, tr); len(from) > 0 {
				subjects = from
			}
			objects = notAll(to, subjects)
			if other := x.handed(i, tr); other != nil {
				tr = other // "received Chadian missiles"
				if tr.relation.Name == "appeals-to" {
					subjects, objects = objects, subjects // "seeks Chadian drones"
				}
			}
		}
	}
	if len(subjects) == 0 && len(objects) > 0 && (tr.relation.Symmetric || tr.relation.Name == "criticises") && tr.frame.pos == 'n' {
		subjects = notAll(x.drawnIn(i, tr), objects)
	}
	if len(subjects) == 0 && len(objects) > 0 && tr.relation.Symmetric && tr.frame.pos == 'n' && !(tr.relation.Name == "clashes-with" && x.suffers(i)) {
		subjects = x.speakers(i)
		weak = otherSpeaks
	}
	if len(subjects) == 0 && len(objects) > 0 && tr.relation.Name == "withdraws-from" && tr.frame.pos == 'n' && x.s.Tree.Kid(i, "det") < 0 {
		subjects = notAll(x.speakers(i), objects) // "Chad says withdrawal from Togo is complete"
		weak = "who speaks"
	}
	if len(subjects) == 0 && len(objects) > 0 && tr.frame.pos == 'n' && deedless[tr.relation.Name] && objectSlot != "in" && x.asItself(i) {
		objects = slices.DeleteFunc(objects, func(o *mention.Mention) bool {
			return tr.relation.Name == "investigates" && o.Entity.Generic && (o.Entity.Type == "Event" || o.Entity.Type == "Goods")
		})
		subjects = x.thing(x.s.At[i], "Event")
		weak = "nobody is named who does it"
	}
	if objectSlot == "inner" && len(subjects) > 1 && tr.relation.Symmetric && slices.Contains(tr.frame.object, "with") {
		objects = nil // "Rama and Meloni signed an agreement to hold migrants": with each other
	}
	if len(objects) == 0 && tr.relation.Name == "clashes-with" && tr.frame.pos == 'v' && len(taken) == 0 && x.s.Tree.Kid(i, "obj") >= 0 {
		return // "Chad and Togo vowed to fight piracy": not each other
	}
	if len(objects) == 0 && len(subjects) > 1 && tr.relation.Symmetric && (tr.frame.pos != 'v' || slices.Contains(tr.frame.object, "with")) {
		if tr.relation.Name == "at-war-with" && !slices.ContainsFunc(subjects, func(m *mention.Mention) bool { return m.Entity.Type != "Person" }) {
			if other := x.synthetic("criticises", tr.text); other != nil {
				tr = other // "Obi and Lind have declared war on each other"
			}
		}
		x.each(i, tr, subjects, "")
		return
	}
	// "cut ties with each other", "have cut ties"
	if len(subjects) > 1 && len(objects) == 0 && len(taken) > 0 && swaps[x.lemmas[i]] {
		objects = subjects // "traded accusations": each with the other
	}
	if len(subjects) > 1 && (x.reciprocal(i) || len(objects) == len(subjects) && swaps[x.lemmas[i]] || len(objects) == 0 && mended[tr.relation.Name] && slices.ContainsFunc(taken, x.mutual) && !slices.ContainsFunc(taken, func(k int) bool { return x.lemmas[k] == "border" })) {
		for _, a := range subjects {
			for _, b := range subjects {
				if a != b && (!tr.relation.Symmetric && tr.relation.Name != "supports" && tr.relation.Name != "recognises" || a.Head < b.Head) {
					x.add(i, x.instead(i, tr, taken, b), a, b, "", "each other")
				}
			}
		}
		return
	}
	if len(objects) == 0 && len(subjects) > 0 && tr.frame.pos == 'v' && len(x.s.Tree.Agents(i)) > 0 && tr.relation.PLOVER != "" && tr.relation.PLOVER != "REQUEST" && tr.relation.Name != "consults" && !tr.frame.besides && !tr.frame.only && tr.frame.object[0] != "outside" && (len(taken) > 0 || x.s.Tree.Kid(i, "obj") < 0) {
		objects = notAll(x.anyOblique(i, tr, taken), subjects)
		weak = elsewhere
	}
	if len(subjects) > 0 && tr.frame.things == "Event" && tr.relation.PLOVER != "CONSULT" {
		why := ""
		if objects, why = x.concerned(objects, subjects, tr); why != "" {
			weak = why
		}
	}
	if tr.relation.Name == "rejects" && tr.frame.pos == 'v' && len(objects) > 0 && x.concludedBy(i) && strings.Contains(objects[0].Why, "party to") {
		objects = x.accords(i)
	}
	if x.turnedAway(tr, subjects, objects) {
		tr, subjects, objects = x.synthetic("restricts", tr.text), objects, subjects
	}
	for _, s := range subjects {
		for _, o := range objects {
			if objectSlot == "mod" && tr.relation.Symmetric && o.Head < s.Head && s.Head < i {
				s, o = o, s // "the Peruvian-Chilean deal": in the order of the text
			}
			x.add(i, x.inProtest(i, x.instead(i, tr, taken, o), s, o), s, o, weak, objectSlot)
		}
	}
}

// ofTwo tells whether a noun says between whom it is: who welcomes the deal
// between two is none of them.
func (x *pass) ofTwo(i int) bool {
	return slices.ContainsFunc(x.s.Tree.Obliques(i), func(o tree.Oblique) bool { return o.Prep == "between" })
}

// elsewhere is why an object found in any phrase is less sure.
const elsewhere = "in another phrase than usual"

// otherSpeaks is why a relation of two that names one is less sure.
const otherSpeaks = "other party is who speaks"

// origins puts whose goods are for the goods: a tariff on goods from Mexico is
// one on Mexico.
func (x *pass) origins(objects []*mention.Mention) []*mention.Mention {
	var out []*mention.Mention
	for _, o := range objects {
		if at := x.s.At[o.Head]; at != nil && at.Class == "thing" && x.reading.TypeOf(x.s, at) == "Goods" && len(at.Owners) > 0 {
			for _, of := range at.Owners {
				c := *of
				c.Why += "; owner of \"" + at.Text + "\""
				out = append(out, &c)
			}
			continue
		}
		out = append(out, o)
	}
	return out
}

// ruling puts the state for a place in it: who marches in a city does not
// march against it, and who is arrested there is so by the state.
func (x *pass) ruling(objects []*mention.Mention) []*mention.Mention {
	out := make([]*mention.Mention, 0, len(objects))
	for _, o := range objects {
		if o.Entity.Type == "Place" {
			c := *o
			c.Entity, c.Why = x.reading.StateIn(o.Entity), "state of "+o.Text
			o = &c
		}
		out = append(out, o)
	}
	return out
}

// thereBy gives who does what is done in a place: nobody for what is only
// described so ("the jailed leader in Lomé"), and the state where somebody is
// arrested or charged ("detained in Lomé").
func (x *pass) thereBy(i int, tr *trigger, places []*mention.Mention) []*mention.Mention {
	if x.s.Tree.Is(i, "amod") {
		return nil
	}
	if tr.relation.Name != "arrests" && tr.relation.Name != "accuses" {
		return places
	}
	if len(x.s.Tree.Agents(i)) > 0 {
		return nil // "Gunmen arrest her in Lomé"
	}
	return x.ruling(places)
}

// mended are the relations that two make or break with what they have with
// each other: "renewed their ties".
var mended = map[string]bool{"severs-ties-with": true, "supports": true, "recognises": true}

// swaps are verbs whose subjects do what their object names to each other.
var swaps = map[string]bool{"exchange": true, "trade": true, "swap": true}

// notAll drops objects that are the subject too; "A and B met C" keeps C.
func notAll(objects, subjects []*mention.Mention) []*mention.Mention {
	return slices.DeleteFunc(objects, func(o *mention.Mention) bool {
		return slices.ContainsFunc(subjects, func(s *mention.Mention) bool { return s.Entity == o.Entity })
	})
}

// pairs makes candidates of those between whom something is: "talks between A and B".
func (x *pass) pairs(i int, tr *trigger, taken []int) {
	for _, slot := range tr.frame.object {
		var ms []*mention.Mention
		for _, f := range x.fill(i, slot, tr, taken) {
			ms = append(ms, x.actors(f, false, tr.frame)...)
		}
		if len(ms) == 1 && slot == "between" {
			if m := x.andAfter(ms[0]); m != nil {
				ms = append(ms, m)
			}
		}
		if len(ms) == 1 && slot == "between" {
			ms = append(ms, notAll(x.andBelow(ms[0]), ms)...)
		}
		if len(ms) > 1 {
			x.each(i, tr, ms, "")
			return
		}
	}
	// "the French-Italian row"
	if slices.Contains(tr.frame.object, "between") {
		var ms []*mention.Mention
		for _, f := range x.modifiers(i) {
			m := x.s.At[f.tok]
			if m != nil && m.Entity.Land() && !slices.ContainsFunc(ms, func(o *mention.Mention) bool { return o.Entity == m.Entity }) {
				ms = append(ms, m)
			}
		}
		if len(ms) == 2 {
			slices.SortFunc(ms, func(a, b *mention.Mention) int { return a.Head - b.Head })
			x.each(i, tr, ms, "")
		}
	}
}

// each pairs everybody with everybody after him, and the other way round if
// the relation is not one both have alike.
func (x *pass) each(i int, tr *trigger, ms []*mention.Mention, weak string) {
	if tr.relation.Symmetric && tr.frame.pos == 'n' {
		ms = slices.Clone(ms) // "the Peruvian-Chilean deal": in the order of the text
		slices.SortStableFunc(ms, func(a, b *mention.Mention) int { return a.Head - b.Head })
	}
	for a := range ms {
		for b := a + 1; b < len(ms); b++ {
			x.add(i, tr, ms[a], ms[b], weak, "pair")
			if !tr.relation.Symmetric { // a row is a reproach of each to the other
				x.add(i, tr, ms[b], ms[a], weak, "pair")
			}
		}
	}
}
