// title: What does X say of others?
// group: evidence
// param: x actor SPEAKER: who speaks
// columns: speaker source relation target status date quote document claim
// order: -date source relation target claim
// example: "Abbas Araghchi"
// notes: Claims that the text gives as the words of X or, for a state or organization, of those who represent or lead it.

var people = ends(into(x, ["<rel:represents>", "<rel:leads>"]), "source"), found = [];
[x].concat(people).forEach(function (speaker) {
  g.V(speaker).in("<ent:speaker>").toArray().forEach(function (claim) {
    found.push({ speaker: speaker, claim: claim });
  });
});
show(found, whole);
