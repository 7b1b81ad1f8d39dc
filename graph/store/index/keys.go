package index

import (
	"encoding/binary"
	"math"
)

// IDs are the numbers of a quad's subject, predicate, object and label. A
// number is 0 where a quad has no label and where a pattern allows any value.
type IDs = [4]uint64

const (
	subjectAt = iota
	predicateAt
	objectAt
	labelAt
)

// MaxValues is how many values a store can have, over all its life.
const MaxValues = math.MaxUint32 - 1

// order is one of the orders in which quads are kept.
type order struct {
	tag    byte
	places [4]int // what stands first, second, …
}

// The orders. Whatever places a pattern fills, one of them begins with those
// or, where a label is given, with the label.
var orders = [...]order{
	{'s', [4]int{subjectAt, predicateAt, objectAt, labelAt}},
	{'p', [4]int{predicateAt, objectAt, subjectAt, labelAt}},
	{'o', [4]int{objectAt, subjectAt, predicateAt, labelAt}},
	{'l', [4]int{labelAt, subjectAt, predicateAt, objectAt}},
}

const (
	valueTag = 'v'
	keyTag   = 'k'
	countTag = 'n'
	metaTag  = 'm'
)

// nextKey is where the next number for a value stands.
var nextKey = []byte{metaTag, 'n', 'e', 'x', 't'}

const quadKeySize = 1 + 4*4

// appendKey writes a quad's key.
func (o *order) appendKey(b []byte, q IDs) []byte {
	b = append(b, o.tag)
	for _, at := range o.places {
		b = binary.BigEndian.AppendUint32(b, uint32(q[at]))
	}
	return b
}

// prefix writes the key that all quads of a pattern begin with, and says how
// many places it fills.
func (o *order) prefix(b []byte, pattern IDs) ([]byte, int) {
	b = append(b, o.tag)
	for i, at := range o.places {
		if pattern[at] == 0 {
			return b, i
		}
		b = binary.BigEndian.AppendUint32(b, uint32(pattern[at]))
	}
	return b, 4
}

// quad reads a quad's key.
func (o *order) quad(key []byte) (q IDs) {
	_ = key[quadKeySize-1]
	q[o.places[0]] = uint64(binary.BigEndian.Uint32(key[1:]))
	q[o.places[1]] = uint64(binary.BigEndian.Uint32(key[5:]))
	q[o.places[2]] = uint64(binary.BigEndian.Uint32(key[9:]))
	q[o.places[3]] = uint64(binary.BigEndian.Uint32(key[13:]))
	return q
}

func numberKey(b []byte, tag byte, id uint64) []byte {
	return binary.BigEndian.AppendUint32(append(b, tag), uint32(id))
}

func fits(pattern, q IDs) bool {
	for i, want := range pattern {
		if want != 0 && want != q[i] {
			return false
		}
	}
	return true
}
