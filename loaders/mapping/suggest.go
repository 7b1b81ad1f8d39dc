package mapping

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
	"entente/schema"
)

// suggestRows is how many rows Suggest looks at.
const suggestRows = 100

// Suggest drafts a mapping from a table's header and its first hundred rows:
// how it is written, and what each column seems to hold. What it cannot know
// – the relation, who acts on whom – stands there as CHECK, which [Parse]
// refuses: a guess would be loaded as what somebody said.
func Suggest(r io.Reader, name string, names *dataset.Names) (string, error) {
	head, err := io.ReadAll(io.LimitReader(r, 1<<20))
	if err != nil {
		return "", fmt.Errorf("reading %s: %w", name, err)
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return "", fmt.Errorf("%s: not a table in text: save it as CSV, in UTF-8", name)
	}
	comma := guessComma(head)
	m := &Mapping{Table: Table{Comma: comma}}
	t, header, _, err := m.open(bytes.NewReader(head))
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	var columns []column
	for _, h := range header {
		columns = append(columns, column{name: h})
	}
	rows := 0
	for row, err := range t.All() {
		if err != nil || rows == suggestRows {
			break
		}
		if row.Err != nil {
			continue
		}
		rows++
		for i, v := range row.Fields {
			columns[i].values = append(columns[i].values, strings.TrimSpace(v))
		}
	}
	if rows == 0 {
		return "", fmt.Errorf("%s: there is no row under the header that could be read", name)
	}
	for i := range columns {
		columns[i].guess(names)
	}
	return draft(name, comma, columns, names), nil
}

func guessComma(head []byte) string {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := ",", 0
	for _, c := range []string{",", "tab", ";", "|"} {
		sign := c
		if c == "tab" {
			sign = "\t"
		}
		if n := bytes.Count(line, []byte(sign)); n > most {
			best, most = c, n
		}
	}
	return best
}

// column is what is known of a column.
type column struct {
	name   string
	values []string
	kind   string // code, state, name, day, year, number, other
	scheme string // of codes
	nulls  []string
}

var nullLike = []string{"NA", "N/A", "None", "NULL", "null", "nan", ".", "-9", "-99", "-999", "-8", "-7", "-1"}

// schemesGuessed are tried in order: two letters are rather iso2 than fips.
var schemesGuessed = []string{"iso3", "iso2", "cow", "m49", "comtrade", "fips"}

func (c *column) guess(names *dataset.Names) {
	var full []string
	for _, v := range c.values {
		switch {
		case v == "":
		case slices.Contains(nullLike, v) && !c.lettersOf(v):
			if !slices.Contains(c.nulls, v) {
				c.nulls = append(c.nulls, v)
			}
		default:
			full = append(full, v)
		}
	}
	share := func(test func(string) bool) float64 {
		n := 0
		for _, v := range full {
			if test(v) {
				n++
			}
		}
		return float64(n) / float64(max(len(full), 1))
	}
	year := func(v string) bool {
		n, err := strconv.Atoi(v)
		return err == nil && n >= 1400 && n <= 2100
	}
	day := func(v string) bool { t, err := date(v); return err == nil && !t.IsZero() && !year(v) }
	number := func(v string) bool { _, err := strconv.ParseFloat(v, 64); return err == nil }
	const most = 0.8
	switch {
	case len(full) == 0:
		c.kind = "other"
		return
	case share(year) >= most:
		c.kind = "year"
		return
	}
	letters := share(number) < 0.2
	if letters || looksLikeCode(c.name) {
		for _, scheme := range schemesGuessed {
			if (scheme == "cow" || scheme == "m49" || scheme == "comtrade") == letters {
				continue
			}
			if share(func(v string) bool { _, ok := byCode(names, scheme, v); return ok }) >= most && distinct(full) > 1 {
				c.kind, c.scheme = "code", scheme
				return
			}
		}
	}
	switch {
	case share(day) >= most:
		c.kind = "day"
	case !letters:
		c.kind = "number"
	case share(func(v string) bool { _, ok := names.State(v); return ok }) >= 0.6:
		c.kind = "state"
	case share(func(v string) bool { _, ok := names.Find(v, anyType...); return ok }) >= 0.3, isName.MatchString(c.name) && letters:
		c.kind = "name"
	default:
		c.kind = "other"
	}
}

