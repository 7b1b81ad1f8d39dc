package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

var background = context.Background()

// DefaultMemory is what a bulk load may take where nothing else is said.
const DefaultMemory = 512 << 20

// Bulk is a load of many quads at once: they are sorted on the disk, beside
// the store, and enter it as whole tables when it is committed; until then
// nothing of them is to be seen, and a load that is given up or cut short
// leaves the store as it was. Quads that are in the store already, or come
// twice, are no fault. While a Bulk is open nobody else can write. It can take
// quads out of the store, too: see [Bulk.Remove].
//
// A Bulk belongs to one goroutine.
type Bulk struct {
	ctx  context.Context
	db   *DB
	dir  string // for what it writes; below the store, so that tables enter by a new name only
	dict dictionary
	from uint64 // the first number that is not in any quad of the store

	rows    []row // to be sorted next
	gone    []row // to be taken out of the store, likewise
	limit   int   // of rows
	arena   int   // bytes of new values after which the dictionary is written
	values  int   // new values after which it is
	sorter  sorter
	ids     []uint32
	local   chunk
	leaving chunk  // of quads that are to go
	unlimit func() // undoes limitMemory
	size    int64  // of the store before
	stray   bool   // whether the store had values without quads before
	days    bool   // whether all first and last days were written as days before
	done    bool
	taken   int64 // quads, those that came twice too
	written written
}

// written is how many rows of a load stand in tables.
type written struct {
	sync.Mutex
	rows, total int64
	tell        func(done, total int64)
}

// OnProgress has [Bulk.Commit] tell now and then how many of its rows stand in
// tables: one of each quad in each order. It is told by one goroutine at a
// time.
func (b *Bulk) OnProgress(tell func(done, total int64)) { b.written.tell = tell }

func (w *written) add(rows int64) {
	if w.tell == nil {
		return
	}
	w.Lock()
	defer w.Unlock()
	w.rows += rows
	w.tell(w.rows, w.total)
}

// Bulk begins a load that takes about memory bytes. The caller must Commit it
// or Abort it.
func (db *DB) Bulk(ctx context.Context, memory int64) (*Bulk, error) {
	if db.readOnly {
		return nil, ErrReadOnly
	}
	if memory <= 0 {
		memory = DefaultMemory
	}
	memory = max(memory, 32<<20)
	db.write.Lock()
	b, err := db.bulk(ctx, memory)
	if err != nil {
		db.write.Unlock()
	}
	return b, err
}

func (db *DB) bulk(ctx context.Context, memory int64) (*Bulk, error) {
	if err := db.upgrade(ctx); err != nil {
		return nil, err
	}
	v, err := db.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer v.Close()
	next, err := v.next()
	if err != nil {
		return nil, err
	}
	total, err := v.counts(0)
	if err != nil {
		return nil, err
	}
	stray, err := v.get(strayKey)
	if err != nil {
		return nil, err
	}
	days, err := v.OnlyDays()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(db.dir, loadPrefix+"*")
	if err != nil {
		return nil, err
	}
	// Three parts of the memory for rows: those that come, those that are
	// being sorted, and what sorting needs.
	limit := int(memory / 8 / 16)
	b := &Bulk{
		ctx: ctx, db: db, dir: dir, from: next, limit: limit, size: total[quadsAt], stray: stray != nil, days: days,
		arena: int(memory / 6), values: int(memory / 256),
		dict: dictionary{db: db, dir: dir, next: next, first: next, empty: next == firstNumber},
	}
	b.sorter.init(dir, limit)
	b.unlimit = limitMemory(max(memory+memory/5, leastLimit))
	return b, nil
}

// leastLimit is the lowest limit that is set: what else a load holds, names and
// the gazetteer, needs room too, or the collector does nothing but collect.
const leastLimit = 232 << 20

// limitMemory makes the garbage collector keep to a limit, unless one was set
// that is lower. It gives what undoes that.
func limitMemory(limit int64) (undo func()) {
	old := debug.SetMemoryLimit(-1)
	if old <= limit {
		return func() {}
	}
	debug.SetMemoryLimit(limit)
	return func() { debug.SetMemoryLimit(old) }
}

// loadPrefix begins the names of folders of loads, below the store.
const loadPrefix = "load-"

// sweep removes what loads left that were cut short.
func sweep(dir string) {
	left, _ := filepath.Glob(filepath.Join(dir, loadPrefix+"*"))
	for _, p := range left {
		os.RemoveAll(p)
	}
}

// Add takes quads.
func (b *Bulk) Add(quads ...quad.Quad) error { return b.gather(&b.local, quads) }

