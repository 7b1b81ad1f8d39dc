// title: Who trades with X?
// group: trade
// param: x actor ACTOR: whose trade
// columns: source relation target date amount unit quote document claim
// order: -date source relation target claim
// example: Iran
// notes: Trade, exports and imports, told from the partner's side: the source is the partner.

show(partnersOf(x), ["amount", "unit"]);
