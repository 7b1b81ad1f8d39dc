package gazetteer

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// parseYAML parses a file of one document. Errors name file and line.
func parseYAML(file string, text []byte) (body ast.Node, err error) {
	// The parser has been seen to panic on broken input; a user's typo must
	// not end the program.
	defer func() {
		if p := recover(); p != nil {
			body, err = nil, fmt.Errorf("%s: not YAML that can be read (the parser gave up: %v)", file, p)
		}
	}()
	if err := checkShape(file, text); err != nil {
		return nil, err
	}
	f, err := parser.ParseBytes(text, 0)
	if err != nil {
		var syntax *yaml.SyntaxError
		if errors.As(err, &syntax) && syntax.Token != nil && syntax.Token.Position != nil {
			return nil, position{file, syntax.Token.Position.Line}.errorf("not YAML: %s", syntax.Message)
		}
		return nil, fmt.Errorf("%s: not YAML: %s", file, firstLine(err.Error()))
	}
	switch {
	case len(f.Docs) == 0:
		return nil, nil
	case len(f.Docs) > 1:
		return nil, position{file, lineOf(f.Docs[1].Body)}.errorf("a second document starts here; one file holds one")
	}
	return f.Docs[0].Body, nil
}

// checkShape refuses text that would take the parser minutes or more stack
// than there is: no lexicon nests deeper than five levels or needs long lines.
func checkShape(file string, text []byte) error {
	const (
		maxLine  = 16 << 10 // bytes
		maxDepth = 32       // of brackets, of list dashes, of indentation by two
	)
	depth, number := 0, 0
	for line := range bytes.Lines(text) {
		number++
		at := position{file, number}
		if len(line) > maxLine {
			return at.errorf("a line of %d bytes; expected at most %d, break it up", len(line), maxLine)
		}
		rest := bytes.TrimLeft(line, " -?\t")
		if len(line)-len(rest) > 2*maxDepth && len(bytes.TrimSpace(rest)) > 0 {
			return at.errorf("indented by more than %d; a lexicon has no such depth", 2*maxDepth)
		}
		if bytes.HasPrefix(rest, []byte("#")) {
			continue
		}
		for _, c := range rest {
			switch c {
			case '[', '{':
				depth++
			case ']', '}':
				depth = max(depth-1, 0)
			}
		}
		if depth > maxDepth {
			return at.errorf("%d brackets are open here; a lexicon has no such depth", depth)
		}
	}
	return nil
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

func lineOf(n ast.Node) int {
	if n == nil {
		return 0
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 0
}

// yamlReader takes nodes apart and collects what is wrong with them.
type yamlReader struct {
	file string
	bad  faults
}

func (r *yamlReader) at(n ast.Node) position { return position{r.file, lineOf(n)} }

// record is a mapping whose keys have been checked.
type record struct {
	r      *yamlReader
	at     position
	fields map[string]ast.Node
}

// list calls each with every item of a list. what names the list in errors.
func (r *yamlReader) list(n ast.Node, what string, each func(ast.Node)) {
	switch n := n.(type) {
	case nil, *ast.NullNode:
	case *ast.SequenceNode:
		for _, v := range n.Values {
			each(v)
		}
	default:
		r.bad.add(r.at(n), "%s: expected a list, found %s", what, describe(n))
	}
}

// record reads a mapping; keys that are not allowed are reported with the
// nearest that is.
func (r *yamlReader) record(n ast.Node, what string, allowed []string) (record, bool) {
	m, ok := n.(ast.MapNode)
	if !ok {
		r.bad.add(r.at(n), "%s: expected a mapping such as {%s: …}, found %s", what, allowed[0], describe(n))
		return record{}, false
	}
	rec := record{r: r, at: r.at(n), fields: make(map[string]ast.Node)}
	first := true
	for it := m.MapRange(); it.Next(); {
		key := it.Key()
		if first {
			rec.at, first = r.at(key), false
		}
		name := strings.TrimSpace(tokenText(key))
		if !slices.Contains(allowed, name) {
			hint := ""
			if near := nearest(name, allowed); near != "" {
				hint = fmt.Sprintf(" (did you mean %s?)", near)
			}
			r.bad.add(r.at(key), "%s: unknown key %q%s; expected %s", what, name, hint, strings.Join(allowed, ", "))
			continue
		}
		if _, twice := rec.fields[name]; twice {
			r.bad.add(r.at(key), "%s: key %q twice", what, name)
			continue
		}
		rec.fields[name] = it.Value()
	}
	return rec, true
}

func (rec record) has(key string) bool {
	n, ok := rec.fields[key]
	if !ok {
		return false
	}
	_, null := n.(*ast.NullNode)
	return !null
}

// text reads a scalar; numbers and dates stand as written.
func (rec record) text(key string) string {
	if !rec.has(key) {
		return ""
	}
	s, ok := rec.r.scalar(rec.fields[key])
	if !ok {
		rec.r.bad.add(rec.r.at(rec.fields[key]), "%s: expected one word or phrase, found %s", key, describe(rec.fields[key]))
	}
	return s
}

// texts reads a list of scalars, or one scalar for a list of one.
func (rec record) texts(key string) []string {
	if !rec.has(key) {
		return nil
	}
	n := rec.fields[key]
	if s, ok := rec.r.scalar(n); ok {
		return []string{s}
	}
	var out []string
	rec.r.list(n, key, func(item ast.Node) {
		s, ok := rec.r.scalar(item)
		if !ok || s == "" {
			rec.r.bad.add(rec.r.at(item), "%s: expected a word or phrase, found %s", key, describe(item))
			return
		}
		out = append(out, s)
	})
	return out
}

// pairs reads a mapping of scalars.
func (rec record) pairs(key string) map[string]string {
	if !rec.has(key) {
		return nil
	}
	n := rec.fields[key]
	m, ok := n.(ast.MapNode)
	if !ok {
		rec.r.bad.add(rec.r.at(n), "%s: expected a mapping such as {iso3: IRN}, found %s", key, describe(n))
		return nil
	}
	out := make(map[string]string)
	for it := m.MapRange(); it.Next(); {
		k := tokenText(it.Key())
		v, ok := rec.r.scalar(it.Value())
		if !ok || v == "" || k == "" {
			rec.r.bad.add(rec.r.at(it.Key()), "%s: expected a word after %q, found %s", key, k, describe(it.Value()))
			continue
		}
		if _, twice := out[k]; twice {
			rec.r.bad.add(rec.r.at(it.Key()), "%s: %q twice", key, k)
		}
		out[k] = v
	}
	return out
}

// flag reads true or false.
func (rec record) flag(key string) bool {
	switch s := rec.text(key); s {
	case "", "false":
		return false
	case "true":
		return true
	default:
		rec.r.bad.add(rec.r.at(rec.fields[key]), "%s: expected true or false, found %q", key, s)
		return false
	}
}

// scalar gives the text of a scalar as written: 004 and NO stay what they are.
func (r *yamlReader) scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return strings.TrimSpace(n.Value), true
	case *ast.LiteralNode:
		if n.Value == nil {
			return "", true
		}
		return strings.TrimSpace(n.Value.Value), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return strings.TrimSpace(tokenText(n)), true
	}
	return "", false
}

func tokenText(n ast.Node) string {
	if t := n.GetToken(); t != nil {
		return t.Value
	}
	return ""
}

// describe names a node for people.
func describe(n ast.Node) string {
	switch n := n.(type) {
	case nil, *ast.NullNode:
		return "nothing"
	case *ast.SequenceNode:
		return "a list"
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a mapping"
	case *ast.AnchorNode, *ast.AliasNode:
		return "an anchor or alias, which a lexicon cannot have"
	default:
		text := tokenText(n)
		if len(text) > 40 {
			text = text[:40] + "…"
		}
		return fmt.Sprintf("%q", text)
	}
}
