package index

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph"
)

type tester interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// made is a new empty database and its folder; who asks for it closes it.
func made(t testing.TB) (db *DB, dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "db")
	must(t, Create(dir))
	db, err := Open(dir, Options{})
	must(t, err)
	return db, dir
}

func must(t tester, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Any sequence of writes, loads that are committed or given up, and
// reopenings gives what a set of quads says, in every order and count.
func TestIndexIsASet(t *testing.T) {
	// Each step waits for the disk several times: ten sequences of them, or as
	// many as are asked for.
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue {
		must(t, f.Value.Set("10"))
		defer f.Value.Set(f.DefValue)
	}
	root, runs := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		runs++
		dir := filepath.Join(root, fmt.Sprint(runs))
		must(t, Create(dir))
		db, err := Open(dir, Options{})
		must(t, err)
		defer func() { db.Close() }()
		there := map[quad.Quad]bool{}
		value := rapid.Custom(func(t *rapid.T) quad.Value {
			n := rapid.IntRange(0, 5).Draw(t, "n")
			switch rapid.IntRange(0, 7).Draw(t, "kind") {
			case 0:
				return quad.Int(n)
			case 1:
				return quad.String(strings.Repeat("long and alike ", 4) + fmt.Sprint(n))
			case 2:
				return quad.LangString{Value: quad.String(fmt.Sprint(n)), Lang: "en"}
			case 3:
				return quad.IRI(graph.TypePrefix + fmt.Sprint(n%3))
			}
			return quad.IRI(fmt.Sprint("v", n))
		})
		one := rapid.Custom(func(t *rapid.T) quad.Quad {
			q := quad.Quad{Subject: value.Draw(t, "s"), Predicate: quad.IRI(rapid.SampledFrom(testPredicates).Draw(t, "p")), Object: value.Draw(t, "o")}
			switch rapid.IntRange(0, 3).Draw(t, "label") {
			case 0:
				q.Label = value.Draw(t, "l")
			case 1, 2:
				q.Label = q.Subject
			}
			return q
		})
		t.Repeat(map[string]func(*rapid.T){
			"write": func(t *rapid.T) {
				var add, del []quad.Quad
				touched := map[quad.Quad]bool{}
				for range rapid.IntRange(1, 8).Draw(t, "quads") {
					q := one.Draw(t, "quad")
					if touched[q] {
						continue
					}
					touched[q] = true
					if there[q] {
						del = append(del, q)
						delete(there, q)
					} else {
						add = append(add, q)
						there[q] = true
					}
				}
				must(t, db.Write(background, add, del))
			},
			"load": func(t *rapid.T) {
				b, err := db.Bulk(background, 0)
				must(t, err)
				defer b.Abort()
				b.limit, b.values = rapid.IntRange(1, 20).Draw(t, "limit"), rapid.IntRange(1, 20).Draw(t, "values")
				list := rapid.SliceOfN(one, 0, 30).Draw(t, "load")
				var gone []quad.Quad
				if rapid.Bool().Draw(t, "deletes") {
					for _, q := range slices.SortedFunc(maps.Keys(there), graph.CompareQuads) {
						if !slices.Contains(list, q) && rapid.Bool().Draw(t, "delete") {
							gone = append(gone, q)
						}
					}
				}
				for i, q := range slices.Concat(list, gone) {
					if i < len(list) {
						must(t, b.Add(q))
					} else {
						must(t, b.Remove(q))
					}
					if rapid.IntRange(0, 3).Draw(t, "flush") == 0 {
						must(t, b.flush())
					}
				}
				if rapid.IntRange(0, 3).Draw(t, "give up") == 0 {
					return
				}
				before := len(there)
				for _, q := range list {
					there[q] = true
				}
				new := len(there) - before
				for _, q := range gone {
					delete(there, q)
				}
				added, err := b.Commit()
				must(t, err)
				if int(added) != new {
					t.Fatalf("said %d were new, of %d", added, new)
				}
			},
			"reopen": func(t *rapid.T) {
				must(t, db.Close())
				db, err = Open(dir, Options{})
				must(t, err)
			},
			"retie": func(t *rapid.T) {
				db.write.Lock()
				defer db.write.Unlock()
				must(t, db.Retie(background))
			},
			"": func(t *rapid.T) {
				check(t, db, there)
				checkTies(t, db, there)
				checkKinds(t, db, there)
				if found := findings(t, db); len(found) > 0 {
					t.Fatalf("%s", strings.Join(found, "\n"))
				}
			},
		})
	})
}

// check compares a store with a set of quads, by every order and count.
func check(t tester, db *DB, there map[quad.Quad]bool) {
	v, err := db.Snapshot(background)
	must(t, err)
	defer v.Close()
	var want []string
	values := map[quad.Value]counts{}
	for q := range there {
		want = append(want, q.String())
		for i, d := range quad.Directions {
			if q.Get(d) != nil {
				c := values[q.Get(d)]
				c[i]++
				values[q.Get(d)] = c
			}
		}
	}
	slices.Sort(want)
	if v.Quads() != int64(len(there)) || v.Values() != int64(len(values)) {
		t.Fatalf("counts %d quads and %d values, want %d and %d", v.Quads(), v.Values(), len(there), len(values))
	}
	for i := range orders {
		var got []string
		c := v.cursor(i, IDs{})
		for c.Next() {
			got = append(got, QuadStore{v}.Quad(Link(c.Quad())).String())
		}
		must(t, c.Err())
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("order %c: %s", orders[i].tag, diff)
		}
	}
	for value, n := range values {
		id, err := v.ID(value)
		must(t, err)
		if got, err := v.counts(id); err != nil || got != n {
			t.Fatalf("%v is counted %v, want %v (%v)", value, got, n, err)
		}
	}
	for q := range there {
		var ids IDs
		for i, d := range quad.Directions {
			if q.Get(d) != nil {
				ids[i], err = v.ID(q.Get(d))
				must(t, err)
			}
		}
		for bits := range 16 {
			pattern := ids
			for i := range pattern {
				if bits&(1<<i) == 0 {
					pattern[i] = 0
				}
			}
			n, found := int64(0), false
			for c := v.Cursor(pattern); c.Next(); n++ {
				found = found || c.Quad() == ids
			}
			if counted, _ := v.Count(pattern); !found || counted != n {
				t.Fatalf("pattern %v of %v: found %v, counted %d of %d", pattern, q, found, counted, n)
			}
		}
	}
}

