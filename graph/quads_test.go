package graph_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph"
	"entente/schema"
)

const text = "Muscat, 6 Feb. Oman's foreign minister hosted Iran and the United States, an official said."

// claim is a claim about text with every field in use.
func claim() graph.Claim {
	start, end := strings.Index(text, "Oman"), len(text)
	at := func(id, label, typ, mention string) graph.Actor {
		i := strings.Index(text, mention)
		return graph.Actor{ID: id, Label: label, Type: typ, Mention: mention, Start: i, End: i + len(mention)}
	}
	place, speaker := at("actor:oman", "Oman", "State", "Oman"), at("actor:official", "official", "Person", "official")
	c := graph.Claim{
		Subject: at("actor:oman", "Oman", "State", "Oman's"), Relation: "hosts", Object: at("actor:iran", "Iran", "State", "Iran"),
		Status: graph.Asserted, Time: graph.Time{EDTF: "2026-02-06", Earliest: "2026-02-06", Latest: "2026-02-06"},
		Amount: &graph.Amount{Value: 2, Unit: "parties"}, Place: &place, Speaker: &speaker,
		Source:   graph.Source{ID: "a b%c<d>.txt", Title: "Talks", Publisher: "Gulf Post", Published: "2026-02-07", URL: "https://example.org/1", SHA256: "00ff"},
		Sentence: 2, Start: start, End: end, Quote: text[start:end], Confidence: 0.875, Rule: "verb:host",
	}
	c.ID = c.Hash()
	return c
}

func ExampleClaim_Quads() {
	c := claim()
	c.Place, c.Speaker, c.Amount = nil, nil, nil
	for _, q := range c.Quads()[:5] {
		q.Label = quad.IRI("claim:…")
		fmt.Println(strings.ReplaceAll(q.NQuad(), string(c.ID), "claim:…"))
	}
	// Output:
	// <actor:oman> <rel:hosts> <actor:iran> <claim:…> .
	// <claim:…> <rdf:type> <ent:Claim> <claim:…> .
	// <claim:…> <rdf:subject> <actor:oman> <claim:…> .
	// <claim:…> <rdf:predicate> <rel:hosts> <claim:…> .
	// <claim:…> <rdf:object> <actor:iran> <claim:…> .
}

func TestClaimRoundTrip(t *testing.T) {
	for _, status := range graph.Statuses {
		c := claim()
		c.Status = status
		c.ID = c.Hash()
		if err := c.Check(schema.Builtin()); err != nil {
			t.Fatalf("%s: the claim is refused: %v", status, err)
		}
		if err := c.CheckText(text); err != nil {
			t.Fatal(err)
		}
		quads := c.Quads()
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(quads), func(i, j int) { quads[i], quads[j] = quads[j], quads[i] })
		got, err := graph.ClaimFromQuads(quads)
		if err != nil {
			t.Fatal(err)
		}
		want := c
		want.Source = graph.Source{ID: c.Source.ID}
		for _, a := range []*graph.Actor{&want.Subject, &want.Object} {
			a.Label, a.Type = "", ""
		}
		want.Place = &graph.Actor{ID: c.Place.ID, Mention: c.Place.Mention, Start: c.Place.Start, End: c.Place.End}
		want.Speaker = &graph.Actor{ID: c.Speaker.ID, Mention: c.Speaker.Mention, Start: c.Speaker.Start, End: c.Speaker.End}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", status, diff)
		}
		if got.Hash() != c.ID {
			t.Errorf("%s: the hash changed on the way", status)
		}
	}
}

func TestOnlyAssertedClaimsAreEdges(t *testing.T) {
	for _, status := range graph.Statuses {
		c := claim()
		c.Status = status
		edges := 0
		for _, q := range c.Quads() {
			if q.Label != quad.Value(quad.IRI(c.ID)) {
				t.Errorf("%v is not labelled with the claim", q)
			}
			if p := string(q.Predicate.(quad.IRI)); strings.HasPrefix(p, graph.RelationPrefix) {
				edges++
			}
		}
		if want := map[bool]int{true: 1}[status == graph.Asserted]; edges != want {
			t.Errorf("%s: %d edges, want %d", status, edges, want)
		}
	}
}

func TestCheckRefuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*graph.Claim)
		want   string
	}{
		{"unknown relation", func(c *graph.Claim) { c.Relation = "host" }, "did you mean hosts?"},
		{"no relation", func(c *graph.Claim) { c.Relation = "" }, "relation is missing"},
		{"status", func(c *graph.Claim) { c.Status = "maybe" }, "must be asserted"},
		{"no source", func(c *graph.Claim) { c.Source.ID = "" }, "source.id is missing"},
		{"no quote", func(c *graph.Claim) { c.Quote = "" }, "quote is missing"},
		{"wrong offset", func(c *graph.Claim) { c.End++ }, "bytes long"},
		{"negative offset", func(c *graph.Claim) { c.Start, c.End = -5, len(c.Quote)-5 }, "bytes long"},
		{"wrong mention", func(c *graph.Claim) { c.Object.Start++; c.Object.End++ }, `object: mention "Iran" does not stand`},
		{"mention outside", func(c *graph.Claim) { c.Subject.Start, c.Subject.End = 0, 6 }, "does not stand"},
		{"confidence", func(c *graph.Claim) { c.Confidence = 1.5 }, "from 0 to 1"},
		{"type", func(c *graph.Claim) { c.Object.Type = "Stat" }, "did you mean State"},
		{"no label", func(c *graph.Claim) { c.Subject.Label = "" }, "id and label"},
		{"id form", func(c *graph.Claim) { c.Subject.ID = "iran" }, "must be actor:"},
		{"same actor", func(c *graph.Claim) { c.Object = c.Subject }, "same actor"},
		{"speaker", func(c *graph.Claim) { c.Speaker.Mention = "nobody" }, "speaker"},
		{"time", func(c *graph.Claim) { c.Time.EDTF = "2026-13" }, "time"},
		{"unit", func(c *graph.Claim) { c.Amount.Unit = "" }, "amount.unit"},
		{"stale id", func(c *graph.Claim) { c.Amount.Value = 3 }, "leave the id out"},
	} {
		bad := claim()
		c.change(&bad)
		if c.name != "stale id" {
			bad.ID = bad.Hash()
		}
		if err := bad.Check(schema.Builtin()); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
	c := claim()
	if c.CheckText(text[1:]) == nil || c.CheckText("") == nil {
		t.Error("a quote that does not stand in the text is taken")
	}
}

func TestClaimFromQuadsRefuses(t *testing.T) {
	c := claim()
	for _, bad := range []quad.Quad{
		{Predicate: graph.QuoteStart, Object: quad.String("seven")},
		{Predicate: graph.RDFSubject, Object: quad.String("Iran")},
		{Predicate: graph.QuoteText, Object: quad.Int(7)},
		{Predicate: graph.SubjectAt, Object: quad.String("3-999")},
	} {
		bad.Subject, bad.Label = quad.IRI(c.ID), quad.IRI(c.ID)
		if _, err := graph.ClaimFromQuads(append(c.Quads(), bad)); err == nil || !strings.Contains(err.Error(), c.ID) {
			t.Errorf("%v: got %v, want an error that names the claim", bad, err)
		}
	}
	if _, err := graph.ClaimFromQuads(nil); err == nil {
		t.Error("no quads are read as a claim")
	}
}

func TestSourceIRI(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.String().Draw(t, "id")
		iri := graph.SourceIRI(id)
		if got := graph.SourceID(iri); got != id {
			t.Errorf("%q became %q", id, got)
		}
		if strings.ContainsAny(string(iri), " <>\"{}|\\^`\n") {
			t.Errorf("%q is no IRI", iri)
		}
	})
}

func TestNamespaces(t *testing.T) {
	for _, base := range []string{graph.DefaultBase, "urn:x:"} {
		for _, short := range []quad.IRI{"actor:iran", graph.RDFType, graph.QuoteStart, "wd:Q794", "source:https://example.org/a%20b", "urn:other"} {
			full := graph.Expand(short, base)
			if got := graph.Shorten(full, base); got != short {
				t.Errorf("base %s: %s became %s became %s", base, short, full, got)
			}
		}
	}
	if got := graph.Expand("actor:iran", graph.DefaultBase); got != "https://entente.example/actor/iran" {
		t.Errorf("actor:iran in full is %s", got)
	}
}

func TestFold(t *testing.T) {
	for name, want := range map[string]string{
		"The United States": "united states", "U.S.": "us", "Côte d’Ivoire": "cote divoire", "Al-Qaeda": "al qaeda", "  Łódź!": "lodz",
		"Türkiye": "turkiye", "Российская Федерация": "россииская федерация", "Theresa May": "theresa may", "…": "",
	} {
		if got := graph.Fold(name); got != want {
			t.Errorf("Fold(%q) = %q, want %q", name, got, want)
		}
	}
	if got := graph.ActorID("Abbas Araghchi"); got != "actor:abbas-araghchi" {
		t.Error(got)
	}
	if got := graph.ActorID("?!"); got != "" {
		t.Error(got)
	}
}

func TestDescriptionQuads(t *testing.T) {
	d := graph.Description{
		Actor:   graph.Actor{ID: "actor:iran", Label: "Iran", Type: "State"},
		Aliases: []string{"Persia", "IRAN", "Iran", "Persia", ""}, SameAs: []string{"wd:Q794"}, Codes: []string{"iso3:IRN"}, Within: "actor:middle-east",
	}
	var got []string
	for _, q := range d.Quads(graph.Gazetteer) {
		got = append(got, q.NQuad())
	}
	want := []string{
		`<actor:iran> <rdf:type> <type:State> <source:gazetteer> .`,
		`<actor:iran> <rdfs:label> "Iran"@en <source:gazetteer> .`,
		`<actor:iran> <skos:altLabel> "IRAN"@en <source:gazetteer> .`,
		`<actor:iran> <skos:altLabel> "Persia"@en <source:gazetteer> .`,
		`<actor:iran> <ent:key> "iran" <source:gazetteer> .`,
		`<actor:iran> <ent:key> "persia" <source:gazetteer> .`,
		`<actor:iran> <owl:sameAs> <wd:Q794> <source:gazetteer> .`,
		`<actor:iran> <schema:identifier> "iso3:IRN" <source:gazetteer> .`,
		`<actor:iran> <schema:containedIn> <actor:middle-east> <source:gazetteer> .`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
