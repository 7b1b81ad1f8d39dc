// title: Whom do X's tariffs on those who trade with Y hit?
// group: sanctions
// param: x actor X: who imposes the tariffs
// param: y actor Y: with whom one must not trade
// column: because text: how the tariff names the target: "by name", or the group it belongs to
// column: trade claim: a claim of the target's trade with Y
// columns: source target because status date quote document claim trade
// order: target because -date claim
// example: "United States" Iran
// notes: The target trades with Y, and X has, plans or threatens tariffs on it by name or on a group, such as "countries doing
//   business with Iran", that trades with Y or that the sentence or the group's name joins to Y. The evidence is that of the tariff; the source
//   is X or the one of its bodies or leaders who acts.

var trades = grouped(partners(y), "source");
var names = g.V(y).out("<rdfs:label>").toArray().concat(g.V(y).out("<skos:altLabel>").toArray());
function mentions(text) {
  return names.some(function (name) {
    if (name.length < 3 || !text) return false;
    var at = text.indexOf(name);
    return at >= 0 && !/[A-Za-z]/.test(text.charAt(at - 1) + text.charAt(at + name.length));
  });
}
var tariffs = deeds(agents(x), "<rel:imposes-tariffs-on>");
var groups = ofType(ends(tariffs, "target"), "<type:Group>"), found = [], claim = {};
among(tariffs, "target", without(trades.ends, groups)).forEach(function (e) {
  e.because = "by name";
  found.push(e);
});
among(tariffs, "target", groups).forEach(function (e) {
  var label = one(e.target, "<rdfs:label>") || e.target;
  if (trades.of(e.target).length === 0 && !mentions(label) && !mentions(one(e.claim, "<ent:quote>"))) return;
  var hit = without(trades.ends, [x, e.target]);
  // Where nobody else is known to trade with Y, the group stands for them.
  if (hit.length === 0) hit = [e.target];
  hit.forEach(function (target) {
    found.push({ source: e.source, target: target, because: label, status: e.status, claim: e.claim });
  });
});
show(cut(found).map(function (e) {
  claim[e.target] = claim[e.target] || least(ends(trades.of(e.target), "claim"));
  e.trade = claim[e.target];
  return e;
}));
