package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"entente/loaders/article/syntax"
)

func evaluate(dir, file, errorsOf, text string) error {
	m, err := syntax.Load()
	if file != "" {
		var data []byte
		if data, err = os.ReadFile(file); err == nil {
			m, err = syntax.Decode(data)
		}
	}
	if err != nil {
		return fmt.Errorf("loading the model to score: %w", err)
	}
	if text != "" {
		return speed(m, text)
	}
	if errorsOf != "" {
		return nameErrors(m, dir, errorsOf)
	}
	return scores(m, dir, []string{"ewt-dev", "ewt-test", "gum-dev", "gum-test"}, true)
}

// scores prints how well a model reads sets of trees, with gold tokens;
// in full also by genre, and sentences and tokens from raw text.
func scores(m *syntax.Model, dir string, sets []string, full bool) error {
	var press score
	for _, set := range sets {
		trees, err := readTreebank(dir, set)
		if err != nil {
			return err
		}
		if full {
			segmentation(m, set, trees)
		}
		var all score
		genres := map[string]*score{}
		read := parse(m, trees)
		for i, t := range trees {
			s := *read[i]
			all.add(t, s)
			if genres[t.genre] == nil {
				genres[t.genre] = &score{}
			}
			genres[t.genre].add(t, s)
			if strings.HasPrefix(set, "gum") && (t.genre == "news" || t.genre == "interview") {
				press.add(t, s)
			}
		}
		fmt.Printf("%-22s %v\n", set, all)
		if full {
			for _, g := range slices.Sorted(maps.Keys(genres)) {
				fmt.Printf("  %-20s %v\n", g, *genres[g])
			}
		}
	}
	fmt.Printf("%-22s %v\n", "gum news+interview", press)
	return nil
}

// parse reads gold tokens, document by document.
func parse(m *syntax.Model, trees []tree) []*syntax.Sentence {
	var all []*syntax.Sentence
	first := 0
	for i, t := range trees {
		s := &syntax.Sentence{Tokens: make([]syntax.Token, len(t.Tokens))}
		at := 0
		for i, k := range t.Tokens {
			s.Tokens[i] = syntax.Token{Text: k.Text, Start: at, End: at + len(k.Text)}
			if at += len(k.Text); !t.glued[i] {
				at++
			}
		}
		all = append(all, s)
		if i == len(trees)-1 || trees[i+1].newDoc {
			m.Parse(all[first:])
			first = len(all)
		}
	}
	return all
}

// segmentation scores sentences and tokens from raw text.
func segmentation(m *syntax.Model, set string, trees []tree) {
	var text strings.Builder
	type span struct{ start, end int }
	goldT, goldS := map[span]bool{}, map[span]bool{}
	for i, t := range trees {
		if i > 0 && t.newPar {
			text.WriteString("\n\n")
		} else if i > 0 {
			text.WriteString(" ")
		}
		start := text.Len()
		for k, tok := range t.Tokens {
			at := text.Len()
			text.WriteString(tok.Text)
			goldT[span{at, text.Len()}] = true
			if k < len(t.Tokens)-1 && !t.glued[k] {
				text.WriteString(" ")
			}
		}
		goldS[span{start, text.Len()}] = true
	}
	okT, nT, okS, nS := 0, 0, 0, 0
	for s := range m.Sentences(text.String()) {
		nS++
		if goldS[span{s.Start, s.End}] {
			okS++
		}
		for _, t := range s.Tokens {
			nT++
			if goldT[span{t.Start, t.End}] {
				okT++
			}
		}
	}
	f := func(ok, n, g int) float64 { return 200 * float64(ok) / float64(n+g) }
	fmt.Printf("%s raw: tokens F1 %.2f sentences F1 %.2f\n", set, f(okT, nT, len(goldT)), f(okS, nS, len(goldS)))
}
