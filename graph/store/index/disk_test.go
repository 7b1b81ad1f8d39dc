package index

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"

	"entente/graph/store/fault"
)

// failing is a file system that fails once, and then, as a broken disk does,
// again and again.
type failing struct {
	vfs.FS
	mu    sync.Mutex
	what  string // "write", "short", "sync", "create", "rename", "link"
	kind  string // of the files that fail: see kindOf
	left  int    // how often it goes well before
	heals bool   // fails once only
	fails int    // how often it has failed
}

var errDisk = errors.New("the disk fails")

// kindOf is the kind of one of Pebble's files.
func kindOf(path string) string {
	name := filepath.Base(path)
	for _, kind := range []string{"MANIFEST", "OPTIONS", "marker"} {
		if strings.HasPrefix(name, kind) {
			return kind
		}
	}
	if ext := filepath.Ext(name); ext != "" && ext != ".dbtmp" {
		return ext
	}
	return "folder"
}

func (f *failing) fail(what, path string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if what != f.what && (what != "write" || f.what != "short") || kindOf(path) != f.kind || f.fails > 0 && f.heals {
		return false
	}
	if f.left > 0 {
		f.left--
		return false
	}
	f.fails++
	return true
}

func (f *failing) Create(name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	if f.fail("create", name) {
		return nil, errDisk
	}
	file, err := f.FS.Create(name, c)
	return f.wrap(file, name), err
}

func (f *failing) ReuseForWrite(old, name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	if f.fail("create", name) {
		return nil, errDisk
	}
	file, err := f.FS.ReuseForWrite(old, name, c)
	return f.wrap(file, name), err
}

func (f *failing) OpenDir(name string) (vfs.File, error) {
	file, err := f.FS.OpenDir(name)
	return f.wrap(file, name), err
}

func (f *failing) Rename(old, name string) error {
	if f.fail("rename", name) {
		return errDisk
	}
	return f.FS.Rename(old, name)
}

func (f *failing) Link(old, name string) error {
	if f.fail("link", name) {
		return errDisk
	}
	return f.FS.Link(old, name)
}

func (f *failing) wrap(file vfs.File, name string) vfs.File {
	if file == nil {
		return nil
	}
	return &failingFile{file, f, name}
}

type failingFile struct {
	vfs.File
	of   *failing
	name string
}

func (f *failingFile) Write(b []byte) (int, error) {
	if !f.of.fail("write", f.name) {
		return f.File.Write(b)
	}
	if f.of.what == "write" {
		return 0, errDisk
	}
	n, err := f.File.Write(b[:len(b)/2])
	return n, errors.Join(err, io.ErrShortWrite)
}

func (f *failingFile) sync(sync func() error) error {
	if f.of.fail("sync", f.name) {
		return errDisk
	}
	return sync()
}

func (f *failingFile) Sync() error     { return f.sync(f.File.Sync) }
func (f *failingFile) SyncData() error { return f.sync(f.File.SyncData) }

func (f *failingFile) SyncTo(n int64) (whole bool, err error) {
	err = f.sync(func() error { whole, err = f.File.SyncTo(n); return err })
	return whole, err
}

// group is a hundred quads with one label.
func group(n int) (list []quad.Quad) {
	for i := range 100 {
		list = append(list, quad.MakeIRI(fmt.Sprint("n", i), "p", fmt.Sprint("m", n), fmt.Sprint("group-", n)))
	}
	return list
}

