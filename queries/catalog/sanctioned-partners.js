// title: Who trades with those whom X sanctions?
// group: trade
// param: x actor ACTOR: who imposes the sanctions
// column: sanction claim: a claim of the sanction on the target
// columns: source relation target date amount unit quote document claim sanction
// order: source target -date relation claim
// example: "United States"
// notes: Two steps. The source is the partner, the target the one that X sanctions; the evidence is that of the
//   trade. X itself may be among the partners. Sanctions by its bodies and leaders count.

var sanctions = grouped(all(agents(x), "<rel:sanctions>", out), "target"), sanction = {};
show(cut(partnersOf(sanctions.ends)).map(function (e) {
  sanction[e.target] = sanction[e.target] || least(ends(sanctions.of(e.target), "claim"));
  e.sanction = sanction[e.target];
  return e;
}), ["amount", "unit"]);
