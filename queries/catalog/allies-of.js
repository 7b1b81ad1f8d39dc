// title: Who are the allies of X?
// group: alliances
// param: x actor ACTOR: whose allies
// columns: source relation target date quote document claim
// order: -date source target claim
// example: Russia

show(top(x, "<rel:allied-with>", both));
