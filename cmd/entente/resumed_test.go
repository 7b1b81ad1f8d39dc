//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creack/pty"
)

// A load of N-Quads says on a terminal how far it is with each of its parts;
// killed in the last, it leaves whole sources, and --resume does the others.
func TestKilledLoadOfQuadsGoesOn(t *testing.T) {
	const sources, each = 150, 4
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	entente := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("entente", args...)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("entente %s: %v\n%s", strings.Join(args, " "), err, &stderr)
		}
		return string(out) + stderr.String()
	}
	var claims strings.Builder
	for s := range sources {
		for i := range each {
			fmt.Fprintf(&claims, `{"subject":{"id":"actor:n%d","label":"N%d","type":"Person"},"relation":"represents","object":{"id":"actor:ruritania","label":"Ruritania","type":"State"},"status":"asserted","source":{"id":"s%d","sha256":"%d"},"sentence":%d,"start":0,"end":10,"quote":"As listed.","confidence":1,"rule":"hand"}`+"\n", i, i, s, s, i+1)
		}
	}
	if err := os.WriteFile(in("claims.jsonl"), []byte(claims.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	entente("load", "--db", in("whole.db"), in("claims.jsonl"))
	entente("export", "--db", in("whole.db"), "--format", "nquads", "--output", in("all.nq"))

	// A machine that has much else to do may give the load the time to end.
	cut, there := "", sources
	for try := 0; there == sources; try++ {
		if try == 10 {
			t.Skip("ten loads ended before they could be killed")
		}
		cut = in(fmt.Sprint("cut", try, ".db"))
		cmd := exec.Command("entente", "load", "--db", cut, in("all.nq"))
		tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 40, Cols: 120})
		if err != nil {
			t.Fatal(err)
		}
		seen := &screen{t: t, tty: tty}
		go func() { _, _ = io.Copy(seen, tty) }()
		seen.await("checking claims")
		seen.await("storing claims")
		seen.await("claims/s")
		_ = cmd.Process.Kill() // an error if it is at its end
		_ = cmd.Wait()
		_ = tty.Close()
		entente("verify", "--db", cut)
		there = strings.Count(entente("sources", "--db", cut, "--format", "jsonl", "--limit", "1000"), `"claims":4`)
	}
	said := entente("load", "--db", cut, "--resume", in("all.nq"))
	if want := fmt.Sprintf("%d sources: %d claims added\n", sources-there, (sources-there)*each); said != want {
		t.Errorf("%d sources were there; then it said %q, want %q", there, said, want)
	}
	entente("export", "--db", cut, "--format", "nquads", "--output", in("again.nq"))
	want, err := os.ReadFile(in("all.nq"))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(in("again.nq")); err != nil || !bytes.Equal(got, want) {
		t.Errorf("what was loaded in two goes differs from what was loaded in one (%v)", err)
	}

	// A claims file of which some sources were loaded, and one not whole.
	const some = 100
	lines := strings.SplitAfter(claims.String(), "\n")
	if err := os.WriteFile(in("some.jsonl"), []byte(strings.Join(lines[:some*each+1], "")), 0o600); err != nil {
		t.Fatal(err)
	}
	said = entente("load", "--db", in("part.db"), in("some.jsonl")) + entente("load", "--db", in("part.db"), "--resume", in("claims.jsonl"))
	if want := fmt.Sprintf("%d sources: %d claims added\n%d sources: %d claims added, 1 there before\n", some+1, some*each+1, sources-some, (sources-some)*each-1); said != want {
		t.Errorf("it said %q, want %q", said, want)
	}
	entente("export", "--db", in("part.db"), "--format", "nquads", "--output", in("again.nq"))
	if got, err := os.ReadFile(in("again.nq")); err != nil || !bytes.Equal(got, want) {
		t.Errorf("a claims file loaded in two goes differs from what was loaded in one (%v)", err)
	}
}
