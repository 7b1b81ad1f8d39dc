// What the graph view thinks about: which nodes and lines are shown, where
// lines run, which labels find room, who is next to whom. No DOM in here, so
// that it is tested without a browser.

// Limits of what is drawn: labels on lines up to `labelled` lines, everything
// up to `plain` nodes, with leaves folded up to the server's limit. Where that
// leaves fewer than `few` nodes, leaves stay until there are `some`.
export const limits = { labelled: 40, plain: 800, few: 20, some: 100, fan: 5, table: 500 };

export const radius = (degree) => Math.min(22, 6 + 2.6 * Math.sqrt(degree));

// thickness grows a step for every doubling of the sources.
export function thickness(sources) {
  let t = 1.4;
  for (let n = sources; n > 1 && t < 7; n /= 2) t += 1.5;
  return t;
}

export const classes = ["cooperative", "conflictual", "neutral"];

export const looks = [
  ["state", "state"], ["person", "person"], ["igo", "intergovernmental organization"],
  ["armed", "armed force, group or unit"], ["company", "company"], ["org", "other organization"],
  ["other", "place, event, thing or other"],
];

// edgesOf gives the edges of what the server drew. A page carries them packed:
// they name their ends by number, and have no id but what they say, which is
// then the id of all that come later, too.
function edgesOf(data, byWords) {
  const end = (at) => (data.packed ? data.nodes[at].id : at);
  return data.edges.map((e) => {
    const source = end(e.source), target = end(e.target);
    return { ...e, source, target, id: byWords ? [source, e.relation, target, e.status].join(" ") : e.id };
  });
}

// build makes a model of what /api/graph answers.
export function build(data) {
  const model = {
    title: data.title, center: data.center ?? "", grouped: data.grouped, actors: data.actors,
    sources: data.sources, claims: data.claims, nodes: new Map(), edges: new Map(), packed: Boolean(data.packed),
  };
  for (const n of data.nodes) model.nodes.set(n.id, { ...n, r: radius(n.degree) });
  for (const e of edgesOf(data, model.packed)) model.edges.set(e.id, e);
  count(model);
  return model;
}

// count works out again what depends on the edges.
function count(model) {
  model.earliest = "";
  model.latest = "";
  model.undated = 0;
  for (const n of model.nodes.values()) n.degree = 0;
  for (const e of model.edges.values()) {
    for (const id of [e.source, e.target]) model.nodes.get(id).degree++;
    const first = e.earliest || e.latest, last = e.latest || e.earliest;
    if (!first) { model.undated++; continue; }
    if (!model.earliest || first < model.earliest) model.earliest = first;
    if (last > model.latest) model.latest = last;
  }
  for (const n of model.nodes.values()) n.r = radius(n.degree);
}

// merge adds what the server drew about what was there: nothing that is here
// moves, for the reader may have moved it. It tells how many are new.
export function merge(model, data) {
  let fresh = 0;
  for (const n of data.nodes) {
    if (model.nodes.has(n.id)) continue;
    model.nodes.set(n.id, { ...n, r: radius(n.degree) });
    fresh++;
  }
  for (const e of edgesOf(data, model.packed)) {
    if (model.nodes.has(e.source) && model.nodes.has(e.target)) model.edges.set(e.id, e);
  }
  count(model);
  Object.assign(model, { actors: data.actors, sources: data.sources, claims: data.claims });
  return fresh;
}

// newState is what the reader has chosen; all of it goes into the address.
export function newState() {
  return { off: new Set(), gone: new Set(), pins: new Map(), open: new Set(), expanded: [], day: "", selected: "" };
}

// How long ago an edge was last said to hold or to have happened, by the newest
// day of the graph (or today, if that lies before it).
export const ages = [["new", "within a year"], ["mid", "1 to 5 years before"], ["old", "longer ago"], ["none", "without a date"]];

export function newest(model) {
  const today = new Date().toISOString().slice(0, 10);
  return model.latest && model.latest < today ? model.latest : model.latest && today;
}

export function age(e, now) {
  if (!e.earliest && !e.latest) return "none";
  if (e.open || (e.latest || e.earliest) >= now) return "new"; // it has not ended
  const years = (Date.parse(now) - Date.parse(e.latest || e.earliest)) / (365.25 * 864e5);
  return years <= 1 ? "new" : years <= 5 ? "mid" : "old";
}

