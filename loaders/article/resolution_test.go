package article

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"
)

// expectation is a line of the gold on actors: words, and what PLOVER codes
// an actor of those words gets, or whose article they mean.
type expectation struct {
	ID       string  `json:"id"`
	Words    string  `json:"actor_text"`
	Function string  `json:"function"`
	Date     *string `json:"query_date"`
	Context  *string `json:"context"`
	Skipped  bool    `json:"skipped_upstream"`
	Expected struct {
		Code    json.RawMessage `json:"code"` // null: the words name nobody
		Country *string         `json:"country"`
		CC      *string         `json:"cc"`
		Sector  *string         `json:"code_1"`
		Title   string          `json:"title"`
		Wiki    string          `json:"wiki"`
	} `json:"expected"`
}

// day reads the dates of the gold, which come in several forms; "today" is
// the day without one, which Resolve knows how to do without.
func (e *expectation) day() string {
	if e.Date == nil {
		return ""
	}
	for _, form := range []string{time.DateOnly, "2 January 2006"} {
		if d, err := time.Parse(form, *e.Date); err == nil {
			return d.Format(time.DateOnly)
		}
	}
	return ""
}

// right compares what a line expects with what is printed of a resolution,
// and with nothing else: who scores from outside has no more than that.
// titled is what the expected title, taken for words itself, resolves to.
func (e *expectation) right(got, titled Resolution) bool {
	country := e.Expected.Country
	if country == nil {
		country = e.Expected.CC
	}
	sector := e.Expected.Sector
	if e.Expected.Code != nil {
		// A name that no gazetteer has is somebody, but nobody's office.
		return got.Sector == "" && got.Country == ""
	}
	if e.Expected.Title != "" {
		return strings.EqualFold(got.Label, e.Expected.Title) || got.Actor != "" && got.Actor == titled.Actor
	}
	if country != nil && !sameCountry(*country, got) {
		return false
	}
	return sector == nil || *sector == got.Sector || *sector == "UNK" && got.Sector == ""
}

// sameCountry compares a code of the gold with an answer's: bodies of states
// have no country, but IGO in its place.
func sameCountry(want string, got Resolution) bool {
	return want == got.Country || want == "IGO" && got.Country == "" && got.Sector == "IGO"
}

// TestResolutionOfActors measures how many of the gold's words are resolved
// to the right country and sector, or to the right person or body.
func TestResolutionOfActors(t *testing.T) {
	const bar = 85.0
	f, err := os.Open("../../../shared/gold/actor-resolution-dev.jsonl")
	if err != nil {
		t.Skip("the gold on actors is not here: the measurement is left out")
	}
	defer f.Close()
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	var right, all [2]int
	lines := bufio.NewScanner(f)
	for n := 0; lines.Scan(); n++ {
		var e expectation
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			t.Fatal(err)
		}
		if e.Skipped {
			continue
		}
		about := ""
		if e.Context != nil {
			about = *e.Context
		}
		day := e.day()
		if day == "" {
			day = os.Getenv("DAY")
		}
		got, err := r.Resolve(t.Context(), e.Words, day, about)
		if err != nil {
			t.Fatal(err)
		}
		var titled Resolution
		if e.Expected.Title != "" {
			if titled, err = r.Resolve(t.Context(), e.Expected.Title, day, ""); err != nil {
				t.Fatal(err)
			}
		}
		all[n%2]++
		if e.right(got, titled) {
			right[n%2]++
		} else if testing.Verbose() && n%2 == 0 {
			out, _ := json.Marshal(got)
			line := lines.Text()
			t.Logf("%d: %s\n\twant %s", n, out, line[strings.Index(line, `"function"`):strings.Index(line, `, "skipped`)])
		}
	}
	share := 100 * float64(right[0]+right[1]) / float64(all[0]+all[1])
	t.Logf("actors: %.1f %% right: %d of %d (even lines %d of %d, odd ones %d of %d)", share, right[0]+right[1], all[0]+all[1], right[0], all[0], right[1], all[1])
	if share < bar {
		t.Errorf("%.1f %% are right, under the bar of %.1f", share, bar)
	}
}