// Remove takes quads that are to go. They must be in the store and must not
// be added, too.
func (b *Bulk) Remove(quads ...quad.Quad) error { return b.gather(&b.leaving, quads) }

// gather puts quads into a chunk, and both chunks on when it is full.
func (b *Bulk) gather(c *chunk, quads []quad.Quad) error {
	for i := range quads {
		if err := c.add(&quads[i]); err != nil {
			return fmt.Errorf("%v: %w", quads[i], err)
		}
		if len(c.rows) >= 4096 {
			if err := b.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *Bulk) flush() error {
	err := b.take(&b.local)
	b.local.reset()
	if err == nil && len(b.leaving.rows) > 0 {
		err = b.takeLeaving(&b.leaving)
		b.leaving.reset()
	}
	return err
}

// takeLeaving is take for quads that are to go: their values have numbers.
func (b *Bulk) takeLeaving(c *chunk) error {
	b.ids = append(b.ids[:0], 0)
	for i, d := range c.digests {
		s, err := b.dict.known(d, c.value(i))
		if err != nil {
			return damage(err)
		}
		if s.id == 0 {
			return errNotThere
		}
		b.ids = append(b.ids, s.id)
	}
	for _, r := range c.rows {
		b.gone = append(b.gone, row{b.ids[r[0]], b.ids[r[1]], b.ids[r[2]], b.ids[r[3]]})
	}
	b.taken += int64(len(c.rows))
	b.dict.bound(2 * b.values)
	if len(b.gone) >= b.limit-len(b.gone)/8 {
		return b.spillGone()
	}
	return nil
}

var errNotThere = errors.New("a quad that is to be deleted is not in the store")

// take takes a chunk: here its values get their numbers.
func (b *Bulk) take(c *chunk) error {
	if err := b.ctx.Err(); err != nil {
		return err
	}
	b.ids = append(b.ids[:0], 0)
	for i, d := range c.digests {
		id, err := b.dict.id(d, c.value(i))
		if err != nil {
			return damage(err)
		}
		b.ids = append(b.ids, id)
	}
	b.taken += int64(len(c.rows))
	for _, r := range c.rows {
		b.rows = append(b.rows, row{b.ids[r[0]], b.ids[r[1]], b.ids[r[2]], b.ids[r[3]]})
	}
	if len(b.dict.arena) >= b.arena || len(b.dict.ends) >= b.values {
		if err := b.writeDictionary(); err != nil {
			return err
		}
	}
	b.dict.bound(2 * b.values)
	if len(b.rows) >= b.limit-len(b.rows)/8 {
		return b.spill()
	}
	return nil
}

func (b *Bulk) spill() (err error) {
	b.rows, err = b.sorter.sort(b.rows, false)
	return err
}

func (b *Bulk) spillGone() (err error) {
	b.gone, err = b.sorter.sort(b.gone, true)
	return err
}

// writeDictionary stores the values seen so far.
func (b *Bulk) writeDictionary() error {
	paths, err := b.dict.tables()
	if err != nil || len(paths) == 0 {
		return err
	}
	next := tableWriter{dir: b.dir, name: fmt.Sprintf("next-%d", b.dict.segments), small: true}
	defer next.abandon()
	if err := errors.Join(next.set(nextKey, nextValue(b.dict.next)), next.set(strayKey, nil), next.close()); err != nil {
		return err
	}
	if err := b.ingest(append(paths, next.paths...)); err != nil {
		return err
	}
	b.dict.reset()
	return nil
}

// ingest makes tables part of the store, all at once.
func (b *Bulk) ingest(paths []string) error {
	return b.db.do(func() error { return b.db.pebble.Ingest(b.ctx, paths) })
}

// Abort gives the load up.
func (b *Bulk) Abort() {
	if b.done {
		return
	}
	b.done = true
	b.unlimit()
	b.sorter.wait()
	os.RemoveAll(b.dir)
	b.db.write.Unlock()
}

// Commit puts the load into the store and says how many quads were new.
func (b *Bulk) Commit() (added int64, err error) {
	defer b.Abort()
	if err := b.flush(); err != nil {
		return 0, err
	}
	if len(b.rows) > 0 {
		if err := b.spill(); err != nil {
			return 0, err
		}
	}
	if len(b.gone) > 0 {
		if err := b.spillGone(); err != nil {
			return 0, err
		}
	}
	if err := b.sorter.wait(); err != nil {
		return 0, err
	}
	ties, err := b.ties()
	if err != nil {
		return 0, err
	}
	kinds, err := b.kinds()
	if err != nil {
		return 0, err
	}
	days, err := b.dayChecker()
	if err != nil {
		return 0, err
	}
	b.rows, b.gone, b.sorter.spare, b.sorter.scratch, b.dict.slots = nil, nil, nil, nil, nil
	now, err := b.db.Snapshot(b.ctx)
	if err != nil {
		return 0, err
	}
	defer now.Close()
	if b.size > 0 {
		ties.old, kinds.old = now, now
	}
	b.written.total = b.taken * int64(len(orders))
	var outs [len(orders)]orderTables
	var dict []string
	jobs := []func() error{func() (err error) { dict, err = b.dict.tables(); return err }}
	for i := range orders {
		outs[i] = orderTables{b: b, order: i, snap: now.snap}
		switch i {
		case orderOfLabels:
			outs[i].ties = ties
		case orderOfSubjects:
			outs[i].kinds = kinds
		case orderOfPredicates:
			outs[i].days = &days
		}
		jobs = append(jobs, outs[i].write)
	}
	if err := inParallel(jobs); err != nil {
		return 0, err
	}
	added, removed := outs[0].added, outs[0].removed
	for i := range outs {
		if outs[i].added != added || outs[i].removed != removed {
			return 0, fmt.Errorf("sorting: %d quads to add and %d to delete in one order, %d and %d in another", added, removed, outs[i].added, outs[i].removed)
		}
	}
	unused := unusedValues{path: filepath.Join(b.dir, "unused")}
	counts, err := b.writeCounts(&outs, added, removed, &unused)
	if err != nil {
		return 0, err
	}
	paths := append(counts, dict...)
	for i := range outs {
		paths = append(paths, outs[i].paths...)
	}
	if len(paths) == 0 {
		return 0, nil
	}
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	if err := b.ingest(paths); err != nil {
		return 0, err
	}
	// What follows is not missed if it is cut short.
	if err := unused.drop(b.db); err != nil {
		return added, err
	}
	if (b.dict.segments > 0 || unused.n > 0) && !b.stray {
		return added, b.db.do(func() error { return b.db.pebble.Delete(strayKey, pebble.Sync) })
	}
	return added, nil
}

// inParallel runs jobs on all cores.
func inParallel(jobs []func() error) error {
	var group sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	errs := make([]error, len(jobs))
	for i, job := range jobs {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			errs[i] = job()
		})
	}
	group.Wait()
	return errors.Join(errs...)
}

