package tree

import (
	"slices"
	"strings"

	"entente/loaders/article/syntax"
)

// subjectControl are verbs whose subject does what their infinitive says
// though they have an object: "promised Kyiv to send arms".
var subjectControl = wordSet(`
	promise pledge vow threaten use deploy offer swear guarantee assure need spend join visit tour meet leave enter cross phone contact host sign launch
	attack seize take target issue hold cut
`)

// objectControl are verbs whose object is to do what their infinitive says.
var objectControl = wordSet(`
	ask urge tell order force persuade allow help invite encourage press push call want warn enable authorise authorize require compel instruct convince direct
	permit pressure beg implore appeal prompt
`)

// victim verbs never stand without the one it is done to.
var victim = wordSet(`
	kill wound injure arrest detain jail expel abduct kidnap free assassinate evacuate ban bar suspend sack sentence convict acquit rescue stab deport
	extradite oust elect appoint hospitalise hospitalize rape torture execute murder displace destroy seize impound indict imprison behead evict sanction
	accuse outlaw attack nominate reelect re-elect release admit pardon reinstate repatriate exonerate honour honor exile readmit airlift
`)

// urging verbs have those as object whom they want to do something.
var urging = wordSet("urge order tell force instruct advise encourage persuade compel oblige invite require convince pressure")

// Passive tells whether verb i is a passive or a past participle that stands
// for one ("vessels sanctioned by the US").
func (t *Tree) Passive(i int) bool {
	if t.Kid(i, "nsubj:pass", "csubj:pass", "aux:pass") >= 0 {
		return true
	}
	// "Two soldiers killed in attack": a headline; who kills kills somebody.
	if t.Tokens[i].XPOS == "VBD" && t.leads(i) && victim[t.Lemma(i)] && t.Kid(i, "obj", "iobj", "aux", "ccomp", "xcomp") < 0 && t.Kid(i, "nsubj") >= 0 {
		return true
	}
	// "Chad urged to open border": who urges urges somebody.
	if k := t.Kid(i, "xcomp"); t.Tokens[i].XPOS == "VBD" && t.leads(i) && k > i && urging[t.Lemma(i)] && t.Kid(k, "mark") >= 0 && t.Kid(i, "nsubj") >= 0 && t.Kid(i, "obj", "iobj", "aux", "ccomp") < 0 {
		return true
	}
	// "Chad hit by drought": its doer tells a participle that looks like the past.
	if t.Tokens[i].XPOS == "VBD" && t.Kid(i, "obl:agent") > i && t.Kid(i, "obj", "iobj", "aux", "ccomp", "xcomp") < 0 {
		return true
	}
	// "Chad hit with tariffs": it is on the receiving end.
	if t.Tokens[i].XPOS == "VBD" && t.leads(i) && t.dealtWith(i) {
		return true
	}
	if t.Tokens[i].XPOS != "VBN" {
		return false
	}
	for _, k := range t.KidsAs(i, "aux") {
		if t.Lemma(k) == "have" {
			return false // "has arrested … by" is not passive
		}
	}
	if t.Kid(i, "obl:agent") >= 0 {
		return true
	}
	if t.Kid(i, "nsubj", "aux", "cop") >= 0 {
		return false
	}
	if t.rel[i] == "conj" && t.head[i] >= 0 && t.UPOS(t.head[i], "VERB") {
		// "was arrested and charged", but "has met and praised".
		return t.Passive(t.head[i]) && t.Kid(i, "obj") < 0
	}
	// A bare participle: "troops killed in", "Sanctioned by …, the firm".
	return t.Kid(i, "obj") < 0
}

// dealtWith tells whether verb i says with what measure somebody is hit.
func (t *Tree) dealtWith(i int) bool {
	switch t.Lemma(i) {
	case "hit", "slap", "smack", "strike", "serve":
	default:
		return false
	}
	if t.Kid(i, "obj", "iobj", "aux", "ccomp", "xcomp") >= 0 {
		return false
	}
	for _, k := range t.KidsAs(i, "obl") {
		if t.Prep(k) == "with" && measures[t.Lemma(k)] {
			return true
		}
	}
	return false
}

