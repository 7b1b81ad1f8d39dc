package keep

import (
	"encoding/binary"
	"encoding/json"
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

// Texts writes texts.
func (p *Packer) Texts(list []string) {
	p.Number(len(list))
	for _, s := range list {
		p.Text(s)
	}
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

// Texts reads texts; nil if there are none.
func (u *Unpacker) Texts() []string {
	n := u.Number()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = u.Text()
	}
	return list
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

// packing is how the values of a map are written and read: those that it holds
// by the thousand in few bytes, others as JSON.
func packing[V any](s *Shelf) (pack func(*Packer, V), unpack func(*Unpacker) V) {
	switch pack := any(&pack).(type) {
	case *func(*Packer, string):
		*pack = (*Packer).Text
	case *func(*Packer, []string):
		*pack = (*Packer).Texts
	case *func(*Packer, int):
		*pack = (*Packer).Number
	case *func(*Packer, bool):
		*pack = func(p *Packer, yes bool) {
			if yes {
				*p = append(*p, 1)
			}
		}
	}
	switch unpack := any(&unpack).(type) {
	case *func(*Unpacker) string:
		*unpack = (*Unpacker).Text
	case *func(*Unpacker) []string:
		*unpack = (*Unpacker).Texts
	case *func(*Unpacker) int:
		*unpack = (*Unpacker).Number
	case *func(*Unpacker) bool:
		*unpack = func(u *Unpacker) bool { return len(*u) > 0 }
	}
	if pack == nil {
		pack = func(p *Packer, v V) {
			text, err := json.Marshal(v)
			s.fail(err)
			*p = append(*p, text...)
		}
		unpack = func(u *Unpacker) (v V) {
			s.fail(json.Unmarshal([]byte(*u), &v))
			return v
		}
	}
	return pack, unpack
}
