package store_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"entente/graph/store"
	"entente/graph/store/bolt"
	"entente/graph/store/index"
)

func TestLockedByAnotherProcess(t *testing.T) {
	persistent(t, func(t *testing.T, at func(string) string) {
		lockedByAnotherProcess(t, at(filepath.Join(t.TempDir(), "db")))
	})
}

func lockedByAnotherProcess(t *testing.T, dir string) {
	p := child(t, "hold", dir)
	p.says(t)
	for _, opts := range []store.Options{{}, {ReadOnly: true}} {
		began := time.Now()
		_, err := store.Open(ctx, dir, opts)
		if !errors.Is(err, store.ErrLocked) {
			t.Fatalf("%+v: %v", opts, err)
		}
		if waited := time.Since(began); waited > 5*time.Second {
			t.Errorf("told after %v", waited)
		}
		contains(t, err, path(dir))
		if runtime.GOOS == "linux" {
			contains(t, err, "pid "+strconv.Itoa(p.Process.Pid))
		}
	}
	p.stdin.Close()
	must(t, p.Wait())
	s, err := store.Open(ctx, dir, store.Options{})
	must(t, err)
	_, err = store.Open(ctx, dir, store.Options{})
	contains(t, err, "open already")
	must(t, s.Close())
}

func TestManyReadersOrOneWriter(t *testing.T) {
	persistent(t, func(t *testing.T, at func(string) string) {
		manyReadersOrOneWriter(t, at(filepath.Join(t.TempDir(), "db")))
	})
}

func manyReadersOrOneWriter(t *testing.T, dir string) {
	s := open(t, dir)
	world(t, s)
	must(t, s.Close())
	p := child(t, "hold", dir, "read-only")
	p.says(t)
	r, err := store.Open(ctx, dir, store.Options{ReadOnly: true})
	must(t, err)
	defer r.Close()
	if got := all(t, r.Claims(ctx, store.Filter{})); len(got) != 8 {
		t.Errorf("%d claims", len(got))
	}
	if _, err := store.Open(ctx, dir, store.Options{}); !errors.Is(err, store.ErrLocked) {
		t.Errorf("opened for writing while others read: %v", err)
	}
	for what, err := range map[string]error{
		"Begin":        r.Loader(store.LoadOptions{}).Begin(ctx, doc("x", "v1")),
		"RemoveSource": second(r.RemoveSource(ctx, "one")),
		"AddQuads":     third(r.AddQuads(ctx, quads())),
	} {
		if !errors.Is(err, store.ErrReadOnly) {
			t.Errorf("%s on a store opened for reading: %v", what, err)
		}
	}
}

// persistent runs a test for every backend that keeps its data in files; at makes the
// address of a path.
func persistent(t *testing.T, test func(t *testing.T, at func(path string) string)) {
	for _, b := range store.Backends() {
		if b.Persistent && !b.Remote {
			t.Run(b.Name, func(t *testing.T) { test(t, func(path string) string { return b.Name + ":" + path }) })
		}
	}
}

// path is an address without its backend.
func path(addr string) string {
	_, p, _ := strings.Cut(addr, ":")
	return p
}

func second[A any](_ A, err error) error        { return err }
func third[A, B any](_ A, _ B, err error) error { return err }

