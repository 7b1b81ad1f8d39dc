package llm

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph"
	"entente/loaders/article/document"
	"entente/schema"
)

func TestLocate(t *testing.T) {
	for _, c := range []struct {
		name, text, words string
		want              []string // what stands where it is found
		many              int
	}{
		{"as written", "Oman hosts Iran.", "Iran", []string{"Iran"}, 1},
		{"twice as written", "Iran said Iran would.", "Iran", []string{"Iran", "Iran"}, 2},
		{"part of a word", "A woman of Oman.", "oman", nil, 0},
		{"part of a compound", "US-led talks", "US", []string{"US"}, 1},
		{"before a possessive", "Iran’s army", "Iran", []string{"Iran"}, 1},
		{"another case", "Iran", "iran", nil, 0},
		{"other quotation marks", "“Iran’s duty” stands.", `"Iran's duty"`, []string{"“Iran’s duty”"}, 1},
		{"other white space", "held\n  talks", "held talks", []string{"held\n  talks"}, 1},
		{"no-break space", "2\u00a0million", "2 million", []string{"2\u00a0million"}, 1},
		{"other marks, twice", "Iran’s and Iran‘s", "Iran's", nil, 2},
		{"as written goes before other marks", "Iran’s and Iran's", "Iran's", []string{"Iran's"}, 1},
		{"other dash", "2024–2026", "2024-2026", nil, 0},
		{"another script", "伊朗和美国", "美国", []string{"美国"}, 1},
		{"nothing", "Iran", "  ", nil, 0},
		{"longer than the text", "Iran", "Iran and Oman", nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			at, many := locate(c.text, c.text, span{0, len(c.text)}, c.words)
			var got []string
			for _, s := range at {
				got = append(got, c.text[s.start:s.end])
			}
			if diff := cmp.Diff(c.want, got); diff != "" || many != c.many {
				t.Errorf("found %d (-want +got):\n%s", many, diff)
			}
		})
	}
}

// Markup is covered in what the model sees; the claim has the text's bytes.
func TestMarkup(t *testing.T) {
	text := "---\ntitle: Iran meets nobody\n---\n\n# News\n\n**Iran**, and *[the](http://example.org) United\nStates* held [talks](http://example.org).\n"
	d, err := document.Read(strings.NewReader(text), "a.md", document.Given{Date: "2026-02-07"})
	if err != nil {
		t.Fatal(err)
	}
	s := newServer(t, func(_ int, text string) reply {
		if strings.ContainsAny(text, "*[#") {
			t.Errorf("the text sent has markup: %q", text)
		}
		return reply{content: findings(made{quote: "Iran, and the United States held talks.", relation: "negotiates-with", subject: iran, object: us})}
	})
	e, _ := extractor(t, s.options(t))
	r, err := e.ReadAll(t.Context(), d)
	if err != nil || len(r.Claims) != 1 {
		t.Fatalf("%d claims, %v, error %v", len(r.Claims), r.Rejections, err)
	}
	c := r.Claims[0]
	if c.Object.Mention != "the](http://example.org) United\nStates" || !strings.HasPrefix(c.Quote, "Iran**, and *[the") || c.CheckText(text) != nil {
		t.Errorf("claim is %+v", c)
	}
}

func TestResolve(t *testing.T) {
	e, _ := extractor(t, Options{URL: "http://127.0.0.1/v1", Model: "m"})
	text := "The talks. Biden, Trump, Marcos, the US president, Iran's foreign minister, the president of France, Tehran, the Kremlin, " +
		"Iranian diplomats, he, us, the ministry, Hunter Biden, Georgia, Hamas, Amazon workers and the Russian Central Bank and Jane Doe."
	for _, c := range []struct {
		mention, label, typ, day string
		want                     string // ID, or part of the error
	}{
		{"Trump", "Donald Trump", "Person", "2026-02-07", "actor:donald-trump"},
		{"the US president", "Joe Biden", "Person", "2026-02-07", "actor:donald-trump"},
		{"the US president", "Donald Trump", "Person", "2022-06-01", "actor:joe-biden"},
		{"Iran's foreign minister", "x", "Person", "2026-02-07", "actor:abbas-araghchi"},
		{"the president of France", "x", "Person", "2026-02-07", "actor:emmanuel-macron"},
		{"Tehran", "Iran", "State", "2026-02-07", "actor:iran"},
		{"Tehran", "Tehran", "Place", "2026-02-07", "actor:tehran"},
		{"the Kremlin", "Kremlin", "Government", "2026-02-07", "actor:russia"},
		{"Iranian", "Iran", "State", "2026-02-07", "actor:iran"},
		{"us", "Hamas", "ArmedGroup", "2026-02-07", "actor:hamas"},
		{"he", "Donald Trump", "Person", "2026-02-07", "actor:donald-trump"},
		{"he", "he", "Person", "2026-02-07", "is no name"},
		{"he", "Xi Jinping", "Person", "2026-02-07", "named nowhere"},
		{"Biden", "Joe Biden", "Person", "2026-02-07", "actor:joe-biden"},
		{"Biden", "Hunter Biden", "Person", "2026-02-07", "actor:hunter-biden"},
		{"Georgia", "Georgia", "State", "2026-02-07", "actor:georgia"},
		{"Georgia", "Georgia", "Place", "2026-02-07", "actor:georgia-us"},
		{"Hamas", "Hamas", "Group", "2026-02-07", "actor:hamas"},
		{"Jane Doe", "Jane Doe", "Person", "2026-02-07", "actor:jane-doe"},
		{"The talks", "Ministry of Fish", "Government", "2026-02-07", "named nowhere"},
		{"Jane Doe", strings.Repeat("Jane ", 50), "Person", "2026-02-07", "too long for a name"},
		{"The talks", "…", "Event", "2026-02-07", "the label is empty"},
		{"Iranian diplomats", "Iranian diplomats", "Group", "", "actor:iranian-diplomats"},
	} {
		d := document.Plain("a.txt", c.day, text)
		v := newVerifier(e, &d, nil)
		a, r := v.actor("subject", span{0, len(text)}, span{}, &party{c.mention, c.label, c.typ})
		got := a.ID
		if r != nil {
			got = r.why
		}
		if r == nil && got != c.want || r != nil && !strings.Contains(got, c.want) {
			t.Errorf("%q, %q, a %s, on %s: %s, want %s", c.mention, c.label, c.typ, c.day, got, c.want)
		}
	}
}

