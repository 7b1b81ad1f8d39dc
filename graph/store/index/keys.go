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

// MaxValues is the last number that a value can have.
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

// strayKey is there while the dictionary may have values that no quad uses
// and no count knows: a load writes values before it is committed.
var strayKey = []byte{metaTag, 's', 't', 'r', 'a', 'y'}

// versionKey is where the name of the store's state stands, another one after
// every write, and what is known of that state: see [View.DaysBack].
var versionKey = []byte{metaTag, 'v', 'e', 'r', 's', 'i', 'o', 'n'}

const quadKeySize = 1 + 4*4

// same stands in a key for a label that is the quad's subject, as that of
// nearly all quads of a claim is, or, where the label comes first, for that
// subject: it takes no room when tables are compressed.
const same = 1

// firstNumber is the first that a value gets.
const firstNumber = same + 1

// fold puts [same] into a quad or pattern for this order, and unfold takes it
// out again.
func (o *order) fold(q IDs) IDs {
	if q[labelAt] == q[subjectAt] && q[labelAt] != 0 {
		q[o.spare()] = same
	}
	return q
}

func (o *order) unfold(q IDs) IDs {
	if q[labelAt] == same {
		q[labelAt] = q[subjectAt]
	} else if q[subjectAt] == same {
		q[subjectAt] = q[labelAt]
	}
	return q
}

// spare is the place of label and subject that comes later in the order.
func (o *order) spare() int {
	if o.places[0] == labelAt {
		return subjectAt
	}
	return labelAt
}

// appendKey writes a quad's key.
func (o *order) appendKey(b []byte, q IDs) []byte {
	b = append(b, o.tag)
	q = o.fold(q)
	for _, at := range o.places {
		b = binary.BigEndian.AppendUint32(b, uint32(q[at]))
	}
	return b
}

// prefix writes the key that all quads of a pattern begin with, and says how
// many places it fills.
func (o *order) prefix(b []byte, pattern IDs) ([]byte, int) {
	b = append(b, o.tag)
	pattern = o.fold(pattern)
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
	return o.unfold(q)
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