func TestAddresses(t *testing.T) {
	dir := t.TempDir()
	made, old := filepath.Join(dir, "made"), filepath.Join(dir, "old")
	must(t, open(t, made).Close())
	must(t, open(t, "bolt:"+old).Close())
	for _, c := range []struct{ addr, want, fails string }{
		{made, "entente:" + made, ""},
		{"entente:" + made, "entente:" + made, ""},
		{filepath.Join(made, index.File), "entente:" + made, ""},
		{old, "bolt:" + old, ""},
		{"bolt:" + old, "bolt:" + old, ""},
		{filepath.Join(old, bolt.File), "bolt:" + old, ""},
		{"bolt:" + filepath.Join(old, bolt.File), "bolt:" + old, ""},
		{"memstore:", "memstore:", ""},
		{filepath.Join(dir, "new"), "entente:" + filepath.Join(dir, "new"), ""},
		{"", "", "no store given"},
		{"bolt:", "", "a path must follow"},
		{"memstore:here", "", "takes no path"},
		{"oracle:here", "", `unknown backend "oracle": must be entente: or bolt: or memstore:`},
	} {
		s, err := store.Open(ctx, c.addr, store.Options{Create: true})
		if c.fails != "" {
			contains(t, err, c.fails)
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.addr, err)
			continue
		}
		if s.Address() != c.want {
			t.Errorf("%s: opened %s, want %s", c.addr, s.Address(), c.want)
		}
		must(t, s.Close())
	}
}

// What is wrong with a path is said, and nothing is touched.
func TestNotAStore(t *testing.T) {
	whole := func(t *testing.T) (dir, file string) {
		dir = filepath.Join(t.TempDir(), "db")
		s := open(t, "bolt:"+dir)
		world(t, s)
		must(t, s.Close())
		return dir, filepath.Join(dir, bolt.File)
	}
	meta := func(t *testing.T, file, key string, value []byte) {
		b, err := bbolt.Open(file, 0o644, nil)
		must(t, err)
		must(t, b.Update(func(tx *bbolt.Tx) error { return tx.Bucket([]byte("meta")).Put([]byte(key), value) }))
		must(t, b.Close())
	}
	cases := []struct {
		name  string
		make  func(t *testing.T) string
		is    error
		words []string
	}{
		{"nothing there", func(t *testing.T) string { return filepath.Join(t.TempDir(), "none") }, store.ErrNotExist, []string{"entente load --db"}},
		{"an empty folder", func(t *testing.T) string { return t.TempDir() }, store.ErrNotExist, []string{"entente load --db"}},
		{"a file", func(t *testing.T) string {
			p := filepath.Join(t.TempDir(), "notes.txt")
			must(t, os.WriteFile(p, []byte("hello"), 0o644))
			return p
		}, store.ErrNotStore, []string{"it is a file"}},
		{"somebody's folder", func(t *testing.T) string {
			dir := t.TempDir()
			must(t, os.WriteFile(filepath.Join(dir, "notes.txt"), []byte("hello"), 0o644))
			return dir
		}, store.ErrNotStore, []string{"other files"}},
		{"text in the place of the data file", func(t *testing.T) string {
			dir := t.TempDir()
			must(t, os.WriteFile(filepath.Join(dir, bolt.File), []byte(strings.Repeat("hello ", 9000)), 0o644))
			return dir
		}, store.ErrNotStore, nil},
		{"an empty data file", func(t *testing.T) string {
			dir := t.TempDir()
			must(t, os.WriteFile(filepath.Join(dir, bolt.File), nil, 0o644))
			return dir
		}, store.ErrDamaged, []string{"0 bytes"}},
		{"a truncated file", func(t *testing.T) string {
			dir, file := whole(t)
			must(t, os.Truncate(file, 5*int64(os.Getpagesize()))) // heads, and hardly more
			return dir
		}, store.ErrDamaged, []string{"truncated", "restore"}},
		{"only the beginning of a file", func(t *testing.T) string {
			dir, file := whole(t)
			must(t, os.Truncate(file, 100))
			return dir
		}, store.ErrDamaged, nil},
		{"broken heads", func(t *testing.T) string {
			dir, file := whole(t)
			f, err := os.OpenFile(file, os.O_RDWR, 0)
			must(t, err)
			for _, at := range []int64{16 + 20, int64(os.Getpagesize()) + 16 + 20} {
				_, err = f.WriteAt([]byte{1, 2, 3, 4}, at)
				must(t, err)
			}
			must(t, f.Close())
			return dir
		}, store.ErrDamaged, []string{"head pages"}},
		{"another program's bolt file", func(t *testing.T) string {
			dir := t.TempDir()
			b, err := bbolt.Open(filepath.Join(dir, bolt.File), 0o644, nil)
			must(t, err)
			must(t, b.Close())
			return dir
		}, store.ErrNotStore, nil},
		{"another version of Cayley's layout", func(t *testing.T) string {
			dir, file := whole(t)
			meta(t, file, "version", binary.LittleEndian.AppendUint64(nil, 3))
			return dir
		}, store.ErrVersion, []string{"version 3"}},
		{"another format of ours", func(t *testing.T) string {
			dir, file := whole(t)
			meta(t, file, "entente", []byte("2"))
			return dir
		}, store.ErrVersion, []string{"format 2"}},
		{"indexes that nobody can read", func(t *testing.T) string {
			dir, file := whole(t)
			meta(t, file, "indexes", []byte("["))
			return dir
		}, store.ErrDamaged, []string{"indexes"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := c.make(t)
			before := files(t, path)
			for _, opts := range []store.Options{{}, {ReadOnly: true}, {Create: true}} {
				if opts.Create && c.is == store.ErrNotExist {
					continue
				}
				s, err := store.Open(ctx, path, opts)
				if err == nil {
					s.Close()
					t.Fatalf("%+v: opened", opts)
				}
				if !errors.Is(err, c.is) {
					t.Errorf("%+v: %v, want %v", opts, err, c.is)
				}
				contains(t, err, append(c.words, path)...)
			}
			if diff := cmp.Diff(before, files(t, path)); diff != "" {
				t.Errorf("opening changed the folder: %s", diff)
			}
		})
	}
}

