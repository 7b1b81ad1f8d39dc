package postgres

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/lib/pq"
)

// IDs are the numbers of a quad's subject, predicate, object and label; 0
// where there is no label and, in patterns, where anything goes. A number
// holds within one [Snapshot]: the database itself knows values by hash.
type IDs = [4]uint64

// Snapshot is the database as it stood at one moment: one transaction of one
// connection, which several goroutines may use.
type Snapshot struct {
	ctx    context.Context
	cancel context.CancelFunc

	mu     sync.Mutex
	tx     *sql.Tx
	closed []string // cursors to be closed with the next statement
	opened int      // cursors so far

	numbers map[hash]uint64
	hashes  []hash // by number - 1
	values  []quad.Value
	asked   []uint64 // numbers given out whose values nobody has asked for yet
	quads   int64    // -1 until counted
	labels  bool
}

// Snapshot begins a transaction that serves every read of a query; reads fail
// once ctx is done. The caller must Close it.
func (db *DB) Snapshot(ctx context.Context) (*Snapshot, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	s := &Snapshot{ctx: ctx, cancel: cancel, numbers: map[hash]uint64{}, quads: -1}
	var err error
	for range 2 { // a pooled connection may have broken since it was used
		s.tx, err = db.pool.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
		if err == nil {
			// The first statement takes the snapshot.
			err = s.tx.QueryRow(`SELECT to_regclass('entente_label') IS NOT NULL`).Scan(&s.labels)
		}
		if !errors.Is(reason(err), ErrGone) {
			break
		}
	}
	if err != nil {
		cancel()
		return nil, s.failed(err)
	}
	return s, nil
}

// Close ends the transaction.
func (s *Snapshot) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.tx.Rollback()
	s.cancel()
	if errors.Is(err, sql.ErrTxDone) {
		return nil // the context ended it
	}
	return reason(err)
}

// failed tells the end of the context from other errors.
func (s *Snapshot) failed(err error) error {
	if err == nil {
		return nil
	}
	if ctx := s.ctx.Err(); ctx != nil {
		return ctx
	}
	return reason(err)
}

// number gives a hash its number in this snapshot. The caller holds s.mu.
func (s *Snapshot) number(h hash) uint64 {
	if !h.Valid() {
		return 0
	}
	if n, ok := s.numbers[h]; ok {
		return n
	}
	s.hashes = append(s.hashes, h)
	s.values = append(s.values, nil)
	n := uint64(len(s.hashes))
	s.numbers[h] = n
	s.asked = append(s.asked, n)
	return n
}

// together is how many values are read at once.
const together = 500

