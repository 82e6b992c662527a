// Force levels: the list of actors and places, the timeline of one of them, where sources disagree.
const FLOWS = new Set(["increase", "decrease", "trained"]);
const MOST_PAIRS = 60;

function selectFigures(report, mask, filter) {
  return report.figures.filter((f) => mask[f.position] && (!filter.actor || f.actor === filter.actor)
    && (!filter.place || f.place_iso3 === filter.place));
}

function pairList(state, figures, choose) {
  const groups = d3.groups(figures, (f) => f.pair).map(([pair, rows]) => ({ pair, rows }))
    .sort((a, b) => b.rows.length - a.rows.length || (a.pair < b.pair ? -1 : 1));
  if (!groups.some((g) => g.pair === state.pair)) {
    state.pair = (groups.find((g) => !g.pair.includes("not told")) ?? groups[0])?.pair ?? null;
  }
  const item = ({ pair, rows }) => el("button", { type: "button", "aria-pressed": String(pair === state.pair), onclick: () => choose(pair) },
    el("span", {}, said(rows[0].actor), el("span", { class: "muted" }, " in ", said(rows[0].place))), el("span", { class: "num" }, count(rows.length)));
  const rest = groups.length - MOST_PAIRS;
  fill($("pairs"), groups.slice(0, MOST_PAIRS).map(item),
    rest > 0 ? el("p", { class: "muted" }, `and ${count(rest)} more: choose an actor or a country above`) : null,
    groups.length ? null : el("p", { class: "muted" }, "No force figure under these filters."));
  return groups;
}

function drawPair(report, state, groups) {
  const rows = groups.find((g) => g.pair === state.pair)?.rows ?? [];
  const [first] = rows;
  fill($("forces-title"), first ? [said(first.actor), " in ", said(first.place), el("span", { class: "sub" }, " persons, by the date that the figure holds for")] : "Force levels");
  const drawn = rows.filter((f) => f.unit === "persons" && f.day !== null && reach(f) !== null);
  keyList("forces-key", [["told as fact", "circle actual"], ["planned, a target", "diamond planned"], ["possible", "triangle possible"], ["denied", "times denied"], ["a permitted maximum", "square cap"], ["range or open end", "stroke"], ["days about which sources disagree", "band"], ["hollow: dated by its publication only", "circle hollow"]]);
  timeline(report, drawn);
  const left = rows.length - drawn.length;
  $("forces-note").textContent = left ? `${plural(left, "figure")} not drawn (per cent, units other than persons, no date at all): see the table.` : "";
  figureTable(report, $("pair-figures"), rows, first ? `Figures for ${first.actor} in ${first.place}` : "Figures", 8, true);
}

// One mark for what one source says, however many copies repeat it.
function oncePerClaim(rows) {
  const keyOf = (f) => [f.source_name ?? "", f.value_low, f.value_high, f.measure, f.modality, f.isDated ? f.day : "", f.claim_id].join("\u0000");
  return d3.groups(rows, keyOf).map(([, same]) => ({ ...d3.least(same, (f) => f.published ?? Infinity), reports: same.length }));
}

const reach = (f) => f.value_high ?? f.value ?? f.value_low;

function timeline(report, rows) {
  const points = oncePerClaim(rows).map((f) => ({
    ...f, shape: f.modality !== "denied" && f.measure === "cap" ? "cap" : f.modality, date: toDate(f.day), y: f.value ?? (f.value_low !== null && f.value_high !== null ? (f.value_low + f.value_high) / 2 : reach(f)),
    ...bounds(f), panel: FLOWS.has(f.measure) ? "Sent, withdrawn, trained" : "Size, target, cap",
  }));
  const panels = ["Size, target, cap", "Sent, withdrawn, trained"].map((panel) => [panel, points.filter((p) => p.panel === panel)]).filter(([, shown]) => shown.length);
  const [sample] = rows;
  const isCountry = sample && report.places.entries.some((entry) => entry.type === "country" && entry.name === sample.place);
  const reference = isCountry ? report.reference.filter((r) => r.actor_iso3 === sample.actor_iso3 && r.place_iso3 === sample.place_iso3) : [];
  const { domain } = points.length ? padded(points) : {};
  const inSight = (r) => toDate(r.day) >= domain[0] && toDate(r.day) <= domain[1];
  chart("chart-forces", `Timeline of ${plural(points.length, "claim")}; the table below holds the same`, (width) => points.length && panels.map(([panel, shown], index) => ({
    height: index ? 170 : 290, marginLeft: 62, marginRight: width < 600 ? 14 : 130, marginBottom: 26, marginTop: 26,
    x: { type: "utc", label: null, domain }, y: { grid: true, label: null, zero: true, nice: true, ticks: index ? 3 : 6, tickFormat: (n) => count(n) },
    symbol: { domain: Object.keys(SYMBOLS), range: Object.values(SYMBOLS) },
    color: { domain: Object.keys(SYMBOLS), range: Object.keys(SYMBOLS).map((shape) => `var(--${shape})`) },
    marks: timelineMarks(report, placeLabels(shown, width), panel, index ? [] : reference.filter(inSight)),
  })));
}

