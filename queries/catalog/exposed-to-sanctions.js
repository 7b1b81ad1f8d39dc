// title: Who trades with the states that those whom X sanctions belong to?
// group: sanctions
// param: x actor ACTOR: who imposes the sanctions
// column: vessels number: how many of the sanctioned sail under the target's flag
// column: others number: how many more of them are there or belong to it
// column: sanctioned actor: one of them, a vessel if there is one
// column: sanction claim: the claim of that sanction
// columns: source relation target date amount unit vessels others sanctioned quote document claim sanction
// order: -vessels target -date source relation claim
// example: "United States"
// notes: The target is the flag state, the seat or the home of somebody whom X, its bodies or leaders sanction, or is sanctioned
//   itself; the source is its partner in trade. The evidence is that of the trade, "sanction" leads to that of the sanction.

var sanctions = grouped(all(agents(x), "<rel:sanctions>", out), "target"), sanctioned = sanctions.ends;
var vessels = grouped(all(sanctioned, "<rel:flagged-in>", out), "target");
var others = grouped(all(sanctioned, ["<rel:located-in>", "<rel:affiliated-with>"], out), "target");
var states = {};
function through(target) {
  if (states[target]) return states[target];
  var under = ends(vessels.of(target), "source");
  var more = without(without(ends(others.of(target), "source"), under), [target]);
  var one = least(under) || least(more) || target, imposed = sanctions.of(one);
  states[target] = { vessels: under.length, others: more.length, one: one, claim: imposed[imposed.length - 1].claim };
  return states[target];
}
show(cut(partnersOf(union(union(sanctioned, vessels.ends), others.ends), x)).map(function (e) {
  var s = through(e.target);
  e.vessels = s.vessels;
  e.others = s.others;
  e.sanctioned = s.one;
  e.sanction = s.claim;
  return e;
}), ["amount", "unit"]);
