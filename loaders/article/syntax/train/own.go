package main

import (
	"bytes"
	"embed"
	"fmt"
	"slices"
	"strings"

	"entente/loaders/article/syntax"
)

// Sentences written for this. The treebanks have little news: those in own are
// of that kind, with trees; most are some that an earlier model read wrongly.
// The others, of all genres, have only their names marked, each by a letter for
// its kind; tokens are parted by spaces. Those of namer.txt are for the namer
// alone: in the second cycle they cost more of what the parser reads than they
// gave.
var (
	//go:embed own/*.conllu
	treesOfNews embed.FS
	//go:embed names.txt
	markedNames string
	//go:embed namer.txt
	namersNames string
)

// ownSet is what the set of those with trees is called.
const ownSet = "news"

// ownTimes is how often a pass reads each sentence of ours, treeTimes each of
// those that teach trees alone.
const ownTimes, treeTimes = 3, 2

// letters are the kinds of marked names.
var letters = map[string]string{"[P": "Person", "[O": "Organization", "[L": "Place", "[E": "Event", "[X": "Other"}

// ownTrees are the sentences of our own: those of news.conllu and names.txt,
// and the others, whose names the layers do not learn: capitals of headlines
// would make them reserved about names.
func ownTrees() (named, unnamed []tree, err error) {
	files, err := treesOfNews.ReadDir("own")
	if err != nil {
		return nil, nil, err
	}
	for _, file := range files {
		path := "own/" + file.Name()
		text, err := treesOfNews.ReadFile(path)
		if err != nil {
			return nil, nil, err
		}
		trees, err := readTrees(bytes.NewReader(text), path, ownSet)
		if err != nil {
			return nil, nil, err
		}
		for i := range trees {
			trees[i].kinds = nil // only what has a name is marked as mentioned
		}
		if file.Name() == "news.conllu" {
			named = append(named, trees...)
		} else {
			unnamed = append(unnamed, trees...)
		}
	}
	more, err := markedTrees("names.txt", markedNames)
	if err != nil {
		return nil, nil, err
	}
	for i := range unnamed {
		unnamed[i].named, unnamed[i].Names, unnamed[i].others = false, nil, nil
	}
	return slices.Repeat(append(named, more...), ownTimes), slices.Repeat(unnamed, treeTimes), nil
}

// namerTrees are those of our own sentences that only the namer reads.
func namerTrees() ([]tree, error) {
	trees, err := markedTrees("namer.txt", namersNames)
	return slices.Repeat(trees, ownTimes), err
}

// markedTrees are the sentences of a file of marked names.
func markedTrees(file, content string) (trees []tree, err error) {
	line := 0
	for text := range strings.Lines(content) {
		line++
		if text = strings.TrimSpace(text); text == "" || text[0] == '#' {
			continue
		}
		t, err := marked(text)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, line, err)
		}
		trees = append(trees, t)
	}
	return trees, nil
}

// marked reads a sentence with marked names, "[P Ada Brandt] of [L Norvik]".
func marked(text string) (tree, error) {
	t := tree{named: true, flat: true, newDoc: true}
	kind := ""
	for word := range strings.FieldsSeq(text) {
		if k := letters[word]; k != "" {
			if kind != "" {
				return t, fmt.Errorf("a name begins inside another: %s", text)
			}
			kind = k
			t.Names = append(t.Names, syntax.Span{First: len(t.Tokens), Type: kind})
			continue
		}
		end := kind != "" && strings.HasSuffix(word, "]")
		token := syntax.Token{Text: word, Head: -1}
		if kind != "" {
			token.XPOS = "NNP"
		}
		if end {
			token.Text = word[:len(word)-1]
			t.Names[len(t.Names)-1].Last, kind = len(t.Tokens), ""
		}
		t.Tokens = append(t.Tokens, token)
		t.glued = append(t.glued, false)
	}
	if kind != "" {
		return t, fmt.Errorf("a name does not end: %s", text)
	}
	isOther := func(s syntax.Span) bool { return s.Type == "Other" }
	for _, s := range t.Names {
		if isOther(s) {
			t.others = append(t.others, s)
		}
	}
	t.Names = slices.DeleteFunc(t.Names, isOther)
	return t, nil
}

// moreTrees are what is learnt from besides the training text: our own
// sentences, and the names, but nothing else, of GUM's development set.
// unnamed are those whose names are not to be learnt.
func moreTrees(dir string) (named, unnamed []tree, err error) {
	ours, unnamed, err := ownTrees()
	if err != nil {
		return nil, nil, err
	}
	trees, err := readTreebank(dir, "gum-dev")
	if err != nil {
		return nil, nil, err
	}
	for i := range trees {
		trees[i].flat = true
	}
	return append(trees, ours...), unnamed, nil
}
