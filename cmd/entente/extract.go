package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/answer"
	"entente/graph"
	"entente/graph/export"
	"entente/loaders"
	"entente/loaders/article"
	"entente/loaders/article/document"
	"entente/schema"
)

func extractCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "extract",
		Usage:     "read articles and print the claims in them; store nothing",
		UsageText: "entente extract FILE…|-",
		Description: `   One claim a line, JSON, with the sentence it rests on. What it prints
   as JSON or YAML can be edited and loaded; tables are to be looked at.
   The date of the article anchors "Friday" and "last month"; without --date one is looked for in the text.

EXAMPLES
   entente extract --date 2026-02-07 --publisher "Gulf Post" article.txt
   entente extract --format table article.md
   entente extract --format csv news/*.md > claims.csv    the columns of entente export --format csv
   entente extract --from jsonl < documents.jsonl        {"id","date","title","publisher","url","text"} a line
   entente extract --format yaml article.md > claims.yaml
   entente extract 'news/**/*.md' --output claims.jsonl --resume
   entente extract --extractor llm --llm-url http://127.0.0.1:11434/v1 --model qwen3:8b article.md`,
		Flags: append(append(articleFlags(), extractorFlags()...),
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE` instead of standard output"},
			&cli.BoolFlag{Name: "resume", Usage: "go on after the last document whose claims --output holds whole"},
			&cli.StringFlag{Name: "from", Usage: "read the input as `FORMAT`: article, jsonl, html, feed or warc; recognised without"},
			formatFlag(claimFormats), lexiconFlag(), namesFromFlag(),
			&cli.BoolFlag{Name: "explain", Usage: "print, sentence by sentence, what each step found: tree, mentions and whom they mean and why, relations and what became of them"},
		),
		Action: func(c *cli.Context) error {
			// A book in one document has its claims held until it is read;
			// the garbage of reading it need not be held too.
			keepWithin(180 << 20)
			o, err := loadOptions(c)
			if err != nil {
				return err
			}
			o.Prose = true
			printer, err := newClaimPrinter(c, t)
			if err != nil {
				return err
			}
			defer printer.release()
			o.Skip = printer.skip()
			o.Undated = func() { printer.undated++ }
			if c.Bool("explain") {
				o.Explain = printer.explain(c)
			}
			paths, err := inputPaths(t, c)
			if err != nil {
				return err
			}
			progress := loaders.Progress{Skip: func(name, why string) { t.say("skipped %s: %s", name, why) }}
			if err := loaders.Run(c.Context, loaders.Inputs(paths, t.in, progress), printer, o, progress); err != nil {
				return err
			}
			if o.Usage != nil {
				t.say("%s", o.Usage())
			}
			return printer.close()
		},
	}
}

// articleFlags say what an article does not say of itself.
func articleFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "date", Usage: "the article was published on `DATE` (YYYY-MM-DD)"},
		&cli.StringFlag{Name: "publisher", Usage: "the article's `PUBLISHER`"},
		&cli.StringFlag{Name: "title", Usage: "the article's `TITLE`"},
		&cli.StringFlag{Name: "url", Usage: "the article's `URL`; names the source"},
		&cli.Float64Flag{Name: "min-confidence", Usage: "only claims read from prose that are at least this `SURE`, from 0 (all) to 1; without, from 0.4 on"},
	}
}

// loadOptions reads the flags that say how inputs are read.
func loadOptions(c *cli.Context) (loaders.Options, error) {
	o := loaders.Options{From: c.String("from"), Vocabulary: schema.Builtin(), Strict: c.Bool("strict")}
	if o.From != "" {
		if _, err := loaders.Find(o.From); err != nil {
			return o, usageError(c.Command, "%s", err)
		}
	}
	return o, useReader(c, &o)
}

// inputPaths gives the inputs a command was given; none is standard input,
// unless that is a terminal.
func inputPaths(t *terminal, c *cli.Context) ([]string, error) {
	if c.NArg() > 0 {
		return c.Args().Slice(), nil
	}
	if isTerminal(t.in) {
		return nil, usageError(c.Command, "nothing to read: usage: %s", c.Command.UsageText)
	}
	return []string{"-"}, nil
}

// claimPrinter is a sink that prints claims as they come.
type claimPrinter struct {
	t        *terminal
	out      *bufio.Writer
	write    func(io.Writer, graph.Claim) error
	format   string
	claims   []graph.Claim // only for tables, which need them all
	written  int
	rejected rejected
	file     *outputFile  // nil for standard output
	source   graph.Source // the last one; its ID is "" if there was none
	others   bool         // some were read that are not printed as claims
	some     bool         // claims were printed
	undated  int          // documents of which nobody said when they were published
}

// claimFormats are the forms extract writes claims in.
const claimFormats = "jsonl, json, csv, yaml, table or md"

func newClaimPrinter(c *cli.Context, t *terminal) (*claimPrinter, error) {
	p := &claimPrinter{t: t, out: bufio.NewWriter(t.out), format: c.String("format")}
	switch p.format {
	case "", "jsonl":
		p.write = writeJSONL
	case "json":
		p.write = p.writeJSON
	case "csv":
		p.write = p.writeCSV
	case "yaml":
		p.write = writeYAML
	case "table", "md":
		p.write = func(_ io.Writer, c graph.Claim) error {
			p.claims = append(p.claims, c)
			return nil
		}
	default:
		return nil, usageError(c.Command, "unknown format %q: there are %s", p.format, claimFormats)
	}
	path, resume := c.String("output"), c.Bool("resume")
	switch {
	case resume && (path == "" || path == "-"):
		return nil, usageError(c.Command, "--resume needs --output FILE, the file to go on with")
	case resume && (p.format != "" && p.format != "jsonl" && p.format != "yaml" || c.Bool("explain")):
		return nil, usageError(c.Command, "--resume goes with jsonl and yaml only")
	case path != "" && path != "-":
		var err error
		if p.file, err = openOutput(path, resume); err != nil {
			return nil, err
		}
		p.out = bufio.NewWriter(p.file)
	}
	return p, nil
}

func writeJSONL(w io.Writer, c graph.Claim) error {
	text, err := answer.Encode(c)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s\n", text)
	return err
}

// writeJSON writes an element of an array, which close ends.
func (p *claimPrinter) writeJSON(w io.Writer, c graph.Claim) error {
	text, err := answer.Encode(c)
	if err != nil {
		return err
	}
	before := ",\n"
	if p.written == 0 {
		before = "[\n"
	}
	p.written++
	_, err = fmt.Fprintf(w, "%s%s", before, text)
	return err
}

func (p *claimPrinter) writeCSV(w io.Writer, c graph.Claim) error {
	var rows []byte
	if p.written == 0 {
		rows = export.AppendCSVHeader(rows)
	}
	p.written++
	_, err := w.Write(export.AppendCSV(rows, &c))
	return err
}

func writeYAML(w io.Writer, c graph.Claim) error {
	text, err := yaml.MarshalWithOptions([]graph.Claim{c}, yaml.UseLiteralStyleIfMultiline(false))
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

// skip tells what a run that is resumed has read before.
func (p *claimPrinter) skip() func(document.Document) (bool, error) {
	if p.file == nil || !p.file.resumed {
		return nil
	}
	return func(d document.Document) (bool, error) {
		held := p.file.holds(d.Source())
		p.others = p.others || held
		return held, nil
	}
}

// release closes the output after an error; close has done it otherwise.
func (p *claimPrinter) release() {
	if p.file != nil {
		p.file.Close()
	}
}

func (p *claimPrinter) Begin(_ context.Context, s graph.Source) error {
	p.source = s
	return nil
}

func (p *claimPrinter) Describe(context.Context, graph.Description) error { return nil }

func (p *claimPrinter) Claim(_ context.Context, c graph.Claim) error {
	p.some = true
	return p.write(p.out, c)
}

// End hands on a document's claims at once: the next may be long in coming.
func (p *claimPrinter) End(context.Context) error {
	if err := p.out.Flush(); err != nil || p.file == nil {
		return err
	}
	return p.file.finish(p.source)
}

func (p *claimPrinter) Reject(r graph.Rejection) {
	p.rejected.add(r)
	p.t.sayRejection(r)
}

// explain prints traces instead of claims: JSON if --format jsonl says so.
func (p *claimPrinter) explain(c *cli.Context) func(*article.Trace) error {
	return func(trace *article.Trace) error {
		p.others = true
		if c.String("format") != "jsonl" {
			if err := trace.Write(p.out); err != nil {
				return err
			}
			return p.out.Flush()
		}
		text, err := answer.Encode(trace)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(p.out, "%s\n", text); err != nil {
			return err
		}
		return p.out.Flush()
	}
}

func (p *claimPrinter) close() error {
	switch {
	case p.format == "md":
		drawMarkdown(p.out, claimSheet(p.claims))
	case p.claims != nil:
		drawTable(p.out, claimSheet(p.claims), width(p.t.out))
	case p.format == "json" && p.written == 0:
		p.out.WriteString("[]\n")
	case p.format == "json":
		p.out.WriteString("\n]\n")
	case p.format == "csv" && p.written == 0:
		p.out.Write(export.AppendCSVHeader(nil))
	}
	if err := p.out.Flush(); err != nil {
		return err
	}
	if p.file != nil {
		if err := p.file.Close(); err != nil {
			return err
		}
	}
	if p.source.ID != "" && !p.some && !p.others {
		p.t.say("no claims: --explain shows what was found in each sentence, and what became of it")
	}
	p.t.sayUndated(p.undated)
	p.rejected.nothing = p.source.ID == "" && !p.others
	return p.rejected.orNil()
}

// sayUndated says what could not be reckoned in n documents that have no date.
func (t *terminal) sayUndated(n int) {
	switch {
	case n == 1:
		t.say("the document has no date: when \"Friday\" was and who \"the president\" was could not be reckoned; --date YYYY-MM-DD gives one")
	case n > 1:
		t.say("%d documents have no date: when \"Friday\" was and who \"the president\" was could not be reckoned in them; --date YYYY-MM-DD gives one", n)
	}
}

func claimSheet(claims []graph.Claim) sheet {
	rows := make([][]any, len(claims))
	for i, c := range claims {
		rows[i] = []any{c.Subject.Label, c.Relation, c.Object.Label, c.Status, c.Time.EDTF, answer.AmountText(c.Amount), c.Sentence, strings.TrimSpace(c.Quote)}
	}
	return listSheet([]string{"subject", "relation", "object", "status", "date", "amount", "sentence", "quote"}, rows)
}

// sayRejection says which row could not be used, and why.
func (t *terminal) sayRejection(r graph.Rejection) {
	where := r.File
	if where == "-" {
		where = "standard input"
	}
	if r.Line > 0 {
		where += fmt.Sprintf(":%d", r.Line)
	}
	t.say("entente: %s: %s", printable(where), printable(r.Reason))
}

// checkDate checks --date before anything is read.
func checkDate(c *cli.Context) error {
	if d := c.String("date"); d != "" {
		if _, err := graph.ParseTime(d); err != nil {
			return usageError(c.Command, "--date wants YYYY-MM-DD: %s", err)
		} else if strings.Contains(d, "/") {
			return usageError(c.Command, "--date wants YYYY-MM-DD, one day, not %q", d)
		}
	}
	return nil
}
