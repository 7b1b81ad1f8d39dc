package relate

import (
	"slices"
	"strings"

	"entente/loaders/article/mention"
)

// byOrder is why a reading by the order of the words is less sure.
const byOrder = "by the order of the words"

// linear reads, where the tree gave a trigger nothing, who stands before and
// behind its verb: parsers hang names elsewhere, above all in headlines.
// What the tree knows – another subject, an object that is nobody, what two
// do otherwise – is not contradicted.
func (x *pass) linear() {
	t := x.s.Tree
	for i := range t.Tokens {
		if x.used[i] || !t.UPOS(i, "VERB") && !x.verbByForm(i) || x.triggered(i) {
			continue
		}
		if (t.Passive(i) || t.Tokens[i].XPOS == "VBN") && !x.pastOfHeadline(i) {
			x.linearPassive(i)
			continue
		}
		if m := x.s.At[i]; m != nil && m.Kind == mention.Name || x.s.Covering(i) != nil {
			continue
		}
		left := x.actorBefore(i)
		if left == nil {
			left = x.doerBefore(i)
		}
		if left == nil || !x.maySubject(i, left) || x.ofThings(i) {
			continue
		}
		for _, tr := range x.r.lexicon.verbs[x.lemmas[i]] {
			if !plain(tr) || !tr.head.lemmas[x.lemmas[i]] || len(tr.frame.by) > 0 && !x.may(left, tr.frame.by) {
				continue
			}
			right := x.actorBehind(i, tr)
			if right == nil || right.Entity.ID == left.Entity.ID {
				continue
			}
			if x.joinedAlready(left, right) {
				break
			}
			n := len(x.out)
			x.add(i, x.instead(i, tr, nil, right), left, right, byOrder, "")
			if len(x.out) > n && !x.out[n].dropped() {
				break
			}
		}
	}
}

// pastOfHeadline tells whether a participle can be the verb of its clause: a
// noun stands right before it and what it is done to right behind it, as in
// "after Russian strikes destroyed power plants".
func (x *pass) pastOfHeadline(i int) bool {
	t := x.s.Tree
	if i == 0 || i+1 >= len(t.Tokens) || t.Kid(i, "aux", "aux:pass", "obl:agent") >= 0 || !t.Is(i, "amod", "acl") || !t.UPOS(i-1, "NOUN", "PROPN") {
		return false
	}
	return t.UPOS(i+1, "DET", "NUM", "PROPN", "NOUN", "ADJ")
}

// doerBefore is whose deed stands right before the verb at token i: Russia in
// "Russian strikes destroyed".
func (x *pass) doerBefore(i int) *mention.Mention {
	if i == 0 {
		return nil
	}
	m := x.s.At[i-1]
	if m == nil || m.Kind != mention.Noun || m.Entity != nil || m.Class != "act" || len(m.Owners) == 0 || m.Owners[0].Kind == mention.Pronoun || !x.harms(i) {
		return nil
	}
	c := *m.Owners[0]
	c.Why += "; owner of the act \"" + m.Text + "\""
	return &c
}