// The disk fails at every kind of write, of every kind of file, short writes
// among them, the first time and later ones. Who was writing is told; after
// that the store, opened again, is sound, and has all that was acknowledged,
// what was being written whole or not at all, and nothing else. Where the
// error did not break the store, it goes on, and what failed is not there.
func TestDiskFails(t *testing.T) {
	counts := []int{0, 2}
	if testing.Short() {
		counts = []int{0}
	}
	whole := filepath.Join(t.TempDir(), "db")
	if err := Create(whole); err != nil {
		t.Fatal(err)
	}
	db, err := Open(whole, Options{})
	if err == nil {
		err = errors.Join(db.Write(t.Context(), group(0), nil), db.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	for kind, all := range map[string][]string{
		".log": {"create", "write", "short", "sync"}, "MANIFEST": {"create", "write", "short", "sync"},
		".sst": {"create", "write", "short", "sync", "link"}, "OPTIONS": {"create", "write", "short", "sync"}, "marker": {"create"}, "folder": {"sync"},
	} {
		for _, what := range all {
			reached := 0
			for _, left := range counts {
				for _, heals := range []bool{true, false} {
					reached += diskFails(t, whole, &failing{FS: vfs.Default, what: what, kind: kind, left: left, heals: heals})
				}
			}
			if reached == 0 {
				t.Errorf("%s of %s never failed", what, kind)
			}
		}
	}
}

// diskFails runs one case in a copy of a store and says how often something
// failed.
func diskFails(t *testing.T, whole string, f *failing) int {
	name := fmt.Sprintf("%s of %s after %d, once only: %v", f.what, f.kind, f.left, f.heals)
	dir := filepath.Join(t.TempDir(), "db")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	must(os.CopyFS(dir, os.DirFS(whole)))
	there, maybe := map[string]bool{"group-0": true}, ""

	files = f
	defer func() { files = f.FS }()

	db, err := Open(dir, Options{})
	broken := errors.Is(err, fault.ErrUnwritable)
	if err == nil {
		broken = workOn(t, name, db, there, &maybe)
	}
	if broken {
		// It keeps its lock; what it leaves is looked at in a copy.
		dir = copyOf(t, dir)
	}
	files = f.FS
	after, err := Open(dir, Options{})
	must(err)
	if found := findings(t, after); len(found) > 0 {
		t.Errorf("%s: %s", name, strings.Join(found, "\n"))
	}
	got := map[string]int{}
	view, err := after.Snapshot(t.Context())
	must(err)
	for c := view.Cursor(IDs{}); c.Next(); {
		label, err := view.Value(c.Quad()[labelAt])
		must(err)
		got[string(label.(quad.IRI))]++
	}
	must(view.Close())
	for label := range there {
		if got[label] == 0 {
			t.Errorf("%s: %s was acknowledged and is gone", name, label)
		}
	}
	for label, n := range got {
		if n != 100 {
			t.Errorf("%s: %d quads of %s, of 100", name, n, label)
		}
		if !there[label] && label != maybe {
			t.Errorf("%s: %s is there, and was never acknowledged", name, label)
		}
	}
	must(after.Write(t.Context(), group(99), nil))
	must(after.Close())
	return f.fails
}

// copyOf copies a store in which something may still be going on, at a moment
// when nothing is.
func copyOf(t *testing.T, dir string) string {
	state := func() (out string) {
		_ = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err == nil {
				if info, err := d.Info(); err == nil {
					out += fmt.Sprintln(path, info.Size(), info.ModTime())
				}
			}
			return nil
		})
		return out
	}
	for try := range 100 {
		before := state()
		to := fmt.Sprint(dir, "-copy-", try)
		if err := os.CopyFS(to, os.DirFS(dir)); err == nil && state() == before {
			return to
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("the store does not come to rest")
	return ""
}

// workOn does one thing after another to a store, and says whether the store
// is broken after it. What was acknowledged is entered in there, what may be
// there all the same in maybe.
func workOn(t *testing.T, name string, db *DB, there map[string]bool, maybe *string) (broken bool) {
	n := 0
	write := func() error { return db.Write(t.Context(), group(n), nil) }
	bulk := func() error {
		load, err := db.Bulk(t.Context(), 0)
		if err != nil {
			return err
		}
		defer load.Abort()
		if err := load.Add(group(n)...); err != nil {
			return err
		}
		_, err = load.Commit()
		return err
	}
	backups := 0
	backup := func() error {
		backups++
		return db.Backup(fmt.Sprint(db.dir, "-backup-", backups))
	}
	flush := func() error { return db.do(db.pebble.Flush) }
	compact := func() error { return db.Compact(t.Context()) }
	for _, step := range []struct {
		stores bool
		do     func() error
	}{{true, write}, {true, bulk}, {false, flush}, {true, write}, {false, compact}, {false, backup}, {true, bulk}, {true, write}, {false, flush}, {true, write}, {false, db.Close}} {
		n++
		label := fmt.Sprint("group-", n)
		done := make(chan error, 1)
		go func() { done <- step.do() }()
		var err error
		select {
		case err = <-done:
		case <-time.After(time.Minute):
			t.Fatalf("%s: it hangs", name)
		}
		broken = broken || errors.Is(err, fault.ErrUnwritable)
		switch {
		case err == nil && step.stores:
			there[label] = true
		case err == nil:
		case broken && step.stores:
			*maybe = label
			return true
		case broken:
			return true
		case errors.Is(err, errDisk), errors.Is(err, io.ErrShortWrite):
		default:
			t.Errorf("%s: step %d: %v", name, n, err)
		}
	}
	return broken
}

// A log is cut short, and has bits turned, where a process was killed and left
// it with what no table has yet. Opening the store says that it is damaged, or
// it holds what was stored up to some moment, whole, and nothing of what came
// later: an end that was cut off looks like one that was never written.
func TestLogDamaged(t *testing.T) {
	db, dir := made(t)
	const groups = 6
	for n := range groups {
		if err := db.Write(t.Context(), group(n), nil); err != nil {
			t.Fatal(err)
		}
	}
	killed := copyOf(t, dir)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	logs, err := filepath.Glob(filepath.Join(killed, tables, "*.log"))
	if err != nil || len(logs) == 0 {
		t.Fatal("there is no log", err)
	}
	log := logs[len(logs)-1]
	data, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	steps, seen := 20, map[int]int{}
	for step := range steps {
		at := len(data) * step / steps
		turned := bytes.Clone(data)
		turned[at] ^= 0x10
		for how, broken := range map[string][]byte{"cut short": data[:at], "with a bit turned": turned} {
			copied := filepath.Join(t.TempDir(), "db")
			if err := errors.Join(os.CopyFS(copied, os.DirFS(killed)), os.WriteFile(filepath.Join(copied, tables, filepath.Base(log)), broken, 0o644)); err != nil {
				t.Fatal(err)
			}
			db, err := Open(copied, Options{})
			if err != nil {
				if !errors.Is(err, fault.ErrDamaged) || !strings.Contains(err.Error(), "WAL") {
					t.Errorf("%s at %d: %v", how, at, err)
				}
				seen[-1]++
				continue
			}
			if found := findings(t, db); len(found) > 0 {
				t.Errorf("%s at %d: %s", how, at, strings.Join(found, "\n"))
			}
			n := db.Live().Quads()
			v, err := db.Snapshot(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for g := range groups {
				id, err := v.ID(quad.IRI(fmt.Sprint("group-", g)))
				if err != nil || (id != 0) != (int64(g) < n/100) {
					t.Errorf("%s at %d: of %d quads, group %d is there: %v %v", how, at, n, g, id != 0, err)
				}
			}
			if n%100 != 0 {
				t.Errorf("%s at %d: %d quads", how, at, n)
			}
			seen[int(n/100)]++
			if err := errors.Join(v.Close(), db.Close()); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Logf("groups that were left, of %d, and how often (-1: damaged): %v", groups, seen)
}
