package console

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"entente/graph"
	"entente/graph/store"
	"entente/schema"
)

// bar is one year of a sparkline; its measures are attributes of SVG.
type bar struct {
	Year, X, Width, Y, Height string
	N                         int64
}

// sparkHeight is the height of a sparkline in pixels.
const sparkHeight = 40

// years makes a sparkline of months: a bar a year, those without any too.
func years(months []store.Count) []bar {
	byYear := map[int]int64{}
	first, last, most := 0, 0, int64(0)
	for _, m := range months {
		y, err := strconv.Atoi(m.Name[:min(4, len(m.Name))])
		if err != nil {
			continue
		}
		if byYear[y] += m.N; first == 0 || y < first {
			first = y
		}
		last, most = max(last, y), max(most, byYear[y])
	}
	if most == 0 {
		return nil
	}
	// One far-off year must not flatten the rest: sixty years are shown.
	first = max(first, last-59)
	n := last - first + 1
	var bars []bar
	for y := first; y <= last; y++ {
		h := float64(byYear[y]) / float64(most) * sparkHeight
		if byYear[y] > 0 {
			h = max(h, 2)
		}
		bars = append(bars, bar{
			Year: strconv.Itoa(y), N: byYear[y], X: share(y-first, n), Width: share(4, 5*n),
			Y: fixed(sparkHeight - h), Height: fixed(h),
		})
	}
	return bars
}

// share is a part of a whole in percent, as SVG takes it.
func share(part, whole int) string { return fixed(float64(part)/float64(whole)*100) + "%" }

func fixed(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) }

// lanes are a picture of claims over time: a lane for each relation in each
// direction, a bar for what lasts, a tick for what happens.
type lanes struct {
	From, To string // the first and last day
	Ticks    []tickMark
	Rows     []lane
	Undated  int
	Left     int // marks that are left out
}

type tickMark struct{ X, Label string }

type lane struct {
	Label, Arrow, Way, Class string
	N                        int
	Marks                    []laneMark
}

type laneMark struct {
	X, Width string // Width "" for a tick
	Open     bool   // has no end, or none that is known
	Faint    bool   // is not asserted
	Href     string
	Says     string
}

// mostMarks is about how many marks a picture has at most, leastMarks how
// many a lane may have in any case, and mostLanes the number of lanes: more
// cannot be told apart.
const (
	mostMarks  = 800
	leastMarks = 12
	mostLanes  = 60
)

// laneItem is one thing that lasted or happened.
type laneItem struct {
	lane              string // items of one are drawn in one
	label, arrow, way string // of the lane
	class             string
	when              graph.Time
	lasts             bool // draws a bar however short it was
	faint             bool
	href, says        string
}

// newLanes draws things that have a time, the newest of each lane first.
func newLanes(items []laneItem) lanes {
	var l lanes
	var days []string
	for _, it := range items {
		for _, d := range []string{it.when.Earliest, it.when.Latest} {
			if d != "" {
				days = append(days, d)
			}
		}
		if it.when.Earliest == "" && it.when.Latest == "" {
			l.Undated++
		}
	}
	if len(days) == 0 {
		return l
	}
	from, to := number(slices.Min(days)), number(slices.Max(days))
	// Some room on both sides, and never none between them.
	pad := max(15, (to-from)/40)
	from, to = from-pad, to+pad
	l.From, l.To = slices.Min(days), slices.Max(days)
	l.axis(from, to)
	rows := map[string]*lane{}
	var order []string
	for _, it := range items {
		if it.when.Earliest == "" && it.when.Latest == "" {
			continue
		}
		row := rows[it.lane]
		if row == nil {
			row = &lane{Label: it.label, Arrow: it.arrow, Way: it.way, Class: it.class}
			rows[it.lane], order = row, append(order, it.lane)
		}
		row.N++
		row.Marks = append(row.Marks, newMark(it, from, to))
	}
	slices.SortStableFunc(order, func(x, y string) int {
		p, q := rows[x], rows[y]
		return cmp.Or(cmp.Compare(classOrder[p.Class], classOrder[q.Class]), cmp.Compare(q.N, p.N), cmp.Compare(x, y))
	})
	for i, key := range order {
		row := rows[key]
		if i >= mostLanes {
			l.Left += len(row.Marks)
			continue
		}
		l.Left += max(0, len(row.Marks)-max(leastMarks, mostMarks/len(order)))
		row.Marks = row.Marks[:min(len(row.Marks), max(leastMarks, mostMarks/len(order)))]
		l.Rows = append(l.Rows, *row)
	}
	return l
}

// betweenLanes draws claims between two actors, a lane for each relation in
// each direction; a is the one that is read from.
func betweenLanes(list []sentence, a, aLabel, bLabel string) lanes {
	var items []laneItem
	for _, s := range list {
		rel, _ := schema.Builtin().Relation(s.Relation)
		it := laneItem{lane: s.Relation + "→", label: s.Label, arrow: "→", way: aLabel + " to " + bLabel, class: s.Class, when: s.Time,
			lasts: rel.Kind == schema.State, faint: s.Status != graph.Asserted, href: claimURL(s.ID), says: s.Label + ", " + when(s.Time)}
		switch {
		case rel.Symmetric:
			it.lane, it.arrow, it.way = s.Relation, "↔", "both ways"
		case s.Subject.ID != a:
			it.lane, it.arrow, it.way = s.Relation+"←", "←", bLabel+" to "+aLabel
		}
		if it.faint {
			it.says += ", " + string(s.Status)
		}
		items = append(items, it)
	}
	return newLanes(items)
}

var classOrder = map[string]int{string(schema.Cooperative): 0, string(schema.Neutral): 1, string(schema.Conflictual): 2}

func newMark(it laneItem, from, to int) laneMark {
	m := laneMark{Faint: it.faint, Href: it.href, Says: it.says}
	start, end := from, to
	if it.when.Earliest != "" {
		start = number(it.when.Earliest)
	}
	if it.when.Latest != "" {
		end = number(it.when.Latest)
	} else {
		m.Open = true
	}
	m.X = share(start-from, to-from)
	if it.lasts && end > start || end-start > 1 {
		m.Width = fixed(max(0.4, float64(end-start)/float64(to-from)*100)) + "%"
	}
	return m
}

// axis marks years, or months where there are few years.
func (l *lanes) axis(from, to int) {
	step, edge := max(1, (to-from)/365/8), (to-from)/20 // a label needs room
	first := day(from)
	if to-from < 3*365 {
		months := max(1, (to-from)/30/6)
		for t := time.Date(first.Year(), first.Month(), 1, 0, 0, 0, 0, time.UTC); number(t.Format(time.DateOnly)) < to; t = t.AddDate(0, months, 0) {
			if n := number(t.Format(time.DateOnly)); n >= from && n < to-edge {
				l.Ticks = append(l.Ticks, tickMark{share(n-from, to-from), t.Format("2006-01")})
			}
		}
		return
	}
	for y := first.Year() + 1; ; y += step {
		n := number(fmt.Sprintf("%04d-01-01", y))
		if n >= to-edge {
			return
		}
		l.Ticks = append(l.Ticks, tickMark{share(n-from, to-from), strconv.Itoa(y)})
	}
}

// number counts days, so that they can be set along a line.
func number(text string) int {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0
	}
	return int(t.Unix() / 86400)
}

func day(n int) time.Time { return time.Unix(int64(n)*86400, 0).UTC() }
