// The map of places; it also works without a script, by its links.
"use strict";

// Wheel, drag and buttons move the view without a new page; the address follows.
for (const map of document.querySelectorAll("[data-map]")) {
  const svg = map.querySelector("svg");
  const whole = { x: 0, y: 300, w: 36000, h: 14400 };
  const [x, y, w, h] = svg.getAttribute("viewBox").split(" ").map(Number);
  const view = { x, y, w, h };
  const show = () => {
    view.w = Math.min(Math.max(view.w, whole.w / 64), whole.w);
    view.h = (view.w * whole.h) / whole.w;
    view.x = Math.min(Math.max(view.x, 0), 36000 - view.w);
    view.y = Math.min(Math.max(view.y, 0), 18000 - view.h);
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
    const zoom = whole.w / view.w;
    for (const circle of svg.querySelectorAll("circle")) circle.setAttribute("r", circle.dataset.r / zoom ** 0.85);
    if (!document.querySelector(".map-tools")) return;
    const address = new URL(location);
    address.searchParams.set("lon", ((view.x + view.w / 2) / 100 - 180).toFixed(2));
    address.searchParams.set("lat", (90 - (view.y + view.h / 2) / 100).toFixed(2));
    address.searchParams.set("zoom", zoom.toFixed(2));
    clearTimeout(map.noting);
    map.noting = setTimeout(() => history.replaceState(null, "", address), 250);
  };
  const closer = (times, atX = 0.5, atY = 0.5) => {
    const wide = Math.min(Math.max(view.w / times, whole.w / 64), whole.w);
    view.x += (view.w - wide) * atX;
    view.y += ((view.w - wide) * whole.h * atY) / whole.w;
    view.w = wide;
    show();
  };
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    closer(event.deltaY < 0 ? 1.25 : 0.8, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }, { passive: false });
  let dragged = null;
  svg.addEventListener("pointerdown", (event) => (dragged = { x: event.clientX, y: event.clientY }));
  addEventListener("pointerup", () => (dragged = null));
  svg.addEventListener("pointermove", (event) => {
    if (!dragged) return;
    const scale = view.w / svg.getBoundingClientRect().width;
    view.x -= (event.clientX - dragged.x) * scale;
    view.y -= (event.clientY - dragged.y) * scale;
    dragged = { x: event.clientX, y: event.clientY };
    show();
  });
  const moves = {
    closer: () => closer(2), farther: () => closer(0.5),
    west: () => (view.x -= 0.3 * view.w), east: () => (view.x += 0.3 * view.w),
    north: () => (view.y -= 0.3 * view.h), south: () => (view.y += 0.3 * view.h),
    whole: () => Object.assign(view, whole),
  };
  for (const button of document.querySelectorAll("[data-move]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      moves[button.dataset.move]();
      show();
    });
  }
}
