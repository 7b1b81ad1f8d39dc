// title: To whom does X give aid, and who gives aid to X?
// group: alliances
// param: x actor ACTOR: who gives or gets aid
// columns: source relation target date amount unit quote document claim
// order: -date source target claim
// example: Ukraine

show(top(x, ["<rel:aids>", "<rel:pledges-to>"], both), ["amount", "unit"]);
