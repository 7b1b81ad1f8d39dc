package tree

// fronted puts right what stands before a clause and was hung inside of it:
// "In May 2020, after Ghana recalled its envoy, Togo protested" where the time
// was hung on "recalled", and "In 2019 Ghana sold" where the year was taken for
// a part of the name.
func (t *Tree) fronted() {
	for i := range t.Tokens {
		h := t.head[i]
		if h < i {
			continue
		}
		switch {
		case t.rel[i] == "obl" && t.Is(h, "advcl") && t.head[h] >= 0:
			// Nothing stands before the word that opens a clause.
			if m := t.Kid(h, "mark"); m > i {
				t.move(i, t.head[h], "obl")
			}
		case t.rel[i] == "nummod" && i > 0 && t.Tokens[i].XPOS == "CD" && len(t.Tokens[i].Text) == 4 && t.UPOS(h, "PROPN") && t.Is(h, "nsubj") && t.head[h] > h:
			if p := i - 1; t.head[p] == i || t.head[p] == h && t.Is(p, "case") {
				t.move(i, t.head[h], "obl")
				t.move(p, i, "case")
			}
		}
	}
}

// sharedBetweenVerbs puts right "Ghana attacked Lomé and Togo struck Accra"
// where both names were taken for subjects of the second verb, and the first
// was left without an object, and "Ghana sold radar to Benin and Togo bought
// grain" where the second verb has none. Two clauses need their "and": where the
// only one joins the names, it joins the clauses.
func (t *Tree) sharedBetweenVerbs() {
	for v := range t.Tokens {
		first := t.head[v]
		if first < 0 || first > v || t.rel[v] != "conj" || !t.UPOS(v, "VERB") || !t.UPOS(first, "VERB") || t.Kid(v, "cc") >= 0 {
			continue
		}
		s := t.Kid(v, "nsubj", "nsubj:pass")
		if n := v - 1; s < 0 && n > first+1 && t.Tokens[v].XPOS == "VBD" && t.UPOS(n, "PROPN") && t.Is(n, "conj") {
			if cc := t.Kid(n, "cc"); cc > first && cc < n && t.Tokens[cc-1].Text != "," && len(t.KidsAs(t.head[n], "conj")) == 1 {
				t.move(n, v, "nsubj")
				t.move(cc, v, "cc")
			}
			continue
		}
		if s < first || s > v || t.Kid(first, "obj", "ccomp", "xcomp", "obl") > first || t.Kid(first, "nsubj") < 0 || t.Kid(first, "aux:pass") >= 0 {
			continue
		}
		both := t.KidsAs(s, "conj")
		if len(both) != 1 || both[0] > v {
			continue
		}
		cc := t.Kid(both[0], "cc")
		if start, _ := t.Reach(s); cc < s || start != first+1 || t.Tokens[cc-1].Text == "," {
			continue
		}
		t.move(both[0], v, "nsubj")
		t.move(s, first, "obj")
		t.move(cc, v, "cc")
	}
}

// hyphenated puts right "Ghana test-fired a missile" where what the hyphen
// joins was taken for a noun with the name before it: the name is the subject.
func (t *Tree) hyphenated() {
	for v := 3; v < len(t.Tokens); v++ {
		n := v - 2
		if t.Tokens[v-1].Text != "-" || !t.UPOS(v, "VERB") || t.Tokens[v].XPOS != "VBD" && t.Tokens[v].XPOS != "VBN" || t.head[n] != v || !t.UPOS(n, "NOUN") || t.Kid(v, "nsubj", "nsubj:pass") >= 0 {
			continue
		}
		s := t.Kid(n, "compound", "nmod", "nmod:unmarked")
		if s < 0 || s > n || !t.Nominal(s) || t.Kid(v, "obj") < v {
			continue
		}
		t.move(s, v, "nsubj")
		t.rel[n] = "compound"
		t.Tokens[v].XPOS = "VBD"
	}
}

