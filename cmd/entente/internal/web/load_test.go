package web

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"entente/cmd/entente/internal/web/route"
	"entente/graph/store"
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

// What is cut off on its way is no error of the server, and changes nothing.
func TestLoadCutShort(t *testing.T) {
	s := newServer(t, true, Options{Token: testToken})
	stats := ask(t, s.Handler(), "GET", "/api/stats", "").Body.String()
	r := httptest.NewRequest("POST", "/api/load?name=a.jsonl", io.MultiReader(strings.NewReader(newClaim+"\n"), iotest.ErrReader(io.ErrUnexpectedEOF)))
	r.Host = "localhost"
	r.Header.Set("Authorization", "Bearer "+testToken)
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	if w.Code != 400 || !strings.Contains(w.Body.String(), "ends in the middle, after ") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if got := ask(t, s.Handler(), "GET", "/api/stats", "").Body.String(); got != stats {
		t.Errorf("the store changed: %s", got)
	}
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
	if res.Code != 200 || end["event"] != "end" || end["added"] != 1.0 || end["rejected"] != 1.0 || end["unread"] != 1.0 || !strings.Contains(text, `"file":"claims.jsonl","line":2`) || !strings.Contains(text, `{"event":"unread","file":"notes.xyz"`) {
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

// What comes after the reading is told of stage by stage, while it goes on: the
// load waits here until its reader has seen all of them.
func TestLoadTellsItsStages(t *testing.T) {
	// Claims of one source, so many that a store sorts them on the disk.
	manyClaims, stages := 6000, []string{"checking claims", "storing claims", "writing tables"}
	if testing.Short() { // the race detector makes the store check each row; with fewer no tables are written
		manyClaims, stages = 600, stages[:2]
	}
	s, err := store.Open(t.Context(), "entente:"+t.TempDir()+"/from", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	seen := make(chan struct{})
	first := true
	addr := listening(t, newServer(t, true, Options{Token: testToken}, func(d *route.Deps) {
		d.Store = s
		d.Loaded = func(ctx context.Context) error {
			if first = !first; first { // the second load
				select {
				case <-seen:
				case <-ctx.Done():
				}
			}
			return nil
		}
	}))
	send := func(name string, body io.Reader) *http.Response {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), "POST", "http://"+addr+"/api/load?name="+name, body)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+testToken)
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { res.Body.Close() })
		return res
	}
	var claims strings.Builder
	for i := range manyClaims {
		at := i * 30
		fmt.Fprintln(&claims, strings.NewReplacer(`"start":0,"end":4`, fmt.Sprintf(`"start":%d,"end":%d`, at, at+4), `"start":17,"end":22`, fmt.Sprintf(`"start":%d,"end":%d`, at+17, at+22),
			`"start":0,"end":23`, fmt.Sprintf(`"start":%d,"end":%d`, at, at+23), `"sentence":1`, fmt.Sprintf(`"sentence":%d`, i+1)).Replace(newClaim))
	}
	res := send("claims.jsonl", strings.NewReader(claims.String()))
	text, err := io.ReadAll(res.Body)
	if _, end := events(t, string(text)); err != nil || end["added"] != float64(manyClaims) {
		t.Fatalf("claims: %v, %v", end, err)
	}
	quads, err := http.Get("http://" + addr + "/api/export/nquads")
	if err != nil {
		t.Fatal(err)
	}
	defer quads.Body.Close()
	all, err := io.ReadAll(quads.Body)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.RemoveSource(t.Context(), "new"); err != nil {
		t.Fatal(err)
	}
	res = send("claims.nq", bytes.NewReader(all))
	var told []string // events, stages by their names, each once where it goes on
	done := map[string]float64{}
	lines := bufio.NewScanner(res.Body)
	var e map[string]any
	for lines.Scan() {
		e = nil
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			t.Fatalf("%v: %s", err, lines.Text())
		}
		name, _ := e["event"].(string)
		if name == "read" {
			continue // now and then, by the clock
		}
		if stage, ok := e["stage"].(string); ok {
			name = stage
			now, _ := e["done"].(float64)
			if total, _ := e["total"].(float64); now > total || now < done[stage] || total < float64(manyClaims) || e["input"] != "claims.nq" {
				t.Errorf("after %v of it: %s", done[stage], lines.Text())
			}
			done[stage] = now
		}
		if len(told) == 0 || told[len(told)-1] != name {
			told = append(told, name)
		}
		if name == "source" {
			close(seen)
		}
	}
	want := slices.Concat([]string{"start"}, stages, []string{"source", "end"})
	if err := lines.Err(); err != nil || !slices.Equal(told, want) || e["added"] != float64(manyClaims) {
		t.Errorf("told %v, want %v; %v, %v", told, want, e, err)
	}
}

// What nobody can read is told so in words that fit this door, too.
func TestLoadOfNoKnownFormat(t *testing.T) {
	h := newServer(t, true, Options{Token: testToken}).Handler()
	for name, body := range map[string]string{"a.zzz": "nothing known", "b.csv": "tint,shape\nred,round\n"} {
		r := httptest.NewRequest("POST", "/api/load?name="+name, strings.NewReader(body))
		r.Host = "localhost"
		r.Header.Set("Authorization", "Bearer "+testToken)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if !strings.Contains(w.Body.String(), "over HTTP from=FORMAT") {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
}
