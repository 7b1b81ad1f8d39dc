package index

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/store/fault"
)

// A Kind is a set of types, and how many values have these and no others. Of
// kinds there are few, however many actors and however many sources say what
// each of them is; so the actors of a type, and those of any of some types, are
// counted without going through them:
//
//	d  type type …  → how many values have these types, ascending
//
// Types are what stands behind rdf:type and is a type of actors, or that of
// sources; that of claims is none, for tallies count those.
type Kind struct {
	Types  []uint64
	Values int64
}

const kindTag = 'd'

// kindsKey is there if the store counts kinds. Under it stands keptKinds or,
// where it gave up counting because they are too many, lostKinds.
var (
	kindsKey  = []byte{metaTag, 'k', 'i', 'n', 'd', 's'}
	keptKinds = []byte{1}
	lostKinds = []byte{2}
)

// Beyond these a load gives kinds up: they are no use where every value has
// one of its own.
const (
	setsKept  = 1 << 12 // kinds in one load
	typesKept = 64      // types of one kind
)

// Kinds lists the kinds of the store; false if it does not count them.
func (v *View) Kinds() ([]Kind, bool, error) {
	if kept, err := v.countsKinds(); !kept || err != nil {
		return nil, false, err
	}
	it, err := v.keys(kindTag)
	if err != nil {
		return nil, false, err
	}
	defer it.Close()
	var out []Kind
	for ok := it.First(); ok; ok = it.Next() {
		key := it.Key()[1:]
		value, err := it.ValueAndErr()
		if err != nil {
			return nil, false, damage(err)
		}
		n, err := readCounts(value)
		if err != nil {
			return nil, false, err
		}
		if len(key) == 0 || len(key)%4 != 0 {
			return nil, false, fmt.Errorf("%w: the key of a kind has %d bytes", fault.ErrDamaged, len(key)+1)
		}
		if n[0] == 0 {
			continue
		}
		k := Kind{Values: n[0]}
		for ; len(key) > 0; key = key[4:] {
			k.Types = append(k.Types, uint64(binary.BigEndian.Uint32(key)))
		}
		out = append(out, k)
	}
	return out, true, damage(it.Error())
}

func (v *View) countsKinds() (bool, error) {
	kept, err := v.get(kindsKey)
	return bytes.Equal(kept, keptKinds), err
}

// kindKey is the key of a set of types, which are sorted in place.
func kindKey(types []uint64) string {
	slices.Sort(types)
	b := make([]byte, 1, 1+4*len(types))
	b[0] = kindTag
	for _, t := range types {
		b = binary.BigEndian.AppendUint32(b, uint32(t))
	}
	return string(b)
}

// isType says whether a value is a type that kinds are made of.
func isType(v quad.Value) bool {
	iri, ok := v.(quad.IRI)
	if !ok {
		return false
	}
	encoded, err := appendValue(nil, iri)
	return err == nil && isTypeEncoded(encoded)
}

var (
	typeBegin  = []byte(string(rune(kindIRI)) + graph.TypePrefix)
	sourceType = []byte(string(rune(kindIRI)) + string(graph.SourceType))
)

func isTypeEncoded(b []byte) bool { return bytes.HasPrefix(b, typeBegin) || bytes.Equal(b, sourceType) }

// types lists the types of a value, each once.
func (v *View) types(subject, predicate uint64, isType func(uint64) (bool, error)) ([]uint64, error) {
	var out []uint64
	err := v.Objects(subject, predicate, func(q IDs) error {
		ok, err := isType(q[objectAt])
		if ok {
			out = append(out, q[objectAt])
		}
		return err
	})
	return out, err
}

// kindGatherer counts kinds out of quads that come in the order of subjects.
type kindGatherer struct {
	predicate uint64 // rdf:type; 0 if nothing has a type
	isType    func(uint64) (bool, error)
	old       *View  // the store before, if anything of it may have to be looked at
	from      uint64 // the first value that no quad of the store before has

	subject uint64
	changes []typed // of the subject
	sets    map[string]int64
	lost    bool
}

