package tree

import (
	"slices"
	"strings"

	"entente/loaders/article/syntax"
)

// singularVerbs are verbs of headlines whose form in -s is seldom a noun.
var singularVerbs = wordSet(`
	seal slap overrun intercept storm answer urge vow slam mull oust quit axe scrap shun snub mock rip grill pound ban curb eye sack halt hit kick jail
	hail hammer warn deport seize deny expel torch besiege blast bust nab detain summon reject rap rebuke mobilise mobilize amass mass lob ditch dump foil
	thwart veto flout defy spurn accuse blame condemn sue probe quiz evict raze shell bomb ambush kidnap abduct murder execute freeze suspend sever recall
	buzz scramble deploy threaten lash assail decry deplore denounce invade annex occupy recapture retake capture liberate strip punish restrict bar block
	reopen fault revoke chide deride lambast loot massacre behead torture flog strangle stab lynch rape molest lampoon haul pelt
`)

// singularVerb makes a verb of a word in -s behind the name or noun that begins
// a headline, where the parser found the verb further on: "Burundi seals border
// with Rwanda", "Boko Haram overruns base, soldiers flee".
func (t *Tree) singularVerb() {
	for i := 1; i+1 < len(t.Tokens) && i < 6; i++ {
		k := &t.Tokens[i]
		if k.UPOS == "VERB" && (!t.Is(i, "nsubj", "compound", "amod") || k.XPOS != "VBZ") || k.UPOS == "AUX" || k.UPOS == "ADP" || k.UPOS == "PUNCT" {
			return
		}
		w := k.Text
		if w == "" || w[0] < 'a' || w[0] > 'z' || !strings.HasSuffix(w, "s") || !t.UPOS(i, "NOUN", "ADJ", "PROPN", "VERB") {
			continue
		}
		lemma := syntax.Lemma(w, "VERB", "VBZ")
		if !singularVerbs[lemma] && (lemma != "fire" || !t.volleyBehind(i)) || !t.UPOS(i-1, "PROPN", "NOUN", "ADJ") || t.Tokens[i-1].XPOS == "NNS" || !t.UPOS(i+1, "NOUN", "PROPN", "ADJ", "NUM", "DET", "VERB", "ADP", "PRON") {
			continue
		}
		if t.UPOS(i+1, "VERB") && t.Tokens[i+1].XPOS != "VBP" && t.Tokens[i+1].XPOS != "VB" && t.Tokens[i+1].XPOS != "VBN" {
			return
		}
		r := t.root
		if r < i || r == i && t.Kid(i, "cop") >= 0 || r > i+1 && t.UPOS(r, "VERB", "AUX") && !t.apart(i, r) {
			return
		}
		t.rootAt(i, r)
		k.UPOS, k.XPOS, k.Lemma = "VERB", "VBZ", lemma
		return
	}
}

// apart tells whether a comma or a word that opens a clause stands between two
// tokens, or the second is "bound", which only describes.
func (t *Tree) apart(i, r int) bool {
	for j := i + 1; j < r; j++ {
		switch t.Lemma(j) {
		case ",", ";", "as", "after", "while", "when", "before", "that":
			return true
		}
	}
	return t.Tokens[r].Text == "bound"
}

