// Package export writes claims to files and pictures.
//
// [All] lists the formats; each is one file here with one row in that list,
// and the row says what the format loses. Every format takes the same [Input]
// and writes as it reads, so that memory does not grow with the number of
// claims. gexf, graphml and dot build the whole graph, measure it and lay it
// out, as [Build] does, up to 20,000 claims; above that they sort claims by
// edge on the disk, in the folder for temporary files (TMPDIR). A sorted graph
// is laid out up to 20,000 actors; above, an actor is where its ID says.
// Pictures, and whoever asks for measures of a large graph or for groups in
// place of its actors, hold all of it.
//
// # Two views of a claim
//
// nquads, jsonld, jsonl and csv write claims: all of them, whatever their
// status. gexf, graphml, dot and svg write a graph: actors and the edges
// between them. Only asserted claims become edges unless [Options.Statuses]
// says otherwise, and claims that say the same of the same two actors become
// one edge that counts them and quotes the best; [Options.PerClaim] gives one
// edge for every claim.
//
// # Same in, same out
//
// Nothing here depends on the clock, on map order or on the machine: layouts
// are computed without fused multiply-add (see mul), so coordinates are the
// same on every architecture.
package export
