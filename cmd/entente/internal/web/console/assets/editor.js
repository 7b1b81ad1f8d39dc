// The Gizmo page: an editor over its text field, running without leaving the
// page, stopping, history. Without this the form is sent and answered as a page.
import { offset, options, place, remember, tokens, wanted } from "./editor-words.js";
import { button, html } from "./graph-legend.js";
import { graphs } from "./graph.js";
import { maps } from "./map.js";
import { say } from "./app.js";

const form = document.getElementById("gizmo"), field = document.getElementById("gizmo-text");
const words = JSON.parse(document.getElementById("gizmo-words").textContent);
const answer = document.getElementById("answer"), fault = document.querySelector("[data-fault]");
const stop = form.querySelector("[data-stop]"), clock = form.querySelector("[data-clock]");

// The picture of the text lies under the field, whose letters are not seen.
const box = field.parentElement;
const paint = html("pre", { class: "paint", "aria-hidden": "true", dir: "ltr" }), gutter = html("div", { class: "gutter", "aria-hidden": "true" });
box.classList.add("live");
box.prepend(gutter, paint);
let bad = 0; // the line with a fault

function draw() {
  paint.replaceChildren(...tokens(field.value).map(([kind, text]) => (kind ? html("span", { class: "k-" + kind }, text) : text)), "\n");
  const lines = field.value.split("\n").length;
  gutter.replaceChildren(...Array.from({ length: lines }, (_, i) => html("span", i + 1 === bad ? { class: "bad" } : {}, String(i + 1))));
  field.rows = Math.min(30, Math.max(9, lines + 1));
  follow();
}
function follow() {
  paint.scrollTop = gutter.scrollTop = field.scrollTop;
  paint.scrollLeft = field.scrollLeft;
}
field.addEventListener("scroll", follow);

// Completion.
const list = html("ul", { class: "options", role: "listbox", id: "gizmo-options", "aria-label": "Completions", hidden: "" });
box.append(list);
field.setAttribute("aria-autocomplete", "list");
field.setAttribute("aria-controls", "gizmo-options");
let found = [], at = -1, want = null, asked = 0;

function close() {
  list.hidden = true;
  at = -1;
  field.removeAttribute("aria-activedescendant");
}
function mark(i) {
  at = i;
  [...list.children].forEach((li, n) => li.setAttribute("aria-selected", String(n === i)));
  field.setAttribute("aria-activedescendant", list.children[i].id);
  list.children[i].scrollIntoView({ block: "nearest" });
}
function show(all) {
  found = all;
  list.replaceChildren(...found.map((o, i) => {
    const li = html("li", { role: "option", id: "gizmo-option-" + i, "aria-selected": "false" }, html("code", {}, o.label), " ", html("span", { class: "small" }, o.note));
    li.addEventListener("mousedown", (e) => { e.preventDefault(); choose(i); });
    return li;
  }));
  list.hidden = found.length === 0;
  if (found.length > 0) { mark(0); say(`${found.length} completions`); } else close();
}
function choose(i) {
  const done = place(field.value, field.selectionEnd, want, found[i]);
  field.value = done.text;
  field.setSelectionRange(done.at, done.at);
  close();
  draw();
  if (want.kind === "scheme") complete();
}
async function complete() {
  const mine = ++asked;
  want = wanted(field.value, field.selectionEnd);
  if (!want) { close(); return; }
  if (want.kind !== "actor") { show(options(want, words)); return; }
  try {
    const reply = await fetch("/api/suggest?limit=12&q=" + encodeURIComponent(want.text.replaceAll("-", " ")));
    const body = await reply.json();
    if (mine !== asked || document.activeElement !== field) return; // stale
    show((body.actors ?? []).map((a) => ({ insert: a.id.replace(/^actor:/, "") + ">", label: a.id.replace(/^actor:/, ""), note: `${a.label}, ${a.claims} claims` })));
  } catch { close(); }
}

field.addEventListener("input", (e) => {
  bad = 0;
  draw();
  if (e.inputType === "insertText" && /[.\w:<"'-]/.test(e.data ?? "")) complete(); else if (!list.hidden) complete();
});
field.addEventListener("blur", close);
field.addEventListener("keydown", (e) => {
  if (e.isComposing) return;
  if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); close(); run(); return; }
  if (e.key === " " && e.ctrlKey) { e.preventDefault(); complete(); return; }
  if (list.hidden) return;
  const n = found.length;
  if (e.key === "ArrowDown") mark((at + 1) % n);
  else if (e.key === "ArrowUp") mark((at - 1 + n) % n);
  else if (e.key === "Tab" || e.key === "Enter") choose(at);
  else if (e.key === "Escape") close();
  else return;
  e.preventDefault();
  e.stopPropagation();
});

// Running.
let running = null, rows = [], last = {};

form.addEventListener("submit", (e) => { e.preventDefault(); run(); });
stop.addEventListener("click", () => running?.abort());
document.addEventListener("keydown", (e) => { if (e.key === "Escape" && running) { e.preventDefault(); running.abort(); } });