// measures are what states and courts hit somebody with.
var measures = wordSet("sanction tariff duty levy fine lawsuit suit penalty ban charge embargo restriction bill suspension subpoena")

// leads tells whether token i is the root, or heads what a headline says behind
// the colon of its topic: "Kenya: two journalists jailed".
func (t *Tree) leads(i int) bool {
	h := t.head[i]
	if h < 0 {
		return true
	}
	_, end := t.Phrase(h, func(k int) bool { return k == i })
	return h == t.root && t.Is(i, "parataxis", "appos") && end+1 < len(t.Tokens) && end < i && t.Tokens[end+1].Text == ":"
}

// Subjects are the surface subjects of clause i, all conjuncts, taken from
// the clause above where grammar leaves them out: coordination, control and
// raising, participles, relative clauses.
func (t *Tree) Subjects(i int) []int { return t.subjects(i, 0) }

func (t *Tree) subjects(i, depth int) []int {
	if depth > 12 {
		return nil
	}
	if s := t.Kid(i, "nsubj", "nsubj:pass"); s >= 0 {
		// Of two, the one next to the verb: the other is a stray topic.
		for _, k := range t.KidsAs(i, "nsubj") {
			if a, _ := t.Reach(k); t.rel[k] != "nsubj:outer" && (k < i || s > i) && !(k != s && a > 0 && t.UPOS(a-1, "ADP") && t.head[a-1] != i) {
				s = k
			}
		}
		if t.relativePronoun(s) {
			if a := t.antecedent(i); a >= 0 {
				if c := t.Conjuncts(a); a < s {
					// "between a firm, which found it, and Togo": not Togo
					return slices.DeleteFunc(slices.Clone(c), func(k int) bool { return k > i && k != a })
				}
				return t.Conjuncts(a)
			}
			if a := t.nounBefore(s); a >= 0 {
				return []int{a}
			}
			return nil
		}
		return t.Conjuncts(s)
	}
	if s := t.bareBefore(i); s >= 0 {
		return t.Conjuncts(s)
	}
	h := t.head[i]
	if h < 0 {
		return nil
	}
	if p := t.parted(i); len(p) > 0 {
		return p
	}
	switch t.Base(i) {
	case "conj":
		if t.clausal(h) {
			return t.subjects(h, depth+1)
		}
	case "xcomp":
		if t.Passive(h) {
			return t.subjects(h, depth+1)
		}
		if !subjectControl[t.Lemma(h)] {
			if o := t.Kid(h, "obj", "iobj"); o >= 0 && o < i && !(t.Lemma(h) == "vote" && t.UPOS(o, "NUM")) {
				return t.Conjuncts(o)
			}
			if o := t.controller(h, i); o >= 0 {
				return t.Conjuncts(o)
			}
		}
		return t.subjects(h, depth+1)
	case "ccomp":
		// "warned Tehran would target": read as an object and a clause.
		if o := t.Kid(h, "obj", "iobj"); o >= 0 && o < i {
			return t.Conjuncts(o)
		}
		if t.clausal(h) {
			return t.subjects(h, depth+1)
		}
	case "advcl", "parataxis", "dep", "csubj":
		// "Taiwan, which China claims, bought": read as a remark on a name.
		if t.rel[i] == "parataxis" && t.head[h] < 0 && t.Nominal(h) && t.Kid(h, "cop", "nsubj") < 0 && h < i {
			return t.Conjuncts(h)
		}
		if o := t.judged(h, i); o >= 0 {
			if t.Passive(h) {
				return t.subjects(h, depth+1)
			}
			return t.Conjuncts(o)
		}
		// "countries still doing business with": the noun right before a
		// participle does it; after a comma whoever the sentence is about.
		if t.Tokens[i].XPOS == "VBG" && t.Kid(i, "mark", "case") < 0 {
			j := i - 1
			for j > 0 && t.UPOS(j, "ADV") {
				j--
			}
			if j > 0 && t.UPOS(j, "NOUN", "PROPN") && t.Below(j, h) && !strings.HasSuffix(t.Tokens[j].Text, "day") && !(t.UPOS(j, "PROPN") && t.where(j)) {
				for t.Is(j, "flat", "compound") && t.head[j] >= 0 && t.head[j] < i {
					j = t.head[j]
				}
				return t.Conjuncts(j)
			}
		}
		// "hands the suspect over to be tried": the suspect is tried.
		if t.infinitive(i) && i > h && t.Kid(i, "aux:pass") >= 0 && t.UPOS(h, "VERB") && !t.Passive(h) {
			if o := t.Kid(h, "obj"); o > h && o < i {
				return t.Conjuncts(o)
			}
		}
		// "asks Qatar to arrest", with the infinitive hung elsewhere.
		if t.infinitive(i) && objectControl[t.Lemma(h)] && !t.Passive(h) {
			if o := t.Kid(h, "obj", "iobj"); o >= 0 && o < i {
				return t.Conjuncts(o)
			}
			if o := t.controller(h, i); o >= 0 {
				return t.Conjuncts(o)
			}
		}
		// "He was killed in a strike, breaking the truce": who struck, not he.
		if t.Tokens[i].XPOS == "VBG" && i > h && t.Kid(i, "mark", "case") < 0 && t.UPOS(h, "VERB") && t.Passive(h) {
			if a, _ := t.Reach(i); a > 0 && t.Tokens[a-1].Text == "," || t.Tokens[a].Text == "," {
				return t.Agents(h)
			}
		}
		// "Police closed roads after a blast, killing two": not the police.
		if d := t.deedAfter(h, i); d >= 0 {
			return []int{d}
		}
		// "Police said a bus was hit, killing two": not the police.
		if c := t.Kid(h, "ccomp"); c >= 0 && c < i && (c > h || hurting[t.Lemma(i)]) && t.Tokens[i].XPOS == "VBG" && t.UPOS(h, "VERB") && !t.saysMore(i, c) {
			return t.Agents(c)
		}
		// "jailed two men for killing", "accuse them of causing": the object did it.
		if m := t.Kid(i, "mark", "case"); m >= 0 && t.Tokens[i].XPOS == "VBG" && (t.Lemma(m) == "for" || t.Lemma(m) == "of" || t.Lemma(m) == "with" && t.Lemma(h) == "charge") && !t.Passive(h) {
			if o := t.Kid(h, "obj"); o >= 0 && o < i && !t.relativePronoun(o) {
				if t.Lemma(o) == "accusation" || t.Lemma(o) == "allegation" {
					return nil
				}
				return t.Conjuncts(o)
			}
			// "traders it accuses of helping": they help.
			if s := t.Kid(h, "nsubj"); t.rel[h] == "acl:relcl" && s >= 0 && !t.relativePronoun(s) {
				return t.Conjuncts(t.head[h])
			}
		}
		if m := t.Kid(i, "mark", "case"); t.rel[h] == "acl" && t.Passive(h) && m >= 0 && t.Tokens[i].XPOS == "VBG" && t.Kid(i, "nsubj") < 0 && blamed[t.Lemma(h)+" "+t.Lemma(m)] {
			return t.Conjuncts(t.head[h]) // "a man accused of killing two"
		}
		if t.rel[h] == "acl" && t.Passive(h) {
			return nil // "ships aimed at curbing exports": the ships curb nothing
		}
		if t.clausal(h) {
			return t.subjects(h, depth+1)
		}
	case "acl":
		if t.rel[i] == "acl:relcl" {
			return nil
		}
		switch {
		case t.Tokens[i].XPOS == "VBG" && accusation[t.Lemma(h)] && t.Kid(i, "mark") >= 0 && t.Lemma(t.Kid(i, "mark")) == "of" && t.head[h] >= 0 && t.Is(h, "obl") && t.UPOS(t.head[h], "VERB"):
			return t.Patients(t.head[h]) // "detained on suspicion of spying": who was
		case t.Tokens[i].XPOS == "VBG" && (t.Lemma(h) == "accusation" || t.Lemma(h) == "allegation") && t.Kid(i, "mark") >= 0 && t.Lemma(t.Kid(i, "mark")) == "of":
			return nil // "Mali's accusations of arming rebels": never who made them
		case t.Tokens[i].XPOS == "VBG" && undergoing[t.Lemma(h)] && t.Kid(i, "mark") >= 0 && t.Lemma(t.Kid(i, "mark")) == "of":
			return t.undergoer(h, depth+1)
		case t.infinitive(i) && schemes[t.Lemma(h)] && t.head[h] >= 0 && t.Is(h, "obl", "nmod") && t.accuser(h) >= 0:
			return t.Patients(t.accuser(h)) // "accused Chad of a plot to kill": Chad is to
		case t.infinitive(i) && t.Ranked(h):
			return t.ranking(h, depth+1)
		case t.infinitive(i) && t.head[h] < 0 && t.Nominal(h) && t.Kid(h, "cop") < 0:
			return t.Conjuncts(h) // a headline: "EU to train troops"
		case t.infinitive(i):
			// "Russia's plan to attack", "announced a decision to send".
			return t.owners(h, depth+1)
		case t.Tokens[i].XPOS == "VBG" && i > 1 && t.Tokens[i-1].Text == "," && !t.Is(h, "nsubj", "nsubj:pass", "appos", "root") && !(t.Is(h, "obj", "dep") && h == i-2) && !deeds[t.Lemma(h)]:
			// "hit Iran after a strike on a ship in the strait, striking depots": who hit Iran.
			for c := t.head[h]; c >= 0; c = t.head[c] {
				if t.UPOS(c, "VERB") && c < i {
					if t.Tokens[c].XPOS == "VBG" && t.rel[c] == "acl" {
						continue
					}
					if t.Passive(c) {
						return t.Agents(c)
					}
					return t.subjects(c, depth+1)
				}
			}
			return t.Conjuncts(h)
		default:
			return t.Conjuncts(h)
		}
	}
	return nil
}

