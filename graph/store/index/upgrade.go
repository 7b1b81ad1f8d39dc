package index

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// upgrade brings a store to the format that is written; it is called before
// every write, by a caller that holds db.write. A store of format 1 gets its
// ties, which takes some ten seconds for ten million quads, and one of format
// 1 or 2 its kinds, which takes three. If that is cut short the store is what
// it was, but for its number: programs of before refuse it from then on, for
// they would write quads without ties and kinds.
func (db *DB) upgrade(ctx context.Context) error {
	if db.tied {
		return nil
	}
	if db.format.Load() != Format {
		if err := renumber(filepath.Join(db.dir, File)); err != nil {
			return fmt.Errorf("bringing the store to format %d: %w", Format, err)
		}
		db.format.Store(Format)
	}
	kind, err := db.get(tiesKey)
	if err != nil {
		return err
	}
	if !bytes.Equal(kind, tiesKind) {
		if err := db.Retie(ctx); err != nil {
			return err
		}
	}
	if kinds, err := db.get(kindsKey); err != nil {
		return err
	} else if kinds == nil {
		view, err := db.Snapshot(ctx)
		if err != nil {
			return err
		}
		defer view.Close()
		if err := db.recount(view); err != nil {
			return err
		}
	}
	db.tied = true
	return nil
}

// renumber writes the number of the format into the file that is locked: into
// the very file, for a new one would have no lock.
func renumber(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(fmt.Appendf(nil, "%s%d\n", heading, Format), 0)
	return errors.Join(err, f.Sync(), f.Close())
}

func (db *DB) get(key []byte) ([]byte, error) {
	v := View{ctx: background, db: db, reader: db.pebble}
	return v.get(key)
}

// Retie makes all ties and tallies out of the quads. The caller holds
// db.write.
func (db *DB) Retie(ctx context.Context) error {
	if err := db.do(func() error { return db.pebble.Delete(tiesKey, pebble.Sync) }); err != nil {
		return err
	}
	view, err := db.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer view.Close()
	dir, err := os.MkdirTemp(db.dir, loadPrefix+"*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	sorted, err := view.gatherTies(dir)
	if err != nil {
		return damage(err)
	}
	paths, err := sorted.tables("ties")
	if err != nil {
		return err
	}
	for _, tag := range []byte{tieTag, tallyTag} {
		if err := db.deleteKeys(tag); err != nil {
			return damage(err)
		}
	}
	if len(paths) > 0 {
		if err := db.do(func() error { return db.pebble.Ingest(ctx, paths) }); err != nil {
			return err
		}
	}
	return db.do(func() error { return db.pebble.Set(tiesKey, tiesKind, pebble.Sync) })
}

// deleteKeys deletes all keys of a tag.
func (db *DB) deleteKeys(tag byte) error {
	return db.do(func() error { return db.pebble.DeleteRange([]byte{tag}, []byte{tag + 1}, pebble.Sync) })
}

// gatherTies makes the ties of a whole store.
func (v *View) gatherTies(dir string) (*recordSorter, error) {
	r, err := v.roles()
	if err != nil {
		return nil, err
	}
	relation := newOfKind(v.encoded, isRelationEncoded)
	g := &tieGatherer{out: &recordSorter{dir: dir, limit: recordsAtOnce(DefaultMemory)}, roles: r, relation: relation.is}
	c := v.cursor(orderOfLabels, IDs{})
	defer c.Close()
	for c.Next() {
		if err := g.quad(c.Quad()); err != nil {
			return nil, err
		}
	}
	if err := errors.Join(c.Err(), g.end()); err != nil {
		return nil, err
	}
	return g.out, nil
}

// recordsAtOnce is how many records a load may hold that takes this much
// memory.
func recordsAtOnce(memory int64) int { return int(memory / 16 / int64(len(record{}))) }

// ties begins to gather the ties of a load.
func (b *Bulk) ties() (*tieGatherer, error) {
	g := &tieGatherer{out: &recordSorter{dir: b.dir, limit: recordsAtOnce(int64(b.limit) * 8 * 16)}, from: b.from, deletes: slices.Contains(b.sorter.runs, true)}
	for i, p := range rolePredicates {
		id, err := b.number(p)
		if err != nil {
			return nil, err
		}
		g.roles[i] = id
	}
	g.relation = newOfKind(b.encoded, isRelationEncoded).is
	return g, nil
}

// encoded is a value of the store or the load as the dictionary has it.
func (b *Bulk) encoded(id uint64) ([]byte, error) {
	if id >= b.dict.first {
		return b.dict.value(int(id - b.dict.first)), nil
	}
	return b.db.get(numberKey(nil, valueTag, id))
}

// number is the number that a value has in the store or gets by this load.
func (b *Bulk) number(v quad.Value) (uint64, error) {
	encoded, err := appendValue(nil, v)
	if err != nil {
		return 0, err
	}
	if len(b.dict.slots) > 0 {
		if s := b.dict.slot(digestOf(encoded)); s.id != 0 {
			return uint64(s.id), nil
		}
	}
	return b.db.find(encoded)
}
