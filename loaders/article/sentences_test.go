package article_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"entente/graph"
	"entente/loaders/article"
	"entente/loaders/article/document"
	"entente/schema"
)

var newReader = sync.OnceValues(func() (*article.Reader, error) { return article.New(article.Options{}) })

func reader(t testing.TB) *article.Reader {
	t.Helper()
	r, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// readAll reads what is too unsure to be given unasked too: the sentences test
// what the grammar finds.
var readAll = sync.OnceValues(func() (*article.Reader, error) { return article.New(article.Options{MinConfidence: -1}) })

func read(t testing.TB, text string) []graph.Claim {
	t.Helper()
	return readBy(t, reader(t), text)
}

func readBy(t testing.TB, r *article.Reader, text string) []graph.Claim {
	t.Helper()
	day := "2025-03-14"
	if d, rest, ok := strings.Cut(strings.TrimPrefix(text, "["), "] "); ok && strings.HasPrefix(text, "[") {
		day, text = d, rest
	}
	text = strings.ReplaceAll(text, " ¶ ", "\n\n")
	claims, err := r.Read(context.Background(), document.Plain("test", day, text))
	if err != nil {
		t.Fatalf("reading %q: %v", text, err)
	}
	return claims
}

// want is a line of sentences.txt under a sentence.
type want struct {
	line                      int
	subject, relation, object string
	status                    graph.Status
	absent                    bool
	more                      map[string]string
}

// sentence is a sentence of sentences.txt with what must be read from it.
type sentence struct {
	line int
	text string
	want []want
}

// readSentences reads the file; see its head for the form.
func readSentences(t testing.TB, path string) []sentence {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []sentence
	scanner := bufio.NewScanner(f)
	for n := 1; scanner.Scan(); n++ {
		line := scanner.Text()
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case !strings.HasPrefix(line, " "):
			out = append(out, sentence{line: n, text: line})
		default:
			w := want{line: n, status: graph.Asserted, more: map[string]string{}}
			line = strings.TrimSpace(line)
			if rest, ok := strings.CutPrefix(line, "!"); ok {
				w.absent, line = true, rest
			}
			parts := strings.Split(line, "|")
			if len(parts) < 3 {
				t.Fatalf("%s:%d: want subject | relation | object", path, n)
			}
			w.subject, w.relation, w.object = strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1]), strings.TrimSpace(parts[2])
			if _, ok := schema.Builtin().Relation(w.relation); !ok {
				t.Fatalf("%s:%d: the vocabulary has no %q, which no claim can be of", path, n, w.relation)
			}
			for _, p := range parts[3:] {
				for _, field := range strings.SplitAfter(strings.TrimSpace(p), " time=") {
					field = strings.TrimSuffix(field, " time=")
					if name, value, ok := strings.Cut(field, "="); ok {
						w.more[name] = value
					} else if len(w.more) > 0 {
						w.more["time"] = field
					} else {
						w.status = graph.Status(field)
					}
				}
			}
			out[len(out)-1].want = append(out[len(out)-1].want, w)
		}
	}
	return out
}

// meets tells whether a claim is the wanted one.
func (w want) meets(c graph.Claim) bool {
	if c.Subject.Label != w.subject || c.Relation != w.relation || c.Object.Label != w.object || !w.absent && c.Status != w.status {
		return false
	}
	got := map[string]string{"time": c.Time.EDTF}
	if c.Amount != nil {
		got["amount"] = fmt.Sprint(c.Amount.Value, " ", c.Amount.Unit)
	}
	if c.Place != nil {
		got["place"] = c.Place.Label
	}
	if c.Speaker != nil {
		got["speaker"] = c.Speaker.Label
	}
	for name, value := range w.more {
		if got[name] != value {
			return false
		}
	}
	return true
}

func describe(claims []graph.Claim) string {
	var b strings.Builder
	for _, c := range claims {
		fmt.Fprintf(&b, "\n      %s | %s | %s | %s", c.Subject.Label, c.Relation, c.Object.Label, c.Status)
		if c.Time.EDTF != "" {
			fmt.Fprintf(&b, " time=%s", c.Time.EDTF)
		}
		if c.Amount != nil {
			fmt.Fprintf(&b, " amount=%v %s", c.Amount.Value, c.Amount.Unit)
		}
		if c.Speaker != nil {
			fmt.Fprintf(&b, " speaker=%s", c.Speaker.Label)
		}
		fmt.Fprintf(&b, "  [%s]", c.Rule)
	}
	if b.Len() == 0 {
		return " nothing"
	}
	return b.String()
}

func TestSentences(t *testing.T) {
	for _, file := range []string{"sentences.txt", "news.txt", "phenomena.txt", "wire.txt", "courts_and_forces.txt"} {
		t.Run(file, func(t *testing.T) { testSentences(t, "testdata/"+file) })
	}
}

func testSentences(t *testing.T, path string) {
	r, err := readAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range readSentences(t, path) {
		t.Run(fmt.Sprintf("line %d", s.line), func(t *testing.T) {
			claims := readBy(t, r, s.text)
			for _, w := range s.want {
				found := false
				for _, c := range claims {
					found = found || w.meets(c)
				}
				switch {
				case w.absent && found:
					t.Errorf("line %d: %s\n   must not give %s | %s | %s, gives%s", w.line, s.text, w.subject, w.relation, w.object, describe(claims))
				case !w.absent && !found:
					t.Errorf("line %d: %s\n   lacks %s | %s | %s | %s %v, gives%s", w.line, s.text, w.subject, w.relation, w.object, w.status, w.more, describe(claims))
				}
			}
		})
	}
}

// What is more likely wrong than right is not given unasked, and why-not says
// why.
func TestTooUnsure(t *testing.T) {
	const text = "Argentine president Ana Lopes issues a decree seeking parliamentary approval to bar or expel foreigners accused of theft."
	w := want{subject: "Ana Lopes", relation: "expels", object: "foreigners", status: graph.Planned}
	all, err := readAll()
	if err != nil {
		t.Fatal(err)
	}
	if claims := readBy(t, all, text); !slices.ContainsFunc(claims, w.meets) {
		t.Errorf("all claims: %s: want that she expels foreigners", describe(claims))
	}
	if claims := read(t, text); slices.ContainsFunc(claims, w.meets) {
		t.Errorf("sure claims: %s: want not that she expels foreigners", describe(claims))
	}
	findings, err := reader(t).WhyNot(context.Background(), document.Plain("test", "2025-03-14", text), "Ana Lopes", "expels", "foreigners")
	if err != nil {
		t.Fatal(err)
	}
	if len(findings) == 0 || findings[0].Step != "dropped" || !strings.Contains(findings[0].Says, "too unsure: confidence 0.") {
		t.Errorf("why not: %+v: want that it was dropped as too unsure", findings)
	}
}