var lines = []string{
	`<a> <b> <c> .`, `<a> <b> <c> <l> .`, `_:x <b> _:y <l> .`, `<a> <b> "text" .`, `<a> <b> "text"@en .`, `<a> <b> "text"@en-GB <l> .`,
	`<a> <b> "5"^^<http://www.w3.org/2001/XMLSchema#integer> <l> .`, `<a> <b> "05"^^<xsd:integer> .`, `<a> <b> "0.5"^^<http://www.w3.org/2001/XMLSchema#double> .`,
	`<a> <b> "x"^^<my:type> .`, `<a> <b> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .`, `<a> <b> "esc \"q\" \n \u00e9" .`, `<\u00e9> <b> <c> .`, `<é> <b> "é" .`,
	`# comment`, ``, "<a> <b> <c> .\r", `  <a>   <b>	<c>.`, `<a> <b> .`, `<a> <b> <c> <l> <m> .`, `<a> "b" <c> .`, `<a> <b> "" .`, `<a> <b> <c> . # comment`,
	"<a> <b> \"x\r\" .", "<a> <b> \"x\ty\" .", `<a> <b> "x"@ .`, `<a> <b> "x"@A0 .`, `<a> <b> "x"@en--GB .`, `<a> <b> "x"@en- .`, `<a> <b> "x"@de-1996-x .`, `<a> <b> "x"@e_n .`, `<a> <b> "x"^^<> .`, `<> <b> <c> .`, "<a> <b> \"\xff\" .", `<a> <b> "c" "d" .`, `<a> <b> "2020-01-02T03:04:05Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .`,
}

func FuzzNQuads(f *testing.F) {
	for _, l := range lines {
		f.Add([]byte(l))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		if bytes.IndexByte(line, '\n') >= 0 {
			return
		}
		var want chunk
		wantErr := want.other(line)
		var got chunk
		got.parse(append([]byte{}, line...))
		if (wantErr != nil) != (len(got.bad) > 0) {
			t.Fatalf("%q: package nquads says %v, we say %v", line, wantErr, got.bad)
		}
		if diff := cmp.Diff(described(&want), described(&got)); diff != "" {
			t.Errorf("%q: %s", line, diff)
		}
	})
}

func described(c *chunk) (out []string) {
	for _, r := range c.rows {
		s := ""
		for _, n := range r {
			if n != 0 {
				s += fmt.Sprintf("%q ", c.value(int(n-1)))
			}
		}
		out = append(out, s)
	}
	return out
}

// A file is read as package nquads reads it, whatever the size of blocks.
func TestReadNQuads(t *testing.T) {
	db, _ := made(t)
	defer db.Close()
	n := 20000
	if testing.Short() {
		n = 4000
	}
	text := madeQuads(n, 100)
	text = append(text, strings.Join(lines, "\n")...)
	want := map[quad.Quad]bool{}
	var bad []int
	for i, l := range bytes.Split(text, []byte("\n")) {
		q, err := nquads.Parse(string(bytes.TrimSpace(l)))
		if err == nil && q.IsValid() {
			want[q] = true
		} else if len(bytes.TrimSpace(l)) > 0 && l[0] != '#' {
			bad = append(bad, i+1)
		}
	}
	load, err := db.Bulk(background, 0)
	must(t, err)
	var said []int
	must(t, load.ReadNQuads(bytes.NewReader(text), Reading{Rejected: func(line int, err error) error {
		said = append(said, line)
		return nil
	}}))
	added, err := load.Commit()
	must(t, err)
	if int(added) != len(want) {
		t.Errorf("%d quads, want %d", added, len(want))
	}
	if diff := cmp.Diff(bad, said); diff != "" {
		t.Error(diff)
	}
	v := db.Live()
	for q := range want {
		if there, err := v.Has(q); !there || err != nil {
			t.Fatalf("%v is missing: %v", q, err)
		}
	}
	written := func(q quad.Quad) (s string) {
		for _, d := range quad.Directions {
			if v := q.Get(d); v != nil {
				b, err := appendValue(nil, v)
				must(t, err)
				s += fmt.Sprintf("%q ", b)
			}
		}
		return s
	}
	wanted, got := map[string]bool{}, map[string]bool{}
	for q := range want {
		wanted[written(q)] = true
	}
	said = nil
	for q, err := range NQuads(bytes.NewReader(text), Reading{Rejected: func(line int, err error) error {
		said = append(said, line)
		return nil
	}}) {
		must(t, err)
		got[written(q)] = true
	}
	if !maps.Equal(wanted, got) || !slices.Equal(bad, said) {
		t.Errorf("as quads: %d, %d lines refused; want %d, %d", len(got), len(said), len(wanted), len(bad))
	}
	var failed error
	for _, err := range NQuads(bytes.NewReader(text), Reading{}) {
		failed = err
	}
	if failed == nil || !strings.Contains(failed.Error(), fmt.Sprintf("line %d: ", bad[0])) {
		t.Errorf("%v, want line %d", failed, bad[0])
	}
	for range NQuads(bytes.NewReader(text), Reading{}) {
		break
	}
}
