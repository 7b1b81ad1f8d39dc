package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/graph/identity"
	"entente/graph/store"
	"entente/queries"
)

// decisionFile is the file of decisions on who is the same, and what stands
// in it.
type decisionFile struct {
	path string
	all  identity.Decisions
	sum  string // SHA-256; "" if there is no file
	by   identity.Decision
}

func decisionFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "decisions", EnvVars: []string{"ENTENTE_DECISIONS"}, Usage: "the `FILE` of decisions on who is the same; beside the store without (entente.decisions.jsonl of entente.db)"},
		&cli.StringFlag{Name: "by", EnvVars: []string{"USER"}, Usage: "who decides: `NAME`"},
		&cli.StringFlag{Name: "why", Usage: "why: `WORDS` to be kept with the decision"},
	}
}

// decisionsPath is the file that goes with a store.
func decisionsPath(c *cli.Context) string {
	if p := cmp.Or(c.String("decisions"), os.Getenv("ENTENTE_DECISIONS")); p != "" {
		return p
	}
	db := c.String("db")
	if db == "" {
		db = defaultDB
	}
	for _, backend := range []string{"entente:", "bolt:", "memstore:"} {
		db = strings.TrimPrefix(db, backend)
	}
	if db == "" {
		db = defaultDB
	}
	return strings.TrimSuffix(strings.TrimSuffix(db, "/"), ".db") + ".decisions.jsonl"
}

// readDecisions reads the file; that there is none is no error.
func readDecisions(c *cli.Context) (*decisionFile, error) {
	f := &decisionFile{path: decisionsPath(c)}
	f.by = identity.Decision{By: c.String("by"), On: time.Now().Format(time.DateOnly), Why: c.String("why")}
	if f.by.By == "" {
		if u, err := user.Current(); err == nil {
			f.by.By = u.Username
		}
	}
	text, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the decisions: %w", err)
	}
	if f.all, err = identity.ReadDecisions(f.path, bytes.NewReader(text)); err != nil {
		return nil, err
	}
	f.sum = sumOf(text)
	return f, nil
}

func sumOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// add appends decisions to the file.
func (f *decisionFile) add(ds ...identity.Decision) error {
	if len(ds) == 0 {
		return nil
	}
	text, err := os.ReadFile(f.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("reading the decisions: %w", err)
	}
	var lines []byte
	if len(text) > 0 && !bytes.HasSuffix(text, []byte("\n")) {
		lines = append(lines, '\n')
	}
	n := bytes.Count(append(text, lines...), []byte("\n"))
	for i, d := range ds {
		lines = append(lines, d.Text()...)
		d.Line = n + i + 1
		f.all = append(f.all, d)
	}
	out, err := os.OpenFile(f.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("writing the decisions: %w", err)
	}
	_, err = out.Write(lines)
	if cerr := out.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return fmt.Errorf("writing the decisions: %w", err)
	}
	f.sum = sumOf(append(text, lines...))
	return nil
}

// mark is where the file ended at some time.
type mark struct {
	decisions, bytes int
	sum              string
}

// mark notes where the file ends now.
func (f *decisionFile) mark() (mark, error) {
	text, err := os.ReadFile(f.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return mark{}, fmt.Errorf("reading the decisions: %w", err)
	}
	return mark{len(f.all), len(text), f.sum}, nil
}

// backTo takes back what was added since a mark. If somebody else has written
// to the file, nothing is.
func (f *decisionFile) backTo(m mark) error {
	if len(f.all) == m.decisions {
		return nil
	}
	text, err := os.ReadFile(f.path)
	if err != nil {
		return fmt.Errorf("reading the decisions: %w", err)
	}
	if sumOf(text) != f.sum {
		return fmt.Errorf("%s was changed by somebody else: take the line out of it by hand", f.path)
	}
	if m.bytes == 0 {
		err = os.Remove(f.path)
	} else {
		err = os.Truncate(f.path, int64(m.bytes))
	}
	if err != nil {
		return fmt.Errorf("taking back a decision: %w", err)
	}
	f.all, f.sum = f.all[:m.decisions:m.decisions], m.sum
	return nil
}

