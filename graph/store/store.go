package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"entente/graph/store/fault"
	"entente/graph/store/postgres"
	"entente/schema"
)

// What can go wrong, for errors.Is. The errors themselves name the store and
// say what to do.
var (
	ErrNotExist    = fs.ErrNotExist // there is no store at the path
	ErrNotStore    = fault.ErrNotStore
	ErrDamaged     = fault.ErrDamaged
	ErrVersion     = fault.ErrVersion
	ErrLocked      = fault.ErrLocked
	ErrUnwritable  = fault.ErrUnwritable
	ErrReadOnly    = errors.New("the store was opened for reading only")
	ErrNotFound    = errors.New("not found")
	ErrTooLarge    = errors.New("too large a search")
	ErrTimeLimit   = errors.New("time limit reached")
	ErrMemoryLimit = errors.New("memory limit reached")
	ErrClosed      = errors.New("the store is closed")
)

// lockTimeout is long enough for a command that is just ending, and short
// enough to be told of within a second.
const lockTimeout = 500 * time.Millisecond

// Options say how to open a store.
type Options struct {
	ReadOnly bool
	Create   bool          // make the store if there is none
	Timeout  time.Duration // how long to wait while another process holds the store; 0 means half a second

	// Memory is about how many bytes a large load may take; 0 means 512 MB.
	Memory int64

	// Cache is how many bytes of the store's tables are kept in memory; 0 means
	// 64 MB. Who reads everything once needs little. Only an Entente store has
	// such a cache.
	Cache int64

	// Vocabulary is what claims are checked against and counted by; nil means
	// the built-in one.
	Vocabulary *schema.Vocabulary
}

// Store is an open store. Its methods may be called from any goroutine; a
// [Loader] belongs to one.
type Store struct {
	addr       address
	readOnly   bool
	vocabulary *schema.Vocabulary
	engine     engine

	write   sync.Mutex    // one writer at a time, over reading what is there and writing the difference
	writes  atomic.Uint64 // how many there were; changed under write
	opening string        // a name for this process's having it open
	opened  time.Time
	roster  rosterCache
	counted statsCache

	held    int                    // how many quads of changes are held in memory
	spooler atomic.Pointer[Loader] // holds write until it ends, is aborted, or the store is closed

	closed   atomic.Bool
	closing  sync.Once
	closeErr error
}

// Open opens the store at addr: a path, entente:PATH, bolt:PATH or memstore:. It takes the
// same few milliseconds whatever the store's size. A store is opened by one
// process for writing or by several for reading; where another process has
// it, Open says which and since when, and where it answers if it has said so ([Store.Announce]),
// and gives up after the timeout.
func Open(ctx context.Context, addr string, opts Options) (*Store, error) {
	registerAll()
	a, err := parseAddress(addr)
	if err != nil {
		return nil, err
	}
	if opts.Timeout <= 0 {
		opts.Timeout = lockTimeout
	}
	if opts.Vocabulary == nil {
		opts.Vocabulary = schema.Builtin()
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("opening store %s: %w", addr, err)
	}
	if a.backend.Remote {
		return openRemote(ctx, a, opts)
	}
	if a.backend.Persistent && !a.backend.holds(a.path) {
		if err := create(a, opts); err != nil {
			return nil, err
		}
	}
	e, err := a.backend.open(ctx, a.path, opts)
	if err != nil {
		return nil, openError(a, opts, err)
	}
	s := &Store{addr: a, readOnly: opts.ReadOnly, engine: e, vocabulary: opts.Vocabulary, held: changesHeld, opening: rand.Text()[:12], opened: time.Now()}
	if !s.readOnly {
		// In place of what a process that was killed has left. Without it the
		// store is as good, and others who want it are told less.
		if err := s.Announce(""); err != nil {
			s.withdraw()
		}
	}
	return s, nil
}

// openRemote opens a database, and makes the store in it if it may.
func openRemote(ctx context.Context, a address, opts Options) (*Store, error) {
	e, err := a.backend.open(ctx, a.path, opts)
	if errors.Is(err, postgres.ErrNotStore) && opts.Create && !opts.ReadOnly {
		if err = a.backend.create(a.path); err == nil {
			e, err = a.backend.open(ctx, a.path, opts)
		}
	}
	if err != nil {
		return nil, postgresError(a.name(), err)
	}
	return &Store{addr: a, readOnly: opts.ReadOnly, engine: e, vocabulary: opts.Vocabulary, held: changesHeld, opening: rand.Text()[:12]}, nil
}

