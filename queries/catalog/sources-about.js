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

var counts = documents(x);
var known = look(Object.keys(counts), {
  published: "<schema:datePublished>", publisher: "<schema:publisher>", title: "<schema:headline>"
});
Object.keys(counts).map(function (d) {
  var k = known[d] || {};
  return { document: d, claims: counts[d], published: k.published, publisher: k.publisher, title: k.title };
}).sort(function (p, q) {
  var a = p.published || "", b = q.published || "";
  return a !== b ? (a < b ? 1 : -1) : (p.document < q.document ? -1 : 1);
}).slice(0, limit).forEach(function (row) { g.emit(row); });
