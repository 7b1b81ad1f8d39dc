package gazetteer

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestBinarySaysTheSame: read from either form, the gazetteer is one.
func TestBinarySaysTheSame(t *testing.T) {
	lex, err := readDataFiles()
	if err != nil {
		t.Fatal(err)
	}
	want := compileLexicon(lex)
	got, ok := decodeCompiled(string(encodeCompiled(want, digest())), digest())
	if !ok {
		t.Fatal("what was encoded cannot be decoded")
	}
	opts := []cmp.Option{
		cmp.AllowUnexported(lexicon{}, office{}, holder{}, trie{}, titleTrie{}, mark{}, span{}),
		cmpopts.IgnoreFields(Entry{}, "at"), cmpopts.IgnoreFields(Role{}, "at"),
		cmpopts.IgnoreFields(office{}, "at"), cmpopts.IgnoreFields(holder{}, "at"),
		cmpopts.EquateEmpty(),
	}
	if d := cmp.Diff(want.lexicon, got.lexicon, opts...); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(want.names, got.names, opts...); d != "" {
		t.Error("names differ")
	}
	if d := cmp.Diff(want.titles, got.titles, opts...); d != "" {
		t.Error("titles differ")
	}
}

// TestBinaryOfOtherFiles: a binary form made from other files is not used.
func TestBinaryOfOtherFiles(t *testing.T) {
	sum := digest()
	sum[0]++
	if _, ok := decodeCompiled(builtinBinary, sum); ok {
		t.Error("a stale binary form was used")
	}
}

// FuzzBinary: no bytes make the decoder panic or loop.
func FuzzBinary(f *testing.F) {
	lex, err := readLexicon("world.yaml", []byte(world))
	if err != nil {
		f.Fatal(err)
	}
	sum := digest()
	f.Add(encodeCompiled(compileLexicon(lex), sum)[len(binaryMagic)+len(sum):])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, body []byte) {
		decodeCompiled(binaryMagic+string(sum[:])+string(body), sum)
	})
}
