//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"

	"entente/graph"
	"entente/graph/identity"
)

// screen is what a command has written to its terminal.
type screen struct {
	t    *testing.T
	tty  *os.File
	mu   sync.Mutex
	text bytes.Buffer
	seen int // up to where it was waited for
}

func (s *screen) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(b)
}

// await waits until a text appears behind what was waited for before.
func (s *screen) await(want string) {
	s.t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(2 * time.Millisecond) {
		s.mu.Lock()
		i := strings.Index(s.text.String()[s.seen:], want)
		if i >= 0 {
			s.seen += i + len(want)
			s.mu.Unlock()
			return
		}
		s.mu.Unlock()
	}
	s.t.Fatalf("%q never came; the terminal shows\n%s", want, s.text.String())
}

// Keys on a terminal: each is an answer at once, without Enter; what is
// answered is in the file of decisions, and what is taken back is not.
func TestReviewByKeys(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "who.db")
	var claims strings.Builder
	for _, list := range []string{"left", "right"} {
		for i, name := range []string{"Behzad Rahimi", "Timur Rakhimov", "Iosif Drabenko", "Omid Karbasi"} {
			if first, last, _ := strings.Cut(name, " "); list == "right" {
				name = strings.ToUpper(last) + ", " + first
			}
			fmt.Fprintf(&claims, `{"subject":{"id":%q,"label":%q,"type":"Person"},"relation":"represents","object":{"id":"actor:ruritania","label":"Ruritania","type":"State"},"status":"asserted","source":{"id":%q,"sha256":"1"},"sentence":%d,"start":0,"end":10,"quote":"As listed.","confidence":1,"rule":"hand"}`+"\n",
				graph.ActorID(name), name, list, i+1)
		}
	}
	file := filepath.Join(dir, "claims.jsonl")
	if err := os.WriteFile(file, []byte(claims.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("entente", "load", "--db", db, file).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command("entente", "resolve", "--candidates", "--db", db, "--by", "mina")
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 40, Cols: 120})
	if err != nil {
		t.Fatal(err)
	}
	defer tty.Close()
	s := &screen{t: t, tty: tty}
	read := make(chan struct{})
	go func() {
		defer close(read)
		buf := make([]byte, 4096)
		for {
			n, err := tty.Read(buf)
			s.Write(buf[:n])
			if err != nil {
				return
			}
		}
	}()
	decisions := func() identity.Decisions {
		t.Helper()
		f, err := os.Open(filepath.Join(dir, "who.decisions.jsonl"))
		if os.IsNotExist(err) {
			return nil
		}
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		all, err := identity.ReadDecisions(f.Name(), f)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	const more, done = "q quit: ", "q done: "
	press := func(prompt, key, shown string, want ...identity.Is) {
		t.Helper()
		s.await(prompt)
		if _, err := tty.WriteString(key); err != nil {
			t.Fatal(err)
		}
		s.await(shown)
		var got []identity.Is
		for _, d := range decisions() {
			got = append(got, d.Is)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("after %s the file says %q, want %q", key, got, want)
		}
	}
	s.await("1 of 4")
	press(more, "b", "this is the first")
	press(more, "x", "same?") // no answer: it asks again
	s.seen -= len("same?")    // which is what the next one waits for
	press(more, "n", "2 of 4", identity.Other)
	press(more, "b", "1 of 4") // and nothing is decided
	press(more, "y", "2 of 4", identity.Same)
	press(more, "u", "3 of 4", identity.Same, identity.Unsure)
	press(more, "s", "4 of 4", identity.Same, identity.Unsure)
	press(more, "b", "3 of 4", identity.Same, identity.Unsure) // what was skipped had no answer
	press(more, "n", "4 of 4", identity.Same, identity.Unsure, identity.Other)
	press(more, "\x1b[D", "\r\nsame?", identity.Same, identity.Unsure, identity.Other) // an arrow is one key, and no answer
	s.seen -= len("same?")
	press(more, "Y", "these were all", identity.Same, identity.Unsure, identity.Other, identity.Same)
	s.seen -= len("these were all")
	press(done, "b", "4 of 4", identity.Same, identity.Unsure, identity.Other) // the last is taken back too
	press(more, "u", "these were all", identity.Same, identity.Unsure, identity.Other, identity.Unsure)
	s.seen -= len("these were all")
	press(done, "b", "4 of 4", identity.Same, identity.Unsure, identity.Other)
	press(more, "q", "1 actor merged", identity.Same, identity.Unsure, identity.Other)
	if err := cmd.Wait(); err != nil {
		t.Errorf("%v\n%s", err, s.text.String())
	}
	<-read
	for _, d := range decisions() {
		if d.By != "mina" || !strings.HasPrefix(d.A, "actor:") {
			t.Errorf("%+v", d)
		}
	}
}
