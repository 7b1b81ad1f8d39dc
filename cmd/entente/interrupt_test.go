//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Ctrl-C in the middle of a load: whole sources are kept, the one that was
// being read leaves no trace, and the exit code says what happened.
func TestInterruptedLoad(t *testing.T) {
	claims, err := os.ReadFile("testdata/claims.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(claims, []byte("\n"))
	db := filepath.Join(t.TempDir(), "store.db")
	cmd := exec.Command("entente", "load", "--db", db, "-")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// All of the first source and a part of the second, then silence. The
	// first reader fills its buffer before it looks at what it has.
	if _, err := stdin.Write(append(bytes.Join(lines[:14], nil), bytes.Repeat([]byte("\n"), 256<<10)...)); err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(30 * time.Second)
	for {
		if _, err := os.Stat(db); err == nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the load made no store")
		}
		time.Sleep(5 * time.Millisecond)
	}
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	err = cmd.Wait()
	if cmd.ProcessState.ExitCode() != 130 || !strings.Contains(stderr.String(), "interrupted") {
		t.Errorf("exit code %d (%v), want 130; it said %s", cmd.ProcessState.ExitCode(), err, &stderr)
	}
	out, err := exec.Command("entente", "query", "--db", db, "claims-about", "China", "--format", "csv").CombinedOutput()
	if err == nil && strings.Contains(string(out), "pipeline") {
		t.Errorf("half a source is visible:\n%s", out)
	}
}
