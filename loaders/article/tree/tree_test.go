package tree_test

import (
	"fmt"
	"strings"
	"testing"

	"entente/loaders/article/syntax"
	"entente/loaders/article/tree"
)

// parse reads a tree written one token a line: text, tag, head from 1 (0 for
// the root), relation.
func parse(t testing.TB, lines string) *tree.Tree {
	t.Helper()
	s := &syntax.Sentence{}
	for l := range strings.SplitSeq(strings.TrimSpace(lines), "\n") {
		var k syntax.Token
		var tags string
		if _, err := fmt.Sscan(l, &k.Text, &tags, &k.Head, &k.Rel); err != nil {
			t.Fatalf("%q: %v", l, err)
		}
		k.Head--
		k.UPOS, k.XPOS, _ = strings.Cut(tags, "/")
		k.Lemma = strings.ToLower(k.Text)
		s.Tokens = append(s.Tokens, k)
	}
	return tree.New(s)
}

func words(t *tree.Tree, toks []int) string {
	var out []string
	for _, i := range toks {
		out = append(out, t.Tokens[i].Text)
	}
	return strings.Join(out, " ")
}

func TestAgentsAndPatients(t *testing.T) {
	for _, c := range []struct{ name, tree, verb, agents, patients string }{
		{"active", "Chad NOUN 2 nsubj\narms VERB/VBZ 0 root\nTogo PROPN 2 obj", "arms", "Chad", "Togo"},
		{"passive", "Togo PROPN 3 nsubj:pass\nwas AUX/VBD 3 aux:pass\nhit VERB/VBN 0 root\nby ADP 5 case\nChad PROPN 3 obl:agent", "hit", "Chad", "Togo"},
		{"both", "Chad PROPN 4 nsubj\nand CCONJ 3 cc\nMali PROPN 1 conj\nmet VERB/VBD 0 root\nTogo PROPN 4 obj\nand CCONJ 7 cc\nNiger PROPN 5 conj", "met", "Chad Mali", "Togo Niger"},
		{"second verb", "Chad PROPN 2 nsubj\nmet VERB/VBD 0 root\nTogo PROPN 2 obj\nand CCONJ 5 cc\nleft VERB/VBD 2 conj\nMali PROPN 5 obj", "left", "Chad", "Mali"},
		{"shared object", "Chad PROPN 2 nsubj\nhit VERB/VBD 0 root\nand CCONJ 4 cc\ntook VERB/VBD 2 conj\nMali PROPN 2 obj", "took", "Chad", "Mali"},
		{"control", "Chad PROPN 2 nsubj\nagreed VERB/VBD 0 root\nto PART 4 mark\narm VERB/VB 2 xcomp\nTogo PROPN 4 obj", "arm", "Chad", "Togo"},
		{"object control", "Chad PROPN 2 nsubj\nurged VERB/VBD 0 root\nMali PROPN 2 obj\nto PART 5 mark\nleave VERB/VB 2 xcomp\nTogo PROPN 5 obj", "leave", "Mali", "Togo"},
		{"relative", "Chad PROPN 0 root\nwhich PRON/WDT 3 nsubj\narmed VERB/VBD 1 acl:relcl\nTogo PROPN 3 obj", "armed", "Chad", "Togo"},
		{"relative object", "ships NOUN 0 root\nthat PRON/WDT 4 obj\nChad PROPN 4 nsubj\nseized VERB/VBD 1 acl:relcl", "seized", "Chad", "ships"},
		{"relative gap", "ships NOUN 0 root\nChad PROPN 3 nsubj\nseized VERB/VBD 1 acl:relcl", "seized", "Chad", "ships"},
		{"participle", "ships NOUN 0 root\nseized VERB/VBN 1 acl\nby ADP 4 case\nChad PROPN 2 obl:agent", "seized", "Chad", "ships"},
		{"not passive", "Chad PROPN 3 nsubj\nhas AUX/VBZ 3 aux\narmed VERB/VBN 0 root\nTogo PROPN 3 obj", "armed", "Chad", "Togo"},
		{"object that is a subject", "he PRON 2 nsubj\nwarned VERB/VBD 0 root\nChad PROPN 2 obj\nwould AUX/MD 5 aux\nstrike VERB/VB 2 ccomp\nTogo PROPN 5 obj", "strike", "Chad", "Togo"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tr := parse(t, c.tree)
			for i := range tr.Tokens {
				if tr.Tokens[i].Text != c.verb {
					continue
				}
				if got := words(tr, tr.Agents(i)); got != c.agents {
					t.Errorf("agents of %s: %q, want %q", c.verb, got, c.agents)
				}
				if got := words(tr, tr.Patients(i)); got != c.patients {
					t.Errorf("patients of %s: %q, want %q", c.verb, got, c.patients)
				}
			}
		})
	}
}

