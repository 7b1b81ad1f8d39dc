package keep

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A ledger gives what was written in its order, with the numbers that were set
// last, wherever it lies.
func TestLedger(t *testing.T) {
	for name, n := range map[string]int{"in memory": 50, "in a file": 4000} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TMPDIR", t.TempDir())
			var shelf Shelf
			rapid.Check(t, func(t *rapid.T) {
				type record struct {
					at, a, b int
					text     string
				}
				l := NewLedger(&shelf)
				var want []record
				set := func(i int) {
					r := &want[i]
					r.a, r.b = rapid.Int().Draw(t, "a"), r.b-1
					l.Set(r.at, r.a, r.b)
				}
				long := rapid.IntRange(0, 300).Draw(t, "long")
				for i := range n {
					r := record{a: -i, b: i, text: fmt.Sprint(i) + strings.Repeat("ä", long*(i%17))}
					r.at = l.Add(r.a, r.b, []byte(r.text))
					want = append(want, r)
				}
				for range 5 {
					i := rapid.IntRange(0, n-1).Draw(t, "which")
					set(i)
					if got := l.Record(want[i].at); got != want[i].text {
						t.Fatalf("record %d is %q", i, got)
					}
				}
				set(0)
				set(n - 1)
				i := 0
				for numbers, text := range l.All() {
					if w := want[i]; numbers != [2]int{w.a, w.b} || text != w.text {
						t.Fatalf("record %d: %d %q, want %d %d %q", i, numbers, text, w.a, w.b, w.text)
					}
					i++
				}
				if i != n || shelf.Err() != nil {
					t.Fatalf("%d records of %d, %v", i, n, shelf.Err())
				}
				if err := l.close(); err != nil {
					t.Fatal(err)
				}
				shelf.ledgers = nil
			})
			if err := shelf.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// Where no file can be made, the shelf says so.
func TestLedgerWithoutFolder(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()+"/none")
	var shelf Shelf
	l := NewLedger(&shelf)
	first := l.Add(1, 2, []byte("first"))
	for range 40 {
		l.Add(0, 0, make([]byte, ledgerNear/10))
	}
	l.Set(first, 3, 4)
	if got := l.Record(first); got != "" || shelf.Err() == nil {
		t.Errorf("%q, %v", got, shelf.Err())
	}
	for range l.All() {
		t.Error("a record")
	}
	if err := shelf.Close(); err != nil {
		t.Error(err)
	}
}
