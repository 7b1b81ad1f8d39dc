// Package export writes claims to files and pictures.
//
// [All] lists the formats; each is one file here with one row in that list,
// and the row says what the format loses. Every format takes the same [Input].
//
// # Three views of a claim
//
// nquads, trig, turtle, rdfstar, jsonld, jsonl, csv and parquet write claims:
// all of them, whatever their status.
//
// gexf, graphml, cytoscape, dot, mermaid, svg, png and html write a graph:
// actors and the edges between them. Only asserted claims become edges unless
// [Options.Statuses] says otherwise, and claims that say the same of the same
// two actors become one edge that counts them and quotes the best;
// [Options.PerClaim] gives one edge for every claim.
//
// neo4j, ftm and stix write links between actors, one a claim, of the same
// statuses.
//
// Ranks and blocs are attributes of the actors of gexf, graphml, cytoscape,
// dot, neo4j and stix, if [Options.Measures] says so. The other formats have no
// place for them, or hold the claims from which they are worked out again.
//
// # Memory
//
// Formats of claims write as they read. What RDF says of sources, and of the
// actors that each of them names, comes behind the claims; above 65,536 such
// pairs it is sorted on the disk, in the folder for temporary files (TMPDIR).
// So are the actors of links, and what a report of stix lists. RDF and links
// want claims sorted by ID, and hold all that come otherwise.
//
// gexf, graphml and dot build the whole graph, measure it and lay it out, as
// [Build] does, up to 20,000 claims; above that they sort claims by edge on the
// disk. A sorted graph is laid out up to 20,000 actors; above, an actor is
// where its ID says. cytoscape, mermaid and pictures, and whoever asks for
// measures of a large graph or for groups in place of its actors, hold all of
// the graph.
//
// # Same in, same out
//
// Nothing here depends on the clock, on map order or on the machine: layouts
// are computed without fused multiply-add (see mul), so coordinates are the
// same on every architecture.
package export