// shown says which nodes and edges are to be seen. Filters are keys: "t:person",
// "r:sanctions", "s:single", "a:old", "d:denied".
export function shown(model, state) {
  const { off, gone } = state;
  const here = (id) => {
    const n = model.nodes.get(id);
    return !gone.has(id) && !off.has("t:" + n.look);
  };
  const edges = [], degree = new Map(), now = newest(model);
  let later = 0;
  for (const e of model.edges.values()) {
    if (off.has("r:" + e.relation) || (e.sources === 1 && off.has("s:single")) || (e.denied && off.has("d:denied")) || off.has("a:" + age(e, now)) || !here(e.source) || !here(e.target)) continue;
    const from = e.earliest || e.latest;
    if (state.day && from && from > state.day) { later++; continue; }
    edges.push(e);
    for (const id of [e.source, e.target]) degree.set(id, (degree.get(id) ?? 0) + 1);
  }
  const nodes = [];
  for (const n of model.nodes.values()) {
    const keep = degree.has(n.id) || n.degree === 0 || n.id === model.center || state.pins.has(n.id);
    if (here(n.id) && keep) nodes.push(n);
  }
  const out = { nodes, edges, later, folded: new Map(), simple: nodes.length > limits.plain };
  if (out.simple) fold(out, model, state);
  return out;
}

// fold puts actors with one neighbour into a number at that neighbour. Of a hub
// and what is around it that would leave the hub: then the best supported stay.
function fold(out, model, state) {
  const next = new Map();
  for (const e of out.edges) {
    for (const [a, b] of [[e.source, e.target], [e.target, e.source]]) {
      if (!next.has(a)) next.set(a, new Set());
      next.get(a).add(b);
    }
  }
  const leaves = new Map(); // with their neighbour
  for (const n of out.nodes) {
    const mine = next.get(n.id);
    if (!mine || mine.size !== 1 || n.id === model.center || state.pins.has(n.id)) continue;
    const [hub] = mine;
    if (state.open.has(hub) || leaves.has(hub) || n.id === state.selected) continue;
    leaves.set(n.id, hub);
  }
  const left = out.nodes.length - leaves.size;
  if (left < limits.few) {
    out.best = limits.some - left;
    for (const id of bestSupported(leaves, out.edges).slice(0, out.best)) leaves.delete(id);
  }
  for (const hub of leaves.values()) out.folded.set(hub, (out.folded.get(hub) ?? 0) + 1);
  out.nodes = out.nodes.filter((n) => !leaves.has(n.id));
  out.edges = out.edges.filter((e) => !leaves.has(e.source) && !leaves.has(e.target));
}

// bestSupported sorts nodes by how many sources tell of an edge of theirs, and
// then by how many claims all of them have.
function bestSupported(nodes, edges) {
  const sources = new Map(), claims = new Map();
  for (const e of edges) {
    for (const id of [e.source, e.target]) {
      if (!nodes.has(id)) continue;
      sources.set(id, Math.max(sources.get(id) ?? 0, e.sources));
      claims.set(id, (claims.get(id) ?? 0) + e.claims);
    }
  }
  return [...nodes.keys()].sort((a, b) => sources.get(b) - sources.get(a) || claims.get(b) - claims.get(a) || (a < b ? -1 : 1));
}

// lines makes of edges what is drawn: one line an edge, side by side between
// the same two; where there are many, one line for each class.
export function lines(view) {
  const pairs = new Map();
  for (const e of view.edges) {
    const [a, b] = e.source < e.target ? [e.source, e.target] : [e.target, e.source];
    const key = a + "\n" + b;
    if (!pairs.has(key)) pairs.set(key, { a, b, edges: [] });
    pairs.get(key).edges.push(e);
  }
  const all = [];
  for (const { a, b, edges } of pairs.values()) {
    let bundles;
    if (!view.simple && edges.length <= limits.fan) {
      const order = (e) => classes.indexOf(e.class);
      bundles = [...edges].sort((x, y) => order(x) - order(y) || (x.id < y.id ? -1 : 1)).map((e) => [e]);
    } else {
      bundles = classes.map((c) => edges.filter((e) => e.class === c)).filter((list) => list.length > 0);
    }
    bundles.forEach((list, i) => {
      const gap = view.simple ? 8 : 15;
      all.push({
        id: list[0].id, a, b, edges: list, class: list[0].class, offset: (i - (bundles.length - 1) / 2) * gap,
        sources: Math.max(...list.map((e) => e.sources)),
        toA: list.some((e) => e.directed && e.target === a),
        toB: list.some((e) => e.directed && e.target === b),
        denied: list.reduce((n, e) => n + (e.denied ?? 0), 0),
        label: lineLabel(list),
      });
    });
  }
  return all;
}

