package dataset

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/keep"
)

// PartSize is how many claims of a file that is no version of a list make
// one source.
const PartSize = 20_000

// Writer takes what a format reads and gives it to a sink as sound claims:
// it knows the source, the offsets, the rule's prefix and the claim's ID.
type Writer struct {
	Names *Names // who is meant

	f    *Format
	sink graph.Sink
	warn func(string)

	in     *Input
	source graph.Source // of the text that was begun; its ID without the part
	open   bool         // the sink was told of the source
	part   int
	size   int // claims of the part

	at   [2]int // line and offset of the last record
	said map[string]bool

	known   map[string]*Column
	columns map[string]int            // unaccounted ones: how often
	unknown map[string]map[string]int // codes by kind
	odd     map[string]map[string]int // what was passed over, by what is wrong with it
	left    map[string]*leftOut       // rows that give no claim, by reason
	counts  map[string]int
	shelf   keep.Shelf
}

// NewWriter makes a writer for one format. Warnings, one line each, go to
// warn.
func NewWriter(f *Format, sink graph.Sink, names *Names, warn func(string)) *Writer {
	w := &Writer{Names: names, f: f, sink: sink, warn: warn, said: map[string]bool{}, known: map[string]*Column{}, columns: map[string]int{}, unknown: map[string]map[string]int{}, odd: map[string]map[string]int{}, counts: map[string]int{}}
	for i := range f.Columns {
		w.known[columnKey(f.Columns[i].Name)] = &f.Columns[i]
	}
	return w
}

// Shelf is where a format keeps what it meets early and needs late: it holds
// until the load ends.
func (w *Writer) Shelf() *keep.Shelf { return &w.shelf }

// Release lets go of what was kept.
func (w *Writer) Release() error { return w.shelf.Close() }

// Begin starts a text as a source and opens it. What the file says of itself
// (Published, Version, Series, Title) may be given; the rest follows from the
// format and the file.
func (w *Writer) Begin(ctx context.Context, in *Input, said graph.Source) (*Text, error) {
	if err := w.End(ctx); err != nil {
		return nil, err
	}
	sum, err := in.digest(ctx)
	if err != nil {
		return nil, err
	}
	if in.foreign > 0 {
		are := fmt.Sprintf("%d lines are not UTF-8 and were", in.foreign)
		if in.foreign == 1 {
			are = "a line is not UTF-8 and was"
		}
		w.Warn("%s: %s read as windows-1252", in.Name, are)
	}
	text, err := in.Text()
	if err != nil {
		return nil, &InputError{err}
	}
	s := said
	s.SHA256 = sum
	series := s.Series
	if series == "" {
		series = w.f.Name + "/" + in.Base
	}
	s.ID = series + "@" + sum[:12]
	s.Series = ""
	if w.f.Versioned {
		s.Series, s.Whole = series, true
	}
	for _, d := range []struct {
		field *string
		value string
	}{{&s.Title, w.f.Title}, {&s.Publisher, w.f.Publisher}, {&s.Licence, w.f.Licence}, {&s.URL, w.f.URL}, {&s.Published, in.Date}} {
		if *d.field == "" {
			*d.field = d.value
		}
	}
	if s.Version == "" {
		s.Version = s.Published
	}
	if s.Version == "" {
		s.Version = sum[:12]
	}
	w.in, w.source, w.part, w.size, w.open = in, s, 1, 0, false
	w.at = [2]int{-1, -1}
	return text, nil
}

// begin tells the sink of the source when the first thing of it comes.
func (w *Writer) begin(ctx context.Context) error {
	if w.in == nil {
		return errors.New("nothing was begun")
	}
	if w.open && (w.f.Versioned || w.size < PartSize) {
		return nil
	}
	if w.open {
		if err := w.sink.End(ctx); err != nil {
			return err
		}
		w.part++
	}
	w.open, w.size = true, 0
	return w.sink.Begin(ctx, w.current())
}

// current is the source as claims carry it.
func (w *Writer) current() graph.Source {
	s := w.source
	if w.part > 1 {
		s.ID += fmt.Sprintf("/%d", w.part)
	}
	return s
}

// Touch says that the source is an update of its series, and that what it says
// of a record is all that holds of it now (see [graph.Updater]). Sinks that
// keep nothing are not told.
func (w *Writer) Touch(ctx context.Context, record string) error {
	if u, ok := w.sink.(graph.Updater); ok {
		if err := w.begin(ctx); err != nil {
			return err
		}
		return u.Touch(ctx, record)
	}
	return nil
}

// Known gives the actor that has a code in what was loaded before.
func (w *Writer) Known(ctx context.Context, code string) (graph.Actor, bool, error) {
	if u, ok := w.sink.(graph.Updater); ok {
		return u.Known(ctx, code)
	}
	return graph.Actor{}, false, nil
}

// Describe says what is known of an actor.
func (w *Writer) Describe(ctx context.Context, d graph.Description) error {
	if err := w.begin(ctx); err != nil {
		return err
	}
	return w.sink.Describe(ctx, d)
}

