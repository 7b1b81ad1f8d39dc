package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/answer"
	"entente/graph"
	"entente/queries"
)

func whyCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "why",
		Usage:     "the sentences behind an edge, with the words marked",
		UsageText: "entente why SUBJECT RELATION OBJECT | entente why CLAIM",
		Description: `   RELATION may be "any": everything that is said of the two, both ways, denied and planned claims too.

EXAMPLES
   entente why Iran trades-with China
   entente why US any Iran --as-of 2025-06               what was said of the two by then
   entente why claim:935f47e5cc720a456f72095d            one claim, by its id
   entente why US any Iran --format jsonl                whole claims, as extract prints them`,
		Flags: slices.Concat(askedFlags(), []cli.Flag{formatFlag("text, json, jsonl, csv or md")}, narrowFlags()),
		Action: func(c *cli.Context) error {
			one := c.NArg() == 1 && strings.HasPrefix(c.Args().First(), graph.ClaimPrefix)
			if err := args(c, 3, 3); err != nil && !one {
				return err
			}
			if server, err := asked(c); err != nil {
				return err
			} else if server != nil {
				return t.askWhy(c, server, one)
			}
			s, err := open(c, false)
			if err != nil {
				return err
			}
			defer s.Close()
			var why queries.Evidence
			if one {
				why, err = queries.WhyClaim(c.Context, s, c.Args().First())
			} else {
				why, err = queries.WhyWith(c.Context, s, c.Args().Get(0), c.Args().Get(1), c.Args().Get(2), narrowed(c))
			}
			if err != nil {
				return err
			}
			return t.printWhy(c, why)
		},
	}
}

// printWhy writes evidence as --format says: text for people without.
func (t *terminal) printWhy(c *cli.Context, why queries.Evidence) error {
	if len(why.Items) == 0 {
		t.say("nothing says that %s %s %s; entente query between %s %s shows all that links them",
			why.Subject.Label, why.Relation, why.Object.Label, quoteArg(why.Subject.Label), quoteArg(why.Object.Label))
	}
	if f := c.String("format"); f != "" && f != "text" && f != "table" {
		return t.write(c, answer.Why(why))
	}
	for i, item := range why.Items {
		if i > 0 {
			fmt.Fprintln(t.out)
		}
		t.printEvidence(item)
	}
	return nil
}

// printEvidence prints a claim for people: what it says, the sentence with
// its words marked, and where it stands.
func (t *terminal) printEvidence(item queries.Item) {
	c := item.Claim
	line := fmt.Sprintf("%s %s %s", c.Subject.Label, relationLabel(c.Relation), c.Object.Label)
	for _, extra := range []string{statusNote(c.Status), c.Time.EDTF, answer.AmountText(c.Amount)} {
		if extra != "" {
			line += " · " + extra
		}
	}
	fmt.Fprintln(t.out, t.colour(bold, printable(line)))
	fmt.Fprintln(t.out, "   "+t.marked(c.Quote, item.Marks))
	where := answer.SourceName(c.Source)
	if c.Source.Title != "" {
		where += ": " + c.Source.Title
	}
	if c.Source.URL != "" {
		where += " <" + c.Source.URL + ">"
	}
	fmt.Fprintf(t.out, "   %s\n", printable(where))
	note := fmt.Sprintf("sentence %d, bytes %d to %d · confidence %.2f · %s · %s", c.Sentence, c.Start, c.End, c.Confidence, c.Rule, c.ID)
	if c.Speaker != nil {
		note = "said by " + c.Speaker.Label + " · " + note
	}
	fmt.Fprintf(t.out, "   %s\n", printable(note))
}

// marked shows a quote with its mentions marked: in colour on a terminal,
// else between square brackets.
func (t *terminal) marked(quote string, marks []queries.Mark) string {
	marks = slices.Clone(marks)
	slices.SortFunc(marks, func(a, b queries.Mark) int { return a.Start - b.Start })
	var b strings.Builder
	at := 0
	for _, m := range marks {
		if m.Start < at || m.End > len(quote) {
			continue
		}
		b.WriteString(printable(quote[at:m.Start]))
		word := printable(quote[m.Start:m.End])
		switch {
		case !t.colours():
			b.WriteString("[" + word + "]")
		case m.Role == "trigger":
			b.WriteString(t.colour(bold, word))
		case m.Role == "subject":
			b.WriteString(t.colour(blue, word))
		default:
			b.WriteString(t.colour(orange, word))
		}
		at = m.End
	}
	return b.String() + printable(quote[at:])
}

func statusNote(s graph.Status) string {
	if s == graph.Asserted {
		return ""
	}
	return string(s)
}

func relationLabel(name string) string {
	if r, _, err := queries.Relation(name); err == nil {
		return r.Label
	}
	return name
}
