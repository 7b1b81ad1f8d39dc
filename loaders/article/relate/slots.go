package relate

import (
	"slices"
	"strings"

	"entente/loaders/article/mention"
	"entente/loaders/article/tree"
)

// filler is a token that fills a slot, or a mention that does.
type filler struct {
	tok  int
	m    *mention.Mention // set if the slot gives the mention itself
	weak string           // why this filling is less sure, or ""
}

func fillers(toks []int) []filler {
	out := make([]filler, len(toks))
	for i, t := range toks {
		out[i] = filler{tok: t}
	}
	return out
}

// fill gives what stands in a slot of the trigger at token i.
func (x *pass) fill(i int, slot string, tr *trigger, taken []int) []filler {
	t := x.s.Tree
	switch slot {
	case "agent":
		a := t.Agents(i)
		if len(a) == 1 && t.UPOS(i, "VERB") && harmed[x.lemmas[i]] && volleys[x.lemmas[a[0]]] {
			if who := x.ownersOf(a[0]); len(who) > 0 {
				return who
			}
		}
		if len(a) == 1 && tr.frame.pos == 'v' && tr.relation.PLOVER == "ASSAULT" && volleys[x.lemmas[a[0]]] {
			if from := x.firedAs(a[0]); len(from) > 0 {
				return from
			}
		}
		if by := x.rulers(i); len(by) > 0 {
			return by
		}
		if len(a) == 0 && t.UPOS(i, "VERB") && t.Passive(i) {
			if from := x.firedFrom(i, tr); len(from) > 0 {
				return from
			}
			if in := x.inAttack(i); len(in) > 0 {
				return in
			}
			if by := x.heldBefore(i, tr); len(by) > 0 {
				return by
			}
			if t.Kid(i, "aux", "aux:pass") < 0 && t.Kid(i, "nsubj:pass") >= 0 {
				a = t.Subjects(i) // "Qatar mediated" taken for a passive
			}
		}
		if len(a) == 1 && tr.relation != nil && tr.relation.Name == "visits" && mention.Carries(x.lemmas[a[0]]) {
			if k := t.Kid(a[0], "nmod:poss"); k >= 0 && x.isActor(k) {
				return fillers(t.Conjuncts(k)) // "the minister's plane lands in"
			}
		}
		return fillers(a)
	case "patient":
		out := without(t.Patients(i), taken)
		if len(out) == 0 && len(taken) > 0 {
			// "put pressure on Iran" has its object taken; a second one may remain.
			for _, k := range t.KidsAs(i, "obj") {
				if !slices.Contains(taken, k) {
					out = append(out, t.Conjuncts(k)...)
				}
			}
		}
		if len(out) == 0 && len(taken) > 0 && len(tr.frame.object) == 1 && tr.frame.pos == 'v' && ofOne[tr.relation.Name] {
			return x.inTaken(taken[len(taken)-1])
		}
		if len(out) == 0 && t.Particle(i) != "" && !t.Passive(i) {
			// "slaps down the minister's bid" read as where it is slapped
			for _, k := range t.KidsAs(i, "obl", "nmod:unmarked", "obl:unmarked") {
				if m := x.s.At[k]; k > i && t.Prep(k) == "" && m != nil && m.Class != "never" && !slices.Contains(taken, k) {
					out = append(out, t.Conjuncts(k)...)
				}
			}
		}
		return append(fillers(out), x.withThem(i, out)...)
	case "iobj":
		if k := t.Kid(i, "iobj"); k >= 0 {
			return fillers(t.Conjuncts(k))
		}
		// "gave Kyiv weapons" read as two objects
		if objs := t.KidsAs(i, "obj"); len(objs) > 1 {
			return fillers(without(t.Conjuncts(objs[0]), taken))
		}
		if len(taken) > 0 && t.Passive(i) {
			return fillers(without(t.Subjects(i), taken)) // "Kyiv was given weapons"
		}
		// "offers Catalonia debt relief": a name with something before the noun is no part of it
		if o := t.Kid(i, "obj"); o > i+2 && tree.Gives(x.lemmas[i]) {
			for _, k := range t.KidsAs(o, "compound") {
				if m := x.s.At[k]; k < o-1 && m != nil && m.First == i+1 && m.Kind == mention.Name && m.Entity != nil && m.Last < o-1 {
					return fillers([]int{k})
				}
			}
		}
		return nil
	case "subj":
		if t.Is(i, "amod", "acl") && t.Head(i) >= 0 && t.Kid(i, "nsubj") < 0 {
			if t.Is(i, "amod", "acl") && t.Head(i) < i {
				// "students angry at the mayor and police": not the police
				var before []int
				for _, c := range t.Conjuncts(t.Head(i)) {
					if c < i {
						before = append(before, c)
					}
				}
				return fillers(before)
			}
			return fillers(t.Conjuncts(t.Head(i)))
		}
		return fillers(t.Subjects(i))
	case "owner":
		return x.owner(i, tr)
	case "self":
		return x.self(i, tr)
	case "mod":
		if t.UPOS(i, "VERB") && len(taken) > 0 {
			// "shot down the Iranian proposal", "seeks Chad's help"
			last := taken[len(taken)-1]
			if k := t.Kid(last, "nmod:poss"); k >= 0 && x.acts(k) {
				return fillers(t.Conjuncts(k))
			}
			if out := x.modifiers(last); len(out) > 0 {
				return out
			}
			if tr.relation.Name == "imports-from" {
				return x.whose(last) // "buys barrels of Angolan crude"
			}
			return nil
		}
		return x.modifiers(i)
	case "whose":
		return x.whose(i)
	case "inner":
		return x.inner(i)
	case "comp":
		return x.complement(i, "")
	case "must", "should":
		return x.complement(i, slot)
	}
	if slot == "of" && tr.frame.pos == 'n' && x.doneBy(i) >= 0 {
		if k := t.Kid(i, "nmod:poss"); k >= 0 {
			return fillers(t.Conjuncts(k)) // "the general's arrest by Chad"
		}
	}
	if slot == "in" && tr.relation.PLOVER == "REQUEST" && tr.frame.pos == 'v' {
		return slices.DeleteFunc(x.oblique(i, slot, tr, taken), func(f filler) bool { return f.tok < i }) // "In Ghana, he urged restraint"
	}
	if h := t.Head(i); slot == "with" && tr.frame.pos == 'n' && h >= 0 && t.Is(i, "obj") && (t.Lemma(h) == "discuss" || t.Lemma(h) == "coordinate") {
		return nil // "discussed the summit with Chad": the talk is with Chad
	}
	if slot == "from" && tr.relation.Name == "withdraws-from" {
		if out := x.oblique(i, slot, tr, taken); len(out) > 0 {
			return out
		}
		return x.leftBehind(i)
	}
	if out := x.oblique(i, slot, tr, taken); len(out) > 0 || slot != "in" || len(tr.frame.subject) != 1 || tr.frame.subject[0] != "in" {
		return out
	}
	return x.topic()
}

