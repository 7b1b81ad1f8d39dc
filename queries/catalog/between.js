// title: What links A and B?
// group: evidence
// param: a actor A: one
// param: b actor B: the other
// columns: source relation target status date quote document claim
// order: -date source relation target claim
// example: Iran China
// notes: Every claim that joins the two directly, either way and of whatever status. entente path finds what joins them through others.

show(claims(a, b));
