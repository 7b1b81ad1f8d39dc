package keep_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"entente/graph/keep"
)

// More than fits in memory is there as it was put, beside another map of the
// same shelf, and gone from the disk afterwards.
func TestMap(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	type value struct{ Names []string }
	var s keep.Shelf
	a, b := keep.New[value](&s), keep.New[int](&s)
	const n = 40_000
	for i := range n {
		a.Set(fmt.Sprint(i), value{[]string{"first"}})
		b.Set(fmt.Sprint(i), -i)
	}
	for i := 0; i < n; i += 7 { // read, changed and put back
		v := a.Value(fmt.Sprint(i))
		v.Names = append(v.Names, fmt.Sprint("second of ", i))
		a.Set(fmt.Sprint(i), v)
	}
	for i := range n {
		v, ok := a.Get(fmt.Sprint(i))
		if !ok || v.Names[0] != "first" || (len(v.Names) == 2) != (i%7 == 0) || b.Value(fmt.Sprint(i)) != -i {
			t.Fatal(i, v, ok, b.Value(fmt.Sprint(i)))
		}
	}
	if v, ok := a.Get("nobody"); ok {
		t.Error(v)
	}
	last, count := "", 0
	for key := range b.Sorted() {
		if key <= last {
			t.Fatalf("%q after %q", key, last)
		}
		last = key
		count++
	}
	if count != n {
		t.Error(count)
	}
	if left, _ := os.ReadDir(os.TempDir()); len(left) == 0 {
		t.Error("nothing went to the disk: the test tests nothing")
	}
	if err := s.Err(); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if left, _ := os.ReadDir(os.TempDir()); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// Where there is no room the shelf says so, once and for all.
func TestNowhereToKeep(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()+"/gone")
	var s keep.Shelf
	m := keep.New[int](&s)
	for i := range 40_000 {
		m.Set(fmt.Sprint(i), i)
	}
	if s.Err() == nil {
		t.Error("no error")
	}
}

// A map is a map, whatever is done in which order.
func TestLikeAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s keep.Shelf
		defer s.Close()
		m, want := keep.New[string](&s), map[string]string{}
		key := rapid.StringN(0, 3, 6)
		t.Repeat(map[string]func(*rapid.T){
			"set": func(t *rapid.T) {
				k, v := key.Draw(t, "key"), rapid.String().Draw(t, "value")
				m.Set(k, v)
				want[k] = v
			},
			"get": func(t *rapid.T) {
				k := key.Draw(t, "key")
				v, ok := m.Get(k)
				if w, there := want[k]; v != w || ok != there {
					t.Fatalf("%q: %q %v, want %q %v", k, v, ok, w, there)
				}
			},
			"": func(t *rapid.T) {
				if got := maps.Collect(m.Sorted()); !maps.Equal(got, want) {
					t.Fatalf("%v, want %v", got, want)
				}
			},
		})
	})
}

// What is laid on a pile comes back by key, and of one key as it was laid, from
// the disk as from memory.
func TestPile(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var s keep.Shelf
	defer s.Close()
	for _, n := range []int{3, 60_000} {
		p := keep.NewPile(&s)
		want := map[string][]string{}
		for i := range n {
			key, text := fmt.Sprint("k", i*7919%(n/3)), fmt.Sprint("text ", i)
			p.Add(key, []byte(text))
			want[key] = append(want[key], text)
		}
		got, last := map[string][]string{}, ""
		for key, text := range p.Sorted() {
			if key < last {
				t.Fatalf("%q after %q", key, last)
			}
			last = key
			got[key] = append(got[key], string(text))
		}
		if !maps.EqualFunc(got, want, slices.Equal) || p.Len() != n {
			t.Errorf("of %d texts not all came back as they were laid", n)
		}
		var of []string
		for text := range p.Of("k1") {
			of = append(of, string(text))
		}
		if !slices.Equal(of, want["k1"]) {
			t.Error(of, want["k1"])
		}
	}
	if left, _ := os.ReadDir(os.TempDir()); len(left) == 0 || s.Err() != nil {
		t.Error("nothing went to the disk", s.Err())
	}
}
