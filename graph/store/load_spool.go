package store

import (
	"context"
	"fmt"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// spoolEngine is an engine that takes a large source quad by quad: sorted on
// the disk, unseen until it is whole, in memory that does not grow.
type spoolEngine interface {
	// spool begins. Nobody else may write until it is committed or aborted.
	spool(ctx context.Context) (spool, error)
}

// spool is a source on its way into the store.
type spool interface {
	Add(quads ...quad.Quad) error
	// Knows says whether a value is in the store or was added.
	Knows(v quad.Value) (bool, error)
	Commit() (added int64, err error)
	Abort()
}

// spoolFrom is from how many claims on a source is not held in memory.
const spoolFrom = 5000

// spooling is a source that a [Loader] does not hold any more.
type spooling struct {
	spool  spool
	snap   *snapshot
	merged map[string]string
	claims int
	quads  int
}

// grown is called when a source has become large. A source that the store
// does not have yet is written to the disk from now on; one that it has is
// compared with what is there, at End, as small ones are.
func (l *Loader) grown(ctx context.Context) error {
	e, ok := l.store.engine.(spoolEngine)
	if !ok || l.source.Series != "" {
		return nil
	}
	s := l.store
	s.write.Lock()
	if err := s.begin(); err != nil {
		s.write.Unlock()
		return err
	}
	err := guard(nil, func() error { return l.beginSpool(ctx, e) })
	if l.spooled == nil {
		s.write.Unlock()
	}
	if err != nil {
		return fmt.Errorf("writing store %s: source %s: %w", s.addr.name(), l.source.ID, spaceError(err))
	}
	return nil
}

func (l *Loader) beginSpool(ctx context.Context, e spoolEngine) error {
	snap, err := l.store.engine.current(ctx)
	if err != nil {
		return err
	}
	there, err := snap.reader.ID(graph.SourceIRI(l.source.ID))
	if there != 0 || err != nil {
		snap.release()
		return err
	}
	merged, err := snap.mergedInto()
	if err != nil {
		snap.release()
		return err
	}
	to, err := e.spool(ctx)
	if err != nil {
		snap.release()
		return err
	}
	l.spooled = &spooling{spool: to, snap: snap, merged: merged}
	l.store.spooler.Store(l)
	for _, id := range l.order {
		if err := l.spooled.add(l.claims[id]); err != nil {
			l.Abort()
			return err
		}
	}
	l.order = nil
	clear(l.claims)
	return nil
}

// add writes a claim; one that came before stays as it was.
func (s *spooling) add(c *graph.Claim) error {
	if known, err := s.spool.Knows(quad.IRI(c.ID)); known || err != nil {
		return err
	}
	identify(c, s.merged)
	quads := c.Quads()
	s.claims++
	s.quads += len(quads)
	return s.spool.Add(quads...)
}

// endSpool stores a source that was spooled.
func (l *Loader) endSpool(ctx context.Context) error {
	s := l.store
	r := Result{Source: *l.source, Rejected: l.rejected, Added: l.spooled.claims}
	err := guard(nil, func() error {
		// What is said of actors is little, and compared with what the store has.
		if l.described == nil || l.generation != s.writes.Load() {
			l.described = map[string]bool{}
		}
		c := &changes{}
		if err := l.actorChanges(l.spooled.snap, graph.SourceIRI(l.source.ID), false, nil, c); err != nil {
			return err
		}
		for _, q := range c.add {
			if err := checkQuad(q); err != nil {
				return fmt.Errorf("writing %v: %w", q, err)
			}
		}
		if err := l.spooled.spool.Add(c.add...); err != nil {
			return err
		}
		if s, ok := l.spooled.spool.(interface{ OnProgress(func(done, total int64)) }); ok && l.opts.Writing != nil {
			s.OnProgress(l.opts.Writing)
		}
		added, err := l.spooled.spool.Commit()
		r.QuadsAdded = int(added)
		return err
	})
	if err != nil {
		l.described = nil
		return fmt.Errorf("writing store %s: source %s: %w", s.addr.name(), l.source.ID, spaceError(err))
	}
	s.writes.Add(1)
	l.generation = s.writes.Load()
	l.results = append(l.results, r)
	return ctx.Err()
}

// abortSpool gives up what was spooled, if anything, and lets others write.
func (l *Loader) abortSpool() {
	if l.spooled == nil || !l.store.spooler.CompareAndSwap(l, nil) {
		return
	}
	l.spooled.spool.Abort()
	l.spooled.snap.release()
	l.spooled = nil
	l.store.write.Unlock()
}
