package index

import (
	"errors"
	"iter"
	"slices"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/keep"
)

// Everything calls fn with every quad, in the order of [graph.CompareQuads],
// until it returns false. The quads of a label stand together, but labels stand
// as they came; so they are read through once and sorted on the disk, those of
// one label and subject as one record.
func (v *View) Everything(fn func(quad.Quad) bool) error {
	r := quadRecord{predicates: map[string]quad.Value{}}
	for text, err := range keep.Sorted(v.ctx, 0, v.quadRecords()) {
		if err == nil {
			err = v.ctx.Err()
		}
		if err == nil {
			err = r.read(text)
		}
		if err != nil {
			return err
		}
		for _, q := range r.quads {
			if !fn(q) {
				return nil
			}
		}
	}
	return nil
}

// quadRecords makes one of the quads of each label and subject.
func (v *View) quadRecords() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		c := v.cursor(orderOfLabels, IDs{})
		defer c.Close()
		var group []IDs
		flush := func() bool {
			if len(group) == 0 {
				return true
			}
			text, err := v.quadRecord(group)
			group = group[:0]
			return yield(text, err) && err == nil
		}
		for c.Next() {
			q := c.Quad()
			if len(group) > 0 && (q[labelAt] != group[0][labelAt] || q[subjectAt] != group[0][subjectAt]) && !flush() {
				return
			}
			group = append(group, q)
		}
		if err := c.Err(); err != nil {
			yield("", err)
			return
		}
		flush()
	}
}

func (v *View) quadRecord(group []IDs) (string, error) {
	type said struct{ predicate, object quad.Value }
	list := make([]said, len(group))
	var err error
	value := func(id uint64) quad.Value {
		if id == 0 || err != nil {
			return nil
		}
		var found quad.Value
		found, err = v.Value(id)
		return found
	}
	label, subject := value(group[0][labelAt]), value(group[0][subjectAt])
	for i, q := range group {
		list[i] = said{value(q[predicateAt]), value(q[objectAt])}
	}
	if err != nil {
		return "", err
	}
	slices.SortFunc(list, func(a, b said) int {
		if c := graph.CompareValues(a.predicate, b.predicate); c != 0 {
			return c
		}
		return graph.CompareValues(a.object, b.object)
	})
	p := make(keep.Packer, 0, 1000)
	p.Key(graph.SortKey(label))
	p.Key(graph.SortKey(subject))
	var buf []byte
	add := func(value quad.Value) {
		buf = buf[:0]
		if value != nil { // else no label
			var failed error
			buf, failed = appendValue(buf, value)
			err = errors.Join(err, failed)
		}
		p.Bytes(buf)
	}
	add(label)
	add(subject)
	for i := range list {
		add(list[i].predicate)
		add(list[i].object)
	}
	return string(p), err
}

// quadRecord is the quads of one label and subject, read back.
type quadRecord struct {
	quads      []quad.Quad
	predicates map[string]quad.Value
}

func (r *quadRecord) read(text string) (err error) {
	u := keep.Unpacker(text)
	u.Keys(2)
	value := func() quad.Value {
		encoded := u.Text()
		if encoded == "" || err != nil {
			return nil
		}
		var v quad.Value
		v, err = readValue([]byte(encoded))
		return v
	}
	r.quads = r.quads[:0]
	label, subject := value(), value()
	for u != "" && err == nil {
		encoded := u.Text()
		predicate, ok := r.predicates[encoded]
		if !ok {
			if predicate, err = readValue([]byte(encoded)); err != nil {
				return err
			}
			r.predicates[encoded] = predicate
		}
		r.quads = append(r.quads, quad.Quad{Subject: subject, Predicate: predicate, Object: value(), Label: label})
	}
	return err
}
