package timex

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"entente/loaders/article/syntax"
)

// anchor is a Saturday, as the article of the mission was.
var anchor = time.Date(2026, 2, 7, 18, 0, 0, 0, time.UTC)

func reader(t testing.TB) *Reader {
	t.Helper()
	r, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tokenizers cut text in the ways tokenizers do. What Find finds must not
// depend on which.
var tokenizers = []struct {
	name string
	cut  func(string) []syntax.Token
}{
	{"penn", penn},
	{"split", splitAll},
}

// penn parts punctuation and "'s" from words and leaves hyphens inside.
func penn(text string) []syntax.Token {
	var tokens []syntax.Token
	add := func(start, end int, tag string) {
		if start < end {
			tokens = append(tokens, syntax.Token{Start: start, End: end, Text: text[start:end], XPOS: tag, Head: -1})
		}
	}
	at := 0
	for _, field := range strings.Fields(text) {
		start := at + strings.Index(text[at:], field)
		end := start + len(field)
		at = end
		for start < end && strings.ContainsRune("(\"", rune(text[start])) {
			add(start, start+1, "")
			start++
		}
		stop := end
		for stop > start && strings.ContainsRune(",;:?!)\"", rune(text[stop-1])) {
			stop--
		}
		if stop == len(text) && stop > start+1 && text[stop-1] == '.' && !strings.HasSuffix(text[start:stop], ".m.") {
			stop-- // the full stop of the sentence
		}
		word := text[start:stop]
		cut := stop
		for _, clitic := range []string{"'s", "’s"} {
			if strings.HasSuffix(word, clitic) && len(word) > len(clitic) && !unicode.IsDigit(rune(word[0])) {
				cut = stop - len(clitic)
			}
		}
		add(start, cut, "")
		add(cut, stop, "")
		for ; stop < end; stop++ {
			add(stop, stop+1, "")
		}
	}
	return tokens
}

// splitAll makes a token of every run of letters or figures and of every
// sign.
func splitAll(text string) []syntax.Token {
	var tokens []syntax.Token
	sort := func(i int, r rune) int {
		switch {
		case strings.HasPrefix(text[min(i, len(text)):], "'s"), strings.HasPrefix(text[min(i, len(text)):], "’s"):
			return 5
		case unicode.IsLetter(r):
			return 1
		case unicode.IsDigit(r):
			return 2
		case unicode.IsSpace(r):
			return 3
		}
		return 4
	}
	start, last := 0, 3
	for i, r := range text + " " {
		now := sort(i, r)
		number := last == 2 && (r == ',' || r == '.') && i+1 < len(text) && unicode.IsDigit(rune(text[i+1])) || now == 2 && i > 0 && start < i-1 && (text[i-1] == ',' || text[i-1] == '.')
		if last == 5 && now == 1 {
			now = 5
		}
		if i > start && (now != last || now == 4) && !number {
			if last != 3 {
				tokens = append(tokens, syntax.Token{Start: start, End: i, Text: text[start:i], Head: -1})
			}
			start = i
		}
		if last == 3 {
			start = i
		}
		last = now
		if number {
			last = 2
		}
	}
	return tokens
}

// show writes an expression as the table does.
func show(text string, tokens []syntax.Token, e Expression) string {
	s := text[tokens[e.First].Start:tokens[e.Last].End] + " = "
	switch {
	case !e.Time.IsZero():
		return s + e.Time.EDTF
	case e.Length != "":
		return s + e.Length
	}
	return s + string(e.Kind)
}

func TestFind(t *testing.T) {
	r := reader(t)
	for _, tt := range cases {
		for _, tok := range tokenizers {
			if tok.name == "split" && tt.tokens {
				continue
			}
			t.Run(tok.name+"/"+tt.in, func(t *testing.T) {
				tokens := tok.cut(tt.in)
				var hint func(int) Tense
				if tt.tense != Unknown {
					hint = func(int) Tense { return tt.tense }
				}
				got := []string{}
				for _, e := range r.Find(tokens, anchor, hint) {
					got = append(got, show(tt.in, tokens, e))
					if err := e.Time.Valid(); err != nil {
						t.Errorf("%+v: %v", e, err)
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

func TestTableIsLong(t *testing.T) {
	seen := make(map[string]bool)
	for _, tt := range cases {
		key := fmt.Sprint(tt.tense, tt.in)
		if seen[key] {
			t.Errorf("twice in the table: %q", tt.in)
		}
		seen[key] = true
	}
}

func TestFindWithoutAnchor(t *testing.T) {
	r := reader(t)
	text := "On Friday , 7 February 2026 , and again last week , it said exports fell in 2024 and will fall in March ."
	tokens := penn(text)
	var got []string
	for _, e := range r.Find(tokens, time.Time{}, nil) {
		got = append(got, show(text, tokens, e))
		if e.Tense != Unknown {
			t.Errorf("%+v: a tense without an anchor", e)
		}
	}
	want := []string{"Friday , 7 February 2026 = 2026-02-07", "last week = date", "2024 = 2024", "March = date"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTenseOfTime(t *testing.T) {
	r := reader(t)
	tests := []struct {
		in   string
		want Tense
	}{
		{"yesterday", Past}, {"today", Present}, {"tomorrow", Future}, {"this year", Present}, {"in 2024", Past},
		{"in 2030", Future}, {"since 2014", Present}, {"until 2030", Present}, {"the past five years", Past},
		{"over the next two months", Future}, {"later this year", Future}, {"earlier this month", Past}, {"two days later", Unknown},
		{"this week", Present}, {"in recent weeks", Past}, {"in the coming weeks", Future},
	}
	for _, tt := range tests {
		found := r.Find(penn(tt.in), anchor, nil)
		if len(found) != 1 || found[0].Tense != tt.want {
			t.Errorf("%q: %+v, want one that is %q", tt.in, found, tt.want)
		}
	}
}

// The tense of the verb decides the nearest Friday; these have tags and trees
// as the parser gives them, in the form word/XPOS/head/rel.
func TestTenseFromTree(t *testing.T) {
	r := reader(t)
	tests := []struct{ in, want string }{
		{"They/PRP/2/nsubj met/VBD/0/root on/IN/4/case Monday/NNP/2/obl", "2026-02-02"},
		{"They/PRP/3/nsubj will/MD/3/aux meet/VB/0/root on/IN/5/case Monday/NNP/3/obl", "2026-02-09"},
		{"Talks/NNS/0/root scheduled/VBN/1/acl for/IN/4/case Monday/NNP/2/obl", "2026-02-09"},
		{"He/PRP/2/nsubj plans/VBZ/0/root to/TO/4/mark leave/VB/2/xcomp on/IN/6/case Monday/NNP/4/obl", "2026-02-09"},
		{"He/PRP/2/nsubj said/VBD/0/root on/IN/4/case Monday/NNP/2/obl it/PRP/7/nsubj will/MD/7/aux end/VB/2/ccomp", "2026-02-02"},
		{"It/PRP/2/nsubj said/VBD/0/root they/PRP/5/nsubj will/MD/5/aux go/VB/2/ccomp on/IN/7/case Monday/NNP/5/obl", "2026-02-09"},
		{"He/PRP/4/nsubj was/VBD/4/cop in/IN/4/case Doha/NNP/0/root on/IN/6/case Monday/NNP/4/obl", "2026-02-02"},
	}
	for _, tt := range tests {
		var tokens []syntax.Token
		at := 0
		for _, field := range strings.Fields(tt.in) {
			parts := strings.Split(field, "/")
			var head int
			if _, err := fmt.Sscan(parts[2], &head); err != nil {
				t.Fatal(err)
			}
			upos := map[byte]string{'V': "VERB", 'N': "NOUN", 'P': "PRON", 'I': "ADP", 'M': "AUX", 'T': "PART"}[parts[1][0]]
			lemma := strings.TrimSuffix(strings.ToLower(parts[0]), "s")
			tokens = append(tokens, syntax.Token{Start: at, End: at + len(parts[0]), Text: parts[0], Lemma: lemma, UPOS: upos, XPOS: parts[1], Head: head - 1, Rel: parts[3]})
			at += len(parts[0]) + 1
		}
		got := r.Find(tokens, anchor, nil)
		if len(got) != 1 || got[0].Time.EDTF != tt.want {
			t.Errorf("%s: %+v, want %s", tt.in, got, tt.want)
		}
	}
}

// A word of time that is another part of speech here.
func TestTags(t *testing.T) {
	r := reader(t)
	tests := []struct {
		in   string
		tags map[string]string
		want string
	}{
		{"May the talks succeed in May", map[string]string{}, "May = 2025-05"},
		{"Protesters march in March", map[string]string{}, "March = 2025-03"},
		{"March on the capital", map[string]string{"March": "VB"}, ""},
		{"criticised by May", map[string]string{"criticised": "VBN"}, ""},
		{"in 2000 villages", map[string]string{"villages": "NNS"}, ""},
		{"the 2024 elections", map[string]string{"elections": "NNS"}, "2024 = 2024"},
		{"hopes spring from this", map[string]string{"spring": "VB"}, ""},
	}
	for _, tt := range tests {
		tokens := penn(tt.in)
		for i := range tokens {
			tokens[i].XPOS = tt.tags[tokens[i].Text]
		}
		var got []string
		for _, e := range r.Find(tokens, anchor, nil) {
			got = append(got, show(tt.in, tokens, e))
		}
		if s := strings.Join(got, "; "); s != tt.want {
			t.Errorf("%q: %q, want %q", tt.in, s, tt.want)
		}
	}
}

func TestEaster(t *testing.T) {
	// Dates of Easter Sunday, from the almanac.
	for _, want := range []string{"1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"} {
		if got := easter(atoi4(want)).Format(time.DateOnly); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func FuzzFind(f *testing.F) {
	r := reader(f)
	for i, tt := range cases {
		f.Add(tt.in, i%3)
	}
	f.Add("7 . . 2026 '90s 3-5-7 between and from to since until by by by", 1)
	f.Fuzz(func(t *testing.T, text string, mode int) {
		cut := tokenizers[(mode%2+2)%2].cut
		tokens := cut(text)
		day := anchor
		if mode == 2 {
			day = time.Time{}
		}
		last := -1
		for _, e := range r.Find(tokens, day, nil) {
			if e.First <= last || e.Last < e.First || e.Last >= len(tokens) {
				t.Fatalf("%q: %+v behind token %d of %d", text, e, last, len(tokens))
			}
			last = e.Last
			if err := e.Time.Valid(); err != nil {
				t.Fatalf("%q: %+v: %v", text, e, err)
			}
			if e.Rule == "" || e.Kind == "" {
				t.Fatalf("%q: %+v has no rule or kind", text, e)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	r := reader(b)
	text := "Iran’s 12-day war with Israel in June last year , and the talks of Friday , 6 February 2026 , which will resume next week , have raised fears that exports worth $ 14.5 billion in 2024 will fall by the end of the year ."
	tokens := penn(text)
	b.ReportAllocs()
	for b.Loop() {
		r.Find(tokens, anchor, nil)
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
	for _, w := range strings.Fields("Talks that began last Friday will resume next week") {
		tokens = append(tokens, syntax.Token{Text: w, Head: -1})
	}
	dateline := time.Date(2026, 2, 7, 0, 0, 0, 0, time.UTC)
	for _, e := range r.Find(tokens, dateline, nil) {
		fmt.Println(tokens[e.First].Text, tokens[e.Last].Text, e.Time.EDTF, e.Tense)
	}
	// Output:
	// last Friday 2026-02-06 past
	// next week 2026-02-09/2026-02-15 future
}
