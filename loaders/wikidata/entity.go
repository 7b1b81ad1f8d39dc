package wikidata

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"entente/loaders/dataset"
	"entente/loaders/lines"
)

// How far statements are believed: anybody may edit Wikidata, and many
// statements have no reference.
const (
	preferred = 0.9  // of several the one that editors prefer
	normal    = 0.8  // any other that is not deprecated
	truthy    = 0.85 // one of these, the dump does not say which
)

// isInput tells an error of the line from one of the sink.
func isInput(err error) bool {
	return errors.Is(err, errJSON) || errors.Is(err, errDeep)
}

// entity reads a line of a JSON dump.
func (r *reader) entity(l *lines.Line) error {
	b := l.Text
	from := bytes.IndexByte(b, '{')
	if from < 0 {
		return errJSON
	}
	var id string
	claims, aliasesAt := -1, -1
	end, err := fields(b, from, func(name []byte, from, to int) error {
		switch string(name) {
		case "id":
			id = str(b[from:to])
		case "claims":
			claims = from
		case "aliases":
			aliasesAt = from
		default:
			r.w.Column(string(name))
		}
		return nil
	})
	if err != nil {
		return err
	}
	if rest := bytes.Trim(b[end:], " \t\r\n,]"); len(rest) > 0 {
		return fmt.Errorf("%w: more follows the entity", errJSON)
	}
	switch {
	case id == "":
		return fmt.Errorf("%w: an entity without an id", errJSON)
	case !isItem(id):
		r.w.LeftOut(l.Number, "entities that are no items: properties, lexemes")
		return nil
	case claims < 0:
		return nil
	}
	typ, err := r.typeOf(b, claims)
	if err != nil {
		return err
	}
	var aliases []string
	if aliasesAt >= 0 {
		aliases = englishAliases(b, aliasesAt)
	}
	_, err = fields(b, claims, func(name []byte, from, _ int) error {
		p, ok := r.tables.properties[string(name)]
		if !ok {
			return nil
		}
		return items(b, from, func(from, to int) error {
			return r.statement(l, id, typ, aliases, &p, from, to)
		})
	})
	return err
}

// typeOf is the entity type that the item's classes (P31) tell, or "".
func (r *reader) typeOf(b []byte, claims int) (typ string, err error) {
	_, err = fields(b, claims, func(name []byte, from, _ int) error {
		if string(name) != "P31" {
			return nil
		}
		return items(b, from, func(from, _ int) error {
			var s statement
			if err := s.read(b, from); err != nil {
				return err
			}
			if t := r.tables.types[s.value]; t != "" && typ == "" && s.rank != "deprecated" {
				typ = t
			}
			return nil
		})
	})
	return typ, err
}

// englishAliases are an item's other names.
func englishAliases(b []byte, from int) []string {
	var all []string
	_, _ = fields(b, from, func(lang []byte, from, _ int) error {
		if string(lang) != "en" {
			return nil
		}
		return items(b, from, func(from, _ int) error {
			_, err := fields(b, from, func(name []byte, from, to int) error {
				if v := strings.Join(strings.Fields(str(b[from:to])), " "); string(name) == "value" && v != "" && len(all) < 50 {
					all = append(all, v)
				}
				return nil
			})
			return err
		})
	})
	return all
}

// statement is what of a statement is read.
type statement struct {
	id, rank          string
	snak, value       string // of the main snak; value is an item's ID
	start, end, point bound
	cut               int // where the references begin, or the end
	times             error
}

func (s *statement) read(b []byte, from int) error {
	s.rank = "normal"
	end, err := fields(b, from, func(name []byte, from, to int) error {
		switch string(name) {
		case "id":
			s.id = str(b[from:to])
		case "rank":
			s.rank = str(b[from:to])
		case "mainsnak":
			return s.main(b, from)
		case "qualifiers":
			return s.qualifiers(b, from)
		case "references":
			s.cut = bytes.LastIndexByte(b[:from], ',')
		}
		return nil
	})
	if s.cut <= from {
		s.cut = end
	}
	return err
}

