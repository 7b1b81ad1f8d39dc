package timex

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/goccy/go-yaml"

	"entente/loaders/article/amount/numeral"
)

//go:embed vocabulary.yaml
var vocabularyYAML []byte

// Reader finds time expressions. It is safe for concurrent use.
type Reader struct {
	numbers *numeral.Table
	words   map[string]word
	named   map[string][]namedDay // by first word
	units   []unit
	labels  []label // longest of a kind first
}

// label is a word before the day an article was published.
type label struct{ words, kind string }

// Load returns the reader of the built-in vocabulary. The first call reads
// it.
func Load() (*Reader, error) { return loadOnce() }

var loadOnce = sync.OnceValues(load)

// word is all a word of the vocabulary can mean.
type word struct {
	month, weekday int // from 1
	unit           int // index in Reader.units plus 1
	season         int // EDTF code
	ordinal        int
	decade         int
	plural         bool // of a unit
	short          bool // an abbreviation of a month or weekday
	flags          flag
	days           int // of a deictic word
}

type flag uint32

const (
	ambiguousMonth flag = 1 << iota
	namedWeekday
	deictic
	dayPart
	early
	repeated
	vagueCount
	beforeYear
	beforeMonth
	notYearAfter
	counted
	futureWord
	futureVerb
	nameAfterDate
	countNoun
	notAfterWeekday
	notPlace
)

// unit is a length of time the calendar names.
type unit struct {
	name  string
	code  string // designator in an ISO 8601 duration, with T before clock units
	count int    // how many of them: a fortnight is 2 W
}

// namedDay is a feast or the day of one event.
type namedDay struct {
	words            []string
	year, month, day int // year 0: every year
	easter           int // days from Easter Sunday, if moves
	moves            bool
	nth, weekday     int
}

type vocabularyFile struct {
	Months    [][]string `yaml:"months"`
	Ambiguous []string   `yaml:"ambiguous_months"`
	Weekdays  [][]string `yaml:"weekdays"`
	NamedWeek []string   `yaml:"named_weekdays"`
	Units     []struct {
		Name   string   `yaml:"name"`
		Words  []string `yaml:"words"`
		Plural []string `yaml:"plural"`
		Code   string   `yaml:"code"`
		Count  int      `yaml:"count"`
	} `yaml:"units"`
	Seasons       map[string]int `yaml:"seasons"`
	Ordinals      map[string]int `yaml:"ordinals"`
	Decades       map[string]int `yaml:"decades"`
	Deictic       map[string]int `yaml:"deictic"`
	DayParts      []string       `yaml:"day_parts"`
	Early         []string       `yaml:"early"`
	Repeated      []string       `yaml:"repeated"`
	VagueCounts   []string       `yaml:"vague_counts"`
	BeforeYear    []string       `yaml:"before_year"`
	BeforeMonth   []string       `yaml:"before_month"`
	NotYearAfter  []string       `yaml:"not_year_after"`
	Counted       []string       `yaml:"counted"`
	FutureWords   []string       `yaml:"future_words"`
	FutureVerbs   []string       `yaml:"future_verbs"`
	NamedDays     []dayEntry     `yaml:"named_days"`
	FixedDays     []dayEntry     `yaml:"fixed_days"`
	NameAfterDate []string       `yaml:"name_after_date"`
	CountNouns    []string       `yaml:"count_nouns"`
	NotWeekday    []string       `yaml:"not_weekday_before"`
	Published     []string       `yaml:"published_labels"`
	Updated       []string       `yaml:"updated_labels"`
	NotPlaces     []string       `yaml:"not_places"`
}

type dayEntry struct {
	Names   []string `yaml:"names"`
	Date    string   `yaml:"date"`
	Easter  *int     `yaml:"easter"`
	Month   int      `yaml:"month"`
	Weekday int      `yaml:"weekday"`
	Nth     int      `yaml:"nth"`
}

func load() (*Reader, error) {
	numbers, err := numeral.New()
	if err != nil {
		return nil, err
	}
	var file vocabularyFile
	if err := yaml.UnmarshalWithOptions(vocabularyYAML, &file, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("vocabulary.yaml: %w", err)
	}
	r := &Reader{numbers: numbers, words: make(map[string]word), named: make(map[string][]namedDay)}
	edit := func(name string, change func(*word)) {
		w := r.words[name]
		change(&w)
		r.words[name] = w
	}
	for i, names := range file.Months {
		for j, name := range names {
			edit(name, func(w *word) { w.month, w.short = i+1, j > 0 })
		}
	}
	for i, names := range file.Weekdays {
		for j, name := range names {
			edit(name, func(w *word) { w.weekday, w.short = i+1, j > 0 })
		}
	}
	for i, u := range file.Units {
		r.units = append(r.units, unit{name: u.Name, code: u.Code, count: max(u.Count, 1)})
		for _, name := range u.Words {
			edit(name, func(w *word) { w.unit = i + 1 })
		}
		for _, name := range u.Plural {
			edit(name, func(w *word) { w.unit, w.plural = i+1, true })
		}
	}
	for name, n := range file.Seasons {
		edit(name, func(w *word) { w.season = n })
	}
	for name, n := range file.Ordinals {
		edit(name, func(w *word) { w.ordinal = n })
	}
	for name, n := range file.Decades {
		edit(name, func(w *word) { w.decade = n })
	}
	for name, n := range file.Deictic {
		edit(name, func(w *word) { w.days = n; w.flags |= deictic })
	}
	for _, set := range []struct {
		names []string
		flag  flag
	}{
		{file.Ambiguous, ambiguousMonth}, {file.NamedWeek, namedWeekday}, {file.DayParts, dayPart},
		{file.Early, early}, {file.Repeated, repeated}, {file.VagueCounts, vagueCount},
		{file.BeforeYear, beforeYear}, {file.BeforeMonth, beforeMonth}, {file.NotYearAfter, notYearAfter},
		{file.Counted, counted}, {file.FutureWords, futureWord}, {file.FutureVerbs, futureVerb},
		{file.NameAfterDate, nameAfterDate}, {file.CountNouns, countNoun}, {file.NotWeekday, notAfterWeekday}, {file.NotPlaces, notPlace},
	} {
		for _, name := range set.names {
			edit(name, func(w *word) { w.flags |= set.flag })
		}
	}
	for _, words := range file.Published {
		r.labels = append(r.labels, label{words, "published"})
	}
	for _, words := range file.Updated {
		r.labels = append(r.labels, label{words, "updated"})
	}
	for _, entry := range append(file.NamedDays, file.FixedDays...) {
		if err := r.addDay(entry); err != nil {
			return nil, fmt.Errorf("vocabulary.yaml: day %q: %w", entry.Names, err)
		}
	}
	return r, nil
}

func (r *Reader) addDay(entry dayEntry) error {
	day := namedDay{month: entry.Month, weekday: entry.Weekday, nth: entry.Nth}
	switch {
	case entry.Easter != nil:
		day.easter, day.moves = *entry.Easter, true
	case entry.Date != "":
		layout := "01-02"
		if len(entry.Date) > len(layout) {
			layout = time.DateOnly
		}
		d, err := time.Parse(layout, entry.Date)
		if err != nil {
			return err
		}
		day.year, day.month, day.day = d.Year(), int(d.Month()), d.Day()
	}
	for _, name := range entry.Names {
		day.words = strings.Fields(strings.ReplaceAll(name, "'s", " 's"))
		r.named[day.words[0]] = append(r.named[day.words[0]], day)
	}
	return nil
}
