package tree

import (
	"slices"
	"strings"

	"entente/loaders/article/syntax"
)

// retag gives token k other tags, and the lemma it then has.
func retag(k *syntax.Token, upos, xpos string) {
	k.UPOS, k.XPOS, k.Lemma = upos, xpos, syntax.Lemma(k.Text, upos, xpos)
}

// wordSet is the set of the words that blanks part.
func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// headlineVerbs makes verbs of nouns that have a subject and an object:
// "Venezuela releases dozens" as taggers read it.
func (t *Tree) headlineVerbs() {
	t.missingVerb()
	for i := range t.Tokens {
		k := &t.Tokens[i]
		if k.UPOS == "NOUN" && i > 0 && t.rel[i-1] == "mark" && t.head[i-1] == i && t.UPOS(i-1, "PART") && t.Kid(i, "obj") > i {
			k.UPOS, k.XPOS = "VERB", "VB" // "an accord to supply Togo"
		}
		t.gerund(i)
		if k.UPOS != "NOUN" && k.UPOS != "PROPN" && k.UPOS != "ADJ" && k.UPOS != "INTJ" || t.Kid(i, "obj") < 0 || t.Kid(i, "cop") >= 0 || t.Kid(i, "nsubj", "nsubj:pass") < 0 && t.head[i] >= 0 && (k.UPOS != "INTJ" || t.rel[i] != "ccomp") {
			continue
		}
		k.UPOS = "VERB"
		if strings.HasSuffix(k.Text, "s") {
			k.XPOS = "VBZ"
		} else {
			k.XPOS = "VBP"
		}
	}
}

// gerund makes a verb of a noun in -ing that has an object, as no noun has:
// "short of sanctioning Togo".
func (t *Tree) gerund(i int) {
	k := &t.Tokens[i]
	if k.XPOS != "NN" || !strings.HasSuffix(k.Text, "ing") || t.Kid(i, "obj") < i || !t.Is(i, "obl", "nmod") || t.Kid(i, "det", "nmod:poss") >= 0 {
		return
	}
	retag(k, "VERB", "VBG")
	t.rel[i] = map[string]string{"obl": "advcl", "nmod": "acl"}[t.Base(i)]
	for _, c := range t.KidsAs(i, "case") {
		t.rel[c] = "mark"
	}
}

// adjectivePairs puts right "Indian and Pakistani troops clashed" where the
// first adjective was taken for the subject and the noun for its conjunct.
func (t *Tree) adjectivePairs() {
	for i := range t.Tokens {
		if !t.UPOS(i, "ADJ") || !t.Is(i, "nsubj", "obj", "obl", "nmod") {
			continue
		}
		for _, n := range t.kids[i] {
			if t.rel[n] != "conj" || !t.UPOS(n, "NOUN") || n <= i || n > i+5 {
				continue
			}
			k := t.Kid(n, "amod")
			if k <= i || k >= n {
				continue
			}
			h := t.head[i]
			t.move(n, h, t.rel[i])
			t.move(i, n, "amod")
			for _, c := range slices.Clone(t.kids[i]) {
				if t.rel[c] == "case" || t.rel[c] == "det" {
					t.move(c, n, t.rel[c])
				}
			}
			break
		}
	}
}

// reducedRelatives puts right "Drones launched by the Houthis hit a ship"
// where the participle was taken for the main verb.
func (t *Tree) reducedRelatives() {
	for i := range t.Tokens {
		if t.Tokens[i].XPOS != "VBN" || t.Kid(i, "aux", "aux:pass") >= 0 || t.rel[i] == "acl" {
			continue
		}
		s := t.Kid(i, "nsubj:pass", "nsubj")
		if s < 0 || s > i {
			continue
		}
		for _, k := range t.kids[i] {
			if k < i || !t.Is(k, "advcl", "ccomp", "parataxis", "xcomp", "dep", "conj") || t.Kid(k, "nsubj", "mark", "nsubj:pass", "cc") >= 0 || t.Tokens[k].XPOS != "VBD" && t.Tokens[k].XPOS != "VBZ" && t.Kid(k, "aux") < 0 {
				continue
			}
			t.reduce(i, k, s)
			return
		}
	}
}

