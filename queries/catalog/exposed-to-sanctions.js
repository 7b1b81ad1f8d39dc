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
Object.keys(last).forEach(function (sanctioned) {
  belongs(sanctioned, last[sanctioned], false);
  out(sanctioned, "<rel:flagged-in>").forEach(function (e) { belongs(e.target, last[sanctioned], true); });
  out(sanctioned, ["<rel:located-in>", "<rel:affiliated-with>"]).forEach(function (e) { belongs(e.target, last[sanctioned], false); });
});
var found = [];
Object.keys(states).sort().forEach(function (state) {
  var s = states[state], vessels = Object.keys(s.vessels).sort();
  var others = Object.keys(s.others).filter(function (o) { return !s.vessels[o] && o !== state; }).sort();
  var one = vessels[0] || others[0] || state;
  partners(state).forEach(function (e) {
    if (e.source === x) return;
    e.vessels = vessels.length;
    e.others = others.length;
    e.sanctioned = one;
    e.sanction = s.vessels[one] || s.others[one];
    found.push(e);
  });
});
show(found, ["amount", "unit"]);
