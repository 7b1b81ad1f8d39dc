package store

import (
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"
)

// Cayley's own suite for backends, whole, on the backend "entente" as Cayley
// itself opens it, plans included.
func TestConformance(t *testing.T) {
	registerAll()
	// The suite reads sample graphs of Cayley's own, by their place in its
	// source.
	here, _ := runtime.FuncForPC(reflect.ValueOf(graphtest.TestAll).Pointer()).FileLine(reflect.ValueOf(graphtest.TestAll).Pointer())
	if _, err := os.Stat(filepath.Join(filepath.Dir(here), "../../data/testdata.nq")); err != nil {
		t.Skip("needs the source of Cayley where the compiler found it (not built with -trimpath):", err)
	}
	t.Chdir(filepath.Dir(here))
	graphtest.TestAll(t, func(t testing.TB) (cayley.QuadStore, cayley.Options, func()) {
		dir := filepath.Join(t.TempDir(), "db")
		if err := cayley.InitQuadStore("entente", dir, nil); err != nil {
			t.Fatal(err)
		}
		qs, err := cayley.NewQuadStore("entente", dir, nil)
		if err != nil {
			t.Fatal(err)
		}
		return qs, cayley.Options{}, func() {
			if err := qs.Close(); err != nil {
				t.Error(err)
			}
		}
	}, &graphtest.Config{AlwaysRunIntegration: true})
}
