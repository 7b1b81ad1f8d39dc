package keep

import (
	"encoding/binary"
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/cockroachdb/pebble/v2"
)

// Pile is texts by key, several to a key, in the order in which they came:
// what is written once and read once, in the order of its keys. Keys hold no
// zero byte.
type Pile struct {
	shelf   *Shelf
	prefix  string
	memory  []laid
	bytes   int // of them
	count   int
	spilled bool
}

type laid struct {
	key  string
	text []byte
}

// nearBytes is how much of a pile is in memory at most.
const nearBytes = 1 << 20

// NewPile makes an empty pile on a shelf.
func NewPile(s *Shelf) *Pile {
	s.kept++
	return &Pile{shelf: s, prefix: string(rune(s.kept))}
}

// Add lays a text, which is the pile's from now on, under a key.
func (p *Pile) Add(key string, text []byte) {
	p.memory = append(p.memory, laid{key, text})
	p.bytes += len(key) + len(text) + 64
	p.count++
	if p.bytes > nearBytes {
		p.spill()
	}
}

// Clear takes all texts away.
func (p *Pile) Clear() {
	if p.spilled && p.shelf.err == nil {
		to := []byte(p.prefix)
		to[len(to)-1]++
		if err := p.shelf.db.DeleteRange([]byte(p.prefix), to, pebble.NoSync); err != nil {
			p.shelf.fail(err)
		}
	}
	p.memory, p.bytes, p.count, p.spilled = nil, 0, 0, false
}

// Len is how many texts were laid.
func (p *Pile) Len() int { return p.count }

// spill writes what is in memory to the disk.
func (p *Pile) spill() {
	p.spilled = true
	if err := p.write(); err != nil {
		p.shelf.fail(err)
	}
	clear(p.memory)
	p.memory, p.bytes = p.memory[:0], 0
}

func (p *Pile) write() error {
	if err := p.shelf.open(); err != nil {
		return err
	}
	batch := p.shelf.db.NewBatchWithSize(2 * nearBytes)
	defer batch.Close()
	first := p.count - len(p.memory)
	var k []byte
	for i, l := range p.memory {
		k = append(append(append(k[:0], p.prefix...), l.key...), 0)
		k = binary.BigEndian.AppendUint64(k, uint64(first+i))
		if err := batch.Set(k, l.text, nil); err != nil {
			return err
		}
	}
	return batch.Commit(pebble.NoSync)
}

// Sorted gives all texts by the order of their keys. A text is valid until the
// next. Nothing may be added meanwhile.
func (p *Pile) Sorted() iter.Seq2[string, []byte] { return p.between("", false) }

// Keys gives all keys by their order, each once. Texts of a key may be asked
// for meanwhile.
func (p *Pile) Keys() iter.Seq[string] {
	return func(yield func(string) bool) {
		last, some := "", false
		for key := range p.Sorted() {
			if some && key == last {
				continue
			}
			if last, some = key, true; !yield(key) {
				return
			}
		}
	}
}

// Of gives the texts of a key.
func (p *Pile) Of(key string) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for _, text := range p.between(key, true) {
			if !yield(text) {
				return
			}
		}
	}
}

// between gives what lies under one key, or all.
func (p *Pile) between(key string, one bool) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		if !p.spilled {
			if !one {
				slices.SortStableFunc(p.memory, func(a, b laid) int { return strings.Compare(a.key, b.key) })
			}
			for _, l := range p.memory {
				if (!one || l.key == key) && !yield(l.key, l.text) {
					return
				}
			}
			return
		}
		if len(p.memory) > 0 {
			p.spill()
		}
		if p.shelf.err != nil {
			return
		}
		from, to := []byte(p.prefix), []byte(p.prefix)
		if one {
			from = append(append(from, key...), 0)
			to = append(append(to, key...), 1)
		} else {
			to[len(to)-1]++
		}
		if err := p.walk(from, to, yield); err != nil {
			p.shelf.fail(err)
		}
	}
}

// numbered is what stands behind a key on the disk: a zero byte, a number.
const numbered = 1 + 8

func (p *Pile) walk(from, to []byte, yield func(string, []byte) bool) error {
	all, err := p.shelf.db.NewIter(&pebble.IterOptions{LowerBound: from, UpperBound: to})
	if err != nil {
		return err
	}
	last := ""
	for ok := all.First(); ok; ok = all.Next() {
		key := all.Key()[len(p.prefix) : len(all.Key())-numbered]
		if string(key) != last {
			last = string(key)
		}
		if !yield(last, all.Value()) {
			break
		}
	}
	return errors.Join(all.Error(), all.Close())
}
