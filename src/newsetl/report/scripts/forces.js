// Force levels: the list of actors and places, the timeline of one of them, where sources disagree.
const MOST_PAIRS = 60;

function selectFigures(report, mask, filter) {
  return report.figures.filter(
    (f) =>
      mask[f.position] &&
      (!filter.actor || f.actor === filter.actor) &&
      (!filter.place || f.place_iso3 === filter.place),
  );
}

function pairList(state, figures, choose) {
  const groups = d3
    .groups(figures, (f) => f.pair)
    .map(([pair, rows]) => ({ pair, rows }))
    .sort((a, b) => b.rows.length - a.rows.length || (a.pair < b.pair ? -1 : 1));
  if (!groups.some((g) => g.pair === state.pair)) {
    state.pair = (groups.find((g) => !g.pair.includes("not given")) ?? groups[0])?.pair ?? null;
  }
  const item = ({ pair, rows }) =>
    el(
      "button",
      { type: "button", "aria-pressed": String(pair === state.pair), onclick: () => choose(pair) },
      el("span", {}, said(rows[0].actor), el("span", { class: "muted" }, " in ", said(rows[0].place))),
      el("span", { class: "num" }, count(rows.length)),
    );
  const rest = groups.length - MOST_PAIRS;
  fill(
    $("pairs"),
    groups.slice(0, MOST_PAIRS).map(item),
    rest > 0
      ? el("p", { class: "muted" }, `and ${count(rest)} more: choose an actor or a country above`)
      : null,
    groups.length ? null : el("p", { class: "muted" }, "No force figure under these filters."),
  );
  return groups;
}

// The pairs of force_level_conflicts of which both claims pass the filters: each claim by its first report.
function findConflicts(report, figures) {
  const reports = d3.group(figures.filter(comparable), (f) => f.claim_id);
  return report.conflicts.flatMap(([smaller, larger, part]) => {
    if (!reports.has(smaller) || !reports.has(larger)) return [];
    const [low, high] = [smaller, larger].map((claim) =>
      d3.least(reports.get(claim), (f) => f.published ?? Infinity),
    );
    const gap = (high.value_low ?? reach(high)) / Math.max(1, reach(low));
    return [{ low, high, part, gap, ...together(low, high) }];
  });
}

// The days that both claims are about: where their dates overlap, or, undated, from one publication to the other.
function together(a, b) {
  if (a.isDated && b.isDated)
    return { from: Math.max(a.as_of_start, b.as_of_start), to: Math.min(a.as_of_end, b.as_of_end) };
  return { from: Math.min(a.day, b.day), to: Math.max(a.day, b.day) };
}

function disagreements(report, points) {
  return findConflicts(report, points).map(({ from, to }) => ({
    from: toDate(Math.min(from, to) - 4),
    to: toDate(to + 4),
  }));
}

const formatPeriod = ({ from, to }) =>
  from === to ? formatDay(from) : `${formatDay(from)} – ${formatDay(to)}`;

const contradictsItself = ({ low, high }) =>
  low.source === high.source && Boolean(low.source_name) && low.via_name === high.via_name;

function conflictTable(report, figures) {
  const claim = (f, source = said(f.source)) =>
    el(
      "span",
      {},
      figureLink(f, formatValue(f)),
      el("span", { class: "muted" }, " ", source),
      " ",
      sureMark(f.confidence),
    );
  dataTable($("conflicts"), {
    name: "Disagreements",
    of: ["pair of claims", "pairs of claims"],
    rows: findConflicts(report, figures),
    size: 8,
    cards: true,
    columns: [
      { label: "Actor", value: (c) => c.low.actor, head: true },
      { label: "Place", value: (c) => [c.low.place, c.part].filter(Boolean).join(", ") },
      { label: "About", value: (c) => c.from, show: (c) => el("span", { class: "tight" }, formatPeriod(c)) },
      { label: "Lower claim", value: (c) => reach(c.low), show: (c) => claim(c.low) },
      {
        label: "Higher claim",
        value: (c) => reach(c.high),
        show: (c) => (contradictsItself(c) ? claim(c.high, "the same source") : claim(c.high)),
      },
      {
        label: "Apart by",
        value: (c) => c.gap,
        num: true,
        show: (c) => `${c.gap >= 10 ? Math.round(c.gap) : c.gap.toFixed(1)} ×`,
      },
    ],
    sort: { column: 5, descending: true },
  });
}

const sureColumn = {
  label: "Sure",
  value: (f) => f.confidence,
  num: true,
  show: (f) => sureMark(f.confidence, f.weakest_field),
};

const modalityBadge = (f) => el("span", { class: `badge ${f.modality}` }, f.modality);

function figureTable(report, holder, rows, name, size, isOnePair = false) {
  holder.tableState = undefined;
  dataTable(holder, {
    name,
    of: ["figure"],
    rows,
    size,
    cards: true,
    columns: [
      {
        label: "Figure",
        value: (f) => reach(f),
        num: true,
        show: (f) => figureLink(f, formatValue(f)),
      },
      sureColumn,
      {
        label: "Reported as",
        value: (f) => f.modality,
        show: (f) => [modalityBadge(f), " ", el("span", { class: "muted" }, f.measure)],
      },
      ...(isOnePair
        ? []
        : [
            { label: "Actor", value: (f) => f.actor, head: true },
            { label: "Place", value: (f) => f.where },
          ]),
      {
        label: "As of",
        value: (f) => (f.isDated ? f.as_of_end : null),
        show: (f) => el("span", { class: "tight" }, formatAsOf(f)),
      },
      {
        label: "According to",
        value: (f) => f.source,
        show: (f) =>
          [
            said(f.source),
            f.via_name ? el("span", { class: "muted" }, " through ", said(f.via_name)) : null,
          ].filter(Boolean),
      },
      {
        label: "Reported",
        value: (f) => f.published,
        show: (f) => [
          formatDay(f.published),
          " ",
          el("span", { class: "muted" }, said(f.outlet ?? "outlet unknown")),
        ],
      },
      {
        label: "Sentence",
        value: (f) => f.sentence,
        show: (f) => el("span", { class: "sentence" }, said(f.sentence)),
      },
    ],
  });
}
