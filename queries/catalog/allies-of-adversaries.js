// title: Who is allied with those who are in conflict with X?
// group: conflict
// param: x actor ACTOR: whose adversaries
// lists: conflictual
// column: relations text: the relations of conflict between X and the target
// columns: source relation target relations date quote document claim
// order: source -date target claim
// example: Iran
// notes: Two steps. The source is the ally, the target the adversary of X; the evidence is that of the alliance.

var adversaries = {};
both(x, conflictual).forEach(function (e) {
  var other = e.source === x ? e.target : e.source;
  var kinds = adversaries[other] = adversaries[other] || {};
  kinds[e.relation.slice(5, -1)] = true;
});
// Told from the ally's side.
show(cut(told(Object.keys(adversaries), "<rel:allied-with>", x)).map(function (e) {
  e.relations = Object.keys(adversaries[e.target]).sort().join(", ");
  return e;
}));
