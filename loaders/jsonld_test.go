package loaders

import (
	"context"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/schema"
)

type quadSink struct {
	claims   []string
	rejected []graph.Rejection
}

func (s *quadSink) Begin(context.Context, graph.Source) error         { return nil }
func (s *quadSink) Describe(context.Context, graph.Description) error { return nil }
func (s *quadSink) End(context.Context) error                         { return nil }
func (s *quadSink) Reject(r graph.Rejection)                          { s.rejected = append(s.rejected, r) }
func (s *quadSink) Claim(_ context.Context, c graph.Claim) error {
	s.claims = append(s.claims, c.Subject.ID+" "+c.Relation+" "+c.Object.ID)
	return nil
}

const jsonLDText = `{"@context": {"r": "https://entente.example/rel/", "a": "https://entente.example/actor/"}, "@id": "a:iran", "r:borders": [{"@id": "a:turkey"}, {"@id": "a:iraq"}], "r:trades-with": {"@id": "a:china"}}`

func TestJSONLD(t *testing.T) {
	if !isJSONLD([]byte(jsonLDText)) {
		t.Error("not told apart")
	}
	var s quadSink
	o := Options{Vocabulary: schema.Builtin(), Base: graph.DefaultBase}
	if err := loadJSONLD(t.Context(), strings.NewReader(jsonLDText), "x.jsonld", &s, o); err != nil || len(s.rejected) > 0 {
		t.Fatal(err, s.rejected)
	}
	want := []string{"actor:iran borders actor:iraq", "actor:iran borders actor:turkey", "actor:iran trades-with actor:china"}
	if !slices.Equal(s.claims, want) {
		t.Errorf("got %q, want %q", s.claims, want)
	}
}

// Contexts elsewhere are not fetched; JSON nested 10^5 deep is refused.
func TestJSONLDRefused(t *testing.T) {
	for _, text := range []string{
		`{"@context": "http://127.0.0.1:1/context.jsonld", "@id": "x"}`,
		strings.Repeat("[", 100000) + strings.Repeat("]", 100000),
		`{"@context": `,
	} {
		if _, err := jsonLD([]byte(text)); err == nil {
			t.Errorf("%.60s was read", text)
		}
	}
}

func FuzzJSONLD(f *testing.F) {
	f.Add([]byte(jsonLDText))
	f.Fuzz(func(t *testing.T, text []byte) {
		_, _ = jsonLD(text)
	})
}
