package main

import (
	"context"
	"fmt"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/graph/store"
)

// defaultDB is the store that is meant where none is named.
const defaultDB = "./entente.db"

// newApp builds the command line. One row a command; each is made by the
// function in the file of its name.
func newApp(t *terminal) *cli.App {
	app := &cli.App{
		Name:                      "entente",
		Usage:                     "news articles and public data into a graph of geopolitical actors, with the sentence behind every edge",
		Version:                   version(),
		CustomAppHelpTemplate:     appHelp,
		DisableSliceFlagSeparator: true,
		Writer:                    t.out,
		ErrWriter:                 t.err,
		ExitErrHandler:            func(*cli.Context, error) {}, // codes are made in one place, in report
		Action: func(c *cli.Context) error {
			return cli.ShowAppHelp(c)
		},
		Commands: []*cli.Command{
			demoCommand(t),
			extractCommand(t), loadCommand(t), removeSourceCommand(t), validateCommand(t), evalCommand(t),
			queryCommand(t), gizmoCommand(t), pathCommand(t), whyCommand(t), whyNotCommand(t),
			actorsCommand(t), actorCommand(t), sourcesCommand(t), rankCommand(t), blocsCommand(t), statsCommand(t), resolveCommand(t), mergeCommand(t), splitCommand(t),
			schemaCommand(t), mapCommand(t),
			serveCommand(t), exportCommand(t), copyCommand(t), backupCommand(t), restoreCommand(t), verifyCommand(t), compactCommand(t), completionCommand(t),
		},
	}
	for _, c := range app.Commands {
		c.OnUsageError = func(ctx *cli.Context, err error, _ bool) error {
			return usageError(ctx.Command, "%s", wanted(ctx.Command, err))
		}
		c.HideHelpCommand = true
		c.CustomHelpTemplate = commandHelp
	}
	return app
}

// version is the module's version where it was built from one, else the
// revision it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return "devel " + s.Value[:min(12, len(s.Value))]
		}
	}
	return "devel"
}

// appHelp shows what commands there are.
const appHelp = `{{.Name}} - {{.Usage}}

USAGE
   {{.Name}} COMMAND [ARGUMENT…] [FLAG…]
   {{.Name}} COMMAND --help     what a command takes, with examples
   {{.Name}} --version

COMMANDS{{range .VisibleCommands}}{{if ne .Name "help"}}
   {{.Name}}{{"\t"}}{{.Usage}}{{end}}{{end}}

EXIT CODES
   0 done, 1 failed, 2 used wrongly, 3 done but for what could not be used, 130 interrupted
`

// commandHelp shows a command's help: what it does, its examples, its flags.
const commandHelp = `{{.HelpName}} - {{.Usage}}

USAGE
   {{if .UsageText}}{{.UsageText}}{{else}}{{.HelpName}}{{end}}
{{if .Description}}
{{.Description}}
{{end}}{{if .VisibleFlags}}
FLAGS
   {{range $i, $e := .VisibleFlags}}{{if $i}}
   {{end}}{{$e}}{{end}}
{{end}}`

// withoutZero leaves out of a flag's help a default that is the zero of its
// type: what is so if nothing is said, the help says in words.
func withoutZero(help cli.FlagStringFunc) cli.FlagStringFunc {
	return func(f cli.Flag) string {
		text := help(f)
		for _, zero := range []string{" (default: false)", " (default: 0)"} {
			text = strings.TrimSuffix(text, zero)
		}
		return text
	}
}

// Flags that several commands take. A name means the same everywhere.
func dbFlag() cli.Flag {
	return &cli.StringFlag{Name: "db", EnvVars: []string{"ENTENTE_DB"}, Value: defaultDB, Usage: "the store: a `PATH`, entente:PATH, bolt:PATH, memstore: or postgres://USER:PASSWORD@HOST/DATABASE"}
}

func formatFlag(values string) cli.Flag {
	return &cli.StringFlag{Name: "format", Aliases: []string{"f"}, Usage: "output as `FORMAT`: " + values}
}

func outputFlag() cli.Flag {
	return &cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE` instead of standard output"}
}

func limitFlag(rows int) cli.Flag {
	return &cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: rows, Usage: "at most `N` rows; 0 for all", Action: notNegative}
}

// notNegative refuses a --limit that could only be a slip.
func notNegative(c *cli.Context, n int) error {
	if n < 0 {
		return usageError(c.Command, "--limit wants a number from 1 up, or 0 for all, not %d", n)
	}
	return nil
}

// atLeast refuses a number that could only be a slip.
func atLeast(name string, least int) func(*cli.Context, int) error {
	return func(c *cli.Context, n int) error {
		if n < least {
			return usageError(c.Command, "--%s wants a whole number from %d up, not %d", name, least, n)
		}
		return nil
	}
}

// baseFlag is for formats of RDF: a name that is relative to nothing would be
// in every file, and read back by nobody.
func baseFlag(usage string) cli.Flag {
	return &cli.StringFlag{Name: "base", Usage: usage, Value: graph.DefaultBase, Action: func(c *cli.Context, base string) error {
		u, err := url.Parse(base)
		if base != "" && (err != nil || !u.IsAbs() || strings.ContainsAny(base, " <>\"{}|\\^`")) {
			return usageError(c.Command, "--base wants an IRI such as %s, not %q", graph.DefaultBase, base)
		}
		return nil
	}}
}

func timeoutFlag() cli.Flag {
	return &cli.DurationFlag{Name: "timeout", Value: 10 * time.Second, Usage: "stop after `TIME` (10s, 2m); 0 for no limit", Action: notBeforeNow("timeout")}
}

// notBeforeNow refuses a time below 0, which would be taken for no limit.
func notBeforeNow(name string) func(*cli.Context, time.Duration) error {
	return func(c *cli.Context, d time.Duration) error {
		if d < 0 {
			return usageError(c.Command, "--%s wants a time from 0 up, not %s", name, d)
		}
		return nil
	}
}

func lexiconFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: "lexicon", Usage: "more actors, offices and names from `FILE` (YAML); may be repeated"}
}

func namesFromFlag() cli.Flag {
	return &cli.StringFlag{Name: "names-from", Usage: "more actors, names and dated offices from the `STORE`: what data sets such as archigos or territories say there"}
}

// open opens the store that --db names, to read or to write. A store that is
// to be read must be there.
func open(c *cli.Context, write bool) (*store.Store, error) {
	s, err := openAt(c.Context, c.String("db"), write)
	if err == nil && !write {
		warnOfDecisions(c, s)
	}
	return s, err
}

func openAt(ctx context.Context, addr string, write bool) (*store.Store, error) {
	return openWith(ctx, addr, store.Options{ReadOnly: !write, Create: write})
}

func openWith(ctx context.Context, addr string, opts store.Options) (*store.Store, error) {
	if addr == "" { // an empty ENTENTE_DB is none
		addr = defaultDB
	}
	s, err := store.Open(ctx, addr, opts)
	if err != nil {
		return nil, fmt.Errorf("opening the store: %w", err)
	}
	return s, nil
}

// args checks how many arguments a command was given; most < 0 is no limit.
func args(c *cli.Context, least, most int) error {
	n := c.NArg()
	if n < least || most >= 0 && n > most {
		return usageError(c.Command, "usage: %s", c.Command.UsageText)
	}
	return nil
}
