package postgres

import (
	"fmt"

	"github.com/cayleygraph/cayley/graph"
)

// Verify reads the whole database and tells of everything that is wrong, until
// told returns false: values that do not have their hash, counts of uses that
// are too low, quads of values that are missing.
func (s *Snapshot) Verify(told func(string) bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.tx.Exec(`DECLARE verified NO SCROLL CURSOR FOR SELECT hash, ` + valueColumns + ` FROM nodes`); err != nil {
		return s.failed(err)
	}
	for n := 1; n > 0; {
		n = 0
		rows, err := s.tx.Query(`FETCH 5000 FROM verified`)
		if err != nil {
			return s.failed(err)
		}
		for rows.Next() {
			n++
			var key []byte
			var r row
			if err := rows.Scan(append([]any{&key}, r.fields()...)...); err != nil {
				rows.Close()
				return s.failed(err)
			}
			wrong := ""
			if v, err := r.value(); err != nil || v == nil {
				wrong = fmt.Sprintf("nodes: the value with the hash %x cannot be read", key)
			} else if h := graph.HashOf(v); string(h[:]) != string(key) {
				wrong = fmt.Sprintf("nodes: %v stands under the hash %x, and has the hash %x", v, key, h[:])
			}
			if wrong != "" && !told(wrong) {
				return rows.Close()
			}
		}
		if err := rows.Err(); err != nil {
			return s.failed(err)
		}
	}
	for i, where := range []string{
		`nodes: a value is counted in fewer quads than it is in: %s`,
		`quads: a value that is missing from nodes: %s`,
	} {
		query := `WITH uses AS (SELECT h, count(*) AS n FROM (SELECT subject_hash AS h FROM quads UNION ALL SELECT predicate_hash FROM quads
			UNION ALL SELECT object_hash FROM quads UNION ALL SELECT label_hash FROM quads WHERE label_hash IS NOT NULL) every GROUP BY h)
			SELECT encode(h, 'hex') FROM uses LEFT JOIN nodes ON hash = h WHERE ` + []string{`refs < n`, `hash IS NULL`}[i] + ` ORDER BY h LIMIT 100`
		rows, err := s.tx.Query(query)
		if err != nil {
			return s.failed(err)
		}
		for rows.Next() {
			var h string
			if err := rows.Scan(&h); err != nil {
				rows.Close()
				return s.failed(err)
			}
			if !told(fmt.Sprintf(where, h)) {
				return rows.Close()
			}
		}
		if err := rows.Err(); err != nil {
			return s.failed(err)
		}
	}
	return nil
}
