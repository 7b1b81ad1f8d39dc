// Package bolt is the key-value backend under Cayley's kv store: bbolt behind
// the interface of github.com/hidal-go/hidalgo/kv, with the same buckets and
// keys as Cayley v0.7.7 writes, so that the stock cayley program opens the
// files and this package opens the files of stock cayley.
//
// It differs from hidalgo's own bolt backend in what a user would notice:
//
//   - it stands on go.etcd.io/bbolt, where hidalgo's stands on the archived
//     boltdb/bolt, which dies under the race detector;
//   - readers work on a [Snapshot]: one read transaction for a whole query.
//     Stock Cayley opens a transaction for every name it looks up, and one
//     that waits behind a writer, while an older one of the same goroutine
//     keeps that writer waiting, never ends;
//   - a snapshot has a context and stops when it is done, in the middle of a
//     scan too;
//   - a key that an index does not have reads as an empty list. Stock Cayley
//     takes the missing key for an error and fails to count the edges of a
//     node that has none.
package bolt
