// Package wikidata reads dumps of Wikidata as claims: JSON, an entity a line
// with or without the brackets and commas of a list, and the N-Triples of
// "truthy" statements; also statements as bare rows, "Q794 P36 Q3616".
//
// Of the statements those are read whose property a relation says
// (properties.yaml); their number is bounded by nothing but the dump, and each
// is given as it streams by. Deprecated statements, and those whose value is
// unknown or none, are left out and counted. Qualifiers give the time: start
// (P580), end (P582), point (P585), as exact as Wikidata says.
//
// An item that the gazetteer does not know is actor:wikidata-q42. Names of
// items are collected in a pass before, as many as memory allows; the others are
// called by their number.
package wikidata

import (
	"bytes"
	"context"
	"regexp"
	"strings"

	"entente/graph"
	"entente/graph/keep"
	"entente/loaders/dataset"
	"entente/loaders/lines"
)

// Format is the row of the table of loaders.
func Format() dataset.Format {
	f := dataset.Format{
		Name: "wikidata", Title: "Wikidata: entity dumps in JSON, truthy N-Triples", Publisher: "Wikimedia Foundation and the authors of Wikidata", Licence: "CC0",
		URL: "https://dumps.wikimedia.org/wikidatawiki/entities/", Recognise: recognise, Load: load,
	}
	for _, name := range []string{"id", "labels", "aliases", "claims", "mainsnak", "rank", "P31", "P580", "P582", "P585"} {
		f.Columns = append(f.Columns, dataset.Column{Name: name})
	}
	for _, name := range []string{"descriptions", "sitelinks", "lastrevid", "modified", "references", "pageid", "ns", "title", "type", "datatype"} {
		f.Columns = append(f.Columns, dataset.Column{Name: name, LeftOut: "no claim says it"})
	}
	return f
}

const (
	entityIRI = "<http://www.wikidata.org/entity/"
	directIRI = "<http://www.wikidata.org/prop/direct/"
	labelIRI  = "<http://www.w3.org/2000/01/rdf-schema#label>"
)

// Statements as rows: "Q794 P36 Q3616", and with one end of their time.
var rowPattern = regexp.MustCompile(`^(Q\d+)\t(P\d+)\t(Q\d+)(?:\t(occurSince|occurUntil)\t"?(\d{4})\S*)?\s*$`)

var entityPattern = regexp.MustCompile(`"id"\s*:\s*"[QPL]\d+"`)

func recognise(_ string, head []byte) bool {
	if bytes.Contains(head, []byte(directIRI)) {
		return allItems(head)
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), "[ \t\r\n")
	first, _, _ := bytes.Cut(text, []byte("\n"))
	if rowPattern.Match(first) {
		return true
	}
	return bytes.HasPrefix(text, []byte("{")) && entityPattern.Match(first) &&
		(bytes.Contains(first, []byte(`"labels"`)) || bytes.Contains(first, []byte(`"claims"`))) && bytes.Contains(first, []byte(`"type"`))
}

// allItems tells whether all triples are Wikidata's own: a graph that also
// has others is N-Quads as any.
func allItems(head []byte) bool {
	for line := range bytes.Lines(head) {
		if !bytes.HasSuffix(line, []byte("\n")) {
			break // the head ends in it
		}
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '#' && !bytes.HasPrefix(line, []byte("<http://www.wikidata.org/")) &&
			!bytes.HasPrefix(line, []byte("<https://www.wikidata.org/")) && !bytes.HasPrefix(line, []byte("_:")) {
			return false
		}
	}
	return true
}

// reader reads one dump.
type reader struct {
	ctx    context.Context
	w      *dataset.Writer
	tables tables
	labels *keep.Map[string]
	told   dataset.Recent
	file   string
}

func load(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	r := &reader{ctx: ctx, w: w, tables: builtin(), labels: keep.New[string](w.Shelf()), file: in.Name}
	names, err := in.Text()
	if err != nil {
		return err
	}
	err = r.each(names, func(l *lines.Line) error { r.collect(l.Text); return nil })
	names.Close()
	if err != nil {
		return err
	}
	text, err := w.Begin(ctx, in, graph.Source{})
	if err != nil {
		return err
	}
	defer text.Close()
	if err := r.each(text, r.line); err != nil {
		return err
	}
	return w.End(ctx)
}

func (r *reader) each(text *dataset.Text, f func(*lines.Line) error) error {
	for l, err := range lines.Read(text) {
		if err != nil {
			return &dataset.InputError{Err: err}
		}
		if r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		if err := f(&l); err != nil {
			return err
		}
	}
	return nil
}

// line reads one line of any of the forms.
func (r *reader) line(l *lines.Line) error {
	if l.Err != nil {
		r.w.Reject(l.Number, "%v", l.Err)
		return nil
	}
	text := bytes.TrimSpace(l.Text)
	switch {
	case len(text) == 0, len(text) == 1 && (text[0] == '[' || text[0] == ']'), text[0] == '#':
		return nil
	case text[0] == '<':
		return r.triple(l)
	case text[0] == 'Q':
		return r.bare(l)
	}
	if err := r.entity(l); err != nil {
		if r.ctx.Err() != nil || !isInput(err) {
			return err
		}
		r.w.Reject(l.Number, "%v", err)
	}
	return nil
}

