package gazetteer

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestBinarySaysTheSame: read from either form, a gazetteer is one. The small
// lexicon has every field; a field that the binary form forgot would show.
func TestBinarySaysTheSame(t *testing.T) {
	text, err := os.ReadFile("testdata/lexicon.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lex, err := readLexicon("lexicon.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	lex.entries = append(lex.entries, &Entry{ID: "actor:all", Label: "b", Type: "c", Kind: "d", Names: []string{"e"},
		Adjectives: []string{"f"}, Demonyms: []string{"g"}, Nouns: []string{"h"}, Seats: []string{"i"}, Surnames: []string{"j"},
		Within: []string{"k"}, Capital: "l", Seat: "m", From: "n", To: "o", Codes: map[string]string{"p": "q"}, Rank: -1})
	want := compileLexicon(lex)
	got, ok := decodeCompiled(string(encodeCompiled(want, digest())), digest())
	if !ok {
		t.Fatal("what was encoded cannot be decoded")
	}
	opts := []cmp.Option{
		cmp.AllowUnexported(compiled{}, lexicon{}, office{}, holder{}, trie{}, titleTrie{}, mark{}, span{}),
		cmpopts.IgnoreFields(Entry{}, "at"), cmpopts.IgnoreFields(Role{}, "at"),
		cmpopts.IgnoreFields(office{}, "at"), cmpopts.IgnoreFields(holder{}, "at"),
		cmpopts.EquateEmpty(),
	}
	if d := cmp.Diff(want, got, opts...); d != "" {
		t.Error(d)
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
