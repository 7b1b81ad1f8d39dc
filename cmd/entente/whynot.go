package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/answer"
	"entente/loaders/article"
	"entente/loaders/article/document"
	"entente/schema"
)

func whyNotCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "why-not",
		Usage:     "say which step of reading lost a claim that an article should give",
		UsageText: "entente why-not SUBJECT RELATION OBJECT --in FILE",
		Description: `   The steps: mention (the words were not found), resolution (they mean somebody else), sentence (no
   sentence names both), trigger (no known words join them), relation and direction (another was read),
   dropped (it was refused, and why), status (it is denied in the text).

EXAMPLES
   entente why-not Iran trades-with China --in article.md
   entente why-not --date 2024-05-01 --format json 'the EU' sanctions Belarus --in article.txt`,
		Flags: append(articleFlags(),
			&cli.StringFlag{Name: "in", Usage: "the article's `FILE`, plain text or Markdown"},
			lexiconFlag(), formatFlag(sheetFormats),
		),
		Action: func(c *cli.Context) error {
			if err := args(c, 3, 3); err != nil {
				return err
			}
			file := c.String("in")
			if file == "" {
				return usageError(c.Command, "--in FILE is missing: the article in which the claim should be")
			}
			o, err := loadOptions(c)
			if err != nil {
				return err
			}
			subject, relation, object := c.Args().Get(0), c.Args().Get(1), c.Args().Get(2)
			if _, ok := o.Vocabulary.Relation(relation); !ok {
				var names []string
				for _, r := range o.Vocabulary.Relations() {
					names = append(names, r.Name)
				}
				hint := "entente schema lists them"
				if near := schema.Nearest(relation, names, 3); len(near) > 0 {
					hint = "did you mean " + strings.Join(near, ", ") + "?"
				}
				return usageError(c.Command, "there is no relation %q: %s", relation, hint)
			}
			f, err := os.Open(file)
			if err != nil {
				return fmt.Errorf("reading the article: %w", err)
			}
			defer f.Close()
			d, err := document.Read(f, file, o.Given)
			if err != nil {
				return fmt.Errorf("reading %s: %w", file, err)
			}
			reader, err := o.Reader()
			if err != nil {
				return err
			}
			found, err := reader.WhyNot(c.Context, d, subject, relation, object)
			if err != nil {
				return fmt.Errorf("reading %s: %w", file, err)
			}
			return t.write(c, findingSheet(found))
		},
	}
}

func findingSheet(found []article.Finding) sheet {
	return sheet{
		Columns: []string{"sentence", "step", "says"},
		Rows:    len(found),
		Cell: func(i, j int) string {
			f := found[i]
			n := ""
			if f.Sentence > 0 {
				n = fmt.Sprint(f.Sentence)
			}
			return []string{n, f.Step, f.Says}[j]
		},
		Object: func(i int) ([]byte, error) { return answer.Encode(found[i]) },
	}
}
