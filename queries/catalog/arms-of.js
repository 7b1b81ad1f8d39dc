// title: Who arms X, and whom does X arm?
// group: forces
// param: x actor ACTOR: who gives or gets arms
// columns: source relation target date amount unit quote document claim
// order: -date source target claim
// example: Iran

show(top(x, "<rel:arms>", both), ["amount", "unit"]);
