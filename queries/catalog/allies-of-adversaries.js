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
var found = [];
Object.keys(adversaries).forEach(function (adversary) {
  both(adversary, "<rel:allied-with>").forEach(function (e) {
    var ally = e.source === adversary ? e.target : e.source;
    if (ally === x) return;
    found.push({
      source: ally, relation: e.relation, target: adversary, claim: e.claim,
      relations: Object.keys(adversaries[adversary]).sort().join(", ")
    });
  });
});
show(found);
