// Words that Entente's canned queries share. Plain Gizmo for Cayley v0.7.7.
// A row has a source and a target, which is what Cayley's visualizer draws.
// Every step starts at one node and follows one predicate: that is read from
// an index, where Cayley's plan for a longer path tests node after node.

var trade = ["<rel:trades-with>", "<rel:exports-to>", "<rel:imports-from>"];

// out, into and both give the edges of one or several relations that touch an
// actor, each with its claim, which is the label of the edge.
function out(actor, relations) { return walk(actor, relations, true); }
function into(actor, relations) { return walk(actor, relations, false); }
function both(actor, relations) { return out(actor, relations).concat(into(actor, relations)); }
function walk(actor, relations, forward) {
  var found = [];
  [].concat(relations).forEach(function (relation) {
    var start = g.V(actor).labelContext(g.V(), "claim");
    (forward ? start.out(relation) : start.in(relation)).forEach(function (row) {
      found.push({
        source: forward ? actor : row.id, relation: relation,
        target: forward ? row.id : actor, claim: row.claim
      });
    });
  });
  return found;
}

// all does it for several actors.
function all(actors, relations, walker) {
  var found = [];
  actors.forEach(function (actor) { found = found.concat(walker(actor, relations)); });
  return found;
}

// partners gives the edges of trade as the actor's partners would tell them:
// that Iran exports to China is that China imports from Iran.
function partners(actor) {
  return into(actor, trade).concat(out(actor, trade).map(turned));
}
function turned(edge) {
  var opposite = { "<rel:exports-to>": "<rel:imports-from>", "<rel:imports-from>": "<rel:exports-to>" };
  return { source: edge.target, relation: opposite[edge.relation] || edge.relation, target: edge.source, claim: edge.claim };
}

// claims gives all claims that an actor is subject or object of, whatever
// their status, or only those that join it to another actor. What is not
// asserted is no edge: it stands on its claim alone.
function claims(actor, other) {
  var found = [], seen = {}, pending = [];
  function take(forward) {
    return function (row) {
      if (row.relation === "<rdf:subject>" || row.relation === "<rdf:object>") {
        if (!forward) pending.push(row.id);
      } else if (row.relation.indexOf("<rel:") === 0) {
        seen[row.claim] = true;
        if (other && row.id !== other) return;
        found.push({
          source: forward ? actor : row.id, relation: row.relation,
          target: forward ? row.id : actor, claim: row.claim, status: "asserted"
        });
      }
    };
  }
  g.V(actor).labelContext(g.V(), "claim").out(g.V(), "relation").forEach(take(true));
  g.V(actor).labelContext(g.V(), "claim").in(g.V(), "relation").forEach(take(false));
  pending.forEach(function (claim) {
    if (seen[claim]) return;
    seen[claim] = true;
    var edge = { source: one(claim, "<rdf:subject>"), target: one(claim, "<rdf:object>"), claim: claim };
    if (other && edge.source !== other && edge.target !== other) return;
    edge.relation = one(claim, "<rdf:predicate>");
    edge.status = one(claim, "<ent:status>");
    found.push(edge);
  });
  return found;
}

// one gives what a node says under a predicate, or null.
function one(node, predicate) { return node ? g.V(node).out(predicate).toValue() : null; }

// day is the last day that a claim can be about, for sorting; "" if unknown.
function day(claim) { return one(claim, "<ent:latest>") || one(claim, "<ent:earliest>") || ""; }

// newest sorts edges, the newest first.
function newest(edges) {
  edges.forEach(function (e) { e.day = day(e.claim); });
  return edges.sort(function (a, b) {
    return a.day !== b.day ? (a.day < b.day ? 1 : -1) : (a.claim < b.claim ? -1 : 1);
  });
}

// show emits edges with the evidence that stands on their claims; of more
// than limit only the newest.
function show(edges, more) {
  if (edges.length > limit) edges = newest(edges).slice(0, limit);
  edges.forEach(function (e) { g.emit(evidence(e, more)); });
}
function evidence(edge, more) {
  var predicates = { date: "<ent:time>", quote: "<ent:quote>", document: "<prov:wasDerivedFrom>" };
  var known = { amount: "<ent:amount>", unit: "<ent:unit>", place: "<ent:place>", speaker: "<ent:speaker>" };
  (more || []).forEach(function (name) { predicates[name] = known[name]; });
  for (var name in predicates) {
    var value = one(edge.claim, predicates[name]);
    if (value !== null) edge[name] = value;
  }
  delete edge.day;
  return edge;
}

// ends lists what stands in one column of edges, each once.
function ends(edges, column) {
  var seen = {}, found = [];
  edges.forEach(function (e) {
    if (!seen[e[column]]) { seen[e[column]] = true; found.push(e[column]); }
  });
  return found;
}

// belongings lists what is part of an actor or belongs to it.
function belongings(actor) {
  return ends(into(actor, ["<rel:part-of>", "<schema:containedIn>"]), "source");
}

// tally makes one row of all edges between the same two, whatever way they
// go: how many claims, which relations, and the evidence of the newest.
function tally(actor, edges) {
  var rows = {};
  newest(edges).forEach(function (e) {
    var other = e.source === actor ? e.target : e.source;
    var row = rows[other];
    if (!row) row = rows[other] = { source: actor, target: other, claim: e.claim, claims: 0, kinds: {} };
    row.claims++;
    row.kinds[e.relation.slice(5, -1)] = true;
  });
  return Object.keys(rows).map(function (other) {
    rows[other].relations = Object.keys(rows[other].kinds).sort().join(", ");
    delete rows[other].kinds;
    return rows[other];
  });
}
