package export

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"
)

var dot = Format{
	Name:  "dot",
	Ext:   ".gv",
	MIME:  "text/vnd.graphviz",
	Title: "DOT: a graph for Graphviz, with positions, colours and quotes as tooltips",
	Loses: "all but the best quote of an edge; claims that are not asserted, unless asked for; types of attributes, codes and other names",
	Write: writeDOT,
}

// writeDOT writes a graph that Graphviz draws where our layout put it:
// positions in points (inputscale), pinned by the exclamation mark. With
// another engine (dot -Kdot) they are not looked at.
func writeDOT(ctx context.Context, w io.Writer, in Input, o Options) error {
	return flow(ctx, w, in, o, sections{
		labels: true,
		start: func(out *bufio.Writer, sum summary) {
			fmt.Fprintf(out, "digraph entente {\n  graph [label=%s, labelloc=t, layout=neato, inputscale=72, splines=true, outputorder=edgesfirst, charset=\"UTF-8\", fontname=\"Helvetica\"];\n", escString(sum.title))
			out.WriteString("  node [style=filled, fixedsize=true, label=\"\", fontname=\"Helvetica\", fontsize=12, color=\"#FFFFFF\"];\n")
			out.WriteString("  edge [fontname=\"Helvetica\", fontsize=9, arrowsize=0.7];\n")
		},
		node: func(out *bufio.Writer, n *Node) {
			look := lookOf(o.vocabulary(), n.Actor.Type)
			size := coordinate(2 * radius(n.Degree) / 72)
			tip := fmt.Sprintf("%s (%s), %s", n.Actor.Label, n.Actor.Type, count(n.Claims, "claim"))
			fmt.Fprintf(out, "  %s [xlabel=%s, pos=\"%s,%s!\", shape=%s, width=%s, height=%s, fillcolor=%q, tooltip=%s",
				dotID(n.Actor.ID), escString(n.Actor.Label), coordinate(n.X), coordinate(-n.Y), look.dot, size, size, look.colour, escString(tip))
			for _, a := range measured { // not Graphviz's, which leaves them alone
				if v := a.of(n); v != "" {
					fmt.Fprintf(out, ", %s=%s", a.name, dotID(v))
				}
			}
			out.WriteString("];\n")
		},
		between: func(*bufio.Writer, summary) {},
		edge:    dotEdge,
		end:     func(out *bufio.Writer) { out.WriteString("}\n") },
	})
}

func dotEdge(out *bufio.Writer, g *Graph, e *Edge) {
	fmt.Fprintf(out, "  %s -> %s [id=%s, label=%s, color=%q, fontcolor=%q, penwidth=%s, class=%q",
		dotID(g.Nodes[e.From].Actor.ID), dotID(g.Nodes[e.To].Actor.ID), dotID(e.ID), escString(e.label()),
		classColour(e.Relation.Class), classColour(e.Relation.Class), coordinate(thickness(e.Sources)), e.Relation.Class)
	if e.Relation.Symmetric {
		out.WriteString(", dir=none")
	}
	if e.Sources < 2 {
		out.WriteString(", style=dashed")
	}
	tip := escString(evidence(g, e))
	for _, a := range []struct{ name, value string }{
		{"tooltip", tip}, {"labeltooltip", tip}, {"URL", escURL(webAddress(e.Best.Source.URL))},
	} {
		if a.value != `""` {
			fmt.Fprintf(out, ", %s=%s", a.name, a.value)
		}
	}
	// Not Graphviz's, which leaves them alone; other programs join by them.
	fmt.Fprintf(out, ", relation=%s, status=%s, claims=%d, sources=%d, earliest=%s, latest=%s, claim=%s];\n",
		dotID(e.Relation.Name), dotID(string(e.Status)), len(e.Claims), e.Sources, dotID(e.Earliest), dotID(e.Latest), dotID(e.Best.ID))
}

// evidence is an edge in words: who, what, whom, when, and who says so.
func evidence(g *Graph, e *Edge) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s", g.Nodes[e.From].Actor.Label, e.label(), g.Nodes[e.To].Actor.Label)
	if t := e.Best.Time.EDTF; t != "" {
		fmt.Fprintf(&b, " (%s)", t)
	}
	fmt.Fprintf(&b, ": “%s”", cut(plain(e.Best.Quote), 300))
	s := e.Best.Source
	var by []string
	for _, part := range []string{s.Publisher, s.Published} {
		if part != "" {
			by = append(by, part)
		}
	}
	if len(by) == 0 {
		by = []string{s.ID}
	}
	fmt.Fprintf(&b, " – %s", strings.Join(by, ", "))
	if more := len(e.Claims) - 1; more > 0 {
		fmt.Fprintf(&b, " and %s", count(more, "more claim"))
	}
	return b.String()
}

// webAddress lets only addresses of the web through: a link to "javascript:"
// in a picture would run.
func webAddress(url string) string {
	low := strings.ToLower(url)
	if strings.HasPrefix(low, "https://") || strings.HasPrefix(low, "http://") {
		return url
	}
	return ""
}

// entity is what Graphviz would take for a character's name in a label.
var entity = regexp.MustCompile(`&(#?[0-9A-Za-z]+;)`)

// longString is where strings are cut, in characters: Graphviz 2.43 takes a
// string of more than 16 KB for one whose closing quote was forgotten.
const longString = 2000

var (
	escapes        = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", "")
	addressEscapes = strings.NewReplacer("&", "&amp;", "<", "%3C", ">", "%3E", `"`, "%22")
	idEscapes      = strings.NewReplacer(`\`, "%5C", `"`, `\"`, "\n", " ", "\r", " ")
)

// escString quotes text that Graphviz reads for escapes (\n, \N, \G) and
// character entities: labels, tooltips and addresses.
func escString(s string) string {
	s = clean(cut(s, longString))
	if strings.Contains(s, "&") {
		s = entity.ReplaceAllString(s, "&amp;$1")
	}
	return escaped(s)
}

func escaped(s string) string {
	return `"` + escapes.Replace(s) + `"`
}

// escURL quotes an address. Graphviz 2.43 writes it into its SVG as it is, so
// every ampersand must be an entity already; later versions leave those alone.
func escURL(s string) string {
	if len(s) > longString {
		return `""` // part of an address leads nowhere
	}
	return escaped(addressEscapes.Replace(clean(s)))
}

// dotID quotes a name. A backslash stands for itself there, but one at the end
// would take the closing quote along; and Graphviz writes what looks like an
// entity into XML as it is. Names that were checked hold neither.
func dotID(s string) string {
	s = clean(s)
	if strings.Contains(s, "&") {
		s = entity.ReplaceAllString(s, "%26$1")
	}
	if len(s) > longString {
		sum := sha256.Sum256([]byte(s))
		s = strings.ToValidUTF8(s[:longString], "") + "~" + hex.EncodeToString(sum[:8])
	}
	return `"` + idEscapes.Replace(s) + `"`
}

// clean replaces what no text file should hold: null bytes, other control
// characters but line ends and tabs, and broken UTF-8.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0x7f {
			return utf8.RuneError
		}
		return r
	}, s)
}