// quad takes the next quad. It must not have been in the store before.
func (g *kindGatherer) quad(q IDs) error { return g.change(q, false) }

// change takes the next quad, which is added or to go.
func (g *kindGatherer) change(q IDs, gone bool) error {
	if q[predicateAt] != g.predicate || g.predicate == 0 || g.lost {
		return nil
	}
	if q[subjectAt] != g.subject {
		if err := g.end(); err != nil {
			return err
		}
		g.subject = q[subjectAt]
	}
	if n := len(g.changes); n > 0 && !gone && g.changes[n-1].object == q[objectAt] && !g.changes[n-1].gone {
		return nil // another one says so, too
	}
	ok, err := g.isType(q[objectAt])
	if ok {
		g.changes = append(g.changes, typed{q[objectAt], q[labelAt], gone})
	}
	return err
}

// end is called when a subject has no more quads.
func (g *kindGatherer) end() error {
	changes := g.changes
	g.changes = g.changes[:0]
	if len(changes) == 0 {
		return nil
	}
	var before []uint64
	if g.old != nil && g.subject < g.from {
		var err error
		if before, err = g.old.types(g.subject, g.predicate, g.isType); err != nil {
			return err
		}
	}
	after := slices.Clone(before)
	for _, c := range changes {
		if !c.gone {
			after = append(after, c.object)
			continue
		}
		stays, err := g.stays(c.object, changes)
		if err != nil {
			return err
		}
		if !stays {
			after = slices.DeleteFunc(after, func(t uint64) bool { return t == c.object })
		}
	}
	g.move(before, after)
	return nil
}

// stays says whether somebody says still, or says now, that the subject has a
// type of which something is deleted that said so.
func (g *kindGatherer) stays(object uint64, changes []typed) (bool, error) {
	gone := map[uint64]bool{}
	for _, c := range changes {
		switch {
		case c.object != object:
		case !c.gone:
			return true, nil
		default:
			gone[c.label] = true
		}
	}
	c := g.old.cursor(orderOfSubjects, IDs{subjectAt: g.subject, predicateAt: g.predicate, objectAt: object})
	defer c.Close()
	for c.Next() {
		if !gone[c.Quad()[labelAt]] {
			return true, nil
		}
	}
	return false, c.Err()
}

// move counts a value that had some types and has others; types may repeat.
func (g *kindGatherer) move(before, after []uint64) {
	for i, types := range [][]uint64{before, after} {
		slices.Sort(types)
		if types = slices.Compact(types); len(types) == 0 {
			continue
		}
		g.lost = g.lost || len(types) > typesKept
		if g.sets == nil {
			g.sets = map[string]int64{}
		}
		g.sets[kindKey(types)] += int64(2*i - 1)
	}
	g.lost = g.lost || len(g.sets) > setsKept
}

