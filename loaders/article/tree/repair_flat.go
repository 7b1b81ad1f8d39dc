package tree

import "slices"

// nameBehind makes the name the head of what parsers take for one long name
// that begins with what somebody is: "Casamance separatist Malang Diatta",
// "São Paulo senator Ana Lima".
func (t *Tree) nameBehind() {
	for n := 1; n+1 < len(t.Tokens); n++ {
		p := n + 1
		if !t.UPOS(p, "PROPN") || !t.UPOS(n, "NOUN", "PROPN") || !t.lower(n) {
			continue
		}
		i := -1
		switch desc := t.head[n] == p && t.Is(n, "nmod:desc"); {
		case t.rel[n] == "flat" && t.rel[p] == "flat" && !inNames[t.Tokens[n].Text] && (t.head[p] == t.head[n] || t.head[p] == n):
			i = t.head[n]
		case desc && t.rel[p] == "flat":
			i = t.head[p]
		case desc && t.Is(p, "obj") && t.Is(n-1, "obj") && t.head[p] == t.head[n-1]: // two objects
			t.move(n-1, p, "compound")
			continue
		}
		if i < 0 || i >= n || !t.UPOS(i, "PROPN") || !t.oneName(i, n) {
			continue
		}
		if h, rel := t.head[i], t.rel[i]; h < 0 {
			t.move(p, -1, "root")
		} else {
			t.move(p, h, rel)
		}
		for _, up := range []int{i, n} {
			for _, k := range slices.Clone(t.kids[up]) {
				if k > p || k < i {
					t.move(k, p, t.rel[k])
				}
			}
		}
		t.move(i, p, "compound")
		t.move(n, p, "nmod:desc")
	}
}

// inNames are words in small letters that are parts of names.
var inNames = wordSet("bin ben ibn bint al el ul ed de da di do dos das del della der den van von zu la le du des ng y e ou ould abu ter ten af")

// oneName tells whether nothing parts the tokens from a to before b.
func (t *Tree) oneName(a, b int) bool {
	for j := a; j < b; j++ {
		if t.UPOS(j, "CCONJ", "PUNCT", "ADP", "VERB") {
			return false
		}
	}
	return true
}

// takers are verbs that take somebody, and no clause.
var takers = wordSet("arrest detain seize capture kill expel deport jail release free kidnap abduct execute shoot rescue extradite apprehend")

// takenPeople makes the object of such a verb of the subject of what was taken
// for a clause under it: "arrested nine people linked to a network".
func (t *Tree) takenPeople() {
	for v := range t.Tokens {
		if !t.UPOS(v, "VERB") || !takers[t.Lemma(v)] || t.Kid(v, "obj") >= 0 || t.Passive(v) {
			continue
		}
		c := t.Kid(v, "ccomp")
		if c < v || t.Tokens[c].XPOS != "VBD" && t.Tokens[c].XPOS != "VBN" || t.Kid(c, "mark", "aux", "aux:pass", "obj", "xcomp", "ccomp") >= 0 {
			continue
		}
		s := t.Kid(c, "nsubj", "nsubj:pass")
		if s < v || s > c || !t.UPOS(s, "NOUN", "PROPN", "NUM") {
			continue
		}
		t.move(s, v, "obj")
		t.move(c, s, "acl")
		t.Tokens[c].XPOS = "VBN"
	}
}
