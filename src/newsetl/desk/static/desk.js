// What every page has a script for: facets, keys, lists of what is known. All of them work without it.
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
