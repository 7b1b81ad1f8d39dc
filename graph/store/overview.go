package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// versioned is an engine whose store says itself which version it is.
type versioned interface {
	version(ctx context.Context) (string, error)
}

// Version names the state of the store: it changes with every write, and two
// states with one name hold the same. It is short and fit for an ETag. Where
// the backend keeps none it is good for as long as this process has the store
// open, and knows nothing of what others write meanwhile.
func (s *Store) Version(ctx context.Context) (string, error) {
	if s.closed.Load() {
		return "", fmt.Errorf("reading store %s: %w", s.addr.name(), ErrClosed)
	}
	if v, ok := s.engine.(versioned); ok {
		version, err := v.version(ctx)
		if err != nil {
			return "", fmt.Errorf("reading store %s: %w", s.addr.name(), err)
		}
		return version, nil
	}
	return fmt.Sprintf("%s-%d", s.opening, s.writes.Load()), ctx.Err()
}

// SourceCount is a source and how many claims it gave.
type SourceCount struct {
	graph.Source
	Claims int64 `json:"claims"`
}

// Newest lists the sources that were published last, newest first and those of
// one day by ID; sources without a date come last. limit 0 gives all.
func (s *Store) Newest(ctx context.Context, limit int) ([]SourceCount, error) {
	var out []SourceCount
	err := s.view(ctx, func(snap *snapshot) error {
		var err error
		if out, err = snap.newest(limit); err != nil {
			return fmt.Errorf("reading the sources of store %s: %w", s.addr.name(), err)
		}
		return nil
	})
	return out, err
}

func (s *snapshot) newest(limit int) ([]SourceCount, error) {
	type dated struct {
		number uint64
		day    string
	}
	sources := map[uint64]string{}
	err := s.scan(pattern{predicate: graph.RDFType, object: graph.SourceType}, func(q ids) (bool, error) {
		sources[q[subjectAt]] = ""
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	err = s.scan(pattern{predicate: graph.Published}, func(q ids) (bool, error) {
		v, err := s.value(q[objectAt])
		if _, ok := sources[q[subjectAt]]; ok && err == nil {
			sources[q[subjectAt]] = max(sources[q[subjectAt]], textOf(v))
		}
		return true, err
	})
	if err != nil {
		return nil, err
	}
	list := make([]dated, 0, len(sources))
	for n, day := range sources {
		list = append(list, dated{n, day})
	}
	slices.SortFunc(list, func(a, b dated) int { return strings.Compare(b.day, a.day) })
	var out []SourceCount
	for from := 0; from < len(list) && (limit == 0 || len(out) < limit); {
		to := from
		for to < len(list) && list[to].day == list[from].day {
			to++
		}
		same := make([]string, 0, to-from)
		for _, d := range list[from:to] {
			v, err := s.reader.Value(d.number)
			if err != nil {
				return nil, err
			}
			if iri, ok := v.(quad.IRI); ok {
				same = append(same, graph.SourceID(iri))
			}
		}
		slices.Sort(same)
		for _, id := range same {
			if limit > 0 && len(out) == limit {
				break
			}
			source, err := s.source(id)
			if err != nil {
				return nil, err
			}
			n, err := s.count(pattern{predicate: graph.DerivedFrom, object: graph.SourceIRI(id)})
			if err != nil {
				return nil, err
			}
			out = append(out, SourceCount{source, n})
		}
		from = to
	}
	return out, s.ctx.Err()
}
