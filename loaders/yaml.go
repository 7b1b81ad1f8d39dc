package loaders

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"entente/graph"
)

// maxYAML is the largest YAML file that is read, in bytes: YAML is for people
// and is held whole; JSON Lines streams.
const maxYAML = 32 << 20

// isYAMLList tells whether the text starts as a YAML list does, past comments.
func isYAMLList(head []byte) bool {
	for l := range bytes.Lines(bytes.TrimPrefix(head, []byte("\ufeff"))) {
		l = bytes.TrimSpace(l)
		if len(l) == 0 || l[0] == '#' || bytes.Equal(l, []byte("---")) {
			continue
		}
		return bytes.HasPrefix(l, []byte("- ")) || bytes.Equal(l, []byte("-"))
	}
	return false
}

// isYAMLName tells whether a file is called as YAML is.
func isYAMLName(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".yaml" || ext == ".yml"
}

// firstByte is the first that is no blank; 0 if there is none.
func firstByte(head []byte) byte {
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff")))
	if len(head) == 0 {
		return 0
	}
	return head[0]
}

// peek gives the first bytes of r and a reader that still has them.
func peek(r io.Reader) ([]byte, io.Reader, error) {
	br := bufio.NewReaderSize(r, headSize)
	head, err := br.Peek(headSize)
	if err != nil && err != io.EOF {
		return nil, nil, &readError{err}
	}
	return head, br, nil
}

// readYAML hands every entry's claim, or why there is none, to add. Aliases
// are refused: an entry stands for itself, and no chain of aliases can make
// a small file large or endless.
func readYAML(r io.Reader, add func(line int, c graph.Claim, err error) error) error {
	text, err := io.ReadAll(io.LimitReader(r, maxYAML+1))
	switch {
	case err != nil:
		return &readError{err}
	case len(text) > maxYAML:
		return &readError{fmt.Errorf("the YAML file has more than %d bytes: use JSON Lines for large files", maxYAML)}
	case !utf8.Valid(text):
		return &readError{errors.New("the file is not valid UTF-8")}
	}
	file, err := parseYAML(bytes.TrimPrefix(text, []byte("\ufeff")))
	if err != nil {
		return &readError{fmt.Errorf("not YAML: %s", strings.TrimSpace(yaml.FormatError(err, false, false)))}
	}
	for _, doc := range file.Docs {
		list, ok := doc.Body.(*ast.SequenceNode)
		if !ok {
			if doc.Body == nil {
				continue
			}
			return &readError{errors.New("a claims file in YAML is a list: each entry starts with a dash")}
		}
		for _, entry := range list.Values {
			c, err := yamlClaim(entry)
			if err := add(entry.GetToken().Position.Line, c, err); err != nil {
				return err
			}
		}
	}
	return nil
}

// maxYAMLDepth is how deep the parts of a YAML file may stand in each other; a
// claim takes three. The parser takes time and memory by the square of it.
const maxYAMLDepth = 100

// parseYAML is the parser, whose panics on broken input are errors here.
func parseYAML(text []byte) (file *ast.File, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	tokens := lexer.Tokenize(string(text))
	if line := tooDeep(tokens); line > 0 {
		return nil, fmt.Errorf("line %d: nested deeper than %d", line, maxYAMLDepth)
	}
	return parser.Parse(tokens, 0)
}

// tooDeep gives the first line that is nested too deep; 0 if none is.
func tooDeep(tokens token.Tokens) int {
	flow := 0         // brackets and braces that are open
	var columns []int // of what is open by indentation
	for _, t := range tokens {
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			flow++
		case token.SequenceEndType, token.MappingEndType:
			flow = max(flow-1, 0)
		}
		if flow == 0 {
			for len(columns) > 0 && columns[len(columns)-1] >= t.Position.Column {
				columns = columns[:len(columns)-1]
			}
			columns = append(columns, t.Position.Column)
		}
		if flow+len(columns) > maxYAMLDepth {
			return t.Position.Line
		}
	}
	return 0
}

func yamlClaim(entry ast.Node) (c graph.Claim, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("not a claim: %v", r)
		}
	}()
	aliases := aliasFinder{}
	ast.Walk(&aliases, entry)
	if aliases.found {
		return c, errors.New("anchors and aliases (& and *) are not read: write the value out")
	}
	if err := yaml.NodeToValue(entry, &c, yaml.Strict()); err != nil {
		first, _, _ := strings.Cut(yaml.FormatError(err, false, false), "\n")
		return c, fmt.Errorf("not a claim: %s", first)
	}
	return c, nil
}

type aliasFinder struct{ found bool }

func (f *aliasFinder) Visit(n ast.Node) ast.Visitor {
	switch n.Type() {
	case ast.AliasType, ast.AnchorType, ast.MergeKeyType:
		f.found = true
		return nil
	}
	return f
}
