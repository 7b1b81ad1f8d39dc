package export_test

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/export"
	"entente/schema"
)

// known are the actors of the fixture, as a gazetteer would describe them.
var known = []graph.Description{
	{Actor: graph.Actor{ID: "actor:iran", Label: "Iran", Type: "State"}, Aliases: []string{"Islamic Republic of Iran", "Tehran"}, Codes: []string{"iso3:IRN", "cow:630"}, SameAs: []string{"wd:Q794"}, Gazetteer: true},
	{Actor: graph.Actor{ID: "actor:united-states", Label: "United States", Type: "State"}, Aliases: []string{"US", "America", "Washington"}, Codes: []string{"iso3:USA"}, SameAs: []string{"wd:Q30"}, Gazetteer: true},
	{Actor: graph.Actor{ID: "actor:china", Label: "China", Type: "State"}, Codes: []string{"iso3:CHN"}, SameAs: []string{"wd:Q148"}, Gazetteer: true},
	{Actor: graph.Actor{ID: "actor:oman", Label: "Oman", Type: "State"}, Codes: []string{"iso3:OMN"}, SameAs: []string{"wd:Q842"}, Gazetteer: true},
	{Actor: graph.Actor{ID: "actor:egypt", Label: "Egypt", Type: "State"}, Codes: []string{"iso3:EGY"}, Gazetteer: true},
	{Actor: graph.Actor{ID: "actor:sudan", Label: "Sudan", Type: "State"}, Codes: []string{"iso3:SDN"}, Gazetteer: true},
	{Actor: graph.Actor{ID: "actor:european-union", Label: "European Union", Type: "IntergovernmentalOrganization"}, Aliases: []string{"EU"}, SameAs: []string{"wd:Q458"}, Gazetteer: true},
	{Actor: graph.Actor{ID: "actor:african-union", Label: "African Union", Type: "IntergovernmentalOrganization"}, Gazetteer: true},
	{Actor: graph.Actor{ID: "actor:international-atomic-energy-agency", Label: "International Atomic Energy Agency", Type: "IntergovernmentalOrganization"}, Aliases: []string{"IAEA"}, Gazetteer: true},
	{Actor: graph.Actor{ID: "actor:rapid-support-forces", Label: "Rapid Support Forces", Type: "ArmedGroup"}, Aliases: []string{"RSF"}, Gazetteer: true},
	{Actor: graph.Actor{ID: "actor:abbas-araghchi", Label: "Abbas Araghchi", Type: "Person"}, Within: "actor:iran", SameAs: []string{"wd:Q4665117"}, Gazetteer: true},
	{Actor: graph.Actor{ID: "actor:badr-albusaidi", Label: "Badr Albusaidi", Type: "Person"}, Within: "actor:oman", Gazetteer: true},
	{Actor: graph.Actor{ID: "actor:muscat", Label: "Muscat", Type: "Place"}, Within: "actor:oman", Gazetteer: true},
	{Actor: graph.Actor{ID: "actor:khartoum", Label: "Khartoum", Type: "Place"}, Within: "actor:sudan", Gazetteer: true},
	{Actor: graph.Actor{ID: "actor:gulf-dawn", Label: "Gulf Dawn", Type: "Vessel"}},
	{Actor: graph.Actor{ID: "actor:nile-freight", Label: "Nile Freight", Type: "Company"}},
	{Actor: graph.Actor{ID: "actor:port-sudan-truce", Label: "Port Sudan truce", Type: "Agreement"}},
}

var articles = []struct {
	source graph.Source
	text   []string // sentences
}{
	{graph.Source{ID: "muscat-talks.txt", Title: "A first round in Muscat", Publisher: "Gulf Ledger", Published: "2026-02-07", URL: "https://gulf-ledger.example/2026/02/07/muscat"}, []string{
		`Iran and the United States held indirect talks in Muscat on 6 February, with Oman carrying messages between the rooms.`,
		`Abbas Araghchi, Iran's foreign minister, called the day "a good start", but rejected any ban on enrichment by Iran.`,
		`Hours later the United States put new sanctions on Iran and on the tanker Gulf Dawn, which sails for it.`,
		`China bought Iranian goods worth $14.5 billion in 2024 and remains the largest trade partner of Iran.`,
		`Inspectors of the International Atomic Energy Agency may visit Iran next month, Badr Albusaidi said.`,
		`The European Union did not threaten Iran with new measures.`,
	}},
	{graph.Source{ID: "https://nile-observer.example/a%b?id=7&x=1", Title: `Truce & "quiet" streets`, Publisher: "Nile Observer", Published: "2026-02", URL: "https://nile-observer.example/a?id=7&x=1"}, []string{
		`Egypt and the African Union brokered a truce between Sudan and the Rapid Support Forces in January 2026.`,
		`The Rapid Support Forces shelled Khartoum again, and Sudan accuses Nile Freight of arming them.`,
		`Sudan signed the Port Sudan truce; the Rapid Support Forces say they will sign if Khartoum opens its roads.`,
		`Egypt and Sudan trade across a border that was shut from 2023 to 2024.`,
	}},
	{graph.Source{ID: "oil-week.md", Title: "Oil week", Publisher: "Ledger of Trade", Published: "2026-02-10"}, []string{
		`The United States again sanctioned Iran this week, and China said it would go on trading with Iran.`,
		`The European Union praised Oman for hosting the talks between Iran and the United States.`,
	}},
}

