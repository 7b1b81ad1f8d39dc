package document

import (
	"strings"
	"testing"
)

func TestRemainsOfMarkupAreCovered(t *testing.T) {
	for text, want := range map[string]string{
		`<div class="a"><p>Kenya praised Uganda.</p>`:                 "Kenya praised Uganda.",
		`<script>Mali attacked Chad</script>Peru &amp; Chile met.`:    "Peru & Chile met.",
		"<STYLE>p{color:red}</STYLE>Peru met Chile.":                  "Peru met Chile.",
		"Peru expelled Chile&apos;s envoy&nbsp;&#8211; and left.":     "Peru expelled Chile 's envoy — and left.",
		"Peru met Chile.<!-- Mali attacked Chad -->":                  "Peru met Chile.",
		"Peru #39;s envoy said #34;no #34; #8211; and paid #36;3m.":   "Peru 's envoy said \"no \" — and paid $3m.",
		"Peru ranked #1; Chile is #39. Track#39; too.":                "Peru ranked #1; Chile is #39. Track#39; too.",
		"Peru met <b>Chile</b><br/>Ghana met Togo.":                   "Peru met Chile Ghana met Togo.",
		"🇰🇪 Kenya 🤝 praised 🇺🇬 Uganda 👨‍👩‍👧 ❤️.":                      "Kenya praised Uganda .",
		"Talks at <unknown> place, 3 < 4 && 5 > 2, AT&T; &nosuch; x.": "Talks at <unknown> place, 3 < 4 && 5 > 2, AT&T; &nosuch; x.",
		"Peru met Chile. <script>never closed":                        "Peru met Chile.",
	} {
		d := Plain("x", "", text)
		if len(d.Prose) != len(d.Text) {
			t.Errorf("%q: prose of %d bytes for a text of %d", text, len(d.Prose), len(d.Text))
		}
		if got := strings.Join(strings.Fields(d.Prose), " "); got != want {
			t.Errorf("%q\n got %q\nwant %q", text, got, want)
		}
	}
	if d := Plain("x", "", "<p>Peru met Chile</p><p>Mali met Chad</p>"); !strings.Contains(d.Prose, "\n") {
		t.Errorf("paragraphs run together: %q", d.Prose)
	}
}