// create makes a store where there is none, if it may and would not write
// into somebody else's files.
func create(a address, opts Options) error {
	info, err := os.Stat(a.path)
	switch {
	case err == nil && !info.IsDir():
		return fmt.Errorf("store %s: %w: it is a file, and a store is a folder that holds %s", a.path, ErrNotStore, a.backend.file)
	case err == nil:
		if entries, err := os.ReadDir(a.path); err != nil {
			return openError(a, opts, err)
		} else if len(entries) > 0 {
			return fmt.Errorf("store %s: %w: the folder holds other files and no %s", a.path, ErrNotStore, a.backend.file)
		}
	case !errors.Is(err, fs.ErrNotExist):
		return openError(a, opts, err)
	}
	if !opts.Create || opts.ReadOnly {
		return fmt.Errorf("store %s: %w: make one with: entente load --db %s FILE", a.path, fs.ErrNotExist, a.path)
	}
	if err := a.backend.create(a.path); err != nil && !errors.Is(err, fs.ErrExist) {
		return openError(a, opts, err)
	}
	return nil
}

// openError says what to do about an error of a backend.
func openError(a address, opts Options, err error) error {
	switch {
	case errors.Is(err, fault.ErrLocked):
		return lockedError(a, opts.ReadOnly)
	case errors.Is(err, fault.ErrNotStore):
		return fmt.Errorf("store %s: %w: %s was made by another program", a.path, err, a.backend.file)
	case errors.Is(err, fault.ErrDamaged):
		return fmt.Errorf("store %s %w; restore a backup, or move it away and load its sources again", a.path, err)
	case errors.Is(err, fault.ErrVersion):
		return fmt.Errorf("store %s %w: use the program that made it, or export there and load here", a.path, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		if opts.ReadOnly {
			return fmt.Errorf("opening store %s: %w: it may not be read by this user", a.path, err)
		}
		return fmt.Errorf("opening store %s for writing: %w: open it for reading only, or change its permissions", a.path, err)
	}
	return fmt.Errorf("opening store %s: %w", a.path, spaceError(err))
}

// spaceError adds what to do when the disk is full, once.
func spaceError(err error) error {
	if errors.As(err, new(*advised)) {
		return err
	}
	if errors.Is(err, ErrUnwritable) {
		return &advised{err, "see to the disk, and open the store again: what was stored before is there, of this all or nothing"}
	}
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return &advised{err, "the disk is full; nothing of this was stored, free some space and try again"}
	}
	return err
}

// advised is an error with what to do about it.
type advised struct {
	error
	advice string
}

func (e *advised) Error() string { return e.error.Error() + ": " + e.advice }

func (e *advised) Unwrap() error { return e.error }

// Address says which store this is: "bolt:./entente.db".
func (s *Store) Address() string { return s.addr.String() }

// ReadOnly says whether the store was opened for reading only.
func (s *Store) ReadOnly() bool { return s.readOnly }

// Close waits for reads that are going on, then closes the store.
func (s *Store) Close() error {
	s.closing.Do(func() {
		s.closed.Store(true)
		if l := s.spooler.Load(); l != nil {
			l.abortSpool()
		}
		s.write.Lock()
		defer s.write.Unlock()
		s.withdraw()
		if err := s.engine.close(); err != nil {
			s.closeErr = fmt.Errorf("closing store %s: %w", s.addr.name(), err)
		}
	})
	return s.closeErr
}

// open takes a snapshot for a reader.
func (s *Store) open(ctx context.Context) (*snapshot, error) {
	if s.closed.Load() {
		return nil, fmt.Errorf("reading store %s: %w", s.addr.name(), ErrClosed)
	}
	snap, err := s.engine.snapshot(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading store %s: %w", s.addr.name(), err)
	}
	snap.vocabulary = s.vocabulary
	return snap, nil
}

// begin is called first by all that writes.
func (s *Store) begin() error {
	switch {
	case s.closed.Load():
		return fmt.Errorf("writing store %s: %w", s.addr.name(), ErrClosed)
	case s.readOnly:
		return fmt.Errorf("store %s: %w", s.addr.name(), ErrReadOnly)
	}
	return nil
}
