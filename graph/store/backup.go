package store

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Backup makes a copy of the store as it stands now in the folder dir, which
// must not exist, while readers and a writer go on. The copy is a store.
func (s *Store) Backup(ctx context.Context, dir string) error {
	b, err := s.backups()
	if err != nil {
		return err
	}
	if err := guard(nil, func() error { return b.backup(dir) }); err != nil {
		return fmt.Errorf("backing up store %s to %s: %w", s.addr.name(), dir, spaceError(err))
	}
	return ctx.Err()
}

// backups is what makes backups of the store.
func (s *Store) backups() (interface{ backup(dir string) error }, error) {
	if s.closed.Load() {
		return nil, fmt.Errorf("reading store %s: %w", s.addr.name(), ErrClosed)
	}
	b, ok := s.engine.(interface{ backup(dir string) error })
	if !ok {
		return nil, fmt.Errorf("store %s: %w: copy it to an N-Quads file instead: entente copy %s FILE.nq.gz", s.addr.name(), ErrNotHere, s.addr.name())
	}
	return b, nil
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

// SendBackup writes a backup of the store as it stands now, for
// [ReceiveBackup]: a tar archive of its files. Meanwhile a backup lies beside
// the store, where it shares the store's files, or among the system's
// temporary files where nothing may be written there.
func (s *Store) SendBackup(ctx context.Context, w io.Writer) error {
	if _, err := s.backups(); err != nil {
		return err
	}
	draft, err := os.MkdirTemp(filepath.Dir(filepath.Clean(s.addr.path)), filepath.Base(s.addr.path)+".sent-*")
	if err != nil {
		draft, err = os.MkdirTemp("", "entente-backup-")
	}
	if err != nil {
		return err
	}
	defer os.RemoveAll(draft)
	dir := filepath.Join(draft, "store")
	if err := s.Backup(ctx, dir); err != nil {
		return err
	}
	out := tar.NewWriter(w)
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		in, err := os.Open(path)
		if err != nil {
			return err
		}
		defer in.Close()
		info, err := in.Stat()
		if err != nil {
			return err
		}
		if err := out.WriteHeader(&tar.Header{Name: filepath.ToSlash(name), Mode: 0o644, Size: info.Size(), Format: tar.FormatPAX}); err != nil {
			return err
		}
		_, err = io.Copy(out, in)
		return err
	})
	if err == nil {
		err = out.Close()
	}
	if err != nil {
		return fmt.Errorf("sending a backup of store %s: %w", s.addr.name(), err)
	}
	return nil
}

// ReceiveBackup makes a folder dir of what [Store.SendBackup] writes. The
// folder must not exist, and appears once it is whole. What the files say is
// for [Restore] or [Store.Verify] to look at.
func ReceiveBackup(ctx context.Context, r io.Reader, dir string) error {
	err := atPath(dir, func(draft string) error {
		if err := unpack(ctx, r, draft); err != nil {
			return err
		}
		if a, err := parseAddress(draft); err != nil || !a.backend.Persistent || !a.backend.holds(a.path) {
			return errors.Join(err, errors.New("what was sent is no backup of a store"))
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("backing up to %s: %w", dir, spaceError(err))
	}
	return nil
}

// unpack writes the files of an archive below a folder, which it makes, and
// nothing beside it.
func unpack(ctx context.Context, r io.Reader, dir string) error {
	root, err := makeRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for in := tar.NewReader(r); ; {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		name := filepath.FromSlash(h.Name)
		if h.Typeflag != tar.TypeReg || !filepath.IsLocal(name) {
			return fmt.Errorf("what was sent is no backup of a store: %q is no file of one", h.Name)
		}
		if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		out, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if err != nil {
			return err
		}
		if _, err := io.Copy(out, in); err != nil {
			return errors.Join(err, out.Close())
		}
		if err := errors.Join(out.Sync(), out.Close()); err != nil {
			return err
		}
	}
	// What follows the archive's end is padding; a sender that breaks off
	// there does so here.
	_, err = io.Copy(io.Discard, r)
	return err
}

func makeRoot(dir string) (*os.Root, error) {
	if err := os.Mkdir(dir, 0o755); err != nil {
		return nil, err
	}
	return os.OpenRoot(dir)
}
