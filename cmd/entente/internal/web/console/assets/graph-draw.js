// Draws a graph as SVG, and the same as a file. What is drawn where, the
// model says.
import { age, corners, curve, limits, neighbours, newest, plural, room, sentence, isGroup } from "./graph-model.js";

const NS = "http://www.w3.org/2000/svg";

export function el(name, attributes = {}, ...children) {
  const e = document.createElementNS(NS, name);
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
  e.append(...children);
  return e;
}

const measure = (() => {
  const known = new Map();
  let context;
  return (text) => {
    if (!known.has(text)) {
      context ??= Object.assign(document.createElement("canvas").getContext("2d"), { font: "12px system-ui, sans-serif" });
      known.set(text, context.measureText(text).width / 12);
    }
    return known.get(text);
  };
})();

const cut = (text, n) => (text.length > n ? text.slice(0, n - 1) + "…" : text);

// Drawing keeps the SVG of one view: a world that is moved and scaled, with
// lines, nodes and labels in it.
export class Drawing {
  constructor(stage) {
    this.svg = el("svg", { class: "g-svg", "aria-hidden": "true", focusable: "false" });
    this.world = el("g", { class: "g-world" });
    this.lineLayer = el("g", { class: "g-lines" });
    this.nodeLayer = el("g", { class: "g-nodes" });
    this.lineLabels = el("g", { class: "g-linelabels" });
    this.labels = el("g", { class: "g-labels" });
    this.world.append(this.lineLayer, this.nodeLayer, this.lineLabels, this.labels);
    this.svg.append(this.world);
    stage.append(this.svg);
    this.at = { x: 0, y: 0, k: 1 };
  }

  // show draws a view anew.
  show(model, view, lines, state) {
    Object.assign(this, { model, view, lines, state });
    this.now = newest(model);
    this.lineElements = new Map();
    this.nodeElements = new Map();
    this.svg.classList.toggle("crowded", lines.length > 150);
    this.lineLayer.replaceChildren(...lines.map((l) => this.line(l)));
    // The small over the large, so that none is hidden.
    const order = [...view.nodes].sort((a, b) => b.r - a.r);
    this.nodeLayer.replaceChildren(...order.map((n) => this.node(n)));
    this.relabel();
    this.mark();
  }

  line(l) {
    const order = ["new", "none", "mid", "old"], old = l.edges.map((e) => order.indexOf(age(e, this.now)));
    const g = el("g", { class: `g-line c-${l.class} age-${order[Math.min(...old)]}` + (l.sources === 1 ? " single" : ""), "data-line": l.id });
    const stroke = el("path", { class: "stroke" }), head = el("path", { class: "head" }), hit = el("path", { class: "hit" });
    const deny = l.denied ? [el("path", { class: "deny-ground" }), el("path", { class: "deny" })] : [];
    const title = el("title");
    title.textContent = l.edges.slice(0, 6).map((e) => sentence(this.model, e) + (e.quote ? `: “${cut(e.quote, 160)}”` : "")).join("\n") +
      (l.edges.length > 6 ? `\nand ${plural(l.edges.length - 6, "more relation")}` : "");
    g.append(title, hit, stroke, head, ...deny);
    this.lineElements.set(l.id, { g, stroke, head, hit, deny });
    this.lead(l);
    return g;
  }

  lead(l) {
    const { stroke, head, hit, deny } = this.lineElements.get(l.id);
    const c = curve(l, this.model.nodes.get(l.a), this.model.nodes.get(l.b));
    l.curve = c;
    stroke.setAttribute("d", c.path);
    stroke.setAttribute("stroke-width", c.thick);
    hit.setAttribute("d", c.path);
    head.setAttribute("d", c.heads);
    // A cross a third of the way, where no label is.
    const { x, y } = c.at(0.3);
    for (const path of deny) path.setAttribute("d", `M${x - 5},${y - 5}l10,10m0,-10l-10,10`);
  }