func TestRepairs(t *testing.T) {
	for _, c := range []struct{ name, tree, verb, agents, patients string }{
		{"no verb", "Ghana PROPN/NNP 3 compound\nborders NOUN/NNS 3 compound\nTogo PROPN/NNP 0 root", "borders", "Ghana", "Togo"},
		{"participle for the verb", "Drones NOUN/NNS 2 nsubj:pass\nlaunched VERB/VBN 0 root\nby ADP/IN 4 case\nChad PROPN/NNP 2 obl:agent\nhit VERB/VBD 2 advcl\nTogo PROPN/NNP 5 obj", "hit", "Drones", "Togo"},
		{"adjectives", "Malian ADJ/JJ 5 nsubj\nand CCONJ/CC 4 cc\nChadian ADJ/JJ 4 amod\ntroops NOUN/NNS 1 conj\nhit VERB/VBD 0 root\nTogo PROPN/NNP 5 obj", "hit", "troops", "Togo"},
		{"adjective explained", "Chad PROPN/NNP 2 nsubj\nmet VERB/VBD 0 root\nSomali PROPN/NNP 2 obj\n, PUNCT/, 6 punct\nMalian ADJ/JJ 6 amod\nleaders NOUN/NNS 3 appos", "met", "Chad", "leaders"},
		{"three adjectives", "Malian PROPN/NNP 7 nsubj\n, PUNCT/, 3 punct\nBahraini PROPN/NNP 1 conj\nand CCONJ/CC 5 cc\nKuwaiti PROPN/NNP 1 conj\njets NOUN/NNS 1 conj\nhit VERB/VBD 0 root\nTogo PROPN/NNP 7 obj", "hit", "jets", "Togo"},
		{"adjective that is another object", "Chad PROPN/NNP 2 nsubj\nmet VERB/VBD 0 root\nMalian ADJ/JJ 2 obj\n, PUNCT/, 6 punct\nKenyan ADJ/JJ 6 amod\nleaders NOUN/NNS 2 dep", "met", "Chad", "leaders"},
		{"no adjective", "Chad PROPN/NNP 3 nsubj\nand CCONJ/CC 1 cc\nhit VERB/VBD 0 root\nTogo PROPN/NNP 3 obj\nand CCONJ/CC 7 cc\nMalian ADJ/JJ 7 amod\ntroops NOUN/NNS 4 conj", "hit", "Chad", "Togo troops"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tr := parse(t, c.tree)
			for i := range tr.Tokens {
				if tr.Tokens[i].Text != c.verb {
					continue
				}
				if got := words(tr, tr.Agents(i)); got != c.agents {
					t.Errorf("agents of %s: %q, want %q", c.verb, got, c.agents)
				}
				if got := words(tr, tr.Patients(i)); got != c.patients {
					t.Errorf("patients of %s: %q, want %q", c.verb, got, c.patients)
				}
			}
		})
	}
}

func TestObliquesKeepTheirOwnPreposition(t *testing.T) {
	tr := parse(t, "talks NOUN 0 root\nwith ADP 3 case\nMali PROPN 1 nmod\nand CCONJ 6 cc\non ADP 6 case\nTogo PROPN 3 conj")
	var got []string
	for _, o := range tr.Obliques(0) {
		got = append(got, o.Prep+" "+tr.Tokens[o.Tok].Text)
	}
	if want := "with Mali, on Togo"; strings.Join(got, ", ") != want {
		t.Errorf("obliques: %s, want %s", strings.Join(got, ", "), want)
	}
}

// FuzzNew gives trees any heads and relations: nothing may hang or panic, and
// every token must lie under the root.
func FuzzNew(f *testing.F) {
	f.Add([]byte{1, 2, 0, 3, 1, 4}, "nsubj conj acl xcomp")
	f.Add([]byte{8, 8, 8, 8, 8, 8, 8, 0, 8, 1}, "acl:relcl acl amod")
	f.Fuzz(func(t *testing.T, heads []byte, rels string) {
		names := append(strings.Fields(rels), "nsubj", "obj", "conj", "xcomp", "acl:relcl", "advcl", "nmod", "case")
		tags := []string{"VERB/VBN", "NOUN/NNS", "PROPN/NNP", "PRON/WDT", "ADJ/JJ", "VERB/VBD", "AUX/MD", "VERB/VBG", "VERB/VBP"}
		s := &syntax.Sentence{}
		for i, h := range heads {
			if i > 60 {
				break
			}
			k := syntax.Token{Text: "who", Lemma: "who", Head: int(h)%(len(heads)+2) - 1, Rel: names[int(h)%len(names)]}
			k.UPOS, k.XPOS, _ = strings.Cut(tags[i%len(tags)], "/")
			s.Tokens = append(s.Tokens, k)
		}
		tr := tree.New(s)
		for i := range s.Tokens {
			if !tr.Below(i, tr.Root()) {
				t.Errorf("token %d is not under the root", i)
			}
			tr.Agents(i)
			tr.Patients(i)
			tr.Obliques(i)
			if a, b := tr.Phrase(i, nil); a > i || b < i {
				t.Errorf("the phrase of %d is %d to %d", i, a, b)
			}
		}
	})
}

// TestNearest: what hangs on a participle is not what it describes, or the two
// would hang on each other.
func TestNearest(t *testing.T) {
	tr := tree.New(&syntax.Sentence{Tokens: []syntax.Token{
		{Text: "met", Lemma: "meet", UPOS: "VERB", XPOS: "VBD", Head: -1, Rel: "root"},
		{Text: "states", Lemma: "state", UPOS: "NOUN", XPOS: "NNS", Head: 0, Rel: "obj"},
		{Text: "oil", Lemma: "oil", UPOS: "NOUN", XPOS: "NN", Head: 3, Rel: "compound"},
		{Text: "exporting", Lemma: "export", UPOS: "VERB", XPOS: "VBG", Head: 1, Rel: "acl:relcl"},
	}})
	if tr.Head(3) == 2 || !tr.Below(2, tr.Root()) {
		t.Errorf("exporting hangs on token %d", tr.Head(3))
	}
}
