package index

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/graph"
)

// testPredicates are those of the property tests: what ties and kinds are
// made of, and what they are not.
var testPredicates = []string{"p", "rel:a", "rel:b", string(graph.RDFSubject), string(graph.RDFPredicate), string(graph.RDFObject), string(graph.StatusOf), string(graph.Earliest), string(graph.Latest), string(graph.RDFType), string(graph.QuoteText), string(graph.PlaceOf)}

// checkTies compares the ties of a store with what a set of quads says,
// straight from the definition.
func checkTies(t tester, db *DB, there map[quad.Quad]bool) {
	v, err := db.Snapshot(background)
	must(t, err)
	defer v.Close()
	id := func(value quad.Value) uint64 {
		n, err := v.ID(value)
		must(t, err)
		return n
	}
	// What each label says of itself: of several values the one with the
	// greatest number.
	type saying struct{ label, predicate quad.Value }
	says, times := map[saying]uint64{}, map[saying]int{}
	labels := map[quad.Value]bool{}
	for q := range there {
		if q.Label == nil {
			continue
		}
		labels[q.Label] = true
		if q.Subject == q.Label {
			k := saying{q.Label, q.Predicate}
			says[k] = max(says[k], id(q.Object))
			times[k]++
		}
	}
	want := map[string]bool{}
	tallies := map[uint64]counts{}
	for l := range labels {
		get := func(p quad.IRI) uint64 { return says[saying{l, p}] }
		odd := false
		for _, p := range rolePredicates[:amountRole] {
			odd = odd || times[saying{l, p}] > 1
		}
		claim := [3]uint64{get(graph.RDFSubject), get(graph.RDFPredicate), get(graph.RDFObject)}
		isClaim := !slices.Contains(claim[:], 0)
		edges := map[[3]uint64]bool{}
		for q := range there {
			if q.Label == l && strings.HasPrefix(string(q.Predicate.(quad.IRI)), "rel:") {
				edges[[3]uint64{id(q.Subject), id(q.Predicate), id(q.Object)}] = true
			}
		}
		if isClaim {
			if !edges[claim] {
				edges[claim] = false
			}
			add(tallies, 0, 0, 1)
			add(tallies, claim[0], 0, 1)
			add(tallies, claim[2], 1, 1)
			add(tallies, claim[1], 2, 1)
			for _, p := range []quad.IRI{graph.StatusOf, graph.DerivedFrom} {
				if s := get(p); s != 0 {
					add(tallies, s, 3, 1)
				}
			}
		}
		for e, there := range edges {
			tie := Tie{Actor: e[0], Relation: e[1], Other: e[2], Label: id(l), Subject: true, Edge: there, Claim: isClaim && e == claim, Odd: odd,
				Status: get(graph.StatusOf), Source: get(graph.DerivedFrom), Confidence: get(graph.Confidence), Earliest: get(graph.Earliest), Latest: get(graph.Latest),
				Whole: true, Quote: get(graph.QuoteText), More: get(graph.PlaceOf) != 0}
			want[fmt.Sprint(tie)] = true
			tie.Actor, tie.Other, tie.Subject = tie.Other, tie.Actor, false
			want[fmt.Sprint(tie)] = true
		}
	}
	got := map[string]bool{}
	var all, parts []Tie
	c := v.Ties(0, 0)
	defer c.Close()
	for c.Next() {
		got[fmt.Sprint(*c.Tie())] = true
		all = append(all, *c.Tie())
	}
	must(t, c.Err())
	if len(all) > 0 {
		first := all[0].Actor
		for _, part := range v.TieParts(first, 1+len(there)%4) {
			for part.Next() {
				parts = append(parts, *part.Tie())
			}
			must(t, errors.Join(part.Err(), part.Close()))
		}
		if diff := cmp.Diff(slices.DeleteFunc(slices.Clone(all), func(t Tie) bool { return t.Actor != first }), parts); diff != "" {
			t.Fatalf("ties in parts: %s", diff)
		}
	}
	asked := []Tie{{Actor: 1, Other: 1, Relation: 1, Label: 1}} // not there
	for _, tie := range all {
		asked = append(asked, Tie{Actor: tie.Actor, Other: tie.Other, Relation: tie.Relation, Label: tie.Label, Subject: tie.Subject})
	}
	found, err := v.Tied(asked)
	must(t, err)
	if diff := cmp.Diff(all, asked[1:], cmpopts.EquateEmpty()); diff != "" || found[0] || slices.Contains(found[1:], false) {
		t.Fatalf("ties by key: %v, %s", found, diff)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("ties: %s", diff)
	}
	kept := map[uint64]counts{}
	must(t, v.EachClaims(func(id uint64, n [4]int64) bool { kept[id] = n; return true }))
	if diff := cmp.Diff(tallies, kept, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("tallies: %s", diff)
	}
	must(t, v.Verify(func(s string) bool { t.Fatal(s); return false }))
}

