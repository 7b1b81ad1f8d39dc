// title: Who sanctions X, or what belongs to X?
// group: sanctions
// param: x actor ACTOR: who is sanctioned
// columns: source relation target date quote document claim
// order: -date source target claim
// example: Iran
// notes: Sanctions and import bans on X, on its bodies and people, and on ships under its flag or in its hands; target says which.

var targets = [x].concat(belongings(x), ends(into(x, "<rel:flagged-in>"), "source"), ends(out(x, "<rel:owns>"), "target"));
show(top(ends(targets.map(function (t) { return { t: t }; }), "t"), ["<rel:sanctions>", "<rel:bans-imports-from>"], into));
