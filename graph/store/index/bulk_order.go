package index

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"

	"github.com/cockroachdb/pebble/v2"
)

// orderTables writes the tables of one order out of its runs, and how many
// quads each value begins in it.
type orderTables struct {
	b              *Bulk
	order          int
	snap           *pebble.Snapshot
	paths          []string
	added, removed int64
	ties           *tieGatherer  // of the order of labels
	kinds          *kindGatherer // of that of subjects
	days           *dayChecker   // of that of predicates
}

func (t *orderTables) counted() string {
	return filepath.Join(t.b.dir, "counted-"+string(rune(orders[t.order].tag)))
}

func (t *orderTables) write() error {
	m, err := t.b.sorter.merge(t.order)
	if err != nil {
		return err
	}
	defer m.close()
	file, err := os.Create(t.counted())
	if err != nil {
		return err
	}
	defer file.Close()
	counted := bufio.NewWriterSize(file, runBuffer)
	out := tableWriter{dir: t.b.dir, name: "order-" + string(rune(orders[t.order].tag)), small: t.b.taken < fewQuads}
	defer out.abandon()
	old := t.old()
	defer old.close()
	var k [quadKeySize]byte
	k[0] = orders[t.order].tag
	var first uint32
	var n int64
	put := func() error {
		if first == 0 {
			return nil
		}
		_, err := counted.Write(binary.AppendVarint(binary.AppendUvarint(counted.AvailableBuffer(), uint64(first)), n))
		return err
	}
	for steps := 0; ; steps++ {
		if steps%(1<<16) == 0 {
			if err := t.b.ctx.Err(); err != nil {
				return err
			}
			if steps > 0 {
				t.b.written.add(1 << 16)
			}
		}
		more, err := m.next()
		if err != nil {
			return err
		}
		if !more {
			break
		}
		binary.BigEndian.PutUint64(k[1:], m.key.high)
		binary.BigEndian.PutUint64(k[9:], m.key.low)
		there, err := old.has(m.key, k[:])
		switch {
		case err != nil:
			return err
		case m.gone && !there:
			return errNotThere
		case there && !m.gone:
			continue
		}
		if v := uint32(m.key.high >> 32); v != first {
			if err := put(); err != nil {
				return err
			}
			first, n = v, 0
		}
		if m.gone {
			n--
			t.removed++
			err = out.remove(k[:])
		} else {
			n++
			t.added++
			err = out.set(k[:], nil)
			if err == nil && t.days != nil {
				err = t.days.add(m.key.high>>32, m.key.high&math.MaxUint32)
			}
		}
		if err == nil && t.ties != nil {
			err = t.ties.change(orders[t.order].quad(k[:]), m.gone)
		}
		if err == nil && t.kinds != nil && m.key.high&math.MaxUint32 == t.kinds.predicate {
			err = t.kinds.change(orders[t.order].quad(k[:]), m.gone)
		}
		if err != nil {
			return err
		}
	}
	err = errors.Join(put(), counted.Flush(), out.close())
	t.paths = out.paths
	if err != nil {
		return err
	}
	if t.kinds != nil {
		if err := t.kinds.end(); err != nil {
			return err
		}
		kinds, err := t.b.writeKinds(t.kinds)
		t.paths = append(t.paths, kinds...)
		return err
	}
	if t.ties == nil {
		return nil
	}
	if err := t.ties.end(); err != nil {
		return err
	}
	ties, err := t.ties.out.tables("ties")
	t.paths = append(t.paths, ties...)
	return err
}

// oldRows says which rows the store has already. Rows are asked for in order;
// one with a value that no quad had before needs no look.
type oldRows struct {
	from uint32
	it   *pebble.Iterator
	err  error
}

func (t *orderTables) old() *oldRows {
	if t.b.size == 0 {
		return &oldRows{}
	}
	tag := orders[t.order].tag
	it, err := t.snap.NewIter(&pebble.IterOptions{LowerBound: []byte{tag}, UpperBound: []byte{tag + 1}})
	from := uint32(min(t.b.from, MaxValues))
	return &oldRows{from: from, it: it, err: err}
}

