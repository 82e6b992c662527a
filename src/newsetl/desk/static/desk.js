// The little that pages need a script for; all of them work without it.
"use strict";

// What the desk answers to a script; null where it does not, which one line on the page says until it does again.
const ask = async (address) => {
  const answer = await fetch(address).catch(() => null);
  const line = document.getElementById("no-answer");
  if (answer?.ok) line?.remove();
  else if (!line)
    document.querySelector("main")?.prepend(
      Object.assign(document.createElement("p"), {
        id: "no-answer", className: "told", role: "alert",
        textContent: answer
          ? `The desk could not answer (${answer.status}): load the page again.`
          : "The desk does not answer: is newsetl serve still running?",
      }),
    );
  return answer?.ok ? answer : null;
};

// On a small screen the facets are folded until they are asked for.
for (const facets of document.querySelectorAll("details.facets")) {
  if (matchMedia("(max-width: 62rem)").matches) facets.open = false;
}

// Facets of a long list come once its rows are shown; where they are folded, once they are asked for.
for (const facets of document.querySelectorAll("details.facets[data-later]")) {
  const fill = async () => {
    if (!facets.open || facets.dataset.asked) return;
    facets.dataset.asked = "yes";
    const answer = await ask(facets.dataset.later);
    if (!answer) return void delete facets.dataset.asked; // the link that counts them on a page of their own stays
    facets.querySelector("p").remove();
    facets.insertAdjacentHTML("beforeend", await answer.text());
  };
  facets.addEventListener("toggle", fill);
  fill();
}

// Keys of the review queue: an element with data-key="r" is pressed by r, unless someone is typing.
addEventListener("keydown", (event) => {
  const isTyping = event.target.matches?.("input:not([type=checkbox]), select, textarea");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.key.length !== 1) return;
  const pressed = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!pressed || pressed.closest("[hidden]")) return;
  event.preventDefault();
  pressed.click();
});

// Fields with a list of what is known: the list follows what is typed.
for (const input of document.querySelectorAll('input[list^="known-"]')) {
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const what = input.getAttribute("list").slice("known-".length);
      const answer = await ask(`/known/${what}?q=${encodeURIComponent(input.value)}`);
      if (!answer) return;
      const options = (await answer.json()).map((name) => Object.assign(document.createElement("option"), { value: name }));
      document.getElementById(input.getAttribute("list")).replaceChildren(...options);
    }, 120);
  });
}

// The map: wheel, drag and buttons move the view without a new page; the address follows.
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

// Marking words in an article's text. Offsets count code points, as the desk does.
const text = document.getElementById("text");
const markedWords = () => {
  const selection = getSelection();
  if (!text || !selection.rangeCount || selection.isCollapsed) return null;
  const part = selection.getRangeAt(0).cloneRange();
  const whole = document.createRange();
  whole.selectNodeContents(text);
  if (part.compareBoundaryPoints(Range.START_TO_START, whole) < 0) part.setStart(whole.startContainer, whole.startOffset);
  if (part.compareBoundaryPoints(Range.END_TO_END, whole) > 0) part.setEnd(whole.endContainer, whole.endOffset);
  if (part.collapsed || !text.contains(part.startContainer)) return null;
  const words = part.toString();
  whole.setEnd(part.startContainer, part.startOffset);
  const start = [...whole.toString()].length;
  return words.trim() ? { start, end: start + [...words].length, words } : null;
};
// A link would be dragged instead of marked.
for (const link of text?.querySelectorAll("a") ?? []) link.draggable = false;

const bar = document.getElementById("mark-bar");
if (bar) {
  const told = document.getElementById("marked");
  document.addEventListener("selectionchange", () => {
    const found = markedWords();
    const shown = found?.words.replace(/\s+/g, " ").trim() ?? "";
    told.textContent = found ? `“${shown.length > 60 ? `${shown.slice(0, 59)}…` : shown}”` : told.dataset.none;
    for (const link of bar.querySelectorAll("[data-add]")) {
      const address = new URL(bar.dataset.to, location);
      address.searchParams.set("table", link.dataset.add);
      const prefix = link.dataset.add === "attributions" ? "content_" : "";
      if (found) for (const end of ["start", "end"]) address.searchParams.set(prefix + end, found[end]);
      link.href = address;
    }
  });
}

// In the form: what is marked goes into a field; the first field's words decide what the others begin with.
for (const button of document.querySelectorAll("[data-take]")) {
  const prefix = button.dataset.take ? `${button.dataset.take}_` : "";
  button.hidden = false;
  button.addEventListener("mousedown", (event) => event.preventDefault()); // which would unmark the words
  button.addEventListener("click", () => {
    const found = markedWords();
    if (!found) return;
    const form = button.form;
    if (button.dataset.main === "yes") {
      location = `${form.dataset.to}&${prefix}start=${found.start}&${prefix}end=${found.end}`;
      return;
    }
    form.elements[`${prefix}words`].value = found.words.replace(/\s+/g, " ").trim();
    for (const end of ["start", "end"]) form.elements[prefix + end].value = found[end];
  });
}
