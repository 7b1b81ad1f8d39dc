package graph

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestParseTime(t *testing.T) {
	tests := []struct{ in, edtf, earliest, latest string }{
		{"2026", "2026", "2026-01-01", "2026-12-31"},
		{"2026-03", "2026-03", "2026-03-01", "2026-03-31"},
		{"2026-02", "2026-02", "2026-02-01", "2026-02-28"},
		{"2024-02", "2024-02", "2024-02-01", "2024-02-29"},
		{"2026-03-02", "2026-03-02", "2026-03-02", "2026-03-02"},
		{" 2026-03-02\n", "2026-03-02", "2026-03-02", "2026-03-02"},
		{"0000", "0000", "0000-01-01", "0000-12-31"},

		{"2026-03-02T10:30:00Z", "2026-03-02", "2026-03-02", "2026-03-02"},
		{"2026-03-02T10:30:00+02:00", "2026-03-02", "2026-03-02", "2026-03-02"},
		{"2026-03-02T10:30:00.125Z", "2026-03-02", "2026-03-02", "2026-03-02"},
		{"2026-03-02 10:30", "2026-03-02", "2026-03-02", "2026-03-02"},
		{"2026-03-02T10:30:00Z/2026-03-03T09:00", "2026-03-02/2026-03-03", "2026-03-02", "2026-03-03"},

		{"2024?", "2024?", "2024-01-01", "2024-12-31"},
		{"2024-06~", "2024-06~", "2024-06-01", "2024-06-30"},
		{"2024-06-11%", "2024-06-11%", "2024-06-11", "2024-06-11"},
		{"2024-?06-11", "2024-?06-11", "2024-06-11", "2024-06-11"},
		{"2024~-06", "2024~-06", "2024-06-01", "2024-06-30"},

		{"202X", "202X", "2020-01-01", "2029-12-31"},
		{"19XX", "19XX", "1900-01-01", "1999-12-31"},
		{"XXXX", "XXXX", "0000-01-01", "9999-12-31"},
		{"2004-XX", "2004-XX", "2004-01-01", "2004-12-31"},
		{"2004-1X", "2004-1X", "2004-10-01", "2004-12-31"},
		{"2004-02-XX", "2004-02-XX", "2004-02-01", "2004-02-29"},
		{"2004-XX-XX", "2004-XX-XX", "2004-01-01", "2004-12-31"},
		{"2004-XX-31", "2004-XX-31", "2004-01-31", "2004-12-31"},
		{"201X-02-29", "201X-02-29", "2012-02-29", "2016-02-29"},
		{"2004-11-3X", "2004-11-3X", "2004-11-30", "2004-11-30"},

		{"2024-21", "2024-21", "2024-03-01", "2024-05-31"},
		{"2024-22", "2024-22", "2024-06-01", "2024-08-31"},
		{"2024-23", "2024-23", "2024-09-01", "2024-11-30"},
		{"2023-24", "2023-24", "2023-12-01", "2024-02-29"},
		{"9999-24", "9999-24", "9999-12-01", "9999-12-31"},
		{"2024-30", "2024-30", "2024-12-01", "2025-02-28"},
		{"2024-33", "2024-33", "2024-01-01", "2024-03-31"},
		{"2024-36", "2024-36", "2024-10-01", "2024-12-31"},
		{"2024-39", "2024-39", "2024-09-01", "2024-12-31"},
		{"2024-41", "2024-41", "2024-07-01", "2024-12-31"},

		{"2024/2026-03", "2024/2026-03", "2024-01-01", "2026-03-31"},
		{"2026-03-02/2026-03-08", "2026-03-02/2026-03-08", "2026-03-02", "2026-03-08"},
		{"2024-22/2024-23", "2024-22/2024-23", "2024-06-01", "2024-11-30"},
		{"2024/..", "2024/..", "2024-01-01", ""},
		{"../2024", "../2024", "", "2024-12-31"},
		{"2024/", "2024/", "2024-01-01", ""},
		{"/2024", "/2024", "", "2024-12-31"},
		{"2024~/2025?", "2024~/2025?", "2024-01-01", "2025-12-31"},
		{"2024/2024", "2024/2024", "2024-01-01", "2024-12-31"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			got, err := ParseTime(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			want := Time{EDTF: tt.edtf, Earliest: tt.earliest, Latest: tt.latest}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if err := got.Valid(); err != nil {
				t.Errorf("Valid: %v", err)
			}
		})
	}
}

