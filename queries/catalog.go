package queries

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"entente/schema"
)

// The pattern is what makes a canned query one file and nothing else to
// touch; a test holds the catalogue to its promised names.
//
//go:embed catalog/*.js
var catalogFiles embed.FS

//go:embed prelude.js
var prelude string

// Query is a canned question: Gizmo text with what a user must know to ask it.
type Query struct {
	Name    string   // as in its file's name: "sanctioned-partners"
	Title   string   // the question: "Who trades with those whom X sanctions?"
	Group   string   // heading to list it under: one of Groups
	Params  []Param  // in the order in which they are given
	Columns []Column // of the answer
	Example []string // the arguments of a call
	Notes   string   // what else to know, or ""

	order []orderKey
	lists []string // word lists of the vocabulary that the text uses
	text  string
}

// Param is an argument of a canned query.
type Param struct {
	Name    string    // of the variable in the Gizmo text: "x"
	Type    ParamType // what may be given
	Role    string    // what usage lines call it: "ACTOR"
	Default string    // taken when it is left out; "" if it must be given
	Doc     string
}

// ParamType is what an argument can be.
type ParamType string

// The types of arguments.
const (
	ActorParam    ParamType = "actor"    // a name, an id or a code
	RelationParam ParamType = "relation" // a relation of the vocabulary
	DateParam     ParamType = "date"     // EDTF; the query gets its first day
)

// Column is a column of an answer.
type Column struct {
	Name string
	Type ColumnType
	Doc  string
}

// ColumnType is what the cells of a column are.
type ColumnType string

// The types of columns.
const (
	ActorColumn    ColumnType = "actor"
	RelationColumn ColumnType = "relation"
	ClaimColumn    ColumnType = "claim"
	SourceColumn   ColumnType = "source"
	StatusColumn   ColumnType = "status"
	DateColumn     ColumnType = "date" // EDTF
	TextColumn     ColumnType = "text"
	NumberColumn   ColumnType = "number"
	AnyColumn      ColumnType = "any"
)

// Groups are the headings of the catalogue, in the order to show them.
var Groups = []string{"people", "alliances", "trade", "sanctions", "talks", "conflict", "forces", "evidence"}

var catalog = sync.OnceValue(func() []Query {
	queries, err := readCatalog(catalogFiles)
	if err != nil {
		// The files are part of the program and tested with it.
		panic("queries: " + err.Error())
	}
	return queries
})

func readCatalog(files embed.FS) ([]Query, error) {
	entries, err := files.ReadDir("catalog")
	if err != nil {
		return nil, fmt.Errorf("listing the catalogue: %w", err)
	}
	var queries []Query
	for _, e := range entries {
		data, err := files.ReadFile(path.Join("catalog", e.Name()))
		if err != nil {
			return nil, fmt.Errorf("reading the catalogue: %w", err)
		}
		q, err := parseQuery(strings.TrimSuffix(e.Name(), ".js"), string(data))
		if err != nil {
			return nil, fmt.Errorf("catalog/%s: %w", e.Name(), err)
		}
		queries = append(queries, q)
	}
	slices.SortFunc(queries, func(a, b Query) int { return strings.Compare(a.Name, b.Name) })
	return queries, nil
}

// Catalog lists the canned queries, sorted by name.
func Catalog() []Query { return slices.Clone(catalog()) }

// Find gives the canned query of that name, or an [*UnknownQueryError].
func Find(name string) (Query, error) {
	var names []string
	for _, q := range catalog() {
		if q.Name == name {
			return q, nil
		}
		names = append(names, q.Name)
	}
	return Query{}, &UnknownQueryError{Name: name, Near: schema.Nearest(name, names, 3)}
}

// Usage is the query's call as a usage line shows it: "sanctions-by ACTOR".
func (q Query) Usage() string {
	words := []string{q.Name}
	for _, p := range q.Params {
		if p.Default != "" {
			words = append(words, "["+p.Role+"]")
		} else {
			words = append(words, p.Role)
		}
	}
	return strings.Join(words, " ")
}

// ExampleLine is the query's example as it would be typed, quoted where a
// shell needs it.
func (q Query) ExampleLine() string {
	words := []string{q.Name}
	for _, a := range q.Example {
		if strings.ContainsAny(a, " '&;()") {
			a = `"` + a + `"`
		}
		words = append(words, a)
	}
	return strings.Join(words, " ")
}

// File is the query's file as it stands in the catalogue.
func (q Query) File() string { return q.text }
