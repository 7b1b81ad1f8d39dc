// title: Who attacks X, or what belongs to X?
// group: conflict
// param: x actor ACTOR: who is attacked
// columns: source relation target date place quote document claim
// order: -date source target claim
// example: Ukraine
// notes: Attacks, clashes, blockades, occupation and seizures; target says whether it is X or a body or place within it.

var within = belongings(x).concat(ends(into(x, "<rel:located-in>"), "source"));
show(top([x].concat(within), ["<rel:attacks>", "<rel:blockades>", "<rel:occupies>", "<rel:seizes>"], into)
  .concat(top(x, "<rel:clashes-with>", both)), ["place"]);