// nearest lets a participle in -ing that has neither subject nor pronoun
// modify the noun right before it: "an order that taxes states still buying
// oil" has nobody but the states buy.
func (t *Tree) nearest() {
	for i := range t.Tokens {
		h := t.head[i]
		if h < 0 || t.Tokens[i].XPOS != "VBG" || t.rel[i] != "acl:relcl" && (t.rel[i] != "acl" || t.Kid(h, "acl:relcl") < 0) || t.Kid(i, "nsubj", "nsubj:pass", "aux", "mark") >= 0 {
			continue
		}
		n := i - 1
		for n > 0 && t.UPOS(n, "ADV") && t.head[n] == i {
			n--
		}
		if n > h && t.UPOS(n, "NOUN", "PROPN") && !t.Is(n, "obl") && !t.Below(n, i) {
			t.move(i, n, "acl")
		}
	}
}

// placesExplained has what stands behind a comma say of the name before it what
// kind of place it is, and not of what lies there: "spoke at a forum in Doha,
// the capital of Qatar".
func (t *Tree) placesExplained() {
	for i := 3; i < len(t.Tokens); i++ {
		if !t.UPOS(i, "NOUN") || !kindsOfPlace[t.Lemma(i)] || !t.Is(i, "appos", "parataxis", "conj", "dep") || t.Kid(i, "nsubj", "cop", "cc", "case") >= 0 {
			continue
		}
		first := i
		for _, k := range t.kids[i] {
			if k < first && t.Is(k, "det", "amod", "compound", "nmod:poss", "nummod") {
				first = k
			}
		}
		if first < 2 || t.Tokens[first-1].Text != "," || !t.UPOS(first-2, "PROPN") {
			continue
		}
		n := first - 2
		for t.Is(n, "flat", "compound") && t.head[n] >= 0 && t.UPOS(t.head[n], "PROPN") {
			n = t.head[n]
		}
		if t.head[i] != n && !t.Below(n, i) {
			t.move(i, n, "appos")
		}
	}
}

// kindsOfPlace are nouns by which a place is explained.
var kindsOfPlace = wordSet("capital city town port village province region island district suburb")

// datives puts right "promised Ukraine 18 jets" where the name was taken for
// part of what is promised.
func (t *Tree) datives() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		n := t.head[i]
		if !t.UPOS(i, "PROPN") || n <= i || !t.Is(i, "compound") || !t.Is(n, "obj") || !t.UPOS(i-1, "VERB") || t.head[n] != i-1 || !t.UPOS(i+1, "NUM", "DET", "SYM") {
			continue
		}
		t.move(i, i-1, "iobj")
		if t.head[i+1] == i {
			t.move(i+1, n, "nummod")
		}
	}
}

// reduce makes verb k, in the place of verb i, the clause of subject s, and of i
// a reduced relative clause of it.
func (t *Tree) reduce(i, k, s int) {
	h, rel := t.head[i], t.rel[i]
	t.move(k, h, rel)
	t.move(s, k, "nsubj")
	t.move(i, s, "acl")
}

// move hangs token i on h; -1 makes it the root.
func (t *Tree) move(i, h int, rel string) {
	if old := t.head[i]; old >= 0 {
		t.kids[old] = slices.DeleteFunc(t.kids[old], func(k int) bool { return k == i })
	}
	t.head[i], t.rel[i] = h, rel
	if h < 0 {
		t.root = i
		return
	}
	t.kids[h] = append(t.kids[h], i)
	slices.Sort(t.kids[h])
}