// Claim gives a claim that rests on a record. Subject, relation and object
// are the format's to say, and a rule that names what in the record says so;
// status and confidence default to asserted and 1. A claim about one actor
// alone (who trades with himself) is left out and counted.
func (w *Writer) Claim(ctx context.Context, r *Record, c graph.Claim) error {
	if c.Subject.ID == c.Object.ID {
		w.Odd("claims of an actor about itself", c.Relation+" ("+c.Rule+")")
		return nil
	}
	if err := w.begin(ctx); err != nil {
		return err
	}
	if c.Status == "" {
		c.Status = graph.Asserted
	}
	if c.Confidence == 0 {
		c.Confidence = 1
	}
	c.Rule = w.f.Name + ": " + c.Rule
	c.Source = w.current()
	c.Record = r.ID
	c.Sentence = r.Line
	c.Start, c.End, c.Quote = r.Start, r.Start+len(r.Text), r.Text
	c.ID = c.Hash()
	if at := [2]int{r.Line, r.Start}; at != w.at {
		w.at = at
		clear(w.said)
	}
	if w.said[c.ID] {
		return nil // said twice in one record
	}
	w.said[c.ID] = true
	w.size++
	w.counts["claims"]++
	return w.sink.Claim(ctx, c)
}

// Reject reports a row that cannot be used; line 0 if there is none.
func (w *Writer) Reject(line int, format string, args ...any) {
	name := w.f.Name
	if w.in != nil {
		name = w.in.Name
	}
	w.counts["rejected"]++
	w.sink.Reject(graph.Rejection{File: name, Line: line, Reason: fmt.Sprintf(format, args...)})
}

// End ends the source that was begun; without one it does nothing.
func (w *Writer) End(ctx context.Context) error {
	if err := w.shelf.Err(); err != nil {
		return err
	}
	if !w.open {
		w.in = nil
		return nil
	}
	w.open, w.in = false, nil
	return w.sink.End(ctx)
}

// Warn says something to people.
func (w *Writer) Warn(format string, args ...any) {
	if w.warn != nil {
		w.warn(fmt.Sprintf(format, args...))
	}
}

// Column notes that the input has a column, field or element of this name.
// It says whether it is one that is read.
func (w *Writer) Column(name string) bool {
	c, ok := w.known[name]
	if !ok {
		if c, ok = w.known[columnKey(name)]; !ok {
			if len(w.columns) < maxUnknown || w.columns[name] > 0 {
				w.columns[name]++
			}
			return false
		}
		w.known[name] = c
	}
	return c.LeftOut == ""
}

// Unknown counts a code or a name that the format does not know, by its kind.
func (w *Writer) Unknown(kind, code string) { w.tally(w.unknown, kind, code) }

// Odd counts what was passed over though everything in it may be known, by
// what is wrong with it: "names that several entries have".
func (w *Writer) Odd(wrong, which string) { w.tally(w.odd, wrong, which) }

func (w *Writer) tally(of map[string]map[string]int, kind, code string) {
	m := of[kind]
	if m == nil {
		m = map[string]int{}
		of[kind] = m
	}
	if len(m) < maxUnknown || m[code] > 0 {
		m[code]++
	}
	w.counts["\x00"+kind]++
}

// maxUnknown bounds what is remembered of a file that is something else.
const maxUnknown = 10000

// Count counts something for [Format.Expect] and the summary.
func (w *Writer) Count(what string, n int) { w.counts[what] += n }

// Counted says how many of something were counted.
func (w *Writer) Counted(what string) int { return w.counts[what] }

// How says how far an input was read.
type How int

const (
	ToTheEnd How = iota
	CutShort     // it was refused: that it is not all of a data set is known
)

// Close ends the source and says what was not accounted for: columns, codes,
// counts out of their bounds.
func (w *Writer) Close(ctx context.Context, read How) error {
	if err := w.End(ctx); err != nil {
		return err
	}
	w.tellLeftOut()
	for _, name := range slices.Sorted(maps.Keys(w.columns)) {
		w.Warn("%s: column %q is not known and was not read (%s)", w.f.Name, name, times(w.columns[name]))
	}
	for _, kind := range slices.Sorted(maps.Keys(w.unknown)) {
		w.Warn("%s: %s: %d not known: %s", w.f.Name, kind, w.counts["\x00"+kind], most(w.unknown[kind]))
	}
	for _, wrong := range slices.Sorted(maps.Keys(w.odd)) {
		w.Warn("%s: %s, %s: %s", w.f.Name, wrong, times(w.counts["\x00"+wrong]), most(w.odd[wrong]))
	}
	if read == CutShort {
		return nil
	}
	for _, c := range w.f.Expect {
		if n := w.counts[c.What]; !c.holds(n) {
			w.Warn("%s: %d %s, where the whole has %s: a sample, or not all of it", w.f.Name, n, c.What, strings.TrimPrefix(c.String(), c.What+": "))
		}
	}
	return nil
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// shown is how many codes of a kind people are shown.
const shown = 8

// most lists the codes that came most often.
func most(m map[string]int) string {
	codes := slices.SortedFunc(maps.Keys(m), func(a, b string) int {
		if m[a] != m[b] {
			return m[b] - m[a]
		}
		return strings.Compare(a, b)
	})
	var out []string
	for i, c := range codes {
		if i == shown {
			out = append(out, fmt.Sprintf("and %d more", len(codes)-shown))
			break
		}
		out = append(out, fmt.Sprintf("%q (%d)", c, m[c]))
	}
	return strings.Join(out, ", ")
}