// said is one claim of the fixture: article, sentence, and the words in it.
type said struct {
	article, sentence                                 int
	subject, mention, relation, object, objectMention string
	status                                            graph.Status
	time                                              string
	amount                                            *graph.Amount
	place, speaker                                    string
	confidence                                        float64
}

var facts = []said{
	{0, 1, "iran", "Iran", "negotiates-with", "united-states", "the United States", "", "2026-02-06", nil, "muscat", "", 0.9},
	{0, 1, "oman", "Oman", "mediates", "iran", "Iran", "", "2026-02-06", nil, "muscat", "", 0.8},
	{0, 1, "oman", "Oman", "mediates", "united-states", "the United States", "", "2026-02-06", nil, "muscat", "", 0.8},
	{0, 2, "abbas-araghchi", "Abbas Araghchi", "represents", "iran", "Iran", "", "2026-02-06", nil, "", "", 0.95},
	{0, 3, "united-states", "the United States", "sanctions", "iran", "Iran", "", "2026-02-06", nil, "", "", 0.9},
	{0, 3, "united-states", "the United States", "sanctions", "gulf-dawn", "Gulf Dawn", "", "2026-02-06", nil, "", "", 0.85},
	{0, 4, "china", "China", "trades-with", "iran", "Iran", "", "2024", nil, "", "", 0.9},
	{0, 4, "china", "China", "imports-from", "iran", "Iranian", "", "2024", &graph.Amount{Value: 14.5e9, Unit: "USD"}, "", "", 0.875},
	{0, 5, "international-atomic-energy-agency", "International Atomic Energy Agency", "visits", "iran", "Iran", graph.Planned, "2026-03", nil, "", "badr-albusaidi", 0.6},
	{0, 6, "european-union", "The European Union", "threatens", "iran", "Iran", graph.Denied, "", nil, "", "", 0.7},
	{1, 1, "egypt", "Egypt", "mediates", "sudan", "Sudan", "", "2026-01", nil, "", "", 0.8},
	{1, 1, "egypt", "Egypt", "mediates", "rapid-support-forces", "Rapid Support Forces", "", "2026-01", nil, "", "", 0.8},
	{1, 1, "african-union", "African Union", "mediates", "sudan", "Sudan", "", "2026-01", nil, "", "", 0.75},
	{1, 1, "african-union", "African Union", "mediates", "rapid-support-forces", "Rapid Support Forces", "", "2026-01", nil, "", "", 0.75},
	{1, 2, "rapid-support-forces", "Rapid Support Forces", "attacks", "khartoum", "Khartoum", "", "2026-01~", nil, "", "", 0.9},
	{1, 2, "sudan", "Sudan", "accuses", "nile-freight", "Nile Freight", "", "", nil, "", "", 0.85},
	{1, 2, "nile-freight", "Nile Freight", "arms", "rapid-support-forces", "Rapid Support Forces", graph.Conditional, "", nil, "", "sudan", 0.5},
	{1, 3, "sudan", "Sudan", "signs", "port-sudan-truce", "Port Sudan truce", "", "2026-01", nil, "", "", 0.85},
	{1, 3, "rapid-support-forces", "Rapid Support Forces", "signs", "port-sudan-truce", "Port Sudan truce", graph.Conditional, "", nil, "", "", 0.6},
	{1, 4, "sudan", "Sudan", "trades-with", "egypt", "Egypt", "", "2025/..", nil, "", "", 0.7},
	{1, 4, "egypt", "Egypt", "trades-with", "sudan", "Sudan", "", "../2022", nil, "", "", 0.7},
	{2, 1, "united-states", "The United States", "sanctions", "iran", "Iran", "", "2026-02-09", nil, "", "", 0.9},
	{2, 1, "china", "China", "trades-with", "iran", "Iran", "", "2026-02", nil, "", "china", 0.8},
	{2, 2, "european-union", "The European Union", "praises", "oman", "Oman", "", "2026-02-09", nil, "", "", 0.9},
	{2, 2, "oman", "Oman", "hosts", "iran", "Iran", "", "2026-02-06", nil, "", "european-union", 0.65},
	{2, 2, "oman", "Oman", "hosts", "united-states", "the United States", "", "2026-02-06", nil, "", "european-union", 0.65},
}