func (o *oldRows) has(k key, bytes []byte) (bool, error) {
	if o.it == nil || o.err != nil {
		return false, o.err
	}
	if uint32(k.high>>32) >= o.from || uint32(k.high) >= o.from || uint32(k.low>>32) >= o.from || uint32(k.low) >= o.from {
		return false, nil
	}
	if !o.it.SeekGE(bytes) {
		return false, damage(o.it.Error())
	}
	return string(o.it.Key()) == string(bytes), nil
}

func (o *oldRows) close() {
	if o.it != nil {
		o.it.Close()
	}
}

// countReader reads what [orderTables] counted, by number of value.
type countReader struct {
	r    *bufio.Reader
	id   uint64
	n    int64 // may be 0
	done bool
}

func (c *countReader) next() error {
	id, err := binary.ReadUvarint(c.r)
	if err == io.EOF {
		c.done = true
		return nil
	} else if err != nil {
		return err
	}
	c.id = id
	c.n, err = binary.ReadVarint(c.r)
	return short(err)
}

// writeCounts joins what was counted in the four orders into one table, as
// sums to be added to those of the store. Values that are in no quad any more
// are told to unused.
func (b *Bulk) writeCounts(outs *[len(orders)]orderTables, added, removed int64, unused *unusedValues) ([]string, error) {
	if added+removed == 0 {
		return nil, nil // and no new values, for each comes with a quad
	}
	before, err := b.db.counted()
	if err != nil {
		return nil, err
	}
	defer before.Close()
	var in [len(orders)]countReader
	for i := range outs {
		f, err := os.Open(outs[i].counted())
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in[i] = countReader{r: bufio.NewReaderSize(f, runBuffer)}
		if err := in[i].next(); err != nil {
			return nil, err
		}
	}
	out := tableWriter{dir: b.dir, name: "counts", small: b.taken < fewQuads}
	defer out.abandon()
	total := counts{quadsAt: added - removed}
	var k, v []byte
	for {
		least := uint64(0)
		for i := range in {
			if !in[i].done && (least == 0 || in[i].id < least) {
				least = in[i].id
			}
		}
		if least == 0 {
			break
		}
		var c counts
		for i := range in {
			if !in[i].done && in[i].id == least {
				c[orders[i].places[0]] += in[i].n
				if err := in[i].next(); err != nil {
					return nil, err
				}
			}
		}
		if c == (counts{}) {
			continue
		}
		k = numberKey(k[:0], countTag, least)
		var had counts
		counted := least < b.from && before.SeekGE(k) && string(before.Key()) == string(k)
		if counted {
			if had, err = readCounts(before.Value()); err != nil {
				return nil, err
			}
		} else {
			total[valuesAt]++
		}
		if had.sum()+c.sum() == 0 {
			total[valuesAt]--
			err = errors.Join(out.remove(k), unused.add(least))
		} else {
			v = c.append(v[:0])
			err = out.merge(k, v)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := errors.Join(before.Error(), out.close(), unused.close()); err != nil {
		return nil, err
	}
	// The totals stand before the counts, in a table of their own.
	last := tableWriter{dir: b.dir, name: "totals", small: true}
	defer last.abandon()
	err = last.set(nextKey, nextValue(b.dict.next))
	if unused.n > 0 {
		err = errors.Join(err, last.set(strayKey, nil))
	}
	err = errors.Join(err,
		last.set(versionKey, newVersion(outs[orderOfPredicates].days.days)),
		last.merge(numberKey(nil, countTag, 0), total.append(nil)),
		last.close())
	return append(out.paths, last.paths...), err
}

// counted goes through the counts of the store.
func (db *DB) counted() (*pebble.Iterator, error) {
	return db.pebble.NewIter(&pebble.IterOptions{LowerBound: []byte{countTag}, UpperBound: []byte{countTag + 1}})
}

func nextValue(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }
