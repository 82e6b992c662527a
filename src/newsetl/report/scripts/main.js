// The filters, and what follows from them.
const report = { ...readReport(), none: (what) => `${what} under these filters.` };
const figureLink = (f, ...label) => evidenceLink(report, f.position, f.force_level_id, ...label);
const state = { pair: null };

function readFilter() {
  const day = (id) => {
    const time = Date.parse(`${$(id).value}T00:00:00Z`);
    return Number.isNaN(time) ? null : time / DAY;
  };
  return {
    from: day("f-from"),
    to: day("f-to"),
    outlet: $("f-outlet").value,
    actor: $("f-actor").value,
    place: $("f-place").value,
    sure: Number($("f-sure").value),
  };
}

function fillFilters() {
  const option = (value, label) => el("option", { value }, label);
  const { words: outlets } = report.articles.outlet;
  const order = outlets
    .map((name, index) => [index, name ?? "outlet unknown"])
    .filter(([index, name]) => index > 0 || hasUnknownOutlet())
    .sort((a, b) => a[1].localeCompare(b[1], "en"));
  fill(
    $("f-outlet"),
    option("", "All outlets"),
    order.map(([index, name]) => option(index, shorten(name, 60))),
  );
  const everything = new Uint8Array(report.articles.count).fill(1);
  const actors = countedRows(report, report.actors, everything, (e) => e.name).slice(0, 400);
  fill(
    $("f-actor"),
    option("", "All actors"),
    actors.map((row) => option(row.key, `${shorten(row.key, 40)} (${count(row.articles)})`)),
  );
  const countries = countedRows(report, report.places, everything, (e) => e.iso3).sort((a, b) =>
    (a.entry.country ?? a.key).localeCompare(b.entry.country ?? b.key, "en"),
  );
  fill(
    $("f-place"),
    option("", "All countries"),
    countries.map((row) => option(row.key, `${row.entry.country ?? row.key} (${count(row.articles)})`)),
  );
  fill(
    $("map-area"),
    Object.keys(AREAS).map((name) => option(name, name)),
  );
}

const hasUnknownOutlet = () => report.articles.outlet.index.includes(0);

// Draw section after section, so that the first is seen and the page answers before the last is done.
function inTurn(steps) {
  const turn = (state.turn = {});
  delete document.body.dataset.ready;
  const next = (index) => {
    if (state.turn !== turn) return;
    steps[index]();
    if (index === 0) performance.mark("seen");
    if (index + 1 < steps.length) return void setTimeout(next, 0, index + 1);
    document.body.dataset.ready = "true";
    performance.mark("ready");
  };
  next(0);
}

function redraw() {
  const filter = readFilter();
  const mask = selectArticles(report, filter);
  const every = selectFigures(report, mask, filter);
  const figures = every.filter((f) => f.confidence >= filter.sure);
  const total = totals(report, mask);
  state.view = { filter, mask, figures, every, total, bins: binArticles(report, total), map: mapData(report, mask) };
  $("status").textContent =
    total.articles === report.articles.count
      ? `All ${plural(total.articles, "article")} · ${plural(total.stories, "story", "stories")}`
      : `${count(total.articles)} of ${plural(report.articles.count, "article")} · ${plural(total.stories, "story", "stories")}`;
  const hidden = every.length - figures.length;
  $("sure-shown").textContent = `${filter.sure} %`;
  $("hidden-figures").textContent = hidden
    ? `${plural(hidden, "force figure")} less than ${filter.sure} % sure ${hidden === 1 ? "is" : "are"} hidden`
    : "";
  writeAddress();
  inTurn([
    () => drawOverview(state.view),
    drawForces,
    drawPlaces,
    () => drawSources(state.view),
    () => drawOutlets(state.view),
  ]);
}

