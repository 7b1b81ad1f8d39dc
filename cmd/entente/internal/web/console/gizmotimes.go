package console

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph"
)

// Columns that tell when something was, by their names: those with a whole
// time before those with its beginning, and at last when it was written of.
var (
	timeNames  = []string{"date", "when", "time", "period", "interval", "edtf"}
	beginNames = []string{"start", "begin", "began", "since", "from", "valid_from", "earliest", "first"}
	endNames   = []string{"end", "ended", "until", "to", "valid_until", "latest", "last"}
	paperNames = []string{"published", "day", "year"}
)

// rowTimes knows which columns of an answer tell the time.
type rowTimes struct{ whole []string }

// newRowTimes looks for columns that tell the time, by their names, and those
// of which every value is written as a day or an interval.
func newRowTimes(rows []gizmoRow) rowTimes {
	t := rowTimes{whole: timeNames}
	fits, fails := map[string]bool{}, map[string]bool{}
	for _, r := range rows {
		for _, n := range r.names {
			text, _ := r.values[n].(string)
			if text == "" || slices.Contains(paperNames, n) {
				continue
			}
			if _, ok := readTime(text); ok && len(text) >= len("2026-02") && strings.ContainsAny(text, "-/") {
				fits[n] = true
			} else {
				fails[n] = true
			}
		}
	}
	var others []string
	for n := range fits {
		if !fails[n] && !slices.Contains(slices.Concat(timeNames, beginNames, endNames), n) {
			others = append(others, n)
		}
	}
	slices.Sort(others)
	t.whole = slices.Concat(t.whole, others)
	return t
}

func readTime(text string) (graph.Time, bool) {
	t, err := graph.ParseTime(strings.TrimSpace(text))
	return t, err == nil && (t.Earliest != "" || t.Latest != "")
}

// of is when a row says that something was.
func (t rowTimes) of(r gizmoRow) (graph.Time, bool) {
	first := func(names []string) (graph.Time, bool) {
		for _, n := range names {
			if found, ok := readTime(r.text(n)); ok {
				return found, true
			}
		}
		return graph.Time{}, false
	}
	if found, ok := first(t.whole); ok {
		return found, true
	}
	begin, begun := first(beginNames)
	end, ended := first(endNames)
	switch {
	case begun && ended && begin.EDTF == end.EDTF:
		return begin, true
	case begun && ended && begin.Earliest <= end.Latest:
		return graph.Time{EDTF: begin.EDTF + "/" + end.EDTF, Earliest: begin.Earliest, Latest: end.Latest}, true
	case begun && slices.ContainsFunc(endNames, r.has): // asked for, and not ended
		return graph.Time{EDTF: begin.EDTF + "/..", Earliest: begin.Earliest}, true
	case begun:
		return begin, true
	case ended:
		return graph.Time{EDTF: "../" + end.EDTF, Latest: end.Latest}, true
	}
	return first(paperNames)
}

// tells says whether a column is about time.
func (t rowTimes) tells(name string) bool {
	return slices.Contains(slices.Concat(t.whole, beginNames, endNames, paperNames), name)
}

// textOfLine is how much of a row a line of a timeline says.
const textOfLine = 160

// years puts the rows that have a time in the order of time, the newest first,
// and draws them in lanes.
func (a *gizmoAnswer) years() {
	times := newRowTimes(a.rows)
	type dated struct {
		day  string
		line gizmoLine
		item laneItem
	}
	var all []dated
	for _, r := range a.rows {
		t, ok := times.of(r)
		if !ok {
			a.Off++
			continue
		}
		d := dated{day: cmp.Or(t.Earliest, t.Latest), line: a.line(r, times)}
		d.line.Date = when(t)
		class := relationClass(r.relation())
		d.item = laneItem{lane: d.line.Text, label: d.line.Text, class: class, when: t, lasts: strings.Contains(t.EDTF, "/"), href: d.line.Href, says: d.line.Text + ", " + d.line.Date}
		all = append(all, d)
	}
	slices.SortStableFunc(all, func(x, y dated) int { return cmp.Compare(y.day, x.day) })
	var items []laneItem
	for _, d := range all {
		year := d.day[:min(4, len(d.day))]
		if n := len(a.Timeline); n == 0 || a.Timeline[n-1].Year != year {
			a.Timeline = append(a.Timeline, gizmoYear{Year: year})
		}
		last := &a.Timeline[len(a.Timeline)-1]
		last.Lines = append(last.Lines, d.line)
		items = append(items, d.item)
	}
	a.Lanes = newLanes(items)
}

// line says a row: who does what to whom, if it says that, else all of it.
func (a *gizmoAnswer) line(r gizmoRow, times rowTimes) gizmoLine {
	var line gizmoLine
	var words []string
	from, to := r.iri("source"), r.iri("target")
	edge := from != "" && to != ""
	for _, n := range a.Columns {
		id := r.iri(n)
		switch {
		case strings.HasPrefix(id, graph.ClaimPrefix):
			line.Href = claimURL(id)
		case edge && n != "source" && n != "relation" && n != "target":
		case strings.HasPrefix(id, graph.ActorPrefix):
			words = append(words, a.labels[id].Label)
		case n == "relation" && r.relation() != "":
			words = append(words, relationLabel(r.relation()))
		case strings.HasPrefix(id, graph.RelationPrefix):
			words = append(words, relationLabel(id))
		case !times.tells(n) && !slices.Contains(northNames, n) && !slices.Contains(eastNames, n) && r.text(n) != "" && id == "":
			words = append(words, r.text(n))
		}
	}
	line.Text = strings.Join(words, " ")
	if runes := []rune(line.Text); len(runes) > textOfLine {
		line.Text = string(runes[:textOfLine]) + "…"
	}
	if edge && line.Href == "" && r.relation() != "" {
		line.Href = whyURL(from, r.relation(), to)
	}
	return line
}
