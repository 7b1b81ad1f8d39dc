package web

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"entente/cmd/entente/internal/intake"
	"entente/cmd/entente/internal/web/route"
	"entente/graph/store"
	"entente/loaders"
	"entente/schema"
)

// newServer makes a server over a store in memory with sample claims.
func newServer(t testing.TB, write bool, o Options, change ...func(*route.Deps)) *Server {
	t.Helper()
	s, err := store.Open(t.Context(), "memstore:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	text, err := os.ReadFile("../../testdata/claims.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	sink := intake.New(s, intake.Options{})
	in := loaders.Inputs([]string{"-"}, strings.NewReader(string(text)), loaders.Progress{})
	if err := loaders.Run(t.Context(), in, sink, loaders.Options{From: "claims", Vocabulary: schema.Builtin()}, loaders.Progress{}); err != nil {
		t.Fatal(err)
	}
	if sink.Summary.Added == 0 || sink.Summary.Rejected > 0 {
		t.Fatalf("sample claims: %s", sink.Summary)
	}
	d := route.Deps{Store: s, Limits: route.DefaultLimits(), Version: "test", Write: write}
	for _, c := range change {
		c(&d)
	}
	server, err := New(d, o)
	if err != nil {
		t.Fatal(err)
	}
	return server
}

// ask sends a request with headers "Name: value".
func ask(t testing.TB, h http.Handler, method, path, body string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if body == "" {
		r.Body = http.NoBody
	}
	r.Host = "127.0.0.1:64210"
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		if name == "Host" {
			r.Host = value
			continue
		}
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}
