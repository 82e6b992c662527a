// The timeline of one actor in one place: facts, plans, possibilities and denials drawn apart.
const FLOWS = new Set(["increase", "decrease", "trained"]);
const MARGIN = { left: 62, bottom: 26, top: 26 };
const marginRight = (width) => (width < 600 ? 14 : 130); // room for the last label
const MOST_LABELS = 14;
const LETTER = 6; // pixels, of a label's letter

function drawPair(report, state, groups) {
  const rows = groups.find((g) => g.pair === state.pair)?.rows ?? [];
  const [first] = rows;
  fill(
    $("forces-title"),
    first
      ? [
          "Forces of ",
          said(first.actor),
          " said to be in ",
          said(first.place),
          el("span", { class: "sub" }, " persons, by the date that the figure holds for"),
        ]
      : "Force levels",
  );
  const page = first && report.forcePages[`${first.actor_name}\t${first.place_name}`];
  fill(
    $("pair-page"),
    page
      ? el("a", { href: `forces/${page}.html` }, "The latest word of each source on one page, with units and towns counted in")
      : null,
  );
  const drawn = rows.filter((f) => f.unit === "persons" && f.day !== null && reach(f) !== null);
  keyList("forces-key", [
    ["reported as fact", "circle actual"],
    ["planned, a target", "diamond planned"],
    ["possible", "triangle possible"],
    ["denied", "times denied"],
    ["a permitted maximum", "square cap"],
    ["range or open end", "stroke"],
    ["days about which sources disagree", "band"],
    ["hollow: dated by its publication only", "circle hollow"],
  ]);
  timeline(report, drawn);
  const left = rows.length - drawn.length;
  $("forces-note").textContent = left
    ? `${plural(left, "figure")} not drawn (per cent, units other than persons, no date at all): see the table.`
    : "";
  figureTable(
    report,
    $("pair-figures"),
    rows,
    first ? `Figures for ${first.actor} in ${first.place}` : "Figures",
    8,
    true,
  );
}

// One mark for what one source says, however many copies repeat it.
function oncePerClaim(rows) {
  const keyOf = (f) =>
    [
      f.source_name ?? "",
      f.value_low,
      f.value_high,
      f.measure,
      f.modality,
      f.isDated ? f.day : "",
      f.claim_id,
    ].join("\u0000");
  return d3
    .groups(rows, keyOf)
    .map(([, same]) => ({ ...d3.least(same, (f) => f.published ?? Infinity), reports: same.length }));
}

function timeline(report, rows) {
  chartFoot(
    "chart-forces",
    "force_levels",
    "force-levels",
    rows.map((f) => ({
      actor: f.actor,
      place: f.place,
      low: f.value_low,
      high: f.value_high,
      measure: f.measure,
      told_as: f.modality,
      as_of: f.isDated ? isoDay(toDate(f.as_of_end)) : null,
      reported: f.published === null ? null : isoDay(toDate(f.published)),
      source: f.source,
      confidence: f.confidence / 100,
      sentence: f.sentence,
    })),
  );
  const points = oncePerClaim(rows).map((f) => ({
    ...f,
    shape: f.modality !== "denied" && f.measure === "cap" ? "cap" : f.modality,
    date: toDate(f.day),
    y:
      f.value ??
      (f.value_low !== null && f.value_high !== null ? (f.value_low + f.value_high) / 2 : reach(f)),
    ...bounds(f),
    panel: FLOWS.has(f.measure) ? "Sent, withdrawn, trained" : "Size, target, cap",
  }));
  const panels = ["Size, target, cap", "Sent, withdrawn, trained"]
    .map((panel) => [panel, points.filter((p) => p.panel === panel)])
    .filter(([, shown]) => shown.length);
  const [sample] = rows;
  const isCountry =
    sample && report.places.entries.some((entry) => entry.type === "country" && entry.name === sample.place);
  const reference = isCountry
    ? report.reference.filter((r) => r.actor_iso3 === sample.actor_iso3 && r.place_iso3 === sample.place_iso3)
    : [];
  const { domain } = points.length ? padded(points) : {};
  const inSight = (r) => toDate(r.day) >= domain[0] && toDate(r.day) <= domain[1];
  chart(
    "chart-forces",
    `Timeline of ${plural(points.length, "claim")}; the table below holds the same`,
    (width) =>
      points.length &&
      panels.map(([panel, shown], index) => ({
        height: index ? 170 : 290,
        marginLeft: MARGIN.left,
        marginRight: marginRight(width),
        marginBottom: MARGIN.bottom,
        marginTop: MARGIN.top,
        x: { type: "utc", label: null, domain },
        y: {
          grid: true,
          label: null,
          zero: true,
          nice: true,
          ticks: index ? 3 : 6,
          tickFormat: (n) => count(n),
        },
        symbol: { domain: Object.keys(SYMBOLS), range: Object.values(SYMBOLS) },
        color: {
          domain: Object.keys(SYMBOLS),
          range: Object.keys(SYMBOLS).map((shape) => `var(--${shape})`),
        },
        marks: timelineMarks(
          report,
          placeLabels(shown, domain, width),
          panel,
          index ? [] : reference.filter(inSight),
        ),
      })),
  );
}

