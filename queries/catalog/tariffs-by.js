// title: On whom does X impose tariffs?
// group: sanctions
// param: x actor ACTOR: who imposes the tariffs
// columns: source relation target status date amount unit quote document claim
// order: -date target claim
// example: "United States"
// notes: Tariffs that are only planned, conditional or denied are listed too, with their status.

show(claims(x).filter(function (e) {
  return e.source === x && e.relation === "<rel:imposes-tariffs-on>";
}), ["amount", "unit"]);
