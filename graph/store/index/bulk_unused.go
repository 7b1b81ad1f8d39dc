package index

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"os"

	"github.com/cockroachdb/pebble/v2"
)

// unusedValues are the values that a load leaves in no quad. They are on the
// disk until it is committed, and leave the dictionary after that: until then,
// and should that be cut short, they are as those that a load has left that was
// given up (see [strayKey]).
type unusedValues struct {
	path string
	file *os.File
	w    *bufio.Writer
	n    int
}

func (u *unusedValues) add(id uint64) (err error) {
	if u.file == nil {
		if u.file, err = os.Create(u.path); err != nil {
			return err
		}
		u.w = bufio.NewWriter(u.file)
	}
	u.n++
	_, err = u.w.Write(binary.BigEndian.AppendUint32(u.w.AvailableBuffer(), uint32(id)))
	return err
}

func (u *unusedValues) close() error {
	if u.file == nil {
		return nil
	}
	return errors.Join(u.w.Flush(), u.file.Close())
}

// droppedAtOnce is how many values one batch drops.
const droppedAtOnce = 5000

// drop takes them out of the dictionary. The caller holds db.write.
func (u *unusedValues) drop(db *DB) error {
	if u.n == 0 {
		return nil
	}
	f, err := os.Open(u.path)
	if err != nil {
		return err
	}
	defer f.Close()
	r := bufio.NewReader(f)
	for left := u.n; left > 0; {
		batch := db.pebble.NewBatch()
		for range min(left, droppedAtOnce) {
			var number [4]byte
			if _, err := io.ReadFull(r, number[:]); err != nil {
				return err
			}
			id := uint64(binary.BigEndian.Uint32(number[:]))
			encoded, err := db.get(numberKey(nil, valueTag, id))
			if err != nil {
				return err
			}
			if err := forget(batch, id, encoded); err != nil {
				return err
			}
			left--
		}
		if err := db.commit(batch); err != nil {
			return err
		}
	}
	return nil
}

// forget deletes what stands of a value, but for its counts; encoded is nil if
// the value is not known.
func forget(b *pebble.Batch, id uint64, encoded []byte) error {
	if encoded != nil {
		if err := b.Delete(appendLookup(nil, encoded), nil); err != nil {
			return err
		}
	}
	return errors.Join(b.Delete(numberKey(nil, valueTag, id), nil), b.Delete(numberKey(nil, tallyTag, id), nil))
}
