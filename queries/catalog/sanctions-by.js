// title: Whom does X sanction?
// group: sanctions
// param: x actor ACTOR: who imposes the sanctions
// column: eased date: when X last eased them, if a claim says so
// columns: source relation target date eased quote document claim
// order: -date target claim
// example: "United States"
// notes: Sanctions and import bans. tariffs-by lists tariffs.

var eased = {};
said(newest(out(x, "<rel:eases-sanctions-on>")), { date: "<ent:time>" }).reverse().forEach(function (e) {
  eased[e.target] = e.date || "?";
});
show(out(x, ["<rel:sanctions>", "<rel:bans-imports-from>"]).map(function (e) {
  if (eased[e.target]) e.eased = eased[e.target];
  return e;
}));
