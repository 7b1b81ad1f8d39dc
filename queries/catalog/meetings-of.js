// title: Whom does X meet, host, visit or consult?
// group: talks
// param: x actor ACTOR: who meets
// columns: source relation target date place quote document claim
// order: -date source target claim
// example: China

show(top(x, ["<rel:meets>", "<rel:consults>", "<rel:hosts>", "<rel:visits>"], both), ["place"]);
