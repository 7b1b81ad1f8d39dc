package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"entente/graph/store"
)

const servedAt = "http://127.0.0.1:64210/"

// A process that serves a store says where, to those who find it locked and
// for as long as it holds it.
func TestAnnounced(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells who holds a lock: no announcement can be believed")
	}
	persistent(t, func(t *testing.T, at func(string) string) {
		dir := at(filepath.Join(t.TempDir(), "db"))
		s := open(t, dir)
		world(t, s)
		must(t, s.Close())
		wants := func(opts store.Options, p *process, words ...string) {
			t.Helper()
			_, err := store.Open(ctx, dir, opts)
			if !errors.Is(err, store.ErrLocked) {
				t.Fatalf("%+v: %v", opts, err)
			}
			for _, w := range append(words, "pid "+strconv.Itoa(p.Process.Pid)) {
				contains(t, err, w)
			}
		}

		p := child(t, "hold", dir, "read-write", servedAt)
		p.says(t)
		wants(store.Options{}, p, servedAt, "ask it there, or load through it (POST /api/load")
		wants(store.Options{ReadOnly: true}, p, servedAt, "ask it there")
		p.stdin.Close()
		must(t, p.Wait())
		if left, _ := filepath.Glob(filepath.Join(path(dir), "served*")); left != nil {
			t.Errorf("%v is left of a server that has ended", left)
		}

		// Beside a server that reads others may read; who wants to write is
		// told of the server, whoever came first.
		other := child(t, "hold", dir, "read-only")
		other.says(t)
		p = child(t, "hold", dir, "read-only", servedAt)
		p.says(t)
		s, err := store.Open(ctx, dir, store.Options{ReadOnly: true})
		must(t, err)
		must(t, s.Close())
		wants(store.Options{}, p, servedAt, "ask it there; to load", "--read-write")

		// What a killed server has left is not believed, and goes.
		must(t, p.Process.Kill())
		p.Wait()
		_, err = store.Open(ctx, dir, store.Options{})
		contains(t, err, "pid "+strconv.Itoa(other.Process.Pid))
		if strings.Contains(err.Error(), "serves") {
			t.Error(err)
		}
		other.stdin.Close()
		must(t, other.Wait())
		must(t, open(t, dir).Close())
		if left, _ := filepath.Glob(filepath.Join(path(dir), "served*")); left != nil {
			t.Errorf("%v is left of a server that was killed", left)
		}

		// Nor is what is no address.
		p = child(t, "hold", dir, "read-write", servedAt)
		p.says(t)
		must(t, os.WriteFile(filepath.Join(path(dir), "served.json"), []byte(`{"pid":`+strconv.Itoa(p.Process.Pid)+`,"url":"http://here/\u001b[2J"}`), 0o644))
		_, err = store.Open(ctx, dir, store.Options{})
		contains(t, err, "wait until it ends")
	})
}
