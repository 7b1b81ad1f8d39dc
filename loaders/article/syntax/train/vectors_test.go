package main

import (
	"math"
	"slices"
	"testing"
)

// TestVectors learns from a small text in which two towns stand where the
// other might, and two people.
func TestVectors(t *testing.T) {
	v, err := learnVectors(writeText(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	alike := func(a, b string) float64 {
		x, y := v.of(a), v.of(b)
		if x == nil || y == nil {
			t.Fatalf("no vector for %q or %q", a, b)
		}
		dot, xx, yy := 0.0, 0.0, 0.0
		for i := range x {
			dot, xx, yy = dot+float64(x[i]*y[i]), xx+float64(x[i]*x[i]), yy+float64(y[i]*y[i])
		}
		return dot / math.Sqrt(xx*yy)
	}
	if a, b := alike("Norvik", "Lindhaven"), alike("Norvik", "laughed"); a <= b {
		t.Errorf("a town is like the other %.2f, like a verb %.2f", a, b)
	}
	if v.of("never") != nil {
		t.Error("a word of no text has a vector")
	}
}

func TestPlainWords(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"The U.S. envoy didn't go to Norvik's port, he said.", []string{"The", "U.S.", "envoy", "did", "n't", "go", "to", "Norvik", "'s", "port", ",", "he", "said", "."}},
		{"a peer-reviewed “study” (2024)", []string{"a", "peer", "-", "reviewed", "“", "study", "”", "(", "2024", ")"}},
	}
	for _, tt := range tests {
		var got []string
		plainWords(tt.text, func(w string) { got = append(got, w) })
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q is cut into %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestGlossed(t *testing.T) {
	got := glossed("00001740 15 n 02 harbour 0 sea_port 0 001 ~ 00001930 n 0000 | a place where ships lie at anchor")
	want := "harbour a place where ships harbour lie at anchor \nsea port a place where ships sea port lie at anchor \n"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
