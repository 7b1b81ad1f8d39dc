package article_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/loaders/article"
	"entente/loaders/article/document"
	"entente/schema"

	"github.com/google/go-cmp/cmp"
)

// passages are prose for tests and benchmarks.
const passages = `Kenyan Foreign Minister Musalia Mudavadi flew to Kampala on Thursday and met Ugandan officials. He said Kenya would send food to South Sudan if the roads were safe.
The European Union imposed sanctions on six Belarusian companies last month, after Minsk had arrested hundreds of protesters. Brussels also urged Switzerland to freeze their assets.
Talks between Armenia and Azerbaijan, mediated by Qatar, resumed in Doha on Monday. Yerevan accused Baku of shelling a village near the border; Azerbaijan denied it.
Brazil exported soybeans worth $31 billion to China in 2023, more than half of its sales. The two countries signed an agreement on beef.
The US deployed the USS Nimitz to the Red Sea, where the Houthis have attacked ships. France and Italy said they would join the mission.
`

func TestClaimsAreTrueToTheText(t *testing.T) {
	v := schema.Builtin()
	for _, text := range []string{
		passages,
		strings.ReplaceAll(passages, "\n", "\r\n"),
		"\ufeff" + passages,
		"Naïve café — “" + passages + "” …",
		strings.ToUpper(passages),
		strings.ReplaceAll(passages, " ", "  "),
		"KYIV, Ukraine, March 3 (Reuters) – Russia attacked Odesa.",
	} {
		claims := read(t, text)
		for _, c := range claims {
			if err := c.Check(v); err != nil {
				t.Errorf("%s %s %s: %v", c.Subject.Label, c.Relation, c.Object.Label, err)
			}
			if err := c.CheckText(text); err != nil {
				t.Errorf("%s %s %s: %v", c.Subject.Label, c.Relation, c.Object.Label, err)
			}
			if err := v.Allows(c.Relation, c.Subject.Type, c.Object.Type); err != nil {
				t.Error(err)
			}
		}
	}
	if n := len(read(t, passages)); n < 15 {
		t.Errorf("%d claims from the passages: want 15 or more", n)
	}
}

func TestLineEndsChangeNothing(t *testing.T) {
	strip := func(text string) []string {
		var out []string
		for _, c := range read(t, text) {
			out = append(out, fmt.Sprint(c.Subject.ID, c.Relation, c.Object.ID, c.Status, c.Time.EDTF))
		}
		return out
	}
	want := strip(passages)
	for _, other := range []string{strings.ReplaceAll(passages, "\n", "\r\n"), "\ufeff" + passages} {
		if diff := cmp.Diff(want, strip(other)); diff != "" {
			t.Errorf("claims differ (-plain +other):\n%s", diff)
		}
	}
}

func TestSameTextSameClaims(t *testing.T) {
	if diff := cmp.Diff(read(t, passages), read(t, passages)); diff != "" {
		t.Errorf("two readings differ:\n%s", diff)
	}
}

func TestOtherLanguagesAreRefused(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("Der Außenminister reiste am Montag nach Wien, um mit seinem Amtskollegen über die Lage zu sprechen. ", 5),
		strings.Repeat("Министр иностранных дел прибыл в Вену. ", 5),
		"El presidente de Chile visitó la capital de Perú el lunes y habló con el ministro de los derechos.",
		"Le président de la Côte d'Ivoire a reçu le ministre des affaires étrangères du Ghana.",
		strings.Repeat("外交部长星期一抵达维也纳进行会谈。", 5),
	} {
		_, err := reader(t).Read(context.Background(), document.Plain("x", "", text))
		if bad := (*article.InputError)(nil); !errors.As(err, &bad) {
			t.Errorf("%.30q gives %v: want an InputError", text, err)
		}
	}
}

// Rubbish must neither panic nor take more than linear time; sentences of
// thousands of words are read without relations.
func TestRubbish(t *testing.T) {
	if testing.Short() { // as the race detector's run is
		t.Skip("does one thing after the other")
	}
	for name, text := range map[string]string{
		"one long sentence":      strings.Repeat("the minister of the president met the ", 1000) + "king.",
		"a megabyte in one line": strings.Repeat("Chad attacked Mali. ", 50_000),
		"brackets":               strings.Repeat("(((((", 2_000),
		"commas":                 "Chad, " + strings.Repeat("Mali, ", 2_000) + "met.",
		"emoji":                  strings.Repeat("🇫🇷🇩🇪 met 🇨🇳. ", 500),
		"right to left":          "Iran \u202e met \u202c Iraq.",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := reader(t).Read(context.Background(), document.Plain("x", "2025-01-01", text))
			if bad := (*article.InputError)(nil); err != nil && !errors.As(err, &bad) {
				t.Error(err)
			}
		})
	}
}

