package store

import (
	"context"
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"
)

// bulkEngine is an engine with a way of its own for many quads at once: one
// transaction, memory that does not grow with their number. Quads that are
// there already, or come twice, are left out.
type bulkEngine interface {
	bulk(ctx context.Context, quads iter.Seq2[quad.Quad, error]) (added int64, err error)
}

// bulkBatch is how many quads are added at a time where an engine has no way
// of its own.
const bulkBatch = 100_000

// Bulk adds many quads as they are and says how many were new. Where the
// backend can, all enter in one transaction; otherwise some at a time, and on
// error some may have been added: use it to fill a new store.
func (s *Store) Bulk(ctx context.Context, quads iter.Seq2[quad.Quad, error]) (added int64, err error) {
	if err := s.begin(); err != nil {
		return 0, err
	}
	e, ok := s.engine.(bulkEngine)
	if !ok {
		return s.bulkInParts(ctx, quads)
	}
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.begin(); err != nil {
		return 0, err
	}
	err = guard(nil, func() error {
		var err error
		added, err = e.bulk(ctx, checked(quads))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("writing store %s: %w", s.addr.name(), spaceError(err))
	}
	s.writes.Add(1)
	return added, nil
}

// checked refuses what the store does not keep exactly.
func checked(quads iter.Seq2[quad.Quad, error]) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for q, err := range quads {
			if err == nil {
				if bad := checkQuad(q); bad != nil {
					err = fmt.Errorf("writing %v: %w", q, bad)
				}
			}
			if !yield(q, err) || err != nil {
				return
			}
		}
	}
}

func (s *Store) bulkInParts(ctx context.Context, quads iter.Seq2[quad.Quad, error]) (added int64, err error) {
	part := make([]quad.Quad, 0, bulkBatch)
	flush := func() error {
		n, _, err := s.AddQuads(ctx, func(yield func(quad.Quad, error) bool) {
			for _, q := range part {
				if !yield(q, nil) {
					return
				}
			}
		})
		added += int64(n)
		part = part[:0]
		return err
	}
	for q, err := range quads {
		if err != nil {
			return added, err
		}
		if part = append(part, q); len(part) == bulkBatch {
			if err := flush(); err != nil {
				return added, err
			}
		}
	}
	return added, flush()
}