// linearPassive reads "the town was shelled, officials say, by rebels".
func (x *pass) linearPassive(i int) {
	t := x.s.Tree
	left := x.actorBefore(i)
	if left == nil || x.lemmas[i] == "oppose" && i+1 < len(x.lemmas) && x.lemmas[i+1] == "to" {
		return
	}
	var agent *mention.Mention
	reach := i + 14
	for j := i + 1; j < len(t.Tokens) && j <= reach && agent == nil; j++ {
		if t.Lemma(j) == "from" && j+1 < len(t.Tokens) && t.Tokens[j+1].XPOS == "VBG" {
			j++ // "barred from running in the election on Sunday by a court"
			reach += 10
			continue
		}
		if t.UPOS(j, "VERB", "SCONJ") || t.UPOS(j, "PUNCT") && t.Tokens[j].Text != "," && !inWords(t.Tokens[j].Text) {
			return
		}
		if t.Lemma(j) != "by" {
			continue
		}
		for k := j + 1; k < len(t.Tokens) && k <= j+7; k++ {
			if m := x.s.At[k]; m != nil && !x.before(m) {
				if who := x.actorsAt(k, true, nil, 0); len(who) > 0 {
					agent = who[0]
				}
				break
			}
		}
		if agent == nil {
			return
		}
	}
	if agent == nil || agent.Entity.Type == "Place" || agent.Entity.ID == left.Entity.ID || x.joinedAlready(left, agent) {
		return
	}
	for _, tr := range x.r.lexicon.verbs[x.lemmas[i]] {
		if plain(tr) && tr.frame.object[0] == "patient" && x.isKind(x.reading.TypeOf(x.s, left), tr.frame.kinds) && (len(tr.frame.by) == 0 || x.may(agent, tr.frame.by)) {
			x.add(i, tr, agent, left, byOrder, "")
			return
		}
	}
}

// plain tells whether a trigger is one verb whose subject does it.
func plain(tr *trigger) bool {
	return tr.relation.PLOVER != "" && len(tr.rest) == 0 && !tr.frame.weak && len(tr.frame.subject) > 0 && tr.frame.subject[0] == "agent"
}

// triggered tells whether the word at token i gave a candidate.
func (x *pass) triggered(i int) bool {
	for _, c := range x.out {
		if c.Trigger == i && !c.dropped() {
			return true
		}
	}
	return false
}

// verbByForm tells whether a word that was tagged as a noun can only be the
// verb of a headline: "Ruler tears into rival".
func (x *pass) verbByForm(i int) bool {
	t := x.s.Tree
	if i == 0 || i+1 >= len(t.Tokens) || t.Tokens[i].XPOS != "NNS" || strings.Contains(t.Tokens[i].Text, "-") || t.Is(i, "compound", "amod", "nmod:poss") || t.UPOS(i-1, "DET", "ADJ", "ADP", "NUM") || t.Tokens[i-1].XPOS == "POS" {
		return false
	}
	return len(x.r.lexicon.nouns[x.lemmas[i]]) == 0 && len(x.r.lexicon.verbs[x.lemmas[i]]) > 0
}

// inWords are signs that do not part what stands beside them.
func inWords(sign string) bool { return strings.ContainsAny(sign, "-\"'’”“‘") }

// before tells whether a mention only says of what kind somebody or something
// named behind it is.
func (x *pass) before(m *mention.Mention) bool {
	t := x.s.Tree
	if m.Kind == mention.Adjective {
		return true
	}
	h := t.Head(m.Head)
	if n := m.Last + 1; n < len(t.Tokens) && t.Tokens[n].XPOS == "POS" && m.Entity != nil && m.Entity.Type == "Person" {
		return true // "removes the minister's immunity"
	}
	return h > m.Last && t.Is(m.Head, "compound", "amod", "nmod:poss", "nmod:desc", "nmod:unmarked") && x.s.At[h] != nil && (x.s.At[h].Entity != nil || x.s.At[h].Class == "thing")
}

