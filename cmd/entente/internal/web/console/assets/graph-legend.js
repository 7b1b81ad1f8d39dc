// The legend of a graph: what is on screen, counted, and a filter.

export function html(name, attributes = {}, ...children) {
  const e = document.createElement(name);
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
  e.append(...children);
  return e;
}

export function button(text, label, does, more = {}) {
  const b = html("button", { type: "button", title: label, ...more }, text);
  if (label && !label.startsWith(text)) b.setAttribute("aria-label", `${text}: ${label}`);
  b.addEventListener("click", does);
  return b;
}

const shapes = {
  state: '<circle cx="8" cy="8" r="6"/>', person: '<path d="M8 1l7 7-7 7-7-7z"/>', igo: '<path d="M8 1l6 3.5v7L8 15l-6-3.5v-7z"/>',
  armed: '<path d="M8 1.5l7 13H1z"/>', company: '<path d="M2 2h12v12H2z"/>', org: '<path d="M8 1l7 5.2-2.7 8.3H3.7L1 6.2z"/>', other: '<circle cx="8" cy="8" r="5" fill="none"/>',
};

function sign(row) {
  const t = document.createElement("template");
  t.innerHTML = row.look
    ? `<svg class="icon t-${row.look}" viewBox="0 0 16 16" aria-hidden="true">${shapes[row.look]}</svg>`
    : `<svg class="icon g-key c-${row.class ?? "neutral"}${row.age ? " age-" + row.age : ""}" viewBox="0 0 16 16" aria-hidden="true"><path d="M0 8h16"${row.dash ? ' stroke-dasharray="4 3"' : ""}/>${row.denied ? '<path class="deny" d="M4 4l8 8M12 4l-8 8"/>' : ""}</svg>`;
  return t.content.firstChild;
}

// buildLegend fills the legend. Buttons keep the focus they had.
export function buildLegend(box, ledger, state, choose) {
  const had = box.contains(document.activeElement) ? document.activeElement.dataset.key : "";
  const item = (row) => {
    const on = !state.off.has(row.key);
    const count = row.n === row.of ? String(row.of) : `${row.n} of ${row.of}`;
    const b = html("button", { type: "button", "data-key": row.key, "aria-pressed": String(on), title: "Click: show or hide. Shift-click: this alone." },
      sign(row), html("span", { class: "g-name" }, row.label), " ", html("span", { class: "g-count" }, count));
    b.addEventListener("click", (e) => choose(row.key, e.shiftKey));
    return html("li", {}, b);
  };
  const group = (title, rows) => html("div", {}, html("h3", {}, title), html("ul", {}, ...rows.map(item)));
  const parts = [group("Actors", ledger.types)];
  for (const [c, title] of [["cooperative", "Cooperation"], ["conflictual", "Conflict"], ["neutral", "Other relations"]]) {
    const rows = ledger.relations.filter((r) => r.class === c);
    if (rows.length > 0) parts.push(group(title, rows));
  }
  if (ledger.ages.length > 1) parts.push(group(`Last held or happened, before ${ledger.newest}: the longer ago, the paler`, ledger.ages));
  const evidence = [];
  if (ledger.single.of > 0) evidence.push({ key: "s:single", label: "said by one source (dashed)", dash: true, ...ledger.single });
  if (ledger.denied.of > 0) evidence.push({ key: "d:denied", label: "denied by others (crossed)", denied: true, ...ledger.denied });
  if (evidence.length > 0) parts.push(group("Evidence", evidence));
  box.replaceChildren(...parts);
  if (had) [...box.querySelectorAll("[data-key]")].find((b) => b.dataset.key === had)?.focus();
}
