// Package identity tells whether two records mean the same actor, and keeps
// what people have decided about it.
//
// It works on [Record]s: the names, codes, states and dates that sources give.
// [Compare] puts two of them side by side and says how likely they are the
// same, feature by feature; [NewIndex] finds, among millions, the pairs worth
// comparing; [Decisions] is the file of decisions, and what follows from it.
//
// # Codes first
//
// Where two records have a code of the same scheme that names one thing for
// good (a Wikidata item, an IMO number, an LEI), the code decides: equal codes
// are the same actor, unequal ones are not, whatever the names say. [Schemes]
// lists which schemes these are; [ParseCode] checks the digits of those that
// check themselves. IMO numbers are of two kinds, ships and companies, told
// apart by their check digits: they are two schemes.
//
// # Then names
//
// Names are brought to one script, parted into words, and the words weighed by
// how rare they are among the names at hand; see names.go for what is done
// about order, initials, particles, titles and legal forms, and weights.go for
// what each agreement and disagreement counts. The result is a number between
// 0 and 1 that is meant as a probability, and the features it was made of.
//
// # Decisions
//
// A name alone never joins two actors. A decision does: one line of a JSON
// Lines file that its users keep under version control (see [Decision]).
package identity
