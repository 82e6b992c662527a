// Charts by Observable Plot. Colours are CSS variables, so that light, dark and paper follow by themselves.
const SYMBOLS = { actual: "circle", planned: "diamond", possible: "triangle", denied: "times", cap: "square" };
const ANONYMITIES = [["named", "named", "--named"], ["role_only", "by role only", "--role"], ["anonymous", "anonymous", "--anonymous"]];

function chart(id, label, options) {
  const holder = $(id).querySelector(".chart");
  const width = Math.max(260, Math.floor(holder.clientWidth || 600));
  const built = options(width);
  if (!built) return fill(holder, el("p", { class: "muted" }, "Nothing to draw under these filters."));
  fill(holder, [built].flat().map((one, index) => drawPlot(width, index ? `${label}, part ${index + 1}` : label, one)));
}

function drawPlot(width, label, options) {
  const plot = Plot.plot({ className: "plot", width, ariaLabel: label, ...options });
  // Plot brings a style element, which the page's policy would refuse: the same rules stand in report.css.
  plot.querySelectorAll("style").forEach((style) => style.remove());
  plot.setAttribute("role", "img");
  // A group without a role may bear no label of its own.
  plot.querySelectorAll("g[aria-label]").forEach((group) => group.removeAttribute("aria-label"));
  return plot;
}

function keyList(id, items) {
  fill($(id), items.map(([text, shape]) => el("li", {}, el("span", { class: `swatch ${shape}`, "aria-hidden": "true" }), text)));
}

function articlesChart(report, mask, total) {
  if (total.first === null) { $("sub-articles").textContent = ""; return chart("chart-articles", "", () => null); }
  const bin = binOf(total.first, total.latest);
  $("sub-articles").textContent = `by ${bin.unit}`;
  const days = [];
  for (let i = 0; i < mask.length; i++) if (mask[i] && report.articles.day[i] !== UNKNOWN_DAY) days.push(report.articles.day[i]);
  const bins = d3.rollups(days, (group) => group.length, (day) => +bin.of(day)).map(([start, n]) => ({ start: new Date(start), n }));
  chart("chart-articles", `Articles published by ${bin.unit}, ${formatDay(total.first)} to ${formatDay(total.latest)}`, () => ({
    height: 190, marginLeft: 48, marginBottom: 24, marginTop: 14,
    x: { type: "utc", label: null }, y: { grid: true, label: null, ticks: 4, tickFormat: (n) => (Number.isInteger(n) ? count(n) : "") },
    marks: [
      Plot.rectY(bins, { x: "start", y: "n", interval: bin.unit, fill: "var(--c4)", insetLeft: 0.5, insetRight: 0.5, tip: { format: { x: bin.unit === "year" ? "%Y" : "%b %Y" } } }),
      Plot.ruleY([0], { stroke: "var(--muted)" }),
    ],
  }));
}

// Statements by article, bin and anonymity: every attribution belongs to one entry of the sources.
function eachStatement(report, mask, see) {
  const { offsets, entry, count: n, entries } = report.sources;
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue;
    for (let k = offsets[i]; k < offsets[i + 1]; k++) see(i, entries[entry[k]], n[k]);
  }
}

function tally(report, mask, keyOf) {
  const sums = new Map();
  eachStatement(report, mask, (i, entry, n) => {
    const key = keyOf(i, entry);
    if (key === null) return;
    const id = `${key}\u0000${entry.anonymity}`;
    const row = sums.get(id) ?? { key, anonymity: entry.anonymity, n: 0 };
    row.n += n;
    sums.set(id, row);
  });
  return [...sums.values()];
}

const anonymityColor = {
  type: "ordinal", domain: ANONYMITIES.map(([key]) => key), range: ANONYMITIES.map(([, , variable]) => `var(${variable})`),
};
const anonymityName = (key) => ANONYMITIES.find(([name]) => name === key)[1];

