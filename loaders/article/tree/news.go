package tree

import (
	"slices"
	"strings"

	"entente/loaders/article/syntax"
)

// newsStyle puts right what parsers that learned from prose misread in the
// style of the news.
func (t *Tree) newsStyle() {
	t.members()
	t.nameBehind()
	t.lowerNames()
	t.pastForms()
	t.pluralFirst()
	t.singularVerb()
	t.pluralSubjects()
	t.deedsOf()
	t.fightingRages()
	t.shotDead()
	t.twoFinite()
	t.broughtNouns()
	t.afterNouns()
	t.secondVerbs()
	t.pairedVerbs()
	t.twoPasts()
	t.helpedTo()
	t.claimsOfOthers()
	t.toFree()
	t.twoSubjects()
	t.nationsBefore()
	t.compoundVerbs()
	t.afterDeeds()
	t.foundGuilty()
	t.headlines()
	t.sayNo()
	t.countedObjects()
	t.neverNouns()
	t.commaAnd()
	t.creditLine()
	t.spanBehind()
}

// verbStyle does the same for what hangs on verbs, when all are known.
func (t *Tree) verbStyle() {
	t.particles()
	t.drivenOut()
	t.givenNames()
	t.headlinePassive()
	t.boundFor()
	t.termsGiven()
	t.sufferers()
	t.atLeast()
	t.accusedOf()
	t.nonGrata()
	t.ofAttempts()
	t.subjectedTo()
	t.takenPeople()
	t.namesOfOfficials()
}

// nonGrata parts "declared the Chadian envoy persona non grata" where the
// envoy was taken for a title before a name.
func (t *Tree) nonGrata() {
	for p := 1; p+2 < len(t.Tokens); p++ {
		if t.Lemma(p) != "persona" || t.Lemma(p+1) != "non" || t.Lemma(p+2) != "grata" || t.head[p] < 0 {
			continue
		}
		if t.declaredSo(p) {
			continue
		}
		n, v := t.Kid(p, "nmod:desc", "compound", "nmod"), t.head[p]
		if n < 0 || n > p || !t.UPOS(v, "VERB") || !t.Is(p, "obj", "nsubj:pass", "nsubj") {
			continue
		}
		rel := t.rel[p]
		for _, k := range slices.Clone(t.kids[p]) {
			if k < n {
				t.move(k, n, t.rel[k])
			}
		}
		t.move(n, v, rel)
		t.move(p+2, v, "xcomp")
		t.move(p+1, p+2, "compound")
		t.move(p, p+2, "compound")
		for k := p; k <= p+2; k++ {
			t.Tokens[k].UPOS, t.Tokens[k].XPOS = "NOUN", "NN"
		}
	}
}

// declaredSo hangs "persona non grata", with its article if it has one, on the verb that declares somebody to
// be one, if there is one before it that has an object.
func (t *Tree) declaredSo(p int) bool {
	for v := p - 2; v >= 0 && v > p-14; v-- {
		if !t.UPOS(v, "VERB") {
			continue
		}
		g := p + 2
		whom := slices.ContainsFunc(t.KidsAs(v, "obj", "nsubj:pass"), func(k int) bool { return k != p && k != g })
		if l := t.Lemma(v); l != "declare" && l != "name" && l != "pronounce" || !whom {
			return false
		}
		if t.Below(v, g) || t.Below(v, p) {
			return false
		}
		for _, k := range slices.Clone(t.kids[g]) {
			if k > g {
				t.move(k, v, t.rel[k])
			}
		}
		t.move(g, v, "xcomp")
		t.move(p, g, "compound")
		t.move(p+1, g, "compound")
		if t.UPOS(p-1, "DET") {
			t.move(p-1, g, "det")
		}
		for k := p; k <= g; k++ {
			t.Tokens[k].UPOS, t.Tokens[k].XPOS = "NOUN", "NN"
		}
		return true
	}
	return false
}

// accusedOf hangs what somebody is accused of on the verb that accuses him:
// "accused the army of destroying a bridge".
func (t *Tree) accusedOf() {
	for i := range t.Tokens {
		o := t.head[i]
		if t.Tokens[i].XPOS != "VBG" || t.rel[i] != "acl" || o < 0 || t.rel[o] != "obj" || t.head[o] < 0 {
			continue
		}
		if m := t.Kid(i, "mark", "case"); m < 0 || t.Lemma(m) != "of" {
			continue
		}
		switch v := t.head[o]; t.Lemma(v) {
		case "accuse", "suspect", "convict", "acquit":
			t.move(i, v, "advcl")
		}
	}
	// "arrested traders it accuses of helping": whom it accuses is said before.
	for i := 2; i < len(t.Tokens); i++ {
		if l := t.Lemma(i); l != "accuse" && l != "suspect" || t.rel[i] != "parataxis" || t.Kid(i, "obj") >= 0 {
			continue
		}
		if n := i - 2; t.head[i-1] == i && t.Is(i-1, "nsubj") && t.UPOS(i-1, "PRON") && t.Nominal(n) && !t.Below(n, i) {
			t.move(i, n, "acl:relcl")
		}
	}
}

