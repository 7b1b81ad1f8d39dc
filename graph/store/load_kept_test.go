package store

import (
	"reflect"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/keep"
)

// What lies on the disk during a load comes back whole, the fields of tomorrow
// too: each is given a value of its own.
func TestKeptDescriptionIsWhole(t *testing.T) {
	var d graph.Description
	n := 0
	fill(t, reflect.ValueOf(&d).Elem(), &n)
	var p keep.Packer
	packDescription(&p, d)
	u := keep.Unpacker(p)
	if diff := cmp.Diff(d, unpackDescription(&u)); diff != "" || u != "" {
		t.Errorf("packed and unpacked (-before +after), %d bytes left:\n%s", len(u), diff)
	}
}

func fill(t *testing.T, v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(t, v.Index(i), n)
		}
	case reflect.String:
		v.SetString("text " + strconv.Itoa(*n))
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Bool:
		v.SetBool(true)
	default:
		t.Fatalf("a %s is not filled here", v.Kind())
	}
}
