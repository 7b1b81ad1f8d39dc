//go:build unix

package main

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// served is a server in a process of its own.
type served struct {
	*exec.Cmd
	url  string        // of its root, with a slash at its end
	said chan []string // its log, once it has ended
}

// serve starts entente serve on a free port.
func serve(t testing.TB, args ...string) *served {
	t.Helper()
	s := &served{Cmd: exec.Command("entente", append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...), said: make(chan []string, 1)}
	stderr, err := s.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = s.Process.Kill() // it has ended already, where the test went well
		_ = s.Wait()
	})
	lines := bufio.NewScanner(stderr)
	var all []string
	for lines.Scan() {
		all = append(all, lines.Text())
		var line struct{ Msg, URL string }
		if json.Unmarshal(lines.Bytes(), &line) == nil && line.Msg == "serving" {
			s.url = line.URL
			break
		}
	}
	if s.url == "" {
		t.Fatalf("entente serve does not serve: %s", strings.Join(all, "\n"))
	}
	go func() {
		for lines.Scan() {
			all = append(all, lines.Text())
		}
		s.said <- all
	}()
	return s
}

func (s *served) ask(t testing.TB, method, path, token string, body io.Reader) (int, string) {
	t.Helper()
	r, err := http.NewRequest(method, s.url+path, body)
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(text)
}

// A server's whole life: it makes its store, is loaded over HTTP, answers as
// the command line does, says to others who has the store, and stops when it
// is told to.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	db, tokenFile := filepath.Join(dir, "store.db"), filepath.Join(dir, "token")
	const token = "correct-horse-battery"
	if err := os.WriteFile(tokenFile, []byte(token+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := serve(t, "--db", db, "--read-write", "--token-file", tokenFile)
	claims, err := os.Open("testdata/claims.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer claims.Close()
	if status, text := s.ask(t, "POST", "api/load?name=claims.jsonl", "", strings.NewReader("{}")); status != 401 {
		t.Errorf("loading without the token: %d %s", status, text)
	}
	status, text := s.ask(t, "POST", "api/load?name=claims.jsonl", token, claims)
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if last := lines[len(lines)-1]; status != 200 || !strings.HasPrefix(last, `{"event":"end"`) {
		t.Fatalf("loading: %d\n%s", status, text)
	}
	for _, args := range [][]string{{"load", "testdata/claims.jsonl"}, {"stats"}, {"serve"}} {
		if out, err := exec.Command("entente", append(args, "--db", db)...).CombinedOutput(); err == nil || !strings.Contains(string(out), "locked by another process") ||
			runtime.GOOS == "linux" && !strings.Contains(string(out), "which serves it at "+s.url) {
			t.Errorf("another process has the store, too (%v), or is not told where to ask: %s", err, out)
		}
	}
	const question = "api/queries/trade-partners/run?arg=Iran&format="
	answers := map[string]string{}
	for _, format := range []string{"csv", "jsonl"} {
		if status, answers[format] = s.ask(t, "GET", question+format, "", nil); status != 200 {
			t.Fatalf("%d %s", status, answers[format])
		}
	}
	_, profile := s.ask(t, "GET", "api/actor/Iran", "", nil)

	// One that reads on while the server is told to stop is answered.
	res, err := http.Get(s.url + "api/export/nquads")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(res.Body); err != nil || len(text) == 0 {
		t.Errorf("an answer that had begun: %d bytes, %v", len(text), err)
	}
	res.Body.Close()
	select {
	case log := <-s.said:
		if err := s.Wait(); err != nil || !strings.Contains(log[len(log)-1], `"msg":"stopped"`) {
			t.Errorf("it ended with %v, and said\n%s", err, strings.Join(log, "\n"))
		}
	case <-time.After(60 * time.Second):
		t.Fatal("it does not stop")
	}
	for format, want := range answers {
		out, err := exec.Command("entente", "query", "trade-partners", "Iran", "--db", db, "--format", format).Output()
		if err != nil || string(out) != want {
			t.Errorf("%s: the command line says\n%s(%v)\nand the server said\n%s", format, out, err, want)
		}
	}
	if out, err := exec.Command("entente", "actor", "Iran", "--db", db, "--format", "json").Output(); err != nil || string(out) != profile {
		t.Errorf("entente actor Iran says\n%s(%v)\nand the server said\n%s", out, err, profile)
	}
}
