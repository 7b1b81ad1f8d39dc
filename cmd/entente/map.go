package main

import (
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v2"

	"entente/loaders/dataset"
	"entente/loaders/gazetteer"
	"entente/loaders/mapping"
)

func mapCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "map",
		Usage:     "draft and check the mapping that says what a table means",
		UsageText: "entente map --suggest TABLE\n   entente map --check MAPPING",
		Description: `   --suggest drafts a mapping from a table's header and its first hundred rows and prints it; what it cannot
   know is marked to be checked. Load with it: entente load --mapping MAPPING TABLE.

EXAMPLES
   entente map --suggest alliances.csv > alliances.yaml
   entente map --check alliances.yaml`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "suggest", Usage: "draft a mapping for this `TABLE`; - for standard input"},
			&cli.StringFlag{Name: "check", Usage: "say what is wrong with this `MAPPING`"},
		},
		Action: func(c *cli.Context) error {
			switch {
			case c.NArg() > 0 || (c.String("suggest") == "") == (c.String("check") == ""):
				return usageError(c.Command, "give one of --suggest TABLE and --check MAPPING")
			case c.String("check") != "":
				if _, err := readMapping(c.String("check")); err != nil {
					return err
				}
				t.say("%s is sound", c.String("check"))
				return nil
			}
			return t.suggest(c.String("suggest"))
		},
	}
}

func (t *terminal) suggest(name string) error {
	var r io.Reader = t.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		r = f
	}
	g, err := gazetteer.Builtin()
	if err != nil {
		return err
	}
	draft, err := mapping.Suggest(r, name, dataset.NewNames(g))
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(t.out, draft)
	return err
}

// readMapping reads a user's mapping.
func readMapping(name string) (*mapping.Mapping, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return mapping.Parse(name, text)
}
