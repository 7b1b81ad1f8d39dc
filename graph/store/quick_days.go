package store

import (
	"cmp"
	"runtime"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"golang.org/x/sync/errgroup"
)

// fromLastDay says whether [claimsHeard.byDay] is quicker than to learn all
// days first: where the edges are a good part of all and their claims are all
// over the store.
func (h *claimsHeard) fromLastDay(edges []edge, limit int) (bool, error) {
	total, err := h.q.view.Claims(0)
	if err != nil {
		return false, err
	}
	_, cost, err := h.touched(edges)
	entries := min(2*total[0]*int64(limit)/int64(len(edges)), 2*total[0])
	days := int64(daysExpected)
	if known, err := h.q.view.OnlyDays(); err != nil {
		return false, err
	} else if known {
		days = min(days, entries/entriesOfDay)
	}
	return entries/oneLook+days+int64(limit) < cost, err
}

// byDay finds the newest of many edges the other way round: it goes through
// what the store knows of every day, from the last one back, until it has met
// enough of them.
func (h *claimsHeard) byDay(edges []edge, limit int) ([]edge, error) {
	byClaim := make(map[uint64][]int32, len(edges))
	for i := range edges {
		byClaim[edges[i].claim] = append(byClaim[edges[i].claim], int32(i))
	}
	var found []dated
	take := func(claim uint64, day string) {
		for _, i := range byClaim[claim] {
			found = append(found, dated{edge: edges[i], day: day})
		}
		delete(byClaim, claim)
	}
	type candidate struct {
		claim uint64
		day   string
	}
	var met []candidate
	seen := map[candidate]bool{} // a day is as a rule both the last and the first
	var unread []edge
	// Claims that say another day besides are found out when many are read.
	settle := func() error {
		if err := h.readEach(unread); err != nil {
			return err
		}
		for _, c := range met {
			day, err := h.textOf(c.claim)
			if err != nil {
				return err
			}
			if day == c.day {
				take(c.claim, day)
			}
		}
		met, unread = met[:0], unread[:0]
		return nil
	}
	err := h.eachDays(func(days []aDay) (bool, error) {
		claims, err := h.claimsOf(days, func(claim uint64) bool { return byClaim[claim] != nil })
		if err != nil {
			return false, err
		}
		for i, d := range days {
			for _, claim := range claims[i] {
				c := candidate{claim, d.text}
				if byClaim[claim] == nil || seen[c] {
					continue
				}
				seen[c] = true
				met = append(met, c)
				for _, i := range byClaim[claim] {
					unread = append(unread, edges[i])
				}
			}
			if len(found)+len(unread) >= limit {
				if err := settle(); err != nil {
					return false, err
				}
			}
			if len(found) >= limit {
				return false, nil
			}
		}
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	if err := settle(); err != nil {
		return nil, err
	}
	if len(found) < limit {
		left := sortedKeys(byClaim)
		for _, claim := range left {
			day, err := h.textOf(claim)
			if err != nil {
				return nil, err
			}
			take(claim, day)
		}
		slices.SortStableFunc(found, func(a, b dated) int { return strings.Compare(b.day, a.day) })
	}
	return h.first(found, limit)
}

// textOf is the last day that a claim can be about; "" if unknown.
func (h *claimsHeard) textOf(claim uint64) (string, error) {
	c, err := h.claim(claim)
	if err != nil {
		return "", err
	}
	if err := h.readDays([]uint64{c.day()}); err != nil {
		return "", err
	}
	return h.days[c.day()], nil
}

// What it costs to list the days is guessed: so many looks, or, where they need
// not be listed, one for about so many entries.
const (
	daysExpected = 4000
	entriesOfDay = 64
)

// aDay is a day and the patterns of what says that a claim is about it.
type aDay struct {
	text   string
	stands []ids
}

// daysAtOnce is how many days are read at once, on all cores.
const daysAtOnce = 16

// claimsOf are the claims of each day that are wanted; a claim may come twice.
func (h *claimsHeard) claimsOf(days []aDay, wanted func(uint64) bool) ([][]uint64, error) {
	out := make([][]uint64, len(days))
	var group errgroup.Group
	cores := min(runtime.GOMAXPROCS(0), len(days))
	for core := range cores {
		group.Go(func() error {
			for i := core; i < len(days); i += cores {
				for _, at := range days[i].stands {
					err := h.q.snap.follow(at, func(q ids) (bool, error) {
						if wanted(q[subjectAt]) {
							out[i] = append(out[i], q[subjectAt])
						}
						return true, nil
					})
					if err != nil {
						return err
					}
				}
			}
			return nil
		})
	}
	return out, group.Wait()
}

// eachDays calls fn with the days that may be the last of claims, or the first,
// some at once, from the last one back, until it returns false.
func (h *claimsHeard) eachDays(fn func([]aDay) (bool, error)) error {
	var some []aDay
	known, err := h.q.view.DaysBack(func(text string, id uint64) (bool, error) {
		d := aDay{text: text}
		for _, predicate := range [...]uint64{h.latest, h.earliest} {
			if predicate != 0 {
				d.stands = append(d.stands, ids{predicateAt: predicate, objectAt: id})
			}
		}
		if some = append(some, d); len(some) < daysAtOnce {
			return true, nil
		}
		more, err := fn(some)
		some = some[:0]
		return more, err
	})
	if err != nil {
		return err
	}
	if !known {
		if some, err = h.lastDays(); err != nil {
			return err
		}
	}
	for part := range slices.Chunk(some, daysAtOnce) {
		if more, err := fn(part); !more || err != nil {
			return err
		}
	}
	return nil
}

// lastDays lists the days that are the last of claims, or the first, from the
// last one back. They are listed once a run.
func (h *claimsHeard) lastDays() ([]aDay, error) {
	if h.listed != nil {
		return h.listed, nil
	}
	predicates := [...]uint64{h.latest, h.earliest}
	var objects [len(predicates)][]uint64
	var group errgroup.Group
	for i, predicate := range predicates {
		if predicate == 0 {
			continue
		}
		group.Go(func() error {
			return h.q.view.Said(predicate, func(object uint64) error {
				objects[i] = append(objects[i], object)
				return nil
			})
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	stands := map[uint64][]ids{}
	for i, predicate := range predicates {
		for _, object := range objects[i] {
			stands[object] = append(stands[object], ids{predicateAt: predicate, objectAt: object})
		}
	}
	numbers := sortedKeys(stands)
	values, err := readValues(h.q.view, numbers)
	if err != nil {
		return nil, err
	}
	var days []aDay
	for i, v := range values {
		if text, ok := v.(quad.String); ok && text != "" {
			days = append(days, aDay{string(text), stands[numbers[i]]})
		}
	}
	slices.SortFunc(days, func(a, b aDay) int { return cmp.Compare(b.text, a.text) })
	h.listed = days
	return days, nil
}
