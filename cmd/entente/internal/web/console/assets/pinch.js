// Two fingers: pinch calls does(factor, x, y, dx, dy) with how much further
// apart they are than before, the point between them within the element, and
// how far that has moved. One finger stays the element's own, or the page's.
export function pinch(element, does) {
  let last = null;
  const look = (e) => {
    const [a, b] = e.touches, { left, top } = element.getBoundingClientRect();
    return { d: Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)), x: (a.clientX + b.clientX) / 2 - left, y: (a.clientY + b.clientY) / 2 - top };
  };
  element.addEventListener("touchstart", (e) => {
    if (e.touches.length !== 2) { last = null; return; }
    last = look(e);
    e.preventDefault();
    element.dispatchEvent(new CustomEvent("pinchstart"));
  }, { passive: false });
  element.addEventListener("touchmove", (e) => {
    if (!last || e.touches.length !== 2) return;
    e.preventDefault();
    const now = look(e);
    does(now.d / last.d, now.x, now.y, now.x - last.x, now.y - last.y);
    last = now;
  }, { passive: false });
  for (const over of ["touchend", "touchcancel"]) element.addEventListener(over, (e) => { if (e.touches.length < 2) last = null; });
}
