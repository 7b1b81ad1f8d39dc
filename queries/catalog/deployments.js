// title: What does X deploy, and where to, and who deploys to X?
// group: forces
// param: x actor ACTOR: who deploys, or the place deployed to
// columns: source relation target date amount unit quote document claim
// order: -date source target claim
// example: "United States"
// notes: Also where the units, vessels and weapons that X deploys are sent or stand.

var sent = out(x, "<rel:deploys>");
show(top(x, "<rel:deploys>", out).concat(top(x, "<rel:deploys-to>", both),
  top(ends(sent, "target"), ["<rel:deploys-to>", "<rel:located-in>"], out)), ["amount", "unit"]);