// lettersOf tells whether NA may be a code in this column: where others of
// two capitals stand.
func (c *column) lettersOf(v string) bool {
	if v != "NA" {
		return false
	}
	n := 0
	for _, o := range c.values {
		if len(o) == 2 && strings.ToUpper(o) == o && o != "NA" {
			n++
		}
	}
	return n*2 > len(c.values)
}

var codeName = regexp.MustCompile(`(?i)code|cow|gw|^cc|ccode|state.*no|iso|^[ij]$|country|reporter|partner|exporter|importer|m49`)

// isName fits the heads of columns that name whom a row is about, known or not.
var isName = regexp.MustCompile(`(?i)^(?:(?:full |entity |clean )?name|company|entity|organi[sz]ation|business[ _]enterprise|actor ?\d?)$`)

func looksLikeCode(name string) bool { return codeName.MatchString(name) }

func distinct(values []string) int {
	seen := map[string]bool{}
	for _, v := range values {
		seen[v] = true
	}
	return len(seen)
}

// draft writes the mapping.
func draft(name, comma string, columns []column, names *dataset.Names) string {
	base := strings.ToLower(strings.TrimSuffix(path.Base(name), path.Ext(name)))
	base = strings.Trim(regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(base, "-"), "-")
	if base == "" {
		base = "table"
	}
	var actors, times []column
	var amount, relation *column
	var nulls, left []string
	for i := range columns {
		c := &columns[i]
		for _, n := range c.nulls {
			if !slices.Contains(nulls, n) {
				nulls = append(nulls, n)
			}
		}
		switch c.kind {
		case "code", "state", "name":
			actors = append(actors, *c)
		case "day", "year":
			times = append(times, *c)
		case "number":
			if amount == nil && regexp.MustCompile(`(?i)value|amount|trade|usd|flow|deaths|best|fatal|total`).MatchString(c.name) {
				amount = c
			}
		case "other":
			if relation == nil && distinct(c.values) > 1 && distinct(c.values) <= 12 && regexp.MustCompile(`(?i)type|flow|vote|relation|kind`).MatchString(c.name) {
				relation = c
			}
		}
	}
	slices.SortStableFunc(actors, func(a, b column) int { return rank(a) - rank(b) })
	actors = otherFirst(actors, names)
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p("# A draft by `entente map --suggest`, from the first %d rows. Check what is marked, then:", suggestRows)
	p("#   entente load --mapping THIS %s", quoted(path.Base(name)))
	p("name: %s", base)
	p("title: %s", quoted(path.Base(name)))
	p(`publisher: ""   # check: who publishes it, under which licence, where`)
	p(`licence: ""`)
	p(`url: ""`)
	p("table: {comma: %s, nulls: [%s]}", quoted(comma), list(nulls))
	used := map[string]bool{}
	actor := func(i int) string {
		if i >= len(actors) {
			return `{id: "actor:` + unchecked + `"}   # check: no column looks like one`
		}
		c := actors[i]
		used[c.name] = true
		switch c.kind {
		case "code":
			return fmt.Sprintf("{code: %s, scheme: %s}", quoted(c.name), c.scheme)
		case "state":
			return fmt.Sprintf("{name: %s, type: State}", quoted(c.name))
		}
		return fmt.Sprintf("{name: %s, type: Actor}   # check the type: State, Organization, Person …", quoted(c.name))
	}
	p("claims:")
	p("  - subject: %s", actor(0))
	if relation != nil {
		used[relation.name] = true
		p("    relation:   # check: which relation each value means (entente schema lists them)")
		p("      column: %s", quoted(relation.name))
		p("      values:")
		var seen []string
		for _, v := range relation.values {
			if v != "" && !slices.Contains(seen, v) && !slices.Contains(nullLike, v) {
				seen = append(seen, v)
			}
		}
		slices.Sort(seen)
		for _, v := range seen {
			p("        %s: %s", quoted(v), relationOf(v))
		}
	} else {
		p("    relation: %s   # check: which one (entente schema lists them)", unchecked)
	}
	p("    object: %s", actor(1))
	switch {
	case len(times) >= 2 && times[0].kind == times[1].kind:
		used[times[0].name], used[times[1].name] = true, true
		p("    time: {from: %s, to: %s}", quoted(times[0].name), quoted(times[1].name))
	case len(times) > 0 && times[0].kind == "year":
		used[times[0].name] = true
		p("    time: {year: %s}   # merge: true joins the rows of years that follow one another", quoted(times[0].name))
	case len(times) > 0:
		used[times[0].name] = true
		p("    time: {day: %s}", quoted(times[0].name))
	}
	if amount != nil {
		used[amount.name] = true
		p("    amount: {column: %s, unit: USD}   # check the unit", quoted(amount.name))
	}
	for _, c := range columns {
		if !used[c.name] {
			left = append(left, c.name)
		}
	}
	if len(left) > 0 {
		p("left: {no relation says it: [%s]}   # check", list(left))
	}
	return b.String()
}