function timelineMarks(report, points, panel, reference) {
  const at = { x: "date", y: "y", stroke: "shape", symbol: "shape" };
  const isFact = (p) => p.shape === "actual";
  return [
    Plot.text([panel], { text: (d) => d, frameAnchor: "top-left", dy: -20, dx: -56, fontWeight: 600, fill: "var(--muted)" }),
    Plot.rectX(disagreements(report, points), { x1: "from", x2: "to", fill: "var(--denied)", fillOpacity: 0.13 }),
    Plot.lineY(reference, { x: (r) => toDate(r.day), y: "value", stroke: "var(--reference)", strokeDasharray: "2 3" }),
    Plot.dot(reference, { x: (r) => toDate(r.day), y: "value", fill: "var(--reference)", r: 2.5 }),
    Plot.text(reference.slice(-1), { x: (r) => toDate(r.day), y: "value", text: () => "reference record", textAnchor: "end", dy: -8, fill: "var(--reference)" }),
    Plot.ruleY([0], { stroke: "var(--muted)" }),
    Plot.ruleX(points.filter((p) => p.low !== p.high), { x: "date", y1: "low", y2: "high", stroke: "shape", strokeWidth: 2, strokeOpacity: 0.75 }),
    Plot.dot(points.filter((p) => !isFact(p) && p.shape !== "denied"), { ...at, fill: "var(--paper)", strokeWidth: 1.8, r: 5 }),
    Plot.dot(points.filter((p) => p.shape === "denied"), { ...at, strokeWidth: 2, r: 5 }),
    Plot.dot(points.filter((p) => isFact(p) && !p.isDated), { ...at, fill: "var(--paper)", strokeWidth: 1.6, r: 4.5 }),
    Plot.dot(points.filter((p) => isFact(p) && p.isDated), { ...at, fill: "shape", r: 4.5 }),
    ...["start", "end"].map((side) => Plot.text(points.filter((p) => p.label && p.side === side), { x: "date", y: "y", text: "label", textAnchor: side, dx: side === "start" ? 9 : -9, fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 3, fontSize: 11 })),
    Plot.tip(points, Plot.pointer({ x: "date", y: "y", title: tipText })),
  ];
}

const tipText = (p) => `${formatValue(p)} · ${p.measure}, ${p.modality}\n${p.source}${p.via_name ? ` through ${p.via_name}` : ""}\nas of ${formatAsOf(p)}\n${p.outlet ?? "outlet unknown"}, ${formatDay(p.published)}${p.reports > 1 ? `\nand ${plural(p.reports - 1, "more report")}` : ""}`;

// An open end is drawn as a stroke towards where the true figure may lie, not to a made-up bound.
function bounds(f) {
  if (f.value_low !== null && f.value_high !== null) return { low: f.value_low, high: f.value_high };
  if (f.value_high !== null) return { low: f.value_high * 0.88, high: f.value_high };
  if (f.value_low !== null) return { low: f.value_low, high: f.value_low * 1.12 };
  return { low: f.value, high: f.value };
}

function padded(points) {
  const days = points.map((p) => p.day);
  const first = Math.min(...days), last = Math.max(...days), pad = Math.max(120, (last - first) * 0.03);
  return { domain: [toDate(first - pad), toDate(last + pad)] };
}

