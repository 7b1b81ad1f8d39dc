package store

import (
	"context"
	"fmt"
	"iter"
	"math"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// changes is what one transaction does. No quad of add is in the store, every
// quad of del is, and none stands twice: engines rely on it, for Cayley
// miscounts or fails where it does not hold.
type changes struct {
	add, del []quad.Quad

	added, removed int // all of them
	spill          changesSpill
}

// newChanges makes an empty one. Where the engine can, what becomes much goes
// to the disk: the caller holds s.write, and aborts the changes in the end.
func (s *Store) newChanges(ctx context.Context) *changes {
	e, _ := s.engine.(spoolEngine)
	return &changes{spill: changesSpill{ctx: ctx, engine: e, from: s.held}}
}

// changesSpill is where changes go that are too many to be held.
type changesSpill struct {
	ctx    context.Context
	engine spoolEngine // nil if they are held, however many
	from   int         // how many quads are too many
	spool  spool
	err    error // the first of writing there; it shows when they are applied
}

// changesHeld is how many quads of changes are held in memory; one takes about
// half a kilobyte until it is written.
const changesHeld = 20_000

// changesMemory is what sorting changes may take: whoever works them out reads
// the store, and keeps what the source says.
const changesMemory = 32 << 20

// did is called after quads were added to c.add and c.del.
func (c *changes) did(added, removed int) {
	c.added += added
	c.removed += removed
	if c.spill.engine != nil && len(c.add)+len(c.del) >= c.spill.from {
		c.spillAll()
	}
}

// remove takes quads that are to go.
func (c *changes) remove(quads ...quad.Quad) {
	c.del = append(c.del, quads...)
	c.did(0, len(quads))
}

func (c *changes) spillAll() {
	s := &c.spill
	if s.err == nil && s.spool == nil {
		s.spool, s.err = s.engine.spool(s.ctx, changesMemory)
	}
	if s.err == nil {
		s.err = checkQuads(c.add)
	}
	if s.err == nil {
		s.err = s.spool.Add(c.add...)
	}
	if s.err == nil {
		s.err = s.spool.Remove(c.del...)
	}
	c.add, c.del = c.add[:0], c.del[:0]
}

// commit writes what was spilled, and all that came after it.
func (s *changesSpill) commit(c *changes) error {
	c.spillAll()
	if s.err != nil {
		return s.err
	}
	_, err := s.spool.Commit()
	s.spool = nil
	return err
}

// abort gives up what was spilled, if anything.
func (c *changes) abort() {
	if c.spill.spool != nil {
		c.spill.spool.Abort()
		c.spill.spool = nil
	}
}

func (c *changes) empty() bool {
	return len(c.add) == 0 && len(c.del) == 0 && c.spill.spool == nil && c.spill.err == nil
}

// deltas is the changes in Cayley's terms: deletions after additions, so that
// a value which both need is not dropped and made again.
func (c *changes) deltas() []cayley.Delta {
	out := make([]cayley.Delta, 0, len(c.add)+len(c.del))
	for _, q := range c.add {
		out = append(out, cayley.Delta{Quad: q, Action: cayley.Add})
	}
	for _, q := range c.del {
		out = append(out, cayley.Delta{Quad: q, Action: cayley.Delete})
	}
	return out
}

// difference turns the quads there are into the quads there should be, and says
// whether they differ.
func (c *changes) difference(old, want []quad.Quad) bool {
	adds, dels := len(c.add), len(c.del)
	had := make(map[quad.Quad]bool, len(old))
	for _, q := range old {
		had[q] = true
	}
	keep := make(map[quad.Quad]bool, len(want))
	for _, q := range want {
		if keep[q] {
			continue
		}
		keep[q] = true
		if !had[q] {
			c.add = append(c.add, q)
		}
	}
	for _, q := range old {
		if !keep[q] {
			c.del = append(c.del, q)
		}
	}
	adds, dels = len(c.add)-adds, len(c.del)-dels
	c.did(adds, dels)
	return adds+dels > 0
}

func checkQuads(quads []quad.Quad) error {
	for _, q := range quads {
		if err := checkQuad(q); err != nil {
			return fmt.Errorf("writing %v: %w", q, err)
		}
	}
	return nil
}

// checkQuad refuses values that Cayley v0.7.7 does not give back as they
// were: it hashes times by the second and by zone, and holds what it does not
// know as a string. What is written here are IRIs, strings and numbers.
func checkQuad(q quad.Quad) error {
	for _, d := range quad.Directions {
		switch v := q.Get(d).(type) {
		case quad.IRI:
			if v == "" {
				return fmt.Errorf("%v: an IRI is empty", d)
			}
		case quad.String, quad.LangString, quad.Int, quad.Bool, quad.BNode:
			if d == quad.Predicate {
				return fmt.Errorf("%v is not an IRI: %v", d, v)
			}
		case quad.Float:
			if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
				return fmt.Errorf("%v is not a finite number: %v", d, v)
			}
		case quad.TypedString:
			if w, err := v.ParseValue(); err == nil && w != quad.Value(v) {
				return fmt.Errorf("%v %v would come back as %v", d, v, w)
			}
		case nil:
			if d != quad.Label {
				return fmt.Errorf("%v is missing", d)
			}
		default:
			return fmt.Errorf("%v is a %T, which the store does not keep exactly", d, v)
		}
	}
	return nil
}

// apply writes changes; the caller holds s.write.
func (s *Store) apply(ctx context.Context, c *changes) error {
	if c.empty() {
		return nil
	}
	if err := s.begin(); err != nil {
		return err
	}
	err := guard(nil, func() error {
		if c.spill.spool != nil || c.spill.err != nil {
			return c.spill.commit(c)
		}
		if err := checkQuads(c.add); err != nil {
			return err
		}
		return s.engine.write(ctx, c)
	})
	if err != nil {
		return fmt.Errorf("writing store %s: %w", s.addr.name(), spaceError(err))
	}
	s.writes.Add(1)
	return nil
}

// AddQuads adds quads as they are, in one transaction, and says how many were
// new. Quads that are there already stay as they are.
func (s *Store) AddQuads(ctx context.Context, quads iter.Seq2[quad.Quad, error]) (added, unchanged int, err error) {
	if err := s.begin(); err != nil {
		return 0, 0, err
	}
	seen := map[quad.Quad]bool{}
	var list []quad.Quad
	for q, err := range quads {
		if err != nil {
			return 0, 0, err
		}
		if !seen[q] {
			seen[q] = true
			list = append(list, q)
		}
	}
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.begin(); err != nil {
		return 0, 0, err
	}
	var c *changes
	err = guard(nil, func() error {
		var err error
		c, err = s.missing(ctx, list)
		return err
	})
	if err != nil {
		return 0, 0, fmt.Errorf("reading store %s: %w", s.addr.name(), err)
	}
	if err := s.apply(ctx, c); err != nil {
		return 0, 0, err
	}
	return len(c.add), len(list) - len(c.add), nil
}

// missing works out which of some quads are to be added.
func (s *Store) missing(ctx context.Context, list []quad.Quad) (*changes, error) {
	snap, err := s.engine.current(ctx)
	if err != nil {
		return nil, err
	}
	defer snap.release()
	c := &changes{}
	for _, q := range list {
		there, err := snap.has(q)
		if err != nil {
			return nil, err
		}
		if !there {
			c.add = append(c.add, q)
			c.added++
		}
	}
	return c, nil
}