// collect keeps the English name of a line's entity.
func (r *reader) collect(text []byte) {
	if bytes.HasPrefix(text, []byte(entityIRI)) {
		if q, rest, ok := cutTriple(text); ok && bytes.HasPrefix(rest, []byte(labelIRI)) {
			if value := bytes.TrimSpace(rest[len(labelIRI):]); bytes.HasSuffix(value, []byte("@en .")) {
				r.labels.Set(q, unescape(bytes.TrimSuffix(value, []byte("@en ."))))
			}
		}
		return
	}
	from := bytes.IndexByte(text, '{')
	if from < 0 {
		return
	}
	var id, label string
	_, _ = fields(text, from, func(name []byte, from, to int) error {
		switch string(name) {
		case "id":
			id = str(text[from:to])
		case "labels":
			label = english(text, from)
		}
		return nil
	})
	if id != "" && label != "" && id[0] == 'Q' {
		r.labels.Set(id, label)
	}
}

// english is the value of "en" in a map of languages.
func english(b []byte, from int) string {
	var label, any string
	_, _ = fields(b, from, func(lang []byte, from, _ int) error {
		if string(lang) != "en" && string(lang) != "mul" {
			return nil
		}
		_, err := fields(b, from, func(name []byte, from, to int) error {
			if string(name) == "value" {
				if any = str(b[from:to]); string(lang) == "en" {
					label = any
				}
			}
			return nil
		})
		return err
	})
	if label == "" {
		label = any
	}
	return strings.Join(strings.Fields(label), " ")
}

// item is the actor that an item means.
func (r *reader) item(q, typ string) graph.Actor {
	if a, ok := r.w.Names.Code("wikidata", q); ok {
		return a
	}
	label := r.labels.Value(q)
	if label == "" {
		label = q
	}
	return graph.Actor{ID: graph.ActorPrefix + "wikidata-" + strings.ToLower(q), Label: label, Type: typ}
}

// give gives the claim that a property of one item makes about another.
func (r *reader) give(p *property, item, value graph.Actor, when graph.Time, confidence float64, record *dataset.Record) error {
	c := graph.Claim{Subject: item, Relation: p.Relation, Object: value, Time: when, Confidence: confidence, Rule: p.Property + " " + p.Name}
	if p.Swap {
		c.Subject, c.Object = value, item
	}
	if p.Relation == "located-in" && c.Subject.Type == "Person" {
		r.w.LeftOut(record.Line, "countries of persons that are not their citizenship")
		return nil
	}
	for _, a := range []graph.Actor{item, value} {
		if err := r.describe(a, nil); err != nil {
			return err
		}
	}
	return r.w.Claim(r.ctx, record, c)
}

// describe says once which item an actor is that only Wikidata knows.
func (r *reader) describe(a graph.Actor, aliases []string) error {
	q, ok := strings.CutPrefix(a.ID, graph.ActorPrefix+"wikidata-q")
	if !ok || !r.told.Add(a.ID) {
		return nil
	}
	return r.w.Describe(r.ctx, graph.Description{Actor: a, Aliases: aliases, SameAs: []string{"wd:Q" + q}})
}

// cutTriple gives the item that a triple is about and what follows.
func cutTriple(text []byte) (q string, rest []byte, ok bool) {
	text, ok = bytes.CutPrefix(text, []byte(entityIRI))
	if !ok {
		return "", nil, false
	}
	id, rest, ok := bytes.Cut(text, []byte("> "))
	return string(id), rest, ok && isItem(string(id))
}

func isItem(id string) bool {
	return len(id) > 1 && len(id) < 12 && id[0] == 'Q' && strings.Trim(id[1:], "0123456789") == ""
}

// triple reads a line of N-Triples.
func (r *reader) triple(l *lines.Line) error {
	q, rest, ok := cutTriple(l.Text)
	if !ok {
		r.w.LeftOut(l.Number, "triples that are not about an item")
		return nil
	}
	name, value, ok := bytes.Cut(rest, []byte("> "))
	name, direct := bytes.CutPrefix(name, []byte(directIRI))
	if !ok || !direct {
		r.w.LeftOut(l.Number, "triples that are no statements: names, links, descriptions")
		return nil
	}
	p, ok := r.tables.properties[string(name)]
	if !ok {
		r.w.LeftOut(l.Number, "statements of properties that no relation says")
		return nil
	}
	value = bytes.TrimSpace(value)
	if bytes.HasPrefix(value, []byte("_:")) || bytes.HasPrefix(value, []byte("<http://www.wikidata.org/.well-known/genid/")) {
		r.w.LeftOut(l.Number, "statements with some value that nobody knows")
		return nil
	}
	o, dot, ok := cutTriple(append(value, ' '))
	if !ok || len(bytes.Trim(dot, " .")) > 0 {
		r.w.Reject(l.Number, "the value of %s is no item", p.Property)
		return nil
	}
	record := dataset.Record{ID: q + " " + p.Property + " " + o, Line: l.Number, Start: int(l.Offset), Text: string(l.Text)}
	return r.give(&p, r.item(q, p.Subject), r.item(o, p.Object), graph.Time{}, truthy, &record)
}

// bare reads a statement as a row.
func (r *reader) bare(l *lines.Line) error {
	m := rowPattern.FindSubmatch(l.Text)
	if m == nil {
		r.w.LeftOut(l.Number, "rows whose value is no item")
		return nil
	}
	p, ok := r.tables.properties[string(m[2])]
	if !ok {
		r.w.LeftOut(l.Number, "statements of properties that no relation says")
		return nil
	}
	var when graph.Time
	if year, err := graph.ParseTime(string(m[5])); err == nil {
		if when = graph.Since(year); string(m[4]) == "occurUntil" {
			when = graph.Until(year)
		}
	}
	q, o := string(m[1]), string(m[3])
	record := dataset.Record{ID: q + " " + p.Property + " " + o, Line: l.Number, Start: int(l.Offset), Text: string(l.Text)}
	return r.give(&p, r.item(q, p.Subject), r.item(o, p.Object), when, truthy, &record)
}
