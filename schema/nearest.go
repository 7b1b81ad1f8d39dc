package schema

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xrash/smetrics"
)

// Nearest gives at most k of the known words that somebody who typed word may
// have meant, the likeliest first; none if none is near. Case does not count.
// It stands here because every package that refuses a name says what is near.
func Nearest(word string, known []string, k int) []string {
	type near struct {
		word  string
		score float64
	}
	var found []near
	low := strings.ToLower(word)
	seen := map[string]bool{}
	for _, w := range known {
		lw := strings.ToLower(w)
		score := smetrics.JaroWinkler(low, lw, 0.7, 4)
		if len(low) >= 3 && strings.Contains(lw, low) {
			score = max(score, 0.9)
		}
		// 0.82 keeps "sanction"–"sanctions" and "Iram"–"Iran" and drops
		// "trades"–"raids"; measured on the vocabulary and the state names.
		if score >= 0.82 && !seen[w] {
			seen[w] = true
			found = append(found, near{w, score})
		}
	}
	slices.SortFunc(found, func(a, b near) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.word, b.word))
	})
	words := []string{}
	for _, n := range found[:min(k, len(found))] {
		words = append(words, n.word)
	}
	return words
}
