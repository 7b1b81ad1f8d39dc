package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/answer"
	"entente/loaders"
	"entente/loaders/dataset"
	"entente/schema"
)

func schemaCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "schema",
		Usage:     "the vocabulary: relations; with an argument, types or loaders",
		UsageText: "entente schema [relations|types|loaders]",
		Description: `EXAMPLES
   entente schema
   entente schema --format json                          a list of {name, label, inverse, symmetric, domain, range, …}
   entente schema types`,
		Flags: []cli.Flag{formatFlag(sheetFormats)},
		Action: func(c *cli.Context) error {
			if err := args(c, 0, 1); err != nil {
				return err
			}
			v := schema.Builtin()
			switch what := c.Args().First(); what {
			case "", "relations":
				return t.write(c, relationSheet(v.Relations()))
			case "types":
				return t.write(c, typeSheet(v.Types()))
			case "loaders":
				var rows [][]any
				for _, l := range loaders.All() {
					var d dataset.Format
					if l.Data != nil {
						d = *l.Data
					}
					var expect []string
					for _, n := range d.Expect {
						expect = append(expect, n.String())
					}
					rows = append(rows, []any{l.Name, l.Title, l.Extensions, d.Publisher, d.Licence, d.URL, d.Read(), d.LeftOut(), expect})
				}
				columns := []string{"name", "reads", "extensions", "publisher", "licence", "url", "columns", "left out", "expected"}
				if f := c.String("format"); f == "" || f == "table" {
					// What each reads and leaves out takes a page.
					for i := range rows {
						rows[i] = rows[i][:5]
					}
					columns = columns[:5]
					t.say("--format json says too where each is published, which columns are read, and what is left out")
				}
				return t.write(c, listSheet(columns, rows))
			default:
				if near := schema.Nearest(what, []string{"relations", "types", "loaders"}, 1); len(near) > 0 {
					return usageError(c.Command, "%q is none of relations, types, loaders: did you mean %s?", what, near[0])
				}
				return usageError(c.Command, "%q is none of relations, types, loaders", what)
			}
		},
	}
}

func relationSheet(relations []schema.Relation) sheet {
	columns := []string{"name", "label", "inverse", "kind", "class", "domain", "range", "plover", "cameo", "wikidata", "doc"}
	return sheet{
		Columns: columns,
		Rows:    len(relations),
		Cell: func(i, j int) string {
			r := relations[i]
			return []string{r.Name, r.Label, r.Inverse, string(r.Kind), string(r.Class), strings.Join(r.Domain, ", "), strings.Join(r.Range, ", "), r.PLOVER, r.CAMEO, r.Wikidata, r.Doc}[j]
		},
		Object: func(i int) ([]byte, error) { return answer.Encode(relations[i]) },
	}
}

func typeSheet(types []schema.EntityType) sheet {
	return sheet{
		Columns: []string{"name", "label", "parent", "wikidata", "doc"},
		Rows:    len(types),
		Cell: func(i, j int) string {
			t := types[i]
			return []string{t.Name, t.Label, t.Parent, t.Wikidata, t.Doc}[j]
		},
		Object: func(i int) ([]byte, error) { return answer.Encode(types[i]) },
	}
}
