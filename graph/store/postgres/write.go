package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/lib/pq"
)

// stagingTables are the writer's own: quads and values on their way in.
const stagingTables = `
	CREATE TEMP TABLE IF NOT EXISTS staged (s bytea, p bytea, o bytea, l bytea) ON COMMIT DELETE ROWS;
	CREATE TEMP TABLE IF NOT EXISTS fresh (s bytea, p bytea, o bytea, l bytea) ON COMMIT DELETE ROWS;
	CREATE TEMP TABLE IF NOT EXISTS staged_nodes (hash bytea, value bytea, value_string text, datatype text, language text,
		iri boolean, bnode boolean, value_int bigint, value_bool boolean, value_float double precision, value_time timestamptz) ON COMMIT DELETE ROWS;
	CREATE TEMP TABLE IF NOT EXISTS used (hash bytea, n bigint) ON COMMIT DELETE ROWS`

// inTx runs fn in a transaction of the writer's connection.
func (db *DB) inTx(ctx context.Context, fn func(*sql.Conn, *sql.Tx) error) error {
	if db.readOnly {
		return ErrReadOnly
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	c, err := db.connection(ctx)
	if err != nil {
		return cmpErr(ctx, err)
	}
	tx, err := c.BeginTx(ctx, nil)
	if err != nil {
		return cmpErr(ctx, err)
	}
	defer tx.Rollback() // does nothing after Commit
	if err := fn(c, tx); err != nil {
		return cmpErr(ctx, err)
	}
	if err := mark(tx); err != nil {
		return cmpErr(ctx, err)
	}
	return cmpErr(ctx, tx.Commit())
}

// cmpErr prefers the context's error to what the driver makes of it.
func cmpErr(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return reason(err)
}

// Write adds and deletes quads in one transaction: all, or, on error, none.
// No quad may stand twice; those to add must not be in the store and those to
// delete must be.
//
// A server that gives a transaction up because of another one – as those do
// that are told to run all as if one after the other – is asked again.
func (db *DB) Write(ctx context.Context, add, del []quad.Quad) error {
	for attempt := 1; ; attempt++ {
		err := db.writeOnce(ctx, add, del)
		if attempt == attempts || !errors.Is(err, errAgain) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(attempt*attempt) * 5 * time.Millisecond):
		}
	}
}

// attempts is how often a transaction is tried.
const attempts = 8

// errAgain is a transaction that did nothing and may succeed if it is tried
// again.
var errAgain = errors.New("the server gave the transaction up because of another one")

func (db *DB) writeOnce(ctx context.Context, add, del []quad.Quad) error {
	return db.inTx(ctx, func(c *sql.Conn, tx *sql.Tx) error {
		if len(add) > 0 {
			list := func(yield func(quad.Quad, error) bool) {
				for _, q := range add {
					if !yield(q, nil) {
						return
					}
				}
			}
			if err := stage(ctx, c, list); err != nil {
				return err
			}
			if _, err := tx.Exec(`INSERT INTO fresh SELECT * FROM staged`); err != nil {
				return err
			}
			if n, err := enter(tx); err != nil {
				return err
			} else if n != int64(len(add)) {
				return fmt.Errorf("%w: it holds %d of the quads to be added already", ErrChanged, int64(len(add))-n)
			}
		}
		if len(del) > 0 {
			return remove(c, tx, del)
		}
		return nil
	})
}

// enter moves what stands in the table fresh, which the store must not have,
// into the store, and gives the number of quads.
func enter(tx *sql.Tx) (int64, error) {
	const nodes = `INSERT INTO nodes (hash, refs, ` + valueColumns + `)
		SELECT hash, n, ` + valueColumns + ` FROM (SELECT DISTINCT ON (hash) * FROM staged_nodes ORDER BY hash) v JOIN
		(SELECT h AS hash, count(*) AS n FROM (SELECT s AS h FROM fresh UNION ALL SELECT p FROM fresh UNION ALL SELECT o FROM fresh
		UNION ALL SELECT l FROM fresh WHERE l IS NOT NULL) uses GROUP BY h) used USING (hash) ORDER BY hash
		ON CONFLICT (hash) DO UPDATE SET refs = nodes.refs + EXCLUDED.refs`
	if _, err := tx.Exec(nodes); err != nil {
		return 0, err
	}
	r, err := tx.Exec(`INSERT INTO quads (subject_hash, predicate_hash, object_hash, label_hash, ts) SELECT s, p, o, l, now() FROM fresh ON CONFLICT DO NOTHING`)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// remove deletes quads, and values that no quad uses any more.
func remove(c *sql.Conn, tx *sql.Tx, quads []quad.Quad) error {
	if _, err := tx.Exec(`TRUNCATE staged, fresh`); err != nil {
		return err
	}
	var touched [][]byte
	seen := map[hash]bool{}
	err := copyRows(c, `staged (s, p, o, l)`, len(quads), func(i int) ([]any, error) {
		out := make([]any, 4)
		for j, d := range quad.Directions {
			v := quads[i].Get(d)
			if v == nil {
				continue
			}
			h := graph.HashOf(v)
			out[j] = h[:]
			if !seen[h] {
				seen[h] = true
				touched = append(touched, h[:])
			}
		}
		return out, nil
	})
	if err != nil {
		return err
	}
	var gone int64
	for _, label := range []string{`label_hash = l`, `label_hash IS NULL AND l IS NULL`} {
		r, err := tx.Exec(`DELETE FROM quads USING staged WHERE subject_hash = s AND predicate_hash = p AND object_hash = o AND ` + label)
		if err != nil {
			return err
		}
		n, err := r.RowsAffected()
		if err != nil {
			return err
		}
		gone += n
	}
	if gone != int64(len(quads)) {
		return fmt.Errorf("%w: it does not hold %d of the %d quads to be deleted", ErrChanged, int64(len(quads))-gone, len(quads))
	}
	_, err = tx.Exec(`UPDATE nodes SET refs = refs - n FROM (SELECT h, count(*) AS n FROM (SELECT s AS h FROM staged UNION ALL SELECT p FROM staged
		UNION ALL SELECT o FROM staged UNION ALL SELECT l FROM staged WHERE l IS NOT NULL) uses GROUP BY h) used WHERE nodes.hash = h`)
	if err != nil {
		return err
	}
	// The count may be too high, where stock Cayley has written; the quads
	// themselves say.
	_, err = tx.Exec(`DELETE FROM nodes WHERE hash = ANY($1) AND NOT EXISTS (SELECT 1 FROM quads WHERE subject_hash = hash)
		AND NOT EXISTS (SELECT 1 FROM quads WHERE object_hash = hash) AND NOT EXISTS (SELECT 1 FROM quads WHERE predicate_hash = hash)
		AND NOT EXISTS (SELECT 1 FROM quads WHERE label_hash = hash)`, pq.ByteaArray(touched))
	return err
}
