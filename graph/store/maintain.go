package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
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

// Backup makes a copy of the store as it stands now in the folder dir, which
// must not exist, while readers and a writer go on. The copy is a store.
func (s *Store) Backup(ctx context.Context, dir string) error {
	if s.closed.Load() {
		return fmt.Errorf("reading store %s: %w", s.addr.name(), ErrClosed)
	}
	b, ok := s.engine.(interface{ backup(string) error })
	if !ok {
		return fmt.Errorf("store %s: %w: copy it to an N-Quads file instead: entente copy %s FILE.nq.gz", s.addr.name(), ErrNotHere, s.addr.name())
	}
	if err := guard(nil, func() error { return b.backup(dir) }); err != nil {
		return fmt.Errorf("backing up store %s to %s: %w", s.addr.name(), dir, spaceError(err))
	}
	return ctx.Err()
}

func (e *ententeEngine) backup(dir string) error { return e.db.Backup(dir) }
func (e *boltEngine) backup(dir string) error    { return e.file.Backup(dir) }

// Restore makes a store at dir, where there must be none, from a backup: the
// backup is copied and then verified, and the store appears once it is sound.
func Restore(ctx context.Context, backup, dir string) (Verified, error) {
	var none Verified
	from, err := parseAddress(backup)
	if err != nil {
		return none, err
	}
	to, err := parseAddress(dir)
	if err != nil {
		return none, err
	}
	if !from.backend.Persistent || from.backend.Remote || !from.backend.holds(from.path) {
		return none, fmt.Errorf("%s: %w: a backup is a folder that entente backup has made", backup, ErrNotExist)
	}
	if to.backend.Remote || !to.backend.Persistent {
		return none, fmt.Errorf("%s: %w: a backup is restored to a path; entente copy %s %s fills another kind of store", dir, ErrNotHere, backup, dir)
	}
	// Nobody may write into the backup meanwhile.
	held, err := Open(ctx, from.String(), Options{ReadOnly: true})
	if err != nil {
		return none, err
	}
	defer held.Close()
	var v Verified
	err = atPath(to.path, func(draft string) error {
		if err := copyFolder(ctx, from.path, draft); err != nil {
			return err
		}
		s, err := Open(ctx, draft, Options{ReadOnly: true})
		if err != nil {
			return err
		}
		defer s.Close()
		if v, err = s.Verify(ctx); err == nil && len(v.Findings) > 0 {
			err = fmt.Errorf("the backup %w: %s (entente verify --db %s tells all)", ErrDamaged, v.Findings[0], from.path)
		}
		return err
	})
	if err != nil {
		return v, fmt.Errorf("restoring %s to %s: %w", backup, dir, spaceError(err))
	}
	return v, nil
}

// atPath makes a folder that appears at path once it is filled; path must not
// exist, or be an empty folder.
func atPath(path string, fill func(draft string) error) error {
	if entries, err := os.ReadDir(path); err == nil && len(entries) > 0 {
		return fmt.Errorf("%w: there is something at %s already; name another place, or move it away", fs.ErrExist, path)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: %s is no folder", fs.ErrExist, path)
	}
	parent := filepath.Dir(filepath.Clean(path))
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	draft, err := os.MkdirTemp(parent, filepath.Base(path)+".new-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(draft)
	inner := filepath.Join(draft, "store")
	if err := fill(inner); err != nil {
		return err
	}
	os.Remove(path) // an empty folder
	return os.Rename(inner, path)
}

func copyFolder(ctx context.Context, from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		name, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, name), 0o755)
		}
		return copyFile(path, filepath.Join(to, name))
	})
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		return errors.Join(err, out.Close())
	}
	return errors.Join(out.Sync(), out.Close())
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
