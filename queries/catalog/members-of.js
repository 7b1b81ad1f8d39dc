// title: Who is a member of X?
// group: alliances
// param: x actor ORGANIZATION: the organization, group or agreement
// column: left date: when the source withdrew from it, if a claim says so
// columns: source relation target date left quote document claim
// order: source -date claim
// example: BRICS
// notes: Members and those who joined. One who withdrew is listed too, with the newest date of that.

var rows = top(x, ["<rel:member-of>", "<rel:joins>"], into);
var left = since(into(x, "<rel:withdraws-from>"), "source", rows);
show(rows.map(function (e) {
  if (left[e.source]) e.left = left[e.source];
  return e;
}));
