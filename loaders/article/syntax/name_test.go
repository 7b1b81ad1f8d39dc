package syntax

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestNewsNames wants four of five names right, with their types: the model
// knows no gazetteer.
func TestNewsNames(t *testing.T) {
	m, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		text string
		want []string
	}{
		{"Abbas Araghchi flew to Geneva on Thursday.", []string{"Person Abbas Araghchi", "Place Geneva"}},
		{"The European Union and the World Bank lent Kyiv 3 billion euros.", []string{"Organization European Union", "Organization World Bank", "Place Kyiv"}},
		{"President Emmanuel Macron visited Berlin with Annalena Baerbock.", []string{"Person President Emmanuel Macron|Person Emmanuel Macron", "Place Berlin", "Person Annalena Baerbock"}},
		{"Floods hit Bangladesh, and the Red Cross sent boats to Dhaka.", []string{"Place Bangladesh", "Organization Red Cross", "Place Dhaka"}},
		{"Ministers from Kenya, Ethiopia and South Sudan met in Nairobi.", []string{"Place Kenya", "Place Ethiopia", "Place South Sudan", "Place Nairobi"}},
		{"Maria Silva, a lawyer from Brazil, works for Amnesty International in London.", []string{"Person Maria Silva", "Place Brazil", "Organization Amnesty International", "Place London"}},
	}
	good, all := 0, 0
	for _, tt := range tests {
		var got []string
		for s := range m.Sentences(tt.text) {
			for _, n := range s.Names {
				got = append(got, fmt.Sprintf("%s %s", n.Type, tt.text[s.Tokens[n.First].Start:s.Tokens[n.Last].End]))
			}
		}
		for _, w := range tt.want {
			all++
			if slices.ContainsFunc(strings.Split(w, "|"), func(a string) bool { return slices.Contains(got, a) }) {
				good++
			} else {
				t.Logf("%q: no %q in %q", tt.text, w, got)
			}
		}
	}
	if good*5 < all*4 {
		t.Errorf("%d of %d names, want four fifths", good, all)
	}
}
