package store

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
)

// TextLoad says how [Store.BulkNQuads] goes.
type TextLoad struct {
	// Rejected is told of every line that is no quad; an error it returns ends
	// the load. Nil means that the first such line does.
	Rejected func(line int, err error) error
	// Progress is told now and then how many quads and bytes were read.
	Progress func(quads, bytes int64)
}

// textEngine is an engine that reads N-Quads by itself.
type textEngine interface {
	bulkText(ctx context.Context, r io.Reader, how TextLoad) (added int64, err error)
}

// BulkNQuads is [Store.Bulk] for quads that stand in N-Quads text. The backend
// entente reads it on all cores.
func (s *Store) BulkNQuads(ctx context.Context, r io.Reader, how TextLoad) (added int64, err error) {
	if err := s.begin(); err != nil {
		return 0, err
	}
	e, ok := s.engine.(textEngine)
	if !ok {
		return s.Bulk(ctx, ahead(textQuads(r, how)))
	}
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.begin(); err != nil {
		return 0, err
	}
	err = guard(nil, func() error {
		var err error
		added, err = e.bulkText(ctx, r, how)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("writing store %s: %w", s.addr.name(), spaceError(err))
	}
	s.writes.Add(1)
	return added, nil
}

// textQuads reads N-Quads line by line.
func textQuads(r io.Reader, how TextLoad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		in := bufio.NewReaderSize(r, 1<<16)
		size, quads := int64(0), int64(0)
		for n := 1; ; n++ {
			line, err := in.ReadBytes('\n')
			if err != nil && err != io.EOF {
				yield(quad.Quad{}, err)
				return
			}
			size += int64(len(line))
			if text := bytes.TrimSpace(line); len(text) > 0 && text[0] != '#' {
				q, bad := nquads.Parse(string(text))
				if bad == nil && !q.IsValid() {
					bad = errors.New("it is not a quad: expected <subject> <predicate> <object> <label> and a full stop")
				}
				switch {
				case bad == nil:
					quads++
					if !yield(q, nil) {
						return
					}
				case how.Rejected == nil:
					yield(q, fmt.Errorf("line %d: %w", n, bad))
					return
				default:
					if err := how.Rejected(n, bad); err != nil {
						yield(q, err)
						return
					}
				}
			}
			if how.Progress != nil && (n%10000 == 0 || err == io.EOF) {
				how.Progress(quads, size)
			}
			if err == io.EOF {
				return
			}
		}
	}
}
