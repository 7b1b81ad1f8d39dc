package store

import (
	"context"
	"sort"
)

// ClaimCounts gives in how many claims actors stand, whatever their status,
// from memory: it reads no claim. Actors that the store does not know are left
// out.
func (s *Store) ClaimCounts(ctx context.Context, ids []string) (map[string]int, error) {
	r, err := s.rosterNow(ctx)
	if err != nil {
		return nil, err
	}
	counts := make(map[string]int, len(ids))
	for _, id := range ids {
		i := sort.Search(len(r.actors), func(i int) bool { return r.actors[i].id >= id })
		if i < len(r.actors) && r.actors[i].id == id {
			counts[id] = int(r.actors[i].claims)
		}
	}
	return counts, nil
}
