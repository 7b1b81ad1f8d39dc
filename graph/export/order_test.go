package export

import (
	"bytes"
	"cmp"
	"context"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph"
)

// Formats that are written by ID are the same whether the claims come so or in
// a store's own order, few enough to be held or not.
func TestOrderedHere(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	claims := chance(400, 20, 7)
	slices.SortStableFunc(claims, func(a, b graph.Claim) int { return cmp.Compare(a.ID, b.ID) })
	claims = slices.CompactFunc(claims, func(a, b graph.Claim) bool { return a.ID == b.ID })
	loose := slices.Clone(claims)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(loose), func(i, j int) { loose[i], loose[j] = loose[j], loose[i] })
	for _, f := range []Format{nquads, trig, turtle, rdfstar, jsonld, jsonl, csv, parquet, ftm, stix, neo4j} {
		write := func(in Input, l limits) string {
			t.Helper()
			var b bytes.Buffer
			if err := f.Write(t.Context(), &b, in, Options{limits: l}); err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			return b.String()
		}
		want := write(Input{Claims: listed(claims)}, limits{})
		for _, l := range []limits{{}, {ordered: 1, chunk: 60}, {ordered: 399, chunk: 10_000}} {
			if got := write(Input{Claims: listed(claims), AnyOrder: listed(loose)}, l); got != want {
				t.Errorf("%s with %+v: %s", f.Name, l, gocmp.Diff(want[:min(2000, len(want))], got[:min(2000, len(got))]))
			}
		}
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// A store that fails while claims are sorted fails the export.
func TestOrderedHereFails(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	broken := func(yield func(graph.Claim, error) bool) {
		for _, c := range chance(50, 5, 1) {
			if !yield(c, nil) {
				return
			}
		}
		yield(graph.Claim{}, context.DeadlineExceeded)
	}
	for _, l := range []limits{{}, {ordered: 10, chunk: 20}} {
		if err := trig.Write(t.Context(), &bytes.Buffer{}, Input{AnyOrder: broken}, Options{limits: l}); err != context.DeadlineExceeded {
			t.Errorf("%+v: %v", l, err)
		}
	}
}

// Whatever a claim has is there again when it is unpacked.
func TestPackedWhole(t *testing.T) {
	n := 0
	var fill func(reflect.Value)
	fill = func(v reflect.Value) {
		n++
		switch v.Kind() {
		case reflect.String:
			v.SetString("text " + string(rune('a'+n%26)) + "\x00é")
		case reflect.Int:
			v.SetInt(int64(n) * 1000)
		case reflect.Float64:
			v.SetFloat(1 / float64(n))
		case reflect.Pointer:
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem())
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).Name != "Whole" { // is not kept by a store
					fill(v.Field(i))
				}
			}
		default:
			t.Fatalf("a claim holds a %s", v.Type())
		}
	}
	var full graph.Claim
	fill(reflect.ValueOf(&full).Elem())
	for _, c := range []graph.Claim{full, {}} {
		key, got := unpackClaim(packClaim(&c, "k", c.ID), 2)
		if diff := gocmp.Diff(c, *got); diff != "" || key[:2] != "k\x00" {
			t.Errorf("%q %s", key, diff)
		}
	}
}
