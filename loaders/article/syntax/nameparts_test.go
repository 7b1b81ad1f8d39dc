package syntax

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"entente/loaders/article/syntax/internal/net"
)

// read makes a sentence of words as "form UPOS head relation", heads counted
// from 1, and names as "First-Last Type", counted likewise.
func read(t *testing.T, words string, names ...string) *Sentence {
	t.Helper()
	s := &Sentence{}
	for w := range strings.SplitSeq(words, ",") {
		var k Token
		if _, err := fmt.Sscan(w, &k.Text, &k.UPOS, &k.Head, &k.Rel); err != nil {
			t.Fatalf("%q: %v", w, err)
		}
		k.Head--
		s.Tokens = append(s.Tokens, k)
	}
	for _, n := range names {
		var a Span
		if _, err := fmt.Sscanf(n, "%d-%d %s", &a.First, &a.Last, &a.Type); err != nil {
			t.Fatalf("%q: %v", n, err)
		}
		a.First--
		a.Last--
		s.Names = append(s.Names, a)
	}
	return s
}

func named(s *Sentence) string {
	var out []string
	for _, n := range s.Names {
		w := []string{n.Type}
		for _, t := range s.Tokens[n.First : n.Last+1] {
			w = append(w, t.Text)
		}
		out = append(out, strings.Join(w, " "))
	}
	return strings.Join(out, ", ")
}

// TestNamesByTree shows where names end whatever the reader of names took.
func TestNamesByTree(t *testing.T) {
	tests := []struct{ what, words, name, want string }{
		{"a title is no part of a name", "Reverend PROPN 2 compound,Lind PROPN 3 nsubj,spoke VERB 0 root", "1-2 Person", "Person Lind"},
		{"the rest of a name", "the DET 2 det,Ministry PROPN 6 nsubj,of ADP 5 case,Foreign PROPN 5 compound,Affairs PROPN 2 nmod,closed VERB 0 root", "2-2 Organization", "Organization Ministry of Foreign Affairs"},
		{"conjoined parts", "the DET 6 det,Norvik PROPN 6 compound,and CCONJ 4 cc,Lindhaven PROPN 2 conj,Harbour PROPN 6 compound,Council PROPN 7 nsubj,met VERB 0 root", "5-6 Organization", "Organization Norvik and Lindhaven Harbour Council"},
		{"two people are two", "Ada PROPN 5 nsubj,Lind PROPN 1 flat,and CCONJ 4 cc,Omar PROPN 1 conj,left VERB 0 root", "1-4 Person", "Person Ada Lind"},
		{"an address is another thing", "Ada PROPN 0 root,Lind PROPN 1 flat,ada@norvik.example PROPN 1 list,Norvik PROPN 1 list", "1-4 Person", "Person Ada Lind"},
		{"a tree that parts a name is in doubt", "minister NOUN 4 nsubj,Ada PROPN 1 flat,Lind PROPN 4 nsubj,warned VERB 0 root", "2-3 Person", "Person Ada Lind"},
		{"what is no proper noun stays", "the DET 2 det,union NOUN 3 nsubj,met VERB 0 root", "2-2 Organization", "Organization union"},
	}
	for _, tt := range tests {
		s := read(t, tt.words, tt.name)
		if byTree(s); named(s) != tt.want {
			t.Errorf("%s: %q, want %q", tt.what, named(s), tt.want)
		}
	}
}

func TestLongest(t *testing.T) {
	got := Longest([]Span{{0, 1, "a"}, {1, 3, "b"}, {4, 4, "c"}, {3, 4, "d"}}, 5)
	if want := []Span{{1, 3, "b"}, {4, 4, "c"}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestStorms(t *testing.T) {
	storm := "Cyclone PROPN 2 compound,Nora PROPN 3 nsubj,hit VERB 0 root,Norvik PROPN 3 obj"
	after := "Nora PROPN 2 nsubj,weakened VERB 0 root,said VERB 2 parataxis,Nora PROPN 3 nsubj,Lind PROPN 4 flat"
	a, b := read(t, storm, "1-2 Person", "4-4 Place"), read(t, after, "1-1 Person", "4-5 Person")
	storms([]*Sentence{a, b})
	if got := named(a) + "; " + named(b); got != "Place Norvik; Person Nora Lind" {
		t.Errorf("%q", got)
	}
}

func TestTitled(t *testing.T) {
	s := read(t, "General PROPN 2 compound,Brandt PROPN 3 nsubj,met VERB 0 root,Judge PROPN 3 obj,Lind PROPN 4 flat,of ADP 7 case,Norvik PROPN 5 nmod", "7-7 Place")
	if titled(s); named(s) != "Person Brandt, Person Lind, Place Norvik" {
		t.Errorf("%q", named(s))
	}
	s = read(t, "General PROPN 2 compound,Brandt PROPN 3 compound,Motors PROPN 4 nsubj,closed VERB 0 root")
	if titled(s); named(s) != "" {
		t.Errorf("%q, want none", named(s))
	}
}

func TestShortNames(t *testing.T) {
	first := "the DET 4 det,Council PROPN 0 root,of ADP 4 case,Norvik PROPN 2 nmod,( PUNCT 6 punct,CN PROPN 2 appos,) PUNCT 6 punct"
	a, b := read(t, first, "2-4 Organization"), read(t, "CN PROPN 2 nsubj,met VERB 0 root,Lind PROPN 2 obj", "3-3 Person")
	c := read(t, "Ada PROPN 0 root,Lind PROPN 1 flat,( PUNCT 4 punct,CN PROPN 1 appos,) PUNCT 4 punct", "1-2 Person", "4-4 Place")
	shortNames([]*Sentence{a, b, c})
	if got, want := named(a)+"; "+named(b)+"; "+named(c), "Organization Council of Norvik, Organization CN; Organization CN, Person Lind; Person Ada Lind, Organization CN"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if shortens("CN", a.Tokens[3:4]) {
		t.Error("an abbreviation has a letter of each capitalised word")
	}
}

// TestTypeAlike: one sure place tells the type of a name at an unsure one.
func TestTypeAlike(t *testing.T) {
	m := &Model{net: &net.Net{Names: net.Classes{Marks: []string{"O", "B-Place", "I-Place", "B-Person", "I-Person"}}}}
	one := "Lind PROPN 2 nsubj,left VERB 0 root"
	a, b := read(t, one, "1-1 Place"), read(t, one, "1-1 Person")
	scores := []float32{0, 1.2, 0, 1, 0, 9, 0, 0, 0, 0, 0, 1, 0, 4, 0, 9, 0, 0, 0, 0}
	m.typeAlike([]*Sentence{a, b}, scores)
	if got := named(a) + "; " + named(b); got != "Person Lind; Person Lind" {
		t.Errorf("%q", got)
	}
	scores[3] = float32(math.Inf(-1))
	m.typeAlike([]*Sentence{a, b}, scores) // no score, however low, breaks it
}

func TestCited(t *testing.T) {
	s := read(t, "trust NOUN 0 root,( PUNCT 3 punct,Marsh PROPN 1 appos,& CCONJ 5 cc,Ode PROPN 3 conj,2010 NUM 3 nmod,; PUNCT 8 punct,May PROPN 1 nmod,2009 NUM 8 nmod,) PUNCT 3 punct,Lind PROPN 1 nmod,et X 11 conj,al. X 12 flat", "3-3 Place")
	if cited(s); named(s) != "Person Marsh, Person Ode, Person Lind" {
		t.Errorf("%q", named(s))
	}
}