// files lists names and sizes below a path.
func files(t testing.TB, path string) []string {
	var out []string
	err := filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		info, err := d.Info()
		out = append(out, fmt.Sprint(p, " ", info.Size()))
		return err
	})
	must(t, err)
	return out
}

// A page that is not what it should be is an error, not a crash.
func TestDamagedPages(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "db")
	s := open(t, "bolt:"+dir)
	world(t, s)
	must(t, s.Close())
	file := filepath.Join(dir, bolt.File)
	whole, err := os.ReadFile(file)
	must(t, err)
	noticed := 0
	for page := 2; page < 200 && page*os.Getpagesize() < len(whole); page += 7 {
		at := page * os.Getpagesize()
		broken := append([]byte(nil), whole...)
		for i := range 64 {
			broken[at+i] ^= 0x5a
		}
		must(t, os.WriteFile(file, broken, 0o644))
		err := readAll(dir)
		if err != nil {
			noticed++
			contains(t, err, dir)
		}
	}
	if noticed == 0 {
		t.Error("no damage was noticed")
	}
}

func readAll(dir string) error {
	s, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	for _, err := range s.Quads(ctx) {
		if err != nil {
			return err
		}
	}
	_, err = s.Stats(ctx)
	return err
}

func TestReadOnlyFile(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everything")
	}
	dir := filepath.Join(t.TempDir(), "db")
	s := open(t, "bolt:"+dir)
	world(t, s)
	must(t, s.Close())
	must(t, os.Chmod(filepath.Join(dir, bolt.File), 0o444))
	_, err := store.Open(ctx, dir, store.Options{})
	if !errors.Is(err, fs.ErrPermission) {
		t.Fatal(err)
	}
	contains(t, err, dir, "for reading only")
	s, err = store.Open(ctx, dir, store.Options{ReadOnly: true})
	must(t, err)
	must(t, s.Close())
}

// A full disk loses the source that was being stored and nothing else.
func TestFullDisk(t *testing.T) {
	dir := os.Getenv("STORE_TEST_SMALL_DISK") // a folder on a file system of a few megabytes
	if dir == "" {
		dir = t.TempDir()
		if err := mountSmall(dir); err != nil {
			t.Skip("needs a small file system: run as root, or name one in STORE_TEST_SMALL_DISK:", err)
		}
		t.Cleanup(func() { unmount(dir) })
	}
	persistent(t, func(t *testing.T, at func(string) string) { fullDisk(t, at(filepath.Join(dir, t.Name()))) })
}

