package index

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cockroachdb/pebble/v2"

	"entente/graph/store/fault"
)

// File is the name of the file that makes a folder a store.
const File = "entente.store"

// tables is the folder of Pebble's files.
const tables = "tables"

// What stands in [File]: these words and the number of the format. A program
// opens the formats it knows how to read; [Format] changes whenever a store
// written by one could be misread by the other.
const (
	Format  = 3
	heading = "entente store, format "

	// Format 1 had no ties, and neither 1 nor 2 kinds. They are read as they
	// are, and become format 3 with the first write: see [DB.upgrade].
	oldestFormat = 1
)

// Options say how to open a store.
type Options struct {
	ReadOnly bool
	Timeout  time.Duration // how long to wait while another process holds the lock
	Cache    int64         // bytes of tables to keep in memory; 0 means 64 MB
}

// DB is an open store. Its methods may be called from any goroutine.
type DB struct {
	dir      string
	readOnly bool
	lock     io.Closer
	pebble   *pebble.DB
	*breaker // on which all that writes by Pebble is run

	format atomic.Int32 // of the file; see upgrade.go
	tied   bool         // guarded by write: there are ties, of the right kind, and kinds

	kept  []atomic.Pointer[keptValue]
	write sync.Mutex     // over reading what is there and writing what follows from it
	views sync.WaitGroup // closed by Close only after these

	mu     sync.Mutex
	closed bool
	alive  map[*View]bool // views that nobody need close: see [DB.Live]
}

// Open opens the store in the folder dir. It reads a few blocks, whatever the
// store's size.
func Open(dir string, opts Options) (*DB, error) {
	if _, err := checkFormat(dir); err != nil {
		return nil, err
	}
	if opts.Cache == 0 {
		opts.Cache = 64 << 20
	}
	lock, err := lockFile(filepath.Join(dir, File), !opts.ReadOnly, opts.Timeout)
	if err != nil {
		return nil, err
	}
	format, err := checkFormat(dir) // again: the one who had it locked may have changed it
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	b := newBreaker()
	p, err := openTables(filepath.Join(dir, tables), opts, b)
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	if !opts.ReadOnly {
		sweep(dir)
	}
	db := &DB{kept: make([]atomic.Pointer[keptValue], valuesKept(opts.Cache)), dir: dir, readOnly: opts.ReadOnly, lock: lock, pebble: p, breaker: b, alive: map[*View]bool{}}
	db.format.Store(int32(format))
	return db, nil
}

func openTables(dir string, opts Options, b *breaker) (*pebble.DB, error) {
	o := engineOptions(b)
	o.ReadOnly = opts.ReadOnly
	o.ErrorIfNotExists = true
	o.CacheSize = opts.Cache
	var p *pebble.DB
	err := b.do(func() (err error) {
		p, err = pebble.Open(dir, o)
		return err
	})
	switch {
	case err == nil:
		return p, nil
	case strings.Contains(err.Error(), "key=value syntax"):
		return nil, fmt.Errorf("%w: %s/OPTIONS: %v", fault.ErrDamaged, tables, err)
	case errors.Is(err, fault.ErrDamaged):
		return nil, err
	case pebble.IsCorruptionError(err), errors.Is(err, pebble.ErrDBDoesNotExist), errors.Is(err, pebble.ErrDBNotPristine), errors.Is(err, fs.ErrNotExist), strings.Contains(err.Error(), "object size mismatch"):
		if worded := damage(err); errors.Is(worded, fault.ErrDamaged) {
			return nil, worded
		}
		return nil, fmt.Errorf("%w: %s", fault.ErrDamaged, strings.ReplaceAll(err.Error(), "\n", "; ")) // a line of each file that is missing
	case strings.Contains(err.Error(), "format major version"), strings.Contains(err.Error(), "unknown to this binary"):
		return nil, fmt.Errorf("%w: %w", fault.ErrVersion, err)
	}
	return nil, err
}

// Holds says whether a folder holds a store.
func Holds(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, File))
	return err == nil
}

// checkFormat reads what the store says of itself.
func checkFormat(dir string) (int, error) {
	text, err := os.ReadFile(filepath.Join(dir, File))
	if err != nil {
		return 0, err
	}
	rest, ok := strings.CutPrefix(string(text), heading)
	if _, err := os.Stat(filepath.Join(dir, tables)); !ok && err == nil {
		return 0, fmt.Errorf("%w: %s does not begin with %q", fault.ErrDamaged, File, strings.TrimSpace(heading))
	}
	if !ok {
		return 0, fmt.Errorf("%w: %s does not begin with %q", fault.ErrNotStore, File, strings.TrimSpace(heading))
	}
	var format int
	if _, err := fmt.Sscanf(rest, "%d", &format); err != nil {
		return 0, fmt.Errorf("%w: %s names no format", fault.ErrDamaged, File)
	}
	if format < oldestFormat || format > Format {
		return 0, fmt.Errorf("%w: format %d; this program reads formats %d to %d", fault.ErrVersion, format, oldestFormat, Format)
	}
	return format, nil
}

// Create makes an empty store in the folder dir, which must be empty or not
// exist. It appears under its name only once it is whole.
func Create(dir string) error {
	if Holds(dir) {
		return fs.ErrExist
	}
	draft, err := folderBeside(dir)
	if err != nil {
		return err
	}
	defer os.RemoveAll(draft)
	if err := fill(draft); err != nil {
		return err
	}
	if err := appear(draft, dir); err != nil {
		if Holds(dir) {
			return fs.ErrExist // another process made one meanwhile
		}
		return err
	}
	return nil
}

func fill(dir string) error {
	b := newBreaker()
	o := engineOptions(b)
	o.ErrorIfExists = true
	err := b.do(func() error {
		p, err := pebble.Open(filepath.Join(dir, tables), o)
		if err != nil {
			return err
		}
		if err := errors.Join(p.Set(tiesKey, tiesKind, pebble.Sync), p.Set(kindsKey, keptKinds, pebble.Sync)); err != nil {
			return errors.Join(err, p.Close())
		}
		return errors.Join(p.Flush(), p.Close())
	})
	if err != nil {
		return err
	}
	return writeFormat(dir, Format)
}

// Close waits for open views, then closes the store and gives up its lock.
func (db *DB) Close() error {
	if err := db.whole(); err != nil {
		return err
	}
	db.mu.Lock()
	if db.closed {
		db.mu.Unlock()
		return nil
	}
	db.closed = true
	for v := range db.alive {
		v.closeCursors()
	}
	db.mu.Unlock()
	db.write.Lock()
	defer db.write.Unlock()
	db.views.Wait()
	var err error
	if !db.readOnly {
		// What is in tables when the store is closed need not be read from the
		// log when it is opened, and is checked by its sums: of a log, Pebble
		// cannot tell whether its end was cut off.
		err = db.do(db.pebble.Flush)
	}
	err = errors.Join(err, db.do(func() error { return closeTables(db.pebble) }))
	if db.whole() != nil {
		return err
	}
	return errors.Join(err, db.lock.Close())
}

// closeTables closes Pebble, which panics if a damaged table was met: it
// counts the attempt to open it as a use.
func closeTables(p *pebble.DB) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", fault.ErrDamaged, p)
		}
	}()
	return p.Close()
}
