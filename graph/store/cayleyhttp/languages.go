package cayleyhttp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/cayley/query/mql"

	"entente/graph/store"
)

// queryError is what a query in MQL or GraphQL did wrong.
type queryError struct{ language, message string }

func (e *queryError) Error() string { return e.language + ": " + e.message }

func badQuery(language string, err any) error {
	return &queryError{language, fmt.Sprint(err)}
}

// deepest bounds how brackets nest in MQL and GraphQL, whose parsers call
// themselves for each.
const deepest = 100

func nesting(text string) error {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '(', '[', '{':
			if depth++; depth > deepest {
				return fmt.Errorf("brackets stand more than %d deep", deepest)
			}
		case ')', ']', '}':
			depth--
		}
	}
	return nil
}

// run runs one of Cayley's own query languages on a snapshot. Their code may
// panic, and looks at its context only between steps: where time or memory
// runs out first, it goes on by itself until it notices.
func run[T any](ctx context.Context, s *Server, language, text string, fn func(context.Context, graph.QuadStore) (T, error)) (T, error) {
	var none T
	if err := nesting(text); err != nil {
		return none, badQuery(language, err)
	}
	parent := ctx
	ctx, cancel := s.limits(0).Context(ctx)
	defer cancel()
	type ended struct {
		value T
		err   error
	}
	done := make(chan ended, 1)
	go func() {
		var e ended
		err := s.store.Cayley(ctx, func(qs graph.QuadStore) error {
			defer func() {
				if p := recover(); p != nil {
					e.err = badQuery(language, p)
				}
			}()
			e.value, e.err = fn(ctx, bareNames{qs})
			return nil
		})
		if err != nil {
			e.err = err
		}
		done <- e
	}()
	var e ended
	select {
	case e = <-done:
	case <-ctx.Done():
	}
	if ctx.Err() != nil {
		cause := context.Cause(ctx)
		switch {
		case errors.Is(parent.Err(), context.DeadlineExceeded): // it began before that of the query
			cause = store.ErrTimeLimit
		case parent.Err() != nil:
			return none, parent.Err()
		}
		return none, fmt.Errorf("%s: %w; ask for less: start from fewer nodes", language, cause)
	}
	return e.value, e.err
}

func (s *Server) mql(ctx context.Context, text string, rows int) (answer, error) {
	return run(ctx, s, "mql", text, func(ctx context.Context, qs graph.QuadStore) (answer, error) {
		a := answer{Result: []any{}}
		// No limit within: it would count rows before they are put together,
		// and nobody could tell whether some were left out.
		it, err := mql.NewSession(qs).Execute(ctx, text, query.Options{Collation: query.JSON})
		if err != nil {
			return a, badQuery("mql", err)
		}
		defer it.Close()
		for it.Next(ctx) {
			if len(a.Result) == rows {
				a.Truncated, a.Limit = true, rows
				break
			}
			a.Result = append(a.Result, it.Result())
		}
		if err := it.Err(); err != nil {
			return a, badQuery("mql", err)
		}
		return a, nil
	})
}

func (s *Server) mqlShape(ctx context.Context, text string) (any, error) {
	return run(ctx, s, "mql", text, func(ctx context.Context, qs graph.QuadStore) (any, error) {
		shape, err := mql.NewSession(qs).ShapeOf(text)
		if err != nil {
			return nil, badQuery("mql", err)
		}
		return shape, nil
	})
}

// graphql gives the answer as Cayley's handler writes it, faults in it too.
func (s *Server) graphql(ctx context.Context, text string) ([]byte, error) {
	return run(ctx, s, "graphql", text, func(ctx context.Context, qs graph.QuadStore) ([]byte, error) {
		w := &bounded{most: s.lim.Answer}
		query.GetLanguage(graphql.Name).HTTPQuery(ctx, qs, w, strings.NewReader(text))
		if w.over {
			return nil, badQuery("graphql", fmt.Errorf("the answer is larger than %d MB: add (first: 100) to a field", w.most>>20))
		}
		return w.Bytes(), nil
	})
}

// bounded gathers an answer up to a size.
type bounded struct {
	bytes.Buffer
	most int64
	over bool
}

func (b *bounded) WriteHeader(int) {}

func (b *bounded) Write(p []byte) (int, error) {
	if b.over || int64(b.Len()+len(p)) > b.most {
		b.over = true
		return 0, errors.New("the answer is too large")
	}
	return b.Buffer.Write(p)
}
