package index

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// record is one change of ties or tallies on its way into a table: the key,
// what to do, and the flags and numbers of a tie or what to add to a tally.
type record [tieKeySize + 1 + 1 + 7*4]byte

// What to do with a record's key.
const (
	setTie byte = iota
	dropTie
	addTally
)

const (
	doAt    = tieKeySize
	bodyAt  = tieKeySize + 1
	placeAt = 5 // of a tally, behind its key
)

func (t *Tie) record(do byte) (r record) {
	t.appendKey(r[:0])
	r[doAt] = do
	for i, f := range [...]bool{t.Edge, t.Claim, t.Odd, t.More} {
		if f {
			r[bodyAt] |= 1 << i
		}
	}
	for i, id := range [...]uint64{t.Status, t.Source, t.Confidence, t.Earliest, t.Latest, t.Time, t.Quote} {
		binary.BigEndian.PutUint32(r[bodyAt+1+4*i:], uint32(id))
	}
	return r
}

func (r *record) tie() (t Tie) {
	t.Actor, t.Other = uint64(binary.BigEndian.Uint32(r[1:])), uint64(binary.BigEndian.Uint32(r[5:]))
	t.Relation, t.Label = uint64(binary.BigEndian.Uint32(r[9:])), uint64(binary.BigEndian.Uint32(r[13:]))
	t.Subject = r[17] == 0
	t.Edge, t.Claim, t.Odd = r[bodyAt]&flagEdge != 0, r[bodyAt]&flagClaim != 0, r[bodyAt]&flagOdd != 0
	t.Whole, t.More = true, r[bodyAt]&(1<<3) != 0
	for i, into := range [...]*uint64{&t.Status, &t.Source, &t.Confidence, &t.Earliest, &t.Latest, &t.Time, &t.Quote} {
		*into = uint64(binary.BigEndian.Uint32(r[bodyAt+1+4*i:]))
	}
	return t
}

func tallyRecord(id uint64, place int, n int64) (r record) {
	numberKey(r[:0], tallyTag, id)
	r[placeAt], r[doAt] = byte(place), addTally
	binary.BigEndian.PutUint64(r[bodyAt:], uint64(n))
	return r
}

func (r *record) tally() (id uint64, place int, n int64) {
	return uint64(binary.BigEndian.Uint32(r[1:])), int(r[placeAt]), int64(binary.BigEndian.Uint64(r[bodyAt:]))
}

func compareRecords(a, b record) int {
	x, y := binary.BigEndian.Uint64(a[:]), binary.BigEndian.Uint64(b[:])
	if x != y {
		if x < y {
			return -1
		}
		return 1
	}
	return bytes.Compare(a[8:tieKeySize], b[8:tieKeySize])
}

// recordSorter sorts records in bounded memory.
type recordSorter struct {
	dir     string
	limit   int // of records in memory
	pending []record
	runs    []string
	tallies map[[2]uint64]int64 // id and place: not yet among the records
}

// talliesKept is how many tallies are added up before they become records.
const talliesKept = 1 << 16

func (s *recordSorter) tie(t Tie, do byte) error {
	if err := s.put(t.record(do)); err != nil {
		return err
	}
	t = t.back()
	return s.put(t.record(do))
}

func (s *recordSorter) tally(id uint64, place int, n int64) error {
	if s.tallies == nil {
		s.tallies = map[[2]uint64]int64{}
	}
	s.tallies[[2]uint64{id, uint64(place)}] += n
	if len(s.tallies) >= talliesKept {
		return s.putTallies()
	}
	return nil
}

func (s *recordSorter) putTallies() error {
	for k, n := range s.tallies {
		if n != 0 {
			if err := s.put(tallyRecord(k[0], int(k[1]), n)); err != nil {
				return err
			}
		}
	}
	clear(s.tallies)
	return nil
}

func (s *recordSorter) put(r record) error {
	s.pending = append(s.pending, r)
	if len(s.pending) < s.limit {
		return nil
	}
	return s.spill()
}

