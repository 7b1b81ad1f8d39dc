// The graph view. Every <div data-graph data-src="/api/graph?…"> (or
// data-json="ID" of an element with the same as JSON) becomes one. What it
// shows can be had without it: data-table="ID" names the table that says the
// same, whose rows follow what is shown.
import { Drawing, toFile } from "./graph-draw.js";
import {
  between, build, evident, fromQuery, isActor, isGroup, legend, lines, merge, newState, plural, say, sentence, shown, solo, step, toQuery, whyURL,
} from "./graph-model.js";
import { keepTable } from "./graph-table.js";
import { buildLegend, button, html } from "./graph-legend.js";
import { openDrawer } from "./app.js";
import { pinch } from "./pinch.js";

const keysHelp = "Arrow keys walk to the neighbour that way. Enter shows the actor, E the evidence of the last step, X expands, H hides, P pins, O opens the actor's page, T goes to the table, plus and minus zoom, F fits, Escape lets go.";

export async function mount(host) {
  const whole = host.hasAttribute("data-state"); // a page of its own: all of its state is in the address
  const params = new URLSearchParams(location.search);
  let data;
  try {
    data = await load(host);
  } catch (e) {
    host.hidden = false;
    host.replaceChildren(html("p", { class: "note bad", role: "alert" }, "The graph could not be drawn: " + e.message));
    return;
  }
  const model = build(data);
  const state = whole ? fromQuery(params) : newState();
  for (const [id, p] of state.pins) if (model.nodes.has(id)) Object.assign(model.nodes.get(id), p);
  if (!model.nodes.has(state.selected)) state.selected = "";
  new View(host, model, state, whole);
}

async function load(host) {
  if (host.dataset.json) return JSON.parse(document.getElementById(host.dataset.json).textContent);
  const answer = await fetch(host.dataset.src, { headers: { Accept: "application/json" } });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail ?? answer.statusText);
  return body;
}

class View {
  constructor(host, model, state, whole) {
    Object.assign(this, { host, model, state, whole, came: "" });
    this.table = host.dataset.table && document.getElementById(host.dataset.table);
    this.makeParts();
    this.listen();
    host.hidden = false;
    this.draw();
    this.fit();
    host.dataset.ready = "";
    host.dispatchEvent(new CustomEvent("graphready", { bubbles: true }));
    new ResizeObserver(() => {
      const { width, height } = this.stage.getBoundingClientRect();
      if (!this.touched) this.fit();
      else if (width >= 10) this.drawing.sized(width, height);
    }).observe(this.stage);
  }

  makeParts() {
    const id = this.host.id || "graph";
    this.stage = html("div", { class: "g-stage", role: "application", tabindex: "0", "aria-describedby": id + "-keys" });
    this.drawing = new Drawing(this.stage);
    this.info = html("div", { class: "g-info", hidden: "" });
    this.said = html("p", { class: "sr", "aria-live": "polite" });
    this.legendBox = html("div", { class: "g-legend" });
    this.notes = html("p", { class: "g-notes small" });
    const bar = html("div", { class: "g-bar", role: "group", "aria-label": "Graph" },
      button("−", "Zoom out", () => this.zoom(1 / 1.3)), button("+", "Zoom in", () => this.zoom(1.3)),
      button("Fit", "Show all of it", () => this.fit()), button("SVG", "Save what is shown as an SVG file", () => this.save()),
      button("All again", "Show again what was hidden, filtered or moved", () => this.reset()));
    if (!this.whole && this.host.dataset.src) bar.append(html("a", { class: "button", href: "/graph?" + new URL(this.host.dataset.src, location.href).searchParams }, "As a page"));
    const keys = html("p", { class: "g-keys small", id: id + "-keys" }, keysHelp);
    this.host.replaceChildren(bar, this.stage, this.info, this.dayBox(), this.legendBox, this.notes, keys, this.said);
  }

