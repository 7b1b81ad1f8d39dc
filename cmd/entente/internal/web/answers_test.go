package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/cmd/entente/internal/web/route"
)

// What has not changed is not sent again; what has changed is.
func TestUnchanged(t *testing.T) {
	s := newServer(t, true, Options{Token: testToken})
	h := s.Handler()
	for _, path := range []string{"/", "/api/stats", "/api/actor/Iran", "/api/queries/trade-partners/run?arg=Iran"} {
		first := ask(t, h, "GET", path, "")
		tag := first.Header().Get("ETag")
		if first.Code != 200 || tag == "" {
			t.Fatalf("%s: %d, ETag %q", path, first.Code, tag)
		}
		if again := ask(t, h, "GET", path, "", "If-None-Match: "+tag); again.Code != 304 || again.Body.Len() > 0 {
			t.Errorf("%s again: %d, %d bytes", path, again.Code, again.Body.Len())
		}
		if again := ask(t, h, "GET", path, "", `If-None-Match: "other", `+tag); again.Code != 304 {
			t.Errorf("%s again, with two tags: %d", path, again.Code)
		}
		if other := ask(t, h, "GET", path, "", "Accept: text/csv"); other.Header().Get("ETag") == tag {
			t.Errorf("%s has one tag for two formats", path)
		}
		if other := ask(t, h, "GET", path, "", `If-None-Match: "other"`); other.Code != 200 {
			t.Errorf("%s with another tag: %d", path, other.Code)
		}
	}
	tag := ask(t, h, "GET", "/api/stats", "").Header().Get("ETag")
	claim := ask(t, h, "GET", "/api/claims?limit=1", "").Body.String()
	source := sourceOf(t, claim)
	if w := ask(t, h, "POST", "/api/remove-source?id="+source, "", "Authorization: Bearer "+testToken); w.Code != 200 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if w := ask(t, h, "GET", "/api/stats", "", "If-None-Match: "+tag); w.Code != 200 || w.Header().Get("ETag") == tag {
		t.Errorf("after a change: %d, %s (before %s)", w.Code, w.Header().Get("ETag"), tag)
	}
	for _, path := range []string{"/api/nothing", "/api/actor/Nobody", "/nothing"} {
		if w := ask(t, h, "GET", path, ""); w.Header().Get("ETag") != "" || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %v", path, w.Header())
		}
	}
}

func sourceOf(t *testing.T, line string) string {
	t.Helper()
	var c struct{ Source struct{ ID string } }
	if err := json.Unmarshal([]byte(strings.SplitN(line, "\n", 2)[0]), &c); err != nil {
		t.Fatal(err)
	}
	return c.Source.ID
}

func TestCompression(t *testing.T) {
	h := newServer(t, false, Options{}).Handler()
	for _, path := range []string{"/", "/api/queries", "/api/export/svg", "/api/claims"} {
		plain := ask(t, h, "GET", path, "")
		packed := ask(t, h, "GET", path, "", "Accept-Encoding: gzip")
		if packed.Header().Get("Content-Encoding") != "gzip" || packed.Body.Len() >= plain.Body.Len() {
			t.Errorf("%s: %d bytes plain, %d packed: %v", path, plain.Body.Len(), packed.Body.Len(), packed.Header())
			continue
		}
		z, err := gzip.NewReader(packed.Body)
		if err != nil {
			t.Fatal(err)
		}
		if text, err := io.ReadAll(z); err != nil || !bytes.Equal(text, plain.Body.Bytes()) {
			t.Errorf("%s: unpacked it is another (%v)", path, err)
		}
	}
}

