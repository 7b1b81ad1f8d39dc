package store

import (
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"entente/graph/store/index"
)

// ties reads the ties of an actor, and keeps what they tell of those claims
// that are yet to be read.
func (h *claimsHeard) ties(actor uint64) error {
	type told struct {
		claim uint64
		heard heard
	}
	parts, err := tiesInParts(h.q.view, actor, func(t *index.Tie) (told, bool) {
		at, wanted := h.of[t.Label]
		return told{t.Label, heardIn(t)}, wanted && at == 0 && !t.Odd
	})
	for _, part := range parts {
		for i := range part {
			if h.of[part[i].claim] == 0 {
				h.note(part[i].claim, part[i].heard)
			}
		}
	}
	return err
}

// manyTies is from how many on the ties of an actor are read on all cores.
const manyTies = 4096

// tiesInParts goes through the ties of an actor, on all cores if they are many,
// and keeps what take makes of them, in their order.
func tiesInParts[T any](view *index.View, actor uint64, take func(*index.Tie) (T, bool)) ([][]T, error) {
	n, err := view.Claims(actor)
	if err != nil {
		return nil, err
	}
	cursors := []*index.TieCursor{view.Ties(actor, 0)}
	if n[0]+n[1] >= manyTies {
		cursors = view.TieParts(actor, runtime.GOMAXPROCS(0))
	}
	parts := make([][]T, len(cursors))
	var group errgroup.Group
	for i, c := range cursors {
		group.Go(func() error {
			defer c.Close()
			for c.Next() {
				if v, ok := take(c.Tie()); ok {
					parts[i] = append(parts[i], v)
				}
			}
			return c.Err()
		})
	}
	return parts, group.Wait()
}

// readEach reads what the claims of edges say that are yet to be read: in the
// edges' ties, and those that these do not tell of for themselves, in the order
// in which they stand.
func (h *claimsHeard) readEach(edges []edge) error {
	if err := h.readTies(edges); err != nil {
		return err
	}
	unread := map[uint64]bool{}
	for i := range edges {
		if h.of[edges[i].claim] == 0 {
			unread[edges[i].claim] = true
		}
	}
	claims := sortedKeys(unread)
	said := make([]heard, len(claims))
	err := inParts(len(claims), func(i int) (err error) {
		said[i], err = h.read(claims[i])
		return err
	})
	for i, claim := range claims {
		h.note(claim, said[i])
	}
	return err
}

// readTies reads the ties of edges whose claims are yet to be read: each at
// that of its ends that more of them have, where they stand together.
func (h *claimsHeard) readTies(edges []edge) error {
	ends := map[uint64]int{}
	for i := range edges {
		ends[edges[i].source]++
		ends[edges[i].target]++
	}
	var ties []index.Tie
	for i := range edges {
		e := &edges[i]
		if e.source == 0 || e.relation == 0 || e.target == 0 || h.of[e.claim] != 0 {
			continue
		}
		t := index.Tie{Actor: e.source, Other: e.target, Relation: e.relation, Label: e.claim, Subject: true}
		if ends[e.target] > ends[e.source] {
			t.Actor, t.Other, t.Subject = t.Other, t.Actor, false
		}
		ties = append(ties, t)
	}
	slices.SortFunc(ties, func(a, b index.Tie) int { return index.CompareTies(&a, &b) })
	found := make([]bool, len(ties))
	err := inRanges(len(ties), func(from, to int) error {
		part, err := h.q.view.Tied(ties[from:to])
		copy(found[from:to], part)
		return err
	})
	if err != nil {
		return err
	}
	for i := range ties {
		if t := &ties[i]; found[i] && !t.Odd && h.of[t.Label] == 0 {
			h.note(t.Label, heardIn(t))
		}
	}
	return nil
}

// fewNodes is up to how many nodes are read for themselves.
const fewNodes = 16

// inGiven reads of nodes those that are claims of edges that the script was
// given, in the edges' ties, and leaves the others.
func (h *claimsHeard) inGiven(nodes []*looked, predicates []uint64) ([]*looked, error) {
	if len(nodes) <= fewNodes || slices.ContainsFunc(predicates, func(p uint64) bool { return h.fields[p] == nil && !slices.Contains(h.more, p) }) {
		return nodes, nil
	}
	wanted := make(map[uint64]bool, len(nodes))
	for _, n := range nodes {
		wanted[n.subject] = true
	}
	var edges []edge
	for _, given := range h.q.given {
		for i := range given {
			if wanted[given[i].claim] {
				edges = append(edges, given[i])
				delete(wanted, given[i].claim)
			}
		}
	}
	if err := h.readTies(edges); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(nodes, func(n *looked) bool {
		objects, ok := h.told(n.subject, predicates)
		n.objects = objects
		return ok
	}), nil
}
