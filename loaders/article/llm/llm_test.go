package llm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/loaders/article/document"
	"entente/schema"
)

func TestRead(t *testing.T) {
	sure := 1.7
	s := newServer(t, func(int, string) reply {
		return reply{content: findings(
			made{quote: "Tehran exported oil worth $2 billion to China in 2025.", relation: "exports-to",
				subject: party{"Tehran", "Iran", "State"}, object: china, time: "2025", amount: &amounts{2e9, "usd"}, confidence: &sure},
			talksFinding(),
		)}
	})
	e, _ := extractor(t, s.options(t))
	d := talks()
	claims, err := e.Read(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range claims {
		if err := c.Check(schema.Builtin()); err != nil {
			t.Errorf("%s: %v", c.Quote, err)
		}
		if err := c.CheckText(d.Text); err != nil {
			t.Error(err)
		}
		line := fmt.Sprintf("%d %s %s %s %s %q %v %s", c.Sentence, c.Subject.ID, c.Relation, c.Object.ID, c.Time.EDTF, c.Subject.Mention, c.Confidence, c.Rule)
		if c.Place != nil {
			line += " in " + c.Place.ID
		}
		if c.Amount != nil {
			line += fmt.Sprintf(" %v %s", c.Amount.Value, c.Amount.Unit)
		}
		got = append(got, line)
	}
	want := []string{
		`1 actor:iran negotiates-with actor:united-states 2026-02-06 "Iran" 0.6 llm:test-model in actor:muscat`,
		`3 actor:iran exports-to actor:china 2025 "Tehran" 0.95 llm:test-model 2e+09 USD`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
	if got, want := e.Usage().String(), "1 request; 1,000 tokens in, 100 out; 0.0020 USD; 0s waiting; 2 claims"; got != want {
		t.Errorf("usage is %q, want %q", got, want)
	}
}

func TestRefused(t *testing.T) {
	with := func(change func(*made)) made {
		m := talksFinding()
		change(&m)
		return m
	}
	for _, c := range []struct {
		name    string
		finding made
		want    string // start of the reason after "refused: "; "" for a claim
		left    string // what is said to be left out
	}{
		{"good", talksFinding(), "", ""},
		{"invented quote", with(func(m *made) { m.quote = "Iran and the United States signed a treaty." }), "Iran negotiates-with United States: the quote", ""},
		{"quote cut within a word", with(func(m *made) { m.quote = "ran and the United States held talks in Muscat" }), "Iran negotiates-with United States: the quote", ""},
		{"empty quote", with(func(m *made) { m.quote = " " }), "Iran negotiates-with United States: the quote", ""},
		{"mention outside the quote", with(func(m *made) { m.object = oman }), `Iran negotiates-with Oman: the object's mention "Oman" does not stand`, ""},
		{"mention within a word", with(func(m *made) { m.object.Mention = "the United State" }), "Iran negotiates-with United States: the object's mention", ""},
		{"unknown relation", with(func(m *made) { m.relation = "negotiates" }), `Iran negotiates United States: unknown relation "negotiates": did you mean negotiates-with`, ""},
		{"unknown type", with(func(m *made) { m.object.Type = "Country" }), "Iran negotiates-with United States: object: unknown entity type", ""},
		{"unknown status", with(func(m *made) { m.status = "true" }), "Iran negotiates-with United States: the status", ""},
		{"types the relation does not take", with(func(m *made) { m.relation = "flagged-in" }), "Iran flagged-in United States: flagged-in takes Vessel", ""},
		{"one actor with itself", with(func(m *made) { m.object = party{"Iran", "Iran", "State"} }), "Iran negotiates-with Iran: subject and object are the same", ""},
		{"label out of nowhere", with(func(m *made) { m.object = party{"talks", "Qatar", "State"} }), `Iran negotiates-with Qatar: object: the label "Qatar" is named nowhere`, ""},
		{"speaker not in the quote", with(func(m *made) { m.speaker = &oman }), "Iran negotiates-with United States: the speaker's mention", ""},
		{"place not in the quote", with(func(m *made) { m.place = &china }), "", "its place"},
		{"no such date", with(func(m *made) { m.time = "last Friday" }), "", "its time"},
		{"year from elsewhere", with(func(m *made) { m.time = "1979" }), "", "its time: 1979 is a year"},
		{"amount not in the quote", with(func(m *made) { m.amount = &amounts{5, "USD"} }), "", "its amount"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newServer(t, func(int, string) reply { return reply{content: findings(c.finding)} })
			o := s.options(t)
			var told []graph.Rejection
			o.Reject = func(r graph.Rejection) { told = append(told, r) }
			e, _ := extractor(t, o)
			claims, err := e.Read(t.Context(), talks())
			if err != nil {
				t.Fatal(err)
			}
			if refused := c.want != ""; (len(claims) == 0) != refused {
				t.Errorf("%d claims, told %v", len(claims), told)
			}
			want := ""
			switch {
			case c.want != "":
				want = "refused: " + c.want
			case c.left != "":
				want = "Iran negotiates-with United States: kept without " + c.left
			}
			if want == "" {
				if len(told) > 0 {
					t.Errorf("told %v", told)
				}
				return
			}
			if len(told) != 1 || !strings.HasPrefix(told[0].Reason, want) || told[0].File != "talks.txt" {
				t.Errorf("told %v, want %q", told, want)
			}
			u := e.Usage()
			if got := len(u.Refused) + u.LeftOut; got != 1 {
				t.Errorf("counted %+v", u)
			}
		})
	}
}

// An answer with one bad finding in it keeps the others.
func TestFindingsAlone(t *testing.T) {
	good, err := json.Marshal(json.RawMessage(findings(talksFinding())))
	if err != nil {
		t.Fatal(err)
	}
	one := strings.TrimSuffix(strings.TrimPrefix(string(good), `{"findings":[`), `]}`)
	for _, c := range []struct{ name, other, want string }{
		{"a number", `7`, "a finding is not what the schema asks for"},
		{"fields missing", `{"quote":"Iran"}`, "subject is missing"},
		{"a field too many", `{"quote":"Iran","offset":3}`, "unknown field"},
		{"the same again", one, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newServer(t, func(int, string) reply { return reply{content: `{"findings":[` + c.other + "," + one + `]}`} })
			e, _ := extractor(t, s.options(t))
			r, err := e.ReadAll(t.Context(), talks())
			if err != nil || len(r.Claims) != 1 {
				t.Fatalf("%d claims, error %v", len(r.Claims), err)
			}
			if c.want == "" {
				if len(r.Rejections) != 0 || e.Usage().Repeated != 1 {
					t.Errorf("rejections %v, usage %+v", r.Rejections, e.Usage())
				}
			} else if len(r.Rejections) != 1 || !strings.Contains(r.Rejections[0].Reason, c.want) {
				t.Errorf("rejections %v, want %q", r.Rejections, c.want)
			}
		})
	}
}