// Of two mentions of a name, the one apart from the other party is meant.
func TestMentionsApart(t *testing.T) {
	d := document.Plain("a.txt", "2026-02-07", "Iranian Foreign Minister Abbas Araghchi left Iranian territory.")
	e, _ := extractor(t, Options{URL: "http://127.0.0.1/v1", Model: "m"})
	v := newVerifier(e, &d, []int{0})
	quote, relation, status := d.Text, "represents", "asserted"
	c, _, r := v.claim(span{0, len(d.Text)}, &finding{
		Quote: &quote, Relation: &relation, Status: &status,
		Subject: &party{"Iranian Foreign Minister Abbas Araghchi", "Abbas Araghchi", "Person"}, Object: &party{"Iranian", "Iran", "State"},
	})
	if r != nil {
		t.Fatal(r.why)
	}
	if c.Object.Start != strings.LastIndex(d.Text, "Iranian") || c.Subject.ID != "actor:abbas-araghchi" {
		t.Errorf("claim is %+v", c)
	}
}

// Chunks are the prose in order, whole but for white space, and never too
// long; halves are never empty.
func TestChunks(t *testing.T) {
	word := rapid.StringMatching(`[a-zé伊’,]{1,12}[ .\n]{1,3}`)
	rapid.Check(t, func(t *rapid.T) {
		prose := strings.Join(rapid.SliceOfN(word, 1, 300).Draw(t, "words"), "")
		if rapid.Bool().Draw(t, "one word") {
			prose = strings.Join(strings.Fields(prose), "")
		}
		size := rapid.IntRange(minChunk, 900).Draw(t, "size")
		c := &cutter{prose: prose}
		for i := range prose {
			if strings.HasPrefix(prose[i:], ". ") {
				c.sentences = append(c.sentences, i+2)
			}
		}
		var whole strings.Builder
		last := 0
		for _, s := range c.cut(span{0, len(prose)}, size) {
			part := prose[s.start:s.end]
			if s.start < last || len(part) > size || !utf8.ValidString(part) {
				t.Fatalf("chunk %d to %d after %d: %q", s.start, s.end, last, part)
			}
			last = s.end
			whole.WriteString(part)
			halves := c.halve(s)
			if len(halves) == 2 && (halves[0].end > halves[1].start || halves[0].end-halves[0].start >= len(part)) {
				t.Fatalf("halves %v of %v", halves, s)
			}
		}
		letters := func(s string) string {
			return strings.Map(func(r rune) rune {
				if strings.ContainsRune(" \n.,’", r) {
					return -1
				}
				return r
			}, s)
		}
		if letters(whole.String()) != letters(prose) {
			t.Fatalf("the chunks are not the text")
		}
	})
}

// Whatever an answer is, no claim is made that does not stand in the text.
func FuzzAnswer(f *testing.F) {
	d := talks()
	f.Add(findings(talksFinding()), d.Text)
	f.Add(`{"findings":[{"quote":"Iran","subject":{"mention":"Iran"},"relation":"meets","object":{},"status":""}]}`, "Iran")
	f.Add(`{"findings":[null,1,"",[],{}]}`, "“Iran’s”\u00a0\xff")
	f.Add(`{"findings":[`, "")
	f.Add(strings.ReplaceAll(findings(talksFinding()), "2026-02-06", "2026-99"), d.Text+"\n\n"+d.Text)
	e, _ := extractor(f, Options{URL: "http://127.0.0.1/v1", Model: "m"})
	f.Fuzz(func(t *testing.T, content, text string) {
		a := answer{Finish: finishStop, Content: content}
		if a.read() != nil || len(text) > 4000 {
			return
		}
		d := document.Plain("a.txt", "2026-02-07", text)
		v := newVerifier(e, &d, []int{0})
		v.chunk(answered{span{0, len(d.Prose)}, a})
		r := v.reading()
		if got := len(r.Claims) + len(v.refused) + v.repeated; got != len(a.findings) {
			t.Errorf("%d findings, %d accounted for", len(a.findings), got)
		}
		for _, c := range r.Claims {
			if err := c.Check(schema.Builtin()); err != nil {
				t.Error(err)
			}
			if err := c.CheckText(text); err != nil {
				t.Error(err)
			}
			for _, m := range []*graph.Actor{&c.Subject, &c.Object, c.Place, c.Speaker} {
				if m != nil && (m.Mention == "" || text[m.Start:m.End] != m.Mention) {
					t.Errorf("%q does not stand at %d to %d", m.Mention, m.Start, m.End)
				}
			}
		}
	})
}
