// title: Whom does X sanction?
// group: sanctions
// param: x actor ACTOR: who imposes the sanctions
// column: eased date: when X last eased them, if a claim says so
// columns: source relation target date eased quote document claim
// order: -date target claim
// example: "United States"
// notes: Sanctions and import bans by X, by its bodies and by those who lead or represent it; source says which.
//   tariffs-by lists tariffs.

var actors = agents(x), rows = top(actors, ["<rel:sanctions>", "<rel:bans-imports-from>"], out);
var eased = since(all(actors, "<rel:eases-sanctions-on>", out), "target", rows);
show(rows.map(function (e) {
  if (eased[e.target]) e.eased = eased[e.target];
  return e;
}));
