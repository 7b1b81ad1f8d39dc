package amount

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"entente/loaders/article/syntax"
	"entente/loaders/article/timex"
)

func reader(t testing.TB) *Reader {
	t.Helper()
	r, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// whole makes a token of every word, with "$18bn" and "12-day" kept whole;
// parted cuts figures, letters and signs from each other. What Find finds
// must not depend on which.
func whole(text string) []syntax.Token {
	var tokens []syntax.Token
	at := 0
	for _, field := range strings.Fields(text) {
		start := at + strings.Index(text[at:], field)
		at = start + len(field)
		end := at
		for end > start && strings.ContainsRune(",;:?!).", rune(text[end-1])) {
			end--
		}
		for start < end && text[start] == '(' {
			tokens = append(tokens, syntax.Token{Start: start, End: start + 1, Text: "(", Head: -1})
			start++
		}
		if start < end {
			tokens = append(tokens, syntax.Token{Start: start, End: end, Text: text[start:end], Head: -1})
		}
		for ; end < at; end++ {
			tokens = append(tokens, syntax.Token{Start: end, End: end + 1, Text: text[end : end+1], Head: -1})
		}
	}
	return tokens
}

func parted(text string) []syntax.Token {
	var tokens []syntax.Token
	for _, token := range whole(text) {
		start, last := 0, -1
		for i, r := range token.Text {
			now := 2
			switch {
			case unicode.IsLetter(r):
				now = 0
			case unicode.IsDigit(r), (r == '.' || r == ',') && last == 1 && i+1 < len(token.Text) && unicode.IsDigit(rune(token.Text[i+1])):
				now = 1
			}
			if i > 0 && (now != last || now == 2) {
				tokens = append(tokens, syntax.Token{Start: token.Start + start, End: token.Start + i, Text: token.Text[start:i], Head: -1})
				start = i
			}
			last = now
		}
		tokens = append(tokens, syntax.Token{Start: token.Start + start, End: token.End, Text: token.Text[start:], Head: -1})
	}
	return tokens
}

func show(text string, tokens []syntax.Token, q Quantity) string {
	number := func(v float64) string { return strconv.FormatFloat(v, 'g', 10, 64) }
	s := text[tokens[q.First].Start:tokens[q.Last].End] + " = "
	switch q.Bound {
	case About:
		s += "~"
	case AtLeast:
		s += ">"
	case AtMost:
		s += "<"
	}
	s += number(q.Amount.Value)
	if q.Low != q.High {
		s += ".." + number(q.High)
	}
	s += " " + q.Amount.Unit
	if q.Per != "" && !strings.Contains(q.Amount.Unit, "-per-") {
		s += " / " + q.Per
	}
	return s
}

var day = time.Date(2026, 2, 7, 0, 0, 0, 0, time.UTC)

func find(t testing.TB, r *Reader, tokens []syntax.Token) []Quantity {
	t.Helper()
	times, err := timex.Load()
	if err != nil {
		t.Fatal(err)
	}
	return r.Find(tokens, times.Find(tokens, day, nil))
}

func TestFind(t *testing.T) {
	r := reader(t)
	for _, tt := range cases {
		for name, cut := range map[string]func(string) []syntax.Token{"whole": whole, "parted": parted} {
			t.Run(name+"/"+tt.in, func(t *testing.T) {
				tokens := cut(tt.in)
				got := []string{}
				for _, q := range find(t, r, tokens) {
					got = append(got, show(tt.in, tokens, q))
					if q.Low > q.High || q.Low != q.Amount.Value {
						t.Errorf("low %v, high %v, value %v", q.Low, q.High, q.Amount.Value)
					}
				}
				want := tt.want
				if want == nil {
					want = []string{}
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		}
	}
}

// The head of a number in the tree is what it counts, whatever stands
// between.
func TestNounFromTree(t *testing.T) {
	tokens := []syntax.Token{
		{Text: "300", UPOS: "NUM", XPOS: "CD", Head: 4, Rel: "nummod"},
		{Text: "long-range", UPOS: "ADJ", XPOS: "JJ", Head: 4, Rel: "amod"},
		{Text: "Iranian-made", UPOS: "ADJ", XPOS: "JJ", Head: 4, Rel: "amod"},
		{Text: "attack", UPOS: "NOUN", XPOS: "NN", Head: 4, Rel: "compound"},
		{Text: "drones", Lemma: "drone", UPOS: "NOUN", XPOS: "NNS", Head: -1, Rel: "root"},
	}
	got := reader(t).Find(tokens, nil)
	if len(got) != 1 || got[0].Amount.Unit != "drone" || got[0].Amount.Value != 300 || got[0].Noun != 4 {
		t.Errorf("got %+v", got)
	}
}

// Tags tell "won" the verb from the currency.
func TestTags(t *testing.T) {
	tokens := []syntax.Token{
		{Text: "Team", UPOS: "NOUN", XPOS: "NN"}, {Text: "2000", UPOS: "NUM", XPOS: "CD"},
		{Text: "won", Lemma: "win", UPOS: "VERB", XPOS: "VBD"}, {Text: "it", UPOS: "PRON", XPOS: "PRP"},
	}
	if got := reader(t).Find(tokens, nil); len(got) != 0 {
		t.Errorf("got %+v", got)
	}
}

func FuzzFind(f *testing.F) {
	r := reader(f)
	for _, tt := range cases {
		f.Add(tt.in)
	}
	f.Add("$ 9e9 999999999999999999999999 trillion trillion trillion % of a million between")
	f.Fuzz(func(t *testing.T, text string) {
		for _, tokens := range [][]syntax.Token{whole(text), parted(text)} {
			last := -1
			for _, q := range find(t, r, tokens) {
				switch {
				case q.First <= last || q.Last < q.First || q.Last >= len(tokens) || q.Noun >= len(tokens):
					t.Fatalf("%q: %+v behind token %d of %d", text, q, last, len(tokens))
				case math.IsNaN(q.Amount.Value) || math.IsInf(q.High, 0) || q.Low > q.High || q.Amount.Value < 0:
					t.Fatalf("%q: %+v", text, q)
				case q.Amount.Unit == "" || q.Kind == "" || q.Rule == "":
					t.Fatalf("%q: %+v lacks something", text, q)
				}
				last = q.Last
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	r := reader(b)
	tokens := parted("China bought more than one-quarter of Iran's trade: $18bn of imports and $14.5bn of exports in 2024, some 1.2 million barrels a day, as 12,000 troops and two dozen warships arrived.")
	times, err := timex.Load()
	if err != nil {
		b.Fatal(err)
	}
	expressions := times.Find(tokens, day, nil)
	b.ReportAllocs()
	for b.Loop() {
		r.Find(tokens, expressions)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
}

func ExampleReader_Find() {
	r, err := Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	var tokens []syntax.Token
	for _, w := range strings.Fields("Exports of more than $14.5bn , or 35 percent , moved on 300 tankers") {
		tokens = append(tokens, syntax.Token{Text: w, Head: -1})
	}
	for _, q := range r.Find(tokens, nil) {
		fmt.Println(q.Amount.Value, q.Amount.Unit, q.Kind)
	}
	// Output:
	// 1.45e+10 USD money
	// 35 percent share
	// 300 tanker count
}
