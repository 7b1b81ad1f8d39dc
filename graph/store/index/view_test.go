package index

import (
	"fmt"
	"sync"
	"testing"

	"github.com/cayleygraph/quad"
)

// A reader sees its moment while others write, load and compact.
func TestViewsKeepTheirMoment(t *testing.T) {
	db, _ := made(t)
	defer db.Close()
	part := func(n int) (out []quad.Quad) {
		for i := range 200 {
			c := quad.IRI(fmt.Sprintf("c%d-%d", n, i))
			out = append(out, quad.Quad{Subject: c, Predicate: quad.IRI("p"), Object: quad.IRI("hub"), Label: c})
		}
		return out
	}
	must(t, db.Write(background, part(0), nil))
	hub, err := db.Live().ID(quad.IRI("hub"))
	must(t, err)
	old, err := db.Snapshot(background)
	must(t, err)
	defer old.Close()
	count := func(v *View) (n int) {
		c := v.Cursor(IDs{objectAt: hub})
		defer c.Close()
		for c.Next() {
			n++
		}
		if c.Err() != nil {
			t.Error(c.Err())
		}
		return n
	}
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				v, err := db.Snapshot(background)
				if err != nil {
					t.Error(err)
					return
				}
				if n := count(v); n == 0 || n%200 != 0 || int64(n) != v.Quads() {
					t.Errorf("a snapshot with %d quads, counted %d", n, v.Quads())
				}
				v.Close()
			}
		})
	}
	for n := 1; n < 8; n++ {
		if n%2 == 0 {
			must(t, db.Write(background, part(n), part(n-2)))
		} else {
			load, err := db.Bulk(background, 0)
			must(t, err)
			must(t, load.Add(part(n)...))
			if added, err := load.Commit(); added != 200 || err != nil {
				t.Fatal(added, err)
			}
		}
		must(t, db.pebble.Compact(background, []byte{0}, []byte{255}, true))
		if n := count(old); n != 200 || old.Quads() != 200 {
			t.Fatalf("the old snapshot has %d quads, counts %d", n, old.Quads())
		}
	}
	close(stop)
	readers.Wait()
}
