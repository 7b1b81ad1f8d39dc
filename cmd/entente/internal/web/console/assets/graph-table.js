// Keeps the table beside a graph at what the graph shows.
import { evident, isActor, limits, timeOf, whyURL } from "./graph-model.js";
import { html } from "./graph-legend.js";

// keepTable writes the rows anew where they are others than before.
export function keepTable(table, model, view) {
  const edges = [...view.edges].sort((x, y) => y.sources - x.sources || y.claims - x.claims ||
    (model.nodes.get(x.source).label < model.nodes.get(y.source).label ? -1 : 1));
  const rows = edges.slice(0, limits.table);
  const key = rows.map((e) => e.id).join();
  const caption = table.querySelector("[data-shown]");
  if (caption) {
    caption.textContent = `${edges.length} of ${model.edges.size} relations` + (edges.length > rows.length ? `, the first ${rows.length} of them` : "");
  }
  if (table.dataset.key === key) return;
  table.dataset.key = key;
  table.tBodies[0].replaceChildren(...rows.map((e) => row(model, e)));
}

function row(model, e) {
  const actor = (id) => {
    const n = model.nodes.get(id);
    return html("td", {}, !isActor(id) ? n.label : html("a", { href: "/actor/" + encodeURIComponent(id.replace(/^actor:/, "")), dir: "auto" }, n.label));
  };
  const relation = e.label + (e.status && e.status !== "asserted" ? ` (${e.status})` : "") + (e.denied ? ` (${e.denied} deny it)` : "");
  return html("tr", {}, actor(e.source),
    html("td", { class: "c-" + e.class }, !evident(e) ? relation : html("a", { href: whyURL([e]), "data-drawer": "" }, relation)),
    actor(e.target), number(e.sources, "source"), number(e.claims, "claim"), html("td", { class: "when" }, timeOf(e)));
}

const number = (n, unit) => html("td", { class: "n", "data-unit": n === 1 ? unit : unit + "s" }, String(n));