// main reads the statement's own value.
func (s *statement) main(b []byte, from int) error {
	_, err := fields(b, from, func(name []byte, from, to int) error {
		switch string(name) {
		case "snaktype":
			s.snak = str(b[from:to])
		case "datavalue":
			return inner(b, from, func(name, v []byte) {
				switch string(name) {
				case "id":
					s.value = str(v)
				case "numeric-id": // alone in old dumps
					if n, ok := number(v); ok && s.value == "" {
						s.value = fmt.Sprintf("Q%d", n)
					}
				}
			})
		}
		return nil
	})
	return err
}

// inner gives the fields of a data value's own object.
func inner(b []byte, from int, f func(name, v []byte)) error {
	_, err := fields(b, from, func(name []byte, from, to int) error {
		if string(name) != "value" || b[from] != '{' {
			return nil
		}
		_, err := fields(b, from, func(name []byte, from, to int) error {
			f(name, b[from:to])
			return nil
		})
		return err
	})
	return err
}

// qualifiers reads the times of a statement.
func (s *statement) qualifiers(b []byte, from int) error {
	_, err := fields(b, from, func(name []byte, from, _ int) error {
		var at *bound
		switch string(name) {
		case "P580":
			at = &s.start
		case "P582":
			at = &s.end
		case "P585":
			at = &s.point
		default:
			return nil
		}
		return items(b, from, func(from, _ int) error { return s.bound(b, from, at) })
	})
	return err
}

func (s *statement) bound(b []byte, from int, at *bound) error {
	var snak, when, calendar string
	var precision int
	_, err := fields(b, from, func(name []byte, from, to int) error {
		switch string(name) {
		case "snaktype":
			snak = str(b[from:to])
		case "datavalue":
			return inner(b, from, func(name, v []byte) {
				switch string(name) {
				case "time":
					when = str(v)
				case "precision":
					precision, _ = number(v)
				case "calendarmodel":
					calendar = str(v)
				}
			})
		}
		return nil
	})
	if err != nil || at.said {
		return err // the first of several counts
	}
	at.said = true
	if snak != "value" {
		at.some = snak == "somevalue"
		return nil
	}
	at.edtf, err = edtf(when, precision, calendar)
	if err != nil {
		s.times = err
	}
	return nil
}

// statement reads one statement of an item.
func (r *reader) statement(l *lines.Line, id, typ string, aliases []string, p *property, from, to int) error {
	var s statement
	if err := s.read(l.Text, from); err != nil {
		return err
	}
	switch {
	case s.rank == "deprecated":
		r.w.LeftOut(l.Number, "deprecated statements")
		return nil
	case s.snak == "somevalue":
		r.w.LeftOut(l.Number, "statements with some value that nobody knows")
		return nil
	case s.snak == "novalue":
		r.w.LeftOut(l.Number, "statements that there is no value")
		return nil
	case !isItem(s.value):
		r.w.LeftOut(l.Number, "statements whose value is no item")
		return nil
	case s.times != nil:
		r.w.Reject(l.Number, "%s %s: %v", id, p.Property, s.times)
		return nil
	}
	when, err := span(s.start, s.end, s.point)
	if err != nil {
		r.w.Reject(l.Number, "%s %s: %v", id, p.Property, err)
		return nil
	}
	if typ == "" {
		typ = p.Subject
	}
	item := r.item(id, typ)
	if err := r.describe(item, aliases); err != nil {
		return err
	}
	confidence := normal
	if s.rank == "preferred" {
		confidence = preferred
	}
	record := dataset.Record{ID: s.id, Line: l.Number, Start: int(l.Offset) + from, Text: string(l.Text[from:min(s.cut, to)])}
	return r.give(p, item, r.item(s.value, p.Object), when, confidence, &record)
}
