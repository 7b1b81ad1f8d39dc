// title: What happened around X, and when?
// group: evidence
// param: x actor ACTOR: whose timeline
// columns: date source relation target status place quote document claim
// order: date source relation target claim
// example: Iran
// notes: The claims that say when, oldest first; of more than the limit the newest.

show(dated(recent(x)).filter(function (e) { return e.day !== ""; }), whole.concat("place"));
