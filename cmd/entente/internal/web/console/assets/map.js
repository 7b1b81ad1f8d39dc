// The map is whole without this: zooming, and rows that show their place.
import { html, button } from "./graph-legend.js";
import { pinch } from "./pinch.js";

export function maps(root = document) {
  for (const figure of root.querySelectorAll("[data-map]:not([data-begun])")) {
    figure.dataset.begun = "";
    const svg = figure.querySelector("svg");
    const whole = svg.viewBox.baseVal, full = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
    let box = { ...full };
    const show = () => {
      box.width = Math.min(full.width, Math.max(full.width / 16, box.width));
      box.height = (box.width * full.height) / full.width;
      box.x = Math.min(full.width - box.width, Math.max(0, box.x));
      box.y = Math.min(full.height - box.height, Math.max(0, box.y));
      svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
      // Letters and dots grow far less than the land does.
      const k = Math.pow(box.width / full.width, 0.8);
      for (const c of svg.querySelectorAll(".dot")) {
        c.dataset.r ??= c.getAttribute("r");
        c.setAttribute("r", c.dataset.r * k);
      }
      for (const p of svg.querySelectorAll(".arc")) {
        p.dataset.width ??= p.getAttribute("stroke-width");
        p.setAttribute("stroke-width", p.dataset.width * k);
      }
      // On a narrow screen letters are larger than the map's own, and those that
      // then lie on others give way: the first is that of the actor in the middle.
      const grow = Math.min(3, Math.max(1, 720 / (svg.clientWidth || 720))), shown = [];
      for (const t of svg.querySelectorAll("text")) {
        t.dataset.from ??= `${t.getAttribute("x")} ${t.getAttribute("y")}`;
        const [x, y] = t.dataset.from.split(" ").map(Number), [ax, ay] = t.dataset.at.split(" ").map(Number);
        t.setAttribute("x", ax + (x - ax) * k * Math.sqrt(grow));
        t.setAttribute("y", ay + (y - ay) * k * Math.sqrt(grow));
        t.style.fontSize = 9 * k * grow + "px";
        t.style.strokeWidth = 2 * k * grow + "px";
        if (grow === 1) continue;
        t.style.display = "";
        const b = t.getBBox();
        const hidden = b.x < box.x || b.x + b.width > box.x + box.width || shown.some((s) => b.x < s.x + s.width && s.x < b.x + b.width && b.y < s.y + s.height && s.y < b.y + b.height);
        if (hidden) t.style.display = "none";
        else shown.push(b);
      }
    };
    const zoom = (f, x = box.x + box.width / 2, y = box.y + box.height / 2) => {
      const width = Math.min(full.width, Math.max(full.width / 16, box.width / f)), g = width / box.width;
      box = { x: x - (x - box.x) * g, y: y - (y - box.y) * g, width, height: box.height * g };
      show();
    };
    figure.prepend(html("div", { class: "map-bar", role: "group", "aria-label": "Map" },
      button("−", "Zoom out", () => zoom(1 / 1.5)), button("+", "Zoom in", () => zoom(1.5)), button("Fit", "Show all that is on it", () => fit()), button("World", "Show the whole world", () => { box = { ...full }; show(); })));
    // fit shows what is on the map, with room about it.
    function fit() {
      let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
      for (const e of svg.querySelectorAll(".dot, .arc")) {
        const b = e.getBBox();
        x0 = Math.min(x0, b.x); y0 = Math.min(y0, b.y); x1 = Math.max(x1, b.x + b.width); y1 = Math.max(y1, b.y + b.height);
      }
      box = { ...full };
      if (x0 < x1) {
        const width = Math.min(full.width, Math.max(full.width / 4, 1.35 * (x1 - x0), 1.35 * (y1 - y0) * full.width / full.height));
        const height = (width * full.height) / full.width;
        box = { x: (x0 + x1 - width) / 2, y: (y0 + y1 - height) / 2, width, height };
      }
      show();
    }
    fit();

    let from = null;
    svg.addEventListener("pinchstart", () => { from = null; });
    pinch(svg, (factor, x, y, dx, dy) => {
      const { width } = svg.getBoundingClientRect(), k = box.width / width;
      box.x -= dx * k;
      box.y -= dy * k;
      zoom(factor, box.x + x * k, box.y + y * k);
    });
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
}
maps();