function lineLabel(edges) {
  const names = [...new Set([...edges].sort((x, y) => y.claims - x.claims).map((e) => e.label))];
  return names.slice(0, 2).join(" · ") + (names.length > 2 ? ` +${names.length - 2}` : "");
}

// curve leads a line from the rim of one node to the rim of the other.
export function curve(line, from, to) {
  const dx = to.x - from.x, dy = to.y - from.y, length = Math.max(1, Math.hypot(dx, dy));
  const pull = (2 * line.offset) / length;
  const middle = { x: (from.x + to.x) / 2 - dy * pull, y: (from.y + to.y) / 2 + dx * pull };
  const on = (t) => {
    const s = 1 - t;
    return { x: s * s * from.x + 2 * s * t * middle.x + t * t * to.x, y: s * s * from.y + 2 * s * t * middle.y + t * t * to.y };
  };
  const thick = thickness(line.sources);
  const head = 6 + 1.6 * thick;
  const reach = (centre, r, inner, outer) => { // where the line leaves a circle
    for (let i = 0; i < 16; i++) {
      const m = (inner + outer) / 2, p = on(m);
      if (Math.hypot(p.x - centre.x, p.y - centre.y) < r) inner = m; else outer = m;
    }
    return outer;
  };
  const room = length > from.r + to.r + 2.5 * head;
  const startTip = reach(from, from.r + 2.5, 0, 0.5), endTip = reach(to, to.r + 2.5, 1, 0.5);
  const start = line.toA && room ? reach(from, from.r + 2.5 + head, 0, 0.5) : startTip;
  const end = line.toB && room ? reach(to, to.r + 2.5 + head, 1, 0.5) : endTip;
  // The part of the curve between two values of t is a curve, too.
  const p = on(start), q = on(end);
  const c = {
    x: (1 - start) * (1 - end) * from.x + ((1 - start) * end + start * (1 - end)) * middle.x + start * end * to.x,
    y: (1 - start) * (1 - end) * from.y + ((1 - start) * end + start * (1 - end)) * middle.y + start * end * to.y,
  };
  const heads = [];
  if (line.toA && room) heads.push(arrow(p, on(startTip), thick));
  if (line.toB && room) heads.push(arrow(q, on(endTip), thick));
  return {
    path: `M${point(p)}Q${point(c)} ${point(q)}`, heads: heads.join(""), thick,
    middle: on((start + end) / 2), at: (t) => on(start + (end - start) * t),
  };
}

function arrow(base, tip, thick) {
  const dx = tip.x - base.x, dy = tip.y - base.y, l = Math.max(0.001, Math.hypot(dx, dy));
  const half = 2.6 + 0.9 * thick, nx = (half * dy) / l, ny = (half * dx) / l;
  return `M${point(tip)}L${point({ x: base.x + nx, y: base.y - ny })}L${point({ x: base.x - nx, y: base.y + ny })}Z`;
}

const point = (p) => `${+p.x.toFixed(1)},${+p.y.toFixed(1)}`;

// Shapes of actors, for a radius of one; null is a circle.
export const corners = {
  state: null, other: null,
  person: [[0, -1.22], [1.22, 0], [0, 1.22], [-1.22, 0]],
  igo: [[1.1, 0], [0.55, 0.95], [-0.55, 0.95], [-1.1, 0], [-0.55, -0.95], [0.55, -0.95]],
  armed: [[0, -1.2], [1.13, 0.8], [-1.13, 0.8]],
  company: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  org: [[0, -1.1], [1.05, -0.34], [0.65, 0.9], [-0.65, 0.9], [-1.05, -0.34]],
};

// room finds which labels can be shown without one lying over another: boxes
// come in the order of their importance, `taken` are things that stay free. Of
// boxes of one owner that are marked once, the first that finds room is kept.
export function room(boxes, taken = []) {
  const size = 64, grid = new Map();
  const cells = function* (b) {
    for (let x = Math.floor(b.x0 / size); x <= Math.floor(b.x1 / size); x++) {
      for (let y = Math.floor(b.y0 / size); y <= Math.floor(b.y1 / size); y++) yield x + "," + y;
    }
  };
  const put = (b) => { for (const c of cells(b)) { if (!grid.has(c)) grid.set(c, []); grid.get(c).push(b); } };
  const free = (b) => {
    for (const c of cells(b)) {
      for (const o of grid.get(c) ?? []) {
        if (o.owner !== b.owner && b.x0 < o.x1 && b.x1 > o.x0 && b.y0 < o.y1 && b.y1 > o.y0) return false;
      }
    }
    return true;
  };
  taken.forEach(put);
  const placed = new Set();
  return boxes.filter((b) => {
    if ((b.once && placed.has(b.owner)) || (!b.always && !free(b))) return false;
    placed.add(b.owner);
    put(b);
    return true;
  });
}

