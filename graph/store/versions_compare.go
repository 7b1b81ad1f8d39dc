package store

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/keep"
)

// comparison is of a new version of a list with what the store holds of it. A
// list may be of any length, so both sides are sorted on the disk and gone
// through side by side; what stays in memory is a bit for each claim.
type comparison struct {
	l     *Loader
	snap  *snapshot
	list  *series
	whole bool // whether what the version leaves out ends
	r     *Result

	newest *keep.Map[string] // of records that an update touches the last day that the store holds; nil if that does not matter
	newer  map[string]bool   // those of a later day than the update
	added  marks             // claims of the version, by the order in which they came
	ended  marks             // claims in the store, by the store's order
}

// marks are a set of numbers.
type marks []uint64

func (b *marks) set(i int) {
	for i/64 >= len(*b) {
		*b = append(*b, 0)
	}
	(*b)[i/64] |= 1 << (i % 64)
}

func (b *marks) has(i int) bool { return i/64 < len(*b) && (*b)[i/64]&(1<<(i%64)) != 0 }

// digest tells what a claim says and where it stands in its record; not in
// which version, on which line.
func digest(c *graph.Claim) string {
	text := fmt.Sprintf("%s\x00%s\x00%s\x00%s\x00%s\x00%s\x00%s", c.Record, c.Subject.Given(), c.Relation, c.Object.Given(), c.Time.EDTF, c.Status, c.Quote)
	if c.Amount != nil {
		text += fmt.Sprintf("\x00%v %s", c.Amount.Value, c.Amount.Unit)
	}
	sum := sha256.Sum256([]byte(text))
	return string(sum[:16])
}

// A statement is a claim as it is sorted: by its digest, and of one digest what
// the store holds before what the version says, each side in its order.
type statement struct {
	digest string
	new    bool
	at     int
	words  string // digest of what its record reads
	record string
}

const digestSize = 16

func (s *statement) pack() string {
	var b strings.Builder
	b.Grow(2*digestSize + 9 + len(s.record))
	b.WriteString(s.digest)
	side := byte(0)
	if s.new {
		side = 1
	}
	b.WriteByte(side)
	var at [8]byte
	binary.BigEndian.PutUint64(at[:], uint64(s.at))
	b.Write(at[:])
	b.WriteString(s.words)
	b.WriteString(s.record)
	return b.String()
}

func unpackStatement(text string) statement {
	rest := text[digestSize:]
	return statement{
		digest: text[:digestSize], new: rest[0] == 1, at: int(binary.BigEndian.Uint64([]byte(rest[1:9]))),
		words: rest[9 : 9+digestSize], record: rest[9+digestSize:],
	}
}

func statementOf(c *graph.Claim, new bool, at int) *statement {
	sum := sha256.Sum256([]byte(c.Quote))
	return &statement{digest(c), new, at, string(sum[:digestSize]), c.Record}
}

// statements compares claim by claim, and then record by record.
func (v *comparison) statements(merged map[string]string) error {
	ctx := v.snap.ctx
	last := ""
	var rec record
	for text, err := range keep.Sorted(ctx, 0, v.readings(keep.Sorted(ctx, 0, v.both(merged)))) {
		if err != nil {
			return err
		}
		u := keep.Unpacker(text)
		key := u.Keys(1)
		if key != last {
			rec.count(&v.r.Records)
			last, rec = key, record{}
		}
		rec.add(string(u))
	}
	rec.count(&v.r.Records)
	v.r.Records.Newer = len(v.newer)
	return v.l.shelf.Err()
}

// both gives the statements of both sides. Sorting takes them on a goroutine of
// its own.
func (v *comparison) both(merged map[string]string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		inCaller := false
		err := guard(&inCaller, func() error {
			return v.each(merged, func(s *statement) error {
				inCaller = true
				more := yield(s.pack(), nil)
				inCaller = false
				if !more {
					return errStopped
				}
				return nil
			})
		})
		if err != nil && err != errStopped {
			yield("", err)
		}
	}
}

var errStopped = errors.New("stopped")

