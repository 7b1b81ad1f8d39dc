package export

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"entente/schema"
)

var mermaid = Format{
	Name:  "mermaid",
	Ext:   ".mmd",
	MIME:  "text/vnd.mermaid; charset=utf-8",
	Title: "Mermaid: a small diagram inside Markdown, for GitHub, GitLab, Obsidian, Notion",
	Loses: "quotes and dates; actors beyond the best connected 50 and relations beyond the best supported 60 (a comment in the file says how many); claims that are not asserted, unless asked for",
	Write: writeMermaid,
}

// More than this no page of text has room for; Mermaid itself stops at 500
// edges.
const (
	mermaidNodes = 50
	mermaidEdges = 60
)

func writeMermaid(ctx context.Context, w io.Writer, in Input, o Options) error {
	o.PerClaim = false
	g, err := pick(ctx, in, o, min(mermaidNodes, cmp.Or(o.MaxNodes, mermaidNodes)))
	if err != nil {
		return err
	}
	left := g.leftOut
	if len(g.Edges) > mermaidEdges {
		order := slices.Clone(g.Edges)
		slices.SortStableFunc(order, func(a, b Edge) int {
			return cmp.Or(cmp.Compare(b.Sources, a.Sources), cmp.Compare(len(b.Claims), len(a.Claims)))
		})
		kept := map[string]bool{}
		for _, e := range order[:mermaidEdges] {
			kept[e.ID] = true
		}
		g.Edges = slices.DeleteFunc(g.Edges, func(e Edge) bool { return !kept[e.ID] })
		left += g.best(mermaidNodes)
	}

	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "---\ntitle: \"%s\"\n---\nflowchart LR\n", mermaidText(g.title))
	if cut := g.relations - len(g.Edges); left+cut > 0 {
		fmt.Fprintf(out, "  %%%% Left out: %s and %s, those with least behind them.\n", count(left, "actor"), count(cut, "relation"))
	}
	if s := g.skipped(); len(s) > 0 {
		fmt.Fprintf(out, "  %%%% Not drawn: %s.\n", strings.Join(s, ", "))
	}
	named, others := cited(g.Sources, maxSources)
	for _, c := range named {
		fmt.Fprintf(out, "  %%%% Source: %s\n", mermaidComments.Replace(cut(c.says(), 200)))
	}
	if others > 0 {
		fmt.Fprintf(out, "  %%%% and %s.\n", count(others, "more document"))
	}
	classes := map[int][]string{}
	for i := range g.Nodes {
		n := &g.Nodes[i]
		kind := lookIndex(o.vocabulary(), n.Actor.Type)
		frame := mermaidFrames[looks[kind].shape]
		fmt.Fprintf(out, "  n%d%s\"%s\"%s\n", i, frame[0], cmp.Or(mermaidText(n.Actor.Label), "#32;"), frame[1])
		classes[kind] = append(classes[kind], "n"+strconv.Itoa(i))
	}
	lines := map[schema.Class][]string{}
	for i := range g.Edges {
		e := &g.Edges[i]
		arrow := map[[2]bool]string{{false, false}: "-->", {false, true}: "-.->", {true, false}: "---", {true, true}: "-.-"}[[2]bool{e.Relation.Symmetric, e.Sources < 2}]
		fmt.Fprintf(out, "  n%d %s|\"%s\"| n%d\n", e.From, arrow, cmp.Or(mermaidText(e.label()), "#32;"), e.To)
		lines[e.Relation.Class] = append(lines[e.Relation.Class], strconv.Itoa(i))
	}
	for kind := range looks {
		if ids := classes[kind]; len(ids) > 0 {
			// A light filling, so that the text is read on it in any theme.
			fmt.Fprintf(out, "  classDef k%d fill:#FFFFFF,stroke:%s,stroke-width:3px,color:#1B1F24\n  class %s k%d\n", kind, looks[kind].colour, strings.Join(ids, ","), kind)
		}
	}
	for _, c := range []schema.Class{schema.Cooperative, schema.Conflictual, schema.Neutral} {
		if len(lines[c]) > 0 {
			fmt.Fprintf(out, "  linkStyle %s stroke:%s\n", strings.Join(lines[c], ","), classColour(c))
		}
	}
	return out.Flush()
}

// mermaidFrames are what Mermaid has for the shapes of the other pictures.
var mermaidFrames = map[shape][2]string{
	disc: {"([", "])"}, diamond: {"(", ")"}, hexagon: {"{{", "}}"}, triangle: {"[/", "\\]"}, square: {"[", "]"}, pentagon: {"[[", "]]"}, ring: {">", "]"},
}

// mermaidComments keeps directives, which begin as comments do, out of them.
var mermaidComments = strings.NewReplacer("{", "(", "}", ")", "%", "")

// mermaidText writes text for between quotation marks. Whatever could be
// Markdown, HTML, a directive, a comment or an entity there is written as the
// number of its character.
func mermaidText(s string) string {
	var b strings.Builder
	last := ' '
	for i, r := range cut(plain(s), 200) {
		before := last
		last = r
		switch {
		case (r == '.' || r == '-') && unicode.IsLetter(before): // "1." and "-" begin lists
			b.WriteRune(r)
		case unicode.IsLetter(r), r == ' ', unicode.IsDigit(r) && i > 0, strings.ContainsRune(",'()’“”–…:", r) && i > 0, unicode.In(r, unicode.Mn, unicode.Mc) && i > 0:
			b.WriteRune(r)
		case r == unicode.ReplacementChar, unicode.In(r, unicode.Cf, unicode.Co, unicode.Cn):
			b.WriteRune(unicode.ReplacementChar)
		default:
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	return b.String()
}
