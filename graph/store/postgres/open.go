package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/cayleygraph/cayley/clog"
	"github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/graph/sql/postgres" // registers Cayley's backend "postgres"
	"github.com/lib/pq"
)

// What can be wrong with a database. Texts say what was found; the caller
// adds which it was.
var (
	ErrNotStore = errors.New("holds no Cayley store")
	ErrForeign  = errors.New("holds tables of another program")
	ErrVersion  = errors.New("has another format version")
	ErrLocked   = errors.New("is locked")
	ErrReadOnly = errors.New("the database was opened for reading only")
	ErrChanged  = errors.New("was changed by another program meanwhile")
	ErrGone     = errors.New("the server ended the connection")
	ErrServer   = errors.New("is on a server that is not PostgreSQL")
)

// format is what the comment on the table of quads says.
const format = "Entente format 1"

// lockKey is the first number of the advisory lock that a writer holds; the
// second is of the schema that the tables are in.
const lockKey = `1701737572, hashtext(current_schema())`

// Options say how to open a database.
type Options struct {
	ReadOnly bool
	Timeout  time.Duration // how long to wait for another writer
}

// DB is a database with Cayley's tables.
type DB struct {
	pool     *sql.DB
	readOnly bool
	timeout  time.Duration

	mu     sync.Mutex // guards writer, and is held over a write
	writer *sql.Conn  // holds the advisory lock; nil while there is no connection
}

// Name is a URL as it may be shown: without its password.
func Name(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "postgres://…"
	}
	q := u.Query()
	if q.Has("password") {
		q.Set("password", "xxxxx")
		u.RawQuery = q.Encode()
	}
	return u.Redacted()
}

// connect opens a pool. It connects once, to be told now what is wrong.
func connect(ctx context.Context, address string) (*sql.DB, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("the address is no URL: postgres://USER:PASSWORD@HOST/DATABASE") // the parser's own error shows the password
	}
	q := u.Query()
	if !q.Has("application_name") {
		q.Set("application_name", "entente")
		u.RawQuery = q.Encode()
	}
	c, err := pq.NewConnector(u.String())
	if err != nil {
		return nil, err
	}
	pool := sql.OpenDB(c)
	pool.SetMaxIdleConns(4)
	var version string
	if err := pool.QueryRowContext(ctx, `SELECT version()`).Scan(&version); err != nil {
		pool.Close()
		return nil, reason(err)
	}
	// CockroachDB speaks the same protocol, and lacks what a writer here stands
	// on: advisory locks that hold, temporary tables that are emptied by every
	// commit, ctid. It would seem to work, and let two writers in.
	if !strings.HasPrefix(version, "PostgreSQL ") {
		pool.Close()
		name, _, _ := strings.Cut(version, " ")
		return nil, fmt.Errorf("%w but %s: its locks and temporary tables are others, so a store there would not be safe; name a database of a PostgreSQL server", ErrServer, name)
	}
	return pool, nil
}

// Holds says whether a database holds a Cayley store.
func Holds(ctx context.Context, address string) (bool, error) {
	pool, err := connect(ctx, address)
	if err != nil {
		return false, err
	}
	defer pool.Close()
	err = checkTables(ctx, pool)
	if errors.Is(err, ErrNotStore) {
		return false, nil
	}
	return err == nil, err
}

// checkTables says whether the tables are Cayley's.
func checkTables(ctx context.Context, pool *sql.DB) error {
	var nodes, quads bool
	err := pool.QueryRowContext(ctx, `SELECT to_regclass('nodes') IS NOT NULL, to_regclass('quads') IS NOT NULL`).Scan(&nodes, &quads)
	switch {
	case err != nil:
		return reason(err)
	case !nodes && !quads:
		return ErrNotStore
	}
	var columns int
	err = pool.QueryRowContext(ctx, `SELECT count(*) FROM pg_attribute WHERE NOT attisdropped AND (
		attrelid = to_regclass('nodes') AND attname IN ('hash', 'refs', 'value', 'value_string', 'datatype', 'language', 'iri', 'bnode', 'value_int', 'value_bool', 'value_float', 'value_time') OR
		attrelid = to_regclass('quads') AND attname IN ('horizon', 'subject_hash', 'predicate_hash', 'object_hash', 'label_hash', 'ts'))`).Scan(&columns)
	if err != nil {
		return reason(err)
	}
	if columns != 18 {
		return fmt.Errorf("%w: nodes and quads do not have Cayley's columns; name an empty database", ErrForeign)
	}
	var comment sql.NullString
	if err := pool.QueryRowContext(ctx, `SELECT obj_description(to_regclass('quads'), 'pg_class')`).Scan(&comment); err != nil {
		return reason(err)
	}
	// A store that stock Cayley made has no mark of ours, and is welcome.
	if strings.HasPrefix(comment.String, "Entente format ") && comment.String != format {
		return fmt.Errorf("%w: %s; this program reads %s", ErrVersion, comment.String, format)
	}
	return nil
}

