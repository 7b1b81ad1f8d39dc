package numeral

import (
	"math"
	"strings"
	"testing"

	"entente/loaders/article/syntax"
)

func table(t testing.TB) *Table {
	t.Helper()
	table, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// words makes a token of every field and gives it the offsets it has in text.
func words(text string) []syntax.Token {
	var tokens []syntax.Token
	at := 0
	for _, field := range strings.Fields(text) {
		at += strings.Index(text[at:], field)
		tokens = append(tokens, syntax.Token{Start: at, End: at + len(field), Text: field})
		at += len(field)
	}
	return tokens
}

func TestSplit(t *testing.T) {
	tests := []struct{ in, want string }{
		{"$18bn", "$|18|bn"},
		{"12-day war", "12|-|day|war"},
		{"mid-June", "mid|-|June"},
		{"Feb. 7, 2026", "Feb.|7|,|2026"},
		{"U.S. talks at 10 a.m.", "U.S.|talks|at|10|a.m."},
		{"Iran’s 1990s", "Iran|’s|1990|s"},
		{"12,000 1,234.56 1,2,3 7.2.2026 14.5.", "12,000|1,234.56|1|,|2|,|3|7|.|2|.|2026|14.5|."},
		{"3½ €1.4tn", "3|½|€|1.4|tn"},
		{"2026-02-07", "2026|-|02|-|07"},
		{"2018–20", "2018|–|20"},
		{"'90s", "'|90|s"},
		{"don't", "don|'t"},
		{"Zaporizhzhia—7", "Zaporizhzhia|—|7"},
	}
	for _, tt := range tests {
		tokens := words(tt.in)
		var got []string
		for _, p := range Split(tokens) {
			got = append(got, p.Text)
			if tt.in[p.Start:p.End] != p.Text {
				t.Errorf("%q: offsets of %q give %q", tt.in, p.Text, tt.in[p.Start:p.End])
			}
			if tok := tokens[p.Token]; p.Start < tok.Start || p.End > tok.End {
				t.Errorf("%q: %q lies outside its token", tt.in, p.Text)
			}
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%q: %s, want %s", tt.in, s, tt.want)
		}
	}
}

func TestRead(t *testing.T) {
	tests := []struct {
		in   string
		want float64 // NaN: not a number
		rest string
	}{
		{"12", 12, ""},
		{"12,000 troops", 12000, "troops"},
		{"18bn", 18e9, ""},
		{"18 bn", 18e9, ""},
		{"3.2 billion euros", 3.2e9, "euros"},
		{"30-billion-dollar", 30e9, "- dollar"},
		{"200k people", 200e3, "people"},
		{"5m people", 5e6, "people"},
		{"5 m", 5, "m"},
		{"5mb", 5, "mb"},
		{"3½ years", 3.5, "years"},
		{"2 and a half years", 2.5, "years"},
		{"3 hundred thousand", 300e3, ""},
		{"three", 3, ""},
		{"twenty-five", 25, ""},
		{"twenty five", 25, ""},
		{"one hundred and six", 106, ""},
		{"two hundred and fifty thousand troops", 250e3, "troops"},
		{"one million two hundred thousand", 1.2e6, ""},
		{"three and a half million", 3.5e6, ""},
		{"two-and-a-half years", 2.5, "years"},
		{"a hundred", 100, ""},
		{"a dozen", 12, ""},
		{"two dozen", 24, ""},
		{"half a million", 5e5, ""},
		{"half-a-dozen", 6, ""},
		{"a half million", 5e5, ""},
		{"two and three", 2, "and three"},
		{"twenty and five", 20, "and five"},
		{"one two", 1, "two"},
		{"thirty forty", 30, "forty"},
		{"twelve-year-old", 12, "- year - old"},
		{"half of them", math.NaN(), ""},
		{"a man", math.NaN(), ""},
		{"hundred", math.NaN(), ""},
		{"several", math.NaN(), ""},
	}
	table := table(t)
	for _, tt := range tests {
		pieces := Split(words(tt.in))
		n, ok := table.Read(pieces, 0)
		if math.IsNaN(tt.want) {
			if ok {
				t.Errorf("%q read as %v", tt.in, n.Value)
			}
			continue
		}
		if !ok || math.Abs(n.Value-tt.want) > 1e-9*tt.want {
			t.Errorf("%q: %v, %v; want %v", tt.in, n.Value, ok, tt.want)
			continue
		}
		var rest []string
		for _, p := range pieces[n.End:] {
			rest = append(rest, p.Text)
		}
		if got := strings.Join(rest, " "); got != tt.rest {
			t.Errorf("%q: left over %q, want %q", tt.in, got, tt.rest)
		}
	}
}

func TestFraction(t *testing.T) {
	tests := []struct {
		in   string
		want float64 // 0: none
	}{
		{"two thirds", 2.0 / 3}, {"two-thirds", 2.0 / 3}, {"one-quarter", 0.25}, {"a quarter", 0.25},
		{"three quarters", 0.75}, {"half", 0.5}, {"a fifth", 0.2}, {"one in five", 0.2}, {"3 in 10", 0.3},
		{"9 of every 10", 0.9}, {"three thirds", 0}, {"the third", 0}, {"a man", 0}, {"two in Kabul", 0}, {"five", 0},
	}
	table := table(t)
	for _, tt := range tests {
		n, ok := table.Fraction(Split(words(tt.in)), 0)
		if ok != (tt.want != 0) || math.Abs(n.Value-tt.want) > 1e-9 {
			t.Errorf("%q: %v, %v; want %v", tt.in, n.Value, ok, tt.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"$18bn", "two hundred and fifty thousand", "half a", "3 and a", "1,2,3.4.5½", "one - and -", "’s'’"} {
		f.Add(s)
	}
	table := table(f)
	f.Fuzz(func(t *testing.T, s string) {
		pieces := Split(words(s))
		for i, p := range pieces {
			if s[p.Start:p.End] != p.Text {
				t.Fatalf("piece %d: offsets give %q, text is %q", i, s[p.Start:p.End], p.Text)
			}
			for _, read := range []func([]Piece, int) (Number, bool){table.Read, table.Fraction} {
				if n, ok := read(pieces, i); ok && (n.End <= i || n.End > len(pieces)) {
					t.Fatalf("piece %d: ends at %d of %d", i, n.End, len(pieces))
				}
			}
		}
	})
}
