// Completes actors' names in fields: the combobox pattern of ARIA 1.2 with
// automatic suggestion and manual choice. data-suggest="go" opens the actor's
// page, "value" puts into the field what means this actor alone. Without this
// a field is a field, and the page behind it asks which one was meant.

const wait = 120; // ms after a key until the server is asked
let fields = 0;

function setUp(input) {
  if (input.role === "combobox") return;
  const go = input.dataset.suggest === "go";
  const list = document.createElement("ul");
  list.id = `options-${++fields}`;
  list.className = "options";
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", "Actors");
  input.after(list);
  input.role = "combobox";
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  const status = document.createElement("span");
  status.className = "sr";
  status.setAttribute("role", "status");
  list.after(status);

  let found = [], at = -1, timer = 0, asked = 0, running = null, leaving = false;

  const show = (on) => {
    list.hidden = !on;
    input.setAttribute("aria-expanded", String(on));
    if (!on) { at = -1; input.removeAttribute("aria-activedescendant"); }
  };
  const mark = (i) => {
    at = i;
    [...list.children].forEach((li, n) => li.setAttribute("aria-selected", String(n === i)));
    if (i < 0) { input.removeAttribute("aria-activedescendant"); return; }
    input.setAttribute("aria-activedescendant", list.children[i].id);
    list.children[i].scrollIntoView({ block: "nearest" });
  };
  const choose = (i) => {
    const one = found[i];
    show(false);
    if (go) { leaving = true; location.href = one.href; return; }
    input.value = one.value;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const draw = () => {
    list.replaceChildren(...found.map((one, i) => {
      const li = document.createElement("li");
      li.id = `${list.id}-${i}`;
      li.role = "option";
      li.setAttribute("aria-selected", "false");
      const name = document.createElement("bdi");
      name.textContent = one.label;
      const about = document.createElement("span");
      about.className = "small";
      const more = [one.type, one.note, one.name && `called ${one.name}`, `${one.claims.toLocaleString("en")} claims`];
      about.textContent = more.filter(Boolean).join(", ");
      li.append(name, " ", about);
      li.addEventListener("mousedown", (e) => { e.preventDefault(); choose(i); });
      return li;
    }));
    show(found.length > 0);
    status.textContent = found.length ? `${found.length} suggestions` : "no suggestion";
  };
  const ask = async () => {
    const mine = ++asked, text = input.value.trim();
    running?.abort();
    if (!text) { found = []; show(false); return; }
    running = new AbortController();
    try {
      const answer = await fetch(`/suggest?q=${encodeURIComponent(text)}`, { signal: running.signal });
      if (!answer.ok) return;
      const next = await answer.json();
      if (mine !== asked || document.activeElement !== input) return; // stale
      const marked = found[at]?.href;
      found = next;
      draw();
      mark(found.findIndex((one) => one.href && one.href === marked)); // a late answer takes no mark away
    } catch { /* aborted, or the server is gone: the form still works */ }
  };

  // Where Enter chose an actor, the form must not be sent as well: the page
  // that comes last would win.
  input.form?.addEventListener("submit", (e) => { if (leaving) e.preventDefault(); });
  addEventListener("pageshow", () => { leaving = false; });
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, wait); });
  input.addEventListener("blur", () => { clearTimeout(timer); asked++; show(false); });
  input.addEventListener("keydown", (e) => {
    if (e.isComposing) return;
    switch (e.key) {
      case "ArrowDown":
      case "ArrowUp": {
        e.preventDefault();
        if (list.hidden) { if (found.length) draw(); else ask(); return; }
        const n = found.length + 1, step = e.key === "ArrowDown" ? 1 : -1;
        mark((at + 1 + step + n) % n - 1);
        break;
      }
      case "Enter":
        if (!list.hidden && at >= 0) { e.preventDefault(); choose(at); }
        break;
      case "Escape":
        if (!list.hidden) { e.preventDefault(); e.stopPropagation(); show(false); }
        break;
      case "Home":
      case "End":
        mark(-1);
        break;
      case "Tab":
        show(false);
        break;
    }
  });
}

export function suggest(root = document) {
  for (const input of root.querySelectorAll("input[data-suggest]")) setUp(input);
}
