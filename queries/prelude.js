// Words that Entente's canned queries share. Plain Gizmo for Cayley v0.7.7.
// A row has a source and a target, which is what Cayley's visualizer draws.
// Every step starts at known nodes and follows one predicate, which is read
// from an index; Cayley's plan for a longer path tests node after node.

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
  var found = []; // the walker is out, into or both
  actors.forEach(function (actor) {
    walker(actor, relations).forEach(function (edge) { found.push(edge); });
  });
  return found;
}

// top gives of the edges of one or several actors only the newest, no more
// than limit: for lists of which no more is shown. Where the walker is out or
// into, those whose other end is "but" can be left out.
function top(actors, relations, walker, but) {
  return cut(all([].concat(actors), relations, walker).filter(function (e) { return !but || e[walker === into ? "source" : "target"] !== but; }));
}
function cut(edges) {
  if (edges.length <= limit) return edges;
  return newest(edges).slice(0, limit).map(function (e) { delete e.day; return e; });
}

// partners gives the edges of trade as the actor's partners would tell them:
// that Iran exports to China is that China imports from Iran.
function partners(actor) {
  return into(actor, trade).concat(out(actor, trade).map(turned));
}
var opposite = { "<rel:exports-to>": "<rel:imports-from>", "<rel:imports-from>": "<rel:exports-to>" };
function turned(edge) {
  return { source: edge.target, relation: opposite[edge.relation] || edge.relation, target: edge.source, claim: edge.claim };
}

// partnersOf gives of the same edges of one or several actors those that may be
// among the newest, and told does of those of any relations.
function partnersOf(actors, but) { return told(actors, trade, but); }
function told(actors, relations, but) {
  return top(actors, relations, into, but).concat(top(actors, relations, out, but).map(turned));
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
  pending = pending.filter(function (claim) { return !seen[claim]; });
  each(pending, { source: "<rdf:subject>", relation: "<rdf:predicate>", target: "<rdf:object>", status: "<ent:status>" }, function (row) {
    if (!other || row.source === other || row.target === other) found.push(row);
  });
  return found;
}

// about gives the same claims with nothing but their node, which is quicker
// where most are not shown; show adds the rest, asked for by whole.
var whole = ["source", "relation", "target", "status"];
function about(actor) {
  return ends(g.V(actor).in("<rdf:subject>").tagArray().concat(g.V(actor).in("<rdf:object>").tagArray()), "id")
    .map(function (claim) { return { claim: claim }; });
}

// recent gives of the claims about an actor only the newest, no more than
// limit; with statuses those of them, with a predicate those that have it.
function recent(actor, statuses, predicate) {
  var found = about(actor);
  if (statuses) {
    found = said(found, { status: claimed.status }).filter(function (e) { return statuses.indexOf(e.status) >= 0; });
  }
  if (predicate) {
    found = said(found, { has: predicate }).filter(function (e) { return e.has !== undefined; });
  }
  return cut(found.map(function (e) { return { claim: e.claim }; }));
}

// documents gives the documents that make claims about an actor, with how many
// each makes and when it was published: the newest, no more than limit.
var published = "<schema:datePublished>";
function documents(actor) {
  var counts = {};
  said(about(actor), { document: "<prov:wasDerivedFrom>" }).forEach(function (e) {
    if (e.document) counts[e.document] = (counts[e.document] || 0) + 1;
  });
  var known = look(Object.keys(counts), { published: published });
  return Object.keys(counts).map(function (d) {
    return { document: d, claims: counts[d], published: known[d] && known[d].published };
  }).sort(function (p, q) {
    var a = p.published || "", b = q.published || "";
    return a !== b ? (a < b ? 1 : -1) : (p.document < q.document ? -1 : 1);
  }).slice(0, limit);
}

// look gives what nodes say under predicates: by node an object with the
// predicates' names as keys, without those that the node does not have.
function look(nodes, predicates) {
  var known = {};
  // Some hundred nodes a plan cost a third of what single look-ups do.
  for (var i = 0; i < nodes.length; i += 200) {
    var path = g.V.apply(g, nodes.slice(i, i + 200));
    for (var name in predicates) path = path.saveOpt(predicates[name], name);
    path.forEach(function (row) { known[row.id] = row; });
  }
  return known;
}