// Create makes an empty store in a database that has none.
func Create(ctx context.Context, address string) error {
	quiet.Do(func() { clog.SetLogger(silent{}) })
	pool, err := connect(ctx, address)
	if err != nil {
		return err
	}
	defer pool.Close()
	if err := graph.InitQuadStore("postgres", address, nil); err != nil {
		return reason(err)
	}
	_, err = pool.ExecContext(ctx, `CREATE INDEX IF NOT EXISTS `+labelIndex+`; COMMENT ON TABLE quads IS '`+format+`'`)
	return reason(err)
}

const labelIndex = `entente_label ON quads (label_hash, subject_hash)`

// Cayley's backend logs what it also returns.
var quiet sync.Once

type silent struct{}

func (silent) Infof(string, ...any)           {}
func (silent) Warningf(string, ...any)        {}
func (silent) Errorf(string, ...any)          {}
func (silent) Fatalf(format string, v ...any) { log.Fatalf(format, v...) }
func (silent) V(int) bool                     { return false }
func (silent) SetV(int)                       {}

// Open opens a database that holds a store. A writer holds an advisory lock,
// so that there is one; readers are not kept out, nor is stock Cayley.
func Open(ctx context.Context, address string, opts Options) (*DB, error) {
	pool, err := connect(ctx, address)
	if err != nil {
		return nil, err
	}
	db := &DB{pool: pool, readOnly: opts.ReadOnly, timeout: opts.Timeout}
	err = checkTables(ctx, pool)
	if err == nil && !opts.ReadOnly {
		_, err = db.connection(ctx)
	}
	if err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// connection is the writer's, with the lock. One that broke is made anew.
func (db *DB) connection(ctx context.Context) (*sql.Conn, error) {
	if db.writer != nil {
		if db.writer.PingContext(ctx) == nil {
			return db.writer, nil
		}
		db.writer.Close()
		db.writer = nil
	}
	c, err := db.pool.Conn(ctx)
	if err != nil {
		return nil, reason(err)
	}
	var got bool
	for began := time.Now(); !got; {
		if err := c.QueryRowContext(ctx, `SELECT pg_try_advisory_lock(`+lockKey+`)`).Scan(&got); err != nil {
			c.Close()
			return nil, reason(err)
		}
		if !got && time.Since(began) > db.timeout {
			break
		}
		if !got {
			time.Sleep(20 * time.Millisecond)
		}
	}
	if !got {
		defer c.Close()
		return nil, lockedBy(ctx, c)
	}
	for _, statement := range []string{
		`SET client_min_messages = warning`, `SET work_mem = '128MB'`, `SET maintenance_work_mem = '256MB'`,
		`CREATE INDEX IF NOT EXISTS ` + labelIndex, stateTable, stagingTables,
	} {
		if _, err := c.ExecContext(ctx, statement); err != nil {
			c.Close()
			return nil, reason(err)
		}
	}
	db.writer = c
	return c, nil
}

// lockedBy says which program writes into a database.
func lockedBy(ctx context.Context, c *sql.Conn) error {
	var pid int
	var program, from, since string
	err := c.QueryRowContext(ctx, `SELECT a.pid, a.application_name, coalesce(host(a.client_addr), 'this machine'), to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS')
		FROM pg_locks l JOIN pg_stat_activity a USING (pid)
		WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
		AND (l.classid::bigint, l.objid::bigint) IN (SELECT a, b & 4294967295 FROM (VALUES (1701737572::bigint, hashtext(current_schema())::bigint)) k(a, b))
		AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`).Scan(&pid, &program, &from, &since)
	if err != nil {
		return ErrLocked
	}
	return fmt.Errorf("%w by %s, connected from %s since %s (server process %d)", ErrLocked, program, from, since, pid)
}

// Close closes the connections; it waits for none that reads.
func (db *DB) Close() error {
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.writer != nil {
		// The server takes its time to see that a connection is closed.
		_, _ = db.writer.ExecContext(context.Background(), `SELECT pg_advisory_unlock_all()`)
		_ = db.writer.Raw(func(any) error { return errBad })
		db.writer.Close()
		db.writer = nil
	}
	return db.pool.Close()
}

// reason makes an error of the driver's one that people understand.
func reason(err error) error {
	var pe *pq.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &pe):
		switch pe.Code {
		case "57P01", "57P02", "57P03":
			return fmt.Errorf("%w: %s", ErrGone, pe.Message)
		case "40001", "40P01":
			return fmt.Errorf("%w: %s (%s)", errAgain, pe.Message, pe.Code)
		case "53100":
			return fmt.Errorf("the server's disk is full: %s", pe.Message)
		case "57014":
			return context.Canceled
		}
		if pe.Detail != "" {
			return fmt.Errorf("%s: %s (%s)", pe.Message, pe.Detail, pe.Code)
		}
		return fmt.Errorf("%s (%s)", pe.Message, pe.Code)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, errBad), isNetwork(err):
		return fmt.Errorf("%w: %w", ErrGone, err)
	}
	return err
}
