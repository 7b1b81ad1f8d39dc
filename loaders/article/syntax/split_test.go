package syntax

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// words writes each sentence as its tokens joined by spaces.
func words(text string) []string {
	var out []string
	s := newSplitter(text)
	for pieces := s.next(); pieces != nil; pieces = s.next() {
		var w []string
		for _, p := range pieces {
			w = append(w, text[p.start:p.end])
		}
		out = append(out, strings.Join(w, " "))
	}
	return out
}

func TestSentencesAndTokens(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"empty", "", nil},
		{"plain", "Iran sent ships. Israel watched.", []string{"Iran sent ships .", "Israel watched ."}},
		{"titles", "Gen. Ali met Sen. Mark Lee and Mr. Brown on Jan. 5. Nobody spoke.",
			[]string{"Gen. Ali met Sen. Mark Lee and Mr. Brown on Jan. 5 .", "Nobody spoke ."}},
		{"country abbreviation inside", "The U.S. President met U.N. envoys.", []string{"The U.S. President met U.N. envoys ."}},
		{"country abbreviation at the end", "He left the U.S. The visit was short.", []string{"He left the U.S.", "The visit was short ."}},
		{"times", "It began at 5 a.m. on Friday and ended at 7:30 p.m. The guns fell silent.",
			[]string{"It began at 5 a.m. on Friday and ended at 7:30 p.m.", "The guns fell silent ."}},
		{"clitics", "Russia's army didn't say it'd go; the states' rulers can't.",
			[]string{"Russia 's army did n't say it 'd go ; the states ' rulers ca n't ."}},
		{"curly clitics", "Russia’s army didn’t go.", []string{"Russia ’s army did n’t go ."}},
		{"money", "It costs $18bn, €2.5 million, US$1,000 or 7%.", []string{"It costs $ 18 bn , € 2.5 million , US $ 1,000 or 7 % ."}},
		{"hyphens", "The US-led, al-Qaeda-linked ex-minister met a non-aligned well-known envoy in 2010-2012.",
			[]string{"The US - led , al - Qaeda - linked ex-minister met a non-aligned well - known envoy in 2010 - 2012 ."}},
		{"quotes close after the stop", "“We will go.” He left. \"No.\" They stayed.",
			[]string{"“ We will go . ”", "He left .", "\" No . \"", "They stayed ."}},
		{"question in a quote", "\"Will they go?\" he asked.", []string{"\" Will they go ? \" he asked ."}},
		{"dateline", "MOSCOW, March 3 (Reuters) - Russia said no.", []string{"MOSCOW , March 3 ( Reuters ) - Russia said no ."}},
		{"heading on its own line", "Talks fail in Geneva\nThe envoys left on Monday.", []string{"Talks fail in Geneva", "The envoys left on Monday ."}},
		{"hard-wrapped paragraph", "The envoys of the two states left the city on Monday after\nthree days of talks, and the United Nations mediator then\nsaid nothing at all about them.",
			[]string{"The envoys of the two states left the city on Monday after three days of talks , and the United Nations mediator then said nothing at all about them ."}},
		{"bullets", "• Iran\n• Iraq", []string{"• Iran", "• Iraq"}},
		{"number abbreviation", "Resolution No. 10 passed. They said no. Nothing moved.", []string{"Resolution No. 10 passed .", "They said no .", "Nothing moved ."}},
		{"initials", "George W. Bush met J. K. Rowling.", []string{"George W. Bush met J. K. Rowling ."}},
		{"addresses", "See https://example.org/a-b?c=1, or mail a.b@example.com.", []string{"See https://example.org/a-b?c=1 , or mail a.b@example.com ."}},
		{"ellipsis", "He waited... and left. Then... Nothing.", []string{"He waited ... and left .", "Then ...", "Nothing ."}},
		{"note marks", "It fell in 1991.[12] Then came peace.", []string{"It fell in 1991 . [ 12 ]", "Then came peace ."}},
		{"direction marks and emoji", "\u200fIran\u200e won 🎉👍🏽 today.", []string{"Iran won 🎉 👍🏽 today ."}},
		{"ordinals and units", "The 20th ship of 35mm and the 1980s.", []string{"The 20th ship of 35 mm and the 1980s ."}},
		{"slashes", "9/11 and the he/she question", []string{"9/11 and the he / she question"}},
		{"ampersand", "AT&T and R&D", []string{"AT&T and R&D"}},
		{"bytes that are no text", "a\xff\xfeb \x00 c", []string{"a \xff \xfe b c"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, words(tt.text)); diff != "" {
				t.Errorf("words(%q) (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

// TestHugeInputs would not end if any of these took quadratic time.
func TestHugeInputs(t *testing.T) {
	if testing.Short() { // as the race detector's run is
		t.Skip("does one thing after the other")
	}
	const size = 1 << 20
	for _, unit := range []string{"a", "word ", "(", "'", "a.", "a-b", ".", "x\n", "A. ", "“”", "1,2", "@a", "http://", "’s", "&", "\u200d", "🎉", "a'b", "Mr. ", "\xff"} {
		text := strings.Repeat(unit, size/len(unit))
		s, last := newSplitter(text), 0
		for pieces := s.next(); pieces != nil; pieces = s.next() {
			if len(pieces) > maxSentence {
				t.Fatalf("%q: a sentence of %d tokens", unit, len(pieces))
			}
			if pieces[0].start < last {
				t.Fatalf("%q: token at %d after %d", unit, pieces[0].start, last)
			}
			last = pieces[len(pieces)-1].end
		}
	}
}