// atLeast makes an object of a number that "at least" was taken for a place
// of: "Airstrike kills at least 80".
func (t *Tree) atLeast() {
	for i := 0; i+2 < len(t.Tokens); i++ {
		if !strings.EqualFold(t.Tokens[i].Text, "at") || !t.UPOS(i, "ADP") {
			continue
		}
		if l := strings.ToLower(t.Tokens[i+1].Text); l != "least" && l != "most" {
			continue
		}
		n := i + 2
		for n < len(t.Tokens)-1 && t.head[n] > n && t.head[n] <= n+4 {
			n = t.head[n]
		}
		h := t.head[n]
		if t.rel[n] != "obl" || h < 0 || h >= i || !t.UPOS(h, "VERB") || t.Kid(h, "obj") >= 0 || t.Passive(h) || t.head[i] != n && t.head[i] != i+1 {
			continue
		}
		t.rel[n] = "obj"
		t.move(i, i+1, "advmod")
		t.move(i+1, n, "advmod")
	}
}

// sufferers makes a passive of a headline's bare past that has no object but
// a doer: "Women banned from gyms by Taliban rulers".
func (t *Tree) sufferers() {
	for i := range t.Tokens {
		k := &t.Tokens[i]
		if k.UPOS != "VERB" || k.XPOS != "VBD" && k.XPOS != "VBN" || t.head[i] >= 0 || t.Kid(i, "aux", "aux:pass", "obj", "ccomp", "xcomp", "iobj", "compound:prt") >= 0 || !strings.HasSuffix(k.Text, "ed") {
			continue
		}
		s := t.Kid(i, "nsubj")
		if s < 0 || s > i {
			continue
		}
		for _, o := range t.KidsAs(i, "obl", "obl:agent") {
			doer := -1
			if t.Prep(o) == "by" {
				doer = o
			} else {
				for _, n := range t.KidsAs(o, "nmod") {
					if n > o && t.Prep(n) == "by" {
						doer = n
					}
				}
			}
			if doer >= 0 && t.UPOS(doer, "NOUN", "PROPN") && t.Kid(doer, "nummod") < 0 && !strings.HasSuffix(t.Tokens[doer].Text, "day") && agentive(t.Lemma(doer)) {
				t.rel[s], k.XPOS = "nsubj:pass", "VBN"
				t.move(doer, i, "obl:agent")
				return
			}
		}
	}
}

// agentive tells whether a noun under "by" can do something: not a day, a
// place, a measure or a way.
func agentive(lemma string) bool {
	switch lemma {
	case "percent", "%", "year", "month", "week", "end", "night", "morning", "noon", "point", "vote", "margin", "sea", "air", "land", "road", "car", "boat", "plane", "train", "bus", "foot", "hand", "force", "law", "phone", "email", "letter", "far", "time", "evening", "tonight", "today", "tomorrow":
		return false
	}
	return true
}

// pastForms gives verbs that were tagged as present, but have the form of an
// irregular past, their lemma: "who shot six people".
func (t *Tree) pastForms() {
	for i := range t.Tokens {
		k := &t.Tokens[i]
		if k.UPOS != "VERB" || k.XPOS != "VBP" && k.XPOS != "VB" || k.XPOS == "VB" && t.Kid(i, "mark", "aux") >= 0 {
			continue
		}
		low := strings.ToLower(k.Text)
		if past := syntax.Lemma(low, "VERB", "VBD"); past != low && !strings.HasSuffix(low, "ed") && strings.EqualFold(k.Lemma, low) && !presentToo[low] {
			k.Lemma, k.XPOS = past, "VBD"
		}
	}
}

// presentToo are forms of an irregular past that are verbs of their own.
var presentToo = wordSet("found fell saw lay wound ground bound lit bore felt")