async function run(as = new URLSearchParams(location.search).get("as") ?? "") {
  running?.abort();
  const mine = (running = new AbortController()), text = field.value, began = performance.now();
  rows = [];
  last = { truncated: false, partial: false };
  fault.replaceChildren();
  bad = 0;
  draw();
  address(text, as);
  keep(text);
  stop.hidden = false;
  const tick = () => { clock.textContent = `${((performance.now() - began) / 1000).toFixed(1)} s, ${rows.length} rows`; };
  tick();
  const timer = setInterval(tick, 100);
  let failed = null;
  try {
    const reply = await fetch("/api/gizmo?format=jsonl&limit=" + form.dataset.limit, { method: "POST", body: text, headers: { "Content-Type": "text/plain", Accept: "application/jsonl" }, signal: mine.signal });
    if (!reply.ok) failed = await reply.json();
    else failed = await read(reply.body);
  } catch (e) {
    if (mine.signal.aborted) last.partial = true; else failed = { detail: "The server did not answer: " + e.message };
  }
  clearInterval(timer);
  if (mine !== running) return; // another was started
  running = null;
  stop.hidden = true;
  const took = performance.now() - began;
  last.elapsed = took < 1000 ? `${Math.round(took)} ms` : `${(took / 1000).toFixed(1)} s`;
  clock.textContent = last.partial ? `stopped after ${last.elapsed}` : "";
  if (failed) complain(failed);
  if (failed && rows.length === 0) { answer.replaceChildren(); return; }
  await view(as);
}

// read takes rows as they come; it gives the fault that the stream ends in.
async function read(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "", failed = null;
  const take = (line) => {
    if (!line.trim()) return;
    const row = JSON.parse(line), names = Object.keys(row);
    if (names.length === 1 && row.truncated === true) last.truncated = true;
    else if (names.length === 1 && row.error?.status) failed = row.error;
    else rows.push(line);
  };
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    lines.forEach(take);
  }
  take(rest);
  return failed;
}

function complain(problem) {
  const where = problem.line ? `Line ${problem.line}, column ${problem.column}: ` : "";
  const note = html("p", { class: "note bad", role: "alert" }, where + problem.detail + (problem.hint ? " " + problem.hint : ""));
  if (problem.line) {
    bad = problem.line;
    draw();
    note.append(" ", button("Go there", "Put the cursor where the fault is", () => {
      field.focus();
      const place = offset(field.value, problem.line, problem.column);
      field.setSelectionRange(place, place);
    }));
  }
  fault.replaceChildren(note);
}

// view shows the rows as the server's page would.
async function view(as) {
  const query = new URLSearchParams({ as, elapsed: last.elapsed ?? "", limit: form.dataset.limit });
  if (last.truncated) query.set("truncated", "true");
  if (last.partial) query.set("partial", "true");
  try {
    const reply = await fetch("/gizmo/view?" + query, { method: "POST", body: rows.join("\n"), headers: { "Content-Type": "text/plain" } });
    const text = await reply.text();
    if (!reply.ok) throw new Error(JSON.parse(text).detail);
    answer.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
    graphs(answer);
    maps(answer);
  } catch (e) {
    // Too many to be sent back and shown: they are still here.
    answer.replaceChildren(html("p", { class: "note" }, `${rows.length} rows; shown as they came (${e.message}).`), html("pre", { tabindex: "0" }, rows.join("\n")));
  }
}

answer.addEventListener("click", (e) => {
  const a = e.target.closest("a[data-as]");
  if (!a || e.ctrlKey || e.metaKey || e.shiftKey) return;
  e.preventDefault();
  if (rows.length === 0) { run(a.dataset.as); return; }
  address(field.value, a.dataset.as);
  view(a.dataset.as).then(() => answer.querySelector(`[data-as="${a.dataset.as}"]`)?.focus());
});

// The query is in the address: in its query while it is short, else in the
// fragment, which is sent to nobody.
function address(text, as) {
  const params = new URLSearchParams();
  const short = text.length <= 1500;
  if (short) params.set("q", text);
  if (as) params.set("as", as);
  const query = params.toString();
  history.replaceState(null, "", "/gizmo" + (query ? "?" + query : "") + (short ? "" : "#q=" + encodeURIComponent(text)));
}
if (location.hash.startsWith("#q=")) {
  try { field.value = decodeURIComponent(location.hash.slice(3)); } catch { /* no text of ours */ }
}

// History, in this browser alone.
const past = document.querySelector("[data-history]");
const read50 = () => { try { return JSON.parse(localStorage.getItem("entente-gizmo") ?? "[]"); } catch { return []; } };
function keep(text) {
  if (!text.trim()) return;
  try { localStorage.setItem("entente-gizmo", JSON.stringify(remember(read50(), text))); } catch { /* not kept */ }
  showPast();
}
function showPast() {
  const all = read50();
  past.hidden = all.length === 0;
  past.querySelector("ol").replaceChildren(...all.map((t) => html("li", {}, button(t.length > 90 ? t.slice(0, 90) + "…" : t, "", () => { field.value = t; draw(); field.focus(); }))));
}
showPast();
draw();