func TestParseTimeRefuses(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", "empty time"},
		{"2024-13", "month 13 in 2024-13: months run from 01 to 12"},
		{"2024-00", "month 00"},
		{"2024-20", "seasons from 21 to 24"},
		{"2024-42", "month 42"},
		{"2024-21-05", "a season has no days"},
		{"2026-02-29", "day 29 in 2026-02-29: February 2026 has 28 days"},
		{"2026-04-31", "April 2026 has 30 days"},
		{"2026-04-00", "days run from 01 to 31"},
		{"XXXX-02-30", "no such day in any year"},
		{"2026-3-2", "write two digits, 03"},
		{"2026-03-2", "day 2 in 2026-03-2: write two digits, 02"},
		{"02-03-2026", "year first: 2026-03-02"},
		{"20260302", "write hyphens: 2026-03-02"},
		{"12024", "years beyond 9999"},
		{"Y170000002", "years beyond 9999"},
		{"-0333", "years before 0000"},
		{"999", "a year has four digits"},
		{"2026/03/02", "a day is written 2026-03-02"},
		{"02.03.2026", "year first"},
		{"March 2026", "unexpected 'M'"},
		{"202x", "write X, in upper case"},
		{"xx", "unexpected 'x'; write 2026"},
		{"yesterday", "unexpected 'y'; write 2026"},
		{"2026–03", "plain hyphen"},
		{"[2024,2025]", "sets are not read"},
		{"..", "says nothing"},
		{"/", "at least one end"},
		{"../..", "at least one end"},
		{"2026/2024", "ends (2024) before it starts (2026)"},
		{"2024/open", "write .. for an open end"},
		{"2024/unknown", "leave an unknown end empty"},
		{"2024??", "one of ? ~ %"},
		{"2026-03-02T25:00", "time of day \"25:00\""},
		{"2026-03-02T", "unexpected 'T'"},
		{"2026-03-02-04", "has 4 parts"},
		{"2026-", "month (empty)"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			got, err := ParseTime(tt.in)
			if err == nil {
				t.Fatalf("read as %+v", got)
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %q does not say %q", err, tt.want)
			}
		})
	}
}

func TestTimeValid(t *testing.T) {
	tests := []struct {
		in   Time
		want string
	}{
		{Time{}, ""},
		{Time{EDTF: "2024", Earliest: "2024-01-01", Latest: "2024-12-31"}, ""},
		{Time{EDTF: "2024", Earliest: "2024-01-01"}, "latest is not set, the string gives 2024-12-31"},
		{Time{EDTF: "2024", Earliest: "2023-01-01", Latest: "2024-12-31"}, "earliest is 2023-01-01"},
		{Time{EDTF: "2024/..", Earliest: "2024-01-01", Latest: "2024-12-31"}, "the string gives not set"},
		{Time{Earliest: "2024-01-01"}, "no edtf string"},
		{Time{EDTF: "2024-13"}, "month 13"},
		{Time{EDTF: "2024-01-02T10:00", Earliest: "2024-01-02", Latest: "2024-01-02"}, `write "2024-01-02"`},
	}
	for _, tt := range tests {
		err := tt.in.Valid()
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%+v: %v", tt.in, err)
		case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("%+v: error %v does not say %q", tt.in, err, tt.want)
		}
	}
}

func TestTimeOverlaps(t *testing.T) {
	tests := []struct {
		edtf, from, to string
		want           bool
	}{
		{"2024", "2024-12-31", "", true},
		{"2024", "2025-01-01", "", false},
		{"2024", "", "2023-12-31", false},
		{"2024", "", "2024-01-01", true},
		{"2024", "2023", "2025", true},
		{"2024-06", "2024", "2024", true},
		{"2025-01", "2024", "2024", false},
		{"2024-06-15", "2024-06", "2024-06", true},
		{"2024/..", "2030-01-01", "2030-01-01", true},
		{"2024/..", "", "2023-12-31", false},
		{"../2024", "1900", "1900", true},
		{"../2024", "2025-01-01", "", false},
		{"2024/", "2030", "", true},
		{"2024", "", "", true},
		{"2024", "2024-09-01", "2024-03-01", false},
	}
	for _, tt := range tests {
		got := mustTime(t, tt.edtf).Overlaps(tt.from, tt.to)
		if got != tt.want {
			t.Errorf("%s overlaps %q to %q: %v, want %v", tt.edtf, tt.from, tt.to, got, tt.want)
		}
	}
	if !(Time{}).Overlaps("2024", "2025") {
		t.Error("an unsaid time is excluded by a period")
	}
}

