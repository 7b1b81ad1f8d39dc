package tree

import (
	"slices"
	"strings"

	"entente/loaders/article/syntax"
)

// plainVerbs are verbs of headlines that have the form of a noun or adjective,
// and that taggers take for one where a plural is the subject.
var plainVerbs = wordSet(`
	raid burn stage march open down place fire storm block strike protest rally hit target bomb shell attack clash back slam blast probe question search
	demand urge order plan torch picket boycott sue fault blame challenge reject veto snub ban fine jail charge seize kidnap ambush shoot stab murder
	massacre rape torture assault battle fight invade capture loot occupy free release hail praise honour aid help support welcome cheer visit meet greet
	thank mourn vow warn mob hold halt cut drop quit leave flee ditch dump axe sack oust summon grill quiz audit monitor inspect hunt track trap besiege
	blockade surround seal shut close detain arrest nab bust shadow buzz rebuke slap condemn oppose lambast rebel riot revolt kill injure wound smash hack
	file lodge mass execute behead pelt heckle boo mock insult accuse lash launch mount pound pummel vote travel call claim defeat deny dispute escape
	face fear join lead lift pardon pledge push recall rescue return sanction scrap seek shun sign stop threaten win
`)

// doers are plurals that look like a verb of theirs.
var doers = wordSet("rebel tank guard doctor nurse pilot drone warship host militant")

// pluralVerb makes a verb of such a word behind a plural, or behind where those
// are, in a sentence that has no other: "Rebels in Mali storm army base".
func (t *Tree) pluralVerb() bool {
	finite := -1
	for i := range t.Tokens {
		if t.rel[i] == "acl:relcl" {
			continue // "men who robbed a bank"
		}
		switch t.Tokens[i].XPOS {
		case "VBD", "MD":
			return false
		case "VBZ", "VBP":
			if finite >= 0 {
				return false
			}
			finite = i
		}
	}
	for i := 1; i+1 < len(t.Tokens) && i < 10; i++ {
		k := &t.Tokens[i]
		// "storm banks": a plural has no verb in -s, so that is a noun; "rebels massacre": so is that.
		doing := finite == i-1 && finite > 0 && t.Tokens[finite].XPOS == "VBZ" && doers[syntax.Lemma(t.Tokens[finite].Text, "NOUN", "NNS")]
		if finite >= 0 && !doing && (finite != i+1 || finite+1 < len(t.Tokens) && !t.UPOS(finite+1, "ADP", "PART", "PUNCT", "CCONJ", "SCONJ")) || !plainVerbs[k.Text] || !t.UPOS(i, "NOUN", "ADJ", "VERB", "PROPN", "ADP", "ADV") || k.XPOS == "VBN" || k.XPOS == "VBG" || k.XPOS == "NNS" || k.Text == "strike" && t.UPOS(i+1, "ADP") {
			continue
		}
		s := i - 1
		if doing {
			retag(&t.Tokens[s], "NOUN", "NNS")
			finite = -1
		}
		if t.UPOS(s, "PROPN", "NOUN") && t.Tokens[s].XPOS != "NNPS" && t.Tokens[s].XPOS != "NNS" {
			for s > 0 && t.UPOS(s, "PROPN", "ADJ", "NOUN") {
				s--
			}
			if s > 0 && t.UPOS(s, "DET") {
				s--
			}
			switch t.Lemma(s) {
			case "in", "of", "from", "near", "at", "on", "across", "with":
				s--
			default:
				continue
			}
		}
		if s < 0 || t.Tokens[s].XPOS != "NNS" && t.Tokens[s].XPOS != "NNPS" || !t.nounsOnly(s) || !t.UPOS(i+1, "DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "VERB", "PART") || t.UPOS(i+1, "VERB") && t.Tokens[i+1].XPOS != "VBN" && finite < 0 {
			continue
		}
		if finite >= 0 {
			n := &t.Tokens[finite]
			retag(n, "NOUN", "NNS")
		}
		t.split(i)
		retag(k, "VERB", "VBP")
		t.rehang(i)
		return true
	}
	return false
}

// nounsOnly tells whether all before token s describes it.
func (t *Tree) nounsOnly(s int) bool {
	for j := range s {
		if !t.UPOS(j, "NOUN", "ADJ", "PROPN", "NUM", "DET") && t.Tokens[j].XPOS != "VBN" && t.Tokens[j].XPOS != "VBG" && t.Tokens[j].Text != "-" {
			return false
		}
	}
	return true
}

