// title: Which documents speak of X?
// group: evidence
// param: x actor ACTOR: whom they are about
// column: published date: when it was published
// column: publisher text: who published it
// column: title text: its headline
// columns: document claims published publisher title
// order: -published -claims document
// example: Iran
// notes: Documents with a claim about X and the number of those claims.

var documents = {};
claims(x).forEach(function (e) {
  var document = one(e.claim, "<prov:wasDerivedFrom>");
  if (document) documents[document] = (documents[document] || 0) + 1;
});
Object.keys(documents).map(function (d) {
  return { document: d, claims: documents[d], published: one(d, "<schema:datePublished>") || "" };
}).sort(function (p, q) {
  return p.published !== q.published ? (p.published < q.published ? 1 : -1) : (p.document < q.document ? -1 : 1);
}).slice(0, limit).forEach(function (row) {
  row.publisher = one(row.document, "<schema:publisher>");
  row.title = one(row.document, "<schema:headline>");
  g.emit(row);
});