// Answers that are cut say so in every format.
func TestTruncated(t *testing.T) {
	h := newServer(t, false, Options{}, func(d *route.Deps) { d.Limits.Rows = 5 }).Handler()
	for _, c := range []struct{ method, path, body string }{
		{"GET", "/api/actors?limit=2", ""}, {"GET", "/api/actors?limit=0", ""}, {"GET", "/api/actors?limit=1000", ""},
		{"GET", "/api/queries/claims-about/run?arg=Iran&limit=1", ""}, {"GET", "/api/between?a=Iran&b=China&limit=1", ""}, {"GET", "/api/why?subject=Iran&object=China&limit=1", ""},
		{"POST", "/api/gizmo?limit=2", "g.V().all()"}, {"POST", "/api/gizmo?limit=100000", "g.V().all()"}, {"GET", "/api/rank?limit=1", ""}, {"GET", "/api/sources?limit=1", ""},
	} {
		for _, format := range []string{"json", "jsonl", "csv"} {
			w := ask(t, h, c.method, c.path+"&format="+format, c.body)
			text := w.Body.String()
			cut := w.Header().Get("Entente-Truncated") == "true"
			switch format {
			case "json":
				cut = cut && strings.HasSuffix(text, `"truncated":true}`+"\n") || cut && strings.Contains(text, `"truncated":true`)
			case "jsonl":
				cut = strings.HasSuffix(text, "\n{\"truncated\":true}\n")
			}
			if w.Code != 200 || !cut {
				t.Errorf("%s as %s is not said to be cut: %d %v\n%s", c.path, format, w.Code, w.Header(), text)
			}
			if lines := strings.Count(text, "\n"); lines > 10 {
				t.Errorf("%s as %s has %d lines, where 5 rows are allowed", c.path, format, lines)
			}
		}
	}
	if w := ask(t, h, "GET", "/api/claims?limit=1", ""); strings.Count(w.Body.String(), "\n") != 2 || !strings.HasSuffix(w.Body.String(), "\n{\"truncated\":true}\n") {
		t.Errorf("one of many claims: %s", w.Body)
	}
	if w := ask(t, h, "GET", "/api/actors?limit=1000&q=iran", ""); !strings.Contains(w.Body.String(), `"truncated":false`) || w.Header().Get("Entente-Truncated") != "" {
		t.Errorf("a whole answer: %v %s", w.Header(), w.Body)
	}
}

// A fault in a query has its place; after the first rows it is the last line.
func TestGizmoFaults(t *testing.T) {
	h := newServer(t, false, Options{}).Handler()
	var p route.Problem
	w := ask(t, h, "POST", "/api/gizmo", "g.V()\n  .out(\"<rel:trades-with>\"\n  .all()")
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != 400 || p.Line != 3 || p.Column == 0 || p.RequestID == "" {
		t.Errorf("a fault in the text: %d %s", w.Code, w.Body)
	}
	w = ask(t, h, "POST", "/api/gizmo", "\nthrow new Error('no')")
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != 400 || p.Line != 2 || !strings.Contains(p.Detail, "no") {
		t.Errorf("a fault as it runs: %d %s", w.Code, w.Body)
	}
	w = ask(t, h, "POST", "/api/gizmo?format=jsonl", `g.V().limit(2).all(); throw new Error("late")`)
	lines := strings.Split(strings.TrimSpace(w.Body.String()), "\n")
	var last struct{ Error route.Problem }
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil || w.Code != 200 || len(lines) != 3 || last.Error.Status != 400 || !strings.Contains(last.Error.Detail, "late") {
		t.Errorf("a fault after two rows: %d\n%s", w.Code, w.Body)
	}
	if w := ask(t, h, "POST", "/api/gizmo", "  \n"); w.Code != 400 {
		t.Errorf("no query: %d", w.Code)
	}
	if w := ask(t, h, "POST", "/api/gizmo", `g.emit(1); g.emit({b: 2, a: [1]})`, "Accept: application/x-ndjson"); w.Body.String() != "{\"value\":1}\n{\"a\":[1],\"b\":2}\n" {
		t.Errorf("emitted values: %s", w.Body)
	}
}

