// What every page has: theme, copying, the drawer and keys. Pages are whole
// without it.

import { suggest } from "./suggest.js";
import "./keys.js";

const said = document.getElementById("said");

// say tells a screen reader what happened.
export function say(text) {
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = text; });
}

// Theme: the system's until somebody chooses.
const themeSwitch = document.querySelector("[data-theme-switch]");
const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
function showTheme() { themeSwitch.textContent = isDark() ? "Light" : "Dark"; }
themeSwitch.hidden = false;
themeSwitch.addEventListener("click", () => {
  const theme = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  try { localStorage.setItem("entente-theme", theme); } catch { /* it holds for this page */ }
  showTheme();
  document.dispatchEvent(new CustomEvent("themechange"));
});
dark.addEventListener("change", () => { showTheme(); document.dispatchEvent(new CustomEvent("themechange")); });
showTheme();

// Copying: buttons that need the clipboard show themselves where there is one.
if (navigator.clipboard) {
  for (const b of document.querySelectorAll("[data-copy], [data-copy-link]")) b.hidden = false;
}
document.addEventListener("click", async (e) => {
  const b = e.target.closest("[data-copy], [data-copy-link]");
  if (!b) return;
  const text = "copyLink" in b.dataset ? location.href : b.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
    say("copied");
    const was = b.textContent;
    b.textContent = "Copied";
    setTimeout(() => { b.textContent = was; }, 1500);
  } catch { say("copying was refused"); }
});

// The drawer shows the main part of another page beside this one.
const drawer = document.getElementById("drawer");
const drawerBody = drawer.querySelector("[data-drawer-body]");
let asked = 0;

export async function openDrawer(href) {
  const mine = ++asked;
  const url = new URL(href, location.href);
  let part;
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    part = (url.hash && page.getElementById(url.hash.slice(1))) || page.querySelector("main");
  } catch { location.href = url; return; }
  if (mine !== asked) return;
  const more = document.createElement("p");
  const link = document.createElement("a");
  link.href = url;
  link.textContent = "Open as a page";
  more.append(link);
  // Ids stand once a page.
  for (const el of part.querySelectorAll("[id]")) el.removeAttribute("id");
  drawerBody.replaceChildren(...part.childNodes, more);
  if (!drawer.open) drawer.showModal();
  drawer.scrollTop = 0;
}

document.addEventListener("click", (e) => {
  const a = e.target.closest("a[data-drawer]");
  if (!a || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
  e.preventDefault();
  openDrawer(a.href);
});
drawer.addEventListener("click", (e) => { if (e.target === drawer) drawer.close(); });

suggest();
if (document.querySelector("[data-graph]")) import("./graph.js");
document.documentElement.classList.add("scripted");
