package web

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"entente/cmd/entente/internal/intake"
	"entente/cmd/entente/internal/web/route"
	"entente/graph"
)

const testToken = "0123456789abcdef"

// listening starts a server on a port of this machine, as Serve does it.
func listening(t *testing.T, s *Server) (addr string) {
	t.Helper()
	l, err := Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Errorf("serving: %v", err)
		}
	})
	return l.Addr().String()
}

// raw sends bytes as they are and reads the answer.
func raw(t *testing.T, addr, request string) (*http.Response, string) {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatalf("%.60q: %v", request, err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Fatalf("%.60q: %v", request, err)
	}
	return res, string(body)
}

// eventually waits for what another goroutine brings about.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s: it did not come to that", what)
		}
	}
}

// No path leads out of what is served, and none to another server.
func TestPathTraversal(t *testing.T) {
	addr := listening(t, newServer(t, true, Options{Token: testToken}))
	for _, path := range []string{
		"/../../../../etc/passwd", "/assets/../../../../etc/passwd", "/assets/x/..%2f..%2f..%2f..%2fetc%2fpasswd", "/assets/x/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/assets/x/....//....//etc/passwd",
		`/assets/x/..\..\..\etc\passwd`, "/api/export/..%2f..%2f..%2fetc%2fpasswd", "/api/queries/..%2f..%2fprelude", "/api/queries/..%2f..%2fprelude.js/run", "/api/actor/..%2f..%2fetc%2fpasswd",
		"//evil.example/", "//evil.example/%2e%2e", "/%2f%2fevil.example", "/api//evil.example/../..", "/.git/config", "/api/claim/%00", "/%ff%fe", "/api/queries//evil.example.csv", "/api/queries/%2f%2fevil.example.csv",
		"/go.mod", "/api/source?id=../../etc/passwd", "/api/source?id=file:///etc/passwd",
	} {
		res, body := raw(t, addr, "GET "+path+" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
		if strings.Contains(body, "root:") || strings.Contains(body, "module entente") || res.StatusCode >= 500 || res.StatusCode == 200 {
			t.Errorf("%s: status %d, %.100s", path, res.StatusCode, body)
		}
		if to := res.Header.Get("Location"); to != "" && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.HasPrefix(to, `/\`)) {
			t.Errorf("%s leads to %s", path, to)
		}
	}
}

// What documents say stays text on every page and in every picture, and what
// is asked stays text in errors.
func TestScriptInLabels(t *testing.T) {
	const script = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`
	s := newServer(t, false, Options{})
	sink := intake.New(s.deps.Store, intake.Options{Rejected: func(r graph.Rejection) { t.Error(r) }})
	quote := "Iran trades with " + script + "."
	c := graph.Claim{
		Subject: graph.Actor{ID: "actor:iran", Label: "Iran", Type: "State", Mention: "Iran", Start: 0, End: 4}, Relation: "trades-with",
		Object: graph.Actor{ID: "actor:evil", Label: script, Type: "State", Mention: script, Start: 17, End: 17 + len(script)},
		Status: graph.Asserted, Sentence: 1, End: len(quote), Quote: quote, Confidence: 0.9, Rule: script,
		Source: graph.Source{ID: "evil", Title: script, Publisher: script, Published: "2026-01-01", URL: "javascript:alert(1)", SHA256: strings.Repeat("0", 64)},
	}
	c.ID = c.Hash()
	for _, err := range []error{
		sink.Begin(t.Context(), c.Source), sink.Describe(t.Context(), graph.Description{Actor: graph.Actor{ID: "actor:evil", Label: script, Type: "State"}, Aliases: []string{script + "2"}}),
		sink.Claim(t.Context(), c), sink.End(t.Context()),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	q := url.QueryEscape(script)
	for _, path := range []string{
		"/", "/search?q=" + q, "/actor/evil", "/actor/" + url.PathEscape(script), "/between?a=evil&b=Iran", "/between?a=" + q + "&b=" + q, "/path?from=actor:iran&to=actor:evil", "/path?from=" + q + "&to=" + q,
		"/why?subject=actor:iran&relation=trades-with&object=actor:evil", "/why?subject=" + q, "/claim/" + strings.TrimPrefix(c.ID, "claim:"), "/sources", "/sources?q=" + q, "/source?id=evil", "/source?id=" + q,
		"/queries", "/queries/trade-partners?x=actor:evil", "/queries/trade-partners?x=" + q, "/queries/" + url.PathEscape(script), "/map?actor=actor:evil", "/graph?actor=actor:evil", "/graph?actor=" + q, "/gizmo?q=" + q,
		"/" + url.PathEscape(script), "/" + q + "?" + q,
		"/api/export/svg?actor=actor:evil&inline=true", "/api/export/svg?title=" + q, "/api/export/gexf", "/api/export/graphml",
	} {
		w := ask(t, s.Handler(), "GET", path, "")
		body := w.Body.String()
		if w.Code >= 500 {
			t.Errorf("%s: %d %s", path, w.Code, body)
		}
		for _, bad := range []string{"<script>alert", "<img src=x", `href="javascript:`, `href=javascript:`} {
			if i := strings.Index(body, bad); i >= 0 {
				t.Errorf("%s holds %s: …%s…", path, bad, body[max(0, i-100):min(len(body), i+60)])
			}
		}
	}
	// JSON holds it as it is, and no browser takes JSON for anything else.
	for _, path := range []string{"/api/actors?q=alert", "/api/why?subject=Iran&object=actor:evil", "/api/actor/" + url.PathEscape(script), "/api/" + url.PathEscape(script)} {
		h := ask(t, s.Handler(), "GET", path, "").Header()
		if kind := h.Get("Content-Type"); !strings.HasPrefix(kind, "application/") || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", path, h)
		}
	}
	// A picture that is shown by itself runs in an origin of its own.
	if csp := ask(t, s.Handler(), "GET", "/api/export/svg?inline=true", "").Header().Get("Content-Security-Policy"); !strings.Contains(csp, "sandbox") || strings.Contains(csp, "allow-same-origin") {
		t.Errorf("an inline picture's policy is %s", csp)
	}
}

func TestOversizeBodies(t *testing.T) {
	s := newServer(t, true, Options{Token: testToken}, func(d *route.Deps) { d.Limits.Body, d.Limits.Upload = 1000, 2000 })
	h := s.Handler()
	big := strings.Repeat(" ", 3000)
	form := "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\n" + big + "\r\n--b--\r\n"
	for _, c := range []struct{ what, path, body, kind string }{
		{"a query", "/api/gizmo", big, "text/plain"},
		{"an upload", "/api/load?name=a.txt", big, "text/plain"},
		{"a form", "/api/load", form, `multipart/form-data; boundary=b`},
	} {
		w := ask(t, h, "POST", c.path, c.body, "Content-Type: "+c.kind, "Authorization: Bearer "+testToken)
		if w.Code != 413 {
			t.Errorf("%s with its length said: %d %s", c.what, w.Code, w.Body)
		}
		r := httptest.NewRequest("POST", c.path, io.MultiReader(strings.NewReader(c.body))) // of a length that is not known
		r.Host = "localhost"
		r.Header.Set("Content-Type", c.kind)
		r.Header.Set("Authorization", "Bearer "+testToken)
		out := httptest.NewRecorder()
		if h.ServeHTTP(out, r); r.ContentLength != -1 || out.Code != 413 {
			t.Errorf("%s of unknown length: %d %s", c.what, out.Code, out.Body)
		}
	}
	addr := listening(t, s)
	// The connection is ended while the client still sends, so that the answer
	// may not reach it.
	for what, r := range map[string]*http.Request{
		"an address of 100 KB": httptest.NewRequest("GET", "http://"+addr+"/?q="+strings.Repeat("a", 100<<10), nil),
		"a header of 100 KB":   httptest.NewRequest("GET", "http://"+addr+"/", nil),
	} {
		r.RequestURI = ""
		if !strings.Contains(what, "address") {
			r.Header.Set("X-A", strings.Repeat("a", 100<<10))
		}
		if res, err := http.DefaultTransport.RoundTrip(r); err == nil && res.StatusCode != 431 {
			t.Errorf("%s: %d", what, res.StatusCode)
		}
	}
	for _, path := range []string{"/api/suggest?q=", "/api/actor/", "/api/actors?q=", "/search?q=", "/api/claims?relation="} {
		if res, body := raw(t, addr, "GET "+path+strings.Repeat("*%3f", 10<<10)+" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"); res.StatusCode >= 500 {
			t.Errorf("%s and 40 KB: %d %.200s", path, res.StatusCode, body)
		}
	}
}

func TestToken(t *testing.T) {
	open := newServer(t, true, Options{Token: testToken}).Handler()
	closed := newServer(t, false, Options{Token: testToken, Closed: true, Public: true}).Handler()
	readOnly := newServer(t, false, Options{}).Handler()
	const add = `{"relation":"x","quote":"y"}`
	for _, c := range []struct {
		what    string
		h       http.Handler
		method  string
		path    string
		headers []string
		status  int
	}{
		{"loopback reads", open, "GET", "/api/stats", nil, 200},
		{"writing without a token", open, "POST", "/api/load?name=a.jsonl", nil, 401},
		{"an empty token", open, "POST", "/api/load?name=a.jsonl", []string{"Authorization: Bearer "}, 401},
		{"a wrong token", open, "POST", "/api/load?name=a.jsonl", []string{"Authorization: Bearer 0123456789abcdeg"}, 401},
		{"the token's beginning", open, "POST", "/api/load?name=a.jsonl", []string{"Authorization: Bearer 0123456789abcde"}, 401},
		{"another scheme", open, "POST", "/api/load?name=a.jsonl", []string{"Authorization: Token 0123456789abcdef"}, 401},
		{"the token in the address", open, "POST", "/api/load?name=a.jsonl&token=0123456789abcdef", nil, 401},
		{"the token", open, "POST", "/api/load?name=a.jsonl", []string{"Authorization: Bearer " + testToken}, 200},
		{"the token, from another site", open, "POST", "/api/load?name=a.jsonl", []string{"Authorization: Bearer " + testToken, "Sec-Fetch-Site: cross-site"}, 403},
		{"a browser's password", open, "POST", "/api/load?name=a.jsonl", []string{"Authorization: Basic eDowMTIzNDU2Nzg5YWJjZGVm"}, 200},
		{"Cayley's write without a token", open, "POST", "/api/v1/write", nil, 401},
		{"reading for all, without the token", closed, "GET", "/api/stats", []string{"Host: 192.0.2.7"}, 401},
		{"pages for all, without the token", closed, "GET", "/", []string{"Host: 192.0.2.7"}, 401},
		{"counters for all, without the token", closed, "GET", "/metrics", []string{"Host: 192.0.2.7"}, 401},
		{"reading for all, with it", closed, "GET", "/api/stats", []string{"Host: 192.0.2.7", "Authorization: Bearer " + testToken}, 200},
		{"whether it is up", closed, "GET", "/healthz", []string{"Host: 192.0.2.7"}, 200},
		{"writing to what is read only", readOnly, "POST", "/api/load?name=a.jsonl", []string{"Authorization: Bearer " + testToken}, 403},
		{"removing from what is read only", readOnly, "POST", "/api/remove-source?id=x", nil, 403},
		{"Cayley's write to what is read only", readOnly, "POST", "/api/v1/write", nil, 403},
		{"Cayley's delete from what is read only", readOnly, "POST", "/api/v2/delete", nil, 403},
	} {
		body := ""
		if c.method == "POST" {
			body = add
		}
		w := ask(t, c.h, c.method, c.path, body, c.headers...)
		if w.Code != c.status {
			t.Errorf("%s: %d, want %d: %s", c.what, w.Code, c.status, w.Body)
		}
		if strings.Contains(w.Body.String(), testToken) || strings.Contains(fmt.Sprint(w.Header()), testToken) {
			t.Errorf("%s: the answer holds the token", c.what)
		}
	}
	if _, err := New(route.Deps{Write: true}, Options{}); err == nil {
		t.Error("a server that writes was made without a token")
	}
}

// Nothing that is asked becomes a header of the answer, or a line of the log.
func TestHeaderInjection(t *testing.T) {
	s := newServer(t, false, Options{})
	addr := listening(t, s)
	for _, q := range []string{"a\x00b", "a b", "<script>", strings.Repeat("x", 65), "é", `a"b`} {
		res, _ := raw(t, addr, "GET /api/stats HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: "+q+"\r\nConnection: close\r\n\r\n")
		if id := res.Header.Get(requestID); res.StatusCode == 200 && (id == q || !plainID(id)) {
			t.Errorf("the id %q came back as %q", q, id)
		}
	}
	if res, _ := raw(t, addr, "GET /api/stats HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: proxy-1.2_3\r\nConnection: close\r\n\r\n"); res.Header.Get(requestID) != "proxy-1.2_3" {
		t.Errorf("a proxy's id came back as %q", res.Header.Get(requestID))
	}
	const evil = "x%0d%0aSet-Cookie:%20a=b%0d%0a%0d%0a"
	for _, path := range []string{"/api/export/svg?title=" + evil, "/api/export/" + evil, "/api/actor/" + evil, "/" + evil, "/api/queries/" + evil + ".csv?arg=" + evil, "/api/export/csv?actor=" + evil, "/assets/" + evil + "/app.css"} {
		res, _ := raw(t, addr, "GET "+path+" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
		if len(res.Header["Set-Cookie"]) > 0 {
			t.Errorf("%s: %v", path, res.Header)
		}
	}
}

// Who sends slowly, or takes slowly, is let go.
func TestSlowClients(t *testing.T) {
	s := newServer(t, true, Options{Token: testToken})
	s.patience.header, s.patience.stall = 300*time.Millisecond, 300*time.Millisecond
	addr := listening(t, s)
	ends := func(conn net.Conn) bool {
		_ = conn.SetReadDeadline(time.Now().Add(20 * time.Second))
		_, err := io.Copy(io.Discard, conn)
		var timeout net.Error
		return !errors.As(err, &timeout) || !timeout.Timeout()
	}
	for what, request := range map[string]string{
		"headers that never end":  "GET /api/stats HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
		"nothing at all":          "",
		"a query that stops":      "POST /api/gizmo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\ng.V()",
		"an upload that stops":    "POST /api/load?name=a.txt HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + testToken + "\r\nContent-Length: 100\r\n\r\nabc",
		"a body nobody asked for": "GET /api/stats HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc",
	} {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(conn, request); err != nil {
			t.Fatal(err)
		}
		if what == "nothing at all" {
			_ = conn.(*net.TCPConn).CloseWrite() // an idle connection may wait for long, a half-closed one not
		}
		if !ends(conn) {
			t.Errorf("%s: the connection was not ended", what)
		}
		conn.Close()
	}
	// Endless output, and a client that does not read it.
	ended := make(chan error, 1)
	s.mux.Handle("GET /flood", s.handler(route.Route{Method: "GET", Pattern: "/flood", Kind: route.Asset, Handle: func(w http.ResponseWriter, _ *http.Request) error {
		for line := bytes.Repeat([]byte("x"), 64<<10); ; {
			if _, err := w.Write(line); err != nil {
				ended <- err
				return err
			}
		}
	}}))
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, "GET /flood HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	select {
	case <-ended:
	case <-time.After(20 * time.Second):
		t.Error("a client that does not read held its handler")
	}
}

// An endless query ends at its time, or when its reader goes, and meanwhile
// others wait their turn, a little.
func TestEndlessGizmo(t *testing.T) {
	s := newServer(t, false, Options{}, func(d *route.Deps) { d.Limits.Queries = 1 })
	s.patience.queue = 50 * time.Millisecond
	addr := listening(t, s)
	if w := ask(t, s.Handler(), "POST", "/api/gizmo?timeout=50ms", "while(true){}"); w.Code != 504 {
		t.Errorf("an endless query: %d %s", w.Code, w.Body)
	}
	short := newServer(t, false, Options{}, func(d *route.Deps) { d.Limits.Time = 50 * time.Millisecond }).Handler()
	for path, status := range map[string]int{"/api/gizmo": 504, "/api/v1/query/gizmo": 400, "/api/v1/shape/gizmo": 400, "/api/v2/query?lang=gizmo": 400} {
		if w := ask(t, short, "POST", path, "while(true){}"); w.Code != status || !strings.Contains(w.Body.String(), "time limit") {
			t.Errorf("%s, an endless query: %d %s", path, w.Code, w.Body)
		}
	}
	for _, path := range []string{"/api/gizmo", "/api/gizmo?format=jsonl", "/api/v1/query/gizmo"} {
		ctx, leave := context.WithCancel(t.Context())
		r, err := http.NewRequestWithContext(ctx, "POST", "http://"+addr+path, strings.NewReader("while(true){}"))
		if err != nil {
			t.Fatal(err)
		}
		gone := make(chan struct{})
		go func() {
			defer close(gone)
			if res, err := http.DefaultClient.Do(r); err == nil {
				res.Body.Close()
			}
		}()
		running := func(n int) func() bool {
			return func() bool { return len(s.heavy.slots) == n }
		}
		eventually(t, path+" runs", running(1))
		w := ask(t, s.Handler(), "GET", "/api/actors", "")
		if w.Code != 503 || w.Header().Get("Retry-After") == "" {
			t.Errorf("%s: while it runs, another query: %d %v", path, w.Code, w.Header())
		}
		if w := ask(t, s.Handler(), "GET", "/api/suggest?q=i", ""); w.Code != 200 {
			t.Errorf("%s: while it runs, a light request: %d", path, w.Code)
		}
		leave()
		<-gone
		eventually(t, path+" ends when its reader has gone", running(0))
	}
	if w := ask(t, s.Handler(), "POST", "/api/gizmo", strings.Repeat("[", 30<<10)); w.Code != 400 {
		t.Errorf("a query of brackets: %d %.100s", w.Code, w.Body)
	}
}