  node(n) {
    const g = el("g", { class: `g-node t-${n.look}` + (isGroup(n.id) ? " group" : ""), "data-node": n.id, transform: `translate(${n.x} ${n.y})` });
    const title = el("title");
    title.textContent = `${n.label} (${n.kind}), ${plural(n.degree, "relation")}`;
    const points = corners[n.look];
    const shape = points
      ? el("polygon", { points: points.map(([x, y]) => `${(x * n.r).toFixed(1)},${(y * n.r).toFixed(1)}`).join(" ") })
      : el("circle", { r: n.r });
    shape.classList.add("shape");
    if (/^#[0-9a-f]{3,8}$|^[a-z]{3,20}$/i.test(n.colour ?? "")) shape.style.fill = n.colour; // a query's own
    g.append(title, shape);
    if (this.state.pins.has(n.id)) g.append(el("circle", { class: "pin", r: 2.5 }));
    const folded = this.view.folded.get(n.id);
    if (folded) {
      const badge = el("text", { class: "badge", x: n.r + 2, y: -n.r });
      badge.textContent = "+" + folded;
      g.append(badge);
    }
    this.nodeElements.set(n.id, g);
    return g;
  }

  // moved redraws what depends on where one actor stands.
  moved(id) {
    const n = this.model.nodes.get(id);
    this.nodeElements.get(id)?.setAttribute("transform", `translate(${n.x} ${n.y})`);
    for (const l of this.lines) if (l.a === id || l.b === id) this.lead(l);
  }

  // sized says how large the stage is on the screen: on paper, which is of
  // another size, the same is shown whole.
  sized(width, height) { this.svg.setAttribute("viewBox", `0 0 ${width.toFixed(1)} ${height.toFixed(1)}`); }

  // look moves and scales the world.
  look(at) {
    const scaled = at.k !== this.at.k;
    this.at = at;
    this.world.setAttribute("transform", `translate(${at.x.toFixed(2)} ${at.y.toFixed(2)}) scale(${at.k.toFixed(4)})`);
    if (scaled && this.model) this.relabel();
  }

  // relabel shows those labels that find room at this scale: letters are 12
  // points high on the screen, whatever the scale.
  relabel() {
    const { model, view, lines, state } = this;
    const size = 12 / this.at.k, focus = this.focus ?? state.selected;
    const near = focus && model.nodes.has(focus) ? neighbours(view, focus) : new Set();
    const order = [...view.nodes].sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1));
    const rank = (n) => (n.id === focus ? 0 : n.id === model.center ? 1 : near.has(n.id) ? 2 : 3);
    order.sort((a, b) => rank(a) - rank(b));
    const discs = view.nodes.map((n) => ({ owner: n.id, x0: n.x - n.r, x1: n.x + n.r, y0: n.y - n.r, y1: n.y + n.r }));
    const boxes = order.map((n) => {
      const w = (measure(cut(n.label, 24)) * size) / 2, y = n.y + n.r + 0.25 * size;
      return { owner: n.id, node: n, x0: n.x - w, x1: n.x + w, y0: y, y1: y + size * 1.1, always: n.id === focus };
    });
    const kept = room(boxes, discs);
    this.labels.setAttribute("font-size", size.toFixed(2));
    this.labels.replaceChildren(...kept.map(({ node: n }) => {
      const t = el("text", { x: n.x, y: (n.y + n.r).toFixed(1), dy: "1.1em", "data-for": n.id });
      t.textContent = cut(n.label, 24);
      return t;
    }));
    this.labelled = kept.length;
    const wanted = lines.filter((l) => lines.length <= limits.labelled || (focus && (l.a === focus || l.b === focus)));
    const small = size * 0.83;
    // In the middle of its line, or where else on it there is room.
    const onLines = room(wanted.slice(0, 2 * limits.labelled).flatMap((l) => [0.5, 0.6, 0.4, 0.7].map((t) => {
      const text = l.label, w = (measure(text) * small) / 2, m = l.curve.at(t);
      return { owner: l.id, line: l, text, m, once: true, x0: m.x - w, x1: m.x + w, y0: m.y - small * 0.6, y1: m.y + small * 0.6 };
    })), [...discs, ...kept]);
    this.lineLabels.setAttribute("font-size", small.toFixed(2));
    this.lineLabels.replaceChildren(...onLines.map(({ line: l, text, m }) => {
      const t = el("text", { class: "c-" + l.class, x: m.x.toFixed(1), y: m.y.toFixed(1), dy: "0.35em" });
      t.textContent = text;
      return t;
    }));
  }

  // mark shows who is chosen or pointed at, and dims who is not next to them.
  mark(focus = this.focus) {
    this.focus = focus;
    const id = focus || this.state.selected, has = id && this.nodeElements.has(id);
    const near = has ? neighbours(this.view, id) : new Set();
    this.svg.classList.toggle("focused", Boolean(has));
    for (const [n, g] of this.nodeElements) {
      g.classList.toggle("chosen", n === this.state.selected);
      g.classList.toggle("near", n === id || near.has(n));
    }
    for (const l of this.lines) this.lineElements.get(l.id).g.classList.toggle("near", l.a === id || l.b === id);
  }

  // bounds is the rectangle of all actors, without their labels.
  bounds() {
    let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
    for (const n of this.view.nodes) {
      x0 = Math.min(x0, n.x - n.r); x1 = Math.max(x1, n.x + n.r);
      y0 = Math.min(y0, n.y - n.r); y1 = Math.max(y1, n.y + n.r);
    }
    return x0 === Infinity ? { x0: 0, y0: 0, x1: 1, y1: 1 } : { x0, y0, x1, y1 };
  }

  // extent is how far to the left and right of the world's middle the actors
  // reach on the screen at a scale, with their labels where those are few
  // enough to be shown all.
  extent(k) {
    const all = this.view.nodes.length <= 200;
    let x0 = Infinity, x1 = -Infinity;
    for (const n of this.view.nodes) {
      const w = Math.max(n.r * k, all ? (measure(cut(n.label, 24)) * 12) / 2 : 33);
      x0 = Math.min(x0, n.x * k - w); x1 = Math.max(x1, n.x * k + w);
    }
    return x0 === Infinity ? { x0: 0, x1: k } : { x0, x1 };
  }
}

