package postgres

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/lib/pq"
)

// Bulk adds quads in one transaction and says how many were new; those that
// are there already, or come twice, stay as they are. Memory does not grow
// with their number. An empty store is filled without its indexes, which are
// made anew afterwards as they were; who reads it waits until then.
func (db *DB) Bulk(ctx context.Context, quads iter.Seq2[quad.Quad, error]) (added int64, err error) {
	err = db.inTx(ctx, func(c *sql.Conn, tx *sql.Tx) error {
		var used bool
		if err := tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM quads) OR EXISTS (SELECT 1 FROM nodes)`).Scan(&used); err != nil {
			return err
		}
		if used {
			if err := stage(ctx, c, quads); err != nil {
				return err
			}
			added, err = merge(tx)
			return err
		}
		added, err = fill(ctx, c, tx, quads)
		return err
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}

// fill puts quads straight into empty tables.
func fill(ctx context.Context, c *sql.Conn, tx *sql.Tx, quads iter.Seq2[quad.Quad, error]) (int64, error) {
	again, err := dropIndexes(tx)
	if err != nil {
		return 0, err
	}
	// In a table that this transaction has emptied itself, rows need no log of
	// their own where the server keeps none for copies of it.
	if _, err := tx.Exec(`TRUNCATE quads, nodes; ALTER TABLE quads ALTER ts SET DEFAULT now()`); err != nil {
		return 0, err
	}
	s := newStaging(ctx, c, `quads (horizon, subject_hash, predicate_hash, object_hash, label_hash)`)
	if err := tx.QueryRow(`SELECT nextval(` + horizons + `)`).Scan(&s.number); err != nil {
		return 0, err
	}
	if err := s.take(quads); err != nil {
		return 0, err
	}
	if _, err := tx.Exec(`SELECT setval(`+horizons+`, $1)`, s.number); err != nil {
		return 0, err
	}
	added := s.quads
	// The indexes that allow a quad only once come first, and tell whether one
	// came twice.
	for _, statement := range again.unique {
		twice, err := makeUnique(tx, statement)
		if err != nil {
			return 0, err
		}
		if twice > 0 {
			added, s.again = added-twice, true // uses were counted too often
		}
	}
	if err := s.enterValues(tx); err != nil {
		return 0, err
	}
	// A coarse look tells the planner as much: hashes are spread evenly. The
	// server takes a closer one in its own time.
	for _, statement := range append(again.other, `ALTER TABLE quads ALTER ts DROP DEFAULT`, `SET LOCAL default_statistics_target = 20`, `ANALYZE nodes, quads`) {
		if _, err := tx.Exec(statement); err != nil {
			return 0, err
		}
	}
	return added, nil
}

// horizons is the sequence that numbers quads.
const horizons = `pg_get_serial_sequence('quads', 'horizon')`

// makeUnique makes an index that allows a quad only once, and says how many had
// to go first.
func makeUnique(tx *sql.Tx, statement string) (twice int64, err error) {
	if _, err := tx.Exec(`SAVEPOINT unique_index`); err != nil {
		return 0, err
	}
	_, err = tx.Exec(statement)
	var pe *pq.Error
	if !errors.As(err, &pe) || pe.Code != "23505" {
		return 0, err
	}
	if _, err := tx.Exec(`ROLLBACK TO SAVEPOINT unique_index`); err != nil {
		return 0, err
	}
	r, err := tx.Exec(`DELETE FROM quads USING (SELECT ctid AS at, row_number() OVER (PARTITION BY subject_hash, predicate_hash, object_hash, label_hash ORDER BY horizon) AS nth FROM quads) each
		WHERE quads.ctid = at AND nth > 1`)
	if err != nil {
		return 0, err
	}
	if twice, err = r.RowsAffected(); err != nil {
		return 0, err
	}
	_, err = tx.Exec(statement)
	return twice, err
}

// enterValues fills the empty table of values, with how often each is used:
// what was counted on the way in, if that is known.
func (s *staging) enterValues(tx *sql.Tx) error {
	if !s.sent && !s.again {
		order := make([]int, len(s.keys))
		for i := range order {
			order[i] = i
		}
		slices.SortFunc(order, func(a, b int) int { return bytes.Compare(s.keys[a][:], s.keys[b][:]) })
		return copyRows(s.conn, `nodes (hash, refs, `+valueColumns+`)`, len(order), func(i int) ([]any, error) {
			i = order[i]
			columns, err := columns(s.waiting[i])
			return append([]any{hashArg(s.keys[i]), s.uses[i]}, columns...), err
		})
	}
	if err := s.sendValues(); err != nil {
		return err
	}
	values, uses := `staged_nodes`, `used`
	if !s.again {
		err := copyLines(s.ctx, s.conn, `used (hash, n)`, func(l *lines) error {
			for i, h := range s.hashes {
				l.hash(h)
				l.tab()
				l.buf = strconv.AppendInt(l.buf, s.uses[i], 10)
				if err := l.end(); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	} else {
		values = `(SELECT DISTINCT ON (hash) * FROM staged_nodes ORDER BY hash)`
		uses = `(SELECT h AS hash, sum(n) AS n FROM (SELECT subject_hash AS h, count(*) AS n FROM quads GROUP BY 1 UNION ALL SELECT predicate_hash, count(*) FROM quads GROUP BY 1
			UNION ALL SELECT object_hash, count(*) FROM quads GROUP BY 1 UNION ALL SELECT label_hash, count(*) FROM quads WHERE label_hash IS NOT NULL GROUP BY 1) each_use GROUP BY h)`
	}
	_, err := tx.Exec(`INSERT INTO nodes (hash, refs, ` + valueColumns + `) SELECT hash, n, ` + valueColumns + ` FROM ` + values + ` v JOIN ` + uses + ` u USING (hash) ORDER BY hash`)
	return err
}

// merge adds what is staged to a store that holds something.
func merge(tx *sql.Tx) (int64, error) {
	_, err := tx.Exec(`ANALYZE staged; INSERT INTO fresh SELECT DISTINCT s, p, o, l FROM staged WHERE
		l IS NOT NULL AND NOT EXISTS (SELECT 1 FROM quads WHERE subject_hash = s AND predicate_hash = p AND object_hash = o AND label_hash = l) OR
		l IS NULL AND NOT EXISTS (SELECT 1 FROM quads WHERE subject_hash = s AND predicate_hash = p AND object_hash = o AND label_hash IS NULL)`)
	if err != nil {
		return 0, err
	}
	return enter(tx)
}

// indexes are statements that make indexes and keys.
type indexes struct{ unique, other []string }

// dropIndexes drops the keys and indexes of the tables, and gives the
// statements that make them again. The foreign keys hold for what is written
// later; of what is written now they need not be proved, which would take as
// long as an index each.
func dropIndexes(tx *sql.Tx) (again indexes, err error) {
	// Foreign keys go first and come last.
	rows, err := tx.Query(`SELECT 'ALTER TABLE quads DROP CONSTRAINT ' || quote_ident(conname),
			'ALTER TABLE quads ADD CONSTRAINT ' || quote_ident(conname) || ' ' || replace(pg_get_constraintdef(oid), ' NOT VALID', '') || ' NOT VALID'
		FROM pg_constraint WHERE conrelid = 'quads'::regclass AND contype = 'f' ORDER BY conname`)
	if err != nil {
		return again, err
	}
	drop, keys, err := pairs(rows)
	if err != nil {
		return again, err
	}
	// Cayley leaves half of every page of an index empty, for what comes later.
	// That is twice the pages to write and to log; half-full ones come about
	// by themselves where quads are added.
	rows, err = tx.Query(`SELECT 'DROP INDEX ' || indexrelid::regclass, replace(pg_get_indexdef(indexrelid), halves, '') || CASE WHEN pg_get_indexdef(indexrelid) LIKE '%' || halves
			THEN '; ALTER INDEX ' || indexrelid::regclass || ' SET (fillfactor = 50)' ELSE '' END
		FROM pg_index, (VALUES (' WITH (fillfactor=''50'')')) h(halves) WHERE indrelid = 'quads'::regclass AND NOT indisprimary ORDER BY indexrelid`)
	if err != nil {
		return again, err
	}
	dropIndexes, made, err := pairs(rows)
	if err != nil {
		return again, err
	}
	drop = append(drop, dropIndexes...)
	rows, err = tx.Query(`SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT ' || quote_ident(conname),
			'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid)
		FROM pg_constraint WHERE conrelid IN ('nodes'::regclass, 'quads'::regclass) AND contype = 'p' ORDER BY conrelid`)
	if err != nil {
		return again, err
	}
	dropPrimary, primary, err := pairs(rows)
	if err != nil {
		return again, err
	}
	drop = append(drop, dropPrimary...)
	if len(drop) > 0 {
		if _, err := tx.Exec(strings.Join(drop, "; ")); err != nil {
			return again, err
		}
	}
	for _, statement := range made {
		if strings.HasPrefix(statement, "CREATE UNIQUE ") {
			again.unique = append(again.unique, statement)
		} else {
			again.other = append(again.other, statement)
		}
	}
	again.other = slices.Concat(primary, again.other, keys)
	return again, nil
}

func pairs(rows *sql.Rows) (first, second []string, err error) {
	defer rows.Close()
	for rows.Next() {
		var a, b string
		if err := rows.Scan(&a, &b); err != nil {
			return nil, nil, err
		}
		first, second = append(first, a), append(second, b)
	}
	return first, second, rows.Err()
}

// Sorted streams every quad, those of one label together, labels in the order
// of their names; quads without a label come last. Memory does not grow.
func (s *Snapshot) Sorted(fn func(quad.Quad) error) error {
	const read = `SELECT subject_hash, predicate_hash, object_hash, label_hash FROM quads LEFT JOIN nodes ON hash = label_hash
		ORDER BY value_string COLLATE "C", label_hash`
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.tx.Exec(`SET LOCAL cursor_tuple_fraction = 1; SET LOCAL work_mem = '128MB'; DECLARE sorted NO SCROLL CURSOR FOR ` + read); err != nil {
		return s.failed(err)
	}
	known := map[hash]quad.Value{}
	for {
		batch, err := s.fetchHashes()
		if err != nil || len(batch) == 0 {
			return err
		}
		if len(known) > valuesKnown/4 {
			clear(known)
		}
		var want []hash
		for _, q := range batch {
			for _, h := range q {
				if _, ok := known[h]; !ok && h.Valid() {
					known[h] = nil
					want = append(want, h)
				}
			}
		}
		for chunk := range slices.Chunk(want, 4*together) {
			if err := s.read(chunk, func(h hash, v quad.Value) { known[h] = v }); err != nil {
				return err
			}
		}
		for _, hs := range batch {
			var q quad.Quad
			for i, d := range quad.Directions {
				if hs[i].Valid() {
					q.Set(d, known[hs[i]])
				}
			}
			if err := fn(q); err != nil {
				return err
			}
		}
	}
}

// OddLabels says whether there are quads without a label, or with one that is
// no IRI.
func (s *Snapshot) OddLabels() (odd bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	err = s.tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM quads WHERE label_hash IS NULL) OR EXISTS (SELECT 1 FROM nodes WHERE iri IS NOT TRUE
		AND EXISTS (SELECT 1 FROM quads WHERE label_hash = hash))`).Scan(&odd)
	return odd, s.failed(err)
}

