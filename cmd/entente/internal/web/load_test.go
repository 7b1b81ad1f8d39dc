package web

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net"
	"strings"
	"testing"

	"entente/queries"
)

const newClaim = `{"subject":{"id":"actor:oman","label":"Oman","type":"State","mention":"Oman","start":0,"end":4},"relation":"trades-with",` +
	`"object":{"id":"actor:kenya","label":"Kenya","type":"State","mention":"Kenya","start":17,"end":22},"status":"asserted","source":{"id":"new","sha256":"` +
	"0000000000000000000000000000000000000000000000000000000000000000" + `"},"sentence":1,"start":0,"end":23,"quote":"Oman trades with Kenya.","confidence":0.9,"rule":"hand"}`

// events reads what a load tells, by what happened.
func events(t *testing.T, text string) (names []string, last map[string]any) {
	t.Helper()
	for line := range strings.Lines(text) {
		last = nil
		if err := json.Unmarshal([]byte(line), &last); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		names = append(names, last["event"].(string))
	}
	return names, last
}

// Rows that cannot be used are told of, with their place, and the others are
// loaded; files of a form are read together.
func TestLoad(t *testing.T) {
	h := newServer(t, true, Options{Token: testToken}).Handler()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	for name, text := range map[string]string{"../../claims.jsonl": newClaim + "\n" + strings.Replace(newClaim, "trades-with", "adores", 1) + "\n", "notes.xyz": "?"} {
		f, err := w.CreateFormFile("file", name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.WriteField("note", "a field is no file"); err != nil {
		t.Fatal(err)
	}
	w.Close()
	res := ask(t, h, "POST", "/api/load", form.String(), "Content-Type: "+w.FormDataContentType(), "Authorization: Bearer "+testToken)
	text := res.Body.String()
	_, end := events(t, text)
	if res.Code != 200 || end["event"] != "end" || end["added"] != 1.0 || end["rejected"] != 2.0 || !strings.Contains(text, `"file":"claims.jsonl","line":2`) || !strings.Contains(text, `"file":"notes.xyz"`) {
		t.Errorf("%d\n%s", res.Code, text)
	}
	if again := ask(t, h, "POST", "/api/load?name=claims.jsonl", newClaim, "Authorization: Bearer "+testToken); !strings.Contains(again.Body.String(), `"added":0,"unchanged":1`) {
		t.Errorf("loaded again: %s", again.Body)
	}
	if why := ask(t, h, "GET", "/api/why?subject=Oman&object=Kenya&relation=trades-with", ""); !strings.Contains(why.Body.String(), "Oman trades with Kenya.") {
		t.Errorf("what was loaded: %s", why.Body)
	}
	for what, q := range map[string]string{"an unknown format": "from=telepathy", "no date": "date=soon"} {
		if w := ask(t, h, "POST", "/api/load?"+q, newClaim, "Authorization: Bearer "+testToken); w.Code != 400 {
			t.Errorf("%s: %d %s", what, w.Code, w.Body)
		}
	}
	if w := ask(t, h, "POST", "/api/load", "", "Authorization: Bearer "+testToken); w.Code != 400 {
		t.Errorf("nothing: %d %s", w.Code, w.Body)
	}
}

// What breaks off leaves nothing, and one load waits for no other.
func TestLoadBreaksOff(t *testing.T) {
	s := newServer(t, true, Options{Token: testToken})
	addr := listening(t, s)
	before, err := queries.Stats(t.Context(), s.deps.Store)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(conn, "POST /api/load?name=a.jsonl HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "+testToken+"\r\nContent-Length: 100000\r\nExpect: 100-continue\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	// The server asks for the body when it begins to read it.
	if line, err := bufio.NewReader(conn).ReadString('\n'); err != nil || !strings.Contains(line, " 100 ") {
		t.Fatalf("%q, %v", line, err)
	}
	if _, err := io.WriteString(conn, newClaim+"\n"); err != nil {
		t.Fatal(err)
	}
	if w := ask(t, s.Handler(), "POST", "/api/load?name=b.jsonl", newClaim, "Authorization: Bearer "+testToken); w.Code != 409 {
		t.Errorf("a second load: %d %s", w.Code, w.Body)
	}
	conn.Close()
	eventually(t, "it ends", func() bool { return len(s.heavy.slots) == 0 })
	after, err := queries.Stats(t.Context(), s.deps.Store)
	if err != nil || after.Claims != before.Claims {
		t.Errorf("%d claims before, %d after; %v", before.Claims, after.Claims, err)
	}
}