// An answer that fails halfway is not taken for a whole one, and a panic ends
// one request.
func TestBrokenAnswers(t *testing.T) {
	var log syncBuffer
	s := newServer(t, false, Options{Log: slog.New(slog.NewJSONHandler(&log, nil))})
	add := func(path string, handle route.Handler) {
		s.mux.Handle("GET "+path, s.handler(route.Route{Method: "GET", Pattern: path, Kind: route.Data, Handle: handle}))
	}
	add("/half", func(w http.ResponseWriter, _ *http.Request) error {
		_, _ = io.WriteString(w, "half of it")
		return errors.New("the disk has gone")
	})
	add("/panic", func(http.ResponseWriter, *http.Request) error { panic("a fault of ours") })
	add("/late-panic", func(w http.ResponseWriter, _ *http.Request) error {
		_, _ = io.WriteString(w, strings.Repeat("half of it", 10000))
		panic("a fault of ours")
	})
	add("/secret", func(http.ResponseWriter, *http.Request) error {
		return errors.New("open /home/somebody/entente.db: bad")
	})
	addr := listening(t, s)
	get := func(path string) (int, string, error) {
		res, err := http.Get("http://" + addr + path)
		if err != nil {
			return 0, "", err
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		return res.StatusCode, string(body), err
	}
	for _, path := range []string{"/half", "/late-panic"} {
		if status, _, err := get(path); err == nil {
			t.Errorf("%s looks like a whole answer of status %d", path, status)
		}
	}
	if status, body, err := get("/panic"); status != 500 || strings.Contains(body, "fault of ours") || err != nil {
		t.Errorf("a panic: %d %s %v", status, body, err)
	}
	if status, body, err := get("/secret"); status != 500 || strings.Contains(body, "somebody") || err != nil {
		t.Errorf("an error inside: %d %s %v", status, body, err)
	}
	if status, _, err := get("/healthz"); status != 200 || err != nil {
		t.Errorf("after all this: %d %v", status, err)
	}
	text := log.String()
	for _, want := range []string{"the disk has gone", "a fault of ours", "answers_test.go", "/home/somebody/entente.db"} {
		if !strings.Contains(text, want) {
			t.Errorf("the log does not say %q", want)
		}
	}
}

// syncBuffer is a buffer that a server's goroutines may write to.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// The log has a line a request, and says what was asked only where it is told
// to.
func TestLog(t *testing.T) {
	for _, verbose := range []bool{false, true} {
		var log syncBuffer
		s := newServer(t, false, Options{Verbose: verbose, Log: slog.New(slog.NewJSONHandler(&log, nil))})
		for _, r := range []struct{ method, path, body, route string }{
			{"GET", "/api/actor/SECRETNAME", "", "/api/actor/{id}"}, {"GET", "/api/suggest?q=SECRETNAME", "", "/api/suggest"}, {"POST", "/api/gizmo", `g.V("SECRETNAME").all(`, "/api/gizmo"},
			{"GET", "/SECRETNAME", "", "none"}, {"GET", "/api/path?from=SECRETNAME&to=Iran", "", "/api/path"}, {"GET", "/healthz", "", "/healthz"}, {"PUT", "/api/actor/SECRETNAME", "", "none"},
		} {
			before := len(log.String())
			w := ask(t, s.Handler(), r.method, r.path, r.body)
			var line struct {
				Time, Level, Msg, ID, Method, Route string
				Status                              int
				MS                                  *float64
				Bytes                               int
			}
			text := log.String()[before:]
			if err := json.Unmarshal([]byte(text), &line); err != nil || strings.Count(text, "\n") != 1 {
				t.Fatalf("%s: %v: %s", r.path, err, text)
			}
			if line.Msg != "request" || line.ID != w.Header().Get(requestID) || line.Method != r.method || line.Route != r.route || line.Status != w.Code || line.MS == nil || line.Bytes != w.Body.Len() {
				t.Errorf("%s: %s", r.path, text)
			}
		}
		if said := strings.Contains(log.String(), "SECRETNAME"); said != verbose {
			t.Errorf("verbose %v: the log says what was asked: %v\n%s", verbose, said, log.String())
		}
	}
}

func TestMetrics(t *testing.T) {
	h := newServer(t, false, Options{}).Handler()
	ask(t, h, "GET", "/api/stats", "")
	ask(t, h, "BREW", "/api/stats", "")
	w := ask(t, h, "GET", "/metrics", "")
	for _, want := range []string{
		`entente_http_requests_total{method="GET",route="/api/stats",status="200"} 1`, `entente_http_requests_total{method="other",route="none",status="405"} 1`,
		`entente_build_info{version="test"} 1`, "entente_heavy_running 0", "go_goroutines ", `entente_http_request_seconds_count{route="/api/stats"} 1`,
	} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("no %s in\n%s", want, w.Body)
		}
	}
}

