package dataset

import "hash/maphash"

// Recent remembers strings that were seen, at least the last quarter of a million of them,
// in bounded memory: what was not seen for long counts as new again. It holds
// hashes, so that it may take two strings for one, once in 10^13.
type Recent struct {
	now, before map[uint64]struct{}
	seed        maphash.Seed
}

const recentSize = 1 << 18

// Add tells whether the string is new.
func (r *Recent) Add(s string) bool {
	if r.now == nil {
		r.now, r.seed = map[uint64]struct{}{}, maphash.MakeSeed()
	}
	h := maphash.String(r.seed, s)
	if _, ok := r.now[h]; ok {
		return false
	}
	_, old := r.before[h]
	if len(r.now) >= recentSize {
		r.before, r.now = r.now, make(map[uint64]struct{}, recentSize)
	}
	r.now[h] = struct{}{}
	return !old
}

// Has tells whether the string was seen.
func (r *Recent) Has(s string) bool {
	if r.now == nil {
		return false
	}
	h := maphash.String(r.seed, s)
	if _, ok := r.now[h]; ok {
		return true
	}
	_, ok := r.before[h]
	return ok
}
