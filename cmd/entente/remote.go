package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"

	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/answer"
	"entente/cmd/entente/internal/part"
	"entente/cmd/entente/internal/remote"
	"entente/graph"
	"entente/graph/store"
	"entente/queries"
)

// Commands that read can ask a server instead of a store: one that holds the
// store for itself, or is on another machine. What they print is the same, as
// far as the server's limits let it be.

// askedFlags say what a command reads: a store, or a server.
func askedFlags() []cli.Flag {
	return []cli.Flag{
		dbFlag(),
		&cli.StringFlag{Name: "server", Usage: "ask the entente serve at this `URL` instead of a store; its limits hold"},
		&cli.StringFlag{Name: "token-file", Usage: "with --server: `FILE` with the token, where it wants one"},
	}
}

// asked is the server that a command is to ask; nil if it is to read a store.
func asked(c *cli.Context) (*remote.Server, error) {
	address := c.String("server")
	switch {
	case address == "" && c.IsSet("token-file"):
		return nil, usageError(c.Command, "--token-file goes with --server")
	case address == "":
		return nil, nil
	case c.IsSet("db") && c.String("db") != os.Getenv("ENTENTE_DB"):
		return nil, usageError(c.Command, "--db names a store, --server a server that has one: give one of them")
	}
	var token string
	if file := c.String("token-file"); file != "" {
		var err error
		if token, err = readToken(file); err != nil {
			return nil, err
		}
	}
	s, err := remote.New(address, token)
	if err != nil {
		return nil, usageError(c.Command, "--server: %s", err)
	}
	return s, nil
}

// askedLimits are --limit and --timeout as a server takes them.
func askedLimits(c *cli.Context, v url.Values) url.Values {
	if v == nil {
		v = url.Values{}
	}
	v.Set("limit", strconv.Itoa(max(0, c.Int("limit"))))
	if t := c.Duration("timeout"); t > 0 {
		v.Set("timeout", t.String())
	}
	return v
}

// ask writes the rows of a server's answer as --format says, and how many
// there are of what.
func (t *terminal) ask(c *cli.Context, s *remote.Server, q remote.Question, noun string) error {
	sheet, cut, err := s.Sheet(c.Context, q, c.String("format"))
	if err != nil {
		return err
	}
	if err := t.write(c, sheet); err != nil {
		return err
	}
	if cut {
		t.say("cut at %s; --limit N shows more, as far as the server's limits go (%s)", plural(sheet.Rows, noun), s)
	} else {
		t.say("%s (%s)", plural(sheet.Rows, noun), s)
	}
	return nil
}

func (t *terminal) askQuery(c *cli.Context, s *remote.Server, name string, args []string) error {
	if c.Bool("show") {
		return s.Copy(c.Context, t.out, url.Values{"arg": args}, "queries", name, "gizmo")
	}
	return t.ask(c, s, remote.Question{Path: []string{"queries", name, "run"}, Values: askedLimits(c, url.Values{"arg": args}), Rows: "rows"}, "row")
}

func (t *terminal) askPath(c *cli.Context, s *remote.Server, only, except []string) error {
	v := url.Values{
		"from": {c.Args().Get(0)}, "to": {c.Args().Get(1)}, "k": {strconv.Itoa(c.Int("k"))}, "max": {strconv.Itoa(c.Int("max"))},
		"relation": only, "except": except, "avoid": c.StringSlice("avoid"), "as-of": {c.String("as-of")},
	}
	if c.IsSet("confidence") {
		v.Set("confidence", strconv.FormatFloat(c.Float64("confidence"), 'g', -1, 64))
	}
	return t.ask(c, s, remote.Question{Path: []string{"path"}, Values: v, Rows: "hops"}, "hop")
}

