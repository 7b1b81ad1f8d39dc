// title: Who speaks about X?
// group: evidence
// param: x actor ACTOR: whom it is about
// columns: speaker source relation target status date quote document claim
// order: speaker -date claim
// example: Iran
// notes: Claims about X for which the text names who says so.

show(said(recent(x, null, claimed.speaker), { speaker: claimed.speaker }), whole);