func (s *recordSorter) spill() error {
	slices.SortFunc(s.pending, compareRecords)
	path := filepath.Join(s.dir, fmt.Sprint("ties-", len(s.runs)))
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, runBuffer)
	for i := range s.pending {
		if _, err := w.Write(s.pending[i][:]); err != nil {
			return err
		}
	}
	s.runs = append(s.runs, path)
	s.pending = s.pending[:0]
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// tables writes what was sorted.
func (s *recordSorter) tables(name string) ([]string, error) {
	out := recordTables{tableWriter: tableWriter{dir: s.dir, name: name}}
	defer out.abandon()
	write := func(key []byte, t *Tie) error {
		if t == nil {
			return out.remove(key)
		}
		out.buf = t.appendValue(out.buf[:0])
		return out.set(key, out.buf)
	}
	err := s.each(write, func(id uint64, n counts) error {
		out.buf = n.append(out.buf[:0])
		return out.merge(numberKey(nil, tallyTag, id), out.buf)
	})
	if err != nil {
		return nil, err
	}
	return out.paths, out.close()
}

// each calls its functions with what was sorted: first the ties, nil where one
// is to be deleted, then the tallies.
func (s *recordSorter) each(tie func([]byte, *Tie) error, tally func(uint64, counts) error) error {
	if err := s.putTallies(); err != nil {
		return err
	}
	slices.SortFunc(s.pending, compareRecords)
	sources := []recordSource{{memory: s.pending}}
	for _, path := range s.runs {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		sources = append(sources, recordSource{r: bufio.NewReaderSize(f, runBuffer)})
	}
	m := recordMerge{sources: sources}
	if err := m.begin(); err != nil {
		return err
	}
	var id uint64
	var sum counts
	for len(m.sources) > 0 {
		switch r := &m.sources[0].now; r[doAt] {
		case addTally:
			this, place, n := r.tally()
			if this != id && sum != (counts{}) {
				if err := tally(id, sum); err != nil {
					return err
				}
				sum = counts{}
			}
			id = this
			sum[place] += n
		case dropTie:
			if err := tie(r[:tieKeySize], nil); err != nil {
				return err
			}
		default:
			t := r.tie()
			if err := tie(r[:tieKeySize], &t); err != nil {
				return err
			}
		}
		if err := m.next(); err != nil {
			return err
		}
	}
	if sum != (counts{}) {
		return tally(id, sum)
	}
	return nil
}

// recordTables are the tables that they go into.
type recordTables struct {
	tableWriter
	buf []byte
}

// recordSource gives sorted records from memory or a file.
type recordSource struct {
	memory []record
	r      *bufio.Reader
	now    record
}

func (s *recordSource) next() (bool, error) {
	if s.r == nil {
		if len(s.memory) == 0 {
			return false, nil
		}
		s.now, s.memory = s.memory[0], s.memory[1:]
		return true, nil
	}
	_, err := io.ReadFull(s.r, s.now[:])
	if err == io.EOF {
		return false, nil
	}
	return err == nil, short(err)
}

// recordMerge goes through several sources as one. There are few: the least is
// looked for.
type recordMerge struct{ sources []recordSource }

func (m *recordMerge) begin() error {
	kept := m.sources[:0]
	for _, s := range m.sources {
		more, err := s.next()
		if err != nil {
			return err
		}
		if more {
			kept = append(kept, s)
		}
	}
	m.sources = kept
	m.least()
	return nil
}

func (m *recordMerge) next() error {
	more, err := m.sources[0].next()
	if err != nil {
		return err
	}
	if !more {
		m.sources = m.sources[1:]
	}
	m.least()
	return nil
}

// least brings the source with the least record to the front.
func (m *recordMerge) least() {
	best := 0
	for i := range m.sources {
		if i > 0 && compareRecords(m.sources[i].now, m.sources[best].now) < 0 {
			best = i
		}
	}
	if best > 0 {
		m.sources[0], m.sources[best] = m.sources[best], m.sources[0]
	}
}
