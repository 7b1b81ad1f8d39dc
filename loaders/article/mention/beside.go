package mention

import (
	"strings"

	"entente/graph"
	"entente/loaders/article/tree"
	"entente/loaders/gazetteer"
)

// describesPerson tells whether what stands right before token i is a title
// or a noun for a single person: "the lawyer Thandeka Zwane".
func (r *Reading) describesPerson(t *tree.Tree, words []string, i int) bool {
	if r.endsTitle(words, i) {
		return true
	}
	c, ok := r.f.nouns.at(t, i-1)
	return ok && t.UPOS(i-1, "NOUN") && !r.plural(t, i-1) && (c.single == "Person" || c.typ == "Person")
}

// describesFirm tells whether the word before a name is what a firm is: "the
// hotel operator Playa".
func (r *Reading) describesFirm(t *tree.Tree, i int) bool {
	c, ok := r.f.nouns.at(t, i-1)
	return ok && t.UPOS(i-1, "NOUN") && c.typ == "Company" && c.single != "Person"
}

// amongFirms tells whether the name at token i is listed with firms and with
// nobody else the gazetteer knows: "Hyundai, Toyota, Suzuki and Ford".
func (r *Reading) amongFirms(t *tree.Tree, words []string, i int) bool {
	firms := false
	for _, k := range t.Conjuncts(t.First(i)) {
		if k == i {
			continue
		}
		if n, hits := r.f.gaz.Match(words, k); n > 0 {
			switch best := hits[0]; {
			case best.Entry.Type == "Company":
				firms = true
			case best.Entry.Type != "Person" || best.As < gazetteer.Surname: // another surname says nothing
				return false
			}
		}
	}
	return firms
}

// describesVessel tells whether the word before the name at token i is a kind
// of ship: "the tanker Kavomalaes". A state's name can stand there, too ("the
// ship Iran seized"), so the name's head hangs on the word, or the word on it.
func (r *Reading) describesVessel(t *tree.Tree, i, head int) bool {
	c, ok := r.f.nouns.at(t, i-1)
	return ok && c.typ == "Vessel" && t.UPOS(i-1, "NOUN") && !r.plural(t, i-1) && (t.Is(head, "appos", "nmod:desc", "flat") && t.Head(head) == i-1 || t.Is(i-1, "compound", "nmod:desc") && t.Head(i-1) == head)
}

// people1 makes the people of a state an actor: "Iranians protested". With
// "the" they are mostly their government: "the Iranians reject".
func (r *Reading) people1(s *Sentence, head int, hit gazetteer.Hit) bool {
	t := s.Tree
	if k := t.Kid(head, "det"); k >= 0 && (t.Lemma(k) == "a" || t.Lemma(k) == "an") && !t.Is(head, "amod", "compound") {
		// "an Iranian": one of its people
	} else if single(t, head) {
		// "one Iranian"
	} else if t.UPOS(head, "ADJ") || t.Kid(head, "det") >= 0 && t.Kid(head, "amod", "nummod", "acl") < 0 {
		return false
	}
	state := r.known(hit.Entry)
	plural := t.Tokens[head].XPOS == "NNPS" || t.Tokens[head].XPOS == "NNS" || strings.HasSuffix(t.Tokens[head].Text, "s")
	typ, label := "Person", t.Tokens[head].Text
	if plural {
		typ = "Group"
	}
	e := r.entity(&Entity{ID: graph.ActorID(label), Label: label, Type: typ, State: state.State, Within: state.ID, Generic: true, Plural: plural, Sole: plural})
	if e.Type != typ {
		return false
	}
	first, last := t.Phrase(head, nil)
	r.mention(s, head, first, last, Noun, e, "people of "+state.Label)
	return true
}

// single tells whether a word for people counts one of them: "one Iranian".
func single(t *tree.Tree, head int) bool {
	k := t.Kid(head, "nummod", "orphan")
	return k >= 0 && t.Lemma(k) == "one" && !t.Is(head, "amod", "compound")
}

// oneOf tells whether the adjective at token i stands for one of a people: "an
// Iranian was killed".
func oneOf(t *tree.Tree, i int) bool {
	k := t.Kid(i, "det")
	if k != i-1 || k < 0 || t.Lemma(k) != "a" && t.Lemma(k) != "an" || !t.Is(i, "nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "appos") {
		return false
	}
	return i+1 >= len(t.Tokens) || !t.Nominal(i+1) && !t.UPOS(i+1, "ADJ") && t.Tokens[i+1].Text != "-"
}