// What a file needs to look as the page does.
const kept = ["fill", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linejoin", "paint-order", "opacity", "fill-opacity", "font-size", "font-weight", "text-anchor"];

// toFile gives what is on screen as the text of an SVG file that stands by
// itself: with title, legend and where it is from.
export function toFile(drawing, { title, notes, legend, ground, ink }) {
  const world = drawing.world.cloneNode(true);
  world.removeAttribute("class");
  const live = drawing.world.querySelectorAll("*"), copy = world.querySelectorAll("*");
  live.forEach((e, i) => {
    if (e.tagName === "title" || e.tagName === "g") { copy[i].removeAttribute("class"); return; }
    const style = getComputedStyle(e);
    for (const name of kept) {
      const v = style.getPropertyValue(name);
      if (v && v !== "none" || name === "fill" || name === "stroke") copy[i].setAttribute(name, v);
    }
    copy[i].removeAttribute("class");
  });
  for (const hit of world.querySelectorAll("path")) if (hit.getAttribute("stroke") === "rgba(0, 0, 0, 0)") hit.remove();
  const b = drawing.bounds(), pad = 70, top = 64;
  const w = Math.ceil(Math.max(520, b.x1 - b.x0 + 2 * pad)), height = Math.ceil(b.y1 - b.y0);
  const foot = top + height + 48;
  const total = foot + 16 * (legend.length + notes.length) + 24;
  world.setAttribute("transform", `translate(${pad - b.x0} ${top - b.y0})`);
  const text = (x, y, content, more = {}) => {
    const t = el("text", { x, y, fill: ink, "font-size": 12, ...more });
    t.textContent = content;
    return t;
  };
  const svg = el("svg", { xmlns: NS, viewBox: `0 0 ${w} ${total}`, width: w, height: total, "font-family": "system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif", role: "img" });
  const name = el("title");
  name.textContent = title;
  svg.append(name, el("rect", { width: w, height: total, fill: ground }), text(24, 34, cut(title, Math.floor(w / 11)), { "font-size": 19, "font-weight": 600 }), world);
  legend.forEach((row, i) => {
    const y = foot + 16 * i;
    svg.append(el("rect", { x: 24, y: y - 9, width: 18, height: row.line ? 3 : 10, fill: row.colour }), text(50, y, row.text));
  });
  notes.forEach((n, i) => svg.append(text(24, foot + 16 * (legend.length + i) + 6, n, { "font-size": 10.5 })));
  return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(svg) + "\n";
}