// undergoing nouns say how far somebody is with what he does: "is in the process
// of selling", "on the verge of closing".
var undergoing = wordSet("process verge brink cusp point midst middle course edge act aim goal purpose hope")

// undergoer is who does what such a noun is of.
func (t *Tree) undergoer(h, depth int) []int {
	if t.Kid(h, "cop") >= 0 || t.Kid(h, "nsubj") >= 0 {
		return t.subjects(h, depth)
	}
	for v := t.head[h]; v >= 0; v = t.head[v] {
		if t.UPOS(v, "VERB") {
			if t.Passive(v) {
				return t.Agents(v)
			}
			return t.subjects(v, depth)
		}
	}
	return nil
}

// deeds kill and destroy by themselves: "an airstrike on the port, killing two".
var deeds = wordSet("airstrike strike attack bombing explosion blast shelling shooting raid crash fire earthquake flood storm ambush bombardment collision clash drone missile bomb")

// mishaps are deeds that nobody does.
var mishaps = wordSet("outbreak epidemic accident derailment eruption avalanche landslide mudslide stampede tornado hurricane typhoon cyclone wildfire cloudburst")

// hurting verbs say what a deed did to people; violent ones that who does them
// may have hurt somebody; peaceful is what is begun that hurts nobody.
var (
	hurting = wordSet("kill injure wound hurt displace")
	violent = wordSet(`
		attack bomb bombard strike hit shell raid fire storm target ambush kill shoot detonate ram crash destroy invade retaliate respond pound explode
		collapse derail erupt stab plough plow drive run mount stage unleash resume
	`)
	peaceful = wordSet("campaign program programme inquiry investigation probe search appeal project fund review scheme plan service consultation trial website case doctor medic nurse aid team rescuer condolence")
)

