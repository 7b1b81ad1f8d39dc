// Package confidence says how sure it is that a reader of its sentence would
// agree with a claim, and why not more.
//
// What is wrong with claims cannot be seen in them, or they would not be
// made; but it is seen where they go wrong: in long sentences, far from their
// word, where the parser nearly read another tree. Such signs are looked for
// in a claim, and each has a weight, as has none at all; together they give
// the odds. The weights are data (confidence.yaml), learnt from claims that
// were judged one by one; judged.csv keeps the last of those judgements, and
// the command in learn weighs the signs by them.
package confidence