function timelineMarks(report, points, panel, reference) {
  const at = { x: "date", y: "y", stroke: "shape", symbol: "shape", href: evidenceAddress, ariaLabel: tipText };
  const isFact = (p) => p.shape === "actual";
  return [
    Plot.text([panel], {
      text: (d) => d,
      frameAnchor: "top-left",
      dy: -20,
      dx: -56,
      fontWeight: 600,
      fill: "var(--muted)",
    }),
    Plot.rectX(disagreements(report, points), {
      x1: "from",
      x2: "to",
      fill: "var(--denied)",
      fillOpacity: 0.13,
    }),
    Plot.lineY(reference, {
      x: (r) => toDate(r.day),
      y: "value",
      stroke: "var(--reference)",
      strokeDasharray: "2 3",
    }),
    Plot.dot(reference, { x: (r) => toDate(r.day), y: "value", fill: "var(--reference)", r: 2.5 }),
    Plot.text(reference.slice(-1), {
      x: (r) => toDate(r.day),
      y: "value",
      text: () => "reference record",
      textAnchor: "end",
      dy: -8,
      fill: "var(--reference)",
    }),
    Plot.ruleY([0], { stroke: "var(--muted)" }),
    Plot.ruleX(
      points.filter((p) => p.low !== p.high),
      { x: "date", y1: "low", y2: "high", stroke: "shape", strokeWidth: 2, strokeOpacity: 0.75 },
    ),
    Plot.dot(
      points.filter((p) => !isFact(p) && p.shape !== "denied"),
      { ...at, fill: "var(--paper)", strokeWidth: 1.8, r: 5 },
    ),
    Plot.dot(
      points.filter((p) => p.shape === "denied"),
      { ...at, strokeWidth: 2, r: 5 },
    ),
    Plot.dot(
      points.filter((p) => isFact(p) && !p.isDated),
      { ...at, fill: "var(--paper)", strokeWidth: 1.6, r: 4.5 },
    ),
    Plot.dot(
      points.filter((p) => isFact(p) && p.isDated),
      { ...at, fill: "shape", r: 4.5 },
    ),
    ...["start", "end"].map((side) =>
      Plot.text(
        points.filter((p) => p.label && p.side === side),
        {
          className: "label",
          x: "date",
          y: "y",
          text: "label",
          textAnchor: side,
          dx: side === "start" ? 9 : -9,
          fill: "var(--ink)",
          stroke: "var(--paper)",
          strokeWidth: 3,
          fontSize: 11,
        },
      ),
    ),
    Plot.tip(points, Plot.pointer({ x: "date", y: "y", title: tipText })),
  ];
}

// A mark leads to its sentence; one without a page of its own leads nowhere.
function evidenceAddress(p) {
  const page = report.pages.get(p.position);
  return page ? `evidence/${page.stem}.html#${encodeURIComponent(p.force_level_id)}` : null;
}

const tipText = (p) =>
  `${formatValue(p)} · ${p.measure}, ${p.modality}\n${p.source}${p.via_name ? ` through ${p.via_name}` : ""}\nas of ${formatAsOf(p)}\n${p.outlet ?? "outlet unknown"}, ${formatDay(p.published)}${p.reports > 1 ? `\nand ${plural(p.reports - 1, "more report")}` : ""}`;

// An open end is drawn as a stroke towards where the true figure may lie, not to a made-up bound.
function bounds(f) {
  if (f.value_low !== null && f.value_high !== null) return { low: f.value_low, high: f.value_high };
  if (f.value_high !== null) return { low: f.value_high * 0.88, high: f.value_high };
  if (f.value_low !== null) return { low: f.value_low, high: f.value_low * 1.12 };
  return { low: f.value, high: f.value };
}

function padded(points) {
  const days = points.map((p) => p.day);
  const first = Math.min(...days),
    last = Math.max(...days),
    pad = Math.max(120, (last - first) * 0.03);
  return { domain: [toDate(first - pad), toDate(last + pad)] };
}

// Who said it, written beside the mark where there is room for it: newest first, over no other mark and no other label.
function placeLabels(points, domain, width) {
  const top = d3.max(points, (p) => p.high) || 1;
  const across = d3.scaleUtc(domain, [MARGIN.left, width - marginRight(width)]);
  const at = (p) => ({ x: across(p.date), y: p.y / top });
  const isNear = (one, other) => Math.abs(one.y - other.y) < 0.08 && one.from < other.to && other.from < one.to;
  const taken = points.map((p) => ({ from: at(p).x - 6, to: at(p).x + 6, y: at(p).y }));
  let left = MOST_LABELS;
  return [...points]
    .sort((a, b) => b.day - a.day || b.y - a.y)
    .map((p) => {
      const label = shorten(p.source, 24);
      const boxes = sidesOf(at(p), LETTER * label.length, width);
      const free = boxes.find((box) => !taken.some((other) => isNear(box, other)));
      if (!free || left-- <= 0) return p;
      taken.push(free);
      return { ...p, label, side: free.side };
    });
}

// Where a label may be beside its mark: to the right, else to the left, as far as the drawing reaches.
function sidesOf({ x, y }, length, width) {
  return [
    { side: "start", from: x + 7, to: x + 9 + length, y },
    { side: "end", from: x - 9 - length, to: x - 7, y },
  ].filter((box) => box.from >= 0 && box.to <= width);
}
