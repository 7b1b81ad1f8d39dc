// Package article reads prose as claims. It is a straight line, each step one
// package or file with one type in and one type out:
//
//	document     bytes            → Document   text, Markdown, web pages, feeds, archives
//	syntax       text             → sentences with tags, trees and names
//	tree         a sentence       → its tree, to walk on
//	mention      a tree           → mentions: who and what is spoken of, resolved by date
//	relate       mentions, tree   → candidates: who does what to whom
//	qualify      candidates       → status, speaker, time, place, amount
//	claims.go    what is left     → graph.Claim, graph.Description
//
// Start with [New] and [Reader.Read], or [Reader.Load] to fill a sink.
// [Reader.Explain] tells what each step found and what it dropped.
//
// What is language is data: nouns.yaml and context.yaml in mention, the
// trigger files in relate, the vocabularies in timex and amount.
//
// # Offsets
//
// Offsets of claims are bytes into the document's text as it was given, front
// matter, byte order mark and carriage returns included. Text that is not
// valid UTF-8 is refused with the position of the first wrong byte: a claim's
// quote could not be kept true otherwise.
package article
