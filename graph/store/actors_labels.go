package store

import (
	"slices"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// labels does it for many actors, on all cores where the store is one of ours.
func (s *snapshot) labels(actors []string) ([]string, error) {
	labels := make([]string, len(actors))
	r, ok := s.reader.(indexReader)
	if !ok {
		for i, id := range actors {
			var err error
			if labels[i], err = s.labelOf(quad.IRI(id)); err != nil {
				return nil, err
			}
		}
		return labels, nil
	}
	predicate, err := s.number(graph.RDFSLabel)
	if predicate == 0 || err != nil {
		return labels, err
	}
	gazetteer, err := s.number(graph.Gazetteer)
	if err != nil {
		return nil, err
	}
	objects, unsure := make([]uint64, len(actors)), make([]bool, len(actors))
	err = inParts(len(actors), func(i int) error {
		subject, err := r.ID(quad.IRI(actors[i]))
		if subject == 0 || err != nil {
			return err
		}
		objects[i], unsure[i], err = oneLabel(r, subject, predicate, gazetteer)
		return err
	})
	if err != nil {
		return nil, err
	}
	numbers := slices.Compact(slices.Sorted(slices.Values(objects)))
	if len(numbers) > 0 && numbers[0] == 0 {
		numbers = numbers[1:]
	}
	values, err := readValues(r.View, numbers)
	if err != nil {
		return nil, err
	}
	for i, id := range actors {
		if unsure[i] {
			if labels[i], err = s.labelOf(quad.IRI(id)); err != nil {
				return nil, err
			}
		} else if at, ok := slices.BinarySearch(numbers, objects[i]); ok {
			labels[i] = textOf(values[at])
		}
	}
	return labels, nil
}

// oneLabel is what an actor is called, if that can be told without a name; else
// it is unsure, or there is nothing. What the gazetteer says decides, and stands
// together with what it says of others: no more is read if it says one thing.
func oneLabel(r indexReader, actor, predicate, gazetteer uint64) (object uint64, unsure bool, err error) {
	if gazetteer != 0 {
		c := r.Cursor(ids{subjectAt: actor, predicateAt: predicate, labelAt: gazetteer})
		defer c.Close()
		n := 0
		for ; n < 2 && c.Next(); n++ {
			object = c.Quad()[objectAt]
		}
		if n > 0 || c.Err() != nil {
			return object, n > 1, c.Err()
		}
	}
	said, n := uint64(0), 0
	err = r.Objects(actor, predicate, func(q ids) error {
		said = q[objectAt]
		n++
		return nil
	})
	return said, n > 1, err
}