  // dayBox lets the reader go through time where the graph has one.
  dayBox() {
    const box = html("div", { class: "g-day", hidden: "" });
    const { earliest, latest } = this.model;
    if (!earliest || earliest === latest) return box;
    const day = (text) => Math.round(Date.parse(text.slice(0, 10)) / 864e5);
    const first = day(earliest), last = day(latest);
    if (Number.isNaN(first) || Number.isNaN(last) || first === last) return box;
    const text = (n) => new Date(n * 864e5).toISOString().slice(0, 10);
    const range = html("input", { type: "range", min: first, max: last, value: this.state.day ? day(this.state.day) : last, "aria-label": "Show what had begun by" });
    const out = html("output", {}, this.state.day || "all");
    range.setAttribute("aria-valuetext", out.textContent);
    range.addEventListener("input", () => {
      this.state.day = +range.value >= last ? "" : text(+range.value);
      out.textContent = this.state.day || "all";
      range.setAttribute("aria-valuetext", out.textContent);
      this.draw();
    });
    this.dayInput = range;
    box.hidden = false;
    box.append(html("label", {}, "What had begun by "), range, out);
    return box;
  }

  // draw shows what the state says, in all the places that show it.
  draw() {
    const { model, state } = this;
    this.view = shown(model, state);
    this.lines = lines(this.view);
    // Two or three actors want no large field; it does not shrink with a filter.
    this.stage.dataset.actors = model.nodes.size < 4 ? "few" : model.nodes.size < 9 ? "some" : "many";
    this.drawing.show(model, this.view, this.lines, state);
    this.stage.setAttribute("aria-label", `Graph of ${plural(this.view.nodes.length, "actor")} and ${plural(this.view.edges.length, "relation")}` + (this.table ? "; press T for the same as a table" : ""));
    buildLegend(this.legendBox, legend(model, this.view), state, (key, alone) => this.filter(key, alone));
    this.note();
    this.showInfo();
    if (this.table) keepTable(this.table, model, this.view);
    this.remember();
  }

  note() {
    const { model, view } = this, notes = [];
    if (model.grouped) notes.push(`${plural(model.actors, "actor")} are too many to draw: all but the best connected stand as groups. Narrow the question to see them.`);
    if (view.simple) notes.push((view.best ? `Simplified: actors with one neighbour, but for the ${view.best} best supported, are folded into it` : "Simplified: actors with one neighbour are folded into it") + " (+n; Expand unfolds them), and the relations of two actors into a line a class.");
    if (this.state.day) {
      notes.push(`${plural(view.later, "relation")} of later days ${view.later === 1 ? "is" : "are"} not shown.`);
      if (model.undated) notes.push(`${plural(model.undated, "relation")} without a date ${model.undated === 1 ? "is" : "are"} shown.`);
    }
    this.notes.textContent = notes.join(" ");
  }

  remember() {
    if (!this.whole) return;
    const params = toQuery(new URLSearchParams(location.search), this.state);
    const text = params.toString();
    history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
    this.host.dispatchEvent(new CustomEvent("graphstate", { bubbles: true }));
  }

  filter(key, alone) {
    const { state } = this;
    if (alone) {
      const all = [...this.legendBox.querySelectorAll("[data-key]")].map((b) => b.dataset.key);
      state.off = solo(state.off, key, all);
    } else if (!state.off.delete(key)) state.off.add(key);
    this.draw();
    this.tell(`${plural(this.view.nodes.length, "actor")} and ${plural(this.view.edges.length, "relation")} shown`);
  }

  tell(text) { this.said.textContent = text; }

  select(id, from = "") {
    this.state.selected = id;
    this.came = from;
    this.drawing.focus = undefined;
    this.drawing.relabel();
    this.drawing.mark();
    this.showInfo();
    this.remember();
  }