// neighbours lists who is joined to an actor by what is shown.
export function neighbours(view, id) {
  const found = new Set();
  for (const e of view.edges) {
    if (e.source === id) found.add(e.target);
    if (e.target === id) found.add(e.source);
  }
  return found;
}

const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// step finds where an arrow key leads: to the neighbour that lies most that
// way; where no neighbour does, to the nearest of all that do.
export function step(model, view, id, key) {
  const here = model.nodes.get(id);
  const [ux, uy] = directions[key];
  const best = (list, least) => {
    let found = "", lowest = Infinity;
    for (const n of list) {
      const dx = n.x - here.x, dy = n.y - here.y, d = Math.hypot(dx, dy);
      if (n.id === id || d === 0) continue;
      const along = (dx * ux + dy * uy) / d;
      if (along < least) continue;
      const cost = d * (2 - along);
      if (cost < lowest || (cost === lowest && n.id < found)) { lowest = cost; found = n.id; }
    }
    return found;
  };
  const drawn = new Set(view.nodes.map((n) => n.id));
  const near = [...neighbours(view, id)].filter((n) => drawn.has(n)).map((n) => model.nodes.get(n));
  return best(near, 0.35) || best(view.nodes, 0.7) || "";
}

// between lists the edges that join two actors, the best attested first.
export function between(view, a, b) {
  return view.edges
    .filter((e) => (e.source === a && e.target === b) || (e.source === b && e.target === a))
    .sort((x, y) => y.sources - x.sources || y.claims - x.claims || (x.id < y.id ? -1 : 1));
}

export const plural = (n, word) => `${String(n).replace(/\B(?=(\d{3})+$)/g, ",")} ${n === 1 ? word : word.replace(/y$/, "ie") + "s"}`;

// say puts an actor into words, and how one came to it.
export function say(model, view, id, from) {
  const n = model.nodes.get(id);
  const edges = view.edges.filter((e) => e.source === id || e.target === id);
  let text = `${n.label}, ${n.kind}, ${plural(edges.length, "relation")}`;
  const folded = view.folded.get(id);
  if (folded) text += `, ${folded} more folded away`;
  const way = from ? between(view, from, id) : [];
  if (way.length > 0) {
    text += ". " + way.slice(0, 3).map((e) => sentence(model, e)).join("; ");
    if (way.length > 3) text += `; and ${way.length - 3} more`;
  }
  return text + ".";
}

// timeOf says when an edge held.
export function timeOf(e) {
  if (e.open) return "since " + e.earliest;
  let { earliest: from, latest: to } = e;
  if (!from || !to || from === to) return from || to || "";
  // Whole years and months are called so.
  const next = new Date(Date.parse(to) + 864e5);
  if (from.endsWith("-01") && next.getUTCDate() === 1) {
    [from, to] = [from.slice(0, 7), to.slice(0, 7)];
    if (from.endsWith("-01") && to.endsWith("-12")) [from, to] = [from.slice(0, 4), to.slice(0, 4)];
    if (from === to) return from;
  }
  return `${from} to ${to}`;
}

// sentence reads an edge: "Iran trades with China, 2 sources".
export function sentence(model, e) {
  const when = timeOf(e) && ", " + timeOf(e);
  const not = e.status && e.status !== "asserted" ? ` (${e.status})` : "";
  return `${model.nodes.get(e.source).label} ${e.label} ${model.nodes.get(e.target).label}${not}${e.sources ? ", " + plural(e.sources, "source") : ""}${when}${e.denied ? `; denied by ${plural(e.denied, "claim")}` : ""}`;
}

