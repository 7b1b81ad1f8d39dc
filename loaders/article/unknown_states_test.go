package article_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"entente/loaders/article"
	"entente/loaders/article/document"
	"entente/loaders/gazetteer"
)

// TestUnknownStatesAreReadAsKnown shows that states of a user's lexicon, of
// whose names the reader of syntax never heard, act in a text as others do.
func TestUnknownStatesAreReadAsKnown(t *testing.T) {
	builtin, err := gazetteer.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	gaz, err := builtin.With("lexicon.yaml", strings.NewReader(`states:
- {id: actor:zubrowka, label: Zubrowka, type: State, adjectives: [Zubrowkan], demonyms: [Zubrowkan, Zubrowkans]}
- {id: actor:krakozhia, label: Krakozhia, type: State, adjectives: [Krakozhian], demonyms: [Krakozhian, Krakozhians]}
people:
- {name: Pimpernel, also: [Scarpelot, Blakenor]}
`))
	if err != nil {
		t.Fatal(err)
	}
	r, err := article.New(article.Options{Gazetteer: gaz})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Four people were killed in a Zubrowkan glide bomb strike on a school in Krakozhia.":        "Zubrowka attacks school",
		"The report blames Zubrowkan and Kenyan strikes on Krakozhia.":                              "Kenya attacks Krakozhia",
		"Zubrowka condemned Scarpelot.":                                                             "Zubrowka criticises Pimpernel",
		"Scarpelot condemned Zubrowka.":                                                             "Pimpernel criticises Zubrowka",
		"Evil Krakozhia, the proud Zubrowka, and Kenya welcomed a deal with Togo, the agency said.": "Krakozhia praises Togo",
		"Zubrowka on Monday signed a fishing pact with Krakozhia.":                                  "Zubrowka signs-agreement-with Krakozhia",
	} {
		claims, err := r.Read(context.Background(), document.Plain("test", "2025-03-14", text))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range claims {
			got = append(got, c.Subject.Label+" "+c.Relation+" "+c.Object.Label)
		}
		if !slices.Contains(got, want) {
			t.Errorf("%s\ngave %q, want among them %q", text, got, want)
		}
	}
}