// each tells of the statements of both sides. Which records of an update are
// left as they are is known when the first side was gone through.
func (v *comparison) each(merged map[string]string, fn func(*statement) error) error {
	at := 0
	err := v.list.each(v.snap, func(id quad.IRI, published string) error {
		at++
		quads, err := v.snap.labelled(id)
		if err != nil {
			return err
		}
		c, err := graph.ClaimFromQuads(quads)
		if err != nil {
			return err
		}
		v.met(&c, published)
		if c.Ended != "" {
			return nil
		}
		return fn(statementOf(&c, false, at-1))
	})
	if err != nil {
		return err
	}
	if v.newest != nil {
		v.leaveNewer()
	}
	at = 0
	return v.l.claims.some(merged, nil, func(c *graph.Claim) error {
		at++
		if v.newer[c.Record] {
			return nil
		}
		return fn(statementOf(c, true, at-1))
	})
}

// met notes of which day what the store holds of a record is.
func (v *comparison) met(c *graph.Claim, published string) {
	if v.newest == nil || !v.l.touched[c.Record] {
		return
	}
	day := published
	if c.Ended != "" && c.Ended != graph.EndUnknown {
		day = c.Ended
	}
	if day > v.newest.Value(c.Record) {
		v.newest.Set(c.Record, day)
	}
}

// leaveNewer takes the records out of an update of which the store holds
// something of a later day: updates need not come in the order of their days.
func (v *comparison) leaveNewer() {
	v.newer = map[string]bool{}
	for record := range v.l.touched {
		if v.newest.Value(record) > v.l.source.Published {
			v.newer[record] = true
			delete(v.l.touched, record)
		}
	}
}

// What a reading of a record is: of the store, of the version, of one statement
// that only one of them makes, of one that ends if the version leaves it out.
const (
	had byte = 1 << iota
	has
	touched
	ends
)

// readings compares statements, which come sorted, and gives who has which
// record in which words.
func (v *comparison) readings(statements iter.Seq2[string, error]) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		var old, new *statement // of one digest: the last, the first
		give := func(s *statement, what byte) bool {
			var p keep.Packer
			p.Key(s.record)
			return yield(string(append(append(p, s.words...), what)), nil)
		}
		both := func() bool {
			switch {
			case old != nil && new != nil:
				v.r.Unchanged++
				return give(old, had) && give(new, has)
			case new != nil:
				v.r.Added++
				v.added.set(new.at)
				return give(new, has|touched)
			case old != nil && v.ends(old.record):
				v.r.Removed++
				v.ended.set(old.at)
				return give(old, had|touched|ends)
			}
			return old == nil || give(old, had)
		}
		for text, err := range statements {
			if err != nil {
				yield("", err)
				return
			}
			s := unpackStatement(text)
			if at := cmp.Or(old, new); at != nil && at.digest != s.digest {
				if !both() {
					return
				}
				old, new = nil, nil
			}
			switch {
			case !s.new:
				old = &s
			case new == nil:
				new = &s
			}
		}
		both()
	}
}

// ends says whether what the store has of a record ends where the version does
// not say it.
func (v *comparison) ends(record string) bool {
	return v.whole && (v.l.touched == nil || v.l.touched[record])
}

// record is what became of one.
type record struct {
	what    byte // of all its readings
	changed bool // it reads differently
	words   string
	by      byte // who has these words
}

func (r *record) add(reading string) {
	words, what := reading[:digestSize], reading[digestSize]
	if words != r.words {
		r.closeWords()
		r.words, r.by = words, 0
	}
	r.what |= what
	r.by |= what
}

func (r *record) closeWords() {
	r.changed = r.changed || r.words != "" && r.by&(had|has) != had|has
}

func (r *record) count(to *RecordChanges) {
	r.closeWords()
	switch {
	case r.what&(had|has) == has:
		to.Added++
	case r.what&has != 0 && r.changed:
		to.Changed++
	case r.what&has != 0 && r.what&touched != 0:
		to.Resolved++
	case r.what&has != 0:
		to.Unchanged++
	case r.what&ends != 0:
		to.Ended++
	}
}
