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

var states = {};
function belongs(state, edge, vessel) {
  var s = states[state] = states[state] || { vessels: {}, others: {} };
  (vessel ? s.vessels : s.others)[edge.target] = edge.claim;
}
var last = {};
all(agents(x), "<rel:sanctions>", out).forEach(function (edge) { last[edge.target] = edge; });
var sanctioned = Object.keys(last);
sanctioned.forEach(function (s) { belongs(s, last[s], false); });
all(sanctioned, "<rel:flagged-in>", out).forEach(function (e) { belongs(e.target, last[e.source], true); });
all(sanctioned, ["<rel:located-in>", "<rel:affiliated-with>"], out).forEach(function (e) { belongs(e.target, last[e.source], false); });
var list = Object.keys(states).sort();
function through(target) {
  var s = states[target];
  if (s.one) return s;
  var vessels = Object.keys(s.vessels).sort();
  var others = Object.keys(s.others).filter(function (o) { return !s.vessels[o] && o !== target; }).sort();
  s.one = vessels[0] || others[0] || target;
  s.counts = [vessels.length, others.length];
  return s;
}
show(cut(partnersOf(list, x)).map(function (e) {
  var s = through(e.target);
  e.vessels = s.counts[0];
  e.others = s.counts[1];
  e.sanctioned = s.one;
  e.sanction = s.vessels[s.one] || s.others[s.one];
  return e;
}), ["amount", "unit"]);
