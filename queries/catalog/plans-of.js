// title: What does X plan, and what is planned against or with X?
// group: evidence
// param: x actor ACTOR: whose plans
// columns: source relation target status date quote document claim
// order: -date source relation target claim
// example: "United States"
// notes: Claims that are planned or conditional.

show(said(about(x), { status: claimed.status }).filter(function (e) {
  return e.status === "planned" || e.status === "conditional";
}), whole);