func fullDisk(t *testing.T, dir string) {
	s, err := store.Open(ctx, dir, store.Options{Create: true})
	must(t, err)
	defer s.Close()
	load(t, s, store.LoadOptions{}, doc("kept", "v1"), claim("kept", "iran trades-with china"))
	before := dump(t, s)
	l := s.Loader(store.LoadOptions{})
	must(t, l.Begin(ctx, doc("large", "v1")))
	for i := range 20_000 {
		must(t, l.Claim(ctx, claim("large", fmt.Sprintf("n%d meets m%d", i, i))))
	}
	err = l.End(ctx)
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("storing more than fits: %v", err)
	}
	contains(t, err, "disk is full", "large")
	if diff := cmp.Diff(before, dump(t, s)); diff != "" {
		t.Error(diff)
	}
	// So does a load of more than the loader holds at once, on its own ways.
	// The disk fills up at one place of the load or another.
	for _, quads := range []int{200_000, 80_000} {
		_, err = s.Bulk(ctx, func(yield func(quad.Quad, error) bool) {
			for i := range quads {
				if !yield(quad.MakeIRI(fmt.Sprint("n", i), "p", fmt.Sprint("m", i*7), "l"), nil) {
					return
				}
			}
		})
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("loading more than fits: %v", err)
		}
		contains(t, err, "disk is full")
		if diff := cmp.Diff(before, dump(t, s)); diff != "" {
			t.Error(diff)
		}
		if left := deletedOpen(filepath.Dir(path(dir))); len(left) > 0 {
			t.Errorf("given up, and still open: %q", left)
		}
	}
	_, err = store.Fill(ctx, dir+"-copy", store.Origin{Quads: func(yield func(quad.Quad, error) bool) {
		for i := range 200_000 {
			if !yield(quad.MakeIRI(fmt.Sprint("n", i), "p", fmt.Sprint("m", i*7), "l"), nil) {
				return
			}
		}
	}})
	if err == nil || strings.Count(err.Error(), "free some space") != 1 {
		t.Errorf("copying more than fits: %v", err)
	}
	if left := deletedOpen(filepath.Dir(path(dir))); len(left) > 0 {
		t.Errorf("given up, and still open: %q", left)
	}
	load(t, s, store.LoadOptions{}, doc("small", "v1"), claim("small", "iran meets china"))
	sound(t, s)
	must(t, s.Close())
	s, err = store.Open(ctx, dir, store.Options{})
	must(t, err)
	defer s.Close()
	if got := all(t, s.Claims(ctx, store.Filter{})); len(got) != 2 {
		t.Errorf("%d claims after reopening, want 2", len(got))
	}
}

// A closed store says so, whatever is asked of it.
func TestClosed(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		world(t, s)
		l := s.Loader(store.LoadOptions{})
		must(t, l.Begin(ctx, doc("late", "v1")))
		must(t, l.Claim(ctx, claim("late", "iran meets china")))
		must(t, s.Close())
		must(t, s.Close())
		for what, err := range map[string]error{
			"Stats":        second(s.Stats(ctx)),
			"Gizmo":        second(s.Gizmo(ctx, "g.V().all()", store.Limits{})),
			"Begin":        s.Loader(store.LoadOptions{}).Begin(ctx, doc("x", "v1")),
			"End":          l.End(ctx),
			"RemoveSource": second(s.RemoveSource(ctx, "one")),
			"AddQuads":     third(s.AddQuads(ctx, quads())),
		} {
			if !errors.Is(err, store.ErrClosed) {
				t.Errorf("%s on a closed store: %v", what, err)
			}
		}
	})
}
