package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"entente/cmd/entente/internal/remote"
	"entente/graph"
	"entente/queries"
)

// terminal is where a command reads and writes: data to out, words for people
// to err.
type terminal struct {
	in  io.Reader
	out io.Writer
	err io.Writer
}

// Colours, as the numbers of ANSI escapes.
const (
	bold   = "1"
	blue   = "34"
	orange = "33"
)

// say writes a line for people.
func (t *terminal) say(format string, args ...any) {
	fmt.Fprintf(t.err, format+"\n", args...)
}

// isTerminal tells whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// width is the width of a terminal in columns, 0 for other streams.
func width(stream any) int {
	if f, ok := stream.(*os.File); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil {
			return w
		}
	}
	return 0
}

// colours tells whether output may be coloured (https://no-color.org).
func (t *terminal) colours() bool {
	return isTerminal(t.out) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

func (t *terminal) colour(code, text string) string {
	if !t.colours() {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// rejected is the error of a command that did its work but could not use
// every row or file: exit code 3, or 1 if none of the files could be used. What
// was wrong has been said.
type rejected struct {
	rows, files int
	nothing     bool // was read
}

func (r *rejected) add(x graph.Rejection) {
	if x.Whole {
		r.files++
	} else {
		r.rows++
	}
}

// orNil is the error, if there is one.
func (r *rejected) orNil() error {
	if r.rows+r.files == 0 {
		return nil
	}
	return r
}

func (r *rejected) Error() string {
	switch rows, files := plural(r.rows, "row")+" rejected", plural(r.files, "file")+" not read"; {
	case r.files == 0:
		return rows
	case r.rows == 0:
		return files
	default:
		return rows + ", " + files
	}
}

// report says an error and gives the exit code.
func (t *terminal) report(ctx context.Context, err error) int {
	if err == nil {
		return 0
	}
	if pipeClosed(err) {
		return 0
	}
	text := "entente: " + strings.ReplaceAll(err.Error(), "\n", "\nentente: ")
	if ctx.Err() != nil {
		t.say("entente: interrupted")
		return 130
	}
	t.say("%s", text)
	if seat := seatOf(err); seat != "" {
		t.say("entente: %s", seat)
	}
	var u *usage
	var r *rejected
	switch {
	case errors.As(err, &u), queries.IsUsage(err), remote.IsUsage(err):
		return 2
	case errors.As(err, &r) && !(r.nothing && r.rows == 0):
		return 3
	}
	return 1
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if rest, ok := strings.CutSuffix(noun, "y"); ok {
		return fmt.Sprintf("%d %sies", n, rest)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
