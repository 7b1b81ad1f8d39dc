package main

import (
	"bytes"
	"io"
	"net/http/httptest"
	"os"
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
	const file = root + "/README.md"
	readme, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(t.TempDir(), "store.db")
	if out, err := exec.Command("entente", "load", "--db", db, filepath.Join(root, "testdata", "articles")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	s, err := store.Open(t.Context(), db, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	server, err := web.New(route.Deps{Store: s, Limits: route.DefaultLimits(), Version: "test"}, web.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	inside, asked := false, 0
	for line := range strings.Lines(string(readme)) {
		switch m := curlLine.FindStringSubmatch(strings.TrimSuffix(line, "\n")); {
		case strings.HasPrefix(line, "```http"):
			inside = true
			got.WriteString(line)
		case inside && strings.HasPrefix(line, "```"):
			inside = false
			got.WriteString(line)
		case inside && m != nil:
			asked++
			got.WriteString(line)
			method, body := "GET", io.Reader(nil)
			if m[1] != "" {
				method, body = "POST", strings.NewReader(m[1])
			}
			r, w := httptest.NewRequest(method, m[2], body), httptest.NewRecorder()
			r.Host = "localhost:64210"
			server.Handler().ServeHTTP(w, r)
			got.Write(differs.ReplaceAll(w.Body.Bytes(), []byte(`"$1$2"…"`)))
		case inside && strings.HasPrefix(line, "$ "):
			t.Errorf("this request cannot be tested: %s", line)
		case inside:
			// An answer to the request above: written anew.
		default:
			got.WriteString(line)
		}
	}
	if asked < 3 {
		t.Errorf("only %d requests found in the README", asked)
	}
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want := strings.Split(string(readme), "\n")
	for i, line := range strings.Split(got.String(), "\n") {
		if i >= len(want) || line != want[i] {
			t.Fatalf("README.md:%d says\n\t%s\nbut the server answers\n\t%s", i+1, at(want, i), line)
		}
	}
}
