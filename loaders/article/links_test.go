package article

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"entente/loaders/article/document"
	"entente/loaders/gazetteer"
)

// linked is an item of the news with the names its editors linked; offsets
// count code points.
type linked struct {
	ID    string `json:"id"`
	Date  string `json:"date"`
	Title string `json:"title"`
	Text  string `json:"text"`
	Links []struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Title string `json:"wiki"`
	} `json:"links"`
}

// states of the United States, which stand behind the names of their cities.
var american = strings.Split("Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Washington Wisconsin Wyoming", " ")

// titled gives the entry that the title of an article means, nil if the
// gazetteer has none or what tells it apart ("Georgia (U.S. state)",
// "Tripoli, Lebanon") does not say which.
func titled(g *gazetteer.Gazetteer, title string) *gazetteer.Entry {
	name, kind, _ := strings.Cut(strings.TrimSuffix(title, ")"), " (")
	name, in, _ := strings.Cut(name, ", ")
	within := func(e *gazetteer.Entry) bool {
		if in == "" {
			return true
		}
		if slices.Contains(american, in) || strings.HasPrefix(in, "New ") || in == "D.C." {
			in = "United States"
		}
		return slices.ContainsFunc(g.Find(in), func(h gazetteer.Hit) bool { return slices.Contains(e.Within, h.Entry.ID) })
	}
	body := func(e *gazetteer.Entry) bool {
		return e.Type != "State" && e.Type != "Territory" && e.Type != "Place" && e.Type != "Person"
	}
	fits := func(e *gazetteer.Entry) bool {
		switch kind {
		case "":
			return true
		case "country":
			return e.Type == "State"
		case "city":
			return e.Type == "Place" && e.Kind == "city"
		case "politician", "statesman", "diplomat", "general", "lawyer", "economist", "military officer":
			return e.Type == "Person"
		case "organization", "organisation", "militant group", "political party", "group", "military", "paramilitary", "company", "party":
			return body(e)
		}
		return strings.Contains(kind, "politician") && e.Type == "Person" || strings.Contains(kind, "party") && body(e)
	}
	for _, h := range g.Called(name) {
		e := h.Entry
		if h.As == gazetteer.Name && fits(e) && within(e) && (stateOrCity(e) || e.Type == "Person" || body(e)) {
			return e
		}
	}
	return nil
}

// tally counts links of one kind.
type tally struct{ known, found, right int }

func (c *tally) add(o tally) { c.known += o.known; c.found += o.found; c.right += o.right }

func (c tally) String() string {
	return fmt.Sprintf("of %d known %.1f %% are found and right; of %d found %.1f %% are right", c.known, 100*c.recall(), c.found, 100*c.precision())
}

func (c tally) recall() float64    { return float64(c.right) / float64(max(1, c.known)) }
func (c tally) precision() float64 { return float64(c.right) / float64(max(1, c.found)) }

// TestLinksOfNews measures how many of the states, cities, bodies and office
// holders linked in the news, of those which the gazetteer knows, are found
// and taken for the same. Links on names of theirs and on a person's titles
// count; those on other words ("the military", "soldiers", "American" for the
// US Navy) only in a figure of their own, as the reader takes troops for
// their state where they act for it.
func TestLinksOfNews(t *testing.T) {
	if testing.Short() { // as the race detector's run is
		t.Skip("does one thing after the other")
	}
	const leastFound, leastRight = 98.0, 98.0
	f, err := os.Open("../../../shared/datasets/articles-wikipedia-current-events.jsonl")
	if err != nil {
		t.Skip("the news with links is not here: the measurement is left out")
	}
	defer f.Close()
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	var halves [2]tally // by even and odd items
	var rest tally      // links on other words
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for n := 0; lines.Scan(); n++ {
		var d linked
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		trace, err := r.Explain(t.Context(), document.Plain("", d.Date, d.Text))
		if err != nil {
			continue // in no language we read
		}
		runes := []rune(d.Text)
		for _, l := range d.Links {
			want := titled(r.gaz, l.Title)
			if want == nil {
				continue
			}
			start := len(string(runes[:l.Start]))
			end := start + len(string(runes[l.Start:l.End]))
			c := tally{known: 1}
			m := covering(trace, start, end)
			got := "nobody"
			if m != nil {
				c.found, got = 1, m.Actor+" ("+m.Why+")"
				if m.Actor == want.ID {
					c.right = 1
				}
			}
			words := d.Text[start:end]
			if !names(r.gaz, words, want) {
				rest.add(c)
				continue
			}
			halves[n%2].add(c)
			if c.right == 0 && n%2 == 0 && testing.Verbose() {
				t.Logf("%q is %s, taken for %s: %s", words, want.ID, got, d.Text)
			}
		}
	}
	all := halves[0]
	all.add(halves[1])
	t.Logf("links on names: %s", all)
	t.Logf("even items: %s", halves[0])
	t.Logf("odd items: %s", halves[1])
	t.Logf("links on other words: %s", rest)
	if 100*all.recall() < leastFound || 100*all.precision() < leastRight {
		t.Errorf("found and right %.1f %%, right of found %.1f %%: want %.1f and %.1f", 100*all.recall(), 100*all.precision(), leastFound, leastRight)
	}
}

// names tells whether words are a name of somebody, or hold one: "President
// Macron" for a person.
func names(g *gazetteer.Gazetteer, words string, e *gazetteer.Entry) bool {
	is := func(h gazetteer.Hit) bool { return h.Entry == e }
	if slices.ContainsFunc(g.Called(words), is) || slices.ContainsFunc(g.Called(strings.TrimPrefix(words, "the ")), is) {
		return true
	}
	if e.Type != "Person" {
		return false
	}
	fields := strings.Fields(words)
	for i := range fields {
		if slices.ContainsFunc(g.Called(strings.Join(fields[i:], " ")), is) {
			return true
		}
	}
	return len(fields) > 0 && strings.ToLower(fields[0]) == fields[0] // "the president"
}

// covering gives what was found, of those that are somebody, that shares most
// with the bytes from start to end of the text.
func covering(trace *Trace, start, end int) *MentionTrace {
	var best *MentionTrace
	share := 0.0
	look := func(m *MentionTrace) {
		both := min(end, m.End) - max(start, m.Start)
		if m.Actor == "" || both <= 0 {
			return
		}
		if s := float64(both) / float64(max(end, m.End)-min(start, m.Start)); s > share {
			best, share = m, s
		}
	}
	for i := range trace.Sentences {
		s := &trace.Sentences[i]
		for k := range s.Mentions {
			look(&s.Mentions[k])
		}
		for k := range s.Within {
			look(&s.Within[k])
		}
	}
	return best
}
