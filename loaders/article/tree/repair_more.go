package tree

import "strings"

// suffering are verbs of what is counted of people: so many killed, so many
// more hurt.
var suffering = wordSet("kill injure wound hurt arrest detain capture displace kidnap abduct rescue evacuate sicken infect poison strand trap jail execute hospitalise hospitalize maim")

// quantities are the words besides numbers that may stand before "more".
var quantities = wordSet("several many dozen dozens hundreds thousands scores hundred thousand few some")

// moreOfThem makes a noun of "more" in "injured 11 more", "several more were
// wounded": others of those told of before it.
func (t *Tree) moreOfThem() {
	for i := 1; i < len(t.Tokens); i++ {
		if strings.ToLower(t.Tokens[i].Text) != "more" || !t.UPOS(i, "ADJ", "ADV") || !t.UPOS(i-1, "NUM") && !quantities[t.Lemma(i-1)] || len(t.kids[i]) > 0 && i+1 < len(t.Tokens) && t.Lemma(i+1) == "than" {
			continue
		}
		if i+1 < len(t.Tokens) && (t.Lemma(i+1) == "than" || t.UPOS(i+1, "NOUN", "ADJ", "PROPN", "NUM", "SYM")) {
			continue
		}
		v := t.head[i]
		count := t.Is(i, "advmod", "amod", "nummod") && v == i-1
		if count {
			// hung on the number before it: "injured 11" with "more" below
			v = t.head[i-1]
		}
		if v < 0 || !t.UPOS(v, "VERB") || !suffering[t.Lemma(v)] {
			continue
		}
		rel := "obj"
		switch {
		case i < v:
			rel = "nsubj:pass"
		case t.Passive(v) && t.Kid(v, "nsubj:pass") >= 0:
			continue
		case t.Passive(v):
			rel = "nsubj:pass"
		}
		for _, k := range t.KidsAs(v, "obj", "nsubj:pass") {
			if k != i && k != i-1 && rel == t.rel[k] {
				rel = ""
			}
		}
		if rel == "" {
			continue
		}
		q := "amod"
		if t.UPOS(i-1, "NUM") {
			q = "nummod"
		}
		if t.UPOS(i-1, "NOUN") {
			q = "compound"
		}
		t.move(i, v, rel)
		t.move(i-1, i, q)
		for _, k := range append([]int(nil), t.kids[i-1]...) {
			if k < i-1 {
				t.move(k, i-1, t.rel[k])
			} else {
				t.move(k, i, t.rel[k])
			}
		}
		t.Tokens[i].UPOS, t.Tokens[i].XPOS, t.Tokens[i].Lemma = "NOUN", "NNS", "other"
	}
}
