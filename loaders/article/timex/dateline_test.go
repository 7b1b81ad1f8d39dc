package timex

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestDateline(t *testing.T) {
	near := time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC)
	tests := []struct{ name, text, date, place string }{
		{"reuters", "KYIV, March 3 (Reuters) – The president said.", "2026-03-03", "KYIV"},
		{"reuters, hyphen", "KYIV, March 3 (Reuters) - The president said.", "2026-03-03", "KYIV"},
		{"with year", "TEHRAN, Feb. 7, 2026 — Iran said.", "2026-02-07", "TEHRAN"},
		{"day first", "LONDON, 7 February 2026 — Britain said.", "2026-02-07", "LONDON"},
		{"ap", "BEIRUT, Lebanon (AP) — Israel struck.", "", "BEIRUT"},
		{"ap, city alone", "WASHINGTON (AP) — The senate voted.", "", "WASHINGTON"},
		{"agency, mixed case", "Muscat, Oman (AFP) – Talks began.", "", "Muscat"},
		{"xinhua", "BEIJING, Feb. 7 (Xinhua) -- China said.", "2026-02-07", "BEIJING"},
		{"mixed case with date", "Geneva, 3 March 2026 – The council met.", "2026-03-03", "Geneva"},
		{"two words", "TEL AVIV, March 3 – Israel said.", "2026-03-03", "TEL AVIV"},
		{"accents", "BRASÍLIA, 3 de março – O presidente", "", "BRASÍLIA"},
		{"published", "Title of it\nPublished: 7 February 2026\n\nText here.", "2026-02-07", ""},
		{"published on", "Published On 7 Feb 2026", "2026-02-07", ""},
		{"published before updated", "Updated 9 February 2026\nPublished 7 February 2026", "2026-02-07", ""},
		{"updated alone", "Last updated: 9 February 2026, 10:30 GMT", "2026-02-09", ""},
		{"published before dateline", "Published: 4 March 2026\n\nKYIV, March 3 – He said.", "2026-03-04", "KYIV"},
		{"alone", "A headline of some words\n7 February 2026\nText follows here.", "2026-02-07", ""},
		{"alone, american", "Feb. 7, 2026", "2026-02-07", ""},
		{"alone, weekday", "Saturday, 7 February 2026", "2026-02-07", ""},
		{"alone, iso with time", "2026-02-07T10:30:00Z", "2026-02-07", ""},
		{"alone, time", "7 February 2026, 10:30 GMT", "2026-02-07", ""},
		{"byline", "By Jane Doe, 7 February 2026", "2026-02-07", ""},
		{"byline with bar", "Jane Doe | 7 February 2026 | World", "2026-02-07", ""},
		{"markdown", "# A title\n\n*7 February 2026*\n\nText.", "2026-02-07", ""},
		{"byte order mark and returns", "\ufeff7 February 2026\r\nText.\r\n", "2026-02-07", ""},
		{"headline with a day", "What happened on 7 February 2026\nText.", "", ""},
		{"prose with a day", "Iran and the United States met on 7 February 2026 in Oman.", "", ""},
		{"prose with a dash", "Iran – a state in Asia – said so.", "", ""},
		{"label, no place", "BREAKING – Iran says so", "", ""},
		{"word date in prose", "Date palms grow in Iraq since 7 February 2026", "", ""},
		{"long prose", "The Islamic Republic of Iran and Others, who met — they said", "", ""},
		{"empty", "", "", ""},
	}
	r := reader(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			date, place, ok := r.Dateline(tt.text, near)
			if date.EDTF != tt.date || place != tt.place || ok != (tt.date != "" || tt.place != "") {
				t.Errorf("date %q, place %q, %v; want %q, %q", date.EDTF, place, ok, tt.date, tt.place)
			}
		})
	}
	if date, place, _ := r.Dateline("KYIV, March 3 (Reuters) – He said.", time.Time{}); !date.IsZero() || place != "KYIV" {
		t.Errorf("without a year and anything near: %v, %q", date, place)
	}
}

func FuzzDateline(f *testing.F) {
	f.Add("KYIV, March 3 (Reuters) – The president said.\nPublished: 7 February 2026")
	f.Add("–\n—\n, , ,()/ -- 7/2/2026")
	r := reader(f)
	f.Fuzz(func(t *testing.T, text string) {
		date, place, ok := r.Dateline(text, anchor)
		if err := date.Valid(); err != nil {
			t.Fatal(err)
		}
		if ok != (!date.IsZero() || place != "") {
			t.Fatalf("%v, %q, %v", date, place, ok)
		}
		if !strings.Contains(strings.ToValidUTF8(text, ""), place) {
			t.Fatalf("place %q is not in the text", place)
		}
	})
}

func ExampleReader_Dateline() {
	r, err := Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	date, place, _ := r.Dateline("MUSCAT, 6 February 2026 – Talks began on Friday.", time.Time{})
	fmt.Println(date.EDTF, place)
	// Output: 2026-02-06 MUSCAT
}