  // showInfo says of the chosen actor what the drawing says, and what can be
  // done with it.
  showInfo() {
    const id = this.state.selected, n = this.model.nodes.get(id);
    this.info.hidden = !n;
    if (!n) return;
    const edges = this.view.edges.filter((e) => e.source === id || e.target === id);
    const list = html("ul", {}, ...edges.slice(0, 12).map((e) =>
      html("li", { class: "c-" + e.class }, !evident(e)
        ? html("span", {}, sentence(this.model, e)) : html("a", { href: whyURL([e]), "data-drawer": "" }, sentence(this.model, e)))));
    const does = !isActor(id) ? [] : [
      html("a", { class: "button", href: "/actor/" + encodeURIComponent(id.replace(/^actor:/, "")) }, "Open"),
      button("Expand", `Show all relations of ${n.label}`, () => this.expand(id)),
    ];
    does.push(button(this.state.pins.has(id) ? "Unpin" : "Pin", `Keep ${n.label} where it is`, () => this.pin(id)), button("Hide", `Take ${n.label} out of the picture`, () => this.hide(id)));
    this.info.replaceChildren(
      html("p", {}, html("strong", { dir: "auto" }, n.label), ` ${n.kind}, ${plural(edges.length, "relation")}, ${plural(n.claims ?? 0, "claim")}`),
      list, edges.length > 12 ? html("p", { class: "small" }, `and ${edges.length - 12} more, in the table`) : "", html("p", { class: "g-does" }, ...does));
  }

  evidence(line) {
    if (!line.edges.every(evident)) {
      const why = line.edges.some((e) => isGroup(e.source) || isGroup(e.target))
        ? "A group's relations are many: narrow the question to see their sentences." : "The query says so; there is no claim behind it.";
      this.tell(why);
      this.notes.textContent = why;
      return;
    }
    openDrawer(whyURL(line.edges));
  }