// rootAt makes token i the root in the place of r, which stays as a clause
// beside it, with what stands before i as its subject and behind as its object.
func (t *Tree) rootAt(i, r int) {
	end := len(t.Tokens)
	for j := i + 1; j < end; j++ {
		switch t.Lemma(j) {
		case ",", ";", "as", "after", "while", "when", "before", "that":
			end = j
		}
	}
	subject := -1
	for j := i - 1; j >= 0; j-- {
		if t.Nominal(j) && (t.head[j] >= i || t.head[j] < 0) {
			if subject < 0 {
				subject = j
			}
		}
	}
	if first := i - 1; subject < 0 && first == 0 {
		t.Tokens[0].UPOS, t.Tokens[0].XPOS = "PROPN", "NNP" // "Burundi", taken for an adjective
		subject = 0
	}
	if subject < 0 {
		return
	}
	if r == i+1 && t.UPOS(r, "VERB") {
		retag(&t.Tokens[r], "NOUN", "NN") // "seals border"
		for _, k := range slices.Clone(t.kids[r]) {
			if k > r && t.UPOS(k, "VERB") {
				t.move(k, i, t.rel[k])
			}
		}
	}
	t.move(i, -1, "root")
	for j := range i {
		if j != subject && (t.head[j] >= i || t.head[j] < 0) {
			t.move(j, subject, map[bool]string{true: "amod", false: "compound"}[t.UPOS(j, "ADJ")])
		}
	}
	t.move(subject, i, "nsubj")
	object := false
	for j := i + 1; j < end; j++ {
		if h := t.head[j]; h > i && h < end && j != r || h == i && t.rel[j] == "obj" {
			continue
		}
		switch {
		case t.Nominal(j) && t.Prep(j) == "" && !object:
			t.move(j, i, "obj")
			object = true
		case t.Nominal(j) && t.Prep(j) != "":
			t.move(j, i, "obl")
		default:
			t.move(j, i, "dep")
		}
	}
	if r != i && r > i+1 && r >= end {
		t.move(r, i, "parataxis")
	}
}

// bareParticiples are irregular pasts that are participles too.
var bareParticiples = wordSet(`
	hit given shot held thrown taken beaten put struck caught sent found led driven stolen shut hurt brought swept slain hung cut burnt run torn stripped
	barred hunted gunned handed slapped
`)

// headlinePassive makes a passive of a bare past that has a doer behind "by",
// with what else stands between: "Obi gunned down in bedroom by mercenaries",
// "Apple hit with fine by regulator", "poet given ten years by court".
func (t *Tree) headlinePassive() {
	v := t.root
	if v < 1 {
		return
	}
	k := &t.Tokens[v]
	if k.UPOS != "VERB" || k.XPOS != "VBD" && k.XPOS != "VBN" || t.Kid(v, "aux", "aux:pass", "ccomp") >= 0 || !strings.HasSuffix(k.Text, "ed") && !bareParticiples[k.Text] {
		return
	}
	s := t.Kid(v, "nsubj", "nsubj:pass")
	if s < 0 || s > v {
		return
	}
	if o := t.Kid(v, "obj"); o >= 0 && t.Prep(o) == "" && t.Kid(o, "nummod") < 0 && !units[t.Lemma(o)] && !served[t.Lemma(o)] {
		return
	}
	doer := -1
	for j := v + 1; j < len(t.Tokens); j++ {
		if t.UPOS(j, "VERB") && t.Kid(j, "nsubj") >= 0 && j != v {
			break
		}
		if t.Nominal(j) && t.Prep(j) == "by" && t.UPOS(j, "NOUN", "PROPN") && agentive(t.Lemma(j)) && t.Kid(j, "nummod") < 0 && !strings.HasSuffix(t.Tokens[j].Text, "day") {
			doer = j
			break
		}
	}
	if doer < 0 {
		return
	}
	for h := t.head[doer]; h >= 0 && h != v; h = t.head[h] {
		if t.UPOS(h, "VERB") || deed(t.Lemma(h)) {
			return // "sentenced for the killing by her son of …"
		}
	}
	for _, o := range t.KidsAs(v, "obj") {
		if t.Prep(o) != "" {
			t.rel[o] = "obl"
		}
	}
	t.rel[s], k.XPOS = "nsubj:pass", "VBN"
	t.move(doer, v, "obl:agent")
}

// served is what one is given to serve.
var served = wordSet("term sentence life fine year month day hour prisoner hostage captive")

// deed tells whether a noun names something done, which "by" may belong to.
func deed(lemma string) bool {
	for _, e := range []string{"ing", "tion", "sion", "ment", "attack", "strike", "murder", "raid", "rape", "law", "rule", "call", "vote", "book", "film", "report", "claim", "threat", "visit"} {
		if strings.HasSuffix(lemma, e) {
			return true
		}
	}
	return false
}

// namingVerbs give their object a name.
var namingVerbs = wordSet("call brand label dub declare name term deem crown proclaim")

