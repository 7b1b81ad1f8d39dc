package bolt

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"entente/graph/store/fault"
)

// File is the name of the data file in a store's folder, as in stock Cayley.
const File = "indexes.bolt"

// Names in the file, as in stock Cayley, and ours beside them.
const (
	metaBucket = "meta"
	logBucket  = "log"

	dataVersion  = 2         // of Cayley's layout since v0.7.5
	formatKey    = "entente" // in the meta bucket, where Cayley ignores it
	format       = "1"
	versionKey   = "version"
	indexesKey   = "indexes"
	sizeKey      = "size"
	horizonKey   = "horizon"
	pageHeader   = 16 // bytes before the meta data of a bbolt page
	metaSize     = 64
	boltMagic    = 0xED0CDAED
	boltVersion  = 2
	mostlyMapped = 64 << 30
)

// Indexes of the files made here. The first two are Cayley's default; the
// third finds what a label says without reading the store. Which indexes a
// file has is written in it, and stock Cayley keeps them all up to date.
var Indexes = []kv.QuadIndex{
	{Dirs: []quad.Direction{quad.Subject, quad.Predicate}},
	{Dirs: []quad.Direction{quad.Object, quad.Predicate, quad.Subject}},
	{Dirs: []quad.Direction{quad.Label, quad.Subject}},
}

// What can be wrong with a file. Texts say what was found; the caller adds
// which file it was.
var (
	ErrNotStore = fmt.Errorf("%w: it is not a Cayley bolt store", fault.ErrNotStore)
	ErrDamaged  = fault.ErrDamaged
	ErrVersion  = fault.ErrVersion
	ErrLocked   = fault.ErrLocked
)

// Options say how to open a file.
type Options struct {
	ReadOnly bool
	Timeout  time.Duration // how long to wait for the lock; must be above 0, for bbolt waits for ever at 0
}

// Open opens the store in the folder dir. It reads a few pages, whatever the
// store's size.
func Open(dir string, opts Options) (*DB, error) {
	path := filepath.Join(dir, File)
	if err := checkFile(path); err != nil {
		return nil, err
	}
	b, err := open(path, opts)
	if err != nil {
		return nil, err
	}
	db := &DB{bolt: b, readOnly: opts.ReadOnly}
	if err := db.checkFormat(); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return db, nil
}

func open(path string, opts Options) (b *bbolt.DB, err error) {
	// bbolt asserts what it reads, and panics where a page is not what it
	// should be.
	defer func() {
		if p := recover(); p != nil {
			b, err = nil, fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	o := &bbolt.Options{
		Timeout:      opts.Timeout,
		ReadOnly:     opts.ReadOnly,
		FreelistType: bbolt.FreelistMapType, // in memory only; the file is the same
	}
	if !opts.ReadOnly && mapsAhead() {
		// A map larger than the file costs addresses only. It keeps a writer
		// from having to map anew, for which it would wait until every reader
		// is done: a reader that writes inside its loop would wait for itself.
		o.InitialMmapSize = mostlyMapped
	}
	b, err = bbolt.Open(path, 0o644, o)
	if err != nil && o.InitialMmapSize > 0 && !errors.Is(err, bolterrors.ErrTimeout) && !errors.Is(err, fs.ErrPermission) {
		o.InitialMmapSize = 0 // address space may be limited (ulimit -v)
		b, err = bbolt.Open(path, 0o644, o)
	}
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, ErrLocked
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum), errors.Is(err, bolterrors.ErrVersionMismatch):
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	case err != nil:
		return nil, err
	}
	// Small stores should be small files: grow by 1 MiB at a time, not 16.
	b.AllocSize = 1 << 20
	return b, nil
}

func mapsAhead() bool {
	switch runtime.GOARCH {
	case "amd64", "arm64", "riscv64", "ppc64le", "s390x", "loong64":
		return runtime.GOOS != "windows" // there the file itself would grow to the map's size
	}
	return false
}

// Create makes an empty store in the folder dir, which is made if it does not
// exist. The file appears under its name only once it is whole.
func Create(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	path := filepath.Join(dir, File)
	if _, err := os.Stat(path); err == nil {
		return fs.ErrExist
	}
	draft, err := os.CreateTemp(dir, File+".new-*")
	if err != nil {
		return err
	}
	name := draft.Name()
	defer os.Remove(name)
	if err := errors.Join(draft.Chmod(0o644), draft.Close()); err != nil {
		return err
	}
	b, err := bbolt.Open(name, 0o644, &bbolt.Options{Timeout: time.Second, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return err
	}
	if err := errors.Join(b.Update(layout), b.Close()); err != nil {
		return err
	}
	// Link, unlike Rename, does not replace what another process made meanwhile.
	if err := os.Link(name, path); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return err
		}
		return os.Rename(name, path) // file systems without hard links
	}
	return nil
}

