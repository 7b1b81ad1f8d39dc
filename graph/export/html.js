
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  if (!data.nodes) return;
  const stage = document.getElementById("stage");
  const space = "http://www.w3.org/2000/svg";

  // make builds an element; text is only ever set as text.
  const make = (name, attrs, ...children) => {
    const e = document.createElement(name);
    for (const [k, v] of Object.entries(attrs || {})) e[k] = v;
    e.append(...children);
    return e;
  };
  const shape = (name, attrs, parent) => {
    const e = document.createElementNS(space, name);
    for (const [k, v] of Object.entries(attrs)) e.setAttribute(k, v);
    if (parent) parent.append(e);
    return e;
  };
  const count = (n, noun) => n + " " + noun + (n === 1 ? "" : "s");

  const { nodes, lines, edges, kinds, classes } = data;
  const says = (i) => nodes[edges[i].from].label + " " + edges[i].relation + " " + nodes[edges[i].to].label;
  const row = (i) => document.getElementById("r" + i);

  // The picture.
  const picture = shape("svg", { id: "picture", tabindex: 0, role: "group", "aria-label": "Graph. Arrow keys move it, plus and minus zoom, zero shows all." });
  const layers = { lines: shape("g", {}, picture), nodes: shape("g", {}, picture) };
  let view;

  const symbol = (kind, r, parent) => {
    const k = kinds[kind];
    const attrs = { class: "symbol " + (k.hollow ? "hollow" : "solid"), [k.hollow ? "stroke" : "fill"]: k.colour };
    if (!k.corners) return shape("circle", { ...attrs, r: k.hollow ? r - 1 : r }, parent);
    return shape("polygon", { ...attrs, points: k.corners.map(([x, y]) => x * r + "," + y * r).join(" ") }, parent);
  };

  lines.forEach((l, i) => {
    const words = l.edges.map(says).join("; ");
    l.g = shape("g", { class: "line " + classes[l.class].name, tabindex: 0, role: "button", "aria-label": words }, layers.lines);
    shape("title", {}, l.g).textContent = words;
    l.hit = shape("path", { class: "hit", "stroke-width": Math.max(12, l.width) }, l.g);
    l.path = shape("path", { class: "stroke", "stroke-width": l.width, "stroke-opacity": lines.length > 150 ? 0.5 : 0.85, ...(l.sources < 2 ? { "stroke-dasharray": "6 4" } : {}) }, l.g);
    l.head = shape("path", { class: "head" }, l.g);
    if (l.label) l.text = shape("text", {}, l.g), l.text.textContent = l.label;
    l.g.addEventListener("click", () => { if (!moved) choose("line", i); });
  });
  // The big ones first, so that small ones on their rim stay in sight.
  [...nodes.keys()].sort((a, b) => nodes[b].r - nodes[a].r || a - b).forEach((i) => {
    const n = nodes[i];
    n.home = [n.x, n.y];
    n.g = shape("g", { class: "node" + (n.bold ? " bold" : ""), tabindex: 0, role: "button", "aria-label": n.about }, layers.nodes);
    shape("title", {}, n.g).textContent = n.about;
    symbol(n.kind, n.r, n.g);
    n.lines.forEach((line, k) => { shape("text", { x: n.lx, y: n.ly + 14 * k }, n.g).textContent = line; });
    n.g.addEventListener("click", () => { if (!moved) choose("node", i); });
  });
  picture.addEventListener("keydown", (e) => {
    const act = { "+": () => zoom(0.8), "=": () => zoom(0.8), "-": () => zoom(1.25), 0: fit, ArrowLeft: () => pan(-0.1, 0), ArrowRight: () => pan(0.1, 0), ArrowUp: () => pan(0, -0.1), ArrowDown: () => pan(0, 0.1) }[e.key];
    if (act && !e.ctrlKey && !e.metaKey && !e.altKey) act(), e.preventDefault();
    if (e.key === "Escape") clear();
    if (e.key !== "Enter" && e.key !== " ") return;
    const line = lines.findIndex((l) => l.g === e.target), node = nodes.findIndex((n) => n.g === e.target);
    if (line >= 0) choose("line", line), e.preventDefault();
    if (node >= 0) choose("node", node), e.preventDefault();
  });

  // trace draws a line between the rims of its nodes, bent as it is bent.
  const trace = (l) => {
    const a = nodes[l.a], b = nodes[l.b], dx = b.x - a.x, dy = b.y - a.y, long = Math.max(1, Math.hypot(dx, dy));
    const c = { x: (a.x + b.x) / 2 - (2 * (l.bend || 0) * dy) / long, y: (a.y + b.y) / 2 + (2 * (l.bend || 0) * dx) / long };
    const towards = (p, q, by) => { const d = Math.max(1e-6, Math.hypot(q.x - p.x, q.y - p.y)); return { x: p.x + ((q.x - p.x) * by) / d, y: p.y + ((q.y - p.y) * by) / d }; };
    const size = 6 + 1.6 * l.width, half = 2.6 + 0.9 * l.width;
    const from = towards(a, c, a.r + 2.5), to = towards(b, c, b.r + 2.5);
    const head = (tip) => {
      const base = towards(tip, c, size), nx = (half * (tip.y - base.y)) / size, ny = (half * (tip.x - base.x)) / size;
      return `M${tip.x},${tip.y} L${base.x + nx},${base.y - ny} L${base.x - nx},${base.y + ny} Z`;
    };
    const start = l.toA ? towards(from, c, size) : from, end = l.toB ? towards(to, c, size) : to;
    const d = `M${start.x},${start.y} Q${c.x},${c.y} ${end.x},${end.y}`;
    l.path.setAttribute("d", d);
    l.hit.setAttribute("d", d);
    l.head.setAttribute("d", (l.toA ? head(from) : "") + (l.toB ? head(to) : ""));
    if (!l.text) return;
    const t = l.at, on = (v) => (1 - t) * (1 - t) * from[v] + 2 * t * (1 - t) * c[v] + t * t * to[v];
    l.text.setAttribute("x", on("x"));
    l.text.setAttribute("y", on("y") + 3);
  };
  const put = (n) => n.g.setAttribute("transform", `translate(${n.x},${n.y})`);

  // What part of it is seen.
  const show = () => picture.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
  const fit = () => {
    const seen = nodes.filter((n) => !n.g.classList.contains("gone")), all = seen.length ? seen : nodes;
    const low = { x: Math.min(...all.map((n) => n.x)), y: Math.min(...all.map((n) => n.y)) }, high = { x: Math.max(...all.map((n) => n.x)), y: Math.max(...all.map((n) => n.y)) };
    view = { x: low.x - 80, y: low.y - 50, w: high.x - low.x + 160, h: high.y - low.y + 100 };
    show();
  };
  const where = (e) => { const p = new DOMPoint(e.clientX, e.clientY).matrixTransform(picture.getScreenCTM().inverse()); return { x: p.x, y: p.y }; };
  const zoom = (by, at) => {
    at = at || { x: view.x + view.w / 2, y: view.y + view.h / 2 };
    by = Math.min(Math.max(by, 40 / view.w), 40000 / view.w);
    view = { x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by, w: view.w * by, h: view.h * by };
    show();
  };
  const pan = (x, y) => { view.x += x * view.w; view.y += y * view.h; show(); };
  picture.addEventListener("wheel", (e) => { e.preventDefault(); zoom(Math.exp(Math.min(60, Math.max(-60, e.deltaY)) / 200), where(e)); }, { passive: false });

  // One finger or the mouse moves what is under it, two fingers zoom.
  const fingers = new Map();
  let held = null, moved = false;
  picture.addEventListener("pointerdown", (e) => {
    if (e.button > 0) return;
    fingers.set(e.pointerId, where(e));
    moved = false;
    const n = nodes.find((n) => n.g.contains(e.target));
    held = fingers.size > 1 ? null : { node: n, from: [e.clientX, e.clientY], at: where(e) };
  });
  picture.addEventListener("pointermove", (e) => {
    if (!fingers.has(e.pointerId)) return;
    const before = fingers.get(e.pointerId), now = where(e);
    if (fingers.size === 2) {
      const other = [...fingers].find(([id]) => id !== e.pointerId)[1];
      const was = Math.hypot(before.x - other.x, before.y - other.y), is = Math.hypot(now.x - other.x, now.y - other.y);
      if (is > 0) zoom(was / is, other);
      moved = true;
      fingers.set(e.pointerId, where(e));
      return;
    }
    if (!held || (!moved && Math.hypot(e.clientX - held.from[0], e.clientY - held.from[1]) < 4)) return;
    if (!moved) picture.setPointerCapture(e.pointerId), picture.classList.add("moving");
    moved = true;
    if (held.node) {
      held.node.x += now.x - held.at.x;
      held.node.y += now.y - held.at.y;
      held.at = now;
      put(held.node);
      lines.filter((l) => nodes[l.a] === held.node || nodes[l.b] === held.node).forEach(trace);
    } else {
      view.x -= now.x - held.at.x;
      view.y -= now.y - held.at.y;
      show();
    }
  });
  const release = (e) => { fingers.delete(e.pointerId); held = null; picture.classList.remove("moving"); };
  picture.addEventListener("pointerup", release);
  picture.addEventListener("pointercancel", release);

  // What is chosen: a line with the sentences behind it, or an actor.
  const panel = make("div", { id: "panel" });
  panel.setAttribute("aria-live", "polite");
  const hint = () => panel.replaceChildren(make("p", {}, "Choose a line to read the sentences behind it, or an actor to see its relations."));
  const clear = () => { document.querySelectorAll(".chosen").forEach((e) => e.classList.remove("chosen")); hint(); };
  const choose = (what, i) => {
    clear();
    const list = what === "line" ? lines[i].edges : [...edges.keys()].filter((k) => edges[k].from === i || edges[k].to === i);
    (what === "line" ? lines : nodes)[i].g.classList.add("chosen");
    panel.replaceChildren();
    if (what === "node") panel.append(make("h3", {}, nodes[i].label), make("p", {}, nodes[i].about));
    for (const k of list) {
      if (what === "node") {
        const e = edges[k];
        panel.append(make("button", { type: "button", onclick: () => choose("line", lines.findIndex((l) => l.edges.includes(k))) },
          says(k) + (e.when ? " (" + e.when + ")" : "") + ": " + count(e.claims, "claim")));
        continue;
      }
      panel.append(make("h3", {}, says(k)), make("p", {}, [edges[k].when, count(edges[k].claims, "claim"), count(edges[k].sources, "source")].filter(Boolean).join(" · ")));
      const said = row(k).querySelector("ul").cloneNode(true);
      const link = make("a", { href: "#r" + k }, "in the table");
      panel.append(said, make("p", {}, link));
    }
    panel.scrollTop = 0;
  };

  // The legend filters.
  const tools = make("div", { id: "tools" });
  const off = { kinds: new Set(), classes: new Set(), single: false };
  const filter = () => {
    const hidden = nodes.map((n) => off.kinds.has(n.kind));
    const alive = nodes.map(() => false);
    lines.forEach((l) => {
      l.gone = hidden[l.a] || hidden[l.b] || off.classes.has(l.class) || (off.single && l.sources < 2);
      l.g.classList.toggle("gone", l.gone);
      if (!l.gone) alive[l.a] = alive[l.b] = true;
      l.edges.forEach((k) => { row(k).hidden = l.gone; });
    });
    nodes.forEach((n, i) => n.g.classList.toggle("gone", !alive[i]));
    shown.textContent = count(alive.filter(Boolean).length, "actor") + ", " + count(lines.filter((l) => !l.gone).reduce((n, l) => n + l.edges.length, 0), "relation") + " shown";
  };
  const box = (words, drawing, change) => {
    const input = make("input", { type: "checkbox", checked: true, onchange: () => { change(input.checked); filter(); } });
    tools.append(make("label", {}, input, drawing, words));
  };
  const swatch = () => shape("svg", { viewBox: "-13 -8 26 16", "aria-hidden": "true" });
  kinds.forEach((k, i) => {
    const n = nodes.filter((n) => n.kind === i).length;
    if (!n) return;
    const g = swatch();
    symbol(i, 6, shape("g", { class: "node" }, g));
    box(k.name + " " + n, g, (on) => (on ? off.kinds.delete(i) : off.kinds.add(i)));
  });
  const stripe = (name, attrs) => { const g = swatch(); shape("path", { class: "stroke", d: "M-12,0 H12", ...attrs }, shape("g", { class: "line " + name }, g)); return g; };
  classes.forEach((c, i) => {
    const n = lines.filter((l) => l.class === i).reduce((n, l) => n + l.edges.length, 0);
    if (n) box(c.name + " " + n, stripe(c.name, { "stroke-width": 2.5 }), (on) => (on ? off.classes.delete(i) : off.classes.add(i)));
  });
  const single = lines.filter((l) => l.sources < 2).reduce((n, l) => n + l.edges.length, 0);
  if (single) box("one source only " + single, stripe("neutral", { "stroke-width": 1.4, "stroke-dasharray": "6 4" }), (on) => { off.single = !on; });
  const find = make("input", { type: "search", placeholder: "Find an actor", oninput: () => {
    const q = find.value.trim().toLowerCase();
    nodes.forEach((n) => n.g.classList.toggle("faint", q !== "" && !n.label.toLowerCase().includes(q)));
    lines.forEach((l) => l.g.classList.toggle("faint", q !== ""));
  } });
  find.setAttribute("aria-label", "Find an actor");
  const button = (words, label, act) => { const b = make("button", { type: "button", onclick: act }, words); b.setAttribute("aria-label", label); tools.append(b); };
  tools.append(find);
  button("+", "Zoom in", () => zoom(0.8));
  button("−", "Zoom out", () => zoom(1.25));
  button("Show all", "Show all", fit);
  button("As it was", "Put the actors back", () => { nodes.forEach((n) => { [n.x, n.y] = n.home; put(n); }); lines.forEach(trace); fit(); });
  const shown = make("small", {});
  shown.setAttribute("role", "status");
  tools.append(shown);

  nodes.forEach(put);
  lines.forEach(trace);
  stage.append(tools, picture, panel);
  stage.hidden = false;
  filter();
  fit();
  hint();
  const asked = /^#r(\d+)$/.exec(location.hash);
  if (asked && edges[asked[1]]) choose("line", lines.findIndex((l) => l.edges.includes(Number(asked[1]))));
})();
