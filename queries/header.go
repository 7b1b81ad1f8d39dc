package queries

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"entente/schema"
)

// orderKey is a column that an answer is sorted by.
type orderKey struct {
	column     int
	descending bool
}

// columns that many queries share, so that their files name them only.
var columns = []Column{
	{"source", ActorColumn, "the actor the relation goes out from"},
	{"relation", RelationColumn, "how the two are related"},
	{"target", ActorColumn, "the actor the relation goes to"},
	{"status", StatusColumn, "how the text puts it: asserted, denied, planned or conditional"},
	{"date", DateColumn, "when it holds or happened"},
	{"amount", NumberColumn, "a figure that the text gives"},
	{"unit", TextColumn, "the unit of the figure"},
	{"place", ActorColumn, "where it happened"},
	{"speaker", ActorColumn, "who says so in the text"},
	{"claims", NumberColumn, "how many claims say so"},
	{"quote", TextColumn, "the sentence"},
	{"document", SourceColumn, "the source it was read in"},
	{"claim", ClaimColumn, "the claim, for entente why and for Gizmo"},
}

var (
	headerLine  = regexp.MustCompile(`^// ([a-z]+): (\S.*)$`)
	paramLine   = regexp.MustCompile(`^([a-z]+) (actor|relation|date) ([A-Z]+)(?: = (\S+))?: (\S.*)$`)
	columnLine  = regexp.MustCompile(`^([a-z_]+) (actor|relation|claim|source|status|date|text|number): (\S.*)$`)
	queryName   = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	exampleWord = regexp.MustCompile(`"([^"]*)"|(\S+)`)
	relationIRI = regexp.MustCompile(`<rel:([^>]*)>`)
)

// parseQuery reads a file of the catalogue. Its header is the comment lines
// at the top, each "// key: value", a further line of a value indented by
// two more blanks. The keys:
//
//	title    the question, in one line, ending in "?"
//	group    one of Groups
//	param    NAME TYPE ROLE[ = DEFAULT]: DOC      one line a parameter, in order
//	columns  names of shared columns and of those that column lines define, in order
//	column   NAME TYPE: DOC                       a column of this query alone
//	order    columns to sort by, "-" before those that go down
//	example  arguments, in double quotes where they hold blanks
//	lists    word lists of the vocabulary that the text uses (optional)
//	notes    what else to know (optional)
func parseQuery(name, text string) (Query, error) {
	q := Query{Name: name, text: text}
	if !queryName.MatchString(name) {
		return q, fmt.Errorf("a query's file is named by lower-case words joined by hyphens")
	}
	h := header{query: &q}
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines) && strings.HasPrefix(lines[i], "//"); i++ {
		m := headerLine.FindStringSubmatch(lines[i])
		if m == nil {
			return q, fmt.Errorf("line %d: %q is no header line: must be \"// key: value\"", i+1, lines[i])
		}
		first, value := i+1, m[2]
		for i+1 < len(lines) && strings.HasPrefix(lines[i+1], "//   ") {
			i++
			value += " " + strings.TrimSpace(lines[i][2:])
		}
		if err := h.set(m[1], value); err != nil {
			return q, fmt.Errorf("line %d: %s: %w", first, m[1], err)
		}
	}
	if err := h.finish(); err != nil {
		return q, err
	}
	return q, nil
}

type header struct {
	query          *Query
	own            []Column // defined by column lines
	columns, order []string
	seen           []string
}

func (h *header) set(key, value string) error {
	q := h.query
	if key != "param" && key != "column" && slices.Contains(h.seen, key) {
		return fmt.Errorf("stands twice")
	}
	h.seen = append(h.seen, key)
	switch key {
	case "title":
		if !strings.HasSuffix(value, "?") {
			return fmt.Errorf("a title is a question and ends in a question mark")
		}
		q.Title = value
	case "group":
		if !slices.Contains(Groups, value) {
			return fmt.Errorf("%q is no group: must be one of %s", value, strings.Join(Groups, ", "))
		}
		q.Group = value
	case "param":
		m := paramLine.FindStringSubmatch(value)
		if m == nil {
			return fmt.Errorf("%q must be NAME TYPE ROLE: DOC", value)
		}
		if n := len(q.Params); m[4] == "" && n > 0 && q.Params[n-1].Default != "" {
			return fmt.Errorf("%s must be given, so it cannot follow one that may be left out", m[1])
		}
		q.Params = append(q.Params, Param{Name: m[1], Type: ParamType(m[2]), Role: m[3], Default: m[4], Doc: m[5]})
	case "column":
		m := columnLine.FindStringSubmatch(value)
		if m == nil {
			return fmt.Errorf("%q must be NAME TYPE: DOC", value)
		}
		h.own = append(h.own, Column{m[1], ColumnType(m[2]), m[3]})
	case "columns":
		h.columns = strings.Fields(value)
	case "order":
		h.order = strings.Fields(value)
	case "example":
		for _, m := range exampleWord.FindAllStringSubmatch(value, -1) {
			q.Example = append(q.Example, m[1]+m[2])
		}
	case "lists":
		q.lists = strings.Fields(value)
		for _, l := range q.lists {
			if wordList(l) == nil {
				return fmt.Errorf("the vocabulary gives no list %q", l)
			}
		}
	case "notes":
		q.Notes = value
	default:
		return fmt.Errorf("unknown key")
	}
	return nil
}

// finish checks what only shows when the whole header is read.
func (h *header) finish() error {
	q := h.query
	for _, key := range []string{"title", "group", "param", "columns", "order", "example"} {
		if !slices.Contains(h.seen, key) {
			return fmt.Errorf("the header lacks %q", key)
		}
	}
	known := append(slices.Clone(h.own), columns...)
	for _, name := range h.columns {
		i := slices.IndexFunc(known, func(c Column) bool { return c.Name == name })
		if i < 0 {
			return fmt.Errorf("columns: %q is neither a shared column nor defined by a column line", name)
		}
		q.Columns = append(q.Columns, known[i])
	}
	for _, c := range h.own {
		if !slices.Contains(h.columns, c.Name) {
			return fmt.Errorf("column: %q is not among columns", c.Name)
		}
	}
	for _, key := range h.order {
		name, down := strings.CutPrefix(key, "-")
		i := slices.Index(h.columns, name)
		if i < 0 {
			return fmt.Errorf("order: %q is not among columns", name)
		}
		q.order = append(q.order, orderKey{i, down})
	}
	if reason := q.wrongCount(len(q.Example)); reason != "" {
		return fmt.Errorf("example: %s", reason)
	}
	for _, m := range relationIRI.FindAllStringSubmatch(q.text, -1) {
		if _, ok := schema.Builtin().Relation(m[1]); !ok {
			return schema.Builtin().UnknownRelation(m[1])
		}
	}
	return nil
}
