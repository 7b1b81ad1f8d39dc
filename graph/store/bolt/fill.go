package bolt

import (
	"context"
	"iter"

	"github.com/cayleygraph/quad"
)

// fillBatch is how many quads one transaction of [DB.Fill] carries. Everything
// of a transaction is in memory, some 700 bytes a quad; each but the first
// goes through the pages of the values again, which are all over the file.
const fillBatch = 1_000_000

// Fill adds many quads, none of which may be in the store or come twice, in
// few transactions. It is for a store that nobody else has seen yet: after an
// error some of them may be there.
func (db *DB) Fill(ctx context.Context, quads iter.Seq2[quad.Quad, error]) error {
	db.bolt.NoSync = true
	defer func() { db.bolt.NoSync = false }()
	w := newWriter(ctx, db.indexes)
	for q, err := range quads {
		if err != nil {
			return err
		}
		if w.add(q); len(w.added) == fillBatch {
			if err := w.write(db); err != nil {
				return err
			}
			w = newWriter(ctx, db.indexes)
		}
	}
	if len(w.added) > 0 {
		if err := w.write(db); err != nil {
			return err
		}
	}
	return db.bolt.Sync()
}
