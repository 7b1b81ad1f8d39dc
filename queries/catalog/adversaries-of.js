// title: Who is in conflict with X?
// group: conflict
// param: x actor ACTOR: whose adversaries
// lists: conflictual
// column: relations text: the relations of conflict between them, either way
// columns: source target relations claims date quote document claim
// order: -claims -date target
// example: Iran
// notes: Everybody with whom X has a relation that the vocabulary calls conflictual, whoever began it; most
//   claims first. The evidence is the newest claim's. conflict-with lists the claims one by one.

show(tallyOf(x, conflictual));
