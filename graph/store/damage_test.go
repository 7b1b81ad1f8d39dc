package store_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/store"
)

// Every file of a store is cut short, and has bits turned, at several places:
// opening or verifying it says so and names the store, or it holds what it
// held. It is never silently another graph.
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
			for step := range steps {
				for _, cut := range []bool{true, false} {
					at := len(data) * step / steps
					broken := append([]byte(nil), data...)
					if cut {
						broken = broken[:at]
					} else if at < len(broken) {
						broken[at] ^= 0x10
					}
					if len(broken) == len(data) && len(data) == 0 {
						continue
					}
					tried[kind]++
					dir := filepath.Join(t.TempDir(), "broken")
					must(t, os.CopyFS(dir, os.DirFS(whole)))
					must(t, os.WriteFile(filepath.Join(dir, name), broken, 0o644))
					lines, err := inspect(dir)
					if err != nil {
						noticed[kind]++
						contains(t, err, dir)
					} else if diff := cmp.Diff(want, lines); diff != "" {
						t.Errorf("%s damaged at %d of %d (cut short: %v) is not noticed, and the store holds something else: %s", name, at, len(data), cut, diff)
					}
				}
			}
			return nil
		}))
		t.Logf("noticed %v of %v; the rest does no harm", noticed, tried)
	})
}

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
		return nil, fmt.Errorf("%s: %s", s.Address(), v.Findings[0])
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
