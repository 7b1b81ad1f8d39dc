// title: Who leads X?
// group: people
// param: x actor ACTOR: the state, organization or unit
// columns: source relation target date quote document claim
// order: -date source target claim
// example: China
// notes: Those who lead X or hold an office in it, newest first; target says whether it is X or a body that is part of X.

show(top(x, ["<rel:leads>", "<rel:holds-office>"], into).concat(top(belongings(x), "<rel:leads>", into)));
