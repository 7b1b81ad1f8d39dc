package store

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/bits"
	"os"
	"path/filepath"
	"slices"

	"github.com/cayleygraph/quad"
)

// Tally is a number of quads and a checksum of them that does not depend on
// their order: the sum of the SHA-256 of every one. Two stores with the same
// tally hold the same quads.
type Tally struct {
	Quads int64
	sum   [4]uint64
}

// Checksum writes the checksum.
func (t Tally) Checksum() string {
	return fmt.Sprintf("%016x%016x%016x%016x", t.sum[3], t.sum[2], t.sum[1], t.sum[0])
}

func (t *Tally) add(digest [sha256.Size]byte) {
	t.Quads++
	carry := uint64(0)
	for i := range t.sum {
		t.sum[i], carry = bits.Add64(t.sum[i], binary.LittleEndian.Uint64(digest[8*i:]), carry)
	}
}

// digester hashes quads.
type digester struct{ buf []byte }

func (d *digester) digest(q quad.Quad) [sha256.Size]byte {
	d.buf = d.buf[:0]
	for _, at := range quad.Directions {
		switch v := q.Get(at).(type) {
		case nil:
		case quad.IRI:
			d.buf = append(append(append(d.buf, '<'), v...), '>')
		default:
			d.buf = append(d.buf, v.String()...)
		}
		d.buf = append(d.buf, '\n')
	}
	return sha256.Sum256(d.buf)
}

// distinct is a tally of quads that may come more than once. It keeps their
// digests on the disk, divided by their first bits, so that each part can be
// sorted in memory.
type distinct struct {
	dir   string
	files []*os.File
	parts []*bufio.Writer
}

// distinctParts is how many parts there are: each is some 16 bytes times a
// 256th of the quads.
const distinctParts = 256

func newDistinct() (*distinct, error) {
	dir, err := os.MkdirTemp("", "entente-tally-*")
	if err != nil {
		return nil, err
	}
	d := &distinct{dir: dir}
	for i := range distinctParts {
		f, err := os.Create(filepath.Join(dir, fmt.Sprint(i)))
		if err != nil {
			d.close()
			return nil, err
		}
		d.files = append(d.files, f)
		d.parts = append(d.parts, bufio.NewWriterSize(f, 8<<10))
	}
	return d, nil
}

func (d *distinct) add(digest [sha256.Size]byte) error {
	_, err := d.parts[digest[0]].Write(digest[:])
	return err
}

func (d *distinct) tally() (Tally, error) {
	var t Tally
	for i, f := range d.files {
		if err := d.parts[i].Flush(); err != nil {
			return t, err
		}
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return t, err
		}
		data, err := io.ReadAll(f)
		if err != nil {
			return t, err
		}
		digests := make([][sha256.Size]byte, len(data)/sha256.Size)
		for j := range digests {
			copy(digests[j][:], data[j*sha256.Size:])
		}
		slices.SortFunc(digests, func(a, b [sha256.Size]byte) int { return slices.Compare(a[:], b[:]) })
		for _, digest := range slices.Compact(digests) {
			t.add(digest)
		}
	}
	return t, nil
}

func (d *distinct) close() error {
	var errs []error
	for _, f := range d.files {
		errs = append(errs, f.Close())
	}
	return errors.Join(append(errs, os.RemoveAll(d.dir))...)
}

// Tallied passes quads on and sums them up; the tally is right once all have
// passed.
func Tallied(quads iter.Seq2[quad.Quad, error], progress func(int64)) (iter.Seq2[quad.Quad, error], *Tally) {
	var t Tally
	var d digester
	return func(yield func(quad.Quad, error) bool) {
		for q, err := range quads {
			if err == nil {
				t.add(d.digest(q))
				if t.Quads%progressEvery == 0 {
					progress(t.Quads)
				}
			}
			if !yield(q, err) {
				return
			}
		}
	}, &t
}