// ID is the number of a value; 0 if the database does not have it.
func (s *Snapshot) ID(v quad.Value) (uint64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	h := graph.HashOf(v)
	if n, ok := s.numbers[h]; ok {
		return n, nil
	}
	var there bool
	if err := s.tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM nodes WHERE hash = ` + literal(h) + `)`).Scan(&there); err != nil || !there {
		return 0, s.failed(err)
	}
	n := s.number(h)
	s.values[n-1] = v
	return n, nil
}

// Value is the value that has a number. Others that are likely to be asked
// for are read with it.
func (s *Snapshot) Value(id uint64) (quad.Value, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.ctx.Err(); err != nil {
		return nil, err
	}
	if id == 0 || id > uint64(len(s.values)) {
		return nil, fmt.Errorf("number %d is no value", id)
	}
	if v := s.values[id-1]; v != nil {
		return v, nil
	}
	want := []hash{s.hashes[id-1]}
	for len(s.asked) > 0 && len(want) < together {
		n := s.asked[len(s.asked)-1]
		s.asked = s.asked[:len(s.asked)-1]
		if n != id && s.values[n-1] == nil {
			want = append(want, s.hashes[n-1])
		}
	}
	err := s.read(want, func(h hash, v quad.Value) { s.values[s.numbers[h]-1] = v })
	if err != nil {
		return nil, err
	}
	if v := s.values[id-1]; v != nil {
		return v, nil
	}
	return nil, fmt.Errorf("the value with the hash %x is referred to and missing", s.hashes[id-1][:])
}

// read reads values by their hashes. The caller holds s.mu.
func (s *Snapshot) read(want []hash, fn func(hash, quad.Value)) error {
	keys := make([][]byte, len(want))
	for i := range want {
		keys[i] = want[i][:]
	}
	rows, err := s.tx.Query(`SELECT hash, `+valueColumns+` FROM nodes WHERE hash = ANY($1)`, pq.ByteaArray(keys))
	if err != nil {
		return s.failed(err)
	}
	defer rows.Close()
	for rows.Next() {
		var key []byte
		var r row
		if err := rows.Scan(append([]any{&key}, r.fields()...)...); err != nil {
			return s.failed(err)
		}
		v, err := r.value()
		if err != nil || v == nil || len(key) != len(hash{}) {
			return fmt.Errorf("the value with the hash %x cannot be read: %v", key, err)
		}
		fn(hash(key), v)
	}
	return s.failed(rows.Err())
}

// literal writes a hash as SQL does.
func literal(h hash) string { return `'\x` + hex.EncodeToString(h[:]) + `'::bytea` }

var directions = [4]string{"subject_hash", "predicate_hash", "object_hash", "label_hash"}

// where is the condition that quads fit a pattern.
func (s *Snapshot) where(pattern IDs) string {
	var parts []string
	for i, id := range pattern {
		if id == 0 {
			continue
		}
		if id > uint64(len(s.hashes)) {
			return " WHERE false"
		}
		parts = append(parts, directions[i]+" = "+literal(s.hashes[id-1]))
	}
	if len(parts) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(parts, " AND ")
}

// Cursor goes through the quads that fit a pattern, some at a time.
type Cursor struct {
	snap  *Snapshot
	query string
	width int // columns
	name  string
	batch []IDs
	at    int
	last  bool // there are no more batches
	err   error
}

// Cursor opens a cursor.
func (s *Snapshot) Cursor(pattern IDs) *Cursor {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &Cursor{snap: s, query: `SELECT subject_hash, predicate_hash, object_hash, label_hash FROM quads` + s.where(pattern), width: 4}
}

// Nodes goes through the values that quads use; each is the first of the
// numbers.
func (s *Snapshot) Nodes() *Cursor {
	return &Cursor{snap: s, width: 1, query: `SELECT hash FROM nodes n WHERE
		EXISTS (SELECT 1 FROM quads WHERE subject_hash = n.hash) OR EXISTS (SELECT 1 FROM quads WHERE object_hash = n.hash) OR
		EXISTS (SELECT 1 FROM quads WHERE predicate_hash = n.hash) OR EXISTS (SELECT 1 FROM quads WHERE label_hash = n.hash)`}
}

// The first batch is small: most lists are.
const firstBatch, nextBatch = 100, 2000

// Next goes to the next quad; false at the end, and on errors.
func (c *Cursor) Next() bool {
	if c.err != nil {
		return false
	}
	if c.at++; c.at < len(c.batch) {
		return true
	}
	if c.last {
		return false
	}
	c.err = c.fetch()
	return c.err == nil && len(c.batch) > 0
}

// fetch reads the next batch; the first opens the server's cursor by the same
// round trip.
func (c *Cursor) fetch() error {
	s := c.snap
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.ctx.Err(); err != nil {
		return err
	}
	var statement strings.Builder
	for _, name := range s.closed {
		statement.WriteString("CLOSE " + name + "; ")
	}
	s.closed = s.closed[:0]
	n := nextBatch
	if c.name == "" {
		n = firstBatch
		s.opened++
		c.name = "c" + strconv.Itoa(s.opened)
		statement.WriteString("DECLARE " + c.name + " NO SCROLL CURSOR FOR " + c.query + "; ")
	}
	statement.WriteString("FETCH " + strconv.Itoa(n) + " FROM " + c.name)
	rows, err := s.tx.Query(statement.String())
	if err != nil {
		return s.failed(err)
	}
	defer rows.Close()
	c.batch, c.at = c.batch[:0], 0
	parts := make([]sql.RawBytes, c.width)
	into := make([]any, c.width)
	for i := range parts {
		into[i] = &parts[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return s.failed(err)
		}
		var q IDs
		for i, part := range parts {
			if len(part) == len(hash{}) {
				q[i] = s.number(hash(part))
			}
		}
		c.batch = append(c.batch, q)
	}
	if err := rows.Err(); err != nil {
		return s.failed(err)
	}
	if len(c.batch) < n {
		c.last = true
		s.closed = append(s.closed, c.name)
	}
	return nil
}

// Quad is the quad that the cursor is at.
func (c *Cursor) Quad() IDs { return c.batch[c.at] }

// Err says why Next returned false, if not for the end.
func (c *Cursor) Err() error { return c.err }

// Close ends the cursor.
func (c *Cursor) Close() error {
	if c.name != "" && !c.last {
		c.last, c.batch = true, nil
		c.snap.mu.Lock()
		c.snap.closed = append(c.snap.closed, c.name)
		c.snap.mu.Unlock()
	}
	return nil
}

// counted is how many quads are counted one by one before the server's own
// guess is taken.
const counted = 1000

// Count says about how many quads fit a pattern; indexes give them, so that
// one has to be read to find one.
func (s *Snapshot) Count(pattern IDs) (n, cost int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	from := ` FROM quads` + s.where(pattern)
	if err := s.tx.QueryRow(`SELECT count(*) FROM (SELECT 1` + from + ` LIMIT ` + strconv.Itoa(counted) + `) few`).Scan(&n); err != nil || n < counted {
		return n, 1
	}
	var plan string
	if err := s.tx.QueryRow(`EXPLAIN (FORMAT JSON) SELECT 1` + from).Scan(&plan); err == nil {
		if _, rest, ok := strings.Cut(plan, `"Plan Rows": `); ok {
			guess, _ := strconv.ParseInt(rest[:strings.IndexAny(rest, ",\n ")], 10, 64)
			n = max(n, guess)
		}
	}
	return n, 1
}

// Labels calls fn with the number of every label, and with 0 if there are
// quads without one.
func (s *Snapshot) Labels(fn func(uint64) bool) error {
	// The distinct values of an index's first column, from one to the next:
	// PostgreSQL would read the whole index to find them.
	c := &Cursor{snap: s, width: 1, query: `WITH RECURSIVE l(h) AS (
		(SELECT label_hash FROM quads WHERE label_hash IS NOT NULL ORDER BY label_hash LIMIT 1)
		UNION ALL SELECT (SELECT label_hash FROM quads WHERE label_hash > l.h ORDER BY label_hash LIMIT 1) FROM l WHERE l.h IS NOT NULL)
		SELECT h FROM l WHERE h IS NOT NULL UNION ALL SELECT NULL WHERE EXISTS (SELECT 1 FROM quads WHERE label_hash IS NULL)`}
	if !s.labels {
		c.query = `SELECT DISTINCT label_hash FROM quads`
	}
	defer c.Close()
	for c.Next() {
		if !fn(c.Quad()[0]) {
			return nil
		}
	}
	return c.Err()
}

// HasLabels says whether the quads of one label are found by an index.
func (s *Snapshot) HasLabels() bool { return s.labels }

// Quads is the number of quads, counted.
func (s *Snapshot) Quads() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.quads < 0 {
		if err := s.tx.QueryRow(`SELECT count(*) FROM quads`).Scan(&s.quads); err != nil {
			s.quads = -1
			return 0
		}
	}
	return s.quads
}
