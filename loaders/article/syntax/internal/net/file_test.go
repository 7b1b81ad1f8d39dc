package net

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// small is a net of a handful of numbers, as a model file.
func small(t testing.TB) []byte {
	s := Shape{Words: 3, Buckets: 4, Hidden: 8, Layers: 2, Arc: 4, Lab: 4, Tags: 2, Rels: 2, Marks: 3, TagLayer: 0, NameUnits: 8, NameParts: 4, NameMarks: 5, NameLayers: 2, Vectors: 2, VectorWidth: 8}
	d := NewDense(s)
	words, subs, names, vectors := make([]float32, s.Words*s.Hidden), make([]float32, s.Buckets*s.Hidden), make([]float32, s.NameParts*2*s.NameUnits), make([]float32, s.Vectors*s.VectorWidth)
	x := uint32(1)
	for _, v := range [][]float32{d.Flat, words, subs, names, vectors} {
		for i := range v {
			x = x*1664525 + 1013904223
			v[i] = float32(x>>8)/(1<<23) - 1
		}
	}
	data, err := Encode(s, Classes{Tags: []string{"NOUN NN", "VERB VB"}, Rels: []string{"root", "obj"}, Marks: []string{"O", "B-Person", "I-Person", "B-Other", "I-Other"}}, Tables{Words: words, Subs: subs, Namer: names, Vectors: vectors, Vocab: []string{"a", "b"}, VectorWords: []string{"b", "c"}}, d, map[string]string{"k": "v"})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDecodeEncode(t *testing.T) {
	n, extra, err := Decode(small(t))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"k": "v"}, extra); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]int32{"a": 1, "b": 2}, n.Vocab); diff != "" {
		t.Error(diff)
	}
	var one, two Reading
	n.Read([]string{"a", "B", "c", "a"}, []int{4}, &one)
	n.Read([]string{"x", "y", "a", "B", "c", "a"}, []int{2, 4}, &two)
	if diff := cmp.Diff(one.Head, two.Head[2:]); diff != "" {
		t.Errorf("heads depend on the sentence before: %s", diff)
	}
	roots := 0
	for _, h := range one.Head {
		if h < 0 {
			roots++
		}
	}
	if roots != 1 {
		t.Errorf("heads %v have %d roots", one.Head, roots)
	}
}

func FuzzDecode(f *testing.F) {
	data := small(f)
	f.Add(data)
	f.Add(data[:len(data)/2])
	f.Add([]byte(magic + "\x02\x00\x00\x00{}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		n, _, err := Decode(data)
		if err == nil {
			var r Reading
			n.Read([]string{"a", "b"}, []int{2}, &r)
		}
	})
}