// actorBefore is the actor nearest before the verb at token i in its clause
// that stands under no preposition and is no other verb's.
func (x *pass) actorBefore(i int) *mention.Mention {
	t := x.s.Tree
	if i > 0 && t.Tokens[i-1].Text == "," {
		return nil
	}
	from := i - 1
	for from > 0 && t.UPOS(from, "AUX") {
		from--
	}
	if t.Tokens[max(from, 0)].Text == "," { // "the ship, owned by a Greek, was captured"
		start := from - 1
		for start >= 0 && t.Tokens[start].Text != "," {
			start--
		}
		if w := t.Lemma(start + 1); w != "include" && w != "including" && w != "such" {
			from = start - 1
		}
	}
	for j := from; j >= 0 && j >= i-16; j-- {
		if t.UPOS(j, "VERB", "SCONJ", "CCONJ") || t.Tokens[j].XPOS == "WDT" || t.Tokens[j].XPOS == "WP" || t.UPOS(j, "PUNCT") && t.Tokens[j].Text != "," && !strings.ContainsAny(t.Tokens[j].Text, "\"'’”") {
			return nil
		}
		m := x.s.At[j]
		if m == nil || m.Entity == nil || x.before(m) || m.First > 0 && t.UPOS(m.First-1, "ADP") || m.Last < j {
			continue
		}
		if h := t.Head(m.Head); h > m.Last && h < i && t.UPOS(h, "NOUN") && x.s.At[h] != nil && x.s.At[h].Entity == nil && t.Kid(h, "nmod:poss") >= 0 && !slices.Contains(x.s.At[h].Owners, m) {
			return nil // "the group's Chad branch killed": not Chad
		}
		if h := t.Head(m.Head); m.First > 0 && t.Tokens[m.First-1].Text == "," || h >= 0 && h < m.First && t.UPOS(h, "VERB") {
			return nil
		}
		return m
	}
	return nil
}

// actorBehind is the first actor behind the verb at token i, if it stands as
// the trigger wants its object.
func (x *pass) actorBehind(i int, tr *trigger) *mention.Mention {
	t := x.s.Tree
	prep := ""
	for j := i + 1; j < len(t.Tokens) && j <= i+10; j++ {
		if j == i+1 && j+1 < len(t.Tokens) && t.UPOS(j, "VERB") && strings.HasSuffix(t.Tokens[j].Text, "ed") && t.UPOS(j+1, "NOUN") {
			continue // "extradites convicted man"
		}
		if t.UPOS(j, "VERB", "SCONJ", "CCONJ") || t.UPOS(j, "PUNCT") && !inWords(t.Tokens[j].Text) {
			return nil
		}
		if t.UPOS(j, "ADP") {
			if prep != "" {
				return nil
			}
			prep = t.Lemma(j)
			continue
		}
		m := x.s.At[j]
		if m != nil && m.Entity == nil && m.Kind == mention.Noun && m.First > i && (m.Class == "holding" || m.Class == "thing") && prep == "" && tr.relation.PLOVER == "ASSAULT" && !x.s.Tree.Is(j, "compound", "amod", "nmod:poss") {
			if got := x.actorsAt(j, false, tr.frame, 0); len(got) > 0 && x.isKind(x.reading.TypeOf(x.s, got[0]), tr.frame.kinds) {
				return got[0]
			}
		}
		if m == nil || m.Entity == nil || m.First <= i || x.before(m) {
			continue
		}
		if !x.isKind(x.reading.TypeOf(x.s, m), tr.frame.kinds) && !(m.Unknown() && x.isKind("Person", tr.frame.kinds)) {
			return nil
		}
		for _, slot := range tr.frame.object {
			if slot == prep || slot == "patient" && prep == "" {
				return m
			}
		}
		return nil
	}
	return nil
}

// maySubject tells whether the tree leaves room for m as the subject of the
// verb at token i.
func (x *pass) maySubject(i int, m *mention.Mention) bool {
	other := false
	for _, a := range x.s.Tree.Subjects(i) {
		for _, s := range x.actorsAt(a, true, nil, 0) {
			if s.Entity == m.Entity {
				return true
			}
			other = true
		}
	}
	return !other
}

// ofThings tells whether the verb at token i has an object that is nobody.
func (x *pass) ofThings(i int) bool {
	things := false
	for _, p := range x.s.Tree.Patients(i) {
		if len(x.actorsAt(p, false, nil, 0)) > 0 {
			return false
		}
		things = true
	}
	return things
}

// joinedAlready tells whether a relation between two is known.
func (x *pass) joinedAlready(a, b *mention.Mention) bool {
	for _, c := range x.out {
		if s, o := c.Subject.Entity, c.Object.Entity; !c.dropped() && (s == a.Entity && o == b.Entity || s == b.Entity && o == a.Entity) {
			return true
		}
	}
	return false
}