// inTaken gives whom a deed is done to where the word that the trigger took is
// its only object: those the word names ("released hostages"), or whose it is
// ("overturned her conviction").
func (x *pass) inTaken(k int) []filler {
	t := x.s.Tree
	m := x.s.At[k]
	if m == nil || !t.Is(t.First(k), "obj", "nsubj:pass") {
		return nil
	}
	if m.Entity != nil && m.Class == "own" {
		return fillers(t.Conjuncts(k))
	}
	if p := t.Kid(k, "nmod:poss"); p >= 0 && x.acts(p) && x.s.At[p].Kind != mention.Pronoun {
		return fillers(t.Conjuncts(p))
	}
	for _, o := range t.Obliques(k) {
		if o.Prep == "of" {
			return []filler{{tok: o.Tok}}
		}
	}
	return nil
}

// ofOne are relations that a word taken with a verb can name the object of.
var ofOne = map[string]bool{"releases": true, "arrests": true, "accuses": true, "sanctions": true, "restricts": true, "seizes": true, "investigates": true, "expels": true}

// topic gives the state a headline is about: "Sudan: woman sentenced to death".
func (x *pass) topic() []filler {
	t := x.s.Tree
	for i, m := range x.s.At {
		if m != nil && m.First == 0 && m.Kind == mention.Name && m.Entity != nil && m.Entity.Land() && m.Last+1 < len(t.Tokens) && t.Tokens[m.Last+1].Text == ":" {
			return []filler{{tok: i, weak: "what the headline is about"}}
		}
	}
	return nil
}

