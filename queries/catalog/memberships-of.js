// title: What is X a member of?
// group: alliances
// param: x actor ACTOR: the member
// columns: source relation target date quote document claim
// order: target -date claim
// example: Iran

show(top(x, ["<rel:member-of>", "<rel:joins>", "<rel:withdraws-from>"], out));
