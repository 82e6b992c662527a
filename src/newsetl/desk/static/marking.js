// Marking words in the text of an article, to add what the machine has missed.
"use strict";

// What is marked, with its offsets, which count code points as the desk does; null where nothing is.
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