func TestTruncatedAnswerSplitsTheText(t *testing.T) {
	var text strings.Builder
	for i := range 12 {
		fmt.Fprintf(&text, "On day %d Iran and the United States held talks in Muscat, which is the capital of Oman and lies on the sea. ", i+1)
	}
	d := document.Plain("long.txt", "2026-02-07", text.String())
	s := newServer(t, func(_ int, text string) reply {
		if len(text) > 600 {
			return reply{content: `{"findings":[{"quo`, finish: "length"}
		}
		i := strings.Index(text, "On day ")
		quote := text[i : i+strings.Index(text[i:], ".")+1]
		return reply{content: findings(made{quote: quote, relation: "negotiates-with", subject: iran, object: us})}
	})
	o := s.options(t)
	o.Cache = t.TempDir()
	e, _ := extractor(t, o)
	r, err := e.ReadAll(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Rejections) > 0 {
		t.Errorf("rejections %v", r.Rejections)
	}
	if u := e.Usage(); u.Truncated == 0 || len(r.Claims) != u.Requests-u.Truncated || len(r.Claims) < 3 {
		t.Errorf("%d claims, %s", len(r.Claims), u)
	}
	var whole string
	for _, q := range s.sent() {
		if len(q.text) <= 600 {
			whole += q.text + " "
		}
	}
	if diff := cmp.Diff(strings.TrimSpace(text.String()), strings.TrimSpace(whole)); diff != "" {
		t.Errorf("the parts are not the text (-want +got):\n%s", diff)
	}
	// Cut-off answers are known too: nothing is asked twice.
	n := len(s.sent())
	again, err := e.ReadAll(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r, again); diff != "" || len(s.sent()) != n {
		t.Errorf("%d requests more; claims (-first +second):\n%s", len(s.sent())-n, diff)
	}
}

