package store_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"

	"entente/graph/store"
	"entente/graph/store/postgres/postgrestest"
)

// TestMain lets tests start this very program again as another process that
// uses a store: see [child].
func TestMain(m *testing.M) {
	if task := os.Getenv("STORE_TEST_TASK"); task != "" {
		if err := tasks[task](os.Args[1:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	code := m.Run()
	postgrestest.Stop()
	os.Exit(code)
}

// tasks are what another process may do.
var tasks = map[string]func(args []string) error{
	"hold": hold,
	"load": loadForever,

	"change":  changeForever,
	"compact": compactForever,
	"backup":  backUpForever,
	"bulk":    bulkForever,
}

// hold opens a store, for reading only if told so, says so, where it serves it
// to others too if that is given, and keeps it until standard input ends.
func hold(args []string) error {
	s, err := store.Open(ctx, args[0], store.Options{Create: true, ReadOnly: len(args) > 1 && args[1] == "read-only"})
	if err != nil {
		return err
	}
	if len(args) > 2 {
		if err := s.Announce(args[2]); err != nil {
			return err
		}
	}
	fmt.Println("open")
	io.Copy(io.Discard, os.Stdin)
	return s.Close()
}

// process is a running task.
type process struct {
	*exec.Cmd
	stdin io.WriteCloser
	lines *bufio.Scanner
}

// child starts a task in another process.
func child(t testing.TB, task string, args ...string) *process {
	t.Helper()
	exe, err := os.Executable()
	must(t, err)
	p := &process{Cmd: exec.Command(exe, args...)}
	p.Env = append(os.Environ(), "STORE_TEST_TASK="+task)
	p.Stderr = os.Stderr
	p.stdin, err = p.StdinPipe()
	must(t, err)
	out, err := p.StdoutPipe()
	must(t, err)
	p.lines = bufio.NewScanner(out)
	must(t, p.Start())
	t.Cleanup(func() {
		p.Process.Kill()
		p.Wait()
	})
	return p
}

// says waits for the next line of a task.
func (p *process) says(t testing.TB) string {
	t.Helper()
	if !p.lines.Scan() {
		t.Fatal("the other process ended:", p.lines.Err())
	}
	return p.lines.Text()
}