// sorter sorts rows in the background and writes them as runs.
type sorter struct {
	dir     string
	limit   int
	spare   []row // free for those who gather rows
	scratch []row
	runs    []bool     // whether the rows of each are to go
	busy    chan error // gives the result of the sort that is going on; nil if none is
}

func (s *sorter) init(dir string, limit int) { s.dir, s.limit = dir, limit }

// sort begins to sort rows, when the sort before is done, and gives room for
// others. Rows that are to go are in runs of their own.
func (s *sorter) sort(rows []row, gone bool) (room []row, err error) {
	if err := s.wait(); err != nil {
		return rows[:0], err
	}
	room, s.spare = s.spare[:0], nil
	s.busy = make(chan error, 1)
	run := len(s.runs)
	s.runs = append(s.runs, gone)
	go func() { s.busy <- s.write(rows, run) }()
	return room, nil
}

func (s *sorter) wait() error {
	if s.busy == nil {
		return nil
	}
	err := <-s.busy
	s.busy = nil
	return err
}

func (s *sorter) path(order, run int) string {
	return filepath.Join(s.dir, fmt.Sprintf("run-%c-%d", orders[order].tag, run))
}

func (s *sorter) write(rows []row, run int) error {
	if cap(s.scratch) < len(rows) {
		s.scratch = make([]row, len(rows))
	}
	scratch := s.scratch[:len(rows)]
	for _, i := range sortSequence {
		fold(rows, i)
		for _, at := range sortSteps[i] {
			rows, scratch = sortBy(rows, scratch, at)
		}
		w, err := newRun(s.path(i, run))
		if err != nil {
			return err
		}
		for n := range rows {
			if err := w.write(orders[i].key(&rows[n])); err != nil {
				w.close()
				return err
			}
		}
		if err := w.close(); err != nil {
			return err
		}
	}
	s.spare, s.scratch = rows, scratch
	return nil
}

// Knows says whether a value is in the store, or was added.
func (b *Bulk) Knows(v quad.Value) (bool, error) {
	encoded, err := appendValue(nil, v)
	if err != nil {
		return false, err
	}
	d := digestOf(encoded)
	if b.local.has(d) || len(b.dict.slots) > 0 && b.dict.slot(d).id != 0 {
		return true, nil
	}
	if b.dict.empty {
		return false, nil
	}
	id, err := b.db.find(encoded)
	return id != 0, err
}
