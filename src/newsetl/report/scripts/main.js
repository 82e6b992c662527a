// The filters, and what follows from them.
const report = readReport();
const state = { pair: null };

function readFilter() {
  const day = (id) => { const time = Date.parse(`${$(id).value}T00:00:00Z`); return Number.isNaN(time) ? null : time / DAY; };
  return { from: day("f-from"), to: day("f-to"), outlet: $("f-outlet").value, actor: $("f-actor").value, place: $("f-place").value };
}

function fillFilters() {
  const option = (value, label) => el("option", { value }, label);
  const { words: outlets } = report.articles.outlet;
  const order = outlets.map((name, index) => [index, name ?? "outlet unknown"]).filter(([index, name]) => index > 0 || hasUnknownOutlet())
    .sort((a, b) => a[1].localeCompare(b[1], "en"));
  fill($("f-outlet"), option("", "All outlets"), order.map(([index, name]) => option(index, shorten(name, 60))));
  const everything = new Uint8Array(report.articles.count).fill(1);
  const actors = countedRows(report, report.actors, everything, (e) => e.name).slice(0, 400);
  fill($("f-actor"), option("", "All actors"), actors.map((row) => option(row.key, `${shorten(row.key, 40)} (${count(row.articles)})`)));
  const countries = countedRows(report, report.places, everything, (e) => e.iso3).sort((a, b) => (a.entry.country ?? a.key).localeCompare(b.entry.country ?? b.key, "en"));
  fill($("f-place"), option("", "All countries"), countries.map((row) => option(row.key, `${row.entry.country ?? row.key} (${count(row.articles)})`)));
  fill($("map-area"), Object.keys(AREAS).map((name) => option(name, name)));
}

const hasUnknownOutlet = () => report.articles.outlet.index.includes(0);

function redraw() {
  const filter = readFilter();
  const mask = selectArticles(report, filter);
  const figures = selectFigures(report, mask, filter);
  const total = totals(report, mask);
  state.view = { filter, mask, figures, total, bins: binArticles(report, total), map: mapData(report, mask) };
  $("status").textContent = total.articles === report.articles.count
    ? `All ${plural(total.articles, "article")} · ${plural(total.stories, "story", "stories")}`
    : `${count(total.articles)} of ${plural(report.articles.count, "article")} · ${plural(total.stories, "story", "stories")}`;
  drawOverview(state.view);
  drawForces();
  drawPlaces();
  drawSources(state.view);
  drawOutlets(state.view);
}

function drawOverview({ mask, figures, total, bins, map }) {
  const sources = countedRows(report, report.sources, mask, (e) => (e.is_lump ? null : e));
  const statements = d3.sum(countedRows(report, report.sources, mask, () => "all"), (r) => r.mentions);
  const mentions = d3.sum(countedRows(report, report.places, mask, () => "all"), (r) => r.mentions);
  const claims = new Set(figures.map((f) => f.claim_id)).size;
  const tile = (name, value, sub) => el("div", {}, el("dt", {}, name), el("dd", {}, el("strong", {}, count(value)), sub ? el("span", { class: "muted" }, sub) : null));
  const outlets = new Set();
  mask.forEach((on, i) => on && outlets.add(report.articles.outlet.index[i]));
  outlets.delete(0);
  fill($("tiles"), tile("Articles", total.articles, `${plural(total.stories, "story", "stories")}`), tile("Outlets", outlets.size, total.first === null ? "undated" : `${formatDay(total.first)} – ${formatDay(total.latest)}`),
    tile("Statements", statements, `${plural(sources.length, "named source")}`), tile("Mentions of places", mentions, plural(map.countries.length, "country", "countries")),
    figureTile(tile, figures, total, claims), tile("New in the last run", total.fresh, "articles"));
  articlesChart(mask, total, bins);
  const fresh = [...report.pages.keys()].filter((i) => mask[i] && report.articles.fresh[i]).sort((a, b) => report.articles.day[b] - report.articles.day[a]).slice(0, 5);
  fill($("fresh"), fresh.length ? articleList(report, fresh) : el("p", { class: "muted" }, "Nothing under these filters."));
  rankedList($("top-sources"), sources.slice(0, 8), (r) => r.entry.name, (r) => r.mentions, (r) => showSource(mask, r.entry));
  rankedList($("top-places"), map.places.slice(0, 8), (r) => r.entry.name, (r) => r.mentions, (r) => showArticles(report, mask, `Articles naming ${r.entry.name}`, (i) => someEntry(report.places, i, (e) => e.id === r.key)));
  const facts = figures.filter((f) => comparable(f) && f.actor_name && f.place_name);
  fill($("top-figures"), facts.length ? el("ul", { class: "facts" }, d3.groups(facts, (f) => f.pair).slice(0, 6).map(([, [f]]) => el("li", {},
    evidenceLink(report, f.position, f.force_level_id, formatValue(f)), " ", said(f.actor), " in ", said(f.place),
    el("span", { class: "muted" }, " ", said(f.source), ` · as of ${formatAsOf(f)} · reported ${formatDay(f.published)}`)))) : el("p", { class: "muted" }, "Nothing under these filters."));
}

