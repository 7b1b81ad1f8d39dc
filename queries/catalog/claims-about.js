// title: What is said of X?
// group: evidence
// param: x actor ACTOR: whom it is about
// columns: source relation target status date quote document claim
// order: -date source relation target claim
// example: Iran
// notes: Every claim with X as subject or object, also what is denied, planned or conditional.

show(recent(x), whole);
