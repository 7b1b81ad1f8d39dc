// title: With whom does X stand in a relation of the vocabulary?
// group: evidence
// param: x actor ACTOR: one side, as subject or object
// param: relation relation RELATION: a relation, such as supports, or "is supported by"
// columns: source relation target date amount unit place speaker quote document claim
// order: -date source target claim
// example: Turkey borders
// notes: For the relations that no other question here asks about; entente schema lists them.

show(top(x, relation, both), ["amount", "unit", "place", "speaker"]);
