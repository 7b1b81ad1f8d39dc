// title: What about X is both said and denied?
// group: evidence
// param: x actor ACTOR: whom it is about
// columns: source relation target status date quote document claim
// order: source relation target status -date claim
// example: Iran
// notes: Claims of the same relation between the same two of which one is asserted and another denied. Both sides are shown.

function key(e) { return e.source + e.relation + e.target; }
var list = claims(x), denied = {}, asserted = {};
list.forEach(function (e) {
  if (e.status === "denied") denied[key(e)] = true;
  if (e.status === "asserted") asserted[key(e)] = true;
});
show(list.filter(function (e) { return denied[key(e)] && asserted[key(e)]; }));
