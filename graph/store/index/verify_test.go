package index

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// What the indexes, the counts and the dictionary say is held against each
// other: each kind of damage is found, and said where it is.
func TestVerifyFinds(t *testing.T) {
	q := IDs{}
	for name, c := range map[string]struct {
		damage func(t *testing.T, db *DB, v *View)
		words  string
	}{
		"a quad that one order lacks": {func(t *testing.T, db *DB, v *View) {
			db.pebble.Delete(orders[1].appendKey(nil, q), pebble.Sync)
		}, "order spol has the quad <a> <knows> <b> <l>, order posl has not"},
		"a quad that one order has too many": {func(t *testing.T, db *DB, v *View) {
			extra := q
			extra[objectAt] = q[subjectAt]
			db.pebble.Set(orders[2].appendKey(nil, extra), nil, pebble.Sync)
		}, "order ospl has the quad <a> <knows> <a> <l>, order spol has not"},
		"a count of uses": {func(t *testing.T, db *DB, v *View) {
			db.pebble.Merge(numberKey(nil, countTag, q[subjectAt]), (&counts{5}).append(nil), pebble.Sync)
		}, "(<a>) is counted as subject of 7 quads, and is that of 2"},
		"no count of uses": {func(t *testing.T, db *DB, v *View) {
			db.pebble.Delete(numberKey(nil, countTag, q[objectAt]), pebble.Sync)
		}, "(<b>) is object of 1 quads, and is not counted"},
		"the count of quads": {func(t *testing.T, db *DB, v *View) {
			db.pebble.Merge(numberKey(nil, countTag, 0), (&counts{quadsAt: 1}).append(nil), pebble.Sync)
		}, "it holds 4 quads, and holds 3"},
		"the count of values": {func(t *testing.T, db *DB, v *View) {
			db.pebble.Merge(numberKey(nil, countTag, 0), (&counts{valuesAt: -1}).append(nil), pebble.Sync)
		}, "values, and holds"},
		"a value that is missing": {func(t *testing.T, db *DB, v *View) {
			db.pebble.Delete(numberKey(nil, valueTag, q[objectAt]), pebble.Sync)
		}, "stands for no value"},
		"a value under another number": {func(t *testing.T, db *DB, v *View) {
			encoded, _ := appendValue(nil, quad.IRI("a"))
			db.pebble.Set(appendLookup(nil, encoded), binary.BigEndian.AppendUint32(nil, uint32(q[objectAt])), pebble.Sync)
		}, "(<a>) is found under another number"},
		"a value that is none": {func(t *testing.T, db *DB, v *View) {
			db.pebble.Set(numberKey(nil, valueTag, q[objectAt]), []byte{0xff, 1}, pebble.Sync)
		}, "cannot be read"},
		"a number that was not given out": {func(t *testing.T, db *DB, v *View) {
			extra := q
			extra[objectAt] = 4_000_000
			for i := range orders {
				db.pebble.Set(orders[i].appendKey(nil, extra), nil, pebble.Sync)
			}
		}, "has a object that no value can have"},
		"a key cut short": {func(t *testing.T, db *DB, v *View) {
			db.pebble.Set([]byte{orders[3].tag, 1, 2}, nil, pebble.Sync)
		}, "order lspo: a key has 3 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			db, _ := made(t)
			defer db.Close()
			err := db.Write(t.Context(), []quad.Quad{quad.MakeIRI("a", "knows", "b", "l"), quad.MakeIRI("a", "knows", "c", "l"), quad.MakeIRI("c", "likes", "a", "")}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if found := findings(t, db); len(found) > 0 {
				t.Fatalf("a sound store: %v", found)
			}
			v := db.Live()
			for i, iri := range []quad.IRI{"a", "knows", "b", "l"} {
				if q[i], err = v.ID(iri); err != nil || q[i] == 0 {
					t.Fatal(iri, err)
				}
			}
			c.damage(t, db, v)
			if found := strings.Join(findings(t, db), "\n"); !strings.Contains(found, c.words) {
				t.Errorf("%q does not say %q", found, c.words)
			}
		})
	}
}

func findings(t tester, db *DB) (out []string) {
	t.Helper()
	v, err := db.Snapshot(background)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	if err := v.Verify(func(s string) bool { out = append(out, s); return len(out) < 20 }); err != nil {
		t.Fatal(err)
	}
	return out
}

// A reader that holds a snapshot sees the same before, during and after a
// compaction that drops what it sees.
func TestSnapshotAcrossCompaction(t *testing.T) {
	db, _ := made(t)
	defer db.Close()
	var list []quad.Quad
	for i := range 3000 {
		list = append(list, quad.MakeIRI(fmt.Sprint("n", i), "p", fmt.Sprint("m", i%7), "l"))
	}
	if err := db.Write(t.Context(), list, nil); err != nil {
		t.Fatal(err)
	}
	v, err := db.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	c := v.Cursor(IDs{})
	defer c.Close()
	n := 0
	for n < 1000 && c.Next() {
		n++
	}
	if err := db.Write(t.Context(), nil, list); err != nil {
		t.Fatal(err)
	}
	if err := db.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	for c.Next() {
		if _, err := v.Value(c.Quad()[0]); err != nil {
			t.Fatal(err)
		}
		n++
	}
	if c.Err() != nil || n != len(list) {
		t.Errorf("%d of %d quads, %v", n, len(list), c.Err())
	}
	var wrong []string
	if err := v.Verify(func(s string) bool { wrong = append(wrong, s); return len(wrong) < 5 }); err != nil || len(wrong) > 0 {
		t.Errorf("the snapshot: %v %v", wrong, err)
	}
	if found := findings(t, db); len(found) > 0 || db.Live().Quads() != 0 {
		t.Errorf("the store: %v", found)
	}
}
