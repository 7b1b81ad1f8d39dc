package main

import (
	"io"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"entente/cmd/entente/internal/web"
	"entente/cmd/entente/internal/web/route"
	"entente/graph/store"
)

// curlLine is a request as the README shows it.
var curlLine = regexp.MustCompile(`^\$ curl -s(?: -d '([^']*)')? '?http://localhost:64210(/[^' ]*)'?$`)

// differs are what no two answers have in common.
var differs = regexp.MustCompile(`"(request_id":)"[^"]*"|"(elapsed_ms":)[0-9.]+`)

// TestReadmeHTTP asks a server over the sample articles what the README's
// blocks of requests ask, and compares what it answers with what they say.
// `go test ./cmd/entente -run Readme -update` writes the answers anew.
func TestReadmeHTTP(t *testing.T) {
	db := filepath.Join(t.TempDir(), "store.db")
	if out, err := exec.Command("entente", "load", "--db", db, filepath.Join(root, "testdata", "articles")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	_, server := serverOf(t, db)
	asked := eachInReadme(t, "```http", "server answers", func(line string) []byte {
		m := curlLine.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		if m == nil {
			t.Errorf("this request cannot be tested: %s", line)
			return nil
		}
		method, body := "GET", io.Reader(nil)
		if m[1] != "" {
			method, body = "POST", strings.NewReader(m[1])
		}
		r, w := httptest.NewRequest(method, m[2], body), httptest.NewRecorder()
		r.Host = "localhost:64210"
		server.Handler().ServeHTTP(w, r)
		return differs.ReplaceAll(w.Body.Bytes(), []byte(`"$1$2"…"`))
	})
	if asked < 3 {
		t.Errorf("only %d requests found in the README", asked)
	}
}

// serverOf is a server over a store that is only read.
func serverOf(t *testing.T, db string) (*store.Store, *web.Server) {
	t.Helper()
	s, err := store.Open(t.Context(), db, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	server, err := web.New(route.Deps{Store: s, Limits: route.DefaultLimits(), Version: "test"}, web.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s, server
}