// judgingVerbs say what their object is.
var judgingVerbs = wordSet("rule find hold judge consider")

// givenNames puts right "brands minister a traitor", taken for somebody who is
// given a traitor, and "calls parliament illegitimate", taken for one phrase.
func (t *Tree) givenNames() {
	for i := range t.Tokens {
		if o := t.Kid(i, "obj"); o > i && t.UPOS(i, "VERB") && (namingVerbs[t.Lemma(i)] || judgingVerbs[t.Lemma(i)]) {
			for _, k := range t.KidsAs(o, "amod") {
				if k == o+1 {
					t.move(k, i, "xcomp") // "rules the plan unlawful"
					break
				}
			}
		}
		if !t.UPOS(i, "VERB") || !namingVerbs[t.Lemma(i)] {
			continue
		}
		if a, o := t.Kid(i, "iobj"), t.Kid(i, "obj"); a >= 0 && o > a {
			t.rel[a], t.rel[o] = "obj", "xcomp"
			continue
		}
		if o := t.KidsAs(i, "obj"); len(o) == 2 && o[1] > o[0] && t.Kid(o[1], "cc") < 0 && t.Kid(o[1], "det") >= 0 {
			t.rel[o[1]] = "xcomp"
			continue
		}
		x := t.Kid(i, "xcomp", "obj")
		if x > i+1 && t.UPOS(x, "ADJ") && t.Kid(i, "obj") < 0 {
			if n := t.Kid(x, "compound", "nsubj"); n > i && n < x && t.UPOS(n, "NOUN", "PROPN") {
				t.move(n, i, "obj")
			}
		}
	}
}

// outOf writes "pulled out of Togo" in one way, as a preposition of two words,
// whether "out" was taken for the verb's particle or not.
func (t *Tree) outOf() {
	for p := 1; p+1 < len(t.Tokens); p++ {
		if t.Lemma(p) != "out" || t.Lemma(p+1) != "of" || t.rel[p+1] != "case" || !t.UPOS(p, "ADP") {
			continue
		}
		n, v := t.head[p+1], t.head[p]
		switch {
		case v == n && t.rel[p] == "case":
		case t.rel[p] == "compound:prt" && t.Is(n, "obl") && t.head[n] == v && !ejecting[t.Lemma(v)]:
			t.move(p, n, "case")
		default:
			continue
		}
		t.Tokens[p].XPOS = "IN"
	}
}

// drivenOut hangs "out" of "kicks the adviser out of the council" on the verb.
func (t *Tree) drivenOut() {
	for p := 2; p+1 < len(t.Tokens); p++ {
		if t.Lemma(p) != "out" || t.Lemma(p+1) != "of" || t.rel[p] != "case" {
			continue
		}
		n := t.head[p]
		if n < 0 || t.head[n] < 0 {
			continue
		}
		v := t.head[n]
		if t.UPOS(v, "NOUN", "PROPN") && t.rel[v] == "obj" {
			v = t.head[v]
		}
		if v >= 0 && v < p && t.UPOS(v, "VERB") && t.Kid(v, "obj", "nsubj:pass") >= 0 && ejecting[t.Lemma(v)] && t.Kid(v, "compound:prt") < 0 {
			t.move(p, v, "compound:prt")
			if t.head[n] != v {
				t.move(n, v, "obl")
			}
		}
	}
}

// ejecting are verbs that with "out" mean that somebody is made to go.
var ejecting = wordSet("kick drive throw force push chase boot vote turf order hound run flush smoke bundle")

// fightingRages makes the verb of "fighting rages between" of what was taken
// for an object.
func (t *Tree) fightingRages() {
	for i := 0; i+2 < len(t.Tokens); i++ {
		k, n := &t.Tokens[i], i+1
		if t.root != i || k.XPOS != "VBG" || t.head[n] != i || t.Tokens[n].XPOS != "NNS" {
			continue
		}
		switch t.Tokens[n].Text {
		case "rages", "erupts", "flares", "continues", "intensifies", "resumes", "persists", "escalates", "spreads":
		default:
			continue
		}
		retag(k, "NOUN", "NN")
		retag(&t.Tokens[n], "VERB", "VBZ")
		t.move(n, -1, "root")
		for _, c := range slices.Clone(t.kids[i]) {
			if c > n {
				t.move(c, n, t.rel[c])
			} else if t.rel[c] == "nsubj" {
				t.rel[c] = "amod"
			}
		}
		t.move(i, n, "nsubj")
	}
}

