package tree

import (
	"slices"

	"entente/loaders/article/syntax"
)

// plainVerbs are verbs of headlines that have the form of a noun or adjective,
// and that taggers take for one where a plural is the subject.
var plainVerbs = map[string]bool{
	"raid": true, "burn": true, "stage": true, "march": true, "open": true, "down": true, "place": true, "fire": true, "storm": true, "block": true, "strike": true,
	"protest": true, "rally": true, "hit": true, "target": true, "bomb": true, "shell": true, "attack": true, "clash": true, "back": true, "slam": true, "blast": true,
	"probe": true, "question": true, "search": true, "demand": true, "urge": true, "order": true, "plan": true, "torch": true, "picket": true, "boycott": true, "sue": true,
	"fault": true, "blame": true, "challenge": true, "reject": true, "veto": true, "snub": true, "ban": true, "fine": true, "jail": true, "charge": true, "seize": true,
	"kidnap": true, "ambush": true, "shoot": true, "stab": true, "murder": true, "massacre": true, "rape": true, "torture": true, "assault": true, "battle": true,
	"fight": true, "invade": true, "capture": true, "loot": true, "occupy": true, "free": true, "release": true, "hail": true, "praise": true,
	"honour": true, "aid": true, "help": true, "support": true, "welcome": true, "cheer": true, "visit": true, "meet": true, "greet": true, "thank": true, "mourn": true,
	"vow": true, "warn": true, "mob": true, "hold": true, "halt": true, "cut": true, "drop": true, "quit": true, "leave": true, "flee": true, "ditch": true,
	"dump": true, "axe": true, "sack": true, "oust": true, "summon": true, "grill": true, "quiz": true, "audit": true, "monitor": true, "inspect": true, "hunt": true,
	"track": true, "trap": true, "besiege": true, "blockade": true, "surround": true, "seal": true, "shut": true, "close": true, "detain": true, "arrest": true, "nab": true,
	"bust": true, "shadow": true, "buzz": true, "rebuke": true, "slap": true, "condemn": true, "oppose": true, "lambast": true, "rebel": true, "riot": true, "revolt": true,
	"kill": true, "injure": true, "wound": true, "smash": true, "hack": true, "file": true, "lodge": true, "mass": true, "execute": true, "behead": true, "pelt": true, "heckle": true, "boo": true, "mock": true, "insult": true, "accuse": true, "lash": true, "launch": true, "mount": true, "pound": true, "pummel": true,
}

// doers are plurals that look like a verb of theirs.
var doers = map[string]bool{"rebel": true, "tank": true, "guard": true, "doctor": true, "nurse": true, "pilot": true, "drone": true, "warship": true, "host": true, "militant": true}

// pluralVerb makes a verb of such a word behind a plural, or behind where those
// are, in a sentence that has no other: "Rebels in Mali storm army base".
func (t *Tree) pluralVerb() bool {
	finite := -1
	for i := range t.Tokens {
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
	for i := 1; i+1 < len(t.Tokens) && i < 8; i++ {
		k := &t.Tokens[i]
		// "storm banks": a plural has no verb in -s, so that is a noun; "rebels massacre": so is that.
		doing := finite == i-1 && finite > 0 && t.Tokens[finite].XPOS == "VBZ" && doers[syntax.Lemma(t.Tokens[finite].Text, "NOUN", "NNS")]
		if finite >= 0 && !doing && (finite != i+1 || finite+1 < len(t.Tokens) && !t.UPOS(finite+1, "ADP", "PART", "PUNCT", "CCONJ", "SCONJ")) || !plainVerbs[k.Text] || !t.UPOS(i, "NOUN", "ADJ", "VERB", "PROPN", "ADP", "ADV") || k.XPOS == "VBN" || k.XPOS == "VBG" || k.XPOS == "NNS" || k.Text == "strike" && t.UPOS(i+1, "ADP") {
			continue
		}
		s := i - 1
		if doing {
			t.Tokens[s].UPOS, t.Tokens[s].XPOS, t.Tokens[s].Lemma = "NOUN", "NNS", syntax.Lemma(t.Tokens[s].Text, "NOUN", "NNS")
			finite = -1
		}
		if t.UPOS(s, "PROPN", "NOUN") && t.Tokens[s].XPOS != "NNPS" && t.Tokens[s].XPOS != "NNS" {
			for s > 0 && t.UPOS(s, "PROPN", "ADJ", "NOUN") {
				s--
			}
			switch t.Lemma(s) {
			case "in", "of", "from", "near", "at", "on", "across", "with":
				s--
			default:
				continue
			}
		}
		if s < 0 || t.Tokens[s].XPOS != "NNS" && t.Tokens[s].XPOS != "NNPS" || !t.nounsOnly(s) || !t.UPOS(i+1, "DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "VERB") || t.UPOS(i+1, "VERB") && t.Tokens[i+1].XPOS != "VBN" && finite < 0 {
			continue
		}
		if finite >= 0 {
			n := &t.Tokens[finite]
			n.UPOS, n.XPOS, n.Lemma = "NOUN", "NNS", syntax.Lemma(n.Text, "NOUN", "NNS")
		}
		t.split(i)
		k.UPOS, k.XPOS, k.Lemma = "VERB", "VBP", k.Text
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
		if t.head[j] != i || !t.UPOS(j, "ADP") {
			continue
		}
		for n := j + 1; n < i; n++ {
			if t.head[n] == s && t.Nominal(n) {
				t.move(j, n, "case")
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

// spans are nouns of time that count before "after" and the like.
var spans = map[string]bool{"second": true, "minute": true, "hour": true, "day": true, "week": true, "month": true, "year": true, "decade": true, "moment": true}

// spanBehind takes a span of time out of the noun phrase before it: "missiles
// hit Odesa port days after the deal".
func (t *Tree) spanBehind() {
	for i := 2; i+1 < len(t.Tokens); i++ {
		h := t.head[i]
		if t.Tokens[i].XPOS != "NNS" || !spans[t.Lemma(i)] || h < 0 || t.head[i-1] != i || !t.Is(i-1, "compound") || !t.Is(i, "obl", "obj", "nmod") {
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