func TestTimeBuilders(t *testing.T) {
	day := Day(time.Date(2026, 2, 7, 23, 59, 0, 0, time.FixedZone("Tehran", 12600)))
	interval := func(from, to string) Time {
		got, err := Interval(mustTime(t, from), mustTime(t, to))
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	tests := []struct {
		got  Time
		want string
	}{
		{day, "2026-02-07"},
		{Month(2024, time.February), "2024-02"},
		{Month(2024, time.December+2), "2025-02"},
		{Month(2024, 0), "2023-12"},
		{Year(2024), "2024"},
		{interval("2024-03", "2024-06"), "2024-03/2024-06"},
		{interval("2024-01/2024-03", "2025/2026"), "2024-01/2026"},
		{interval("2024/..", "2025/.."), "2024/.."},
		{Since(mustTime(t, "2024-03")), "2024-03/.."},
		{Since(mustTime(t, "2024-03/2025")), "2024-03/.."},
		{Until(mustTime(t, "2024-03")), "../2024-03"},
		{Until(mustTime(t, "2024/2025")), "../2025"},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(mustTime(t, tt.want), tt.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.want, diff)
		}
	}
	if got, err := Interval(Time{}, Year(2024)); err != nil || got.EDTF != "/2024" {
		t.Errorf("unknown start: %v, %v", got, err)
	}
	if got, err := Interval(Year(2025), Year(2024)); err == nil {
		t.Errorf("backwards interval read as %v", got)
	}
	for _, got := range []Time{Since(Time{}), Until(Time{}), Since(mustTime(t, "../2024")), Until(mustTime(t, "2024/.."))} {
		if !got.IsZero() {
			t.Errorf("nothing to start from, got %v", got)
		}
	}
}

func TestTimeDate(t *testing.T) {
	if d, ok := mustTime(t, "2026-02-07").Date(); !ok || d.Format(time.DateOnly) != "2026-02-07" {
		t.Errorf("got %v, %v", d, ok)
	}
	for _, s := range []string{"2026-02", "2026-02-07/..", "../2026-02-07"} {
		if d, ok := mustTime(t, s).Date(); ok {
			t.Errorf("%s is one day: %v", s, d)
		}
	}
}

// Whatever the precision, the bounds of a time made from a day hold that day.
func TestTimeBoundsHoldTheDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.IntRange(0, 365*400).Draw(t, "days")
		d := time.Date(1800, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days)
		for _, made := range []Time{Day(d), Month(d.Year(), d.Month()), Year(d.Year())} {
			if err := made.Valid(); err != nil {
				t.Fatal(err)
			}
			if s := d.Format(time.DateOnly); !made.Overlaps(s, s) {
				t.Fatalf("%v does not hold %s", made, s)
			}
		}
	})
}

func FuzzParseTime(f *testing.F) {
	for _, s := range []string{"2026", "2026-03-02T10:00Z", "../2024", "201X-02-29", "2024-?06-11%", "2023-24/2024-41", "20X6-XX-3X/", "Y1", "2024-13"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := ParseTime(s)
		if err != nil {
			if !got.IsZero() {
				t.Fatalf("%q: an error and a time: %v", s, got)
			}
			return
		}
		if err := got.Valid(); err != nil {
			t.Fatalf("%q read as %+v: %v", s, got, err)
		}
		if got.Earliest != "" && got.Latest != "" && got.Earliest > got.Latest {
			t.Fatalf("%q: bounds run backwards: %+v", s, got)
		}
		for _, d := range []string{got.Earliest, got.Latest} {
			if d == "" {
				continue
			}
			if _, err := time.Parse(time.DateOnly, d); err != nil {
				t.Fatalf("%q: bound %s is no day: %v", s, d, err)
			}
		}
	})
}

func BenchmarkParseTime(b *testing.B) {
	for _, s := range []string{"2026-03-02", "2024", "2024-03/2026-06", "202X"} {
		b.Run(strings.ReplaceAll(s, "/", "_"), func(b *testing.B) {
			for b.Loop() {
				if _, err := ParseTime(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func ExampleParseTime() {
	for _, s := range []string{"2026-02-07", "2024-22", "202X", "2024-03/2024-06", "2024-13"} {
		t, err := ParseTime(s)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%s  from %s to %s\n", t.EDTF, t.Earliest, t.Latest)
	}
	// Output:
	// 2026-02-07  from 2026-02-07 to 2026-02-07
	// 2024-22  from 2024-06-01 to 2024-08-31
	// 202X  from 2020-01-01 to 2029-12-31
	// 2024-03/2024-06  from 2024-03-01 to 2024-06-30
	// time "2024-13": month 13 in 2024-13: months run from 01 to 12, seasons from 21 to 24
}

func mustTime(t testing.TB, s string) Time {
	t.Helper()
	got, err := ParseTime(s)
	if err != nil {
		t.Fatal(err)
	}
	return got
}
