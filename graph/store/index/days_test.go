package index

import (
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

func dated(claim string, predicate quad.IRI, day quad.Value) quad.Quad {
	return quad.Make(quad.IRI(claim), predicate, day, quad.IRI(claim))
}

// daysBack lists what [View.DaysBack] gives; nil if it gives none.
func daysBack(t *testing.T, db *DB) []string {
	t.Helper()
	v, err := db.Snapshot(background)
	must(t, err)
	defer v.Close()
	var days []string
	known, err := v.DaysBack(func(day string, id uint64) (bool, error) {
		if value, err := v.Value(id); err != nil || value != quad.Value(quad.String(day)) {
			t.Errorf("%s has the number of %v, %v", day, value, err)
		}
		days = append(days, day)
		return true, nil
	})
	must(t, err)
	if known != (days != nil) {
		t.Errorf("known %v, days %q", known, days)
	}
	return days
}

// Days are given from the last one back, past all other texts, for as long as
// all that claims have are days: however quads come and go, and after
// compacting again.
func TestDaysBack(t *testing.T) {
	bulk := func(db *DB, add, del []quad.Quad) error {
		b, err := db.Bulk(background, 0)
		must(t, err)
		must(t, b.Add(add...))
		must(t, b.Remove(del...))
		_, err = b.Commit()
		return err
	}
	for name, write := range map[string]func(db *DB, add, del []quad.Quad) error{
		"write": func(db *DB, add, del []quad.Quad) error { return db.Write(background, add, del) },
		"load":  bulk,
	} {
		t.Run(name, func(t *testing.T) {
			db, dir := made(t)
			first := []quad.Quad{
				dated("c:1", graph.Latest, quad.String("2024-02-29")),
				dated("c:1", graph.Earliest, quad.String("2023-12-31")),
				dated("c:2", graph.Latest, quad.String("1999-01-01")),
			}
			for _, other := range []string{"2024", "2024-03", "20240229123", "20240301", "2024-99-99", "9", "99999999", "4,000 men", "2023-12-31T10:00", "1999-01-0", "-0044-03-15", "zebra"} {
				first = append(first, dated("c:2", graph.QuoteText, quad.String(other)))
			}
			first = append(first, dated("c:2", graph.Latest, quad.String("2025-06-07")), dated("c:2", graph.TimeOf, quad.String("2025-06-08")))
			must(t, write(db, first, nil))
			want := []string{"2025-06-08", "2025-06-07", "2024-02-29", "2023-12-31", "1999-01-01"}
			check := func(want []string) {
				t.Helper()
				if diff := cmp.Diff(want, daysBack(t, db)); diff != "" {
					t.Errorf("days: %s", diff)
				}
				if found := findings(t, db); len(found) > 0 {
					t.Error(found)
				}
			}
			check(want)
			must(t, db.Close())
			var err error
			db, err = Open(dir, Options{})
			must(t, err)
			defer db.Close()
			check(want)

			odd := []quad.Quad{dated("c:3", graph.Earliest, quad.String("-0044-03-15"))}
			must(t, write(db, odd, nil))
			check(nil)
			version, err := db.Version(background)
			must(t, err)
			must(t, db.Compact(background))
			check(nil)
			must(t, write(db, []quad.Quad{dated("c:4", graph.Latest, quad.String("2026-01-01"))}, odd))
			check(nil) // nobody has looked
			before, err := db.Version(background)
			must(t, err)
			must(t, db.Compact(background))
			check(slices.Insert(want, 0, "2026-01-01"))
			if after, err := db.Version(background); err != nil || after != before || after == version {
				t.Errorf("version %s before, %s after it was compacted, %v", before, after, err)
			}
			must(t, write(db, []quad.Quad{dated("c:5", graph.Latest, quad.IRI("2026-01-02"))}, nil))
			check(nil)
		})
	}
}

// A program that does not know of it names the state anew.
func TestDaysAreKnownOfOneStateOnly(t *testing.T) {
	db, _ := made(t)
	defer db.Close()
	must(t, db.Write(background, []quad.Quad{dated("c:1", graph.Latest, quad.String("2024-02-29"))}, nil))
	if days := daysBack(t, db); len(days) != 1 {
		t.Errorf("days %q", days)
	}
	must(t, db.pebble.Set(versionKey, newVersion(false), pebble.Sync))
	if days := daysBack(t, db); days != nil {
		t.Errorf("days %q", days)
	}
}

func TestVerifyFindsDays(t *testing.T) {
	db, _ := made(t)
	defer db.Close()
	must(t, db.Write(background, []quad.Quad{dated("c:1", graph.Latest, quad.String("soon"))}, nil))
	must(t, db.pebble.Set(versionKey, newVersion(true), pebble.Sync))
	want := `days: the store says that all first and last days are written as days, and under <ent:latest> stands "soon"`
	if found := strings.Join(findings(t, db), "\n"); !strings.Contains(found, want) {
		t.Errorf("%q does not say %q", found, want)
	}
}
