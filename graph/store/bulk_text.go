package store

import (
	"context"
	"fmt"
	"io"

	"entente/graph/store/index"
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

// BulkNQuads is [Store.Bulk] for quads that stand in N-Quads text, which is
// read on all cores.
func (s *Store) BulkNQuads(ctx context.Context, r io.Reader, how TextLoad) (added int64, err error) {
	if err := s.begin(); err != nil {
		return 0, err
	}
	e, ok := s.engine.(textEngine)
	if !ok {
		return s.Bulk(ctx, index.NQuads(r, index.Reading{Rejected: how.Rejected, Progress: how.Progress}))
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
