package export

import (
	"cmp"
	"strconv"
	"strings"
)

// attribute is one typed column of nodes or of edges. Its type is GraphML's
// word: string, int, double or boolean. Names that GEXF has a meaning for of
// its own (id, label, kind, start, end, weight) are not used: programs put
// attributes and those into one table.
type attribute[T any] struct {
	name string
	typ  string
	of   func(*T) string // "" leaves it out
}

var nodeAttributes = append([]attribute[Node]{
	{"type", "string", func(n *Node) string { return n.Actor.Type }},
	{"degree", "int", func(n *Node) string { return strconv.Itoa(n.Degree) }},
	{"claims", "int", func(n *Node) string { return strconv.Itoa(n.Claims) }},
	{"earliest", "string", func(n *Node) string { return n.Earliest }},
	{"latest", "string", func(n *Node) string { return n.Latest }},
	{"aliases", "string", func(n *Node) string { return strings.Join(n.Aliases, "; ") }},
	{"codes", "string", func(n *Node) string { return strings.Join(n.Codes, "; ") }},
	{"same_as", "string", func(n *Node) string { return strings.Join(n.SameAs, "; ") }},
	{"within", "string", func(n *Node) string { return n.Within }},
	{"stands_for", "int", func(n *Node) string {
		if n.Stands == 0 {
			return ""
		}
		return strconv.Itoa(n.Stands)
	}},
}, measured...)

var edgeAttributes = []attribute[Edge]{
	{"relation", "string", func(e *Edge) string { return e.Relation.Name }},
	{"class", "string", func(e *Edge) string { return string(e.Relation.Class) }},
	{"relation_kind", "string", func(e *Edge) string { return string(e.Relation.Kind) }},
	{"symmetric", "boolean", func(e *Edge) string { return strconv.FormatBool(e.Relation.Symmetric) }},
	{"plover", "string", func(e *Edge) string { return e.Relation.PLOVER }},
	{"status", "string", func(e *Edge) string { return string(e.Status) }},
	{"claims", "int", func(e *Edge) string { return strconv.Itoa(len(e.Claims)) }},
	{"sources", "int", func(e *Edge) string { return strconv.Itoa(e.Sources) }},
	{"earliest", "string", func(e *Edge) string { return e.Earliest }},
	{"latest", "string", func(e *Edge) string { return e.Latest }},
	{"time", "string", func(e *Edge) string { return e.Best.Time.EDTF }},
	{"amount", "double", func(e *Edge) string {
		if e.Best.Amount == nil {
			return ""
		}
		return double(e.Best.Amount.Value)
	}},
	{"unit", "string", func(e *Edge) string {
		if e.Best.Amount == nil {
			return ""
		}
		return e.Best.Amount.Unit
	}},
	{"place", "string", func(e *Edge) string { return labelOf(e.Best.Place) }},
	{"speaker", "string", func(e *Edge) string { return labelOf(e.Best.Speaker) }},
	{"confidence", "double", func(e *Edge) string { return double(e.Best.Confidence) }},
	{"quote", "string", func(e *Edge) string { return e.Best.Quote }},
	{"sentence", "int", func(e *Edge) string { return strconv.Itoa(e.Best.Sentence) }},
	{"quote_start", "int", func(e *Edge) string { return strconv.Itoa(e.Best.Start) }},
	{"quote_end", "int", func(e *Edge) string { return strconv.Itoa(e.Best.End) }},
	{"source", "string", func(e *Edge) string { return e.Best.Source.ID }},
	{"title", "string", func(e *Edge) string { return e.Best.Source.Title }},
	{"publisher", "string", func(e *Edge) string { return e.Best.Source.Publisher }},
	{"published", "string", func(e *Edge) string { return e.Best.Source.Published }},
	{"url", "string", func(e *Edge) string { return e.Best.Source.URL }},
	{"claim", "string", func(e *Edge) string { return e.Best.ID }},
	{"claim_ids", "string", func(e *Edge) string { return strings.Join(e.Claims, " ") }},
}

// double writes a number so that XML Schema reads it: never "+Inf".
func double(f float64) string {
	s := strconv.FormatFloat(f, 'g', -1, 64)
	switch s {
	case "+Inf":
		return "INF"
	case "-Inf":
		return "-INF"
	}
	return s
}

// label is how the edge reads from its first end: "trades with", and for what
// is not asserted "attacks (denied)".
func (e *Edge) label() string {
	if e.Status != "" && e.Status != "asserted" {
		return e.Relation.Label + " (" + string(e.Status) + ")"
	}
	return e.Relation.Label
}

// title is the user's or one that counts.
func (g *Graph) title(o Options) string {
	if g.Note != "" {
		return cmp.Or(o.Title, "Claims") + " (" + g.Note + ")"
	}
	return cmp.Or(o.Title, "Claims about "+count(len(g.Nodes), "actor"))
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return thousands(n) + " " + noun + "s"
}

// thousands writes a number with commas.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