// merged works out what follows from the decisions in a store.
func (f *decisionFile) merged(ctx context.Context, s *store.Store) (map[string]string, []identity.Refusal, error) {
	codes := map[string][]string{}
	var failed error
	merged, refused := f.all.Merged(func(id string) []string {
		known, ok := codes[id]
		if ok || failed != nil {
			return known
		}
		d, err := s.Described(ctx, id)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			failed = err
		}
		codes[id] = append(d.Codes, d.SameAs...)
		return codes[id]
	})
	return merged, refused, failed
}

// apply makes the store what the decisions say, and says what changed. Those
// that are refused are said, and are an error of exit code 3.
func (t *terminal) applyDecisions(ctx context.Context, s *store.Store, f *decisionFile) (store.MergeResult, error) {
	merged, refused, err := f.merged(ctx, s)
	if err != nil {
		return store.MergeResult{}, err
	}
	r, err := s.Merge(ctx, merged, graph.Source{Title: "Decisions on who is the same", SHA256: f.sum})
	if err != nil {
		return r, err
	}
	for _, x := range refused {
		t.say("%s:%d: %s and %s are not made one: %s", f.path, x.Decision.Line, x.Decision.A, x.Decision.B, x.Reason)
	}
	if r != (store.MergeResult{}) {
		t.say("%s merged, %d taken apart, %s rewritten", plural(r.Merged, "actor"), r.Parted, plural(r.Claims, "claim"))
	}
	if len(refused) > 0 {
		return r, &rejected{rows: len(refused)}
	}
	return r, nil
}

// warnOfDecisions says that the file beside a store that is only read holds
// other decisions than the store follows.
func warnOfDecisions(c *cli.Context, s *store.Store) {
	text, err := os.ReadFile(decisionsPath(c))
	if err != nil {
		return // no file: what the store follows came from elsewhere
	}
	had, err := s.Source(c.Context, graph.SourceID(graph.Decisions))
	if err == nil && had.SHA256 == sumOf(text) || err != nil && !errors.Is(err, store.ErrNotFound) {
		return
	}
	fmt.Fprintf(c.App.ErrWriter, "%s has decisions that the store does not follow yet: entente merge follows them\n", decisionsPath(c))
}

// followDecisions applies the file if the store has not seen it as it is.
func (t *terminal) followDecisions(c *cli.Context, s *store.Store) error {
	f, err := readDecisions(c)
	if err != nil {
		return err
	}
	had, err := s.Source(c.Context, graph.SourceID(graph.Decisions))
	if errors.Is(err, store.ErrNotFound) {
		if f.sum == "" {
			return nil
		}
		err = nil
	}
	if err != nil || had.SHA256 == f.sum {
		return err
	}
	_, err = t.applyDecisions(c.Context, s, f)
	return err
}

func mergeCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "merge",
		Usage:     "decide that two actors are one, or follow the file of decisions",
		UsageText: "entente merge [A B]",
		Description: `   B becomes A: every claim, query and export then has one actor, under A's id. The decision is a line of a
   file beside the store (--decisions), to be kept under version control; entente split, or taking the line
   out and entente merge, undoes it. Claims keep the id that their source gave.
   Without A and B the store is made what the file says. Two that have unequal codes of one scheme, such as
   two IMO numbers, are refused; so are two that are decided not to be the same.

EXAMPLES
   entente merge --why 'one programme' 'ballistic missile programme' 'missile programme'
   entente merge --codes                                 all that share a code which only one thing has
   entente merge                                         after the file was changed`,
		Flags: append([]cli.Flag{dbFlag(), &cli.BoolFlag{Name: "codes", Usage: "decide for all actors that share a code which only one thing has"}}, decisionFlags()...),
		Action: func(c *cli.Context) error {
			if n := c.NArg(); n != 0 && n != 2 || n == 2 && c.Bool("codes") {
				return usageError(c.Command, "usage: %s", c.Command.UsageText)
			}
			return t.decide(c, func(s *store.Store, f *decisionFile) error {
				if c.Bool("codes") {
					return f.byCodes(c.Context, s)
				}
				if c.NArg() == 0 {
					return nil
				}
				a, err := queries.Resolve(c.Context, s, c.Args().Get(0))
				if err != nil {
					return err
				}
				b, err := queries.Resolve(c.Context, s, c.Args().Get(1))
				if err != nil {
					return err
				}
				if a.ID == b.ID {
					t.say("%s and %s are %s already", c.Args().Get(0), c.Args().Get(1), a.ID)
					return nil
				}
				return f.join(c.Context, s, a.ID, b.ID)
			})
		},
	}
}

