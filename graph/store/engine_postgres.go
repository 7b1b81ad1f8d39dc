package store

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"

	"entente/graph/store/postgres"
)

type postgresEngine struct {
	name string // of the database, without a password
	db   *postgres.DB
}

func createPostgres(url string) error { return postgres.Create(context.Background(), url) }

func openPostgres(ctx context.Context, url string, opts Options) (engine, error) {
	db, err := postgres.Open(ctx, url, postgres.Options{ReadOnly: opts.ReadOnly, Timeout: opts.Timeout})
	if err != nil {
		return nil, err
	}
	return &postgresEngine{name: postgres.Name(url), db: db}, nil
}

// postgresError says what to do about an error of a database, in the terms of
// this package.
func postgresError(name string, err error) error {
	switch {
	case errors.Is(err, postgres.ErrNotStore):
		return fmt.Errorf("store %s: %w: the database %w: make one with: entente load --db %s FILE", name, ErrNotExist, err, name)
	case errors.Is(err, postgres.ErrForeign):
		return fmt.Errorf("store %s: %w: the database %w", name, ErrNotStore, err)
	case errors.Is(err, postgres.ErrVersion):
		return fmt.Errorf("store %s %w (%w): use the program that made it, or copy there to an N-Quads file and load it here", name, ErrVersion, err)
	case errors.Is(err, postgres.ErrLocked):
		return fmt.Errorf("store %s %w: %w: wait until it ends, or load into another store", name, ErrLocked, err)
	case errors.Is(err, postgres.ErrGone):
		return fmt.Errorf("store %s: %w: nothing of this was stored; start the server and try again", name, err)
	}
	return fmt.Errorf("store %s: %w", name, err)
}

func (e *postgresEngine) snapshot(ctx context.Context) (*snapshot, error) {
	view, err := e.db.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	r := postgresReader{view}
	return newSnapshot(ctx, planner{newReadStore(ctx, r), r}, r, view.Close), nil
}

func (e *postgresEngine) current(ctx context.Context) (*snapshot, error) { return e.snapshot(ctx) }

func (e *postgresEngine) write(ctx context.Context, c *changes) error {
	return postgresWriteError(e.db.Write(ctx, c.add, c.del))
}

// bulk adds many quads in one transaction.
func (e *postgresEngine) bulk(ctx context.Context, quads iter.Seq2[quad.Quad, error]) (int64, error) {
	n, err := e.db.Bulk(ctx, quads)
	return n, postgresWriteError(err)
}

func postgresWriteError(err error) error {
	switch {
	case errors.Is(err, postgres.ErrGone):
		return fmt.Errorf("%w: nothing of this was stored; start the server and try again", err)
	case errors.Is(err, postgres.ErrChanged):
		return fmt.Errorf("%w: nothing of this was stored; try again", err)
	}
	return err
}

func (e *postgresEngine) version(ctx context.Context) (string, error) { return e.db.Version(ctx) }

func (e *postgresEngine) close() error { return e.db.Close() }

// postgresReader reads a database past Cayley.
type postgresReader struct{ *postgres.Snapshot }

func (r postgresReader) Cursor(pattern ids) cursor {
	return postgresCursor{r.Snapshot.Cursor(postgres.IDs(pattern))}
}

func (r postgresReader) Count(pattern ids) (n, cost int64) {
	return r.Snapshot.Count(postgres.IDs(pattern))
}

// Nodes goes through the values; the first number of each is the value's.
func (r postgresReader) Nodes() cursor { return postgresCursor{r.Snapshot.Nodes()} }

type postgresCursor struct{ *postgres.Cursor }

func (c postgresCursor) Quad() ids { return ids(c.Cursor.Quad()) }
