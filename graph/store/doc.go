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
// # Reading
//
// Every read works on a snapshot: it sees the store as it stood when the read
// began, from any goroutine, while a load goes on. Writing inside a loop over
// a result is allowed. A snapshot lives until the loop or the call ends, and
// [Store.Close] waits for it.
//
// # Faults of Cayley v0.7.7, and where they are stopped
//
//   - A batch that fails leaves Cayley's caches ahead of the file, and later
//     quads lose values: every write and every read gets a fresh Cayley store
//     over the open file (engine_bolt.go).
//   - Readers and a writer deadlock on bolt: one transaction a read, and a
//     map that does not move (package bolt).
//   - Reading the memory store while it is written kills the process: readers
//     hold a generation that no longer changes (engine_memory.go).
//   - Counting edges that do not exist fails with "kv: not found", deleted
//     quads are counted, nodes outlive their last quad, adding a quad twice
//     miscounts its nodes, deleting under an unknown label deletes the quad
//     without a label: only quads known to be new are added and only quads
//     known to be there deleted, by our own writer on bolt (package bolt).
//   - A second process waits for ever on a locked file: lock.go.
//   - Opening reads the whole store: the filter it builds is left out, for it
//     only saves look-ups that the indexes can answer.
//   - A wrong argument to some Gizmo methods kills the process: gizmo.go.
package store