// inAttack gives those in whose attack something was done: "killed in a
// Houthi raid", and "two were killed and six hurt in a Houthi raid".
func (x *pass) inAttack(i int) []filler {
	t := x.s.Tree
	at := []int{i}
	if t.Kid(i, "nsubj", "nsubj:pass") < 0 && i > 0 && t.Is(i, "conj") && (t.UPOS(i-1, "NUM") || t.Lemma(i-1) == "more" || t.Lemma(i-1) == "other") {
		return nil // "eight are killed and 13 injured": not the eight
	}
	if h := t.Head(i); t.Is(i, "conj", "advcl", "parataxis") && h >= 0 && t.UPOS(h, "VERB") {
		at = append(at, h)
	}
	for _, k := range t.KidsAs(i, "conj") {
		if t.UPOS(k, "VERB") && (t.Passive(k) || casualty[x.lemmas[i]] && x.lemmas[k] == "survive" || t.Tokens[k].XPOS == "VBN" || t.Tokens[k].XPOS == "VBD") && len(t.Agents(k)) == 0 {
			at = append(at, k)
		}
	}
	if who := x.whoHurt(i); len(who) > 0 {
		return who
	}
	for _, v := range at {
		if v != i && !harmed[x.lemmas[v]] && x.lemmas[v] != "survive" || v != i && !harmed[x.lemmas[i]] {
			continue
		}
		for _, o := range t.Obliques(v) {
			if who := x.doerOf(o.Tok); (o.Prep == "in" || o.Prep == "during" || o.Prep == "by" || (o.Prep == "after" || o.Prep == "following") && casualty[x.lemmas[v]]) && len(who) > 0 {
				return who
			}
			if who := x.foughtWith(o.Tok); (o.Prep == "in" || o.Prep == "during") && len(who) > 0 {
				return who
			}
		}
	}
	return nil
}

// foughtWith gives the other side of a fight in which somebody falls: "killed
// in a shootout with police".
func (x *pass) foughtWith(i int) []filler {
	if !fights[x.lemmas[i]] {
		return nil
	}
	for _, o := range x.s.Tree.Obliques(i) {
		if o.Prep != "with" && o.Prep != "against" {
			continue
		}
		var out []filler
		for _, m := range x.actorsAt(o.Tok, false, nil, 0) {
			if m.Entity.Type != "Place" {
				out = append(out, filler{tok: o.Tok, m: m, weak: "other side of the fight"})
			}
		}
		return out
	}
	return nil
}

// fights are what has two sides, of which one may fall by the other.
var fights = map[string]bool{"shootout": true, "shoot-out": true, "clash": true, "gunfight": true, "gun-battle": true, "gunbattle": true, "firefight": true, "battle": true, "fighting": true, "skirmish": true, "encounter": true, "confrontation": true, "combat": true, "standoff": true}

// harmed are verbs of what people and things suffer.
var harmed = map[string]bool{"kill": true, "injure": true, "wound": true, "hurt": true, "die": true, "destroy": true, "damage": true, "hit": true, "displace": true, "trap": true, "leave": true, "maim": true, "slay": true, "shoot": true, "assassinate": true}

// volleys are what somebody fires: whom they hit he hits.
var volleys = map[string]bool{"fire": true, "gunfire": true, "bullet": true, "bomb": true, "missile": true, "rocket": true, "shell": true, "drone": true, "mortar": true, "artillery": true, "shelling": true, "shrapnel": true, "mine": true, "landmine": true, "sniper-fire": true, "grenade": true}

// ownersOf gives whose a noun is, or from whom it comes: "gunfire from police".
func (x *pass) ownersOf(k int) []filler {
	var out []filler
	if m := x.s.At[k]; m != nil && m.Entity == nil {
		for _, o := range m.Owners {
			if o.Kind != mention.Pronoun && o.Entity != nil && o.Entity.Type != "Place" {
				out = append(out, filler{tok: k, m: o, weak: "whose \"" + m.Text + "\" it was"})
			}
		}
	}
	for _, o := range x.s.Tree.Obliques(k) {
		if o.Prep == "from" && len(out) == 0 {
			for _, m := range x.actorsAt(o.Tok, true, nil, 1) {
				if m.Entity.Type != "Place" && m.Entity.Type != "State" {
					out = append(out, filler{tok: o.Tok, m: m, weak: "from whom it came"})
				}
			}
		}
	}
	return out
}

