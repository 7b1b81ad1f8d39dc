package main

import (
	"context"
	"fmt"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/loaders"
	"entente/schema"
)

func validateCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "validate",
		Usage:     "check claims files and RDF as a strict load would, and store nothing",
		UsageText: "entente validate FILE|FOLDER|-…",
		Description: `   Every claim is checked: fields, vocabulary, offsets, dates, and that the relation takes such a subject
   and object. What is wrong is said with file and line; the exit code is then 3.

EXAMPLES
   entente validate claims.yaml
   entente extract article.md | entente validate -`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "from", Usage: "the inputs' `FORMAT` (entente schema loaders lists them); recognised without"},
			lexiconFlag(),
		},
		Action: func(c *cli.Context) error {
			o, err := loadOptions(c)
			if err != nil {
				return err
			}
			o.Strict = true
			paths, err := inputPaths(t, c)
			if err != nil {
				return err
			}
			check := &claimChecker{t: t, vocabulary: o.Vocabulary}
			progress := loaders.Progress{Skip: func(name, why string) { t.say("skipped %s: %s", name, why) }}
			if err := loaders.Run(c.Context, loaders.Inputs(paths, t.in, progress), check, o, progress); err != nil {
				return err
			}
			bad := &check.bad
			bad.nothing = check.good == 0
			t.say("%s good, %d bad", plural(check.good, "claim"), bad.rows)
			return bad.orNil()
		},
	}
}

// claimChecker is a sink that only checks.
type claimChecker struct {
	t          *terminal
	vocabulary *schema.Vocabulary
	good       int
	bad        rejected
}

func (k *claimChecker) Begin(context.Context, graph.Source) error         { return nil }
func (k *claimChecker) Describe(context.Context, graph.Description) error { return nil }
func (k *claimChecker) End(context.Context) error                         { return nil }

func (k *claimChecker) Claim(_ context.Context, c graph.Claim) error {
	err := c.Check(k.vocabulary)
	if err == nil {
		err = k.vocabulary.Allows(c.Relation, c.Subject.Type, c.Object.Type)
	}
	if err != nil {
		k.Reject(graph.Rejection{File: c.Source.ID, Reason: fmt.Sprintf("sentence %d: %s", c.Sentence, err)})
		return nil
	}
	k.good++
	return nil
}

func (k *claimChecker) Reject(r graph.Rejection) {
	k.bad.add(r)
	k.t.sayRejection(r)
}