// boundFor puts right "intercepts migrants bound for Togo" where these were
// taken for who is going to.
func (t *Tree) boundFor() {
	for i := 2; i+1 < len(t.Tokens); i++ {
		v, n := t.head[i], t.Kid(i, "nsubj")
		if t.Tokens[i].Text != "bound" || t.Lemma(i+1) != "for" || v < 0 || n < v || n > i || !t.UPOS(v, "VERB") || t.Kid(v, "obj") >= 0 {
			continue
		}
		t.Tokens[i].XPOS = "VBN"
		t.move(n, v, "obj")
		t.move(i, n, "acl")
	}
}

// termsGiven takes the years that somebody is handed out of his name: "hands
// opposition leader Obi 22 years".
func (t *Tree) termsGiven() {
	for i := range t.Tokens {
		n := t.head[i]
		if n < 0 || n > i || !t.Is(i, "nmod", "appos", "conj", "dep") || !units[t.Lemma(i)] || t.Kid(i, "nummod") < 0 || t.Prep(i) != "" || !t.Is(n, "obj", "nsubj:pass") {
			continue
		}
		switch v := t.head[n]; {
		case v < 0:
		case t.Lemma(v) == "hand", t.Lemma(v) == "give", t.Lemma(v) == "sentence", t.Lemma(v) == "jail":
			t.move(i, v, "obl:unmarked")
		}
	}
}

// shotDead makes a passive of "singer shot dead by husband", where "shot" was
// taken for a noun.
func (t *Tree) shotDead() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		k := &t.Tokens[i]
		if k.Text != "shot" || k.UPOS != "NOUN" || t.Lemma(i+1) != "dead" && t.Lemma(i+1) != "by" && t.Kid(i, "obl:agent") < 0 {
			continue
		}
		s := i - 1
		if t.head[s] != i || !t.Nominal(s) && !t.UPOS(s, "ADJ") {
			continue
		}
		k.UPOS, k.XPOS, k.Lemma = "VERB", "VBN", "shoot"
		t.Tokens[s].UPOS = "NOUN"
		for _, c := range slices.Clone(t.kids[i]) {
			if c < s {
				t.move(c, s, t.rel[c])
			}
		}
		t.rel[s] = "nsubj:pass"
		for _, o := range t.KidsAs(i, "obl", "nmod") {
			if t.Prep(o) == "by" {
				t.rel[o] = "obl:agent"
			}
		}
	}
}

// volleyBehind tells whether what can be fired follows token i.
func (t *Tree) volleyBehind(i int) bool {
	for j := i + 1; j < len(t.Tokens) && j <= i+5; j++ {
		switch t.Lemma(j) {
		case "salvo", "missile", "rocket", "shell", "drone", "barrage", "shot", "volley", "projectile":
			return true
		}
	}
	return false
}

// deedsOf makes nouns of participles with "of": "condemn killing of miners by
// police".
func (t *Tree) deedsOf() {
	for i := 1; i+2 < len(t.Tokens); i++ {
		k := &t.Tokens[i]
		if k.XPOS != "VBG" || k.UPOS != "VERB" || t.Lemma(i+1) != "of" || !t.Is(i, "xcomp", "obj") || t.head[i] != i-1 || t.Kid(i, "mark", "aux", "nsubj") >= 0 {
			continue
		}
		of := t.head[i+1]
		if of < 0 || t.rel[i+1] != "case" || t.head[of] != i {
			continue
		}
		retag(k, "NOUN", "NN")
		t.rel[i] = "obj"
		for _, c := range t.KidsAs(i, "obj", "obl", "obl:agent") {
			t.rel[c] = "nmod"
		}
	}
}