// particleVerbs makes verbs of nouns that have a particle, as no noun has: "The
// Ghanaian military shot down a drone".
func (t *Tree) particleVerbs() {
	for v := 1; v+1 < len(t.Tokens); v++ {
		if !t.UPOS(v, "NOUN") || t.Kid(v, "compound:prt") != v+1 || t.Kid(v, "nsubj", "nsubj:pass", "cop", "case") >= 0 || !t.Is(v, "root", "conj", "parataxis", "ccomp") {
			continue
		}
		// The last word before it is the subject, with all that stands before.
		s := v - 1
		if t.head[s] != v || !t.Is(s, "amod", "compound") || !t.UPOS(s, "ADJ", "NOUN", "PROPN") {
			continue
		}
		obj := -1
		for _, k := range t.kids[v] {
			if k > v+1 && t.Nominal(k) && t.Is(k, "parataxis", "obj", "dep", "appos", "nmod", "obl") && t.Prep(k) == "" {
				obj = k
				break
			}
		}
		if obj < 0 {
			continue
		}
		for _, k := range t.KidsAs(v, "det", "amod", "compound", "nmod:poss", "nummod") {
			if k < s {
				t.move(k, s, t.rel[k])
			}
		}
		if t.UPOS(s, "ADJ") {
			t.Tokens[s].UPOS, t.Tokens[s].XPOS = "NOUN", "NN"
		}
		retag(&t.Tokens[v], "VERB", "VBD")
		t.move(s, v, "nsubj")
		t.move(obj, v, "obj")
	}
}

// prompted puts right "…, prompting Ghana to cut ties" where the infinitive was
// taken for the verb above the participle whose object cuts them.
func (t *Tree) prompted() {
	for i := range t.Tokens {
		v := t.head[i]
		if v >= 0 && v < i && t.Is(i, "advcl") && t.Tokens[i].XPOS == "VB" && t.Kid(i, "mark") == i-1 && t.Lemma(v) == "prompt" && t.Kid(v, "obj") > v {
			t.rel[i] = "xcomp" // nobody is prompted without being prompted to something
			continue
		}
		if t.Tokens[i].XPOS != "VBG" || v < i || !t.Is(i, "advcl") || t.Tokens[v].XPOS != "VB" || t.head[v] < 0 || t.head[v] > i {
			continue
		}
		o, to := t.Kid(i, "obj"), t.Kid(v, "mark")
		if o < i || to < o || t.Lemma(to) != "to" || t.Kid(v, "nsubj") >= 0 {
			continue
		}
		t.move(i, t.head[v], "advcl")
		t.move(v, i, "xcomp")
	}
}

// harming are verbs of what an attack does to people and things.
var harming = wordSet("kill injure wound damage destroy maim hospitalise hospitalize displace")

// participles hangs a participle behind a comma on the verb whose subject it
// shares: in "Ghana cut ties with Togo, accusing it of theft" parsers often
// take it for an attribute of the last noun.
func (t *Tree) participles() {
	for i := 2; i < len(t.Tokens); i++ {
		n := t.head[i]
		if n >= 0 && n < i && t.Is(i, "advcl", "conj") && t.rel[n] == "acl" && t.Tokens[i].XPOS == "VBG" && t.Tokens[n].XPOS == "VBG" && t.Tokens[i-1].Text == "," && harming[t.Lemma(i)] && t.Kid(i, "cc") < 0 {
			// "hits a bus carrying miners, killing ten": the strike kills.
			v := t.head[n]
			for v >= 0 && t.Nominal(v) && t.Is(v, "obj", "obl", "nmod", "conj", "iobj") {
				v = t.head[v]
			}
			if v >= 0 && v < n && t.UPOS(v, "VERB") && t.Kid(v, "nsubj", "nsubj:pass") >= 0 {
				t.move(i, v, "advcl")
			}
			continue
		}
		if t.rel[i] != "acl" || t.Tokens[i].XPOS != "VBG" || t.Tokens[i-1].Text != "," || n < 0 || n > i || t.Kid(i, "obj", "ccomp") < 0 {
			continue
		}
		v := n
		for v >= 0 && t.Nominal(v) && t.Is(v, "obj", "obl", "nmod", "conj", "iobj") {
			v = t.head[v]
		}
		if v < 0 || v > n || !t.UPOS(v, "VERB") || t.Kid(v, "nsubj", "nsubj:pass") < 0 {
			continue
		}
		t.move(i, v, "advcl")
	}
}
