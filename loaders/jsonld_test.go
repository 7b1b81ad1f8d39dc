package loaders

import (
	"context"
	"strings"
	"testing"

	"entente/graph"
	"entente/schema"
)

type rdfSink struct {
	claims   []string
	rejected []graph.Rejection
}

func (s *rdfSink) Begin(context.Context, graph.Source) error         { return nil }
func (s *rdfSink) Describe(context.Context, graph.Description) error { return nil }
func (s *rdfSink) End(context.Context) error                         { return nil }
func (s *rdfSink) Reject(r graph.Rejection)                          { s.rejected = append(s.rejected, r) }
func (s *rdfSink) Claim(_ context.Context, c graph.Claim) error {
	s.claims = append(s.claims, c.Subject.ID+" "+c.Relation+" "+c.Object.ID)
	return nil
}

const jsonLDText = `{"@context": {"r": "https://entente.example/rel/", "a": "https://entente.example/actor/"}, "@id": "a:iran", "r:borders": [{"@id": "a:turkey"}, {"@id": "a:iraq"}], "r:trades-with": {"@id": "a:china"}}`

func TestRDF(t *testing.T) {
	o := Options{Vocabulary: schema.Builtin(), Base: graph.DefaultBase}
	for _, c := range []struct {
		name, text string
		load       func(context.Context, *rdfSink, string) error
	}{
		{"jsonld", jsonLDText, func(ctx context.Context, s *rdfSink, text string) error {
			return loadJSONLD(ctx, strings.NewReader(text), "x.jsonld", s, o)
		}},
	} {
		var s rdfSink
		if err := c.load(context.Background(), &s, c.text); err != nil || len(s.rejected) > 0 {
			t.Fatalf("%s: %v %v", c.name, err, s.rejected)
		}
		want := "actor:iran borders actor:iraq"
		if len(s.claims) != 3 || !strings.Contains(strings.Join(s.claims, "\n"), want) {
			t.Errorf("%s: got %q", c.name, s.claims)
		}
	}
	if !isJSONLD([]byte(jsonLDText)) {
		t.Error("not told apart")
	}
}

// Contexts elsewhere are not fetched; JSON nested 10^5 deep is refused.
func TestRDFRefused(t *testing.T) {
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

func FuzzRDF(f *testing.F) {
	f.Add([]byte(jsonLDText))
	f.Fuzz(func(t *testing.T, text []byte) {
		_, _ = jsonLD(text)
	})
}
