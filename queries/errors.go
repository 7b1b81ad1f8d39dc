package queries

import (
	"errors"
	"fmt"
	"strings"

	"entente/graph"
)

// Candidate is an actor that somebody may have meant.
type Candidate struct {
	Actor  graph.Actor
	Name   string // the name of it that is near, or the same
	Claims int    // in which it is subject or object
}

func (c Candidate) String() string {
	s := fmt.Sprintf("%s (%s, %s)", c.Actor.Label, c.Actor.ID, c.Actor.Type)
	if c.Name != c.Actor.Label {
		s += fmt.Sprintf(", also called %q", c.Name)
	}
	return s
}

// UnknownNameError says that no actor has this name.
type UnknownNameError struct {
	Name string
	Near []Candidate // likeliest first
}

func (e *UnknownNameError) Error() string {
	if len(e.Near) == 0 {
		return fmt.Sprintf("no actor is called %q (entente actors lists them)", e.Name)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "no actor is called %q; did you mean", e.Name)
	for _, c := range e.Near {
		fmt.Fprintf(&b, "\n  %s", c)
	}
	return b.String()
}

// AmbiguousNameError says that several actors have this name.
type AmbiguousNameError struct {
	Name       string
	Candidates []Candidate // with most claims first
}

func (e *AmbiguousNameError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q is the name of %d actors; give the id of the one you mean:", e.Name, len(e.Candidates))
	for _, c := range e.Candidates {
		fmt.Fprintf(&b, "\n  %s, %s", c, count(c.Claims, "claim"))
	}
	return b.String()
}

// UnknownQueryError says that the catalogue has no such query.
type UnknownQueryError struct {
	Name string
	Near []string
}

func (e *UnknownQueryError) Error() string {
	return unknown("query", e.Name, e.Near, "entente query lists them")
}

// UnknownRelationError says that the vocabulary has no such relation.
type UnknownRelationError struct {
	Name string
	Near []string
}

func (e *UnknownRelationError) Error() string {
	return unknown("relation", e.Name, e.Near, "entente schema lists them")
}

func unknown(what, name string, near []string, hint string) string {
	if len(near) == 0 {
		return fmt.Sprintf("unknown %s %q (%s)", what, name, hint)
	}
	return fmt.Sprintf("unknown %s %q: did you mean %s?", what, name, strings.Join(near, ", "))
}

// UsageError says that a canned query was given too few or too many arguments.
type UsageError struct {
	Query  Query
	Reason string
}

func (e *UsageError) Error() string {
	return fmt.Sprintf("%s: %s\nusage: entente query %s\ne.g.:  entente query %s",
		e.Query.Name, e.Reason, e.Query.Usage(), e.Query.ExampleLine())
}

// BadArgumentError says that an argument or option cannot be read.
type BadArgumentError struct {
	Role, Value string
	Err         error
}

func (e *BadArgumentError) Error() string { return fmt.Sprintf("%s %q: %v", e.Role, e.Value, e.Err) }
func (e *BadArgumentError) Unwrap() error { return e.Err }

// IsUsage tells whether an error is the asker's to mend: a name, an argument
// or a query that is not there, or is not clear.
func IsUsage(err error) bool {
	var (
		name      *UnknownNameError
		ambiguous *AmbiguousNameError
		query     *UnknownQueryError
		relation  *UnknownRelationError
		usage     *UsageError
		argument  *BadArgumentError
	)
	return errors.As(err, &name) || errors.As(err, &ambiguous) || errors.As(err, &query) ||
		errors.As(err, &relation) || errors.As(err, &usage) || errors.As(err, &argument)
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
