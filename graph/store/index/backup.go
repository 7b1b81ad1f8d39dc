package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// Backup makes a copy of the store as it stands now in the folder dir, which
// must not exist, while readers and a writer go on. Where the file system can,
// the copy shares its tables with the store and takes no room until the store
// changes; tables never do. The copy appears under its name once it is whole.
func (db *DB) Backup(dir string) error {
	draft, err := draftFolder(dir)
	if err != nil {
		return err
	}
	defer os.RemoveAll(draft)
	if db.readOnly {
		// Pebble makes checkpoints of what it may write only; but then nobody
		// else writes either.
		err = linkFiles(filepath.Join(db.dir, tables), filepath.Join(draft, tables))
	} else {
		err = db.do(func() error { return db.pebble.Checkpoint(filepath.Join(draft, tables), pebble.WithFlushedWAL()) })
	}
	if err != nil {
		return damage(err)
	}
	if err := writeFormat(draft, int(db.format.Load())); err != nil {
		return err
	}
	return appear(draft, dir)
}

// linkFiles copies the files of a folder; tables are linked where the file
// system can.
func linkFiles(from, to string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	if err := os.Mkdir(to, 0o755); err != nil {
		return err
	}
	for _, e := range entries {
		if !e.Type().IsRegular() {
			continue
		}
		src, dst := filepath.Join(from, e.Name()), filepath.Join(to, e.Name())
		if filepath.Ext(src) == ".sst" && os.Link(src, dst) == nil {
			continue
		}
		if err := vfs.Copy(vfs.Default, src, dst); err != nil {
			return err
		}
	}
	return nil
}

// draftFolder makes a folder beside dir, which must not exist.
func draftFolder(dir string) (string, error) {
	if _, err := os.Lstat(dir); err == nil {
		return "", fmt.Errorf("%s: %w", dir, os.ErrExist)
	}
	return folderBeside(dir)
}

// folderBeside makes a folder beside dir, to be renamed to it.
func folderBeside(dir string) (string, error) {
	parent := filepath.Dir(filepath.Clean(dir))
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return "", err
	}
	draft, err := os.MkdirTemp(parent, filepath.Base(dir)+".new-*")
	if err != nil {
		return "", err
	}
	return draft, os.Chmod(draft, 0o755)
}

// writeFormat writes the file that makes a folder a store, so that it is on
// the disk.
func writeFormat(dir string, format int) error {
	f, err := os.OpenFile(filepath.Join(dir, File), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "%s%d\n", heading, format)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// appear gives a draft its name, where there is nothing or an empty folder,
// once all of it is on the disk.
func appear(draft, dir string) error {
	if err := syncFolder(draft); err != nil {
		return err
	}
	os.Remove(dir) // an empty folder; Rename replaces one on some systems only
	if err := os.Rename(draft, dir); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(filepath.Clean(dir)))
}

// syncFolder puts a folder's list of names on the disk.
func syncFolder(dir string) error {
	f, err := files.OpenDir(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Compact joins tables until no more can be joined: deleted quads leave the
// disk, and reads find fewer tables.
func (db *DB) Compact(ctx context.Context) error {
	if db.readOnly {
		return errors.New("the store was opened for reading only")
	}
	if err := db.catchUp(ctx); err != nil {
		return err
	}
	return db.do(func() error {
		if err := db.pebble.Flush(); err != nil {
			return err
		}
		return db.pebble.Compact(ctx, []byte{0}, []byte{0xff}, true)
	})
}