// deedAfter is the deed behind "after", or in whose wake something was done that
// hurt nobody, if the participle i says whom it hurt; else -1.
func (t *Tree) deedAfter(h, i int) int {
	if t.Tokens[i].XPOS != "VBG" || i < 2 || t.Tokens[i-1].Text != "," || !hurting[t.Lemma(i)] || t.Kid(i, "mark", "case", "nsubj") >= 0 || !t.UPOS(h, "VERB") || violent[t.Lemma(h)] || t.armedDoing(h) {
		return -1
	}
	for k := i - 2; k > h; k-- {
		if !t.UPOS(k, "NOUN") || !deeds[t.Lemma(k)] && !mishaps[t.Lemma(k)] || !t.Below(k, h) {
			continue
		}
		switch p := t.Prep(k); {
		case p == "after", p == "following", p == "of" && t.head[k] >= 0 && (t.Lemma(t.head[k]) == "wake" || t.Lemma(t.head[k]) == "aftermath"):
			return k
		}
		return -1
	}
	return -1
}

// armedDoing tells whether verb h says that something is begun or done that may
// hurt: "launched an offensive", but not "launched a campaign".
func (t *Tree) armedDoing(h int) bool {
	switch t.Lemma(h) {
	case "launch", "carry", "conduct", "open", "send", "continue", "use", "drop", "set":
		o := t.Kid(h, "obj")
		return o < 0 || !peaceful[t.Lemma(o)]
	}
	return false
}