// each calls set with what has changed, by key, ascending, unless kinds were
// given up; then it calls lost.
func (g *kindGatherer) each(set func(key []byte, n counts) error, lost func() error) error {
	if g.lost {
		return lost()
	}
	keys := make([]string, 0, len(g.sets))
	for k, n := range g.sets {
		if n != 0 {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	for _, k := range keys {
		if err := set([]byte(k), counts{g.sets[k]}); err != nil {
			return err
		}
	}
	return nil
}

// typed is a quad that is added or deleted and that says what type its subject
// has.
type typed struct {
	object, label uint64
	gone          bool
}

// noteType notes what a quad means for kinds.
func (w *batch) noteType(q quad.Quad, ids IDs, n int) {
	if q.Predicate == quad.Value(graph.RDFType) && isType(q.Object) {
		w.typed[ids[subjectAt]] = append(w.typed[ids[subjectAt]], typed{ids[objectAt], ids[labelAt], n < 0})
	}
}

// kinds writes what a batch changes in kinds.
func (w *batch) kinds() error {
	if len(w.typed) == 0 {
		return nil
	}
	if kept, err := w.view.countsKinds(); !kept || err != nil {
		return err
	}
	g := kindGatherer{predicate: w.ids[graph.RDFType], isType: newOfKind(w.view.encoded, isTypeEncoded).is, old: w.view, from: w.first}
	for g.subject, g.changes = range w.typed {
		if err := g.end(); err != nil {
			return err
		}
	}
	return g.each(
		func(key []byte, n counts) error { return w.batch.Merge(key, n.append(nil), nil) },
		func() error { return w.batch.Set(kindsKey, lostKinds, nil) })
}

// gatherKinds counts the kinds of a whole store.
func (v *View) gatherKinds() (*kindGatherer, error) {
	g, err := v.kindGatherer()
	if err != nil || g.predicate == 0 {
		return g, err
	}
	c := v.cursor(orderOfSubjects, IDs{})
	defer c.Close()
	for c.Next() {
		if err := g.quad(c.Quad()); err != nil {
			return nil, err
		}
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	return g, g.end()
}

func (v *View) kindGatherer() (*kindGatherer, error) {
	predicate, err := v.ID(graph.RDFType)
	return &kindGatherer{predicate: predicate, isType: newOfKind(v.encoded, isTypeEncoded).is}, err
}

// recount makes all kinds out of the quads. The caller holds db.write.
func (db *DB) recount(view *View) error {
	g, err := view.gatherKinds()
	if err != nil {
		return damage(err)
	}
	if err := db.deleteKeys(kindTag); err != nil {
		return damage(err)
	}
	batch := db.pebble.NewBatch()
	kept := keptKinds
	err = g.each(
		func(key []byte, n counts) error { return batch.Merge(key, n.append(nil), nil) },
		func() error { kept = lostKinds; return nil })
	if err != nil {
		return err
	}
	if err := batch.Set(kindsKey, kept, nil); err != nil {
		return err
	}
	return db.commit(batch)
}

// kinds begins to count the kinds of a load.
func (b *Bulk) kinds() (*kindGatherer, error) {
	predicate, err := b.number(graph.RDFType)
	return &kindGatherer{predicate: predicate, from: b.from, isType: newOfKind(b.encoded, isTypeEncoded).is}, err
}

// writeKinds writes them into tables.
func (b *Bulk) writeKinds(g *kindGatherer) ([]string, error) {
	out := tableWriter{dir: b.dir, name: "kinds", small: true}
	defer out.abandon()
	err := g.each(
		func(key []byte, n counts) error { return out.merge(key, n.append(nil)) },
		func() error { return out.set(kindsKey, lostKinds) })
	if err != nil {
		return nil, err
	}
	return out.paths, out.close()
}

// kinds holds the kinds that the store counts against its quads.
func (c *checker) kinds(want *kindGatherer) error {
	if err := want.end(); err != nil {
		return err
	}
	kept, ok, err := c.view.Kinds()
	if err != nil {
		c.tell("kinds: %v", err)
		return nil
	}
	if !ok || want.lost {
		return nil
	}
	for _, k := range kept {
		key := kindKey(k.Types)
		if want.sets[key] != k.Values {
			c.tell("kinds: %d values are counted that have the types%s and no others, and there are %d", k.Values, c.showAll(k.Types), want.sets[key])
		}
		delete(want.sets, key)
	}
	return want.each(func(key []byte, n counts) error {
		var types []uint64
		for key = key[1:]; len(key) > 0; key = key[4:] {
			types = append(types, uint64(binary.BigEndian.Uint32(key)))
		}
		c.tell("kinds: %d values have the types%s and no others, and none is counted", n[0], c.showAll(types))
		return nil
	}, func() error { return nil })
}

func (c *checker) showAll(ids []uint64) string {
	var b bytes.Buffer
	for _, id := range ids {
		fmt.Fprintf(&b, " %s", c.show(id))
	}
	return b.String()
}
