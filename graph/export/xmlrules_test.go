package export_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// node is an element of an XML document, its name with prefix resolved to the
// namespace.
type node struct {
	space, name string
	attrs       map[string]string // without namespace declarations
	children    []*node
	text        string
}

// parseXML reads a document strictly.
func parseXML(t testing.TB, doc string) *node {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(doc))
	root := &node{}
	stack := []*node{root}
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		top := stack[len(stack)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			n := &node{space: tok.Name.Space, name: tok.Name.Local, attrs: map[string]string{}}
			for _, a := range tok.Attr {
				if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" || a.Name.Space == "http://www.w3.org/2001/XMLSchema-instance" {
					continue
				}
				if _, twice := n.attrs[a.Name.Local]; twice {
					t.Fatalf("<%s> has %s twice", n.name, a.Name.Local)
				}
				n.attrs[a.Name.Local] = a.Value
			}
			top.children = append(top.children, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.text += string(tok)
		}
	}
	if len(stack) != 1 || len(root.children) != 1 {
		t.Fatalf("%d roots, %d elements left open", len(root.children), len(stack)-1)
	}
	return root.children[0]
}

func (n *node) all(name string) []*node {
	var found []*node
	for _, c := range n.children {
		if c.name == name {
			found = append(found, c)
		}
		found = append(found, c.all(name)...)
	}
	return found
}

// rule is what a schema says of an element.
type rule struct {
	space    string
	attrs    string // "name:type name!:type": the mark means required
	children string // "name name* name? name+", one after the other if ordered
	ordered  bool
	text     bool
}

// follow checks an element and all below it; every fault names its place.
func follow(rules map[string]rule, types map[string]func(string) bool, n *node, at string) []string {
	at += "/" + n.name
	r, ok := rules[n.name]
	if !ok {
		return []string{at + ": no such element"}
	}
	var faults []string
	fault := func(format string, args ...any) { faults = append(faults, at+": "+fmt.Sprintf(format, args...)) }
	if n.space != r.space {
		fault("namespace %q, want %q", n.space, r.space)
	}
	allowed := map[string]bool{}
	for _, a := range strings.Fields(r.attrs) {
		name, typ, _ := strings.Cut(a, ":")
		name, required := strings.CutSuffix(name, "!")
		allowed[name] = true
		v, given := n.attrs[name]
		switch {
		case required && !given:
			fault("%s is missing", name)
		case given && !lexical(types, typ, v):
			fault("%s=%q is no %s", name, v, typ)
		}
	}
	for name := range n.attrs {
		if !allowed[name] {
			fault("attribute %s is not allowed", name)
		}
	}
	if !r.text && strings.TrimSpace(n.text) != "" {
		fault("holds text %q", n.text)
	}
	specs := strings.Fields(r.children)
	names := make([]string, len(specs))
	counts := make([]int, len(specs))
	for i, s := range specs {
		names[i] = strings.TrimRight(s, "*?+")
	}
	last := 0
	for _, c := range n.children {
		i := slices.Index(names, c.name)
		if i < 0 {
			fault("<%s> does not belong here", c.name)
			continue
		}
		if r.ordered && i < last {
			fault("<%s> comes after <%s>", c.name, names[last])
		}
		last = i
		counts[i]++
		faults = append(faults, follow(rules, types, c, at)...)
	}
	for i, s := range specs {
		many, few := strings.HasSuffix(s, "*") || strings.HasSuffix(s, "+"), strings.HasSuffix(s, "*") || strings.HasSuffix(s, "?")
		if counts[i] > 1 && !many {
			fault("%d times <%s>", counts[i], names[i])
		}
		if counts[i] == 0 && !few {
			fault("<%s> is missing", names[i])
		}
	}
	return faults
}

// lexical tells whether a value is of a type: one of the words between bars, a
// named type, or one of XML Schema's.
func lexical(types map[string]func(string) bool, typ, v string) bool {
	if strings.Contains(typ, "|") {
		return slices.Contains(strings.Split(typ, "|"), v)
	}
	if ok := types[typ]; ok != nil {
		return ok(v)
	}
	switch typ {
	case "string":
		return true
	case "integer":
		_, err := strconv.ParseInt(v, 10, 64)
		return err == nil
	case "count":
		n, err := strconv.ParseInt(v, 10, 64)
		return err == nil && n >= 0
	case "double":
		_, err := strconv.ParseFloat(v, 64)
		return err == nil && !strings.Contains(v, "Inf") || v == "INF" || v == "-INF" || v == "NaN"
	case "boolean":
		return v == "true" || v == "false"
	case "date":
		_, err := time.Parse(time.DateOnly, v)
		return err == nil
	case "nmtoken":
		return nmtoken.MatchString(v)
	}
	panic("a rule names the type " + typ)
}

// nmtoken is Nmtoken of XML 1.0, fifth edition.
var nmtoken = regexp.MustCompile(`^[-.:_0-9A-Za-z\x{B7}\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{37D}\x{37F}-\x{1FFF}\x{200C}-\x{200D}\x{203F}-\x{2040}\x{2070}-\x{218F}\x{2C00}-\x{2FEF}\x{3001}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFFD}\x{10000}-\x{EFFFF}]+$`)
