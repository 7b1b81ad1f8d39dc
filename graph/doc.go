// Package graph holds Entente's records: who claims what about whom, when,
// and where it is written. It knows the vocabulary (package schema) and the
// form of quads, and no database.
//
// The record to start with is [Claim]. Loaders hand claims to a [Sink], one
// [Source] at a time; [Claim.Quads] and [ClaimFromQuads] turn a claim into
// the quads a store keeps and back.
//
// # How a claim is stored
//
// The label of every quad of a claim is the claim's own IRI, so the same edge
// read in two places is two quads, and deleting a source deletes exactly what
// came from it:
//
//	<actor:iran>   <rel:trades-with>     <actor:china>     <claim:9f2c…>   only if asserted
//	<claim:9f2c…>  <rdf:type>            <ent:Claim>       <claim:9f2c…>
//	<claim:9f2c…>  <rdf:subject>         <actor:iran>      <claim:9f2c…>
//	<claim:9f2c…>  <rdf:predicate>       <rel:trades-with> <claim:9f2c…>
//	<claim:9f2c…>  <rdf:object>          <actor:china>     <claim:9f2c…>
//	<claim:9f2c…>  <prov:wasDerivedFrom> <source:…>        <claim:9f2c…>
//	<claim:9f2c…>  <ent:quote>           "More than one…"  <claim:9f2c…>
//
// Every claim carries its subject, predicate and object on its own node, the
// asserted ones too: a Gizmo query that starts at an actor then reaches the
// evidence by walking edges (In("<rdf:subject>").Save("<ent:quote>", …)) at
// the cost of what it touches, where a label could only be reached by reading
// every quad.
//
// What a source says of an actor (type, label, codes) is labelled by the
// source; what the built-in gazetteer says, by <source:gazetteer>.
package graph
