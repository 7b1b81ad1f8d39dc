package export_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/export"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestGolden(t *testing.T) {
	claims := fixture(t)
	for _, f := range export.All() {
		t.Run(f.Name, func(t *testing.T) {
			got := write(t, f.Name, input(claims), export.Options{Title: "Talks and truces, early 2026"})
			switch f.Name {
			case "png":
				goldenPicture(t, "fixture"+f.Ext, got)
			case "neo4j", "parquet": // what is in them; their bytes are their libraries'
				golden(t, "fixture"+f.Ext+".txt", readable(t, f.Name, got))
			default:
				golden(t, "fixture"+f.Ext, got)
			}
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if want, ok := kept(t, name, got); ok && want != got {
		t.Errorf("%s changed (go test -update writes it anew):\n%s", name, cmp.Diff(want, got))
	}
}

// kept gives a golden file, or writes it anew.
func kept(t *testing.T, name, got string) (want string, ok bool) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return "", false
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text), true
}