func claimQuads(i int) []quad.Quad {
	l := fmt.Sprint("claim:", i)
	s, o := fmt.Sprint("actor:", i%7), fmt.Sprint("actor:", i%5)
	return []quad.Quad{
		quad.MakeIRI(s, "rel:meets", o, l), quad.MakeIRI(l, "rdf:subject", s, l), quad.MakeIRI(l, "rdf:predicate", "rel:meets", l),
		quad.MakeIRI(l, "rdf:object", o, l), quad.Make(quad.IRI(l), graph.StatusOf, quad.String("asserted"), quad.IRI(l)),
		quad.Make(quad.IRI(l), graph.DerivedFrom, quad.IRI(fmt.Sprint("source:", i/10)), quad.IRI(l)),
		quad.Make(quad.IRI(l), graph.QuoteText, quad.String(fmt.Sprint("Quote ", i/2)), quad.IRI(l)),
		quad.Make(quad.IRI(l), graph.Confidence, quad.Float(float64(i%3)/2), quad.IRI(l)),
		quad.Make(quad.IRI(s), graph.RDFType, quad.IRI(fmt.Sprint("type:", i%3)), quad.IRI(l)),
	}
}

// A store of format 1 is read as it is, and has ties after its first write,
// whichever way that comes.
func TestUpgrade(t *testing.T) {
	claims := 300
	if testing.Short() { // what is checked grows with their square
		claims = 40
	}
	for name, write := range map[string]func(*DB) error{
		"write": func(db *DB) error { return db.Write(background, claimQuads(1001), nil) },
		"load": func(db *DB) error {
			b, err := db.Bulk(background, 0)
			if err != nil {
				return err
			}
			if err := b.Add(claimQuads(1001)...); err != nil {
				return err
			}
			_, err = b.Commit()
			return err
		},
		"compact": func(db *DB) error { return db.Compact(background) },
	} {
		t.Run(name, func(t *testing.T) {
			db, dir := made(t)
			there := map[quad.Quad]bool{}
			for i := 0; i < claims; i += 20 {
				var quads []quad.Quad
				for n := i; n < i+20; n++ {
					for _, q := range claimQuads(n) {
						if !there[q] {
							quads = append(quads, q)
						}
						there[q] = true
					}
				}
				must(t, db.Write(background, quads, nil))
			}
			checkTies(t, db, there)
			checkKinds(t, db, there)
			// Back to what format 1 was.
			must(t, errors.Join(db.pebble.Delete(tiesKey, nil), db.pebble.Delete(kindsKey, nil)))
			must(t, errors.Join(db.deleteKeys(tieTag), db.deleteKeys(tallyTag), db.deleteKeys(kindTag)))
			must(t, db.Close())
			must(t, os.WriteFile(filepath.Join(dir, File), []byte(heading+"1\n"), 0o644))
			db, err := Open(dir, Options{ReadOnly: true})
			must(t, err)
			check(t, db, there)
			if found := findings(t, db); len(found) > 0 || db.Live().HasTies() {
				t.Errorf("format 1: %v", found)
			}
			must(t, db.Close())
			db, err = Open(dir, Options{})
			must(t, err)
			must(t, write(db))
			if name != "compact" {
				for _, q := range claimQuads(1001) {
					there[q] = true
				}
			}
			checkTies(t, db, there)
			checkKinds(t, db, there)
			must(t, db.Close())
			if text, err := os.ReadFile(filepath.Join(dir, File)); err != nil || string(text) != fmt.Sprintf("%s%d\n", heading, Format) {
				t.Errorf("the file says %q, %v", text, err)
			}
			db, err = Open(dir, Options{ReadOnly: true})
			must(t, err)
			defer db.Close()
			checkTies(t, db, there)
		})
	}
}

