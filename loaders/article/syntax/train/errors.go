package main

import (
	"fmt"
	"strings"

	"entente/loaders/article/syntax"
)

// nameErrors prints where a model's names differ from the treebank's in a
// set, by kind of difference.
func nameErrors(m *syntax.Model, dir, set string) error {
	trees, err := readTreebank(dir, set)
	if err != nil {
		return err
	}
	counts := map[string]int{}
	for i, s := range parse(m, trees) {
		t := trees[i]
		if !t.named {
			continue
		}
		line := func(kind string, a syntax.Span, note string) {
			counts[kind]++
			words := []string{}
			for i := range t.Tokens {
				w := t.Tokens[i].Text
				if i == a.First {
					w = "[" + w
				}
				if i == a.Last {
					w += "]"
				}
				if i >= a.First-6 && i <= a.Last+5 {
					words = append(words, w)
				}
			}
			fmt.Printf("%-9s %-12s %-10s %s\t%s\n", kind, a.Type, t.genre, strings.Join(words, " "), note)
		}
		want, got := keepKinds(t.Names), keepKinds(s.Names)
		overlap := func(a syntax.Span, in []syntax.Span) (string, bool) {
			var notes []string
			for _, b := range in {
				if a == b {
					return "", true
				}
				if a.First <= b.Last && b.First <= a.Last {
					var w []string
					for _, k := range t.Tokens[b.First : b.Last+1] {
						w = append(w, k.Text)
					}
					notes = append(notes, b.Type+" "+strings.Join(w, " "))
				}
			}
			return strings.Join(notes, "; "), false
		}
		for _, a := range want {
			note, same := overlap(a, got)
			switch {
			case same:
				counts["hit"]++
			case note == "":
				line("missed", a, "")
			case strings.Contains(note, a.Type):
				line("cut", a, "read as "+note)
			default:
				line("typed", a, "read as "+note)
			}
		}
		for _, b := range got {
			if note, same := overlap(b, want); !same && note == "" {
				line("invented", b, "")
			}
		}
	}
	fmt.Println(counts)
	return nil
}
