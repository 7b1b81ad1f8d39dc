package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/store/bolt"
)

// ErrNotHere is what a backend says of what it does not do.
var ErrNotHere = errors.New("this kind of store does not do that")

// findingsKept bounds what [Store.Verify] tells of.
const findingsKept = 100

// Verified is what [Store.Verify] looked at.
type Verified struct {
	Quads    int64
	Claims   int64
	Findings []string // what is wrong, at most a hundred of them
}

// Verify reads the whole store and says what is wrong with it: indexes that
// do not hold the same quads, counts and dictionary; then every claim: that
// its id is its hash, that its offsets are those of its quote, that its quads
// are those that it should have and no others. It changes nothing.
func (s *Store) Verify(ctx context.Context) (Verified, error) {
	var out Verified
	err := s.view(ctx, func(snap *snapshot) error {
		tell := func(text string) bool {
			out.Findings = append(out.Findings, text)
			return len(out.Findings) < findingsKept
		}
		out.Quads = snap.reader.Quads()
		if r, ok := snap.reader.(interface{ Verify(func(string) bool) error }); ok {
			if err := r.Verify(tell); err != nil {
				return err
			}
		}
		if len(out.Findings) > 0 {
			return nil // what is read through them would only say the same again
		}
		return snap.verifyClaims(&out, tell)
	})
	if err != nil {
		return out, fmt.Errorf("verifying store %s: %w", s.addr.name(), err)
	}
	return out, nil
}

func (s *snapshot) verifyClaims(out *Verified, tell func(string) bool) error {
	typeID, err := s.reader.ID(graph.RDFType)
	if err != nil {
		return err
	}
	claimID, err := s.reader.ID(graph.ClaimType)
	if err != nil || typeID == 0 || claimID == 0 {
		return err
	}
	more := true
	say := func(format string, args ...any) { more = more && tell(fmt.Sprintf(format, args...)) }
	err = s.follow(ids{0, typeID, claimID, 0}, func(q ids) (bool, error) {
		out.Claims++
		v, err := s.value(q[subjectAt])
		if err != nil {
			return false, err
		}
		id, ok := v.(quad.IRI)
		if !ok {
			say("claim %v: its id is no IRI", v)
			return more, nil
		}
		return more, s.verifyClaim(id, say)
	})
	return err
}

func (s *snapshot) verifyClaim(id quad.IRI, say func(string, ...any)) error {
	c, err := s.claim(id)
	if errors.Is(err, ErrDamaged) || s.ctx.Err() != nil {
		return err
	}
	if err != nil {
		say("claim %s: %v", id, err)
		return nil
	}
	if hash := c.Hash(); c.ID != hash {
		say("claim %s: what it says has the hash %s", id, hash)
	}
	if c.End-c.Start != len(c.Quote) {
		say("claim %s: its quote has %d bytes, and its offsets %d to %d say %d", id, len(c.Quote), c.Start, c.End, c.End-c.Start)
	}
	has, err := s.labelled(id)
	if err != nil {
		return err
	}
	want := c.Quads()
	var d changes
	d.difference(has, want)
	for _, q := range d.add {
		say("claim %s: the quad %v is missing", id, q)
	}
	for _, q := range d.del {
		say("claim %s: the quad %v is none of its own", id, q)
	}
	return nil
}

// Compact gives the room of what was deleted back, and says how many bytes the
// store took before and takes after.
func Compact(ctx context.Context, addr string) (before, after int64, err error) {
	a, err := parseAddress(addr)
	if err != nil {
		return 0, 0, err
	}
	s, err := Open(ctx, addr, Options{})
	if err != nil {
		return 0, 0, err
	}
	defer s.Close()
	before = s.size(ctx)
	switch e := s.engine.(type) {
	case *ententeEngine:
		err = e.db.Compact(ctx)
	case *boltEngine:
		if err = s.Close(); err == nil {
			err = bolt.Compact(ctx, a.path, lockTimeout)
		}
	case *postgresEngine:
		err = e.db.Compact(ctx)
	default:
		return 0, 0, fmt.Errorf("store %s: %w", addr, ErrNotHere)
	}
	if err != nil {
		return 0, 0, fmt.Errorf("compacting store %s: %w", a.name(), spaceError(err))
	}
	if err := s.Close(); err != nil { // some files go when the store is closed
		return 0, 0, err
	}
	return before, s.size(ctx), nil
}

// size is how many bytes the store takes on the disk, as far as that is known.
func (s *Store) size(ctx context.Context) (n int64) {
	if e, ok := s.engine.(*postgresEngine); ok {
		return e.db.Size(ctx)
	}
	_ = filepath.WalkDir(s.addr.path, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		if info, err := d.Info(); err == nil {
			n += info.Size()
		}
		return nil
	})
	return n
}
