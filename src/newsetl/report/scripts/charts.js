// Charts by Observable Plot. Colours are CSS variables, so that light, dark and paper follow by themselves.
const SYMBOLS = {
  actual: "circle",
  planned: "diamond",
  possible: "triangle",
  denied: "times",
  cap: "square",
};
const ANONYMITIES = [
  ["named", "named", "--named"],
  ["role_only", "by role only", "--role"],
  ["anonymous", "anonymous", "--anonymous"],
];

function chart(id, label, options) {
  const holder = $(id).querySelector(".chart");
  const width = Math.max(260, Math.floor(holder.clientWidth || 600));
  const built = options(width);
  if (!built) return fill(holder, el("p", { class: "muted" }, "Nothing to draw under these filters."));
  fill(
    holder,
    [built].flat().map((one, index) => drawPlot(width, index ? `${label}, part ${index + 1}` : label, one)),
  );
}

function drawPlot(width, label, options) {
  const plot = Plot.plot({ className: "plot", width, ariaLabel: label, ...options });
  // Plot brings a style element, which the page's policy would refuse: the same rules are in report.css.
  plot.querySelectorAll("style").forEach((style) => style.remove());
  plot.setAttribute("role", plot.querySelector("a") ? "group" : "img");
  nameLinks(plot);
  // A group without a role may not have a label of its own.
  plot.querySelectorAll("g[aria-label]").forEach((group) => group.removeAttribute("aria-label"));
  return plot;
}

// A mark that is a link has its label on the link. The table below holds the same links, for the keyboard.
function nameLinks(plot) {
  for (const link of plot.querySelectorAll("a")) {
    const mark = link.firstElementChild;
    link.setAttribute("aria-label", mark.getAttribute("aria-label") ?? "evidence");
    link.setAttribute("tabindex", "-1");
  }
  plot.querySelectorAll("path[aria-label], circle[aria-label]").forEach((mark) => mark.removeAttribute("aria-label"));
}

function keyList(id, items) {
  fill(
    $(id),
    items.map(([text, shape]) =>
      el("li", {}, el("span", { class: `swatch ${shape}`, "aria-hidden": "true" }), text),
    ),
  );
}

function articlesChart(mask, total, bins) {
  title("chart-articles", "Articles published", bins ? sub(`number of articles by ${bins.unit}`) : null);
  if (!bins) return chart("chart-articles", "", () => null);
  const sums = countInto(bins.starts.length, mask, (i) => bins.bin[i]);
  const rows = bins.starts.map((start, code) => ({ start, n: sums[code] })).filter((row) => row.n);
  const most = d3.greatest(rows, (row) => row.n);
  title(
    "chart-articles",
    `Most articles are from ${d3.utcFormat(bins.format.replace("from ", ""))(most.start)}`,
    sub(`number of articles by ${bins.unit}`),
  );
  chartFoot("chart-articles", "articles", "articles-by-time", rows.map((row) => ({ start: isoDay(row.start), articles: row.n })));
  return chart(
    "chart-articles",
    `Articles published by ${bins.unit}, ${formatDay(total.first)} to ${formatDay(total.latest)}`,
    () => ({
      height: 190,
      marginLeft: 48,
      marginBottom: 24,
      marginTop: 14,
      x: { type: "utc", label: null },
      y: { grid: true, label: null, ticks: 4, tickFormat: (n) => (Number.isInteger(n) ? count(n) : "") },
      marks: [
        Plot.rectY(rows, {
          x: "start",
          y: "n",
          interval: bins.unit,
          fill: "var(--c4)",
          insetLeft: 0.5,
          insetRight: 0.5,
          tip: { format: { x: bins.format } },
        }),
        Plot.ruleY([0], { stroke: "var(--muted)" }),
      ],
    }),
  );
}

// Statements by group and by how their source is named; groupOf(article, entry) is a number, negative for none.
function tally(report, mask, labels, groupOf) {
  const { offsets, entry, count: n, entries } = report.sources;
  const naming = Int32Array.from(entries, (e) => ANONYMITIES.findIndex(([key]) => key === e.anonymity));
  const sums = new Float64Array(labels.length * 3);
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue;
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      const group = groupOf(i, entry[k]);
      if (group >= 0) sums[group * 3 + naming[entry[k]]] += n[k];
    }
  }
  return [...sums]
    .map((total, index) => ({
      key: labels[Math.floor(index / 3)],
      anonymity: ANONYMITIES[index % 3][0],
      n: total,
    }))
    .filter((row) => row.n);
}

const anonymityColor = {
  type: "ordinal",
  domain: ANONYMITIES.map(([key]) => key),
  range: ANONYMITIES.map(([, , variable]) => `var(${variable})`),
};
const anonymityName = (key) => ANONYMITIES.find(([name]) => name === key)[1];