// each calls fn with every claim's row, its claim and what it says.
function each(claims, predicates, fn) {
  var known = look(claims, predicates);
  ends(claims.map(function (c) { return { c: c }; }), "c").forEach(function (claim) {
    var row = known[claim];
    if (!row) return;
    delete row.id;
    row.claim = claim;
    fn(row);
  });
}

// one gives what one node says under a predicate, or null.
function one(node, predicate) { return g.V(node).out(predicate).toValue(); }

// said adds to edges what their claims say.
function said(edges, predicates) {
  var known = look(ends(edges, "claim"), predicates);
  edges.forEach(function (e) {
    for (var name in predicates) {
      var row = known[e.claim];
      if (row && row[name] !== undefined) e[name] = row[name];
    }
  });
  return edges;
}

// dated adds to edges the last day that their claims can be about, for
// sorting; "" if unknown.
function dated(edges) {
  var open = said(edges, { day: "<ent:latest>" }).filter(function (e) { return !e.day; });
  said(open, { day: "<ent:earliest>" }).forEach(function (e) { e.day = e.day || ""; });
  return edges;
}

// newest sorts edges, the newest first.
function newest(edges) {
  if (edges.length > 0 && edges[0].day === undefined) dated(edges);
  // Sorting days and not edges calls a comparison a tenth as often.
  var byDay = {}, found = [];
  edges.forEach(function (e) { (byDay[e.day] = byDay[e.day] || []).push(e); });
  Object.keys(byDay).sort().reverse().forEach(function (day) {
    byDay[day].sort(function (a, b) { return a.claim < b.claim ? -1 : 1; }).forEach(function (e) { found.push(e); });
  });
  return found;
}

// since gives the date of the newest of edges by their end, for those ends that
// rows have too; "?" where it is not said.
function since(edges, end, rows) {
  var dates = {};
  said(lastOf(edges, end, rows), { date: "<ent:time>" }).forEach(function (e) { dates[e[end]] = e.date || "?"; });
  return dates;
}
function lastOf(edges, end, rows) {
  var last = {};
  newest(among(edges, end, ends(rows, end))).forEach(function (e) { last[e[end]] = last[e[end]] || e; });
  return Object.keys(last).map(function (v) { return last[v]; });
}

// show emits edges with the evidence that stands on their claims; of more
// than limit only the newest.
var claimed = {
  source: "<rdf:subject>", relation: "<rdf:predicate>", target: "<rdf:object>", status: "<ent:status>",
  amount: "<ent:amount>", unit: "<ent:unit>", place: "<ent:place>", speaker: "<ent:speaker>"
};
function show(edges, more) {
  edges = cut(edges);
  var predicates = { date: "<ent:time>", quote: "<ent:quote>", document: "<prov:wasDerivedFrom>" };
  (more || []).forEach(function (name) { predicates[name] = claimed[name]; });
  said(edges, predicates).forEach(function (e) {
    delete e.day;
    g.emit(e);
  });
}

// ends lists what stands in one column of edges, each once.
function ends(edges, column) {
  var seen = {}, found = [];
  edges.forEach(function (e) {
    if (e[column] && !seen[e[column]]) { seen[e[column]] = true; found.push(e[column]); }
  });
  return found;
}

// belongings lists what is part of an actor or belongs to it.
function belongings(actor) {
  return ends(into(actor, ["<rel:part-of>", "<schema:containedIn>"]), "source");
}

// agents lists those by whom an actor acts: itself, its bodies, and those who
// lead or represent it.
var acting = ["<rel:part-of>", "<schema:containedIn>", "<rel:leads>", "<rel:represents>"];
function agents(actor) { return union([actor], ends(into(actor, acting), "source")); }

// union lists what is in any of two lists, each once; without what is in the
// first and not in the second; least gives what comes first by name.
function union(list, others) {
  return ends(list.concat(others).map(function (v) { return { v: v }; }), "v");
}
function without(list, others) {
  var gone = {};
  others.forEach(function (v) { gone[v] = true; });
  return list.filter(function (v) { return !gone[v]; });
}
function least(list) { return list.slice().sort()[0]; }

// among gives of edges those whose end in a column is in a list.
function among(edges, column, list) {
  var wanted = {};
  list.forEach(function (v) { wanted[v] = true; });
  return edges.filter(function (e) { return wanted[e[column]]; });
}