// doerOf gives those whose attack the noun at token k names.
func (x *pass) doerOf(k int) []filler {
	m := x.s.At[k]
	if by := x.causers(k); len(by) > 0 {
		return by
	}
	if by := x.doers(k); by != nil && x.attackBy(k) != nil {
		return []filler{{tok: k, m: by, weak: inAttackOf}}
	}
	if m == nil || m.Lemma == "war" || m.Lemma == "conflict" || m.Lemma == "battle" || len(m.Owners) == 0 || m.Owners[0].Kind == mention.Pronoun {
		return nil
	}
	if x.attackBy(k) != nil {
		return []filler{{tok: k, m: m.Owners[0], weak: inAttackOf}}
	}
	return nil
}

// firedFrom gives the territory from which something was fired at somebody,
// if nobody is said to have done it: "a rocket was launched at it from Gaza".
func (x *pass) firedFrom(i int, tr *trigger) []filler {
	if tr.relation.Name != "attacks" || !firing[x.lemmas[i]] {
		return nil
	}
	for _, o := range x.s.Tree.Obliques(i) {
		if m := x.s.At[o.Tok]; o.Prep == "from" && m != nil && m.Entity != nil && (m.Entity.Land() || m.Entity.Type == "Place" && m.Entity.Entry != nil && m.Entity.Entry.Kind != "city") {
			return []filler{{tok: o.Tok, m: m, weak: "from where it was fired"}}
		}
	}
	return nil
}

var firing = map[string]bool{"fire": true, "launch": true, "shoot": true, "lob": true}

func without(toks, taken []int) []int {
	if len(taken) == 0 {
		return toks
	}
	out := make([]int, 0, len(toks))
	for _, k := range toks {
		if !slices.Contains(taken, k) {
			out = append(out, k)
		}
	}
	return out
}

// OnObject is why a phrase is less sure that the tree hangs on the object.
const OnObject = "phrase hangs on the object"

