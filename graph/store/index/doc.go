// Package index is Cayley's backend "entente": quads in sorted tables, kept
// by the storage engine Pebble. Begin with [Open].
//
// # Layout
//
// A store is a folder with the file [File], which says what it is and is
// locked while the store is open, and the folder "tables", which is Pebble's.
// Values stand once, in a dictionary, and have numbers of 32 bits, given in
// order of first use and never used again. A key is a letter and, big-endian,
// the numbers of a quad in one of four orders, so that the quads which fit a
// pattern stand together:
//
//	s  subject predicate object label
//	p  predicate object subject label
//	o  object subject predicate label
//	l  label subject predicate object
//	v  number         → value
//	k  value          → number (long values: their beginning and a hash)
//	n  number         → in how many quads the value stands, by place
//	a  actor other relation label side → what decides whether the claim counts
//	c  number         → in how many claims the value stands, by place
//	d  type type …    → how many values have these types and no others
//	m  "next"         → the next number
//	m  "version"      → a name for what the store holds, another after every write,
//	                    and whether all first and last days in it are days: [View.DaysBack]
//
// The counts under n are sums: a write adds to them without reading. Number 0
// is no value; n 0 holds the numbers of quads and of values.
//
// What stands under a, c and d follows from the quads, however they came in:
// see [Tie] and [Kind]. Format 1 had none of them, format 2 no kinds; such a
// store is read as it is, and gets them before its first write.
//
// # Reading and writing
//
// A [View] is the store at one moment, for one query; it may be kept while
// writes and compactions go on. [DB.Write] makes changes in one batch, all or
// none. One process may have a store open for writing, or several for
// reading.
package index
