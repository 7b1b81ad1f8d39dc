package keep_test

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"

	"entente/graph/keep"
)

func records(n int, fail error) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for i := range n {
			if !yield(fmt.Sprint(i*7%n), nil) {
				return
			}
		}
		if fail != nil {
			yield("", fail)
		}
	}
}

func all(t *testing.T, seq iter.Seq2[string, error]) []string {
	t.Helper()
	var list []string
	for r, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, r)
	}
	return list
}

// Records come sorted, however many are in memory; who stops early leaves
// nothing behind, and an error of the records is that of the sorting.
func TestSorted(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	const n = 1000
	want := all(t, records(n, nil))
	slices.Sort(want)
	for _, at := range []int{0, 10, 300} {
		if got := all(t, keep.Sorted(t.Context(), at, records(n, nil))); !slices.Equal(got, want) {
			t.Errorf("%d at once: %d records, not sorted", at, len(got))
		}
		if got := all(t, keep.Distinct(t.Context(), 50, at, func(yield func(string, error) bool) {
			for range 2 {
				records(n, nil)(yield)
			}
		})); !slices.Equal(got, want) {
			t.Errorf("%d at once: %d distinct records, want %d", at, len(got), n)
		}
		for range keep.Sorted(t.Context(), at, records(n, nil)) {
			break
		}
		broken := errors.New("broken")
		var last error
		for _, err := range keep.Sorted(t.Context(), at, records(n, broken)) {
			last = err
		}
		if last != broken {
			t.Errorf("%d at once: %v", at, last)
		}
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// What is put aside is read as often as one likes, and may be written on.
func TestAside(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	a, err := keep.NewAside()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"", "one", strings.Repeat("x", 200_000)}
	for _, r := range want {
		a.Add(r)
	}
	for range 2 {
		if got := all(t, a.Records()); !slices.Equal(got, want) {
			t.Errorf("%d records", len(got))
		}
	}
	a.Add("more")
	if got := all(t, a.Records()); len(got) != 4 || got[3] != "more" {
		t.Errorf("%d records after one more", len(got))
	}
	if err := a.Close(); err != nil {
		t.Error(err)
	}
	if left, _ := os.ReadDir(os.TempDir()); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