// askWhy asks for claims, and prints them as those of a store are.
func (t *terminal) askWhy(c *cli.Context, s *remote.Server, one bool) error {
	var claims []graph.Claim
	why := queries.Evidence{}
	if one {
		var claim graph.Claim
		err := s.JSON(c.Context, nil, &claim, "claim", c.Args().First())
		var e *remote.Error
		if errors.As(err, &e) && e.Status == http.StatusNotFound {
			return fmt.Errorf("%s: %w", c.Args().First(), store.ErrNotFound)
		} else if err != nil {
			return err
		}
		claims = []graph.Claim{claim}
		why.Subject, why.Object, why.Relation = claim.Subject, claim.Object, claim.Relation
	} else {
		var found struct {
			Subject, Object graph.Actor
			Relation        string
			Claims          []graph.Claim
			Truncated       bool
		}
		v := part.Values(narrowed(c))
		v.Set("subject", c.Args().Get(0))
		v.Set("relation", c.Args().Get(1))
		v.Set("object", c.Args().Get(2))
		v.Set("limit", "0")
		if err := s.JSON(c.Context, v, &found, "why"); err != nil {
			return err
		}
		if found.Truncated {
			t.say("cut at %s, the limit of %s", plural(len(found.Claims), "claim"), s)
		}
		claims, why.Subject, why.Object, why.Relation = found.Claims, found.Subject, found.Object, found.Relation
	}
	for _, claim := range claims {
		why.Items = append(why.Items, queries.Item{Claim: claim, Marks: queries.Marks(claim)})
	}
	return t.printWhy(c, why)
}

func (t *terminal) askActor(c *cli.Context, s *remote.Server, name string) error {
	var text json.RawMessage
	if err := s.JSON(c.Context, part.Values(narrowed(c)), &text, "actor", name); err != nil {
		return err
	}
	format := c.String("format")
	if format == "json" {
		t.print("%s", text)
		return nil
	}
	p, ties, err := answer.ReadProfile(text)
	if err != nil {
		return fmt.Errorf("%s: its answer cannot be read: %w", s, err)
	}
	if format == "" || format == "table" {
		t.printProfile(p)
	}
	return t.write(c, ties)
}

func (t *terminal) askActors(c *cli.Context, s *remote.Server, types []string) error {
	return t.ask(c, s, remote.Question{Path: []string{"actors"}, Values: askedLimits(c, url.Values{"q": {c.Args().First()}, "type": types}), Rows: "actors"}, "actor")
}

func (t *terminal) askSources(c *cli.Context, s *remote.Server) error {
	return t.ask(c, s, remote.Question{Path: []string{"sources"}, Values: askedLimits(c, url.Values{"q": {c.Args().First()}}), Rows: "sources"}, "source")
}

func (t *terminal) askStats(c *cli.Context, s *remote.Server) error {
	var stats store.Stats
	if err := s.JSON(c.Context, nil, &stats, "stats"); err != nil {
		return err
	}
	return t.write(c, answer.Stats(stats))
}

func (t *terminal) askGizmo(c *cli.Context, s *remote.Server, text string) error {
	return t.ask(c, s, remote.Question{Path: []string{"gizmo"}, Values: askedLimits(c, nil), Body: text, Rows: "rows"}, "row")
}

// askAnalysis asks for the ranks or the blocs of the part that the flags
// choose; own are the parameters of one of them.
func (t *terminal) askAnalysis(c *cli.Context, s *remote.Server, sel queries.Selection, own url.Values, rows string) error {
	v := askedLimits(c, part.Values(sel))
	v.Set("seed", strconv.FormatUint(c.Uint64("seed"), 10))
	for name, values := range own {
		v[name] = values
	}
	return t.ask(c, s, remote.Question{Path: []string{c.Command.Name}, Values: v, Rows: rows}, "row")
}

// askExport gives what writes a server's export.
func askExport(c *cli.Context, s *remote.Server, format string, sel queries.Selection) (func(io.Writer) error, error) {
	for _, name := range []string{"simplify", "measures"} {
		if c.Bool(name) {
			return nil, usageError(c.Command, "a server is not asked for --%s: leave it out, or name the store by --db", name)
		}
	}
	v := part.Values(sel)
	for _, name := range []string{"title", "base"} {
		v.Set(name, c.String(name))
	}
	v.Set("seed", strconv.FormatUint(c.Uint64("seed"), 10))
	v.Set("per-claim", strconv.FormatBool(c.Bool("per-claim")))
	return func(w io.Writer) error { return s.Copy(c.Context, w, v, "export", format) }, nil
}
