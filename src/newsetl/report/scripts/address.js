// The filters live in the address, so that a view can be sent to someone and the back button leads to it.
const ADDRESS = { from: "f-from", to: "f-to", outlet: "f-outlet", actor: "f-actor", place: "f-place", sure: "f-sure" };

// An address may have been typed by anyone: a value that is not a choice is ignored.
function readAddress() {
  const told = new URLSearchParams(location.hash.slice(1));
  for (const [name, id] of Object.entries(ADDRESS)) {
    const value = told.get(name);
    if (value === null) continue;
    if (name === "outlet") {
      const index = report.articles.outlet.words.indexOf(value);
      if (index >= 0) $(id).value = String(index);
    } else if ($(id).tagName !== "SELECT" || [...$(id).options].some((option) => option.value === value)) {
      $(id).value = value;
    }
  }
  if (told.get("pair")) state.pair = told.get("pair").replace(" in ", "\u0000");
  return told.get("section");
}

function writeAddress(section = null) {
  const told = new URLSearchParams();
  for (const [name, id] of Object.entries(ADDRESS)) {
    const { value } = $(id);
    if (value === "" || (name === "sure" && Number(value) === report.doubtfulBelow)) continue;
    told.set(name, name === "outlet" ? (report.articles.outlet.words[Number(value)] ?? "") : value);
  }
  if (state.chosePair && state.pair) told.set("pair", state.pair.replace("\u0000", " in "));
  if (section) told.set("section", section);
  const text = told.toString();
  history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
}

// A link to a section keeps the filters in the address.
function followSections() {
  document.querySelectorAll('.sections a[href^="#"], a.to-section').forEach((link) =>
    link.addEventListener("click", (event) => {
      event.preventDefault();
      showSection(link.getAttribute("href").slice(1));
    }),
  );
}

function showSection(id) {
  const section = document.getElementById(id);
  if (!section) return;
  section.querySelectorAll(":scope > details").forEach((fold) => (fold.open = true));
  if (section.tagName === "DETAILS") section.open = true;
  section.scrollIntoView();
  section.setAttribute("tabindex", "-1");
  section.focus({ preventScroll: true });
  writeAddress(id);
}