// Rough text is read as far as it can be, and every offset stays true.
func TestRoughText(t *testing.T) {
	v := schema.Builtin()
	for name, c := range map[string]struct{ text, want string }{
		"all capitals":        {"KENYA SIGNED A DEAL WITH UGANDA ON MONDAY. THE UNITED STATES IMPOSED SANCTIONS ON RUSSIA.", "United States sanctions Russia"},
		"emoji":               {"🇰🇪 Kenya 🤝 praised 🇺🇬 Uganda 🎉 on Monday! 👨‍👩‍👧 Ghana left.", "Kenya praises Uganda"},
		"remains of markup":   {`<div class="a"><p>Peru expelled Chile&apos;s envoy.</b></p><script>Mali attacked Chad</script>`, "Peru expels Chile"},
		"right to left marks": {"Iran \u202b(ایران)\u202c criticised \u200fIraq\u200f on Monday.", "Iran criticises Iraq"},
		"soft hyphens":        {"Ghana criticised Su\u00addan on Monday.", "Ghana criticises Sudan"},
		"a scan":              {"Tlie rninister said l|I~ ;;; so.\nKenya condernned it.   Kenya   condemned\nSudan.", "Kenya criticises Sudan"},
		"control characters":  {"Kenya praised Uganda.\x01\x02 Ghana\x0bleft.", "Kenya praises Uganda"},
	} {
		t.Run(name, func(t *testing.T) {
			claims, err := reader(t).Read(context.Background(), document.Plain("x", "2025-03-14", c.text))
			if err != nil {
				t.Fatal(err)
			}
			found := false
			for _, cl := range claims {
				if err := cl.Check(v); err != nil {
					t.Error(err)
				}
				if err := cl.CheckText(c.text); err != nil {
					t.Error(err)
				}
				found = found || cl.Subject.Label+" "+cl.Relation+" "+cl.Object.Label == c.want
			}
			if !found {
				t.Errorf("%q lacks %s, gives%s", c.text, c.want, describe(claims))
			}
		})
	}
}

func TestReadStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := reader(t).Read(ctx, document.Plain("x", "", passages)); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled reading gives %v", err)
	}
}

// sink keeps what it is given, in order.
type sink struct {
	calls  []string
	claims []graph.Claim
}

func (s *sink) Begin(_ context.Context, src graph.Source) error {
	s.calls = append(s.calls, "begin "+src.ID)
	return nil
}
func (s *sink) Describe(context.Context, graph.Description) error { return nil }
func (s *sink) Claim(_ context.Context, c graph.Claim) error {
	s.calls = append(s.calls, c.Subject.Label+" "+c.Relation+" "+c.Object.Label)
	s.claims = append(s.claims, c)
	return nil
}
func (s *sink) End(context.Context) error { s.calls = append(s.calls, "end"); return nil }
func (s *sink) Reject(graph.Rejection)    {}

func TestUnknownPersonsBelongToTheirState(t *testing.T) {
	s := &sink{}
	d := document.Plain("src", "2025-03-14", "Deputy minister Hilda Nkomo of Zambia met Chad's delegation.")
	if err := reader(t).Load(context.Background(), d, s); err != nil {
		t.Fatal(err)
	}
	want := []string{"begin src", "Hilda Nkomo represents Zambia", "Hilda Nkomo meets Chad", "end"}
	if diff := cmp.Diff(want, s.calls); diff != "" {
		t.Fatalf("calls of the sink (-want +got):\n%s", diff)
	}
	if a := s.claims[1].Subject; a.ID != "actor:hilda-nkomo" || a.Type != "Person" || a.Within != "actor:zambia" {
		t.Errorf("subject is %+v: want the person Hilda Nkomo of Zambia", a)
	}
}

func TestExplainSaysWhatWasDropped(t *testing.T) {
	trace, err := reader(t).Explain(context.Background(), document.Plain("x", "2025-03-14", "Former Peruvian president Martín Vizcarra met himself."))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := trace.Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"mention", "Vizcarra", "nsubj"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the explanation lacks %q:\n%s", want, b.String())
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(passages)
	f.Add("Iran’s “right”, said X – of Y; 12-day war. He's it.")
	f.Add("<p>Kenya&nbsp;met &#8211; <b>Chad</b><br>🇫🇷 Neither Oman nor Mali, which leads it, attacked.</p>")
	f.Add("A-B-C U.S.-led (EU) al-X's \u202eMali\u202c …")
	v := schema.Builtin()
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			t.Skip("long")
		}
		d := document.Plain("x", "2025-03-14", text)
		if len(d.Prose) != len(d.Text) {
			t.Skip("not a text")
		}
		claims, err := reader(t).Read(context.Background(), d)
		if bad := (*article.InputError)(nil); err != nil && !errors.As(err, &bad) {
			t.Fatal(err)
		}
		for _, c := range claims {
			if err := c.Check(v); err != nil {
				t.Error(err)
			}
			if err := c.CheckText(text); err != nil {
				t.Error(err)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	r := reader(b)
	d := document.Plain("x", "2025-03-14", passages)
	const sentences = 12
	start := time.Now()
	for b.Loop() {
		if _, err := r.Read(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*sentences)/time.Since(start).Seconds(), "sentences/s")
}

func ExampleReader_Read() {
	r, err := article.New(article.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	d := document.Plain("note", "2025-03-14", "The European Union imposed sanctions on Belarus last month.")
	claims, err := r.Read(context.Background(), d)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range claims {
		fmt.Println(c.Subject.Label, c.Relation, c.Object.Label, c.Time.EDTF)
	}
	// Output: European Union sanctions Belarus 2025-02
}