function sourceCharts(report, mask, total) {
  keyList("sources-key", ANONYMITIES.map(([key, name]) => [name, `square ${key}`]));
  const order = ANONYMITIES.map(([key]) => key);
  const stacked = (id, label, rows, share, limit) => chart(id, label, (width) => rows.length && ({
    height: 30 + 24 * Math.min(limit, new Set(rows.map((r) => r.key)).size), marginLeft: Math.min(150, width * 0.4), marginRight: 16, marginTop: 2, marginBottom: 26,
    x: { label: null, grid: true, ticks: 4, percent: share, tickFormat: share ? (v) => `${v}%` : "~s" }, y: { label: null, tickSize: 0, tickFormat: (k) => shorten(String(k).replaceAll("_", " "), Math.floor(Math.min(150, width * 0.4) / 6.6)) }, color: anonymityColor,
    marks: [Plot.barX(rows, { y: "key", x: "n", fill: "anonymity", order, offset: share ? "normalize" : null, sort: { y: "-x", reduce: "sum", limit }, insetTop: 1, insetBottom: 1, channels: { naming: { value: (d) => anonymityName(d.anonymity), label: "named how" } }, tip: { format: { y: true, x: true, naming: true, fill: false } } })],
  }));
  stacked("chart-kinds", "Statements by kind of source and by how the source is named", tally(report, mask, (_, entry) => entry.kind), false, 8);
  const byOutlet = tally(report, mask, (i) => report.articles.outlet.at(i) ?? "outlet unknown");
  const largest = new Set(d3.rollups(byOutlet, (g) => d3.sum(g, (d) => d.n), (d) => d.key).sort((a, b) => b[1] - a[1]).slice(0, 10).map(([key]) => key));
  stacked("chart-outlet-anonymity", "Share of statements by how the source is named, for the ten outlets with most statements", byOutlet.filter((d) => largest.has(d.key)), true, 10);
  anonymityOverTime(report, mask, total, order);
}

function anonymityOverTime(report, mask, total, order) {
  if (total.first === null) return chart("chart-anonymity", "", () => null);
  const bin = binOf(total.first, total.latest);
  const rows = tally(report, mask, (i) => (report.articles.day[i] === UNKNOWN_DAY ? null : +bin.of(report.articles.day[i])))
    .map((row) => ({ ...row, start: new Date(row.key) }));
  return chart("chart-anonymity", `Share of statements by how the source is named, by ${bin.unit}`, () => rows.length && ({
    height: 222, marginLeft: 40, marginBottom: 24, marginTop: 8,
    x: { type: "utc", label: null }, y: { percent: true, label: null, ticks: 4, tickFormat: (v) => `${v}%` }, color: anonymityColor,
    marks: [Plot.rectY(rows, { x: "start", y: "n", interval: bin.unit, fill: "anonymity", order, offset: "normalize", insetLeft: 0.5 }), Plot.ruleY([0], { stroke: "var(--muted)" })],
  }));
}

const shorten = (text, most) => (text.length > most ? `${text.slice(0, Math.max(3, most - 1))}…` : text);

function outletsChart(report, mask, total, outlets) {
  if (total.first === null || !outlets.length) return chart("chart-outlets", "", () => null);
  const bin = binOf(total.first, total.latest);
  $("sub-outlets").textContent = `by ${bin.unit}, the ${Math.min(16, outlets.length)} largest`;
  const shown = outlets.slice(0, 16).map((row) => row.name);
  const names = new Set(shown), sums = new Map();
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i] || report.articles.day[i] === UNKNOWN_DAY) continue;
    const name = report.articles.outlet.at(i) ?? "outlet unknown";
    if (!names.has(name)) continue;
    const start = +bin.of(report.articles.day[i]), id = `${name}\u0000${start}`;
    sums.set(id, { name, start: new Date(start), n: (sums.get(id)?.n ?? 0) + 1 });
  }
  const rows = [...sums.values()];
  const top = d3.max(rows, (d) => d.n);
  return chart("chart-outlets", `Articles by outlet and ${bin.unit}; darker is more`, (width) => ({
    height: 30 + 20 * shown.length, marginLeft: Math.min(190, width * 0.35), marginTop: 4, marginBottom: 24,
    x: { type: "utc", label: null }, y: { domain: shown, label: null, tickSize: 0, tickFormat: (k) => shorten(k, Math.floor(Math.min(190, width * 0.35) / 6.6)) },
    marks: [Plot.barX(rows, { x: "start", y: "name", interval: bin.unit, fill: (d) => `var(--c${1 + Math.min(4, Math.floor((5 * (d.n - 1)) / Math.max(1, top)))})`, inset: 0.6, channels: { articles: "n" }, tip: { format: { fill: false, x: bin.unit === "year" ? "%Y" : "%b %Y", articles: true } } })],
  }));
}