func (s *Snapshot) fetchHashes() ([][4]graph.ValueHash, error) {
	rows, err := s.tx.Query(`FETCH 5000 FROM sorted`)
	if err != nil {
		return nil, s.failed(err)
	}
	defer rows.Close()
	var out [][4]hash
	var parts [4]sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&parts[0], &parts[1], &parts[2], &parts[3]); err != nil {
			return nil, s.failed(err)
		}
		var q [4]hash
		for i, part := range parts {
			copy(q[i][:], part)
		}
		out = append(out, q)
	}
	return out, s.failed(rows.Err())
}

// Compact gives the room of deleted rows back and brings the server's own
// knowledge of the tables up to date.
func (db *DB) Compact(ctx context.Context) error {
	if db.readOnly {
		return ErrReadOnly
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	c, err := db.connection(ctx)
	if err != nil {
		return err
	}
	for _, table := range []string{"nodes", "quads"} {
		if _, err := c.ExecContext(ctx, `VACUUM (FULL, ANALYZE) `+table); err != nil {
			return reason(err)
		}
	}
	return nil
}

// Size is how many bytes the tables take with their indexes; 0 if the server
// does not say.
func (db *DB) Size(ctx context.Context) (n int64) {
	err := db.pool.QueryRowContext(ctx, `SELECT pg_total_relation_size('nodes') + pg_total_relation_size('quads')`).Scan(&n)
	if err != nil {
		return 0
	}
	return n
}