// blamed are participles, each with its preposition, that say what who is
// named before them did or is said to have done.
var blamed = map[string]bool{
	"accuse of": true, "suspect of": true, "convict of": true, "charge with": true, "charge for": true, "jail for": true, "imprison for": true,
	"arrest for": true, "detain for": true, "sentence for": true, "want for": true, "indict for": true, "try for": true, "execute for": true,
	"convict for": true, "fine for": true, "sanction for": true, "blame for": true, "expel for": true,
}

// accusation nouns have what somebody is said to have done behind "of".
var accusation = wordSet("charge suspicion accusation allegation count claim ground")

// bareBefore is a noun without a preposition before a finite verb that has no
// subject: its subject, whatever the parser called it.
func (t *Tree) bareBefore(i int) int {
	switch t.Tokens[i].XPOS {
	case "VBD", "VBZ", "VBP":
	default:
		if t.Kid(i, "aux") < 0 {
			return -1
		}
	}
	for _, k := range t.kids[i] {
		if k == i-1 && t.rel[k] == "compound" && t.UPOS(k, "PROPN", "NOUN") {
			return k
		}
	}
	if t.rel[i] == "conj" || t.rel[i] == "acl" || t.rel[i] == "xcomp" {
		return -1
	}
	for _, k := range t.kids[i] {
		if k < i && t.Is(k, "obl", "dep", "nmod", "obj", "dislocated", "vocative") && !t.Is(k, "obl:unmarked") && t.UPOS(k, "NOUN", "PROPN", "PRON") && t.Prep(k) == "" && !t.relativePronoun(k) {
			return k
		}
	}
	return -1
}

// bareAfter is a noun without a preposition right after an active verb that
// has no object.
func (t *Tree) bareAfter(i int) int {
	for _, k := range t.kids[i] {
		if k > i && t.Is(k, "obl", "dep", "nmod", "xcomp", "ccomp") && !t.Is(k, "obl:unmarked", "nmod:unmarked") && t.UPOS(k, "NOUN", "PROPN") && t.Prep(k) == "" && t.Kid(k, "cop", "nsubj", "mark") < 0 {
			a, _ := t.Reach(k)
			if a == i+1 {
				return k
			}
		}
	}
	return -1
}

// controller is the actor an oblique gives an infinitive: "called on Israel
// to stop", "appealed to Moscow to leave".
func (t *Tree) controller(h, i int) int {
	for _, k := range t.KidsAs(h, "obl") {
		if k < i {
			switch t.Prep(k) {
			case "on":
				if !syntax.DayOrMonth(t.Lemma(k)) && !partsOfCalendar[t.Lemma(k)] && !t.UPOS(k, "NUM") {
					return k
				}
			case "upon", "to", "with", "for":
				return k
			}
		}
	}
	return -1
}

