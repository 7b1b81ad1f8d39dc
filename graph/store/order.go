package store

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// The IDs of claims are hashes, which no index keeps in order. To give millions
// of claims in the order of their IDs the hashes are sorted by themselves, 16
// bytes each, and not the IDs, which take five times that: as many at once as
// sortedAtOnce says. Where there are more, the first so many are sorted and
// given, and then the claims are gone through again for those that follow:
// that takes time where a list would take memory.

// hash is a claim by its ID, as bytes, and by its number in the store.
type hash struct {
	id     [hashSize]byte
	number uint32
}

const (
	hashSize     = 12
	sortedAtOnce = 1 << 20
	namedAtOnce  = 1 << 14 // numbers whose values are read in one go
)

func compareHashes(a, b hash) int { return bytes.Compare(a.id[:], b.id[:]) }

// hashOf takes a claim's ID for a hash; false if it was made in another way.
func hashOf(id quad.IRI) (h [hashSize]byte, ok bool) {
	digits, ok := strings.CutPrefix(string(id), graph.ClaimPrefix)
	if !ok || len(digits) != 2*hashSize || strings.ToLower(digits) != digits {
		return h, false
	}
	_, err := hex.Decode(h[:], []byte(digits))
	return h, err == nil
}

func (h *hash) iri() quad.IRI {
	b := make([]byte, 0, len(graph.ClaimPrefix)+2*hashSize)
	return quad.IRI(hex.AppendEncode(append(b, graph.ClaimPrefix...), h.id[:]))
}

// inOrder calls fn with the claims that one index gives for a filter, the most
// choosing first, sorted by ID and each once, until it returns false or an
// error; they are more than the filter allows.
func (s *snapshot) inOrder(f *Filter, fn func(quad.IRI) (bool, error)) error {
	if len(f.IDs) == 0 {
		return s.sorted(func(fn func(uint64) error) error { return s.numbersOf(f, fn) }, sortedAtOnce, fn)
	}
	for _, id := range slices.Compact(slices.Sorted(slices.Values(f.IDs))) {
		there, err := s.has(quad.Quad{Subject: quad.IRI(id), Predicate: graph.RDFType, Object: graph.ClaimType, Label: quad.IRI(id)})
		if err != nil {
			return err
		}
		if !there {
			continue
		}
		if more, err := fn(quad.IRI(id)); !more || err != nil {
			return err
		}
	}
	return nil
}

// choose is inOrder as a list.
func (s *snapshot) choose(f Filter) ([]quad.IRI, error) {
	var ids []quad.IRI
	err := s.inOrder(&f, func(id quad.IRI) (bool, error) {
		ids = append(ids, id)
		return true, nil
	})
	return ids, err
}

// numbersOf calls fn with the numbers of the claims that one index gives for a
// filter without IDs, in any order, and maybe more than once.
func (s *snapshot) numbersOf(f *Filter, fn func(uint64) error) error {
	if v := s.tied(); v != nil && f.byTies() {
		return s.numbersByTies(v, f, fn)
	}
	find := func(predicate quad.IRI, fn func(uint64) error, objects ...quad.Value) error {
		for _, o := range objects {
			err := s.scan(pattern{predicate: predicate, object: o}, func(q ids) (bool, error) { return true, fn(q[subjectAt]) })
			if err != nil {
				return err
			}
		}
		return nil
	}
	actors := func(list []string) []quad.Value {
		return valuesOf(list, func(id string) quad.Value { return quad.IRI(id) })
	}
	about := func(list []string, fn func(uint64) error) error {
		return cmp.Or(find(graph.RDFSubject, fn, actors(list)...), find(graph.RDFObject, fn, actors(list)...))
	}
	switch {
	case f.Between[0] != "":
		// From the end that is in fewer claims.
		var found [2][]uint64
		for i, a := range f.Between {
			if err := about([]string{a}, func(id uint64) error { found[i] = append(found[i], id); return nil }); err != nil {
				return err
			}
		}
		fewer := found[0]
		if len(found[1]) < len(fewer) {
			fewer = found[1]
		}
		for _, id := range fewer {
			if err := fn(id); err != nil {
				return err
			}
		}
		return nil
	case len(f.Subjects) > 0:
		return find(graph.RDFSubject, fn, actors(f.Subjects)...)
	case len(f.Objects) > 0:
		return find(graph.RDFObject, fn, actors(f.Objects)...)
	case len(f.Actors) > 0:
		return about(f.Actors, fn)
	case len(f.Sources) > 0:
		return find(graph.DerivedFrom, fn, valuesOf(f.Sources, func(id string) quad.Value { return sourceNode(id) })...)
	case len(f.Relations) > 0:
		return find(graph.RDFPredicate, fn, valuesOf(f.Relations, func(r string) quad.Value { return quad.IRI(graph.RelationPrefix + r) })...)
	case len(f.Statuses) > 0:
		return find(graph.StatusOf, fn, valuesOf(f.Statuses, func(st graph.Status) quad.Value { return quad.String(st) })...)
	}
	return find(graph.RDFType, fn, graph.ClaimType)
}