// The page holds the newest figures in full, and of all the others how many each article has.
function figureTile(tile, figures, total, claims) {
  const isWhole = report.figures.length === report.figureTotal;
  if (isWhole) return tile("Force figures", figures.length, plural(claims, "claim"));
  const { actor, place } = readFilter();
  if (actor || place) return tile("Force figures", figures.length, `among the newest ${count(report.figures.length)}`);
  return tile("Force figures", total.figures, `${count(figures.length)} of them on this page`);
}

const showSource = (mask, entry) => showArticles(report, mask, `Articles citing ${entry.name}`, (i) => someEntry(report.sources, i, (e) => e === entry));

function drawForces() {
  const { figures } = state.view;
  const groups = pairList(state, figures, (pair) => { state.pair = pair; drawForces(); $("pairs").querySelector('[aria-pressed="true"]')?.focus(); });
  drawPair(report, state, groups);
  if (state.drawnFigures === figures) return;
  state.drawnFigures = figures;
  conflictTable(report, figures);
  $("figures-note").textContent = report.figures.length < report.figureTotal ? `This page holds the newest ${count(report.figures.length)} of ${count(report.figureTotal)} figures; all are in force_level_reports.` : "";
  figureTable(report, $("figures"), figures, "Reported figures", 12);
}

function drawPlaces() {
  drawMap(state.view.map, $("map-area").value || "World");
  placesTable(report, state.view.mask, state.view.map, $("places-by").value);
}

function drawSources({ mask, bins }) {
  sourceCharts(report, mask, bins);
  const rows = countedRows(report, report.sources, mask, (e) => (e.is_lump ? null : e));
  dataTable($("sources-table"), {
    name: "Sources cited", rows,
    columns: [
      { label: "Source", value: (r) => r.entry.name, head: true, show: (r) => el("button", { type: "button", class: "link", onclick: () => showSource(mask, r.entry) }, said(r.entry.name)) },
      { label: "Kind", value: (r) => r.entry.kind, show: (r) => r.entry.kind.replaceAll("_", " ") },
      { label: "Named how", value: (r) => r.entry.anonymity, show: (r) => el("span", {}, el("span", { class: `swatch square ${r.entry.anonymity}`, "aria-hidden": "true" }), anonymityName(r.entry.anonymity)) },
      { ...countColumns[0], label: "Statements" }, countColumns[1], countColumns[2],
    ],
  });
}

function drawOutlets({ mask, bins }) {
  const rows = new Map();
  const rowOf = (i) => {
    const index = report.articles.outlet.index[i];
    if (!rows.has(index)) rows.set(index, { index, name: report.articles.outlet.words[index] ?? "outlet unknown", articles: 0, stories: 0, statements: 0, anonymous: 0, figures: 0, story: -1, first: null, last: null });
    return rows.get(index);
  };
  mask.forEach((on, i) => {
    if (!on) return;
    const row = rowOf(i), day = report.articles.day[i];
    row.articles++;
    row.figures += report.articles.figures[i];
    if (row.story !== report.articles.story[i]) { row.story = report.articles.story[i]; row.stories++; }
    if (day !== UNKNOWN_DAY) { row.first = row.first === null ? day : Math.min(row.first, day); row.last = row.last === null ? day : Math.max(row.last, day); }
  });
  const everyOutlet = report.articles.outlet.words.map((_, index) => index);
  for (const { key, anonymity, n } of tally(report, mask, everyOutlet, (i) => report.articles.outlet.index[i])) {
    const row = rows.get(key);
    row.statements += n;
    if (anonymity === "anonymous") row.anonymous += n;
  }
  const outlets = [...rows.values()].sort((a, b) => b.articles - a.articles || (a.name < b.name ? -1 : 1));
  outletsChart(report, mask, bins, outlets);
  dataTable($("outlets-table"), {
    name: "Outlets", rows: outlets,
    columns: [
      { label: "Outlet", value: (r) => r.name, head: true, show: (r) => el("button", { type: "button", class: "link", onclick: () => showArticles(report, mask, `Articles of ${r.name}`, (i) => report.articles.outlet.index[i] === r.index) }, said(r.name)) },
      { label: "Articles", value: (r) => r.articles, num: true }, { label: "Stories", value: (r) => r.stories, num: true },
      { label: "Statements", value: (r) => r.statements, num: true },
      { label: "Anonymous", value: (r) => (r.statements ? r.anonymous / r.statements : null), num: true, show: (r) => (r.statements ? `${((100 * r.anonymous) / r.statements).toFixed(1)} %` : "–") },
      { label: "Force figures", value: (r) => r.figures, num: true },
      { label: "First", value: (r) => r.first, show: (r) => formatDay(r.first) }, { label: "Last", value: (r) => r.last, show: (r) => formatDay(r.last) },
    ],
  });
}

function later(act, wait) {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(act, wait); };
}

fillFilters();
redraw();
$("filters").addEventListener("input", later(redraw, 120));
$("filters").addEventListener("reset", () => setTimeout(redraw));
$("filters").addEventListener("submit", (event) => event.preventDefault());
$("map-area").addEventListener("change", drawPlaces);
$("places-by").addEventListener("change", drawPlaces);
$("evidence-close").addEventListener("click", () => $("evidence").close());
let drawnWidth = document.documentElement.clientWidth;
addEventListener("resize", later(() => {
  if (document.documentElement.clientWidth === drawnWidth) return;
  drawnWidth = document.documentElement.clientWidth;
  state.drawnFigures = null;
  redraw();
}, 200));
document.body.dataset.ready = "true";
performance.mark("ready");
