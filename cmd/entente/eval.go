package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/answer"
	"entente/graph"
	"entente/loaders/article"
	"entente/loaders/article/document"
	"entente/loaders/article/eval"
)

func evalCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "eval",
		Usage:     "measure extraction against gold: precision, recall and F1 per relation, kinds of faults, speed",
		UsageText: "entente eval GOLD",
		Description: `   GOLD is JSON Lines: {"id","date","text","gold":[{"subject","relation","object","status"}]}; subject,
   relation and object may be lists of which any will do, "must": false is right but need not be found.
   Strict wants the same label and status; relaxed that one label or mention contains the other.

EXAMPLES
   entente eval testdata/gold/sentences.jsonl
   entente eval --misses gold.jsonl                      what was not found, and what is not in the gold`,
		Flags: []cli.Flag{
			formatFlag("table or json"), lexiconFlag(),
			&cli.BoolFlag{Name: "misses", Usage: "list the gold that was not found and the claims that are not in it"},
		},
		Action: func(c *cli.Context) error {
			if err := args(c, 1, 1); err != nil {
				return err
			}
			o, err := loadOptions(c)
			if err != nil {
				return err
			}
			reader, err := o.Reader()
			if err != nil {
				return err
			}
			name := c.Args().First()
			f := os.Stdin
			if name != "-" {
				if f, err = os.Open(name); err != nil {
					return err
				}
				defer f.Close()
				if info, err := f.Stat(); err == nil && info.IsDir() {
					return usageError(c.Command, "%s is a folder: name the file of gold in it", name)
				}
			}
			rep, err := eval.Run(c.Context, eval.ReadGold(f), evalExtractor(reader), o.Vocabulary)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if rep.Items == 0 {
				return fmt.Errorf("%s: there is no gold in it", name)
			}
			if err := t.writeReport(c, rep); err != nil {
				return err
			}
			t.say("%s in %s", plural(rep.Items, "item"), rep.Elapsed.Round(time.Millisecond))
			return nil
		},
	}
}

// evalExtractor reads gold items as documents.
func evalExtractor(e article.Extractor) eval.Extractor {
	return func(ctx context.Context, item eval.Item) ([]graph.Claim, error) {
		return e.Read(ctx, document.Plain(item.ID, item.Date, item.Text))
	}
}

func (t *terminal) writeReport(c *cli.Context, rep *eval.Report) error {
	switch f := c.String("format"); f {
	case "json":
		text, err := answer.Encode(rep)
		if err != nil {
			return err
		}
		t.print("%s", text)
		return nil
	case "", "table":
	default:
		return usageError(c.Command, "unknown format %q: there are table and json", f)
	}
	if err := rep.WriteTable(t.out); err != nil {
		return err
	}
	if c.Bool("misses") {
		t.print("\nNot found")
		for _, m := range rep.Misses {
			t.print("   %s", printable(m))
		}
		t.print("\nNot in the gold")
		for _, x := range rep.Extra {
			t.print("   %s", printable(x))
		}
	}
	return nil
}
