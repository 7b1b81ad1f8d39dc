package remote

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// What is no answer of ours, or not the whole of one, is an error that says so.
func TestNoAnswer(t *testing.T) {
	for name, c := range map[string]struct {
		handle http.HandlerFunc
		words  string
		usage  bool
	}{
		"another program": {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "<h1>Welcome</h1>", 404) }, "it answers 404 Not Found, and not as entente serve does", false},
		"no CSV":          {func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "a,b\n\"") }, "its answer cannot be read", false},
		"broken off": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			io.WriteString(w, "a,b\n")
		}, "broke its answer off", false},
		"wrong inside": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(500)
			io.WriteString(w, `{"detail":"something went wrong in this server","request_id":"abc"}`)
		}, "something went wrong in this server: abc", false},
		"an ambiguous name": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(409)
			io.WriteString(w, `{"detail":"\"Georgia\" is the name of 2 actors","hint":"give the id of the one you mean","candidates":[{"id":"actor:georgia","label":"Georgia","type":"State"},{"id":"actor:georgia-us","label":"State of Georgia","type":"Place","name":"Georgia"}]}`)
		}, "give the id of the one you mean:\n  Georgia (actor:georgia, State)\n  State of Georgia (actor:georgia-us, Place), also called \"Georgia\"", true},
	} {
		t.Run(name, func(t *testing.T) {
			h := httptest.NewServer(c.handle)
			defer h.Close()
			s, err := New(h.URL, "")
			if err != nil {
				t.Fatal(err)
			}
			_, _, err = s.Sheet(context.Background(), Question{Path: []string{"actors"}, Rows: "actors"}, "csv")
			if err == nil || !strings.Contains(err.Error(), c.words) || !strings.Contains(err.Error(), h.URL) || IsUsage(err) != c.usage {
				t.Errorf("%v, which is about what was asked: %v", err, IsUsage(err))
			}
			if name == "broken off" {
				err := s.Copy(context.Background(), io.Discard, nil, "export", "nquads")
				if err == nil || !strings.Contains(err.Error(), c.words) {
					t.Error(err)
				}
			}
		})
	}
}

// Names in a path and cells that a spreadsheet would run arrive as they are.
func TestAsTheyAre(t *testing.T) {
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "path,query,token\n%s,'=%s,%s\n", r.URL.EscapedPath(), r.URL.Query().Get("q"), r.Header.Get("Authorization"))
	}))
	defer h.Close()
	s, err := New(strings.TrimPrefix(h.URL, "http://")+"/below/", "secret")
	if err != nil {
		t.Fatal(err)
	}
	sheet, _, err := s.Sheet(context.Background(), Question{Path: []string{"actor", "a/../b c?"}, Values: map[string][]string{"q": {"1&x"}}}, "table")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(sheet.All()[0], " "), "/below/api/actor/a%2F..%2Fb%20c%3F =1&x Bearer secret"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestAddresses(t *testing.T) {
	for _, wrong := range []string{"", "ftp://here", "http://", "http://user:secret@here/", "http://here/?q=1", "http://he re"} {
		if s, err := New(wrong, ""); err == nil {
			t.Errorf("%q is taken for %v", wrong, s)
		}
	}
}
