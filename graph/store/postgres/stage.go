package postgres

import (
	"bytes"
	"context"
	"database/sql"
	"iter"
	"slices"
	"strconv"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// What is held of quads on their way to the server; tests lower it.
var (
	// rowsHeld is how many quads are sorted at once, 16 bytes each.
	rowsHeld = 1 << 20
	// valuesKnown bounds what is remembered of values: those that come again
	// later are sent again, and dropped by the server.
	valuesKnown = 1 << 20
	// bytesHeld bounds the values that wait.
	bytesHeld = 64 << 20
)

// staging is quads on their way to the server. They go there in the order in
// which most of Cayley's indexes are quickest to make: those of one object
// together. A server that gets rows in the order of an index need not sort
// them for it, and what it compares for the others lies close by.
type staging struct {
	ctx    context.Context
	conn   *sql.Conn
	into   string // the table of quads, with its columns
	number int64  // of the next quad; below 0 where the server gives them

	quads  int64
	rows   [][4]uint32 // quads that wait, as numbers of values; 0 is none
	recent map[quad.Value]uint32
	byHash map[hash]uint32
	hashes []hash  // by the number of the value, less 1
	uses   []int64 // likewise

	waiting []quad.Value // values that have not been sent
	keys    []hash       // of these
	size    int          // of these, about
	sent    bool         // whether some were
	again   bool         // whether some may have been sent twice, and their uses not be known
}

// stage sends quads and their values to tables of the session.
func stage(ctx context.Context, c *sql.Conn, quads iter.Seq2[quad.Quad, error]) error {
	s := newStaging(ctx, c, `staged (s, p, o, l)`)
	if err := s.take(quads); err != nil {
		return err
	}
	return s.sendValues()
}

func newStaging(ctx context.Context, c *sql.Conn, into string) *staging {
	return &staging{ctx: ctx, conn: c, into: into, number: -1, recent: map[quad.Value]uint32{}, byHash: map[hash]uint32{}}
}

// take sends all quads; values may wait still.
func (s *staging) take(quads iter.Seq2[quad.Quad, error]) error {
	for q, err := range quads {
		if err != nil {
			return err
		}
		var row [4]uint32
		for i, d := range quad.Directions {
			if v := q.Get(d); v != nil {
				row[i] = s.value(v)
			}
		}
		s.rows = append(s.rows, row)
		s.quads++
		if s.quads%10_000 == 0 {
			if err := s.ctx.Err(); err != nil {
				return err
			}
		}
		if s.size >= bytesHeld {
			if err := s.sendValues(); err != nil {
				return err
			}
		}
		if len(s.rows) >= rowsHeld || len(s.hashes) >= valuesKnown {
			if err := s.sendRows(); err != nil {
				return err
			}
		}
	}
	return s.sendRows()
}

// value gives a value its number.
func (s *staging) value(v quad.Value) uint32 {
	// Hashing is most of the work here, and the same values come again.
	n, ok := s.recent[v]
	if !ok {
		h := graph.HashOf(v)
		if n, ok = s.byHash[h]; !ok {
			s.hashes, s.uses = append(s.hashes, h), append(s.uses, 0)
			n = uint32(len(s.hashes))
			s.byHash[h] = n
			s.waiting, s.keys = append(s.waiting, v), append(s.keys, h)
			s.size += 64 + len(quad.ToString(v))
		}
		if len(s.recent) >= valuesKnown/8 {
			clear(s.recent)
		}
		s.recent[v] = n
	}
	s.uses[n-1]++
	return n
}

// sendRows sends the quads that wait.
func (s *staging) sendRows() error {
	order := make([]uint32, len(s.hashes)) // numbers, by hash
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return bytes.Compare(s.hashes[a][:], s.hashes[b][:]) })
	rank := make([]uint32, len(order)+1)
	for i, n := range order {
		rank[n+1] = uint32(i + 1)
	}
	for i, row := range s.rows {
		for j, n := range row {
			s.rows[i][j] = rank[n]
		}
	}
	slices.SortFunc(s.rows, func(a, b [4]uint32) int {
		for _, i := range [...]int{2, 1, 0, 3} { // object, predicate, subject, label
			if a[i] != b[i] {
				if a[i] < b[i] {
					return -1
				}
				return 1
			}
		}
		return 0
	})
	err := copyLines(s.ctx, s.conn, s.into, func(l *lines) error {
		for _, row := range s.rows {
			if s.number >= 0 {
				l.buf = strconv.AppendInt(l.buf, s.number, 10)
				l.tab()
				s.number++
			}
			for i, n := range row {
				if i > 0 {
					l.tab()
				}
				if n == 0 {
					l.hash(hash{})
				} else {
					l.hash(s.hashes[order[n-1]])
				}
			}
			if err := l.end(); err != nil {
				return err
			}
		}
		return nil
	})
	s.rows = s.rows[:0]
	if len(s.hashes) >= valuesKnown {
		s.hashes, s.uses, s.again = s.hashes[:0], s.uses[:0], true
		clear(s.recent)
		clear(s.byHash)
	}
	return err
}

// sendValues sends the values that wait to a table of the session.
func (s *staging) sendValues() error {
	err := copyRows(s.conn, `staged_nodes (hash, `+valueColumns+`)`, len(s.waiting), func(i int) ([]any, error) {
		columns, err := columns(s.waiting[i])
		return append([]any{hashArg(s.keys[i])}, columns...), err
	})
	s.sent = s.sent || len(s.waiting) > 0
	s.waiting, s.keys, s.size = s.waiting[:0], s.keys[:0], 0
	return err
}