func layout(tx *bbolt.Tx) error {
	meta, err := tx.CreateBucketIfNotExists([]byte(metaBucket))
	if err != nil {
		return err
	}
	names := []string{logBucket}
	for _, index := range Indexes {
		names = append(names, bucketOf(index))
	}
	for _, name := range names {
		if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
			return err
		}
	}
	indexes, err := json.Marshal(Indexes)
	if err != nil {
		return err
	}
	return errors.Join(
		meta.Put([]byte(versionKey), little(dataVersion)),
		meta.Put([]byte(indexesKey), indexes),
		meta.Put([]byte(sizeKey), little(0)),
		meta.Put([]byte(horizonKey), little(0)),
		meta.Put([]byte(formatKey), []byte(format)),
	)
}

func little(n uint64) []byte { return binary.LittleEndian.AppendUint64(nil, n) }

// bucketOf is the name of an index's bucket: the letters of its directions.
func bucketOf(index kv.QuadIndex) string {
	var b strings.Builder
	for _, d := range index.Dirs {
		b.WriteByte(d.Prefix())
	}
	return b.String()
}

func isIndex(bucket string) bool { return bucket != "" && strings.Trim(bucket, "spoc") == "" }

// checkFile finds what bbolt would not survive or not notice: it fills an
// empty file with a new database, and reads past the end of a truncated one,
// which kills the process.
func checkFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.IsDir() {
		return ErrNotStore
	}
	size := info.Size()
	if size == 0 {
		return fmt.Errorf("%w: it is empty (0 bytes)", ErrDamaged)
	}
	head := make([]byte, 128<<10) // two meta pages of the largest common page size, 64 KiB
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	head = head[:n]
	var best struct{ pages, txid, pageSize uint64 }
	found, ours := false, false
	for off := 0; off+pageHeader+metaSize <= len(head); off += 1 << 10 {
		m := head[off+pageHeader : off+pageHeader+metaSize]
		if binary.NativeEndian.Uint32(m) != boltMagic {
			continue
		}
		ours = true
		sum := fnv.New64a()
		sum.Write(m[:metaSize-8])
		if sum.Sum64() != binary.NativeEndian.Uint64(m[metaSize-8:]) {
			continue
		}
		if v := binary.NativeEndian.Uint32(m[4:]); v != boltVersion {
			return fmt.Errorf("%w: bolt file version %d, not %d", ErrVersion, v, boltVersion)
		}
		txid := binary.NativeEndian.Uint64(m[48:])
		if !found || txid > best.txid {
			best.pages, best.txid, best.pageSize = binary.NativeEndian.Uint64(m[40:]), txid, uint64(binary.NativeEndian.Uint32(m[8:]))
			found = true
		}
	}
	switch {
	case !ours:
		return ErrNotStore
	case !found:
		return fmt.Errorf("%w: neither of its two head pages is whole", ErrDamaged)
	case uint64(size) < best.pages*best.pageSize:
		return fmt.Errorf("%w: it is truncated, %d bytes of at least %d", ErrDamaged, size, best.pages*best.pageSize)
	}
	return nil
}

func (db *DB) checkFormat() (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	return db.bolt.View(func(tx *bbolt.Tx) error {
		meta := tx.Bucket([]byte(metaBucket))
		if meta == nil || tx.Bucket([]byte(logBucket)) == nil {
			return ErrNotStore
		}
		v := meta.Get([]byte(versionKey))
		if len(v) != 8 {
			return ErrNotStore
		}
		if n := binary.LittleEndian.Uint64(v); n != dataVersion {
			return fmt.Errorf("%w: Cayley data version %d; this program reads version %d", ErrVersion, n, dataVersion)
		}
		// A store that stock Cayley made has no mark of ours, and is welcome.
		if f := meta.Get([]byte(formatKey)); f != nil && string(f) != format {
			return fmt.Errorf("%w: Entente format %s; this program reads format %s", ErrVersion, f, format)
		}
		var err error
		db.indexes, err = readIndexes(meta)
		return err
	})
}

// readIndexes finds out which indexes the file has: those of [Indexes], or
// Cayley's own two where stock Cayley made it.
func readIndexes(meta *bbolt.Bucket) ([]kv.QuadIndex, error) {
	data := meta.Get([]byte(indexesKey))
	if data == nil {
		// Files of Cayley before v0.7.6 do not say.
		return []kv.QuadIndex{{Dirs: []quad.Direction{quad.Subject}}, {Dirs: []quad.Direction{quad.Object}}}, nil
	}
	var out []kv.QuadIndex
	if err := json.Unmarshal(data, &out); err != nil {
		return nil, fmt.Errorf("%w: its list of indexes: %w", ErrDamaged, err)
	}
	return out, nil
}

// View runs fn on the file itself, for tools that look at how it is laid out.
func (db *DB) View(fn func(*bbolt.Tx) error) error { return db.bolt.View(fn) }
