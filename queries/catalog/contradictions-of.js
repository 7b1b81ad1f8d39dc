// title: What about X is both said and denied?
// group: evidence
// param: x actor ACTOR: whom it is about
// columns: source relation target status date quote document claim
// order: source relation target status -date claim
// example: Iran
// notes: Claims of the same relation between the same two of which one is asserted and another denied. Both sides are shown.

show(disputed(x));
