package export

import (
	"cmp"
	"context"
	"io"
	"iter"
	"slices"

	"entente/graph"
	"entente/graph/keep"
)

// A store gives claims quickest in its own order: by ID it has to look for each
// by itself, and again whenever they are read again. So the formats that are
// written by ID read a store once, as it likes, and sort on the disk.

// writer is what a format is written by.
type writer func(ctx context.Context, w io.Writer, in Input, o Options) error

// byID gives a writer the claims by ID, each once, sorted here. One that reads
// them again gets them from a file.
func byID(write writer, reads reading) writer {
	return func(ctx context.Context, w io.Writer, in Input, o Options) (err error) {
		if in.AnyOrder == nil {
			return write(ctx, w, in, o)
		}
		s := &ordering{lookup: newLookup(in), claims: in.AnyOrder, limits: o.limits, again: reads == again}
		defer func() {
			if cerr := s.close(); err == nil {
				err = cerr
			}
		}()
		in.Claims, in.AnyOrder = s.all(ctx), nil
		return write(ctx, w, in, o)
	}
}

// reading says how often a writer ranges over the claims.
type reading int

const (
	once reading = iota
	again
)

// ordering is claims that are sorted when the first is wanted.
type ordering struct {
	lookup *lookup
	claims iter.Seq2[graph.Claim, error]
	limits limits
	again  bool
	few    []graph.Claim // all, if they are few
	many   *keep.Aside   // all, if they are many and are read again
	whole  bool          // few or many holds all
}

// fewClaims are held in memory.
const fewClaims = 10_000

func (s *ordering) all(ctx context.Context) iter.Seq2[graph.Claim, error] {
	return func(yield func(graph.Claim, error) bool) {
		if !s.whole {
			s.sort(ctx, yield)
			return
		}
		for i := range s.few {
			if !yield(s.few[i], nil) {
				return
			}
		}
		if s.many == nil {
			return
		}
		for text, err := range s.many.Records() {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(graph.Claim{}, err)
				return
			}
			if _, c := unpackClaim(text, 1); !yield(*c, nil) {
				return
			}
		}
	}
}

// sort gives the claims for the first time.
func (s *ordering) sort(ctx context.Context, yield func(graph.Claim, error) bool) {
	next, stop := iter.Pull2(s.lookup.filled(ctx, s.claims))
	defer stop()
	most := cmp.Or(s.limits.ordered, fewClaims)
	more := true
	for len(s.few) < most {
		var c graph.Claim
		var err error
		if c, err, more = next(); err != nil {
			yield(c, err)
			return
		}
		if !more {
			break
		}
		s.few = append(s.few, c)
	}
	if !more {
		slices.SortStableFunc(s.few, func(a, b graph.Claim) int { return cmp.Compare(a.ID, b.ID) })
		s.few = slices.CompactFunc(s.few, func(a, b graph.Claim) bool { return a.ID == b.ID })
		s.whole = true
		s.all(ctx)(yield)
		return
	}
	if s.again {
		if err := s.close(); err != nil { // of a reading that was broken off
			yield(graph.Claim{}, err)
			return
		}
		var err error
		if s.many, err = keep.NewAside(); err != nil {
			yield(graph.Claim{}, err)
			return
		}
	}
	last := ""
	for text, err := range keep.Sorted(ctx, s.limits.chunk, s.records(next)) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			yield(graph.Claim{}, err)
			return
		}
		id, c := unpackClaim(text, 1)
		if id == last {
			continue
		}
		last = id
		if s.many != nil {
			s.many.Add(text)
		}
		if !yield(*c, nil) {
			return
		}
	}
	s.whole = s.many != nil
}

// records makes one of each claim: of those that were held already, and of the
// rest.
func (s *ordering) records(next func() (graph.Claim, error, bool)) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for i := range s.few {
			if !yield(packClaim(&s.few[i], s.few[i].ID), nil) {
				return
			}
		}
		s.few = nil
		for {
			c, err, more := next()
			if !more {
				return
			}
			if err != nil {
				yield("", err)
				return
			}
			if !yield(packClaim(&c, c.ID), nil) {
				return
			}
		}
	}
}

func (s *ordering) close() error {
	if s.many == nil {
		return nil
	}
	many := s.many
	s.many = nil
	return many.Close()
}
