package store

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"
)

// Origin is where [Fill] takes quads from.
type Origin struct {
	Quads iter.Seq2[quad.Quad, error]
	// Distinct says that no quad comes twice, as none comes from a store.
	Distinct bool
	// Progress, if not nil, is told now and then how many quads have been
	// written, and in a second round how many have been read back.
	Progress func(written, verified int64)
}

// Copied is what [Fill] did: the number of quads and their checksum, the same
// on both sides.
type Copied = Tally

// progressEvery is after how many quads progress is told.
const progressEvery = 10_000

// Fill makes a store at addr out of quads, and reads it back: what it holds
// has the same number of quads and the same checksum as what was given, or it
// is an error. There must be nothing at a path, and no quads in a database.
// A store at a path appears once it is verified.
func Fill(ctx context.Context, addr string, from Origin) (Copied, error) {
	registerAll()
	a, err := parseAddress(addr)
	if err != nil {
		return Copied{}, err
	}
	if from.Progress == nil {
		from.Progress = func(int64, int64) {}
	}
	var done Copied
	switch {
	case a.backend.Remote:
		done, err = fillStore(ctx, addr, from)
	case !a.backend.Persistent:
		return done, fmt.Errorf("%s: %w: it is gone when the program ends", a.backend.Name, ErrNotHere)
	default:
		err = atPath(a.path, func(draft string) error {
			done, err = fillStore(ctx, a.backend.Name+":"+draft, from)
			return err
		})
	}
	if err != nil {
		return Copied{}, fmt.Errorf("copying to %s: %w", a.name(), spaceError(err))
	}
	return done, nil
}

// fillStore fills an empty store and verifies it.
func fillStore(ctx context.Context, addr string, from Origin) (Copied, error) {
	s, err := Open(ctx, addr, Options{Create: true})
	if err != nil {
		return Copied{}, err
	}
	defer func() { s.Close() }()
	st, err := s.quadCount(ctx)
	if err != nil {
		return Copied{}, err
	}
	if st != 0 {
		return Copied{}, fmt.Errorf("it holds %d quads already; name another database, or another schema with ?search_path=NAME", st)
	}
	given, err := s.take(ctx, from)
	if err != nil {
		return Copied{}, err
	}
	if err := s.Close(); err != nil {
		return Copied{}, err
	}
	if s, err = Open(ctx, addr, Options{ReadOnly: true}); err != nil {
		return Copied{}, err
	}
	found, err := s.Tally(ctx, func(n int64) { from.Progress(given.Quads, n) })
	if err != nil {
		return Copied{}, err
	}
	if err := given.Compare(found); err != nil {
		return Copied{}, err
	}
	return given, nil
}

// Compare says how two tallies differ; nil if they do not.
func (t Tally) Compare(found Tally) error {
	switch {
	case t.Quads != found.Quads:
		return fmt.Errorf("%d quads were written and %d are there: the copy is not whole", t.Quads, found.Quads)
	case t != found:
		return fmt.Errorf("the checksum of what was written is %s, that of what is there %s: some of the %d quads came out differently", t.Checksum(), found.Checksum(), t.Quads)
	}
	return nil
}

func (s *Store) quadCount(ctx context.Context) (n int64, err error) {
	err = s.view(ctx, func(snap *snapshot) error {
		n = snap.reader.Quads()
		return nil
	})
	return n, err
}

// take writes what comes and gives its tally.
func (s *Store) take(ctx context.Context, from Origin) (t Tally, err error) {
	var seen *distinct
	if !from.Distinct {
		if seen, err = newDistinct(); err != nil {
			return t, err
		}
		defer func() { err = errors.Join(err, seen.close()) }()
	}
	var d digester
	n := int64(0)
	quads := ahead(func(yield func(quad.Quad, error) bool) {
		for q, err := range from.Quads {
			if err == nil {
				if digest := d.digest(q); seen == nil {
					t.add(digest)
				} else {
					err = seen.add(digest)
				}
			}
			if n++; n%progressEvery == 0 {
				from.Progress(n, 0)
			}
			if !yield(q, err) {
				return
			}
		}
	})
	if fresh, ok := s.engine.(freshEngine); ok && from.Distinct {
		err = guard(nil, func() error { return fresh.fill(ctx, checked(quads)) })
	} else {
		_, err = s.Bulk(ctx, quads)
	}
	if err == nil && seen != nil {
		t, err = seen.tally()
	}
	return t, err
}

// freshEngine is an engine with a faster way to fill an empty store with
// quads none of which comes twice.
type freshEngine interface {
	fill(ctx context.Context, quads iter.Seq2[quad.Quad, error]) error
}

func (e *boltEngine) fill(ctx context.Context, quads iter.Seq2[quad.Quad, error]) error {
	return e.file.Fill(ctx, quads)
}

// Tally reads every quad and sums them up.
func (s *Store) Tally(ctx context.Context, progress func(int64)) (Tally, error) {
	var t Tally
	err := s.view(ctx, func(snap *snapshot) error {
		var d digester
		add := func(q quad.Quad) {
			t.add(d.digest(q))
			if progress != nil && t.Quads%progressEvery == 0 {
				progress(t.Quads)
			}
		}
		if r, ok := snap.reader.(sortedReader); ok {
			return r.Sorted(func(q quad.Quad) error { add(q); return nil })
		}
		return snap.follow(ids{}, func(q ids) (bool, error) {
			named, err := snap.quad(q)
			if err == nil {
				add(named)
			}
			return err == nil, err
		})
	})
	if err != nil {
		return t, fmt.Errorf("reading store %s: %w", s.addr.name(), err)
	}
	return t, nil
}

// sortedReader is a reader with a faster way to read everything: the quads of
// one label together, labels in order.
type sortedReader interface {
	Sorted(func(quad.Quad) error) error
	OddLabels() (bool, error)
}

// sorted is [Store.Quads] by a sortedReader.
func sorted(r sortedReader, order func([]quad.Quad) []quad.Quad, yield func(quad.Quad) bool) error {
	var group []quad.Quad
	stopped := errors.New("stopped")
	flush := func() error {
		for _, q := range order(group) {
			if !yield(q) {
				return stopped
			}
		}
		group = group[:0]
		return nil
	}
	err := r.Sorted(func(q quad.Quad) error {
		if len(group) > 0 && group[0].Label != q.Label {
			if err := flush(); err != nil {
				return err
			}
		}
		group = append(group, q)
		return nil
	})
	if err == nil {
		err = flush()
	}
	if err == stopped {
		return nil
	}
	return err
}
