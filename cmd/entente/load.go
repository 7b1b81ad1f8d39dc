package main

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/intake"
	"entente/graph"
	"entente/graph/store"
	"entente/loaders"
	"entente/loaders/article/document"
	"entente/loaders/dataset"
)

func loadCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "load",
		Usage:     "read articles, data sets, claims files and RDF into a store",
		UsageText: "entente load FILE|FOLDER|-…",
		Description: `   Loading again changes nothing. A document whose text has changed replaces the claims it gave before.
   A source enters the store whole or not at all. Rows and files that cannot be used are said with file, line
   and reason, the rest is loaded, and the exit code is 3; it is 1 if none of the files could be used.
   A new version of a list ends the claims of records that are gone or changed and says how many; --date says of
   which day a file is that does not say so itself. Files of one set (sdn.csv, add.csv, …) are read together where
   they lie beside each other, also in a zip archive.

EXAMPLES
   entente load article.md claims.jsonl graph.nq
   entente load --db press.db articles/                  every file below the folder
   entente extract article.md | entente load -
   entente load --date 2021-08-20 sdn.csv                add.csv, alt.csv and sdn_comments.csv beside it are read with it
   entente load --server http://127.0.0.1:64210/ --token-file token article.md
                                                         into the store that a server holds (entente serve --read-write)
   entente load --replace claims.yaml                    the edited file takes the place of what its sources gave`,
		Flags: slices.Concat(askedFlags(), articleFlags(), extractorFlags(), []cli.Flag{
			&cli.StringFlag{Name: "from", Usage: "the inputs' `FORMAT` (entente schema loaders lists them); recognised without"},
			&cli.BoolFlag{Name: "replace", Usage: "take out what a source gave before, also if its text is the same"},
			&cli.BoolFlag{Name: "resume", Usage: "go on with a load that was cut short: what the store holds of the same text is not done again"},
			&cli.StringFlag{Name: "rejects", Usage: "write the rows that could not be used to this `FILE`: JSON Lines, or CSV if its name ends in .csv"},
			&cli.StringSliceFlag{Name: "mapping", Usage: "read tables as this `FILE` says (entente map drafts one)"},
			&cli.IntFlag{Name: "min-mentions", Usage: "leave out coded events (GDELT) that the news mention less than `N` times", Action: atLeast("min-mentions", 0)},
			&cli.IntFlag{Name: "min-sources", Usage: "leave out coded events (GDELT) that fewer than `N` sources mention", Action: atLeast("min-sources", 0)},
			&cli.IntFlag{Name: "memory", Value: 512, Usage: "what sorting a large source may take, in `MB`", Action: atLeast("memory", 1)},
			&cli.BoolFlag{Name: "strict", Usage: "reject claims whose subject or object the relation does not take"},
			lexiconFlag(), namesFromFlag(), decisionFlags()[0],
		}),
		Action: func(c *cli.Context) error {
			if server, err := asked(c); err != nil {
				return err
			} else if server != nil {
				return t.sendLoad(c, server)
			}
			if c.Bool("resume") && c.Bool("replace") {
				return usageError(c.Command, "--resume does not read again what the store holds, --replace does: give one of them")
			}
			keepWithin(220 << 20)
			o, err := loadOptions(c)
			if err != nil {
				return err
			}
			for _, name := range c.StringSlice("mapping") {
				m, err := readMapping(name)
				if err != nil {
					return err
				}
				o.Formats = append(o.Formats, m.Format())
			}
			o.Least = dataset.Least{Mentions: c.Int("min-mentions"), Sources: c.Int("min-sources")}
			paths, err := inputPaths(t, c)
			if err != nil {
				return err
			}
			// A slip of the pen is not to leave an empty store behind.
			create := slices.ContainsFunc(paths, loaders.There)
			s, err := openWith(c.Context, c.String("db"), store.Options{Create: create, Memory: int64(c.Int("memory")) << 20, Cache: 24 << 20})
			if !create && errors.Is(err, store.ErrNotExist) {
				return fmt.Errorf("%s: %w", strings.Join(paths, ", "), loaders.NotThere(paths[0]))
			}
			if err != nil {
				return err
			}
			undated := 0
			o.Undated = func() { undated++ }
			held := false // something was there, and was not read again
			if c.Bool("resume") {
				o.Skip = func(d document.Document) (bool, error) {
					source := d.Source()
					had, err := s.Source(c.Context, source.ID)
					if errors.Is(err, store.ErrNotFound) {
						return false, nil
					}
					same := err == nil && had.SHA256 == source.SHA256
					held = held || same
					return same, err
				}
				o.Held = func(source graph.Source, claims iter.Seq[string]) (bool, error) {
					same, err := s.Holds(c.Context, source, claims)
					held = held || same
					return same, err
				}
			}
			summary, err := t.load(c, s, paths, o)
			if o.Usage != nil {
				t.say("%s", o.Usage())
			}
			var undecided error
			if err == nil {
				undecided = t.followDecisions(c, s)
			}
			if cerr := s.Close(); err == nil {
				err = cerr
			}
			if err != nil {
				return err
			}
			t.say("%s", summary)
			t.sayUndated(undated)
			if undecided != nil {
				return undecided
			}
			r := rejected{summary.Rejected, summary.Unread, summary.Sources == 0 && !held}
			return r.orNil()
		},
	}
}

// load runs a load with a progress bar and says what became of each source
// that was not simply added.
func (t *terminal) load(c *cli.Context, s *store.Store, paths []string, o loaders.Options) (intake.Summary, error) {
	bar := newBar(t)
	progress := bar.progress()
	sink := newLoadSink(s, bar, o.Gazetteer, c.Bool("replace"))
	o.Warn = func(warning string) { bar.say("%s", printable(warning)) }
	if file := c.String("rejects"); file != "" {
		r, err := newRejects(file)
		if err != nil {
			return sink.Summary, err
		}
		sink.rejects = r
	}
	err := loaders.Run(c.Context, loaders.Inputs(paths, t.in, progress), sink, o, progress)
	bar.close()
	if rerr := sink.rejects.close(); err == nil {
		err = rerr
	}
	return sink.Summary, err
}
