// title: With whom do both A and B trade or work together?
// group: trade
// param: a actor A: one
// param: b actor B: the other
// columns: source relation target date quote document claim
// order: source target -date relation claim
// example: Iran Russia
// notes: The source is the common partner, the target is A or B. Trade, alliances, agreements, investment, aid and arms count.

var kinds = ["<rel:allied-with>", "<rel:cooperates-with>", "<rel:signs-agreement-with>", "<rel:invests-in>", "<rel:aids>", "<rel:arms>"];
function circle(actor) {
  return partners(actor).concat(into(actor, kinds), out(actor, kinds).map(function (e) {
    // Shown from the partner's side; what is not symmetric keeps its direction.
    return e.relation.match(/with>$/) ? turned(e) : e;
  }));
}
function other(actor) { return function (e) { return e.source === actor ? e.target : e.source; }; }
var ofA = circle(a), ofB = circle(b), inA = {}, inBoth = {};
ofA.map(other(a)).forEach(function (actor) { inA[actor] = true; });
ofB.map(other(b)).forEach(function (actor) { if (inA[actor]) inBoth[actor] = true; });
show(ofA.filter(function (e) { return inBoth[other(a)(e)]; }).concat(
  ofB.filter(function (e) { return inBoth[other(b)(e)]; })));
