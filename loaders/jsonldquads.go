package loaders

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/piprate/json-gold/ld"
)

// jsonLD writes JSON-LD as N-Quads, line by line.
func jsonLD(text []byte, put func(line string)) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("not JSON-LD: %v", p)
		}
	}()
	var doc any
	if err := json.Unmarshal(text, &doc); err != nil {
		return fmt.Errorf("not JSON: %w", err)
	}
	opts := ld.NewJsonLdOptions("")
	opts.DocumentLoader = offline{}
	expanded, err := ld.NewJsonLdProcessor().Expand(doc, opts)
	if err == nil {
		w := quadLines{issuer: ld.NewIdentifierIssuer("_:b"), put: put}
		err = w.write(expanded)
	}
	if err != nil {
		return fmt.Errorf("not JSON-LD: %w", err)
	}
	return nil
}

// quadLines writes expanded JSON-LD as N-Quads. The package ld does so too and
// takes two thirds of the time of a load to see, with one large expression,
// whether IRIs are URLs. Here most are seen to be at a glance; lists, numbers
// and what else is rare are left to ld.
type quadLines struct {
	issuer *ld.IdentifierIssuer
	put    func(string)
	line   []byte
}

func (w *quadLines) write(expanded any) error {
	nodes := map[string]any{"@default": map[string]any{}}
	if _, err := ld.NewJsonLdApi().GenerateNodeMap(expanded, nodes, "@default", w.issuer, "", "", nil); err != nil {
		return err
	}
	// In order: the nodes of lists are numbered as they come.
	for _, name := range ld.GetOrderedKeys(nodes) {
		if name != "@default" && !w.absolute(name) {
			continue
		}
		graph := nodes[name].(map[string]any)
		for _, id := range ld.GetOrderedKeys(graph) {
			if !w.absolute(id) {
				continue
			}
			if err := w.node(name, id, graph[id].(map[string]any)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *quadLines) node(graph, id string, node map[string]any) error {
	for _, property := range ld.GetOrderedKeys(node) {
		predicate := property
		switch {
		case property == "@type":
			predicate = ld.RDFType
		case strings.HasPrefix(property, "@"), strings.HasPrefix(property, "_:"), !w.absolute(property):
			continue
		}
		values := node[property].([]any)
		if !w.simple(graph, id, predicate, values) {
			set := ld.NewRDFDataset()
			set.GraphToRDF(graph, map[string]any{id: map[string]any{property: values}}, w.issuer, false)
			text, err := new(ld.NQuadRDFSerializer).Serialize(set)
			if err != nil {
				return err
			}
			for line := range strings.Lines(text.(string)) {
				w.put(line)
			}
		}
	}
	return nil
}

// simple writes the statements of a property if its values are nodes and texts;
// else it writes none.
func (w *quadLines) simple(graph, id, predicate string, values []any) bool {
	if slices.ContainsFunc(values, func(v any) bool { return !isSimple(v) }) {
		return false
	}
	if !w.valid(id) || !w.valid(predicate) || graph != "@default" && !w.valid(graph) {
		return true // no statement
	}
	for _, v := range values {
		w.line = w.term(w.line[:0], id)
		w.line = append(w.term(append(w.line, ' '), predicate), ' ')
		m, _ := v.(map[string]any)
		text, isText := m["@value"].(string)
		typ, _ := m["@type"].(string)
		lang, _ := m["@language"].(string)
		switch {
		case isText && (typ != "" && !w.valid(typ) || lang != "" && ld.InvalidNode(ld.NewLiteral("", "", lang))):
			continue
		case isText:
			w.line = append(appendEscaped(append(w.line, '"'), text), '"')
			if lang != "" {
				w.line = append(append(w.line, '@'), lang...)
			} else if typ != "" && typ != ld.XSDString {
				w.line = w.term(append(w.line, "^^"...), typ)
			}
		default:
			to, ok := v.(string)
			if !ok {
				if to = m["@id"].(string); !w.absolute(to) {
					continue
				}
			}
			if !w.valid(to) {
				continue
			}
			w.line = w.term(w.line, to)
		}
		if graph != "@default" {
			w.line = w.term(append(w.line, ' '), graph)
		}
		w.put(string(append(w.line, " .\n"...)))
	}
	return true
}

// isSimple tells whether a value is a node, or a text that is as it stands.
func isSimple(v any) bool {
	m, ok := v.(map[string]any)
	if !ok {
		_, ok = v.(string)
		return ok
	}
	if _, list := m["@list"]; list {
		return false
	}
	value, ok := m["@value"]
	if !ok {
		_, ok = m["@id"].(string)
		return ok
	}
	if _, ok = value.(string); !ok {
		return false
	}
	typ, typed := m["@type"]
	lang, spoken := m["@language"]
	switch {
	case typed && spoken:
		return false
	case typed:
		t, ok := typ.(string)
		return ok && t != "" && t != "@json" && t != ld.RDFJSONLiteral && t != ld.RDFLangString
	case spoken:
		l, ok := lang.(string)
		return ok && l != ""
	}
	return true
}

// term writes an IRI or a blank node.
func (w *quadLines) term(b []byte, id string) []byte {
	if strings.HasPrefix(id, "_:") {
		return append(b, id...)
	}
	return append(appendEscaped(append(b, '<'), id), '>')
}

func appendEscaped(b []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; c {
		case '\\', '"':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		case '\t':
			b = append(b, `\t`...)
		default:
			b = append(b, c)
		}
	}
	return b
}

// absolute tells whether something is an IRI that is not relative, or a blank
// node.
func (w *quadLines) absolute(iri string) bool { return isPlainURL(iri) || !ld.IsRelativeIri(iri) }

// valid tells whether ld takes an IRI or a blank node for one.
func (w *quadLines) valid(iri string) bool {
	return strings.HasPrefix(iri, "_:") || isPlainURL(iri) || !ld.InvalidNode(ld.NewIRI(iri))
}

// isPlainURL tells of most URLs on the web that they are: a host of letters,
// digits and full stops, and a path of printable ASCII without per cent signs.
func isPlainURL(iri string) bool {
	rest, ok := strings.CutPrefix(iri, "http://")
	if !ok {
		if rest, ok = strings.CutPrefix(iri, "https://"); !ok {
			return false
		}
	}
	if len(iri) > 2000 {
		return false
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	for i := end; i < len(rest); i++ {
		if c := rest[i]; c <= ' ' || c >= 0x7f || c == '%' {
			return false
		}
	}
	// Two labels at least, the first and the last but one of two letters or more
	// where there are others, the last of letters only.
	labels, length, letters, short := 0, 0, true, -1
	for i := range end {
		c := rest[i]
		switch {
		case c == '.':
			if length == 0 {
				return false
			}
			if length == 1 {
				short = labels
			}
			labels++
			length, letters = 0, true
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
			length++
		case c >= '0' && c <= '9':
			length++
			letters = false
		default:
			return false
		}
	}
	return length > 0 && letters && labels >= 1 && (labels == 1 || short < 0)
}
