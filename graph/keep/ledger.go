package keep

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"iter"
)

// Ledger is records in the order in which they came, each with two numbers that
// may be changed later. What is long is in a temporary file: to write it there
// in a row and to read it so takes a tenth of what it takes to keep it by key.
type Ledger struct {
	shelf *Shelf
	file  scratch // none before the first spill
	size  int64   // of the file
	near  []byte  // what comes behind it
}

const (
	ledgerHead = 8 + 8 + 4 // the numbers, the length
	ledgerNear = 256 << 10
)

// NewLedger makes an empty ledger on a shelf.
func NewLedger(s *Shelf) *Ledger {
	l := &Ledger{shelf: s}
	s.ledgers = append(s.ledgers, l)
	return l
}

// Add writes a record, and tells where it is.
func (l *Ledger) Add(a, b int, record []byte) (at int) {
	if len(l.near) >= ledgerNear {
		l.spill()
	}
	at = int(l.size) + len(l.near)
	l.near = binary.BigEndian.AppendUint64(l.near, uint64(a))
	l.near = binary.BigEndian.AppendUint64(l.near, uint64(b))
	l.near = binary.BigEndian.AppendUint32(l.near, uint32(len(record)))
	l.near = append(l.near, record...)
	return at
}

// Set changes the numbers of the record at a place.
func (l *Ledger) Set(at, a, b int) {
	var head [16]byte
	binary.BigEndian.PutUint64(head[:], uint64(a))
	binary.BigEndian.PutUint64(head[8:], uint64(b))
	if int64(at) >= l.size {
		copy(l.near[int64(at)-l.size:], head[:])
	} else if l.shelf.err == nil {
		_, err := l.file.WriteAt(head[:], int64(at))
		l.shelf.fail(err)
	}
}

// Record is the record at a place; "" once the shelf has failed.
func (l *Ledger) Record(at int) string {
	if int64(at) >= l.size {
		head := l.near[int64(at)-l.size:]
		n := binary.BigEndian.Uint32(head[ledgerHead-4:])
		return string(head[ledgerHead : ledgerHead+n])
	}
	if l.shelf.err != nil {
		return ""
	}
	text := make([]byte, 1<<10) // mostly all of it
	n, err := l.file.ReadAt(text, int64(at))
	if n < ledgerHead {
		l.shelf.fail(errors.Join(err, io.ErrUnexpectedEOF))
		return ""
	}
	length := int(binary.BigEndian.Uint32(text[ledgerHead-4:]))
	if ledgerHead+length > n {
		text = make([]byte, ledgerHead+length)
		if _, err := l.file.ReadAt(text, int64(at)); err != nil {
			l.shelf.fail(err)
			return ""
		}
	}
	return string(text[ledgerHead : ledgerHead+length])
}

// All gives all records in their order, with their numbers. Nothing may be
// added meanwhile.
func (l *Ledger) All() iter.Seq2[[2]int, string] {
	return func(yield func([2]int, string) bool) {
		if l.size > 0 {
			l.spill()
		}
		var r io.Reader = bytes.NewReader(l.near)
		if l.size > 0 {
			r = bufio.NewReaderSize(io.NewSectionReader(l.file, 0, l.size), 64<<10)
		}
		for l.shelf.err == nil {
			var head [ledgerHead]byte
			if _, err := io.ReadFull(r, head[:]); err != nil {
				if err != io.EOF {
					l.shelf.fail(err)
				}
				return
			}
			text := make([]byte, binary.BigEndian.Uint32(head[ledgerHead-4:]))
			if _, err := io.ReadFull(r, text); err != nil {
				l.shelf.fail(err)
				return
			}
			if !yield([2]int{int(binary.BigEndian.Uint64(head[:])), int(binary.BigEndian.Uint64(head[8:]))}, string(text)) {
				return
			}
		}
	}
}

// spill writes to the file what is in memory.
func (l *Ledger) spill() {
	if l.shelf.err == nil {
		l.shelf.fail(l.write())
	}
	l.size, l.near = l.size+int64(len(l.near)), l.near[:0]
}

func (l *Ledger) write() error {
	if l.file.File == nil {
		file, err := newScratch("entente-keep-*")
		if err != nil {
			return err
		}
		l.file = file
	}
	_, err := l.file.WriteAt(l.near, l.size)
	return err
}

func (l *Ledger) close() error {
	if l.file.File == nil {
		return nil
	}
	return l.file.Close()
}