// pluralFirst puts right headlines that begin with a plural noun, taken for
// a verb before the verb: "Clashes erupt between", "Protests spread to".
func (t *Tree) pluralFirst() {
	if len(t.Tokens) < 3 || t.head[0] >= 0 || t.Tokens[0].XPOS != "VBZ" || t.head[1] != 0 || !t.UPOS(1, "VERB") {
		return
	}
	switch t.Tokens[1].XPOS {
	case "VBP", "VBD", "VB":
	default:
		return
	}
	k := &t.Tokens[0]
	retag(k, "NOUN", "NNS")
	for _, c := range slices.Clone(t.kids[0]) {
		if c != 1 {
			t.move(c, 1, t.rel[c])
		}
	}
	t.head[1], t.rel[1], t.root = -1, "root", 1
	t.kids[0] = nil
	t.move(0, 1, "nsubj")
}

// neverNouns makes verbs of words that are never nouns and were coordinated
// with an object: "kill three people and injure 40 others".
func (t *Tree) neverNouns() {
	for i := range t.Tokens {
		k := &t.Tokens[i]
		n := t.head[i]
		if k.UPOS != "NOUN" || t.rel[i] != "conj" || n < 0 || n > i || !onlyVerbs[strings.ToLower(k.Text)] || t.rel[n] != "obj" || t.head[n] < 0 {
			continue
		}
		v := t.head[n]
		k.UPOS, k.XPOS, k.Lemma = "VERB", t.Tokens[v].XPOS, strings.ToLower(k.Text)
		t.move(i, v, "conj")
		for _, c := range slices.Clone(t.kids[i]) {
			if c > i && t.Nominal(c) && t.Prep(c) == "" && t.rel[c] != "obj" {
				t.rel[c] = "obj"
				return
			}
		}
		// What it is done to may hang beside it.
		for j := i + 1; j < len(t.Tokens) && j < i+6; j++ {
			if t.Nominal(j) && t.head[j] == n && t.Prep(j) == "" {
				t.move(j, i, "obj")
				return
			}
		}
	}
}

// onlyVerbs are words of the news that are never nouns.
var onlyVerbs = wordSet("injure kidnap abduct detain behead expel deport destroy seize accuse assassinate execute injures kidnaps abducts detains destroys seizes")

// onlyPlaces tells whether a word that could be a particle is the preposition of
// n: "taken in Niger", "taken in 2018", "kicked out of", "up to".
func (t *Tree) onlyPlaces(p, n int) bool {
	if t.UPOS(n, "NUM") || inFavour[t.Lemma(n)] {
		return true
	}
	switch t.Lemma(p) {
	case "in":
		return t.UPOS(n, "PROPN")
	case "up":
		return t.Lemma(p+1) == "to"
	}
	return t.Lemma(p+1) == "of"
}

// inFavour are what one votes in, or takes a decision in, where no particle
// stands.
var inFavour = wordSet("favor favour run run-off off runoff election referendum poll silence advance may march january february april june july august september october november december")

// particles hangs a particle that was taken for a preposition of the object
// on its verb, "lays off 11,000 people", and the word that says how somebody
// was shot, "shot dead six people".
func (t *Tree) particles() {
	for i := 0; i+2 < len(t.Tokens); i++ {
		p := i + 1
		n := t.head[p]
		if !t.UPOS(i, "VERB") || n <= p || t.head[n] != i {
			continue
		}
		if t.rel[n] == "obl" && t.rel[p] == "case" && t.Kid(i, "obj") < 0 && phrasal[t.Lemma(i)+" "+t.Lemma(p)] && !t.onlyPlaces(p, n) {
			t.rel[n] = "obj"
		}
		if t.rel[n] != "obj" {
			continue
		}
		switch {
		case t.rel[p] == "case" && t.UPOS(p, "ADP", "ADV"):
			t.move(p, i, "compound:prt")
		case t.rel[p] == "amod" && t.Lemma(p) == "dead":
			t.move(p, i, "xcomp")
		}
	}
}

