// title: In what ways do others and X work together?
// group: alliances
// param: x actor ACTOR: one side
// lists: cooperative
// columns: source relation target date quote document claim
// order: -date source target relation claim
// example: China
// notes: Every claim of a cooperative relation with X on either side: meetings, trade, aid, alliances.

show(top(x, cooperative, both));