// rehang gives verb i one subject, and as its object the first noun phrase
// behind it that has no preposition.
func (t *Tree) rehang(i int) {
	s := -1
	for j := i - 1; j >= 0; j-- {
		if t.head[j] == i && t.Nominal(j) && (s < 0 || t.Tokens[j].XPOS == "NNS" || t.Tokens[j].XPOS == "NNPS") {
			if s >= 0 {
				t.move(s, j, "nmod")
			}
			s = j
		}
	}
	for j := 0; j < i; j++ {
		if t.head[j] != i || j == s || s < 0 {
			continue
		}
		if t.UPOS(j, "ADJ") {
			t.move(j, s, "amod")
		} else if t.Nominal(j) {
			t.move(j, s, map[bool]string{true: "compound", false: "nmod"}[j < s])
		}
	}
	if t.UPOS(i+1, "ADP") {
		for _, j := range t.KidsAs(i, "obj") {
			t.rel[j] = "obl"
		}
	}
	for j := s + 1; s >= 0 && j+1 < i; j++ {
		if t.head[j] != i || !t.UPOS(j, "ADP", "DET") {
			continue
		}
		rel := "case"
		if t.UPOS(j, "DET") {
			rel = "det"
		}
		for n := j + 1; n < i; n++ {
			if t.head[n] == s && t.Nominal(n) {
				t.move(j, n, rel)
				break
			}
		}
	}
	// What was part of a noun phrase that the verb was taken for hangs on its noun.
	n := -1
	for j := i + 1; j < len(t.Tokens); j++ {
		if t.head[j] == i && t.Nominal(j) {
			n = j
			break
		}
	}
	for j := i + 1; j < n; j++ {
		if t.head[j] != i {
			continue
		}
		switch {
		case t.UPOS(j, "ADP"):
			t.move(j, n, "case")
			t.rel[n] = "obl"
		case t.UPOS(j, "ADJ") || t.Tokens[j].XPOS == "VBN":
			t.move(j, n, "amod")
		case t.UPOS(j, "DET"):
			t.move(j, n, "det")
		}
	}
}

// spanBehind takes a span of time out of the noun phrase before it: "missiles
// hit Odesa port days after the deal".
func (t *Tree) spanBehind() {
	for i := 2; i+1 < len(t.Tokens); i++ {
		h := t.head[i]
		if t.Tokens[i].XPOS != "NNS" || !units[t.Lemma(i)] || h < 0 || t.head[i-1] != i || !t.Is(i-1, "compound") || !t.Is(i, "obl", "obj", "nmod") {
			continue
		}
		switch t.Lemma(i + 1) {
		case "after", "before", "later", "earlier", "ago", "since":
		default:
			continue
		}
		n := i - 1
		t.move(n, h, t.rel[i])
		for _, k := range slices.Clone(t.kids[i]) {
			if k < n {
				t.move(k, n, t.rel[k])
			}
		}
		for h >= i {
			h = t.head[h]
		}
		if h >= 0 {
			t.move(i, h, "obl:unmarked")
		}
	}
}

// members makes nouns of short names for members of a parliament, which
// taggers take for verbs or names, and of "the pension giant".
func (t *Tree) members() {
	for i := range t.Tokens {
		if k := &t.Tokens[i]; k.Text == "giant" && k.UPOS == "ADJ" && t.Is(i, "nsubj", "nsubj:pass", "obj", "obl") {
			k.UPOS, k.XPOS = "NOUN", "NN"
		}
		switch k := &t.Tokens[i]; k.Text {
		case "MPs", "MEPs":
			if i > 0 && t.UPOS(i-1, "PROPN", "ADJ") && t.head[i-1] == i {
				t.rel[i-1] = "amod"
			}
			k.UPOS, k.XPOS, k.Lemma = "NOUN", "NNS", strings.ToLower(strings.TrimSuffix(k.Text, "s"))
		}
	}
}

// lowerNames makes plurals of what ends like one and has no capital where it was
// taken for a name, or for a singular before a verb of many: "Ukrainian commandos raid".
func (t *Tree) lowerNames() {
	for i := range t.Tokens {
		k := &t.Tokens[i]
		w := k.Text
		if k.UPOS == "NOUN" && k.XPOS == "NN" && t.Is(i, "nsubj") && t.head[i] > i && t.Tokens[t.head[i]].XPOS == "VBP" && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && t.Kid(i, "conj") < 0 {
			retag(k, "NOUN", "NNS")
			continue
		}
		if k.UPOS != "PROPN" || len(w) < 5 || w[0] < 'a' || w[0] > 'z' || !strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ss") || strings.ToLower(w) != w || t.Is(i, "flat") || t.Kid(i, "flat") >= 0 {
			continue
		}
		retag(k, "NOUN", "NNS")
	}
}

// pluralSubjects makes a plural of a verb in -s that stands as the subject of
// the plain verb behind it: "Uyghur exiles denounce".
func (t *Tree) pluralSubjects() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		k, v := &t.Tokens[i], i+1
		if k.UPOS != "VERB" || k.XPOS != "VBZ" || t.head[i] != v || !t.Is(i, "nsubj") || t.Tokens[v].XPOS != "VBP" || !t.UPOS(v, "VERB") || t.Kid(i, "obj") >= 0 {
			continue
		}
		retag(k, "NOUN", "NNS")
		for _, c := range t.KidsAs(i, "nsubj") {
			if t.UPOS(c, "ADJ") {
				t.rel[c] = "amod"
			} else {
				t.rel[c] = "compound"
			}
		}
	}
}
