package store

import (
	"context"
	"fmt"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/keep"
)

// spoolEngine is an engine that takes a large source quad by quad: sorted on
// the disk, unseen until it is whole, in memory that does not grow.
type spoolEngine interface {
	// spool begins one that takes about memory bytes to sort. Nobody else may
	// write until it is committed or aborted.
	spool(ctx context.Context, memory int64) (spool, error)
}

// spool is a source, or what one changes, on its way into the store.
type spool interface {
	Add(quads ...quad.Quad) error
	// Remove takes quads that are to go: they are in the store, and not added.
	Remove(quads ...quad.Quad) error
	// Knows says whether a value is in the store or was added.
	Knows(v quad.Value) (bool, error)
	Commit() (added int64, err error)
	Abort()
}

// spoolMemory is what sorting a source may take whose reader needs memory too.
const spoolMemory = 64 << 20

// spoolFrom is from how many claims on a source is not held in memory.
const spoolFrom = 5000

// spooling is a source that a [Loader] does not hold any more.
type spooling struct {
	spool  spool
	snap   *snapshot
	merged map[string]string
	claims int

	// Of the first version of a list, what it says and its records: a statement
	// that stands there twice counts once.
	list    bool
	said    *keep.Map[bool]
	records *keep.Map[bool]
	found   int // records
}

// grown is called when a source has become large. A source that the store
// does not have yet, and no other version of, is written to the disk from now
// on; one that it has is compared with what is there, at End, as small ones are.
func (l *Loader) grown(ctx context.Context) error {
	e, ok := l.store.engine.(spoolEngine)
	if !ok || graph.SourceIRI(l.source.ID) == graph.Gazetteer {
		return nil
	}
	s := l.store
	s.write.Lock()
	if err := s.begin(); err != nil {
		s.write.Unlock()
		return err
	}
	err := guard(nil, func() error { return l.beginSpool(ctx, e) })
	if err != nil {
		err = fmt.Errorf("writing store %s: source %s: %w", s.addr.name(), l.source.ID, spaceError(err))
	}
	switch {
	case l.spooled == nil:
		s.write.Unlock()
	case err != nil:
		l.Abort() // others may write
	}
	return err
}

func (l *Loader) beginSpool(ctx context.Context, e spoolEngine) error {
	snap, err := l.store.engine.current(ctx)
	if err != nil {
		return err
	}
	there, err := snap.reader.ID(graph.SourceIRI(l.source.ID))
	if there == 0 && err == nil && l.source.Series != "" {
		var version quad.Value
		if version, err = snap.first(pattern{predicate: graph.Series, object: quad.String(l.source.Series)}); version != nil {
			there = 1
		}
	}
	if there != 0 || err != nil {
		snap.release()
		return err
	}
	merged, err := snap.mergedInto()
	if err != nil {
		snap.release()
		return err
	}
	to, err := e.spool(ctx, spoolMemory)
	if err != nil {
		snap.release()
		return err
	}
	l.spooled = &spooling{spool: to, snap: snap, merged: merged, list: l.source.Whole || l.touched != nil, said: keep.New[bool](&l.shelf), records: keep.New[bool](&l.shelf)}
	l.store.spooler.Store(l)
	for c := range l.claims.each(nil) {
		if err := l.spooled.add(c); err != nil {
			return err
		}
	}
	l.claims.forget()
	return nil
}

// add writes a claim; one that came before stays as it was.
func (s *spooling) add(c *graph.Claim) error {
	if s.list {
		d := digest(c)
		if _, twice := s.said.Get(d); twice {
			return nil
		}
		s.said.Set(d, true)
		if _, there := s.records.Get(c.Record); !there {
			s.records.Set(c.Record, true)
			s.found++
		}
	}
	if known, err := s.spool.Knows(quad.IRI(c.ID)); known || err != nil {
		return err
	}
	identify(c, s.merged)
	s.claims++
	return s.spool.Add(c.Quads()...)
}

// endSpool stores a source that was spooled.
func (l *Loader) endSpool(ctx context.Context) error {
	s := l.store
	r := Result{Source: *l.source, Rejected: l.rejected, Added: l.spooled.claims, Records: RecordChanges{Added: l.spooled.found}}
	err := guard(nil, func() error {
		if err := l.spoolActors(); err != nil {
			return err
		}
		if err := l.shelf.Err(); err != nil {
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

// spoolActors adds what the source says of itself and of actors, one by one,
// as [Loader.actorChanges] has it of a source that is new.
func (l *Loader) spoolActors() error {
	if l.described == nil || l.generation != l.store.writes.Load() {
		l.described = map[string]bool{}
	}
	add := func(quads []quad.Quad) error {
		for _, q := range quads {
			if err := checkQuad(q); err != nil {
				return fmt.Errorf("writing %v: %w", q, err)
			}
		}
		return l.spooled.spool.Add(quads...)
	}
	if err := add(l.source.Quads()); err != nil {
		return err
	}
	node := graph.SourceIRI(l.source.ID)
	for label, d := range l.descriptions(node) {
		if label != graph.Gazetteer {
			if err := add(d.Quads(label)); err != nil {
				return err
			}
			continue
		}
		c := &changes{}
		if err := l.gazetteerSays(l.spooled.snap, &d.Description, c); err != nil {
			return err
		}
		if err := add(c.add); err != nil {
			return err
		}
	}
	return nil
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
