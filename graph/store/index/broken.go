package index

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"

	"entente/graph/store/fault"
)

// Where its log or the list of its tables cannot be written, Pebble gives up:
// it knows no more what is on the disk and what is not, and finds out when it
// is opened again. By itself it would end the process, or panic with its own
// locks held. Here the goroutine that met the fault stops where it is, whoever
// waits for it is told [fault.ErrUnwritable], and so is all that comes after:
// such a store is not asked for anything any more, not even to be closed, and
// keeps its lock until the process ends, for something may still be written in
// the background. What was acknowledged is there when it is opened again.

// breaker knows whether Pebble has given up. It is Pebble's logger, which is
// told so.
type breaker struct {
	once   sync.Once
	broken chan struct{} // closed when err is set
	err    error
}

func newBreaker() *breaker { return &breaker{broken: make(chan struct{})} }

// giveUp notes a fault that Pebble cannot go on after, and does not return.
func (b *breaker) giveUp(err error) {
	b.once.Do(func() {
		b.err = fmt.Errorf("%w: %w", fault.ErrUnwritable, err)
		close(b.broken)
	})
	select {}
}

func (b *breaker) Infof(string, ...any)  {}
func (b *breaker) Errorf(string, ...any) {}
func (b *breaker) Fatalf(format string, args ...any) {
	err := fmt.Errorf(format, args...)
	if len(args) == 1 {
		if cause, ok := args[0].(error); ok { // as a full disk
			err = fmt.Errorf(strings.NewReplacer("%v", "%w", "%s", "%w").Replace(format), cause)
		}
	}
	b.giveUp(err)
}

// flushTries is how often Pebble may fail to write what it has in memory into
// tables, one time after the other. By itself it tries for ever, and without a
// pause, on a disk that is full, while all who write wait.
const flushTries = 5

// listener hears of what Pebble does in the background.
func (b *breaker) listener() *pebble.EventListener {
	failed := 0 // Pebble flushes once at a time
	return &pebble.EventListener{
		DataCorruption: func(pebble.DataCorruptionInfo) {}, // by itself fatal; who reads it gets an error
		FlushEnd: func(i pebble.FlushInfo) {
			if i.Err == nil || i.Err.Error() == "pebble: empty table" { // all was deleted again
				failed = 0
				return
			}
			if failed++; failed == flushTries {
				b.giveUp(i.Err)
			}
			time.Sleep(time.Duration(failed) * 20 * time.Millisecond)
		},
	}
}

// whole is an error if Pebble has given up.
func (b *breaker) whole() error {
	select {
	case <-b.broken:
		return b.err
	default:
		return nil
	}
}

// do runs what uses Pebble, and gives its error, or that Pebble has given up.
func (b *breaker) do(fn func() error) error {
	if err := b.whole(); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- fmt.Errorf("%w: %v", fault.ErrDamaged, p)
			}
		}()
		done <- damage(fn())
	}()
	select {
	case err := <-done:
		return err
	case <-b.broken:
		return b.err
	}
}

// files is the file system of Pebble's files.
var files = vfs.Default

// watched is a file system whose logs and folders, if they fail, break the
// store: Pebble would panic. It has no locks: a store has a lock of its own, one that
// readers can share.
type watched struct {
	vfs.FS
	breaker *breaker
}

func (watched) Lock(string) (io.Closer, error) { return io.NopCloser(nil), nil }

func (w watched) Create(name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	f, err := w.FS.Create(name, c)
	return w.log(f, name, err)
}

func (w watched) ReuseForWrite(old, name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	f, err := w.FS.ReuseForWrite(old, name, c)
	return w.log(f, name, err)
}

// OpenDir opens a folder to put its list of names on the disk; Pebble panics
// where it cannot.
func (w watched) OpenDir(name string) (vfs.File, error) {
	f, err := w.FS.OpenDir(name)
	if err != nil {
		return nil, err
	}
	return watchedFile{f, w.breaker}, nil
}

func (w watched) log(f vfs.File, name string, err error) (vfs.File, error) {
	if filepath.Ext(name) != ".log" {
		return f, err
	}
	if err != nil {
		w.breaker.giveUp(err)
	}
	return watchedFile{f, w.breaker}, nil
}

type watchedFile struct {
	vfs.File
	breaker *breaker
}

func (f watchedFile) failed(err error) error {
	if err != nil {
		f.breaker.giveUp(err)
	}
	return nil
}

func (f watchedFile) Write(b []byte) (int, error) {
	n, err := f.File.Write(b)
	if err == nil && n < len(b) {
		err = io.ErrShortWrite
	}
	return n, f.failed(err)
}

func (f watchedFile) Sync() error     { return f.failed(f.File.Sync()) }
func (f watchedFile) SyncData() error { return f.failed(f.File.SyncData()) }
func (f watchedFile) Close() error    { return f.failed(f.File.Close()) }

func (f watchedFile) SyncTo(length int64) (bool, error) {
	whole, err := f.File.SyncTo(length)
	return whole, f.failed(err)
}
