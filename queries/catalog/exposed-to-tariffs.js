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

var trades = {};
partners(y).forEach(function (e) {
  if (!trades[e.source] || e.claim < trades[e.source]) trades[e.source] = e.claim;
});
var names = g.V(y).out("<rdfs:label>").toArray().concat(g.V(y).out("<skos:altLabel>").toArray());
function mentions(text) {
  return names.some(function (name) {
    if (name.length < 3 || !text) return false;
    var at = text.indexOf(name);
    return at >= 0 && !/[A-Za-z]/.test(text.charAt(at - 1) + text.charAt(at + name.length));
  });
}
function row(e, target, because) {
  return { source: e.source, target: target, because: because, status: e.status, claim: e.claim, trade: trades[target] };
}
var found = [];
deeds(agents(x), "<rel:imposes-tariffs-on>").forEach(function (e) {
  var label = one(e.target, "<rdfs:label>") || e.target;
  if (one(e.target, "<rdf:type>") !== "<type:Group>") {
    if (trades[e.target]) found.push(row(e, e.target, "by name"));
  } else if (trades[e.target] || mentions(label) || mentions(one(e.claim, "<ent:quote>"))) {
    var partnersOfY = Object.keys(trades).filter(function (p) { return p !== x && p !== e.target; });
    // Where nobody else is known to trade with Y, the group stands for them.
    if (partnersOfY.length === 0) partnersOfY = [e.target];
    partnersOfY.forEach(function (partner) { found.push(row(e, partner, label)); });
  }
});
show(found);
