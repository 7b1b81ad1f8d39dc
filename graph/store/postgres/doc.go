// Package postgres keeps quads in a PostgreSQL database, in the tables of
// Cayley v0.7.7's own postgres backend, so that the stock cayley program opens
// what this package writes and this package opens what stock cayley wrote.
// The tables themselves are made by Cayley's backend; one index is added,
// which finds what a label says, and the table entente_state.
//
// What it does not leave to Cayley's backend:
//
//   - Stock Cayley writes a row a statement, some 1,900 quads a second. Here
//     quads come by COPY into a table of the session and enter by one
//     statement; into an empty database straight, sorted, without indexes,
//     which are made afterwards, with pages filled as PostgreSQL fills them
//     and not by half. The whole is one transaction.
//   - Nothing tells that the database has changed. A table of one row,
//     entente_state, is written with every change: see [DB.Version].
//   - It counts the uses of a value again when a quad comes a second time, so
//     values outlive their last quad. Here a value goes when no quad uses it,
//     whatever the count says, and values without quads are not seen.
//   - It reads every name by a query of its own, from whatever connection is
//     free, so that one query sees several states of the database; errors go
//     to the log, and the name is missing. A [Snapshot] is one transaction.
//   - It reads everything by one query and a query more a name: minutes for a
//     million quads. [Snapshot.Quads] is one join, read through a cursor.
//   - A text with a NUL comes back right, but so one with the four characters
//     \x00 does not; a text that is no UTF-8 is an error. Both are stored as
//     Cayley stores values that have no column, which it reads back as they
//     were.
//
// All of it is held to PostgreSQL alone. CockroachDB, which speaks its
// protocol, is refused: see connect.
package postgres