// A tie is read as it was written, whatever stands as its quote: nothing, what
// came before or behind the label, or the label itself.
func TestTieIsReadAsWritten(t *testing.T) {
	for _, quote := range []uint64{0, 1, 19, 20, 21, 22, 1 << 31} {
		want := Tie{Actor: 2, Other: 3, Relation: 4, Label: 20, Subject: true, Edge: true, Claim: true, Status: 5, Earliest: 7, Latest: 7, Time: 8, Whole: true, Quote: quote}
		var got Tie
		must(t, got.read(want.appendKey(nil), want.appendValue(nil)))
		if got != want {
			t.Errorf("written %+v, read %+v", want, got)
		}
	}
}

// Ties that were made before quotes were in them are read and verified as they
// are, until something is written.
func TestOlderTies(t *testing.T) {
	db, dir := made(t)
	there := map[quad.Quad]bool{}
	for i := range 40 {
		for _, q := range claimQuads(i) {
			if !there[q] {
				must(t, db.Write(background, []quad.Quad{q}, nil))
			}
			there[q] = true
		}
	}
	c := db.Live().Ties(0, 0)
	for c.Next() {
		tie := *c.Tie()
		tie.Whole = false
		must(t, db.pebble.Set(tie.appendKey(nil), tie.appendValue(nil), nil))
	}
	must(t, errors.Join(c.Err(), c.Close(), db.pebble.Set(tiesKey, oldTies, nil), db.Close()))
	db, err := Open(dir, Options{})
	must(t, err)
	defer db.Close()
	if found := findings(t, db); len(found) > 0 || !db.Live().HasTies() {
		t.Errorf("found %q, ties %v", found, db.Live().HasTies())
	}
	c = db.Live().Ties(0, 0)
	defer c.Close()
	if !c.Next() || c.Tie().Whole || c.Tie().Quote != 0 || c.Tie().Source == 0 {
		t.Errorf("%+v, %v", *c.Tie(), c.Err())
	}
	q := quad.MakeIRI("n", "p", "n", "")
	must(t, db.Write(background, []quad.Quad{q}, nil))
	there[q] = true
	checkTies(t, db, there)
}

// twoClaims makes a store of two claims, of which nothing is wrong.
func twoClaims(t *testing.T) *DB {
	db, _ := made(t)
	t.Cleanup(func() { must(t, db.Close()) })
	must(t, db.Write(background, append(claimQuads(2), claimQuads(3)...), nil))
	if found := findings(t, db); len(found) > 0 {
		t.Fatal(found)
	}
	return db
}

// What ties and tallies say is held against the quads.
func TestVerifyFindsTies(t *testing.T) {
	for name, c := range map[string]struct {
		damage func(*DB, Tie)
		words  string
	}{
		"one is missing":    {func(db *DB, t Tie) { db.pebble.Delete(t.appendKey(nil), nil) }, "<actor:2> <rel:meets> <actor:2> <claim:2> (kept with its subject) is missing"},
		"one is too many":   {func(db *DB, t Tie) { t.Label--; db.pebble.Set(t.appendKey(nil), t.appendValue(nil), nil) }, "no quads are behind"},
		"one says too much": {func(db *DB, t Tie) { t.Status++; db.pebble.Set(t.appendKey(nil), t.appendValue(nil), nil) }, "says otherwise than its quads"},
		"a tally":           {func(db *DB, t Tie) { db.pebble.Merge(numberKey(nil, tallyTag, t.Actor), (&counts{1}).append(nil), nil) }, "(<actor:2>) is counted in [2 1 0 0] claims, and stands in [1 1 0 0]"},
		"a tally of nothing": {func(db *DB, t Tie) { db.pebble.Merge(numberKey(nil, tallyTag, t.Label), (&counts{1}).append(nil), nil) },
			"(<claim:2>) is counted in [1 0 0 0] claims, and stands in none"},
	} {
		t.Run(name, func(t *testing.T) {
			db := twoClaims(t)
			v := db.Live()
			id, err := v.ID(quad.IRI("actor:2"))
			must(t, err)
			cur := v.Ties(id, 0)
			if !cur.Next() {
				t.Fatal(cur.Err())
			}
			tie := *cur.Tie()
			must(t, cur.Close())
			c.damage(db, tie)
			if found := strings.Join(findings(t, db), "\n"); !strings.Contains(found, c.words) {
				t.Errorf("%q does not say %q", found, c.words)
			}
		})
	}
}

func add(tallies map[uint64]counts, id uint64, place int, n int64) {
	c := tallies[id]
	c[place] += n
	tallies[id] = c
}
