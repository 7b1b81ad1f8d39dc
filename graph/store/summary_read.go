package store

import (
	"cmp"
	"errors"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/store/index"
)

// What a summary reads beside ties: the names behind their numbers, what a
// claim says, and who published its source.

// number is the store's number of a value, or one made for it.
func (x *summer) number(v quad.Value) (uint64, error) {
	text := iriOf(v) + textOf(v)
	if text == "" {
		return 0, nil
	}
	if n, ok := x.made[text]; ok {
		return n, nil
	}
	n := index.MaxValues + uint64(len(x.made)) + 1
	if tied := x.snap.tied(); tied != nil { // other claims are summed up by the store's numbers
		known, err := tied.ID(v)
		if err != nil {
			return 0, err
		}
		n = cmp.Or(known, n)
	}
	x.made[text], x.texts[n] = n, text
	return n, nil
}

// text is what a number stands for: an IRI as it is, or a string.
func (x *summer) text(id uint64) (string, error) {
	if id == 0 {
		return "", nil
	}
	if t, ok := x.texts[id]; ok {
		return t, nil
	}
	v, err := x.snap.reader.Value(id)
	if err != nil {
		return "", err
	}
	t := iriOf(v)
	if t == "" {
		t = textOf(v)
	}
	x.texts[id] = t
	return t, nil
}

// claim is what a tie says of a claim, as [SumOptions.Allows] wants it.
func (x *summer) claim(t *index.Tie, read *graph.Claim) (graph.Claim, error) {
	var c graph.Claim
	var err error
	if read != nil {
		c = *read
	} else {
		for _, f := range []struct {
			id uint64
			to *string
		}{{t.Relation, &c.Relation}, {t.Status, (*string)(&c.Status)}, {t.Source, &c.Source.ID}, {t.Time, &c.Time.EDTF}, {t.Earliest, &c.Time.Earliest}, {t.Latest, &c.Time.Latest}} {
			if *f.to, err = x.text(f.id); err != nil {
				return c, err
			}
		}
		c.Relation = strings.TrimPrefix(c.Relation, graph.RelationPrefix)
		c.Source.ID = graph.SourceID(quad.IRI(c.Source.ID))
		sure, err := x.snap.value(t.Confidence)
		if err != nil {
			return c, err
		}
		c.Confidence, _ = numberOf(sure)
		// What a list has ceased to say is no edge.
		if c.Status != graph.Asserted || !t.Edge {
			node, err := x.snap.value(t.Label)
			if err != nil {
				return c, err
			}
			ended, err := x.snap.quads(pattern{subject: node, predicate: graph.InvalidatedAt, label: node})
			if err != nil {
				return c, err
			}
			if len(ended) > 0 {
				c.Ended = textOf(ended[0].Object)
			}
		}
	}
	if c.Time.IsZero() && c.Source.Published == "" && c.Source.ID != "" {
		source, err := x.snap.source(c.Source.ID)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return c, err
		}
		c.Source.Published = source.Published
	}
	return c, nil
}

// publishersAsked is how many sources of a store's, up to one in so many, are
// looked up each for its publisher; of more, all of the store are read at once:
// they stand together, and each look-up reads a block.
const publishersAsked, publishersPart = 16, 64

// publisher is the number of who published a source, or of the source itself
// if that is not known.
func (x *summer) publisher(source uint64) (uint64, error) {
	if source == 0 {
		return 0, nil
	}
	if p, ok := x.publisherOf[source]; ok {
		return p, nil
	}
	p := source
	if source > index.MaxValues {
		iri, err := x.text(source)
		if err != nil {
			return 0, err
		}
		known, err := x.snap.source(iri)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return 0, err
		}
		if known.Publisher != "" {
			if p, err = x.number(quad.String(known.Publisher)); err != nil {
				return 0, err
			}
		}
		x.publisherOf[source] = p
		return p, nil
	}
	x.publisherOf[source] = source
	about := pattern{predicate: graph.Publisher}
	if x.asked++; x.asked == 1 {
		want, ok, err := x.snap.numbered(about)
		if err != nil {
			return 0, err
		}
		if ok {
			all, _ := x.snap.reader.Count(want)
			x.askable = max(publishersAsked, int(all/publishersPart))
		}
	}
	if x.asked <= x.askable {
		node, err := x.snap.value(source)
		if err != nil {
			return 0, err
		}
		about.subject, about.label = node, node
	}
	if x.asked > x.askable+1 {
		return source, nil // all have been read, and this one has none
	}
	err := x.snap.scan(about, func(q ids) (bool, error) {
		if q[labelAt] == q[subjectAt] {
			x.publisherOf[q[subjectAt]] = q[objectAt]
		}
		return true, nil
	})
	return x.publisherOf[source], err
}
