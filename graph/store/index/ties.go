package index

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/store/fault"
)

// A tie is what one label says of two actors: the quad "actor relation other"
// under this label, or a claim that states subject, relation and object, or,
// as with nearly every claim, both. Ties are kept under each of the two, with
// the other one, and with what decides whether they count – status, source,
// confidence and dates – and with what is shown of them: the quote. So the ties
// of an actor, or of two, are read in one go, and no claim besides; claims
// stand all over the store, each in a block of its own:
//
//	a  actor other relation label side  → flags, numbers
//	c  number                           → in how many claims it stands, by place
//
// Both follow from the quads alone. They are written with them, in the same
// batch or load; a store without them, made before there were any, gets them
// before its first write.
const (
	tieTag   = 'a'
	tallyTag = 'c'
)

// tiesKey is there if the store has ties.
var tiesKey = []byte{metaTag, 't', 'i', 'e', 's'}

// tiesKind stands under it: another one whenever ties are written otherwise.
// Those of before, which do not know the quote, are read as they are.
var (
	tiesKind = []byte{2}
	oldTies  = []byte{1}
)

// Tie is a tie as one of its two ends has it.
type Tie struct {
	Actor, Other, Relation, Label uint64
	Subject                       bool // the actor is the subject
	Edge                          bool // there is the quad itself
	Claim                         bool // there is a claim of it
	// Odd says that the label says more than one thing where there should be
	// one: whoever wants to know has to read it.
	Odd                                                bool
	Status, Source, Confidence, Earliest, Latest, Time uint64 // 0 if not said

	// Of ties that were written before quotes were, Whole is false, and these
	// say nothing.
	Whole bool
	Quote uint64 // 0 if not said
	More  bool   // the label tells an amount, a place or a speaker
}

const (
	tieKeySize = 1 + 4*4 + 1

	flagEdge    = 1 << 0
	flagClaim   = 1 << 1
	flagOdd     = 1 << 2
	flagOneDay  = 1 << 3 // the latest day is the earliest
	flagDayTime = 1 << 4 // the time is the earliest day
	flagWhole   = 1 << 5
	flagMore    = 1 << 6
)

func (t *Tie) appendKey(b []byte) []byte {
	b = append(b, tieTag)
	for _, id := range [...]uint64{t.Actor, t.Other, t.Relation, t.Label} {
		b = binary.BigEndian.AppendUint32(b, uint32(id))
	}
	if t.Subject {
		return append(b, 0)
	}
	return append(b, 1)
}

func (t *Tie) appendValue(b []byte) []byte {
	flags := byte(0)
	for _, f := range [...]struct {
		set bool
		bit byte
	}{{t.Edge, flagEdge}, {t.Claim, flagClaim}, {t.Odd, flagOdd}, {t.Latest == t.Earliest, flagOneDay}, {t.Time == t.Earliest, flagDayTime}, {t.Whole, flagWhole}, {t.More, flagMore}} {
		if f.set {
			flags |= f.bit
		}
	}
	b = append(b, flags)
	for _, id := range [...]uint64{t.Status, t.Source, t.Confidence, t.Earliest} {
		b = binary.AppendUvarint(b, id)
	}
	if flags&flagOneDay == 0 {
		b = binary.AppendUvarint(b, t.Latest)
	}
	if flags&flagDayTime == 0 {
		b = binary.AppendUvarint(b, t.Time)
	}
	if t.Whole {
		b = binary.AppendVarint(b, t.quoteBehind())
	}
	return b
}

// quoteBehind is how far the number of the quote is behind that of the label:
// as a rule a few, for they came into the store together. 0 stands for none,
// so what is not before the label, as the label itself, counts from 1.
func (t *Tie) quoteBehind() int64 {
	behind := int64(t.Quote) - int64(t.Label)
	switch {
	case t.Quote == 0:
		return 0
	case behind >= 0:
		return behind + 1
	}
	return behind
}

// read undoes appendKey and appendValue.
func (t *Tie) read(key, value []byte) error {
	if len(key) != tieKeySize || len(value) == 0 {
		return fmt.Errorf("%w: a tie's key has %d bytes, its value %d", fault.ErrDamaged, len(key), len(value))
	}
	t.Actor, t.Other = uint64(binary.BigEndian.Uint32(key[1:])), uint64(binary.BigEndian.Uint32(key[5:]))
	t.Relation, t.Label = uint64(binary.BigEndian.Uint32(key[9:])), uint64(binary.BigEndian.Uint32(key[13:]))
	t.Subject = key[17] == 0
	flags := value[0]
	t.Edge, t.Claim, t.Odd = flags&flagEdge != 0, flags&flagClaim != 0, flags&flagOdd != 0
	t.Whole, t.More, t.Quote = flags&flagWhole != 0, flags&flagMore != 0, 0
	rest := value[1:]
	next := func(into *uint64) {
		n, size := binary.Uvarint(rest)
		if size <= 0 {
			rest = nil
			return
		}
		*into, rest = n, rest[size:]
	}
	next(&t.Status)
	next(&t.Source)
	next(&t.Confidence)
	next(&t.Earliest)
	if t.Latest = t.Earliest; flags&flagOneDay == 0 {
		next(&t.Latest)
	}
	if t.Time = t.Earliest; flags&flagDayTime == 0 {
		next(&t.Time)
	}
	if t.Whole {
		behind, size := binary.Varint(rest)
		switch {
		case size <= 0:
			rest = nil
		case behind > 0:
			t.Quote = uint64(int64(t.Label) + behind - 1)
		case behind < 0:
			t.Quote = uint64(int64(t.Label) + behind)
		}
	}
	if rest == nil {
		return fmt.Errorf("%w: a tie ends early: %x", fault.ErrDamaged, value)
	}
	return nil
}

