package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"

	"entente/cmd/entente/internal/web/route"
)

// The same question is worked out once for a state of the store: whoever asks
// meanwhile waits, whoever asks later gets the same bytes; after a load it is
// worked out anew.
func TestKeptAnswers(t *testing.T) {
	s := newServer(t, true, Options{Token: testToken})
	h := s.Handler()
	const path = "/api/actor/actor:oman"
	var wg sync.WaitGroup
	var answers [8]string
	for i := range answers {
		wg.Go(func() { answers[i] = ask(t, h, "GET", path, "").Body.String() })
	}
	wg.Wait()
	for _, a := range answers {
		if a != answers[0] || !strings.Contains(a, `"label":"Oman"`) {
			t.Fatalf("%s\n%s", a, answers[0])
		}
	}
	if n := counted(t, s); n != float64(len(answers)-1) {
		t.Errorf("%v of %d answers were worked out by another", n, len(answers))
	}
	one, again := ask(t, h, "GET", path, ""), ask(t, h, "GET", path, "")
	one.Header().Del("X-Request-Id")
	again.Header().Del("X-Request-Id")
	if fmt.Sprint(one.Header()) != fmt.Sprint(again.Header()) || one.Header().Get("Content-Type") != "application/json" {
		t.Errorf("%v\n%v", one.Header(), again.Header())
	}
	if res := ask(t, h, "POST", "/api/load?name=claims.jsonl", newClaim, "Authorization: Bearer "+testToken); res.Code != 200 {
		t.Fatal(res.Body)
	}
	if after := ask(t, h, "GET", path, "").Body.String(); after == answers[0] || !strings.Contains(after, "Kenya") {
		t.Errorf("after a load: %s", after)
	}
	// An error is said again, and not kept.
	before := counted(t, s)
	for range 2 {
		if res := ask(t, h, "GET", "/api/actor/nobody-of-this-name", ""); res.Code != http.StatusNotFound {
			t.Errorf("%d %s", res.Code, res.Body)
		}
	}
	if counted(t, s) != before {
		t.Error("an error was kept")
	}
}

// What is kept is bounded: the least recently asked for goes, and what is too
// long is not kept.
func TestKeptIsBounded(t *testing.T) {
	k := newKept(10 << 10)
	for i := range 100 {
		k.keep(&answered{tag: fmt.Sprint(i), body: make([]byte, 1024)})
		if k.find("0") == nil {
			t.Fatalf("what was asked for last went with %d", i)
		}
	}
	if k.recent.Len() != 5 || len(k.byTag) != 5 || k.size != 5*2048 {
		t.Errorf("%d answers, %d bytes", k.recent.Len(), k.size)
	}
	s := newServer(t, false, Options{}, func(d *route.Deps) { d.Limits.Kept = 0 })
	for range 2 {
		if res := ask(t, s.Handler(), "GET", "/api/actor/actor:oman", ""); res.Code != 200 {
			t.Error(res.Body)
		}
	}
	if counted(t, s) != 0 || s.kept.recent.Len() != 0 {
		t.Error("kept without a bound to it")
	}
}

// counted is how many answers were those of others, as /metrics says.
func counted(t *testing.T, s *Server) float64 {
	t.Helper()
	_, text, _ := strings.Cut(ask(t, s.Handler(), "GET", "/metrics", "").Body.String(), "\nentente_answers_kept_total ")
	text, _, _ = strings.Cut(text, "\n")
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
