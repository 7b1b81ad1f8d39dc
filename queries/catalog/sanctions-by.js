// title: Whom does X sanction?
// group: sanctions
// param: x actor ACTOR: who imposes the sanctions
// column: eased date: when X last eased them, if a claim says so
// columns: source relation target date eased quote document claim
// order: -date target claim
// example: "United States"
// notes: Sanctions and import bans by X, by its bodies and by those who lead or represent it; source says which.
//   tariffs-by lists tariffs.

var actors = agents(x), eased = {};
said(newest(all(actors, "<rel:eases-sanctions-on>", out)), { date: "<ent:time>" }).reverse().forEach(function (e) {
  eased[e.target] = e.date || "?";
});
show(top(actors, ["<rel:sanctions>", "<rel:bans-imports-from>"], out).map(function (e) {
  if (eased[e.target]) e.eased = eased[e.target];
  return e;
}));
