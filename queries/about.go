package queries

import (
	"cmp"
	"context"
	"regexp"
	"strings"

	"entente/graph/store"
)

// letters are those that stand for actors in the titles of questions.
var letters = regexp.MustCompile(`\b[A-Z]\b`)

// About is the question with the labels of the actors that it is asked about
// in the place of the letters that stand for them.
func (q Query) About(ctx context.Context, s *store.Store, args []string) string {
	labels := map[string]string{}
	for i, p := range q.Params {
		if i >= len(args) || p.Type != ActorParam {
			continue
		}
		if a, err := Resolve(ctx, s, args[i]); err == nil {
			labels[strings.ToUpper(p.Name)] = a.Label
		}
	}
	return letters.ReplaceAllStringFunc(q.Title, func(letter string) string { return cmp.Or(labels[letter], letter) })
}
