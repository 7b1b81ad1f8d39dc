// title: In what ways do others and X stand against each other?
// group: conflict
// param: x actor ACTOR: one side
// lists: conflictual
// columns: source relation target date quote document claim
// order: -date source target relation claim
// example: Iran
// notes: Every claim of a conflictual relation with X on either side: sanctions, threats, accusations, attacks.

show(top(x, conflictual, both));