// legend counts what is on screen and what could be.
export function legend(model, view) {
  const groups = { types: new Map(), relations: new Map(), ages: new Map(), single: { n: 0, of: 0 }, denied: { n: 0, of: 0 } }, now = newest(model);
  const add = (map, key, more, here) => {
    if (!map.has(key)) map.set(key, { n: 0, of: 0, ...more });
    const row = map.get(key);
    row.of++;
    if (here) row.n++;
  };
  const nodes = new Set(view.nodes.map((n) => n.id)), edges = new Set(view.edges.map((e) => e.id));
  for (const n of model.nodes.values()) add(groups.types, n.look, {}, nodes.has(n.id));
  for (const e of model.edges.values()) {
    add(groups.relations, e.relation, { label: e.label, class: e.class }, edges.has(e.id));
    add(groups.ages, age(e, now), {}, edges.has(e.id));
    for (const [row, is] of [[groups.single, e.sources === 1], [groups.denied, e.denied > 0]]) if (is) { row.of++; if (edges.has(e.id)) row.n++; }
  }
  const types = looks.filter(([k]) => groups.types.has(k)).map(([k, label]) => ({ key: "t:" + k, look: k, label, ...groups.types.get(k) }));
  const relations = [...groups.relations].map(([k, row]) => ({ key: "r:" + k, ...row }))
    .sort((x, y) => classes.indexOf(x.class) - classes.indexOf(y.class) || y.of - x.of || (x.label < y.label ? -1 : 1));
  const aged = ages.filter(([k]) => groups.ages.has(k)).map(([k, label]) => ({ key: "a:" + k, age: k, label, ...groups.ages.get(k) }));
  return { types, relations, single: groups.single, denied: groups.denied, ages: aged, newest: now };
}

// solo leaves only one key of its kind on, or all if it was alone already.
export function solo(off, key, all) {
  const kind = key.slice(0, 2), others = all.filter((k) => k.startsWith(kind) && k !== key);
  const alone = !off.has(key) && others.every((k) => off.has(k));
  const now = new Set(off);
  now.delete(key);
  for (const k of others) if (alone) now.delete(k); else now.add(k);
  return now;
}

// The state in an address. Names are the keys of URLSearchParams; what is
// empty is left out, and the other parameters stay.
const names = { off: "off", gone: "gone", expanded: "with", open: "open", day: "day", selected: "sel", pins: "pin" };
const short = (id) => id.replace(/^actor:/, "");
const full = (id) => (id.includes(":") ? id : "actor:" + id);

export function toQuery(params, state) {
  for (const name of Object.values(names)) params.delete(name);
  const set = (name, list) => { if (list.length > 0) params.set(names[name], list.join(" ")); };
  set("off", [...state.off].sort());
  set("gone", [...state.gone].map(short).sort());
  for (const id of state.expanded) params.append(names.expanded, id); // the server reads this one
  set("open", [...state.open].map(short).sort());
  if (state.day) params.set(names.day, state.day);
  if (state.selected) params.set(names.selected, short(state.selected));
  if (state.pins.size <= 25) set("pins", [...state.pins].map(([id, p]) => `${short(id)}@${Math.round(p.x)},${Math.round(p.y)}`).sort());
  return params;
}

export function fromQuery(params) {
  const state = newState();
  const list = (name) => (params.get(names[name]) ?? "").split(" ").filter(Boolean);
  for (const k of list("off")) if (/^[trsad]:./.test(k)) state.off.add(k);
  for (const id of list("gone")) state.gone.add(full(id));
  for (const id of list("open")) state.open.add(full(id));
  state.expanded = params.getAll(names.expanded).filter(Boolean);
  if (/^\d{4}(-\d\d){0,2}$/.test(params.get(names.day) ?? "")) state.day = params.get(names.day);
  if (params.get(names.selected)) state.selected = full(params.get(names.selected));
  for (const pin of list("pins")) {
    const m = /^(.+)@(-?\d+),(-?\d+)$/.exec(pin);
    if (m) state.pins.set(full(m[1]), { x: +m[2], y: +m[3] });
  }
  return state;
}

// whyURL is the address of an edge's evidence; of a line that stands for
// several, of all that is said of the two.
export function whyURL(edges) {
  const e = edges[0];
  const relation = edges.length === 1 ? e.relation : "any";
  return `/why?subject=${encodeURIComponent(e.source)}&relation=${relation}&object=${encodeURIComponent(e.target)}`;
}

export const isGroup = (id) => id.startsWith("group:");
export const isActor = (id) => id.startsWith("actor:");

// evident tells whether an edge has sentences behind it; what a query makes up
// or a group stands for has none.
export const evident = (e) => isActor(e.source) && isActor(e.target) && !e.made;