func TestCache(t *testing.T) {
	s := newServer(t, func(int, string) reply { return reply{content: findings(talksFinding())} })
	o := s.options(t)
	o.Cache = filepath.Join(t.TempDir(), "entente", "llm")
	read := func(o Options) ([]graph.Claim, Usage) {
		t.Helper()
		e, _ := extractor(t, o)
		claims, err := e.Read(t.Context(), talks())
		if err != nil {
			t.Fatal(err)
		}
		return claims, e.Usage()
	}
	first, u := read(o)
	if u.Requests != 1 || u.CacheHits != 0 {
		t.Fatalf("first run: %s", u)
	}
	files, err := filepath.Glob(filepath.Join(o.Cache, "*", "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("files %v, error %v", files, err)
	}
	kept, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(kept), testKey) {
		t.Error("the key is in the cache")
	}

	offline := o
	offline.URL = "http://127.0.0.1:1/v1"
	second, u := read(offline)
	if diff := cmp.Diff(first, second); diff != "" || u.Requests != 0 || u.CacheHits != 1 || u.Saved != 1100 {
		t.Errorf("second run: %s; claims (-first +second):\n%s", u, diff)
	}

	for name, damaged := range map[string][]byte{
		"empty": {}, "cut": kept[:len(kept)/2], "changed": []byte(strings.Replace(string(kept), "Muscat", "Geneva", 1)),
		"no digest": kept[65:],
	} {
		if err := os.WriteFile(files[0], damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		third, u := read(o)
		if diff := cmp.Diff(first, third); diff != "" || u.Requests != 1 || u.CacheBad != 1 {
			t.Errorf("%s: %s; claims (-first +third):\n%s", name, u, diff)
		}
		if now, err := os.ReadFile(files[0]); err != nil || string(now) != string(kept) {
			t.Errorf("%s: the file was not replaced", name)
		}
	}

	other := o
	other.Model = "another"
	if _, u := read(other); u.Requests != 1 {
		t.Errorf("another model: %s", u)
	}
	more := o
	more.MaxTokens = 100
	if _, u := read(more); u.Requests != 1 {
		t.Errorf("other parameters: %s", u)
	}
}

func TestLoad(t *testing.T) {
	s := newServer(t, func(int, string) reply {
		return reply{content: findings(talksFinding(), made{quote: "no", subject: iran, object: us, relation: "meets"})}
	})
	e, _ := extractor(t, s.options(t))
	var sink recorder
	if err := e.Load(t.Context(), talks(), &sink); err != nil {
		t.Fatal(err)
	}
	want := "begin talks.txt, describe actor:iran, describe actor:united-states, describe actor:muscat, claim actor:united-states, reject, end"
	if got := strings.Join(sink, ", "); got != want {
		t.Errorf("the sink heard %s, want %s", got, want)
	}
}

// recorder is a sink that writes down what it hears.
type recorder []string

func (r *recorder) hear(s string) error { *r = append(*r, s); return nil }

func (r *recorder) Begin(_ context.Context, s graph.Source) error { return r.hear("begin " + s.ID) }
func (r *recorder) Describe(_ context.Context, d graph.Description) error {
	if !d.Gazetteer {
		return errors.New("a description of the gazetteer does not say so")
	}
	return r.hear("describe " + d.Actor.ID)
}
func (r *recorder) Claim(_ context.Context, c graph.Claim) error {
	return r.hear("claim " + c.Object.ID)
}
func (r *recorder) End(context.Context) error { return r.hear("end") }
func (r *recorder) Reject(graph.Rejection)    { r.hear("reject") } //nolint:errcheck // is nil

// Chunks asked about at once give what they give one by one.
func TestParallel(t *testing.T) {
	var text strings.Builder
	for i := range 60 {
		fmt.Fprintf(&text, "On day %d Iran and the United States held talks in Muscat.\n\n", i+1)
	}
	d := document.Plain("long.txt", "2026-02-07", text.String())
	s := newServer(t, func(_ int, text string) reply {
		var all []made
		for line := range strings.Lines(text) {
			all = append(all, made{quote: strings.TrimSpace(line), relation: "negotiates-with", subject: iran, object: us})
		}
		return reply{content: findings(all...)}
	})
	var readings []Reading
	for _, n := range []int{1, 8} {
		o := s.options(t)
		o.Parallel, o.ChunkBytes = n, minChunk
		e, _ := extractor(t, o)
		r, err := e.ReadAll(t.Context(), d)
		if err != nil || len(r.Claims) != 60 {
			t.Fatalf("%d claims, error %v, %v", len(r.Claims), err, r.Rejections)
		}
		readings = append(readings, r)
	}
	if diff := cmp.Diff(readings[0], readings[1]); diff != "" {
		t.Errorf("one by one and at once (-one +eight):\n%s", diff)
	}
	for i, c := range readings[0].Claims {
		if c.Sentence != i+1 {
			t.Errorf("claim %d is of sentence %d", i+1, c.Sentence)
			break
		}
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := newServer(t, func(int, string) reply { cancel(); return reply{hang: true} })
	e, _ := extractor(t, s.options(t))
	if _, err := e.Read(ctx, talks()); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
	if len(s.sent()) != 1 {
		t.Errorf("%d requests", len(s.sent()))
	}
}

func TestTimeout(t *testing.T) {
	s := newServer(t, func(int, string) reply { return reply{hang: true} })
	o := s.options(t)
	o.Timeout, o.Tries = time.Millisecond, 2
	e, _ := extractor(t, o)
	_, err := e.Read(t.Context(), talks())
	if err == nil || !strings.Contains(err.Error(), "given up after 2 tries: no answer within 1ms") {
		t.Errorf("error is %v", err)
	}
}
