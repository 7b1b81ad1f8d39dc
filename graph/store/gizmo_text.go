package store

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dop251/goja"
)

const (
	// deepest bounds how brackets nest. The parser calls itself for each, with
	// some 2 kB of stack, and a goroutine whose stack passes 1 GB ends the
	// process: 2^20 opening brackets do.
	deepest = 500

	// sameLabels bounds how often one name stands before a colon where a
	// statement can begin. The parser (goja of 2026-09) says of each label
	// "already exists" once for each of its name before it: 32 KB of "x:" are
	// 134 million messages.
	sameLabels = 500
)

// checkText refuses a text that would cost the compiler more than it should.
// Limits.Text bounds what remains: the compiler takes time with the square of
// the length of "1+1+1+…".
func checkText(text string, lim Limits) error {
	if lim.Text <= 0 {
		return nil
	}
	if len(text) > lim.Text {
		return &GizmoError{Message: fmt.Sprintf("the query is longer than %d bytes", lim.Text)}
	}
	depth, labels := 0, map[string]int{}
	name, before := "", '{' // the word read last, and what stood before it
	line := 1
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\n':
			line++
		case unicode.IsSpace(r):
		case strings.HasPrefix(text[i:], "//"):
			size = len(text[i:])
			if end := strings.IndexByte(text[i:], '\n'); end >= 0 {
				size = end
			}
		case strings.HasPrefix(text[i:], "/*"):
			size = len(text[i:])
			if end := strings.Index(text[i+2:], "*/"); end >= 0 {
				size = end + 4
			}
			line += strings.Count(text[i:i+size], "\n")
		case r == '"' || r == '\'':
			size = quoted(text[i:])
			name, before = "", 'a'
		case r == '_' || r == '$' || r == '\\' || unicode.IsLetter(r) || unicode.IsDigit(r):
			size = len(text[i:])
			if end := strings.IndexFunc(text[i:], func(r rune) bool {
				return r != '_' && r != '$' && r != '\\' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
			}); end >= 0 {
				size = end
			}
			if name != "" {
				before = 'a' // two words in a row: only else and do can stand before a label
				if name == "else" || name == "do" {
					before = ';'
				}
			}
			name = text[i : i+size]
			// 3n ** 9999999n is worked out in one step, however long it takes.
			if unicode.IsDigit(r) && strings.HasSuffix(name, "n") {
				return &GizmoError{Line: line, Message: fmt.Sprintf("%s: a query has no integers of any length", name)}
			}
		default:
			if r == ':' && name != "" && strings.ContainsRune("{};):", before) {
				if labels[name]++; labels[name] > sameLabels {
					return &GizmoError{Line: line, Message: fmt.Sprintf("%q stands before a colon more than %d times", name, sameLabels)}
				}
			}
			switch r {
			case '(', '[', '{':
				if depth++; depth > deepest {
					return &GizmoError{Line: line, Message: fmt.Sprintf("brackets stand more than %d deep", deepest)}
				}
			case ')', ']', '}':
				depth--
			}
			name, before = "", r
		}
		i += size
	}
	return nil
}

// quoted is the length of the string literal that a text begins with.
func quoted(text string) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case text[0], '\n':
			return i + 1
		}
	}
	return len(text)
}

// compile compiles a query. The compiler cannot be stopped: where ctx ends
// first, it goes on by itself until it is done.
func compile(ctx context.Context, query string) (*goja.Program, error) {
	type compiled struct {
		program *goja.Program
		err     error
	}
	done := make(chan compiled, 1)
	go func() {
		var c compiled
		defer func() {
			if p := recover(); p != nil {
				c = compiled{err: &GizmoError{Message: fmt.Sprint(p)}}
			}
			done <- c
		}()
		c.program, c.err = goja.Compile("", query, false)
		if c.err != nil {
			c.err = syntaxError(c.err)
		}
	}()
	select {
	case c := <-done:
		return c.program, c.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