// partsOfCalendar are nouns by which a time is named, besides days of the week
// and months: "agreed on the eve to talk".
var partsOfCalendar = wordSet("day eve evening morning night afternoon weekend anniversary")

// owners are those a noun such as "plan" or "decision" belongs to.
func (t *Tree) owners(n, depth int) []int {
	if h := t.head[n]; bidding[t.Lemma(n)] && t.callers(n) {
		// "Togo rejected Mali's calls to leave": Togo is to leave, if anybody is said to.
		if h >= 0 && t.Is(n, "obj") && answers[t.Lemma(h)] {
			return t.subjects(h, depth+1)
		}
		return nil
	}
	if k := t.Kid(n, "nmod:poss"); k >= 0 {
		return t.Conjuncts(k)
	}
	for _, k := range t.KidsAs(n, "nmod", "obl:agent") {
		if p := t.Prep(k); p == "by" || p == "from" {
			return t.Conjuncts(k)
		}
	}
	for _, k := range t.KidsAs(n, "amod", "compound", "nmod:desc") {
		if t.Tokens[k].UPOS == "PROPN" || t.Tokens[k].Text != "" && t.Tokens[k].Text[0] >= 'A' && t.Tokens[k].Text[0] <= 'Z' {
			return []int{k}
		}
	}
	if h := t.head[n]; h >= 0 && t.clausal(h) && t.Is(n, "obj", "xcomp", "obl") && !t.Passive(h) {
		return t.subjects(h, depth+1)
	}
	if t.Kid(n, "cop") >= 0 {
		return t.subjects(n, depth+1)
	}
	return nil
}

// Clausal tells whether token i heads a clause.
func (t *Tree) Clausal(i int) bool { return t.clausal(i) }

func (t *Tree) clausal(i int) bool {
	return t.UPOS(i, "VERB", "AUX") || t.Kid(i, "cop", "nsubj") >= 0 || t.UPOS(i, "ADJ") && t.Is(i, "root", "conj", "xcomp", "ccomp", "advcl")
}

func (t *Tree) infinitive(i int) bool {
	for _, k := range t.KidsAs(i, "mark") {
		if t.Lemma(k) == "to" {
			return true
		}
	}
	return false
}

func (t *Tree) relativePronoun(i int) bool {
	switch t.Lemma(i) {
	case "who", "which", "that", "whom":
		return t.Tokens[i].XPOS == "WP" || t.Tokens[i].XPOS == "WDT" || t.UPOS(i, "PRON") && t.Lemma(i) != "that"
	}
	return false
}

// antecedent is the noun a relative clause with verb i belongs to, or -1.
func (t *Tree) antecedent(i int) int {
	for range 8 {
		if t.rel[i] == "acl:relcl" {
			h := t.head[i]
			// "an order effective from Saturday that …": not the day.
			if p := t.personBefore(i, h); p >= 0 {
				return p
			}
			if d := t.deedOver(i, h); d >= 0 {
				return d
			}
			for h >= 0 && (strings.HasSuffix(t.Tokens[h].Text, "day") && t.head[h] >= 0 || h != t.head[i] && !t.Nominal(h)) {
				h = t.head[h]
			}
			return h
		}
		switch t.Base(i) {
		case "conj", "xcomp", "ccomp":
			i = t.head[i]
		default:
			return -1
		}
		if i < 0 {
			return -1
		}
	}
	return -1
}

// nounBefore is the noun a relative pronoun follows, where the tree does not
// say whom its clause belongs to.
func (t *Tree) nounBefore(i int) int {
	for j := i - 1; j >= 0 && j >= i-8; j-- {
		if t.UPOS(j, "VERB", "AUX") {
			return -1
		}
		if t.UPOS(j, "NOUN", "PROPN") && !strings.HasSuffix(t.Tokens[j].Text, "day") {
			for t.Head(j) >= 0 && t.Is(j, "flat", "compound", "nmod") && t.UPOS(t.Head(j), "NOUN", "PROPN") && t.Head(j) < j && t.Head(j) >= i-8 {
				j = t.Head(j)
			}
			return j
		}
	}
	return -1
}
