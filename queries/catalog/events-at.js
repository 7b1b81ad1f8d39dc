// title: What happened in a place?
// group: evidence
// param: x actor PLACE: the place, state or facility
// columns: place source relation target status date quote document claim
// order: -date source relation target claim
// example: Muscat
// notes: Claims with the place as the scene, or with a place located in it.

var places = [x].concat(ends(into(x, "<rel:located-in>"), "source"), ends(into(x, "<rel:capital-of>"), "source")), found = [];
ends(places.map(function (p) { return { p: p }; }), "p").forEach(function (place) {
  g.V(place).in("<ent:place>").toArray().forEach(function (claim) {
    found.push({ place: place, claim: claim });
  });
});
show(found, whole);
