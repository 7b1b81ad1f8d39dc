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

var rows = documents(x);
var known = look(ends(rows, "document"), { publisher: "<schema:publisher>", title: "<schema:headline>" });
rows.forEach(function (row) {
  var k = known[row.document] || {};
  row.publisher = k.publisher;
  row.title = k.title;
  g.emit(row);
});
