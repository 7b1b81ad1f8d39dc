package answer

import "entente/graph/store"

// Sources gives a row a source; as JSON all that is known of it.
func Sources(found []store.SourceCount) Sheet {
	rows, more := make([][]any, len(found)), make([][]any, len(found))
	for i, s := range found {
		rows[i] = []any{s.ID, Some(s.Published), Some(s.Publisher), Some(s.Title), s.Claims, Some(s.URL), Some(s.Licence)}
		more[i] = []any{s.SHA256, Some(s.Version), Some(s.Series), Some(s.Replaces)}
	}
	return ListWith([]string{"id", "published", "publisher", "title", "claims", "url", "licence"}, rows, []string{"sha256", "version", "series", "replaces"}, more)
}
