package main

import (
	"slices"
	"strings"
	"testing"

	"entente/loaders/article/syntax"
)

// TestOwnNames: the trees of our news have the names that are marked.
func TestOwnNames(t *testing.T) {
	files, err := treesOfNews.ReadDir("own")
	if err != nil || len(files) == 0 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, file := range files {
		text, err := treesOfNews.ReadFile("own/" + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		ownNames(t, file.Name(), string(text))
	}
	if _, _, err := ownTrees(); err != nil {
		t.Error(err)
	}
	if _, err := namerTrees(); err != nil {
		t.Error(err)
	}
}

func ownNames(t *testing.T, file, text string) {
	trees, err := readTrees(strings.NewReader(text), file, ownSet)
	if err != nil {
		t.Fatal(err)
	}
	sentence := -1
	for block := range strings.SplitSeq(text, "\n\n") {
		if !strings.Contains(block, "\n1\t") {
			continue
		}
		sentence++
		read, open, token := trees[sentence], names{}, 0
		for line := range strings.Lines(block) {
			if c := strings.Split(strings.TrimSpace(line), "\t"); len(c) == 10 {
				open.read(c[9], token)
				token++
			}
		}
		for _, m := range open.all {
			kind := kinds[m.kind]
			if kind == "" {
				continue
			}
			if want := (syntax.Span{First: m.first, Last: m.last, Type: kind}); !slices.Contains(read.Names, want) {
				t.Errorf("%s: %s: expected the %s %q, got %v", file, read.text, kind, wordsOf(read.Tokens, want), read.Names)
			}
		}
	}
	if sentence < 100 {
		t.Errorf("%s: %d sentences", file, sentence+1)
	}
}

func TestMarked(t *testing.T) {
	s, err := marked("[P Ada Brandt] flew to [L Norvik] on [X Monday] .")
	if err != nil {
		t.Fatal(err)
	}
	if want := []syntax.Span{{First: 0, Last: 1, Type: "Person"}, {First: 4, Last: 4, Type: "Place"}}; !slices.Equal(s.Names, want) {
		t.Errorf("names %v, expected %v", s.Names, want)
	}
	if want := []syntax.Span{{First: 6, Last: 6, Type: "Other"}}; !slices.Equal(s.others, want) {
		t.Errorf("others %v, expected %v", s.others, want)
	}
	for _, wrong := range []string{"[P Ada [L Norvik]", "[P Ada Brandt flew ."} {
		if _, err := marked(wrong); err == nil {
			t.Errorf("%s: no error", wrong)
		}
	}
}