function showSource(mask, entry) {
  showArticles(report, mask, `Articles citing ${entry.name}`, (i) =>
    someEntry(report.sources, i, (e) => e === entry),
  );
  const statements = (report.statements.get(entry.rank) ?? []).filter((s) => mask[s.position]);
  if (!statements.length) return;
  $("evidence-body").prepend(
    el("h3", {}, "What it said, newest first"),
    el(
      "ol",
      { class: "articles" },
      statements.map((s) =>
        el(
          "li",
          {},
          evidenceLink(report, s.position, s.id, said(s.content)),
          el(
            "span",
            { class: "muted" },
            " ",
            said(report.articles.outlet.at(s.position) ?? "outlet unknown"),
            ` · ${formatDay(report.articles.day[s.position])}`,
          ),
        ),
      ),
    ),
    el("h3", {}, "Articles that cite it"),
  );
}

function drawForces() {
  const { figures } = state.view;
  const groups = pairList(state, figures, (pair) => {
    state.pair = pair;
    state.chosePair = true;
    writeAddress();
    drawForces();
    $("pairs").querySelector('[aria-pressed="true"]')?.focus();
  });
  drawPair(report, state, groups);
  if (state.drawnFigures === figures) return;
  state.drawnFigures = figures;
  conflictTable(report, figures);
  $("figures-note").textContent =
    report.figures.length < report.figureTotal
      ? `This page holds the newest ${count(report.figures.length)} of ${count(report.figureTotal)} figures; all are in force_level_reports.`
      : "";
  figureTable(report, $("figures"), figures, "Reported figures", 12);
}

function drawPlaces() {
  drawMap(state.view.map, $("map-area").value || "World", state.view.total);
  placesTable(report, state.view.mask, state.view.map, $("places-by").value);
}

function drawSources({ mask, bins }) {
  sourceCharts(report, mask, bins);
  const rows = countedRows(report, report.sources, mask, (e) => (e.is_lump ? null : e));
  dataTable($("sources-table"), {
    name: "Sources cited",
    of: ["source"],
    rows,
    columns: [
      {
        label: "Source",
        value: (r) => r.entry.name,
        head: true,
        show: (r) =>
          el(
            "button",
            { type: "button", class: "link", onclick: () => showSource(mask, r.entry) },
            said(r.entry.name),
          ),
      },
      { ...countColumns[0], label: "Statements" },
      countColumns[1],
      countColumns[2],
      { label: "Kind", value: (r) => r.entry.kind, show: (r) => r.entry.kind.replaceAll("_", " ") },
      {
        label: "Named how",
        value: (r) => r.entry.anonymity,
        show: (r) =>
          el(
            "span",
            {},
            el("span", { class: `swatch square ${r.entry.anonymity}`, "aria-hidden": "true" }),
            anonymityName(r.entry.anonymity),
          ),
      },
    ],
  });
}

function later(act, wait) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };
}

fillFilters();
$("f-sure").value = $("f-sure").defaultValue = String(report.doubtfulBelow);
const firstSection = readAddress();
followSections();
redraw();
for (const fold of document.querySelectorAll("details"))
  fold.addEventListener("toggle", () => fold.open && redraw());
addEventListener("hashchange", () => {
  readAddress();
  redraw();
});
$("filters").addEventListener("input", later(redraw, 120));
$("filters").addEventListener("reset", () =>
  setTimeout(() => {
    state.chosePair = false;
    redraw();
  }),
);
$("filters").addEventListener("submit", (event) => event.preventDefault());
$("map-area").addEventListener("change", drawPlaces);
$("places-by").addEventListener("change", drawPlaces);
$("evidence-close").addEventListener("click", () => $("evidence").close());
// What an address or a link leads to is below the filters, which stay in sight on wide screens.
function clearBar() {
  const bar = document.querySelector(".bar");
  const height = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
  document.documentElement.style.scrollPaddingTop = `${height + 8}px`;
}
clearBar();
if (firstSection) showSection(firstSection);
let drawnWidth = document.documentElement.clientWidth;
addEventListener(
  "resize",
  later(() => {
    if (document.documentElement.clientWidth === drawnWidth) return;
    drawnWidth = document.documentElement.clientWidth;
    clearBar();
    state.drawnFigures = null;
    redraw();
  }, 200),
);
