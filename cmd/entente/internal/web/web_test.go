package web

import (
	"strings"
	"testing"
)

// Each request that is not for this server's own pages, or programs, is
// refused, whatever it asks for.
func TestGuard(t *testing.T) {
	s := newServer(t, false, Options{Hosts: []string{"graph.example"}})
	for _, c := range []struct {
		what    string
		method  string
		path    string
		headers []string
		status  int
	}{
		{"a program", "GET", "/api/stats", nil, 200},
		{"an address typed in", "GET", "/api/stats", []string{"Sec-Fetch-Site: none", "Sec-Fetch-Mode: navigate"}, 200},
		{"our own page", "GET", "/api/stats", []string{"Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: cors"}, 200},
		{"localhost", "GET", "/api/stats", []string{"Host: localhost:1234"}, 200},
		{"IPv6 loopback", "GET", "/api/stats", []string{"Host: [::1]:64210"}, 200},
		{"a name that was allowed", "GET", "/api/stats", []string{"Host: Graph.Example."}, 200},
		{"a link on another site", "GET", "/healthz", []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"}, 200},
		{"a link on another site, older browser", "GET", "/healthz", []string{"Referer: https://evil.example/"}, 200},
		{"DNS rebinding", "GET", "/api/stats", []string{"Host: evil.example"}, 421},
		{"DNS rebinding with our port", "GET", "/api/stats", []string{"Host: evil.example:64210"}, 421},
		{"no host", "GET", "/api/stats", []string{"Host: "}, 421},
		{"another machine's address", "GET", "/api/stats", []string{"Host: 192.0.2.7"}, 421},
		{"a name that begins as ours", "GET", "/api/stats", []string{"Host: localhost.evil.example"}, 421},
		{"a script of another site reads", "GET", "/api/stats", []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: cors", "Origin: https://evil.example"}, 403},
		{"a script of another site reads, older browser", "GET", "/api/stats", []string{"Origin: https://evil.example"}, 403},
		{"a picture on another site", "GET", "/api/stats", []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"}, 403},
		{"a frame on another site", "GET", "/api/stats", []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"}, 403},
		{"another port of this machine", "GET", "/api/stats", []string{"Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: cors"}, 403},
		{"a form on another site", "POST", "/api/stats", []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document", "Origin: https://evil.example"}, 403},
		{"a form on another site, older browser", "POST", "/api/stats", []string{"Origin: https://evil.example"}, 403},
		{"a page without an origin", "POST", "/api/stats", []string{"Origin: null"}, 403},
		{"a preflight", "OPTIONS", "/api/stats", []string{"Origin: https://evil.example", "Access-Control-Request-Method: POST"}, 403},
	} {
		w := ask(t, s.Handler(), c.method, c.path, "", c.headers...)
		if w.Code != c.status {
			t.Errorf("%s: status %d, want %d: %s", c.what, w.Code, c.status, w.Body)
		}
		h := w.Result().Header
		for name := range h {
			if strings.HasPrefix(name, "Access-Control-") {
				t.Errorf("%s: the answer has %s", c.what, name)
			}
		}
		if h.Get("Content-Security-Policy") != policy || h.Get("X-Content-Type-Options") != "nosniff" || h.Get(requestID) == "" {
			t.Errorf("%s: headers are missing from %v", c.what, h)
		}
	}
}
