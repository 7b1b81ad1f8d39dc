// Package queries asks the graph: the catalogue of canned questions, free
// Gizmo, paths between actors, what is known of an actor and the sentences
// behind an edge. The command line and the web are two doors to it, so every
// answer is made here and has one form.
//
// # The catalogue
//
// A canned query is one file of Gizmo in catalog/, and no other file has to
// know of it. It starts with a header of comment lines, checked when the
// program starts to use it (see parseHeader for the keys), and may use the
// words that prelude.js defines. [Query.Fill] puts three parts together: the
// arguments as variables, the prelude, the query. The result is a whole Gizmo
// program that also runs when pasted into the console of a stock Cayley.
//
// Arguments never become part of the program's text by pasting: they are
// written as JSON strings in a variable's declaration.
//
// Canned queries walk: each step starts at one known node and follows one
// predicate, which Cayley answers from an index in well under a millisecond.
// A longer path in one plan makes Cayley test membership node by node, which
// took 48 seconds for two hops on a million quads.
//
// # Names
//
// Every function takes names as people write them and refuses to guess: an
// unknown name comes back with the nearest ones, a name of two actors with
// both. See [Resolve].
package queries
