package answer

import (
	"slices"
	"strings"

	"entente/graph/store"
	"entente/queries"
)

// Result is a query's answer.
func Result(r queries.Result) Sheet {
	return Sheet{
		Columns: r.Names(),
		Rows:    len(r.Rows),
		Cell:    func(i, j int) string { return r.Text(r.Rows[i][j]) },
		Object:  r.MarshalRow,
	}
}

// Queries lists the canned questions, a group after the other.
func Queries() Sheet {
	all := queries.Catalog()
	slices.SortStableFunc(all, func(a, b queries.Query) int { return strings.Compare(a.Group, b.Group) })
	rows := make([][]any, len(all))
	for i, q := range all {
		rows[i] = []any{q.Group, q.Usage(), q.Title, Command("query", append([]string{q.Name}, q.Example...)...)}
	}
	return List([]string{"group", "query", "answers", "example"}, rows)
}

// Stats gives a row a count.
func Stats(stats store.Stats) Sheet {
	rows := [][]any{
		{"all", "sources", stats.Sources}, {"all", "claims", stats.Claims}, {"all", "actors", stats.Actors}, {"all", "quads", stats.Quads},
	}
	for _, part := range []struct {
		name   string
		counts []store.Count
	}{{"claims by status", stats.Statuses}, {"claims by relation", stats.Relations}, {"actors by type", stats.Types}} {
		for _, n := range part.counts {
			rows = append(rows, []any{part.name, n.Name, n.N})
		}
	}
	return List([]string{"of", "name", "count"}, rows)
}

// Command is a command line that can be pasted into a shell: entente, the
// command, and what it is given.
func Command(name string, args ...string) string {
	words := []string{"entente", name}
	for _, a := range args {
		words = append(words, Quote(a))
	}
	return strings.Join(words, " ")
}

// Quote quotes an argument for a shell where it must be.
func Quote(a string) string {
	if a != "" && !strings.ContainsFunc(a, func(r rune) bool { return strings.ContainsRune(" '\"\\$&|;<>()*?[]#~`!\n\t", r) }) {
		return a
	}
	if !strings.ContainsAny(a, "\"\\$`!") {
		return `"` + a + `"`
	}
	return "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
}
