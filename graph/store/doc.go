// Package store keeps claims in the Cayley graph database and reads them
// back: it opens, writes, looks up, finds paths and runs Gizmo. It is the
// only package that imports Cayley, and the one place where the faults of
// Cayley v0.7.7 are kept from users.
//
// # Writing
//
// A [Loader] is a [graph.Sink]. What it is given between Begin and End goes
// into the store in one transaction at End: all of a source or nothing of it.
// Loading a source again adds what is missing; a source whose text has
// changed (another SHA-256) replaces its old claims.
//
// A large source that is new is not held in memory where the backend can do
// without (load_spool.go), and many quads at once, or N-Quads text, go in by
// [Store.Bulk] and [Store.BulkNQuads].
//
// # Reading
//
// Every read works on a snapshot: it sees the store as it stood when the read
// began, from any goroutine, while a load goes on. Writing inside a loop over
// a result is allowed. A snapshot lives until the loop or the call ends, and
// [Store.Close] waits for it.
//
// # Faults of Cayley v0.7.7, and where they are stopped
//
// On bolt (the kv backends):
//
//   - A batch that fails leaves the caches ahead of the file, and later quads
//     lose values; so does a batch that adds and deletes. Counting edges that
//     a node does not have fails, deleted quads are counted, values outlive
//     their last quad, the file grows with every reload, and deleting under an
//     unknown label deletes the quad without a label. Package bolt writes
//     Cayley's layout itself, and every read gets a fresh Cayley store.
//   - Readers and a writer wait for each other for ever: a read is one
//     transaction, over a map that does not move (package bolt).
//   - A second process waits for ever on a locked file: lock.go, announce.go.
//   - Opening reads the whole store: the filter it builds is left out, for it
//     only saves look-ups that the indexes answer.
//   - Damaged pages end the process: guard.go.
//
// On the memory store: reading while writing ends the process, and readers
// race with each other; they hold a generation that no longer changes
// (engine_memory.go). Deleting many quads takes for ever, counting all values
// counts the quads, too (the same file).
//
// On PostgreSQL: names are read outside of the query's transaction and lost on
// errors, a row is a statement, values outlive their last quad, some texts
// change: package postgres, which keeps Cayley's tables but reads and writes
// them itself.
//
// In Gizmo:
//
//   - A wrong argument to some methods ends the process, errors have no place,
//     and a result that is cut says nothing: gizmo.go, gizmo_run.go.
//   - A path of two steps may read the whole store at each: plan.go.
//   - Going both ways from nodes that do not exist ends the process (plan.go),
//     and paths by which a node is reached are lost: plan_iterate.go,
//     plan_union.go. What is left of this: where a node has several values of
//     each of two saved predicates, each value is given, and not every pair.
//   - getLimit(n) holds for the rest of the script, as it does in stock Cayley.
package store
