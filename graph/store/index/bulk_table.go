package index

import (
	"fmt"
	"path/filepath"

	"github.com/cockroachdb/pebble/v2/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// tableSize is about how large a table of a load becomes: large enough to be
// few, small enough to be compacted one by one.
const tableSize = 64 << 20

// fewQuads is up to how many a load is small.
const fewQuads = 50_000

// tableWriter writes sorted keys into tables, one after the other.
type tableWriter struct {
	dir, name string
	filter    bool // whether keys will be looked up that are not there
	small     bool // too little to be worth what takes long to set up
	paths     []string
	w         *sstable.Writer
	size      int
}

func (t *tableWriter) open(key []byte) error {
	if t.w != nil && t.size < tableSize {
		return nil
	}
	if err := t.close(); err != nil {
		return err
	}
	path := filepath.Join(t.dir, fmt.Sprintf("%s-%04d.sst", t.name, len(t.paths)))
	f, err := files.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return err
	}
	engine := engineOptions(newBreaker())
	opts := engine.MakeWriterOptions(len(engine.Levels)-1, engineFormat.MaxTableFormat())
	opts.WritingToLowestLevel = false
	if !t.filter {
		opts.FilterPolicy = nil
	}
	opts.Compression = compressionLoad
	switch {
	case key[0] == tieTag:
		opts.Compression = compressionTies
	case t.small || lookedUp(key[0]):
		opts.Compression = compressionFast
	}
	t.w = sstable.NewWriter(objstorageprovider.NewFileWritable(f), opts)
	t.paths = append(t.paths, path)
	t.size = 0
	return nil
}

func (t *tableWriter) set(key, value []byte) error {
	if err := t.open(key); err != nil {
		return err
	}
	t.size += (len(key) + len(value)) / 3 // about what compression leaves
	return t.w.Set(key, value)
}

func (t *tableWriter) merge(key, value []byte) error {
	if err := t.open(key); err != nil {
		return err
	}
	t.size += len(key) + len(value)
	return t.w.Merge(key, value)
}

// remove writes that a key is gone.
func (t *tableWriter) remove(key []byte) error {
	if err := t.open(key); err != nil {
		return err
	}
	t.size += len(key) / 3
	return t.w.Delete(key)
}

// abandon lets go of a table that was not written to its end: what is deleted
// while it is open goes on filling a disk that is full already.
func (t *tableWriter) abandon() { _ = t.close() }

func (t *tableWriter) close() error {
	if t.w == nil {
		return nil
	}
	err := t.w.Close()
	t.w = nil
	return err
}