// grouped puts together edges that have the same end: "ends" lists these, and
// of(end) gives the edges of one.
function grouped(edges, column) {
  var by = {};
  edges.forEach(function (e) { (by[e[column]] = by[e[column]] || []).push(e); });
  return { ends: ends(edges, column), of: function (end) { return by[end] || []; } };
}

// ofType gives of nodes those whose first type is this one.
function ofType(nodes, type) { return nodes.filter(function (n) { return one(n, "<rdf:type>") === type; }); }

// deeds gives the claims, of any status, that say a relation of any of these
// as subject. It reads all claims of the relation, so it is for rare ones.
function deeds(actors, relation) {
  var doer = {};
  actors.forEach(function (actor) { doer[actor] = true; });
  var found = g.V(relation).in("<rdf:predicate>").toArray().map(function (claim) { return { claim: claim }; });
  found = said(found, { source: claimed.source }).filter(function (e) { return doer[e.source]; });
  return said(found, { relation: claimed.relation, target: claimed.target, status: claimed.status });
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

// tallyOf does it for all edges of relations of an actor.
function tallyOf(actor, relations) { return tally(actor, both(actor, relations)); }

// disputed gives the claims about an actor that some assert and others deny.
function disputed(actor) {
  function key(e) { return e.source + e.relation + e.target; }
  var list = claims(actor), denied = {}, asserted = {};
  list.forEach(function (e) {
    if (e.status === "denied") denied[key(e)] = true;
    if (e.status === "asserted") asserted[key(e)] = true;
  });
  return list.filter(function (e) { return denied[key(e)] && asserted[key(e)]; });
}

// Entente lends its own scripts functions that mean the same as these and read
// its indexes directly. Anywhere else there is no such object. What these give
// as lists is named only when somebody looks at it; so no copies are made.
if (typeof entente === "object") {
  var listOf = function (one) { return typeof one === "string" ? [one] : one; };
  walk = function (actor, relations, forward) { return entente.walk([actor], listOf(relations), forward, !forward); };
  all = function (actors, relations, walker) {
    return entente.walk(actors, listOf(relations), walker !== into, walker !== out);
  };
  top = function (actors, relations, walker, but) {
    return entente.top(listOf(actors), listOf(relations), walker !== into, walker !== out, limit, but || "");
  };
  recent = function (actor, statuses, predicate) { return entente.recent(actor, statuses, predicate, limit); };
  cut = function (edges) { return entente.cut(edges, limit); };
  one = entente.one;
  deeds = entente.deeds;
  documents = function (actor) { return entente.documents(actor, published, limit); };
  tallyOf = function (actor, relations) { return entente.tally(actor, relations, limit); };
  union = entente.union;
  without = entente.without;
  least = entente.least;
  ofType = entente.ofType;
  agents = function (actor) { return entente.agents(actor, acting); };
  partners = function (actor) { return entente.told([actor], trade, "", 0, opposite); };
  told = function (actors, relations, but) {
    return entente.told(listOf(actors), listOf(relations), but || "", limit, opposite);
  };
  var endsSlowly = ends, amongSlowly = among, groupedSlowly = grouped, lastOfSlowly = lastOf, saidSlowly = said;
  ends = function (edges, column) { return entente.ends(edges, column, endsSlowly); };
  among = function (edges, column, list) { return entente.among(edges, column, list, amongSlowly); };
  grouped = function (edges, column) { return entente.grouped(edges, column, groupedSlowly); };
  lastOf = function (edges, end, rows) { return entente.lastOf(edges, end, rows, lastOfSlowly); };
  said = function (edges, predicates) { return entente.said(edges, predicates, saidSlowly); };
  var lookSlowly = look, claimsSlowly = claims, disputedSlowly = disputed, turnedSlowly = turned;
  disputed = function (actor) { return entente.disputed(actor, disputedSlowly); };
  turned = function (edge) { return entente.turned(edge, opposite, turnedSlowly); };
  look = function (nodes, predicates) { return entente.look(nodes, predicates, lookSlowly); };
  claims = function (actor, other) {
    if (!other || other === actor) return claimsSlowly(actor, other);
    var two = entente.claims(actor, other), edges = {};
    two.found.forEach(function (e) { edges[e.claim] = true; });
    each(two.pending.filter(function (claim) { return !edges[claim]; }), {
      source: "<rdf:subject>", relation: "<rdf:predicate>", target: "<rdf:object>", status: "<ent:status>"
    }, function (row) { two.found.push(row); });
    return two.found;
  };
}