// oblique gives the nouns under a preposition: on the trigger itself, on the
// words it took, on its object or on the verb that supports a noun, for
// parsers often hang a phrase one word too high or low.
func (x *pass) oblique(i int, prep string, tr *trigger, taken []int) []filler {
	t := x.s.Tree
	find := func(at int, weak string) []filler {
		var out []filler
		for _, o := range t.Obliques(at) {
			if o.Prep == prep && !(prep == "with" && x.absolute(o.Tok)) && !slices.ContainsFunc(taken, func(k int) bool { return t.Below(k, o.Tok) || t.Below(o.Tok, k) && transparent[t.Lemma(k)] }) {
				out = append(out, filler{tok: o.Tok, weak: weak})
			}
		}
		return out
	}
	if out := find(i, ""); len(out) > 0 {
		// "spoke with leaders including the president of Chad"
		for _, k := range t.KidsAs(i, "obl", "nmod", "advcl") {
			if p := t.Prep(k); p == "including" || p == "include" {
				for _, c := range t.Conjuncts(k) {
					if m := x.s.At[c]; prep != "in" || m != nil && m.Class != "stands" && (m.Entity == nil || !people[m.Entity.Type]) {
						out = append(out, filler{tok: c}) // of those hit in Chad, none is where they were hit
					}
				}
			}
		}
		return out
	}
	// "heads Thursday to Canada": the phrase hangs on the day.
	for _, k := range t.KidsAs(i, "obl", "obl:unmarked", "nmod", "obj") {
		if strings.HasSuffix(t.Tokens[k].Text, "day") && k > i {
			if out := find(k, ""); len(out) > 0 && prep != "of" {
				return out
			}
		}
	}
	for _, k := range taken {
		if out := find(k, ""); len(out) > 0 {
			return out
		}
		// "imposed sanctions and travel bans on Togo"
		for _, c := range t.KidsAs(k, "conj") {
			if prep != "on" && prep != "against" || !x.deedToo(c) {
				continue
			}
			if out := find(c, ""); len(out) > 0 {
				return out
			}
		}
		// "lifted the sanctions it had imposed on Niger"
		for _, rc := range t.KidsAs(k, "acl:relcl") {
			if out := find(rc, ""); len(out) > 0 && prep != "by" {
				return out
			}
		}
		if h := t.Head(k); h >= 0 && h != i && t.Is(k, "nmod") && transparent[t.Lemma(h)] {
			if out := find(h, ""); len(out) > 0 {
				return out
			}
		}
		if prep == "against" {
			if out := x.byMeansOf(k, find); len(out) > 0 {
				return out
			}
		}
	}
	if prep == "against" {
		if out := x.byMeansOf(i, find); len(out) > 0 {
			return out
		}
	}
	if t.UPOS(i, "VERB") {
		for _, k := range without(t.Patients(i), taken) {
			if prep == "of" {
				break
			}
			if out := find(k, OnObject); len(out) > 0 {
				return out
			}
		}
		return x.after(i, prep, taken)
	}
	if v := x.supporter(i); v >= 0 && prep != "of" && prep != "by" {
		if out := find(v, ""); len(out) > 0 {
			return out
		}
	}
	if v := x.happening(i); v >= 0 && prep != "of" && prep != "by" {
		if out := find(v, ""); len(out) > 0 {
			return out
		}
	}
	// "sanctions imposed on Iran": the participle has the phrase.
	for _, k := range t.KidsAs(i, "acl") {
		if t.UPOS(k, "VERB") && (t.Passive(k) || t.Tokens[k].XPOS == "VBG" || prep != "of" && x.doneIn(i, k)) && prep != "by" {
			if out := find(k, ""); len(out) > 0 {
				return out
			}
			// "talks taking place between A and B"
			if o := t.Kid(k, "obj"); o >= 0 && x.lemmas[o] == "place" {
				if out := find(o, ""); len(out) > 0 {
					return out
				}
			}
		}
	}
	// "a series of attacks on"
	if h := t.Head(i); h >= 0 && t.Is(i, "nmod") && transparent[t.Lemma(h)] && prep != "of" {
		if out := find(h, ""); len(out) > 0 {
			return out
		}
	}
	if t.Is(i, "nmod:poss") {
		return nil // "the alliance's border with Chad" is no alliance with Chad
	}
	return x.after(i, prep, taken)
}

// deedToo tells whether a noun joined with another that a trigger took is
// one of a trigger too.
func (x *pass) deedToo(k int) bool {
	l := x.lemmas[k]
	return x.r.lexicon.known[l] || len(x.r.lexicon.nouns[l]) > 0
}