// phrasal verbs have an object and no phrase of place behind their particle.
var phrasal = map[string]bool{
	"lay off": true, "blow up": true, "carry out": true, "call off": true, "break off": true, "cut off": true, "kick out": true, "knock out": true,
	"round up": true, "set up": true, "turn down": true, "wipe out": true, "throw out": true, "strike down": true, "shoot down": true, "hand over": true,
	"drive out": true, "send back": true, "take over": true, "pay off": true, "buy out": true, "bail out": true, "rule out": true, "seal off": true,
	"scale back": true, "roll back": true, "call up": true, "back up": true, "prop up": true, "shore up": true, "mow down": true,
	"close down": true, "shut down": true, "shut off": true, "choke off": true, "track down": true, "haul in": true, "pick up": true, "gun down": true, "hunt down": true, "step up": true, "ramp up": true, "beef up": true, "clean up": true,
	"lock up": true, "take in": true, "beat up": true, "slap down": true, "swat away": true, "bat away": true, "knock down": true, "brush aside": true, "brush off": true, "wave away": true, "shrug off": true,
	"send home": true, "bring down": true, "pull down": true, "tear down": true, "cut down": true, "put down": true, "take down": true, "push back": true, "drive back": true,
	"bring back": true, "call back": true, "pull back": true, "hold back": true, "take back": true, "win back": true, "hand back": true, "give back": true, "give up": true, "take up": true,
	"snap up": true, "gobble up": true, "break up": true, "hold up": true, "open up": true, "free up": true, "tighten up": true, "round off": true, "see off": true, "head off": true, "stave off": true,
	"write off": true, "sell off": true, "kick off": true, "play down": true, "water down": true, "let down": true, "throw away": true, "give away": true, "drive away": true, "turn away": true, "turn back": true,
	"drive off": true, "rule in": true, "close off": true, "block off": true, "strip off": true, "haul off": true, "drag off": true, "send off": true, "let in": true, "phase out": true, "single out": true, "leave out": true, "push out": true, "force out": true, "take out": true, "vote in": true, "tear up": true, "fend off": true, "fight off": true, "ward off": true, "vote down": true, "vote out": true,
}

// commaAnd coordinates two subjects of one verb that only a comma parts, as
// headlines write "and": "Russian diplomat, Syrian ambassador discuss crisis".
// The second may have been taken for an apposition to the first.
func (t *Tree) commaAnd() {
	for v := range t.Tokens {
		if !t.UPOS(v, "VERB") {
			continue
		}
		s := t.KidsAs(v, "nsubj")
		// A verb that is not of one: "envoy, minister discuss".
		if len(s) == 1 && (t.Tokens[v].XPOS == "VB" || t.Tokens[v].XPOS == "VBP") && t.Tokens[s[0]].XPOS == "NN" && t.Kid(v, "aux", "mark") < 0 {
			s = append(s, t.KidsAs(s[0], "appos")...)
		}
		if len(s) != 2 || s[1] > v {
			continue
		}
		start, last := t.Reach(s[1])
		_, end := t.Reach(s[0])
		if start == end+1 && t.Tokens[start].Text == "," && t.UPOS(s[0], "PROPN") && t.Tokens[s[1]].XPOS == "NNS" {
			start++ // "UK, Irish leaders"
		}
		if t.head[s[1]] == s[0] {
			if t.Tokens[start].Text == "," {
				start++ // it hangs on what it stands before
			}
			end = start - 2
		}
		if (end+2 == start || end+1 == start) && start > 0 && t.Tokens[start-1].Text == "," && t.Nominal(s[0]) && t.Nominal(s[1]) && last < v && last >= v-2 && t.Tokens[last].Text != "," {
			t.move(s[1], s[0], "conj")
		}
	}
}

// creditLine takes what stands behind the last dash of a headline – who says
// it, "— agency", "- Zelensky" – out of the phrase before the dash.
func (t *Tree) creditLine() {
	n := len(t.Tokens)
	for n > 0 && t.UPOS(n-1, "PUNCT") {
		n--
	}
	dash := -1
	for i := n - 2; i > 2 && i >= n-7; i-- {
		if t.UPOS(i, "VERB", "AUX") {
			return
		}
		k := &t.Tokens[i]
		if w := k.Text; (w == "—" || w == "–" || w == "-") && k.Start > t.Tokens[i-1].End && t.Tokens[i+1].Start > k.End {
			dash = i
			break
		}
	}
	if dash < 0 || t.root > dash {
		return
	}
	for i := dash + 1; i < n; i++ {
		if h := t.head[i]; h >= 0 && h < dash && i != t.root {
			if t.UPOS(i, "NOUN", "PROPN") {
				t.move(i, t.root, "parataxis")
			}
		}
	}
	for i := 0; i < dash; i++ {
		if h := t.head[i]; h > dash && h < n {
			// What belongs before the dash hung on the name behind it: "western Iran — agency".
			top := t.head[h]
			for top > dash {
				top = t.head[top]
			}
			if top < 0 || t.Below(top, i) {
				continue
			}
			rel := t.rel[i]
			if rel == "compound" || rel == "amod" || rel == "flat" {
				rel = t.rel[h]
			}
			if rel == "parataxis" {
				rel = "obl"
			}
			t.move(i, top, rel)
		}
	}
}
