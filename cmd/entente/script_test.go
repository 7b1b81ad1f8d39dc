package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"entente": main})
}

// TestScripts runs the command line as users do: each script is a session.
// `go test ./cmd/entente -update` writes the outputs anew.
func TestScripts(t *testing.T) {
	claims, err := os.ReadFile("testdata/claims.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	articles, err := filepath.Abs("../../testdata/articles")
	if err != nil {
		t.Fatal(err)
	}
	datasets, err := filepath.Abs("../../testdata/datasets")
	if err != nil {
		t.Fatal(err)
	}
	dir, files := "testdata/script", []string(nil)
	if testing.Short() { // as the race detector's run is: sessions in which much goes on at once
		for _, name := range []string{"bad", "bulk", "demo", "export", "extract", "gizmo", "hostile", "keep", "lists", "load", "query", "resolve", "serve", "server"} {
			files = append(files, filepath.Join(dir, name+".txtar"))
		}
		dir = ""
	}
	testscript.Run(t, testscript.Params{
		Dir:           dir,
		Files:         files,
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("ARTICLES", articles)
			e.Setenv("DATASETS", datasets)
			e.Setenv("NO_COLOR", "1")
			if race := os.Getenv("GORACE"); race != "" {
				e.Setenv("GORACE", race) // options of the race detector
			}
			return os.WriteFile(filepath.Join(e.WorkDir, "claims.jsonl"), claims, 0o666)
		},
	})
}