function sourceCharts(report, mask, bins) {
  keyList(
    "sources-key",
    ANONYMITIES.map(([key, name]) => [name, `square ${key}`]),
  );
  const order = ANONYMITIES.map(([key]) => key);
  const stacked = (id, label, rows, share, limit) =>
    chart(
      id,
      label,
      (width) =>
        rows.length && {
          height: 30 + 24 * Math.min(limit, new Set(rows.map((r) => r.key)).size),
          marginLeft: Math.min(150, width * 0.4),
          marginRight: 16,
          marginTop: 2,
          marginBottom: 26,
          x: { label: null, grid: true, ticks: 4, percent: share, tickFormat: share ? (v) => `${v}%` : "~s" },
          y: {
            label: null,
            tickSize: 0,
            tickFormat: (k) =>
              shorten(String(k).replaceAll("_", " "), Math.floor(Math.min(150, width * 0.4) / 6.6)),
          },
          color: anonymityColor,
          marks: [
            Plot.barX(rows, {
              y: "key",
              x: "n",
              fill: "anonymity",
              order,
              offset: share ? "normalize" : null,
              sort: { y: "-x", reduce: "sum", limit },
              insetTop: 1,
              insetBottom: 1,
              channels: { naming: { value: (d) => anonymityName(d.anonymity), label: "named how" } },
              tip: { format: { y: true, x: true, naming: true, fill: false } },
            }),
          ],
        },
    );
  const { entries } = report.sources;
  const kinds = [...new Set(entries.map((e) => e.kind))];
  const kindOf = Int32Array.from(entries, (e) => kinds.indexOf(e.kind));
  const byKind = tally(report, mask, kinds, (_, entry) => kindOf[entry]);
  stacked("chart-kinds", "Statements by kind of source and by how the source is named", byKind, false, 8);
  kindsTitle(byKind);
  const outlet = report.articles.outlet;
  const byOutlet = tally(
    report,
    mask,
    outlet.words.map((name) => name ?? "outlet unknown"),
    (i) => outlet.index[i],
  );
  const largest = new Set(
    d3
      .rollups(
        byOutlet,
        (g) => d3.sum(g, (d) => d.n),
        (d) => d.key,
      )
      .sort((a, b) => b[1] - a[1])
      .slice(0, 10)
      .map(([key]) => key),
  );
  stacked(
    "chart-outlet-anonymity",
    "Share of statements by how the source is named, for the ten outlets with most statements",
    byOutlet.filter((d) => largest.has(d.key)),
    true,
    10,
  );
  outletNamingTitle(byOutlet.filter((d) => largest.has(d.key)));
  anonymityOverTime(report, mask, bins, order);
}

function anonymityOverTime(report, mask, bins, order) {
  if (!bins) return chart("chart-anonymity", "", () => null);
  const rows = tally(report, mask, bins.starts, (i) => bins.bin[i]);
  namingTitle(rows, bins.unit);
  return chart(
    "chart-anonymity",
    `Share of statements by how the source is named, by ${bins.unit}`,
    () =>
      rows.length && {
        height: 222,
        marginLeft: 40,
        marginBottom: 24,
        marginTop: 8,
        x: { type: "utc", label: null },
        y: { percent: true, label: null, ticks: 4, tickFormat: (v) => `${v}%` },
        color: anonymityColor,
        marks: [
          Plot.rectY(rows, {
            x: "key",
            y: "n",
            interval: bins.unit,
            fill: "anonymity",
            order,
            offset: "normalize",
            insetLeft: 0.5,
          }),
          Plot.ruleY([0], { stroke: "var(--muted)" }),
        ],
      },
  );
}

const shorten = (text, most) => (text.length > most ? `${text.slice(0, Math.max(3, most - 1))}…` : text);

function outletsChart(report, mask, bins, outlets) {
  if (!bins || !outlets.length) return chart("chart-outlets", "", () => null);
  const first = outlets.filter((row) => row.articles === outlets[0].articles);
  title(
    "chart-outlets",
    ...leaders(first.map((row) => row.name)),
    ` published most: ${plural(outlets[0].articles, "article")}${first.length > 1 ? " each" : ""}`,
    sub(`articles by ${bins.unit}, the ${Math.min(16, outlets.length)} largest outlets; darker is more`),
  );
  const shown = outlets.slice(0, 16),
    size = bins.starts.length;
  const rank = new Int32Array(report.articles.outlet.words.length).fill(-1);
  shown.forEach((row, index) => {
    rank[row.index] = index;
  });
  const sums = countInto(shown.length * size, mask, (i) => {
    const row = rank[report.articles.outlet.index[i]];
    return row < 0 || bins.bin[i] < 0 ? -1 : row * size + bins.bin[i];
  });
  const rows = [...sums]
    .map((n, cell) => ({ n, name: shown[Math.floor(cell / size)].name, start: bins.starts[cell % size] }))
    .filter((row) => row.n);
  const top = d3.max(rows, (d) => d.n);
  chartFoot("chart-outlets", "articles", "articles-by-outlet", rows.map((d) => ({ outlet: d.name, start: isoDay(d.start), articles: d.n })));
  return chart("chart-outlets", `Articles by outlet and ${bins.unit}; darker is more`, (width) => ({
    height: 30 + 20 * shown.length,
    marginLeft: Math.min(190, width * 0.35),
    marginTop: 4,
    marginBottom: 24,
    x: { type: "utc", label: null },
    y: {
      domain: shown.map((row) => row.name),
      label: null,
      tickSize: 0,
      tickFormat: (k) => shorten(k, Math.floor(Math.min(190, width * 0.35) / 6.6)),
    },
    marks: [
      Plot.barX(rows, {
        x: "start",
        y: "name",
        interval: bins.unit,
        fill: (d) => `var(--c${Math.ceil((5 * d.n) / top)})`,
        inset: 0.6,
        channels: { articles: "n" },
        tip: { format: { fill: false, x: bins.format, articles: true } },
      }),
    ],
  }));
}
