package postgres

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"

	"github.com/lib/pq"
)

// stateTable has one row, which is another after every write of ours, in the
// same transaction. Stock Cayley does not know it; what that adds is seen by
// the numbers of quads, what it deletes is not.
const stateTable = `CREATE TABLE IF NOT EXISTS entente_state (one boolean PRIMARY KEY DEFAULT true CHECK (one), version text NOT NULL)`

// mark notes that a transaction changes the store.
func mark(tx *sql.Tx) error {
	_, err := tx.Exec(`INSERT INTO entente_state (version) VALUES ($1) ON CONFLICT (one) DO UPDATE SET version = EXCLUDED.version`, rand.Text()[:16])
	return err
}

// Version names the state of the store: it changes with every write, of any
// process.
func (db *DB) Version(ctx context.Context) (string, error) {
	var newest int64
	var version string
	err := db.pool.QueryRowContext(ctx, `SELECT coalesce((SELECT max(horizon) FROM quads), 0), coalesce((SELECT version FROM entente_state), '')`).Scan(&newest, &version)
	var pe *pq.Error
	if errors.As(err, &pe) && pe.Code == "42P01" { // only stock Cayley has written here
		err = db.pool.QueryRowContext(ctx, `SELECT coalesce((SELECT max(horizon) FROM quads), 0)`).Scan(&newest)
	}
	if err != nil {
		return "", cmpErr(ctx, err)
	}
	return fmt.Sprintf("%d-%s", newest, version), nil
}