// missingVerb makes a verb of a word that looks like one between two nouns
// in a sentence that has none: "Ghana borders Togo".
func (t *Tree) missingVerb() {
	n := len(t.Tokens)
	if n < 3 || n > 30 || t.pluralVerb() {
		return
	}
	for i := range t.Tokens {
		switch t.Tokens[i].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return
		}
	}
	last := n
	if r := t.root; r >= 0 && t.Tokens[r].XPOS == "VB" && t.Kid(r, "nsubj") >= 0 {
		last = r + 1 // "Qatar to send Egypt gas shipments"
	}
	for i := 1; i+1 < n && i < last; i++ {
		k := &t.Tokens[i]
		w := k.Text
		past := strings.HasSuffix(w, "ed")
		base := k.UPOS == "VERB" && (k.XPOS == "VB" || k.XPOS == "VBP") && t.Kid(i, "mark", "aux") < 0
		if base && t.UPOS(i-1, "PROPN") && t.UPOS(i+1, "PROPN", "DET", "NUM", "ADJ", "NOUN") {
			t.split(i)
			k.XPOS = "VBP"
			// "Japan, Philippines sign": two that do.
			if s := t.Kid(i, "nsubj"); s >= 0 {
				for _, a := range t.KidsAs(s, "appos") {
					if t.UPOS(a, "PROPN") && t.UPOS(s, "PROPN") {
						t.rel[a] = "conj"
					}
				}
			}
			return
		}
		if w == "" || w[0] < 'a' || w[0] > 'z' || len(w) < 4 || !past && (!strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ss")) || k.UPOS != "NOUN" && k.UPOS != "VERB" && k.UPOS != "ADJ" && k.UPOS != "PROPN" {
			continue
		}
		if !t.UPOS(i-1, "PROPN", "NOUN") || !t.UPOS(i+1, "PROPN", "DET", "NUM", "ADJ", "NOUN") && !(t.UPOS(i+1, "PART") && i+2 < n && t.UPOS(i+2, "VERB")) || strings.HasSuffix(t.Tokens[i+1].Text, "day") {
			continue
		}
		if i == t.root && k.XPOS == "VBN" && t.Kid(i, "nsubj:pass") >= 0 && (t.Kid(i, "obj") < 0 || t.granted(i)) {
			continue // "Bank ordered to pay fine"
		}
		t.split(i)
		k.UPOS, k.XPOS = "VERB", "VBZ"
		if past {
			k.XPOS = "VBD"
		}
		if l := strings.ToLower(k.Lemma); strings.HasSuffix(l, "ed") {
			k.Lemma = strings.TrimSuffix(l, "ed")
		}
		return
	}
}

// split makes token i the root, with what heads the words before it as its
// subject and what heads those behind it as its object.
func (t *Tree) split(i int) {
	for j := range t.head {
		h := t.head[j]
		if j == i || h >= 0 && (h < i) == (j < i) && h != i {
			continue
		}
		// A word whose head is across i or i itself.
		t.head[j] = i
		switch {
		case j < i && t.UPOS(j, "NOUN", "PROPN", "PRON", "NUM"):
			t.rel[j] = "nsubj"
		case j > i && t.UPOS(j, "NOUN", "PROPN", "PRON", "NUM") && t.Prep(j) == "":
			t.rel[j] = "obj"
		case j > i && t.UPOS(j, "NOUN", "PROPN"):
			t.rel[j] = "obl"
		case h == i && t.UPOS(j, "VERB"):
			// its own clause: "plans to withdraw"
		default:
			t.rel[j] = "dep"
		}
	}
	t.head[i], t.rel[i], t.root = -1, "root", i
	for j := range t.kids {
		t.kids[j] = nil
	}
	for j, h := range t.head {
		if h >= 0 {
			t.kids[h] = append(t.kids[h], j)
		}
	}
}

