// Keys of one letter. They never work in fields, and can be switched off
// (WCAG 2.1.4).

const places = { h: "/", q: "/queries", c: "/between", p: "/path", s: "/sources", m: "/map", v: "/graph", z: "/gizmo", a: "/about" };
let going = 0;

const on = () => { try { return localStorage.getItem("entente-keys") !== "off"; } catch { return true; } };

const box = document.querySelector("[data-keys-switch]");
if (box) {
  box.checked = on();
  box.addEventListener("change", () => {
    try { localStorage.setItem("entente-keys", box.checked ? "on" : "off"); } catch { box.checked = true; }
  });
}

// rows are what j and k walk: those of an open drawer, else of the page.
function rows() {
  const drawer = document.querySelector("dialog[open]");
  const all = (drawer ?? document.querySelector("main")).querySelectorAll("table[data-rows] tbody tr, ol[data-rows] > li, ul[data-rows] > li");
  return [...all];
}

function walk(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((r) => r.classList.contains("marked"));
  const to = Math.min(all.length - 1, Math.max(0, at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step));
  all[at]?.classList.remove("marked");
  const row = all[to];
  row.classList.add("marked");
  row.scrollIntoView({ block: "nearest" });
  row.querySelector("a")?.focus({ preventScroll: true });
}

document.addEventListener("keydown", (e) => {
  if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || !on()) return;
  if (e.target.closest("input, textarea, select, [contenteditable], [role=application]")) return;
  const marked = rows().find((r) => r.classList.contains("marked"));
  if (going && Date.now() - going < 1500) {
    going = 0;
    if (places[e.key]) { e.preventDefault(); location.href = places[e.key]; return; }
  }
  switch (e.key) {
    case "/": {
      const field = document.getElementById("search");
      document.getElementById("drawer")?.close();
      field.focus();
      field.select();
      break;
    }
    case "?": document.querySelector("[data-help]").click(); break;
    case "g": going = Date.now(); break;
    case "j": walk(1); break;
    case "k": walk(-1); break;
    case "e": marked?.querySelector("[data-evidence]")?.click(); break;
    case "c": document.querySelector(".command [data-copy]")?.click(); break;
    default: return;
  }
  e.preventDefault();
});
