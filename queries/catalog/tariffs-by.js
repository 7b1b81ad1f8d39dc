// title: On whom does X impose tariffs?
// group: sanctions
// param: x actor ACTOR: who imposes the tariffs
// columns: source relation target status date amount unit quote document claim
// order: -date target claim
// example: "United States"
// notes: Tariffs by X, by its bodies and by those who lead or represent it; source says which. Those that are only planned, conditional or denied are listed too, with their status.

show(deeds(agents(x), "<rel:imposes-tariffs-on>"), ["amount", "unit"]);
