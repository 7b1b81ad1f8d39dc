// title: Who is allied with those who are in conflict with X?
// group: conflict
// param: x actor ACTOR: whose adversaries
// lists: conflictual
// column: relations text: the relations of conflict between X and the target
// columns: source relation target relations date quote document claim
// order: source -date target claim
// example: Iran
// notes: Two steps. The source is the ally, the target the adversary of X; the evidence is that of the alliance.

var attacked = grouped(out(x, conflictual), "target"), attackers = grouped(into(x, conflictual), "source");
var kinds = {};
function kindsOf(adversary) {
  if (!kinds[adversary]) {
    var relations = union(ends(attacked.of(adversary), "relation"), ends(attackers.of(adversary), "relation"));
    kinds[adversary] = relations.map(function (r) { return r.slice(5, -1); }).sort().join(", ");
  }
  return kinds[adversary];
}
// Told from the ally's side.
show(cut(told(union(attacked.ends, attackers.ends), "<rel:allied-with>", x)).map(function (e) {
  e.relations = kindsOf(e.target);
  return e;
}));
