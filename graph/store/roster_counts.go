package store

import "context"

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
		if from, to := r.withID(id); from < to && r.actors[from].id == id {
			counts[id] = r.actors[from].claims
		}
	}
	return counts, nil
}