// otherFirst puts behind the first column of actors the first that names
// others: tables give one side's code, name and further codes side by side.
func otherFirst(actors []column, names *dataset.Names) []column {
	for i := 1; i < len(actors); i++ {
		if actors[0].differs(actors[i], names) {
			c := actors[i]
			return slices.Insert(slices.Delete(actors, i, i+1), 1, c)
		}
	}
	return actors
}

// differs tells whether two columns name different actors in some row; where
// no row has two that are known, they may.
func (c column) differs(o column, names *dataset.Names) bool {
	both := 0
	for i := range min(len(c.values), len(o.values)) {
		a, known := c.actor(c.values[i], names)
		b, also := o.actor(o.values[i], names)
		if !known || !also {
			continue
		}
		if both++; a != b {
			return true
		}
	}
	return both == 0
}

// actor is the ID of the actor that a value of the column means.
func (c column) actor(value string, names *dataset.Names) (id string, ok bool) {
	var a graph.Actor
	switch c.kind {
	case "code":
		a, ok = byCode(names, c.scheme, value)
	case "state":
		a, ok = names.State(value)
	default:
		a, ok = names.Find(value, anyType...)
	}
	return a.ID, ok
}

// rank puts codes before names of states before other names.
func rank(c column) int { return slices.Index([]string{"code", "state", "name"}, c.kind) }

func quoted(s string) string { return strconv.Quote(s) }

func list(values []string) string {
	var out []string
	for _, v := range values {
		out = append(out, quoted(v))
	}
	return strings.Join(out, ", ")
}

// unchecked stands in a draft for what a person has to say.
const unchecked = "CHECK"

// relationOf is what a value of a column of relations may mean: one that is
// called as a relation of the vocabulary is. Flows of trade have words, and
// letters of the United Nations' trade statistics, that most tables of trade
// use.
func relationOf(value string) string {
	value = strings.ToLower(value)
	switch value {
	case "m", "import", "imports":
		return "imports-from"
	case "x", "export", "exports":
		return "exports-to"
	case "alliance":
		return "allied-with"
	}
	for _, r := range schema.Builtin().Relations() {
		verb, _, _ := strings.Cut(r.Name, "-")
		if slices.Contains([]string{r.Name, r.Label, verb, strings.TrimSuffix(verb, "s")}, value) {
			return r.Name
		}
	}
	return unchecked
}