  async expand(id) {
    if (!isActor(id)) return;
    if (this.view.folded.has(id) || this.state.open.has(id)) { this.state.open.add(id); this.draw(); }
    if (!this.host.dataset.src || this.state.expanded.includes(id)) return;
    const url = new URL(this.host.dataset.src, location.href);
    for (const more of [...this.state.expanded, id]) url.searchParams.append("with", more);
    this.stage.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" } });
      const data = await answer.json();
      if (!answer.ok) throw new Error(data.detail ?? answer.statusText);
      if (data.grouped && !this.model.grouped) throw new Error(`${plural(data.actors, "actor")} would be too many to draw`);
      const n = merge(this.model, data);
      this.state.expanded.push(id);
      this.draw();
      this.tell(n === 0 ? "Nobody new." : plural(n, "new actor"));
      if (!this.touched) this.fit();
    } catch (e) {
      this.notes.textContent = "Not expanded: " + e.message;
      this.tell("Not expanded: " + e.message);
    }
    this.stage.removeAttribute("aria-busy");
  }

  pin(id) {
    const { pins } = this.state, n = this.model.nodes.get(id);
    if (!pins.delete(id)) pins.set(id, { x: n.x, y: n.y });
    this.draw();
    this.tell(pins.has(id) ? "pinned" : "no longer pinned");
  }

  hide(id) {
    this.state.gone.add(id);
    this.state.pins.delete(id);
    if (this.state.selected === id) this.state.selected = "";
    const { label } = this.model.nodes.get(id);
    this.draw();
    this.tell(label + " is hidden");
  }

  reset() {
    const { expanded } = this.state;
    this.state = Object.assign(newState(), { expanded });
    if (this.dayInput) { this.dayInput.value = this.dayInput.max; this.dayInput.nextElementSibling.textContent = "all"; }
    this.draw();
    this.fit();
  }

  // fit shows everything, not larger than drawn.
  fit() {
    const b = this.drawing.bounds(), { width, height } = this.stage.getBoundingClientRect();
    if (width < 10) return;
    this.drawing.sized(width, height);
    const roomy = Math.max(0.05, Math.min((width - 24) / (b.x1 - b.x0 + 1), (height - 44) / (b.y1 - b.y0 + 1)));
    // Labels are as large at every scale: what they stand out by is found by trying.
    let k = Math.min(1.3, roomy), e = this.drawing.extent(k);
    for (let i = 0; i < 9 && e.x1 - e.x0 > width - 12 && k > 0.75 * roomy; i++) e = this.drawing.extent(k *= 0.96);
    this.drawing.look({ k, x: (width - e.x0 - e.x1) / 2, y: (height - 12 - (b.y0 + b.y1) * k) / 2 });
    this.touched = false;
  }

  zoom(factor, x, y) {
    const { width, height } = this.stage.getBoundingClientRect(), at = this.drawing.at;
    const k = Math.min(8, Math.max(0.05, at.k * factor)), f = k / at.k;
    const cx = x ?? width / 2, cy = y ?? height / 2;
    this.touched = true;
    this.drawing.look({ k, x: cx - (cx - at.x) * f, y: cy - (cy - at.y) * f });
  }

  pan(dx, dy) {
    this.touched = true;
    const at = this.drawing.at;
    this.drawing.look({ ...at, x: at.x + dx, y: at.y + dy });
  }

  // see brings an actor into the picture if it is not in it.
  see(id) {
    const n = this.model.nodes.get(id), { x, y, k } = this.drawing.at, { width, height } = this.stage.getBoundingClientRect();
    const px = x + n.x * k, py = y + n.y * k;
    if (px < 20 || py < 20 || px > width - 20 || py > height - 30) this.pan(width / 2 - px, height / 2 - py);
  }

  listen() {
    const { stage } = this;
    const what = (e) => {
      const n = e.target.closest?.("[data-node]"), l = e.target.closest?.("[data-line]");
      return { node: n?.dataset.node, line: l && this.lines.find((x) => x.id === l.dataset.line) };
    };
    let drag = null;
    stage.addEventListener("pointerdown", (e) => {
      if (e.button !== 0) return;
      drag = { ...what(e), x: e.clientX, y: e.clientY, moved: false };
    });
    stage.addEventListener("pointermove", (e) => {
      if (!drag) {
        const { node } = what(e);
        if (node !== this.drawing.focus) { this.drawing.mark(node); this.drawing.relabel(); }
        return;
      }
      const dx = e.clientX - drag.x, dy = e.clientY - drag.y;
      if (!drag.moved && Math.hypot(dx, dy) < 4) return;
      if (!drag.moved) { stage.setPointerCapture(e.pointerId); drag.moved = true; stage.classList.add("dragging"); this.drawing.svg.classList.toggle("bare", this.view.simple); }
      drag.x = e.clientX;
      drag.y = e.clientY;
      if (!drag.node) { this.pan(dx, dy); return; }
      const n = this.model.nodes.get(drag.node), { k } = this.drawing.at;
      n.x += dx / k;
      n.y += dy / k;
      this.drawing.moved(drag.node);
    });
    stage.addEventListener("pinchstart", () => { drag = null; stage.classList.remove("dragging"); this.drawing.svg.classList.remove("bare"); });
    pinch(stage, (factor, x, y, dx, dy) => { this.pan(dx, dy); this.zoom(factor, x, y); });
    const end = (e) => {
      if (!drag) return;
      const { node, line, moved } = drag;
      drag = null;
      stage.classList.remove("dragging");
      this.drawing.svg.classList.remove("bare");
      if (e.type === "pointercancel") return;
      if (moved && node) { // where somebody puts an actor, it stays
        const n = this.model.nodes.get(node);
        this.state.pins.set(node, { x: n.x, y: n.y });
        this.touched = true;
        this.draw();
      } else if (!moved && node) this.select(node);
      else if (!moved && line) this.evidence(line);
      else if (!moved) this.select("");
    };
    stage.addEventListener("pointerup", end);
    stage.addEventListener("pointercancel", end);
    stage.addEventListener("pointerleave", () => { if (!drag) { this.drawing.mark(""); this.drawing.focus = undefined; this.drawing.relabel(); this.drawing.mark(); } });
    stage.addEventListener("dblclick", (e) => { const { node } = what(e); if (node) this.expand(node); });
    stage.addEventListener("wheel", (e) => {
      // Pages scroll with the wheel; the graph zooms once it has the focus.
      if (!e.ctrlKey && document.activeElement !== stage) return;
      e.preventDefault();
      const { left, top } = stage.getBoundingClientRect();
      this.zoom(Math.exp(-e.deltaY * 0.0015), e.clientX - left, e.clientY - top);
    }, { passive: false });
    stage.addEventListener("keydown", (e) => this.key(e));
    stage.addEventListener("focus", () => {
      if (!this.state.selected) this.tell(`${this.stage.getAttribute("aria-label")}. Arrow keys walk.`);
    });
  }

  key(e) {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const id = this.state.selected;
    const start = () => (this.model.nodes.has(this.model.center) ? this.model.center : [...this.view.nodes].sort((a, b) => b.degree - a.degree)[0]?.id);
    const does = {
      "+": () => this.zoom(1.3), "=": () => this.zoom(1.3), "-": () => this.zoom(1 / 1.3), f: () => this.fit(),
      Escape: () => this.select(""),
      Enter: () => { const to = id || start(); if (to) { this.walkTo(to, ""); this.info.querySelector("a, button")?.focus(); } },
      x: () => id && this.expand(id), h: () => id && this.hide(id), p: () => id && this.pin(id),
      o: () => { if (id && isActor(id)) location.href = "/actor/" + encodeURIComponent(id.replace(/^actor:/, "")); },
      e: () => {
        const way = id && this.came ? between(this.view, this.came, id) : [];
        if (way.length > 0) this.evidence({ edges: way });
        else this.tell("Walk to a neighbour first: E shows the sentences behind the last step.");
      },
      t: () => { if (this.table) { this.table.tabIndex = -1; this.table.focus(); this.table.scrollIntoView({ block: "nearest" }); } },
    };
    if (e.key.startsWith("Arrow")) {
      if (!id) { const s = start(); if (s) this.walkTo(s, ""); } else {
        const to = step(this.model, this.view, id, e.key);
        if (to) this.walkTo(to, id); else this.tell("Nobody that way.");
      }
    } else if (does[e.key]) does[e.key]();
    else return;
    e.preventDefault();
    e.stopPropagation(); // the page's own keys mean something else
  }

  walkTo(id, from) {
    this.select(id, from);
    this.see(id);
    this.tell(say(this.model, this.view, id, from));
  }

  save() {
    const style = getComputedStyle(document.documentElement);
    const colour = (selector) => { const e = this.host.querySelector(selector); return e ? getComputedStyle(e).fill : "#888"; };
    const ledger = legend(this.model, this.view);
    const rows = ledger.types.filter((r) => r.n > 0).map((r) => ({ colour: colour(`.g-legend .t-${r.look}`), text: `${r.label}: ${r.n}` }));
    for (const r of ledger.relations.filter((x) => x.n > 0).slice(0, 14)) {
      rows.push({ line: true, colour: getComputedStyle(this.legendBox.querySelector(`.c-${r.class}`)).color, text: `${r.label}: ${r.n}` });
    }
    const text = toFile(this.drawing, {
      title: this.model.title || document.title, legend: rows,
      ground: style.getPropertyValue("background-color"), ink: style.getPropertyValue("color"),
      notes: [
        `${plural(this.view.nodes.length, "actor")}, ${plural(this.view.edges.length, "relation")}; ${plural(this.model.claims, "claim")} from ${plural(this.model.sources, "source")}; dashed: one source; width: number of sources.`,
        ...(this.notes.textContent ? [this.notes.textContent] : []), `Drawn by Entente: ${location.href}`,
      ],
    });
    const link = html("a", { href: URL.createObjectURL(new Blob([text], { type: "image/svg+xml" })), download: "graph.svg" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    this.tell("saved as graph.svg");
    return text;
  }
}

// The style sheet comes along where the page has none.
const sheet = new URL("./graph.css", import.meta.url).href;
if (![...document.styleSheets].some((s) => s.href === sheet)) document.head.append(html("link", { rel: "stylesheet", href: sheet }));

// graphs draws those below an element that are not drawn yet.
export function graphs(root = document) {
  for (const host of root.querySelectorAll("[data-graph]:not([data-begun])")) {
    host.dataset.begun = "";
    mount(host);
  }
}
graphs();
