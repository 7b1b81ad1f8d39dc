// Package llm reads prose as claims by asking a language model, behind the
// same method as the rule-based reader: [Extractor.Read]. The rules are the
// default; this is for those who run a model or pay for one. Any endpoint that
// speaks OpenAI's chat completions with a JSON Schema will do, a local one too.
//
//	chunk.go     a document      → chunks of it, cut between sentences
//	prompt.go    a chunk         → the question: fixed instructions, the text as data, the schema of the answer
//	cache.go     a question      → its answer, if it was asked before
//	ask.go       a question      → its answer, by asking, with patience
//	answer.go    an answer       → findings, as the model put them
//	locate.go    words           → where they stand in the text
//	resolve.go   a party         → the actor it is, by mention, then label, by date
//	verify.go    findings        → graph.Claim, or the reason why not
//
// # What the model is not trusted with
//
// It gives no offsets: quotes and mentions are looked up. A quote must stand
// in the chunk and a mention in the quote, letter by letter on word borders.
// Two differences alone are looked through, as models make them without
// knowing: typographic against straight quotation marks, and the amount of
// white space. Then the words must stand in one place only, and the claim has
// the text's own words. What is not found is refused, with the reason.
//
// An actor the gazetteer does not know must be named in the document by the
// words of its label. An amount must be one that the amount reader finds in
// the quote; a time must not bring in years that neither the text nor its date
// has. A claim that is sound without its amount, time or place is kept without
// it, and that is reported too.
//
// The document cannot steer: it is data in the user's message, in tags that
// carry a digest of what is in them, and whatever comes back is read as
// findings and checked as such.
//
// # Confidence
//
// It is the model's own number, kept between 0.05 and 0.95, or 0.6 when the
// model gives none. It is not calibrated.
//
// # Same input, same claims
//
// Models do not answer alike twice, not even at temperature 0 with a fixed
// seed. The cache does: an answer is kept under the digest of model,
// instructions, schema, parameters and text, so that a second run sends
// nothing and gives the same claims. The address of the endpoint is no part of
// it: two servers that give one name to different models need two caches.
//
// Question and answer need a context of about 12,000 tokens, more than some local
// servers give unless told.
package llm
