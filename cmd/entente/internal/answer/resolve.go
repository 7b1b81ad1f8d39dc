package answer

import (
	"fmt"

	"entente/loaders/article"
)

// Resolutions gives a row for each of the words whose meaning was asked.
func Resolutions(found []article.Resolution) Sheet {
	return Sheet{
		Columns: []string{"text", "label", "type", "country", "sector", "score", "rule", "runner-up"},
		Rows:    len(found),
		Cell: func(i, j int) string {
			r := found[i]
			score := ""
			if r.Actor != "" {
				score = fmt.Sprintf("%.2f", r.Score)
			}
			second := r.RunnerUp
			if second != "" {
				second += fmt.Sprintf(" %.2f", r.RunnerUpScore)
			}
			return []string{r.Text, r.Label, r.Type, r.Country, r.Sector, score, r.Rule, second}[j]
		},
		Object: func(i int) ([]byte, error) { return Encode(found[i]) },
	}
}