// back is the tie as its other end has it.
func (t Tie) back() Tie {
	t.Actor, t.Other, t.Subject = t.Other, t.Actor, !t.Subject
	return t
}

// What a label says of itself, as far as ties need it.
const (
	subjectRole = iota
	relationRole
	objectRole
	statusRole
	sourceRole
	confidenceRole
	earliestRole
	latestRole
	timeRole
	quoteRole
	amountRole // from here on all that is kept is that there is something
	unitRole
	placeRole
	speakerRole
	roleCount
)

var rolePredicates = [roleCount]quad.IRI{
	graph.RDFSubject, graph.RDFPredicate, graph.RDFObject, graph.StatusOf, graph.DerivedFrom, graph.Confidence,
	graph.Earliest, graph.Latest, graph.TimeOf, graph.QuoteText, graph.AmountOf, graph.Unit, graph.PlaceOf, graph.SpeakerOf,
}

// roles are the numbers of these predicates; 0 for those that the store does
// not have.
type roles [roleCount]uint64

func (r *roles) of(predicate uint64) int {
	for i, id := range r {
		if id == predicate && id != 0 {
			return i
		}
	}
	return -1
}

func (v *View) roles() (r roles, err error) {
	for i, p := range rolePredicates {
		if r[i], err = v.ID(p); err != nil {
			return r, err
		}
	}
	return r, nil
}

// isRelation says whether the quads of a predicate are ties.
func isRelation(predicate quad.Value) bool {
	iri, _ := predicate.(quad.IRI)
	return strings.HasPrefix(string(iri), graph.RelationPrefix)
}

// said is one thing that a label says of itself.
type said struct {
	role  int
	value uint64
}

// node is all of that. Of several values the greatest number counts, as where
// a claim is read quad by quad, in their order.
type node struct {
	value [amountRole]uint64
	odd   bool
	more  bool
}

func nodeOf(all []said) (n node) {
	for _, s := range all {
		if s.role >= amountRole {
			n.more = true
			continue
		}
		if n.value[s.role] != 0 {
			n.odd = true
		}
		n.value[s.role] = max(n.value[s.role], s.value)
	}
	return n
}

// edge is a quad of a relation, without its label.
type edge struct{ subject, relation, object uint64 }

// claim is what a label claims; false if it is no claim.
func (n *node) claim() (edge, bool) {
	e := edge{n.value[subjectRole], n.value[relationRole], n.value[objectRole]}
	return e, e.subject != 0 && e.relation != 0 && e.object != 0
}

// tie is the tie of an edge under a label that says this.
func (n *node) tie(label uint64, e edge, there bool) Tie {
	c, ok := n.claim()
	return Tie{
		Actor: e.subject, Other: e.object, Relation: e.relation, Label: label, Subject: true,
		Edge: there, Claim: ok && c == e, Odd: n.odd,
		Status: n.value[statusRole], Source: n.value[sourceRole], Confidence: n.value[confidenceRole],
		Earliest: n.value[earliestRole], Latest: n.value[latestRole], Time: n.value[timeRole],
		Whole: true, Quote: n.value[quoteRole], More: n.more,
	}
}

// A tally says in how many claims a value stands, by place. Under number 0,
// at the first place, is the number of claims.
const (
	tallySubject = iota
	tallyObject
	tallyRelation // claims of this relation
	tallySaid     // claims that have this status, or come from this source
)

// tallied calls fn with all tallies that a label's claim adds to.
func (n *node) tallied(fn func(id uint64, place int)) {
	e, ok := n.claim()
	if !ok {
		return
	}
	fn(0, 0)
	fn(e.subject, tallySubject)
	fn(e.object, tallyObject)
	fn(e.relation, tallyRelation)
	for _, role := range [...]int{statusRole, sourceRole} {
		if id := n.value[role]; id != 0 {
			fn(id, tallySaid)
		}
	}
}

// HasTies says whether the store keeps ties.
func (v *View) HasTies() bool {
	kind, err := v.get(tiesKey)
	return err == nil && (bytes.Equal(kind, tiesKind) || bytes.Equal(kind, oldTies))
}

// Claims says in how many claims a value is subject, object, relation, and
// status or source; of number 0 how many claims there are, at the first place.
func (v *View) Claims(id uint64) ([4]int64, error) {
	var buf [5]byte
	data, err := v.get(numberKey(buf[:0], tallyTag, id))
	if data == nil || err != nil {
		return counts{}, err
	}
	return readCounts(data)
}

// EachClaims calls fn with every number that [View.Claims] knows, ascending.
func (v *View) EachClaims(fn func(id uint64, n [4]int64) bool) error {
	it, err := v.keys(tallyTag)
	if err != nil {
		return err
	}
	defer it.Close()
	for ok, n := it.First(), 0; ok; ok, n = it.Next(), n+1 {
		if n%1024 == 0 && v.ctx.Err() != nil {
			return v.ctx.Err()
		}
		value, err := it.ValueAndErr()
		if err != nil {
			return damage(err)
		}
		c, err := readCounts(value)
		if err != nil {
			return err
		}
		if len(it.Key()) != 5 {
			return fmt.Errorf("%w: the key of a tally has %d bytes", fault.ErrDamaged, len(it.Key()))
		}
		if c != (counts{}) && !fn(uint64(binary.BigEndian.Uint32(it.Key()[1:])), c) {
			return nil
		}
	}
	return damage(it.Error())
}
