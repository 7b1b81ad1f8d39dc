package keep

import (
	"encoding/binary"
	"math"
	"strings"
)

// Packer writes texts and numbers one after the other into a record; Unpacker
// reads them in the same order. Only records of our own are read back.
type Packer []byte

// Text writes a text.
func (p *Packer) Text(s string) {
	*p = binary.AppendUvarint(*p, uint64(len(s)))
	*p = append(*p, s...)
}

// Bytes writes what is read as a text.
func (p *Packer) Bytes(b []byte) {
	*p = binary.AppendUvarint(*p, uint64(len(b)))
	*p = append(*p, b...)
}

// Number writes a whole number.
func (p *Packer) Number(n int) { *p = binary.AppendVarint(*p, int64(n)) }

// Float writes a number.
func (p *Packer) Float(f float64) { *p = binary.BigEndian.AppendUint64(*p, math.Float64bits(f)) }

// Key writes a text that records are sorted by: none of its bytes is the zero
// that ends it.
func (p *Packer) Key(s string) {
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "\uFFFD")
	}
	*p = append(*p, s...)
	*p = append(*p, 0)
}

// Unpacker is what is left of a record.
type Unpacker string

// Text reads a text.
func (u *Unpacker) Text() string {
	n := 0
	for shift := 0; ; shift += 7 {
		b := (*u)[0]
		*u = (*u)[1:]
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			break
		}
	}
	s := string((*u)[:n])
	*u = (*u)[n:]
	return s
}

// Number reads a whole number.
func (u *Unpacker) Number() int {
	n, used := binary.Varint([]byte((*u)[:min(len(*u), binary.MaxVarintLen64)]))
	*u = (*u)[used:]
	return int(n)
}

// Float reads a number.
func (u *Unpacker) Float() float64 {
	f := math.Float64frombits(binary.BigEndian.Uint64([]byte((*u)[:8])))
	*u = (*u)[8:]
	return f
}

// Keys gives a number of keys with their ends, as they stand.
func (u *Unpacker) Keys(n int) string {
	all, at := string(*u), 0
	for range n {
		at += strings.IndexByte(all[at:], 0) + 1
	}
	*u = (*u)[at:]
	return all[:at]
}

// Key reads a key, without its end.
func (u *Unpacker) Key() string {
	k := u.Keys(1)
	return k[:len(k)-1]
}
