package store

import (
	"strings"
	"testing"

	"entente/graph"
)

// Outside bytes give quads or an error that names the line; never a panic.
func FuzzReadQuads(f *testing.F) {
	f.Add("<a:1> <b:1> \"x\\u00e9\"@en <d:1> .\n# comment\n\n<a> <b> \"5\"^^<xsd:integer> .\n")
	f.Add("<a> <b> \"\\UFFFFFFFF\" .\n")
	f.Add("<a> <b")
	f.Fuzz(func(t *testing.T, text string) {
		for q, err := range ReadQuads(strings.NewReader(text), "fuzz.nq", graph.DefaultBase) {
			if err != nil && !strings.HasPrefix(err.Error(), "fuzz.nq:") {
				t.Errorf("%v", err)
			}
			if err == nil && !q.IsValid() {
				t.Errorf("%v", q)
			}
		}
	})
}
