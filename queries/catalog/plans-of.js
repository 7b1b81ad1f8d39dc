// title: What does X plan, and what is planned against or with X?
// group: evidence
// param: x actor ACTOR: whose plans
// columns: source relation target status date quote document claim
// order: -date source relation target claim
// example: "United States"
// notes: Claims that are planned or conditional.

show(recent(x, ["planned", "conditional"]), whole);