// after finds a preposition by its place alone, for trees that hang its noun
// elsewhere: the first one behind the trigger in the same clause.
func (x *pass) after(i int, prep string, taken []int) []filler {
	t := x.s.Tree
	from := i
	for _, k := range taken {
		from = max(from, k)
	}
	reach := 8
	if prep == "of" {
		reach = 1
	}
	for j := from + 1; j < len(t.Tokens) && j <= from+reach; j++ {
		if t.UPOS(j, "ADP") && meanwhile[t.Lemma(j)] && t.Lemma(j) != prep && prep != "in" && prep != "at" {
			return nil // "appeal for help after strikes on oil fields": not to them
		}
		if t.UPOS(j, "SCONJ", "AUX", "CCONJ") || t.UPOS(j, "VERB") && t.Tokens[j].XPOS != "VBN" || t.UPOS(j, "PUNCT") && !strings.ContainsAny(t.Tokens[j].Text, "-,\"'“”‘’") {
			return nil
		}
		if (prep == "with" || prep == "between") && t.UPOS(j, "NOUN") && !slices.Contains(taken, j) && t.Kid(j, "nmod") > j && x.mutual(j) {
			return nil // "the peace process by its renewal of ties with Togo": those of the ties
		}
		if t.Lemma(j) != prep || !t.UPOS(j, "ADP") || t.Is(j, "fixed") {
			continue // "cut supplies due to the blockade"
		}
		if prep == "with" && x.absoluteAt(j) {
			return nil // "approved the accord, with the army given a day to leave"
		}
		if prep == "to" && x.r.doubts.Manner[t.Lemma(j-1)] && t.Prep(j-1) == "in" {
			return nil // "pledge aid in snub to Togo"
		}
		for k := j + 1; k < len(t.Tokens) && k <= j+8; k++ {
			m := x.s.At[k]
			if h := t.Head(k); m != nil && m.Kind == mention.Name && h > k && x.s.At[h] != nil && x.s.At[h].Class == "never" {
				return []filler{{tok: k, weak: "preposition found by its place"}} // "to Algeria Tuesday"
			}
			if m == nil || m.Kind == mention.Adjective || t.Is(k, "compound", "amod", "nmod:poss", "nummod", "nmod:desc") && t.Head(k) > k && t.Head(k) <= j+10 {
				if t.UPOS(k, "VERB", "ADP", "SCONJ", "CCONJ") && m == nil {
					return nil
				}
				continue
			}
			if h := t.Head(k); h > from && h < k && belonging[t.Lemma(h)] && t.Is(h, "acl") {
				return nil // "redirected ships linked to Chad"
			}
			out := []filler{{tok: k, weak: "preposition found by its place"}}
			for _, c := range t.Conjuncts(k)[1:] {
				out = append(out, filler{tok: c, weak: "preposition found by its place"})
			}
			return out
		}
		return nil
	}
	return nil
}

// belonging are participles of whose somebody or something is.
var belonging = map[string]bool{"link": true, "tie": true, "relate": true, "connect": true, "belong": true, "ally": true, "bind": true, "affiliate": true, "attribute": true, "head": true}

// supporter is the verb whose object or passive subject a noun is: "launched
// an attack", "sanctions were imposed"; or -1.
func (x *pass) supporter(i int) int {
	t := x.s.Tree
	i = t.First(i)
	for h := t.Head(i); h >= 0 && t.Is(i, "nmod") && (transparent[t.Lemma(h)] || lengths[t.Lemma(h)] || t.UPOS(h, "SYM")); h = t.Head(i) {
		i = t.First(h)
	}
	h := t.Head(i)
	if h < 0 || !t.UPOS(h, "VERB") {
		// "sanctions imposed by the US"
		for _, k := range t.KidsAs(i, "acl") {
			if t.UPOS(k, "VERB") && t.Passive(k) && x.r.gov.support[x.phrasal(k)] {
				return k
			}
		}
		return -1
	}
	// "began a round of exercises", with the phrase hung on the verb
	if t.Is(i, "obl") && t.Prep(i) == "of" {
		if o := t.Kid(h, "obj"); o >= 0 && o < i && transparent[t.Lemma(o)] && x.r.gov.support[x.phrasal(h)] {
			return h
		}
	}
	if t.Is(i, "obj", "nsubj:pass") || t.Is(i, "obl") && (slices.Contains([]string{"in", "with", "into"}, t.Prep(i)) || t.Prep(i) == "on" && x.phrasal(h) == "double_down") {
		if x.r.gov.support[x.phrasal(h)] {
			return h
		}
	}
	return -1
}

// phrasal is the lemma of a verb with its particle: "carry_out".
func (x *pass) phrasal(i int) string {
	l := x.s.Tree.Lemma(i)
	if p := x.s.Tree.Particle(i); p != "" {
		return l + "_" + p
	}
	return l
}

// depth of token i under the root; deeper triggers are read first, for those
// above them ask what they found.
func depth(t *tree.Tree, i int) int {
	n := 0
	for h := t.Head(i); h >= 0; h = t.Head(h) {
		n++
	}
	return n
}

// whose gives those whose the thing is that a noun is of: Chad in "purchases of
// Chad's cotton" and "a buyer of Chadian cotton".
func (x *pass) whose(i int) []filler {
	t := x.s.Tree
	for _, o := range t.Obliques(i) {
		if o.Prep != "of" {
			continue
		}
		if k := t.Kid(o.Tok, "nmod:poss"); k >= 0 && x.acts(k) {
			return fillers(t.Conjuncts(k))
		}
		return x.modifiers(o.Tok)
	}
	return nil
}
