// title: Who trades with those whom X sanctions?
// group: trade
// param: x actor ACTOR: who imposes the sanctions
// column: sanction claim: a claim of the sanction on the target
// columns: source relation target date amount unit quote document claim sanction
// order: source target -date relation claim
// example: "United States"
// notes: Two steps. The source is the partner, the target the one that X sanctions; the evidence is that of the
//   trade. X itself may be among the partners. Sanctions by its bodies and leaders count.

var sanction = {};
all(agents(x), "<rel:sanctions>", out).forEach(function (e) {
  if (!sanction[e.target] || e.claim < sanction[e.target]) sanction[e.target] = e.claim;
});
show(partnersOf(Object.keys(sanction)).map(function (e) {
  e.sanction = sanction[e.target];
  return e;
}), ["amount", "unit"]);
