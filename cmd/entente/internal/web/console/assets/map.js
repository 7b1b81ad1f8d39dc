// The map is whole without this: zooming, and rows that show their place.
import { html, button } from "./graph-legend.js";

for (const figure of document.querySelectorAll("[data-map]")) {
  const svg = figure.querySelector("svg");
  const whole = svg.viewBox.baseVal, full = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  let box = { ...full };
  const show = () => {
    box.width = Math.min(full.width, Math.max(full.width / 16, box.width));
    box.height = (box.width * full.height) / full.width;
    box.x = Math.min(full.width - box.width, Math.max(0, box.x));
    box.y = Math.min(full.height - box.height, Math.max(0, box.y));
    svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
    // Letters and dots do not grow as the land does.
    const k = Math.sqrt(box.width / full.width);
    for (const c of svg.querySelectorAll(".dot")) {
      c.dataset.r ??= c.getAttribute("r");
      c.setAttribute("r", c.dataset.r * k);
    }
    for (const t of svg.querySelectorAll("text")) t.style.fontSize = 9 * k + "px";
  };
  const zoom = (f, x = box.x + box.width / 2, y = box.y + box.height / 2) => {
    const width = Math.min(full.width, Math.max(full.width / 16, box.width / f)), g = width / box.width;
    box = { x: x - (x - box.x) * g, y: y - (y - box.y) * g, width, height: box.height * g };
    show();
  };
  figure.prepend(html("div", { class: "map-bar", role: "group", "aria-label": "Map" },
    button("−", "Zoom out", () => zoom(1 / 1.5)), button("+", "Zoom in", () => zoom(1.5)), button("World", "Show the whole world", () => { box = { ...full }; show(); })));

  let from = null;
  svg.addEventListener("pointerdown", (e) => { if (e.button === 0) from = { x: e.clientX, y: e.clientY, moved: false }; });
  svg.addEventListener("pointermove", (e) => {
    if (!from) return;
    const dx = e.clientX - from.x, dy = e.clientY - from.y;
    if (!from.moved && Math.hypot(dx, dy) < 4) return;
    if (!from.moved) svg.setPointerCapture(e.pointerId);
    const k = box.width / svg.getBoundingClientRect().width;
    from = { x: e.clientX, y: e.clientY, moved: true };
    box.x -= dx * k;
    box.y -= dy * k;
    show();
  });
  svg.addEventListener("pointerup", () => { const moved = from?.moved; from = null; if (moved) svg.addEventListener("click", (e) => e.preventDefault(), { once: true, capture: true }); });
  svg.addEventListener("pointercancel", () => { from = null; });
  svg.addEventListener("wheel", (e) => {
    if (!e.ctrlKey) return; // pages scroll with the wheel
    e.preventDefault();
    const r = svg.getBoundingClientRect();
    zoom(Math.exp(-e.deltaY * 0.002), box.x + ((e.clientX - r.left) / r.width) * box.width, box.y + ((e.clientY - r.top) / r.height) * box.height);
  }, { passive: false });

  const light = (place) => {
    svg.classList.toggle("focused", Boolean(place));
    for (const e of svg.querySelectorAll("[data-place]")) e.classList.toggle("near", e.dataset.place === place || e.classList.contains("middle"));
  };
  for (const row of document.querySelectorAll(".map-list tr[data-place]")) {
    const place = row.dataset.place.split(", with ")[0];
    for (const on of ["pointerenter", "focusin"]) row.addEventListener(on, () => light(place));
    for (const off of ["pointerleave", "focusout"]) row.addEventListener(off, () => light(""));
  }
}