// decide opens store and file, lets fn add decisions, and follows them.
func (t *terminal) decide(c *cli.Context, fn func(*store.Store, *decisionFile) error) error {
	f, err := readDecisions(c)
	if err != nil {
		return err
	}
	s, err := openThere(c)
	if err != nil {
		return err
	}
	err = fn(s, f)
	if err == nil {
		var r store.MergeResult
		if r, err = t.applyDecisions(c.Context, s, f); err == nil && r == (store.MergeResult{}) && c.NArg() == 0 {
			t.say("nothing changed: the store follows %s of %s", plural(len(f.all), "decision"), f.path)
		}
	}
	if cerr := s.Close(); err == nil {
		err = cerr
	}
	return err
}

// openThere opens a store for writing that must be there.
func openThere(c *cli.Context) (*store.Store, error) {
	s, err := openAt(c.Context, c.String("db"), false)
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return open(c, true)
}

// join decides that b is a, if nothing speaks against it.
func (f *decisionFile) join(ctx context.Context, s *store.Store, a, b string) error {
	d := f.by
	d.A, d.B, d.Is = a, b, identity.Same
	d.Line = len(f.all) + 1
	trial := *f
	trial.all = append(trial.all[:len(trial.all):len(trial.all)], d)
	_, refused, err := trial.merged(ctx, s)
	if err != nil {
		return err
	}
	for _, r := range refused {
		if r.Decision == d {
			return fmt.Errorf("%s and %s are not made one: %s", a, b, r.Reason)
		}
	}
	return f.add(d)
}

// byCodes decides for all pairs that share a code.
func (f *decisionFile) byCodes(ctx context.Context, s *store.Store) error {
	pairs, err := queries.Candidates(ctx, s, queries.CandidateOptions{Codes: true, Decisions: f.all})
	if err != nil {
		return err
	}
	var ds []identity.Decision
	for _, p := range pairs {
		d := f.by
		d.A, d.B, d.Is = p.A.ID, p.B.ID, identity.Same
		if d.Why == "" {
			d.Why = "both are " + p.Code
		}
		ds = append(ds, d)
	}
	return f.add(ds...)
}

func splitCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "split",
		Usage:     "take an actor out of those it was decided to be the same as",
		UsageText: "entente split A",
		Description: `   A stands by itself again, with the claims whose sources name it; the others it was merged with stay together.
   Decisions are added to the file, none is taken out of it.

EXAMPLES
   entente split 'missile programme'`,
		Flags: append([]cli.Flag{dbFlag()}, decisionFlags()...),
		Action: func(c *cli.Context) error {
			if err := args(c, 1, 1); err != nil {
				return err
			}
			return t.decide(c, func(s *store.Store, f *decisionFile) error {
				id := c.Args().First()
				if !strings.HasPrefix(id, graph.ActorPrefix) {
					a, err := queries.Resolve(c.Context, s, id)
					if err != nil {
						return err
					}
					id = a.ID
				}
				ds := f.all.Split(id, f.by)
				if len(ds) == 0 {
					return fmt.Errorf("nobody decided that %s is the same as another one; give the id that its source gave it", id)
				}
				return f.add(ds...)
			})
		},
	}
}
