package answer

import (
	"fmt"

	"entente/graph/store"
)

// Sources gives a row a source: as JSON all that is known of it.
func Sources(found []store.SourceCount) Sheet {
	return Sheet{
		Columns: []string{"id", "title", "publisher", "published", "claims", "url", "licence", "version", "series"},
		Rows:    len(found),
		Cell: func(i, j int) string {
			s := found[i]
			return []string{s.ID, s.Title, s.Publisher, s.Published, fmt.Sprint(s.Claims), s.URL, s.Licence, s.Version, s.Series}[j]
		},
		Object: func(i int) ([]byte, error) { return Encode(found[i]) },
	}
}