// sorted calls fn with the IRIs that numbers stand for, sorted and each once,
// until it returns false or an error. It holds about as many hashes as most
// says, and of IRIs that are no hashes all.
func (s *snapshot) sorted(numbers func(fn func(uint64) error) error, most int, fn func(quad.IRI) (bool, error)) error {
	var others []quad.IRI
	for round, after := 0, (*hash)(nil); ; round++ {
		var held []hash
		cut := false // there are more than those that are held
		err := s.names(numbers, func(id uint64, v quad.Value) error {
			iri, ok := v.(quad.IRI)
			if !ok {
				return nil
			}
			h := hash{number: uint32(id)}
			if h.id, ok = hashOf(iri); !ok {
				if round == 0 {
					others = append(others, iri)
				}
				return nil
			}
			if after != nil && compareHashes(h, *after) <= 0 || cut && compareHashes(h, held[most-1]) > 0 {
				return nil
			}
			if held = append(held, h); len(held) >= most+most/2+1 {
				held = firstHashes(held)
				if len(held) > most {
					held, cut = held[:most], true
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if held = firstHashes(held); len(held) > most {
			held, cut = held[:most], true
		}
		if round == 0 {
			slices.Sort(others)
			others = slices.Compact(others)
		}
		for i := range held {
			iri := held[i].iri()
			for len(others) > 0 && others[0] < iri {
				if more, err := fn(others[0]); !more || err != nil {
					return err
				}
				others = others[1:]
			}
			s.remember(iri, uint64(held[i].number))
			if more, err := fn(iri); !more || err != nil {
				return err
			}
		}
		if !cut {
			break
		}
		last := held[len(held)-1]
		after = &last
	}
	for _, iri := range others {
		if more, err := fn(iri); !more || err != nil {
			return err
		}
	}
	return nil
}

// firstHashes sorts hashes and drops repeated ones.
func firstHashes(held []hash) []hash {
	slices.SortFunc(held, compareHashes)
	return slices.CompactFunc(held, func(a, b hash) bool { return a.id == b.id })
}

// names calls fn with the values of numbers, in no certain order. They are
// read many at a time, as they stand in the dictionary.
func (s *snapshot) names(numbers func(fn func(uint64) error) error, fn func(uint64, quad.Value) error) error {
	var batch []uint64
	flush := func() error {
		slices.Sort(batch)
		list := slices.Compact(batch)
		batch = batch[:0]
		if r, ok := s.reader.(indexReader); ok {
			return r.EachValue(list, fn)
		}
		for _, id := range list {
			v, err := s.reader.Value(id)
			if err == nil {
				err = fn(id, v)
			}
			if err != nil {
				return err
			}
		}
		return s.ctx.Err()
	}
	err := numbers(func(id uint64) error {
		if batch = append(batch, id); len(batch) < namedAtOnce {
			return nil
		}
		return flush()
	})
	if err != nil {
		return err
	}
	return flush()
}