// A server that stops answers what it has begun to, and ends what does not end.
func TestStop(t *testing.T) {
	var log bytes.Buffer // a handler of slog writes one line after the other
	s := newServer(t, false, Options{Log: slog.New(slog.NewJSONHandler(&log, nil))})
	s.patience.stop = 300 * time.Millisecond
	begun, may := make(chan struct{}), make(chan struct{})
	s.mux.Handle("GET /slow", s.handler(route.Route{Method: "GET", Pattern: "/slow", Kind: route.Data, Handle: func(w http.ResponseWriter, _ *http.Request) error {
		close(begun)
		<-may
		_, err := io.WriteString(w, "done")
		return err
	}}))
	waits, ended := make(chan struct{}), make(chan struct{})
	s.mux.Handle("GET /endless", s.handler(route.Route{Method: "GET", Pattern: "/endless", Kind: route.Data, Handle: func(_ http.ResponseWriter, r *http.Request) error {
		close(waits)
		<-r.Context().Done()
		close(ended)
		return r.Context().Err()
	}}))
	l, err := Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	url := "http://" + l.Addr().String()
	go func() {
		if res, err := http.Get(url + "/endless"); err == nil {
			res.Body.Close()
		}
	}()
	answer := make(chan string, 1)
	go func() {
		res, err := http.Get(url + "/slow")
		if err != nil {
			answer <- err.Error()
			return
		}
		defer res.Body.Close()
		text, _ := io.ReadAll(res.Body)
		answer <- string(text)
	}()
	<-begun
	<-waits
	stop()
	close(may)
	if got := <-answer; got != "done" {
		t.Errorf("what had begun was answered with %q", got)
	}
	<-ended
	if err := <-done; err != nil {
		t.Error(err)
	}
	if text := log.String(); strings.Count(text, "cut off: the server stops") != 1 || strings.Contains(text, "went away") {
		t.Errorf("the log says of what was ended:\n%s", text)
	}
	if _, err := http.Get(url + "/healthz"); err == nil {
		t.Error("it still answers")
	}
}

// A question's name with an ending is its answer in that format.
func TestQueryFiles(t *testing.T) {
	h := newServer(t, false, Options{}).Handler()
	for ending, kind := range map[string]string{"json": "application/json", "jsonl": "application/x-ndjson", "csv": "text/csv; charset=utf-8"} {
		file := ask(t, h, "GET", "/api/queries/trade-partners."+ending+"?arg=Iran", "")
		run := ask(t, h, "GET", "/api/queries/trade-partners/run?arg=Iran&format="+ending, "")
		if file.Code != 200 || file.Header().Get("Content-Type") != kind || ending != "json" && file.Body.String() != run.Body.String() {
			t.Errorf("%s: %d %v %s", ending, file.Code, file.Header(), file.Body)
		}
	}
}

// Claims come as the store has them, or sorted; they are the same claims.
func TestOrderOfClaims(t *testing.T) {
	h := newServer(t, false, Options{}).Handler()
	lines := func(path string) (ids []string) {
		for line := range strings.Lines(ask(t, h, "GET", path, "").Body.String()) {
			var c struct{ ID string }
			if err := json.Unmarshal([]byte(line), &c); err != nil {
				t.Fatal(err)
			}
			ids = append(ids, c.ID)
		}
		return ids
	}
	for _, part := range []string{"", "relation=trades-with", "actor=Iran", "since=2024&min-confidence=0.5"} {
		stored, byID := lines("/api/claims?"+part), lines("/api/claims?order=id&"+part)
		if len(byID) < 2 || !slices.IsSorted(byID) {
			t.Errorf("%q, by id: %v", part, byID)
		}
		if slices.Sort(stored); !slices.Equal(stored, byID) {
			t.Errorf("%q: %v as stored, %v by id", part, stored, byID)
		}
	}
	if w := ask(t, h, "GET", "/api/claims?order=date", ""); w.Code != 400 {
		t.Errorf("an order that there is not: %d", w.Code)
	}
}
