package index

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// A run is a file of sorted rows in one of the orders. A row is written as
// what differs from the one before: the first place that does, by how much,
// and the places after it.

// key is a row in the order's own sequence, as two numbers that compare.
type key struct{ high, low uint64 }

func (k key) less(o key) bool { return k.high < o.high || k.high == o.high && k.low < o.low }

func (o *order) key(r *row) key {
	return key{
		uint64(r[o.places[0]])<<32 | uint64(r[o.places[1]]),
		uint64(r[o.places[2]])<<32 | uint64(r[o.places[3]]),
	}
}

const runBuffer = 256 << 10

type runWriter struct {
	w    *bufio.Writer
	file *os.File
	last key
}

func newRun(path string) (*runWriter, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &runWriter{file: f, w: bufio.NewWriterSize(f, runBuffer)}, nil
}

// small is the largest difference that goes into a row's first byte.
const small = 62

func (w *runWriter) write(k key) error {
	a, b := [4]uint32{uint32(w.last.high >> 32), uint32(w.last.high), uint32(w.last.low >> 32), uint32(w.last.low)},
		[4]uint32{uint32(k.high >> 32), uint32(k.high), uint32(k.low >> 32), uint32(k.low)}
	at := 0
	for at < 3 && a[at] == b[at] {
		at++
	}
	buf := w.w.AvailableBuffer()
	if d := b[at] - a[at]; d <= small {
		buf = append(buf, byte(at)<<6|byte(d))
	} else {
		buf = binary.AppendUvarint(append(buf, byte(at)<<6|(small+1)), uint64(d))
	}
	for _, n := range b[at+1:] {
		buf = binary.AppendUvarint(buf, uint64(n))
	}
	w.last = k
	_, err := w.w.Write(buf)
	return err
}

func (w *runWriter) close() error {
	err := w.w.Flush()
	if err2 := w.file.Close(); err == nil {
		err = err2
	}
	return err
}

type runReader struct {
	r    *bufio.Reader
	file *os.File
	gone bool // whether its rows are to go
	key  key
	n    [4]uint32
}

func openRun(path string, gone bool) (*runReader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &runReader{file: f, gone: gone, r: bufio.NewReaderSize(f, runBuffer)}, nil
}

// next reads a row into key; io.EOF at the end.
func (r *runReader) next() error {
	head, err := r.r.ReadByte()
	if err != nil {
		return err
	}
	at := head >> 6
	d := uint64(head & (small + 1))
	if d == small+1 {
		if d, err = binary.ReadUvarint(r.r); err != nil {
			return short(err)
		}
	}
	r.n[at] += uint32(d)
	for i := at + 1; i < 4; i++ {
		n, err := r.uvarint()
		if err != nil {
			return short(err)
		}
		r.n[i] = n
	}
	r.key = key{uint64(r.n[0])<<32 | uint64(r.n[1]), uint64(r.n[2])<<32 | uint64(r.n[3])}
	return nil
}

func (r *runReader) uvarint() (uint32, error) {
	if b, err := r.r.Peek(binary.MaxVarintLen32); err == nil {
		n, size := binary.Uvarint(b)
		if size > 0 {
			r.r.Discard(size)
			return uint32(n), nil
		}
	}
	n, err := binary.ReadUvarint(r.r)
	return uint32(n), err
}

func short(err error) error {
	if err == io.EOF {
		return fmt.Errorf("a sorted run of this load: %w", io.ErrUnexpectedEOF)
	}
	return err
}

// merged goes through several runs as one, each row once.
type merged struct {
	runs []*runReader // a heap by key
	key  key
	gone bool // whether the row is to go
	any  bool
}

// merge merges the runs of one order.
func (s *sorter) merge(order int) (*merged, error) {
	m := &merged{}
	for run, gone := range s.runs {
		r, err := openRun(s.path(order, run), gone)
		if err != nil {
			m.close()
			return nil, err
		}
		m.runs = append(m.runs, r)
		if err := r.next(); err != nil {
			m.close()
			return nil, short(err) // a run has a row at least
		}
	}
	for i := len(m.runs)/2 - 1; i >= 0; i-- {
		m.down(i)
	}
	return m, nil
}

func (m *merged) down(i int) {
	for {
		least := i
		for c := 2*i + 1; c <= 2*i+2 && c < len(m.runs); c++ {
			if m.runs[c].key.less(m.runs[least].key) {
				least = c
			}
		}
		if least == i {
			return
		}
		m.runs[i], m.runs[least] = m.runs[least], m.runs[i]
		i = least
	}
}

// next goes to the next row; false at the end.
func (m *merged) next() (bool, error) {
	for len(m.runs) > 0 {
		r := m.runs[0]
		k, gone := r.key, r.gone
		switch err := r.next(); err {
		case nil:
		case io.EOF:
			r.file.Close()
			last := len(m.runs) - 1
			m.runs[0] = m.runs[last]
			m.runs = m.runs[:last]
		default:
			return false, err
		}
		m.down(0)
		if m.any && k == m.key {
			if gone != m.gone {
				return false, errors.New("a quad is to be added and to be deleted by one load")
			}
			continue
		}
		m.key, m.gone, m.any = k, gone, true
		return true, nil
	}
	return false, nil
}

func (m *merged) close() {
	for _, r := range m.runs {
		r.file.Close()
	}
}
