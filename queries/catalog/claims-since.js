// title: What has been said of X since a day?
// group: evidence
// param: x actor ACTOR: whom it is about
// param: since date DATE: the first day, such as 2026-02-01, 2026-02 or 2026
// columns: source relation target status date quote document claim
// order: -date source relation target claim
// example: Iran 2026-02
// notes: Claims that hold or happened on that day or later, or that may have: one dated 2026 counts for every day of that year.

show(dated(recent(x)).filter(function (e) { return e.day >= since; }), whole);