// Who said it, written beside the mark where there is room: newest first, no two close together.
function placeLabels(points, width) {
  const top = d3.max(points, (p) => p.high) || 1;
  const [first, last] = d3.extent(points, (p) => p.day), span = Math.max(1, last - first);
  const taken = [];
  return [...points].sort((a, b) => b.day - a.day || b.y - a.y).map((p) => {
    const x = (width * 0.75 * (p.day - first)) / span, y = p.y / top;
    const isFree = taken.length < 14 && !taken.some((t) => Math.abs(t.x - x) < 160 && Math.abs(t.y - y) < 0.08);
    if (!isFree) return p;
    taken.push({ x, y });
    const side = width < 600 && x > width * 0.4 ? "end" : "start";
    return { ...p, label: shorten(p.source, 24), side };
  });
}

function comparable(f) {
  return f.unit === "persons" && f.measure === "level" && f.modality === "actual" && f.day !== null && reach(f) !== null;
}

// The pairs of force_level_conflicts of which both claims pass the filters: each claim by its first report.
function findConflicts(report, figures) {
  const reports = d3.group(figures.filter(comparable), (f) => f.claim_id);
  return report.conflicts.flatMap(([smaller, larger]) => {
    if (!reports.has(smaller) || !reports.has(larger)) return [];
    const [low, high] = [smaller, larger].map((claim) => d3.least(reports.get(claim), (f) => f.published ?? Infinity));
    return [{ low, high, gap: (high.value_low ?? reach(high)) / Math.max(1, reach(low)), ...together(low, high) }];
  });
}

// The days that both claims are about: where their dates overlap, or, undated, from one publication to the other.
function together(a, b) {
  if (a.isDated && b.isDated) return { from: Math.max(a.as_of_start, b.as_of_start), to: Math.min(a.as_of_end, b.as_of_end) };
  return { from: Math.min(a.day, b.day), to: Math.max(a.day, b.day) };
}

function disagreements(report, points) {
  return findConflicts(report, points).map(({ from, to }) => ({ from: toDate(Math.min(from, to) - 4), to: toDate(to + 4) }));
}

const formatPeriod = ({ from, to }) => (from === to ? formatDay(from) : `${formatDay(from)} – ${formatDay(to)}`);

function conflictTable(report, figures) {
  const claim = (f) => el("span", {}, evidenceLink(report, f.position, f.force_level_id, formatValue(f)), el("span", { class: "muted" }, " ", said(f.source)));
  dataTable($("conflicts"), {
    name: "Disagreements", rows: findConflicts(report, figures), size: 8,
    columns: [
      { label: "Actor", value: (c) => c.low.actor, head: true }, { label: "Place", value: (c) => c.low.place },
      { label: "About", value: (c) => c.from, show: (c) => el("span", { class: "tight" }, formatPeriod(c)) },
      { label: "Lower claim", value: (c) => reach(c.low), show: (c) => claim(c.low) },
      { label: "Higher claim", value: (c) => reach(c.high), show: (c) => claim(c.high) },
      { label: "Apart by", value: (c) => c.gap, num: true, show: (c) => `${c.gap >= 10 ? Math.round(c.gap) : c.gap.toFixed(1)} ×` },
    ],
    sort: { column: 5, descending: true },
  });
}

const modalityBadge = (f) => el("span", { class: `badge ${f.modality}` }, f.modality);

function figureTable(report, holder, rows, name, size, isOnePair = false) {
  holder.tableState = undefined;
  dataTable(holder, {
    name, rows, size,
    columns: [
      { label: "Figure", value: (f) => reach(f), num: true, show: (f) => evidenceLink(report, f.position, f.force_level_id, formatValue(f)) },
      { label: "Told as", value: (f) => f.modality, show: (f) => [modalityBadge(f), " ", el("span", { class: "muted" }, f.measure)] },
      ...(isOnePair ? [] : [{ label: "Actor", value: (f) => f.actor, head: true }, { label: "Place", value: (f) => f.place }]),
      { label: "As of", value: (f) => (f.isDated ? f.as_of_end : null), show: (f) => el("span", { class: "tight" }, formatAsOf(f)) },
      { label: "According to", value: (f) => f.source, show: (f) => [said(f.source), f.via_name ? el("span", { class: "muted" }, " through ", said(f.via_name)) : null].filter(Boolean) },
      { label: "Reported", value: (f) => f.published, show: (f) => [formatDay(f.published), " ", el("span", { class: "muted" }, said(f.outlet ?? "outlet unknown"))] },
      { label: "Sentence", value: (f) => f.sentence, show: (f) => el("span", { class: "sentence" }, said(f.sentence)) },
    ],
  });
}