// fixture gives the claims sorted by ID; every one passes graph's checks.
func fixture(t testing.TB) []graph.Claim {
	t.Helper()
	var claims []graph.Claim
	for _, f := range facts {
		article := articles[f.article]
		text := strings.Join(article.text, " ")
		sum := sha256.Sum256([]byte(text))
		quote := article.text[f.sentence-1]
		start := strings.Index(text, quote)
		actor := func(slug, mention string) graph.Actor {
			a := describe("actor:" + slug).Actor
			at := strings.Index(quote, mention)
			if at < 0 {
				t.Fatalf("%q does not stand in %q", mention, quote)
			}
			a.Mention, a.Start, a.End = mention, start+at, start+at+len(mention)
			return a
		}
		c := graph.Claim{
			Subject: actor(f.subject, f.mention), Relation: f.relation, Object: actor(f.object, f.objectMention),
			Status: cmp.Or(f.status, graph.Asserted), Amount: f.amount, Source: article.source,
			Sentence: f.sentence, Start: start, End: start + len(quote), Quote: quote, Confidence: f.confidence, Rule: "fixture",
		}
		c.Source.SHA256 = hex.EncodeToString(sum[:])
		if f.time != "" {
			var err error
			if c.Time, err = graph.ParseTime(f.time); err != nil {
				t.Fatal(err)
			}
		}
		for slug, to := range map[string]**graph.Actor{f.place: &c.Place, f.speaker: &c.Speaker} {
			if slug != "" {
				a := describe("actor:" + slug).Actor
				*to = &a
			}
		}
		c.ID = c.Hash()
		if err := c.Check(schema.Builtin()); err != nil {
			t.Fatalf("%+v: %v", f, err)
		}
		if err := c.CheckText(text); err != nil {
			t.Fatalf("%+v: %v", f, err)
		}
		claims = append(claims, c)
	}
	slices.SortFunc(claims, func(a, b graph.Claim) int { return cmp.Compare(a.ID, b.ID) })
	return claims
}

func describe(id string) graph.Description {
	for _, d := range known {
		if d.Actor.ID == id {
			return d
		}
	}
	return graph.Description{}
}

func input(claims []graph.Claim) export.Input {
	return export.Input{
		Claims: sequence(claims),
		Actor:  func(_ context.Context, id string) (graph.Description, error) { return describe(id), nil },
	}
}

func sequence(claims []graph.Claim) iter.Seq2[graph.Claim, error] {
	return func(yield func(graph.Claim, error) bool) {
		for _, c := range claims {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// write gives what a format makes of claims.
func write(t testing.TB, format string, in export.Input, o export.Options) string {
	t.Helper()
	f, err := export.Find(format)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := f.Write(context.Background(), &b, in, o); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return b.String()
}

// made is a graph of n claims among a tenth as many actors, hubs among them,
// for figures.
func made(n int) []graph.Claim {
	relations := []string{"trades-with", "sanctions", "meets", "accuses", "exports-to", "visits", "attacks", "allied-with"}
	types := []string{"State", "Person", "IntergovernmentalOrganization", "ArmedGroup", "Company", "Media", "Place"}
	actors := max(2, n/10)
	state := uint64(1)
	next := func(below int) int {
		state = state*6364136223846793005 + 1442695040888963407
		return int(state>>33) % below
	}
	actor := func(i int) graph.Actor {
		return graph.Actor{ID: fmt.Sprintf("actor:made-%d", i), Label: fmt.Sprintf("Made Actor %d", i), Type: types[i%len(types)]}
	}
	claims := make([]graph.Claim, n)
	for i := range claims {
		s := next(actors)
		o := next(1 + next(actors)) // low numbers are hubs
		if s == o {
			o = (o + 1) % actors
		}
		day := fmt.Sprintf("2026-%02d-%02d", 1+next(12), 1+next(28))
		quote := fmt.Sprintf("Sentence %d says that one of them did something to the other on %s.", i, day)
		c := graph.Claim{
			Subject: actor(s), Relation: relations[next(len(relations))], Object: actor(o), Status: graph.Asserted,
			Time:     graph.Time{EDTF: day, Earliest: day, Latest: day},
			Source:   graph.Source{ID: fmt.Sprintf("made-%d.txt", i%997), Publisher: fmt.Sprintf("Paper %d", i%31), Published: day, SHA256: "00"},
			Sentence: i, End: len(quote), Quote: quote, Confidence: 0.8, Rule: "made",
		}
		c.ID = c.Hash()
		claims[i] = c
	}
	return claims
}
