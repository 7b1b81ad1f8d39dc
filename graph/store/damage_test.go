package store_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/store"
)

// Every file of a store is cut short, has bits turned at several places, and
// is taken away: opening or verifying it says so and names the store, and the
// file where it can be known, or it holds what it held. It is never silently
// another graph.
func TestEveryFileDamaged(t *testing.T) {
	persistent(t, func(t *testing.T, at func(string) string) {
		whole := filepath.Join(t.TempDir(), "db")
		s := open(t, at(whole))
		world(t, s)
		for n := range 5 {
			must(t, loadSource(s, fmt.Sprint("s", n), perSource))
		}
		want := dump(t, s)
		must(t, s.Close())
		steps := 12
		if testing.Short() {
			steps = 3
		}
		noticed, tried := map[string]int{}, map[string]int{}
		must(t, filepath.WalkDir(whole, func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			name, err := filepath.Rel(whole, file)
			must(t, err)
			data, err := os.ReadFile(file)
			must(t, err)
			kind := filepath.Ext(name)
			if kind == "" {
				kind = name[:min(len(name), len("tables/MANI"))]
			}
			try := func(how string, at int, damage func(file string) error) {
				tried[kind]++
				dir := filepath.Join(t.TempDir(), "broken")
				must(t, os.CopyFS(dir, os.DirFS(whole)))
				must(t, damage(filepath.Join(dir, name)))
				lines, err := inspect(dir)
				if err != nil {
					noticed[kind]++
					contains(t, err, dir)
					known := errors.Is(err, store.ErrDamaged) || errors.Is(err, store.ErrVersion) || errors.Is(err, store.ErrNotStore) || errors.Is(err, errFound) || how == "taken away" && errors.Is(err, fs.ErrNotExist)
					if !known || strings.Contains(err.Error(), "\n") {
						t.Errorf("%s %s at %d: not told as damage, or not in a line: %v", name, how, at, err)
					}
					if named := namedAs(name); how != "taken away" && !strings.Contains(err.Error(), named) && !strings.Contains(err.Error(), "unknown to the objstorage") {
						t.Errorf("%s %s at %d: nothing says that it is about %q: %v", name, how, at, named, err)
					}
				} else if diff := cmp.Diff(want, lines); diff != "" {
					t.Errorf("%s %s at %d of %d is not noticed, and the store holds something else: %s", name, how, at, len(data), diff)
				}
			}
			try("taken away", 0, os.Remove)
			for step := range steps {
				if len(data) == 0 {
					break
				}
				at := len(data) * step / steps
				try("cut short", at, func(file string) error { return os.Truncate(file, int64(at)) })
				try("with a bit turned", at, func(file string) error {
					broken := slices.Clone(data)
					broken[at] ^= 0x10
					return os.WriteFile(file, broken, 0o644)
				})
			}
			return nil
		}))
		t.Logf("noticed %v of %v; the rest does no harm", noticed, tried)
	})
}

// namedAs is how errors name a file of a store: tables by their number; of a
// store that is one file, whichever of its parts is wrong.
func namedAs(name string) string {
	file := filepath.Base(name)
	if prefix, _, ok := strings.Cut(file, "-"); ok {
		return prefix
	}
	switch filepath.Ext(file) {
	case ".bolt":
		return ""
	case ".store":
		return file
	}
	return strings.TrimSuffix(file, filepath.Ext(file))
}

var errFound = errors.New("found wrong")

// inspect verifies a store and lists it; what is found is an error.
func inspect(dir string) ([]string, error) {
	s, err := store.Open(ctx, dir, store.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer s.Close()
	v, err := s.Verify(ctx)
	if err != nil {
		return nil, err
	}
	if len(v.Findings) > 0 {
		return nil, fmt.Errorf("%w: %s: %s", errFound, s.Address(), v.Findings[0])
	}
	var out []string
	for q, err := range s.Quads(ctx) {
		if err != nil {
			return nil, err
		}
		out = append(out, line(q))
	}
	return out, nil
}
