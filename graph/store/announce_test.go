package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

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
		wants(store.Options{}, p, servedAt, "ask it there, with --server "+servedAt, ", or load through it so, with its --token-file")
		wants(store.Options{ReadOnly: true}, p, servedAt, "ask it there, with --server "+servedAt)
		p.stdin.Close()
		must(t, p.Wait())
		if left, _ := filepath.Glob(filepath.Join(path(dir), "held*")); left != nil {
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
		wants(store.Options{}, p, servedAt, "ask it there", "; to load", "--read-write")

		// What a killed server has left is not believed, and goes.
		must(t, p.Process.Kill())
		p.Wait()
		_, err = store.Open(ctx, dir, store.Options{})
		contains(t, err, "pid "+strconv.Itoa(other.Process.Pid))
		if strings.Contains(err.Error(), "serves") {
			t.Error(err)
		}
		if since(t, err).After(time.Now()) {
			t.Errorf("read since a time to come: %v", err)
		}
		other.stdin.Close()
		must(t, other.Wait())
		must(t, open(t, dir).Close())
		if left, _ := filepath.Glob(filepath.Join(path(dir), "held*")); left != nil {
			t.Errorf("%v is left of a server that was killed", left)
		}

		// Nor is what is no address.
		p = child(t, "hold", dir, "read-write", servedAt)
		p.says(t)
		must(t, os.WriteFile(filepath.Join(path(dir), "held.json"), []byte(`{"pid":`+strconv.Itoa(p.Process.Pid)+`,"url":"http://here/\u001b[2J"}`), 0o644))
		_, err = store.Open(ctx, dir, store.Options{})
		contains(t, err, "wait until it ends")
	})
}

// A second process is told who holds the store: which process, what it does,
// since when; nothing of a time that is still to come, as where the clock was
// put back.
func TestHolderIsNamed(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells who holds a lock for sure")
	}
	persistent(t, func(t *testing.T, at func(string) string) {
		dir := at(filepath.Join(t.TempDir(), "db"))
		before := time.Now().Truncate(time.Second)
		p := child(t, "hold", dir)
		p.says(t)
		told := func() error {
			t.Helper()
			_, err := store.Open(ctx, dir, store.Options{})
			contains(t, err, "is locked by another process (pid "+strconv.Itoa(p.Process.Pid)+", store.test")
			return err
		}
		if began := since(t, told()); began.Before(before) || began.After(time.Now()) {
			t.Errorf("held since %v; it began between %v and now", began, before)
		}

		note := filepath.Join(path(dir), "held.json")
		text, err := os.ReadFile(note)
		must(t, err)
		later := regexp.MustCompile(`"since":"20`).ReplaceAll(text, []byte(`"since":"29`))
		must(t, os.WriteFile(note, later, 0o644))
		if err := told(); strings.Contains(err.Error(), "since") {
			t.Error(err)
		}
		// Half a note, or none where the folder could not be written: the
		// system tells as much.
		for _, left := range [][]byte{text[:len(text)/2], nil} {
			must(t, os.WriteFile(note, left, 0o644))
			if began := since(t, told()); began.Before(before.Add(-time.Second)) || began.After(time.Now()) {
				t.Errorf("with the note %q it is held since %v; it began between %v and now", left, began, before)
			}
		}
		// Nor does the command of a note steer anybody's terminal.
		must(t, os.WriteFile(note, []byte(`{"pid":`+strconv.Itoa(p.Process.Pid)+`,"command":"\u001b[2J"}`), 0o644))
		if err := told(); strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%q", err)
		}
	})
}

// since is the moment that an error names.
func since(t *testing.T, err error) time.Time {
	t.Helper()
	m := regexp.MustCompile(`, since (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\)`).FindStringSubmatch(err.Error())
	if m == nil {
		t.Fatalf("it does not say since when: %v", err)
	}
	when, err := time.ParseInLocation(time.DateTime, m[1], time.Local)
	must(t, err)
	return when
}
