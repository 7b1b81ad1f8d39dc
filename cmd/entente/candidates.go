package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"entente/cmd/entente/internal/answer"
	"entente/graph/identity"
	"entente/graph/store"
	"entente/queries"
)

// listCandidates lists pairs that may be one actor, or asks about each.
func (t *terminal) listCandidates(c *cli.Context) error {
	if err := args(c, 0, 1); err != nil {
		return err
	}
	if l := c.Float64("least"); !(l >= 0 && l <= 1) {
		return usageError(c.Command, "--least wants a score from 0 to 1, not %v", l)
	}
	ask := c.Bool("ask") || isTerminal(t.in) && isTerminal(t.out) && c.String("format") == ""
	f, err := readDecisions(c)
	if err != nil {
		return err
	}
	open := open
	if ask {
		open = func(c *cli.Context, _ bool) (*store.Store, error) { return openThere(c) }
	}
	s, err := open(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	o := queries.CandidateOptions{Least: c.Float64("least"), Limit: c.Int("limit"), Decisions: f.all}
	if c.NArg() == 1 {
		a, err := queries.Resolve(c.Context, s, c.Args().First())
		if err != nil {
			return err
		}
		o.Actor = a.ID
	}
	pairs, err := queries.Candidates(c.Context, s, o)
	if err != nil {
		return err
	}
	if ask {
		if err := t.review(c, s, f, pairs); err != nil {
			return err
		}
		_, err = t.applyDecisions(c.Context, s, f)
		return err
	}
	return t.write(c, pairSheet(pairs))
}

func pairSheet(pairs []queries.Pair) sheet {
	columns := []string{"score", "a", "b", "type", "id-a", "id-b", "evidence"}
	return sheet{
		Columns: columns,
		Rows:    len(pairs),
		Cell: func(i, j int) string {
			p := pairs[i]
			return []string{fmt.Sprintf("%.3f", p.Score), p.A.Label, p.B.Label, p.A.Type, p.A.ID, p.B.ID, evidenceText(p)}[j]
		},
		Object: func(i int) ([]byte, error) {
			p := pairs[i]
			return answer.Encode(struct {
				A      string `json:"a"`
				B      string `json:"b"`
				LabelA string `json:"label_a"`
				LabelB string `json:"label_b"`
				queries.Pair
			}{p.A.ID, p.B.ID, p.A.Label, p.B.Label, p})
		},
	}
}

// evidenceText names what counts, what counts most first.
func evidenceText(p queries.Pair) string {
	var parts []string
	if p.Code != "" {
		parts = append(parts, p.Code)
	}
	for _, e := range p.Evidence {
		parts = append(parts, fmt.Sprintf("%s %+.1f", e.Feature, e.Weight))
	}
	if p.Rival {
		parts = append(parts, "another fits as well")
	}
	return strings.Join(parts, ", ")
}

// review asks about pair after pair. What is answered is in the file at once,
// so that breaking off loses nothing; b goes back to the pair before and takes
// its answer out again.
func (t *terminal) review(c *cli.Context, s *store.Store, f *decisionFile, pairs []queries.Pair) error {
	keys := newKeys(t.in)
	type step struct {
		pair int
		mark mark
	}
	var steps []step
	if len(pairs) == 0 {
		t.say("nobody is left who may be the same")
	}
	for i := 0; ; i++ {
		if i == len(pairs) {
			// The last answer can be taken back too.
			if len(steps) == 0 {
				return nil
			}
			back, err := t.lastWord(c, keys)
			if err != nil || !back {
				return err
			}
			last := steps[len(steps)-1]
			if err := f.backTo(last.mark); err != nil {
				t.say("%v", err)
				return nil
			}
			steps, i = steps[:len(steps)-1], last.pair
		}
		p := pairs[i]
		if _, decided := f.all.Of(p.A.ID, p.B.ID); decided {
			continue
		}
		before, err := f.mark()
		if err != nil {
			return err
		}
		t.sideBySide(p, i+1, len(pairs))
		for answered := false; !answered; {
			fmt.Fprint(t.err, "same? y yes, n no, u unsure, s skip, b back, q quit: ")
			key, err := t.key(c, keys)
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			answered = true
			d := f.by
			d.A, d.B = p.A.ID, p.B.ID
			switch key {
			case 'y':
				err = f.join(c.Context, s, p.A.ID, p.B.ID)
			case 'n':
				d.Is = identity.Other
				err = f.add(d)
			case 'u':
				d.Is = identity.Unsure
				err = f.add(d)
			case 's':
			case 'b':
				answered = false
				if len(steps) == 0 {
					t.say("this is the first; what was decided before, entente split takes apart")
					continue
				}
				last := steps[len(steps)-1]
				if err := f.backTo(last.mark); err != nil {
					t.say("%v", err)
					continue
				}
				steps, i, p = steps[:len(steps)-1], last.pair, pairs[last.pair]
				before = last.mark
				t.sideBySide(p, i+1, len(pairs))
				continue
			case 'q', interrupt, endOfFile:
				return nil
			default:
				answered = false
			}
			if err != nil {
				t.say("%v", err)
			}
		}
		steps = append(steps, step{i, before})
	}
}

// lastWord asks whether the last answer stands.
func (t *terminal) lastWord(c *cli.Context, keys *keys) (back bool, err error) {
	for {
		fmt.Fprint(t.err, "these were all. b back, q done: ")
		switch key, err := t.key(c, keys); {
		case err == io.EOF:
			return false, nil
		case err != nil:
			return false, err
		case key == 'b':
			return true, nil
		case key == 'q', key == '\r', key == interrupt, key == endOfFile:
			return false, nil
		}
	}
}

// key reads an answer and shows it; io.EOF if there is none left.
func (t *terminal) key(c *cli.Context, keys *keys) (rune, error) {
	key, err := keys.next(c.Context.Done())
	switch {
	case err == io.EOF:
		t.say("")
		return 0, err
	case err != nil:
		return 0, fmt.Errorf("reading the answer: %w", err)
	case unicode.IsPrint(key):
		t.say("%c", key)
	default:
		t.say("")
	}
	return unicode.ToLower(key), nil
}

// What Ctrl-C, Ctrl-D and the keys without a letter send.
const (
	interrupt = 3
	endOfFile = 4
	escape    = 27
)

// sideBySide shows two actors and what speaks for and against their being one.
func (t *terminal) sideBySide(p queries.Pair, n, of int) {
	const wide = 38
	row := func(name, a, b string) {
		if a != "" || b != "" {
			fmt.Fprintf(t.out, "  %-8s %-*s  %s\n", name, wide, short(printable(a), wide), short(printable(b), wide))
		}
	}
	list := func(l []string) string { return strings.Join(l, "; ") }
	fmt.Fprintf(t.out, "%d of %d: %s\n", n, of, t.colour(bold, fmt.Sprintf("%.3f", p.Score)))
	row("", p.A.Label, p.B.Label)
	row("id", p.A.ID, p.B.ID)
	row("type", p.A.Type, p.B.Type)
	row("names", list(p.A.Names), list(p.B.Names))
	row("born", list(p.A.Dates), list(p.B.Dates))
	row("states", list(p.A.States), list(p.B.States))
	row("codes", list(p.A.Codes), list(p.B.Codes))
	row("source", p.A.Source, p.B.Source)
	for _, e := range p.Evidence {
		fmt.Fprintf(t.out, "  %+6.1f  %s: %s | %s\n", e.Weight, e.Feature, short(printable(e.A), wide), short(printable(e.B), wide))
	}
	if p.Code != "" {
		fmt.Fprintf(t.out, "  both are %s\n", p.Code)
	}
	if p.Rival {
		fmt.Fprintf(t.out, "  another actor of the same source fits as well\n")
	}
}

// short cuts a text to so many characters.
func short(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

// keys reads answers: single keys from a terminal, lines from elsewhere.
type keys struct {
	lines *bufio.Scanner
	file  *os.File
	ahead []byte // read from the file
}

func newKeys(in io.Reader) *keys {
	if f, ok := in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return &keys{file: f}
	}
	return &keys{lines: bufio.NewScanner(in)}
}

// next gives the next key; io.EOF at the end, or once done is closed.
func (k *keys) next(done <-chan struct{}) (rune, error) {
	select {
	case <-done:
		return 0, io.EOF
	default:
	}
	if k.file != nil {
		was, err := term.MakeRaw(int(k.file.Fd()))
		if err != nil {
			return 0, err
		}
		defer term.Restore(int(k.file.Fd()), was)
		// An arrow is several bytes, and one key.
		var b [16]byte
		if len(k.ahead) == 0 {
			n, err := k.file.Read(b[:])
			if err != nil {
				return 0, err
			}
			k.ahead = append(k.ahead, b[:n]...)
		}
		if k.ahead[0] == escape {
			k.ahead = nil
			return escape, nil
		}
		key, size := utf8.DecodeRune(k.ahead)
		k.ahead = k.ahead[size:]
		return key, nil
	}
	for k.lines.Scan() {
		if line := strings.TrimSpace(k.lines.Text()); line != "" {
			return []rune(line)[0], nil
		}
	}
	if err := k.lines.Err(); err != nil {
		return 0, err
	}
	return 0, io.EOF
}