// parallel hangs a verb that takes a clause of its own on the verb it goes
// with: in "he said that A is B and warned that C", parsers often coordinate
// "warned" with what he said.
func (t *Tree) parallel() {
	for i := range t.head {
		h := t.head[i]
		if t.rel[i] != "conj" || h < 0 || t.rel[h] != "ccomp" || t.Tokens[i].XPOS != "VBD" && t.Tokens[i].XPOS != "VBZ" || t.Kid(i, "ccomp") < 0 || t.Kid(i, "nsubj") >= 0 || t.Kid(h, "ccomp") >= 0 {
			continue
		}
		g := t.head[h]
		if g < 0 || t.Tokens[g].XPOS != t.Tokens[i].XPOS {
			continue
		}
		t.move(i, g, "conj")
	}
}

// cutCycles gives every token a path to the root, in linear time.
func (t *Tree) cutCycles() {
	const unseen, onPath, done = 0, 1, 2
	state := make([]byte, len(t.head))
	var path []int
	for i := range t.head {
		path = path[:0]
		j := i
		for j >= 0 && state[j] == unseen {
			state[j] = onPath
			path = append(path, j)
			j = t.head[j]
		}
		if j >= 0 && state[j] == onPath {
			t.head[j] = t.root
			if j == t.root {
				t.head[j] = -1
			}
		}
		for _, k := range path {
			state[k] = done
		}
	}
	for i := range t.head {
		if t.head[i] < 0 && i != t.root {
			t.head[i] = t.root
			if t.rel[i] == "root" || t.rel[i] == "" {
				t.rel[i] = "dep"
			}
		}
	}
}

// mendCircles undoes what a rule did that hung a word below itself: walks over
// the tree would not end.
func (t *Tree) mendCircles() {
	circle := t.root >= 0 && t.head[t.root] >= 0
	for i := 0; i < len(t.head) && !circle; i++ {
		steps := 0
		for j := i; j >= 0 && !circle; j = t.head[j] {
			steps++
			circle = steps > len(t.head)
		}
	}
	if !circle {
		return
	}
	if t.root >= 0 {
		t.head[t.root] = -1
	}
	t.cutCycles()
	for i := range t.kids {
		t.kids[i] = t.kids[i][:0]
	}
	for i, h := range t.head {
		if h >= 0 {
			t.kids[h] = append(t.kids[h], i)
		}
	}
}

// doubled puts right "Ghana and the mighty Togo met" where both names were
// taken for subjects: the one behind "and" is coordinated with the one before.
func (t *Tree) doubled() {
	for i := range t.Tokens {
		if t.head[i] < 0 || !t.Nominal(i) || !t.Is(i, "nsubj", "nsubj:pass", "obj", "obl", "nmod") {
			continue
		}
		cc := t.Kid(i, "cc")
		if d := t.Kid(i, "nmod:desc"); cc < 0 && d >= 0 && d < i {
			if cc = t.Kid(d, "cc"); cc >= 0 {
				t.move(cc, i, "cc") // "and Japanese Foreign Minister Takeshi Iwaya"
			}
		}
		if j := i - 2; j >= 0 && cc < 0 && t.UPOS(i, "PROPN") && t.UPOS(j, "PROPN") && t.Tokens[i-1].Text == "," && t.head[j] == t.head[i] && t.rel[j] == t.rel[i] && t.Is(i, "nsubj") {
			t.move(i, j, "conj") // "Ghana, Togo sign pact"
			continue
		}
		if cc < 0 || cc > i {
			// "minister Telemar warned": the noun describes the name.
			if d := i - 1; d >= 0 && cc < 0 && t.UPOS(i, "PROPN") && t.Tokens[d].XPOS == "NN" && t.head[d] == t.head[i] && t.rel[d] == t.rel[i] && t.Is(i, "nsubj", "nsubj:pass") {
				t.move(d, i, "nmod:desc")
			}
			continue
		}
		for j := i - 1; j >= 0 && j >= i-12; j-- {
			if t.head[j] == t.head[i] && t.rel[j] == t.rel[i] && t.Nominal(j) {
				t.move(i, j, "conj")
				break
			}
		}
	}
}
