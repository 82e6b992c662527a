// The overview: totals, articles over time, what is new, and the three questions at a glance.
function drawOverview({ mask, figures, total, bins, map }) {
  const sources = countedRows(report, report.sources, mask, (e) => (e.is_lump ? null : e));
  const statements = d3.sum(
    countedRows(report, report.sources, mask, () => "all"),
    (r) => r.mentions,
  );
  const mentions = d3.sum(
    countedRows(report, report.places, mask, () => "all"),
    (r) => r.mentions,
  );
  const claims = new Set(figures.map((f) => f.claim_id)).size;
  const tile = (name, value, sub) =>
    el(
      "div",
      {},
      el("dt", {}, name),
      el("dd", {}, el("strong", {}, count(value)), sub ? el("span", { class: "muted" }, sub) : null),
    );
  const outlets = new Set();
  mask.forEach((on, i) => on && outlets.add(report.articles.outlet.index[i]));
  outlets.delete(0);
  const named = sources.filter((r) => r.entry.anonymity === "named");
  fill(
    $("tiles"),
    tile("Articles", total.articles, `${plural(total.stories, "story", "stories")}`),
    tile(
      "Outlets",
      outlets.size,
      total.first === null ? "undated" : `${formatDay(total.first)} – ${formatDay(total.latest)}`,
    ),
    tile("Statements", statements, `${plural(named.length, "named source")}`),
    tile("Mentions of places", mentions, plural(map.countries.length, "country", "countries")),
    figureTile(tile, figures, total, claims),
    tile("New in the last run", total.fresh, "articles"),
  );
  articlesChart(mask, total, bins);
  const fresh = [...report.pages.keys()]
    .filter((i) => mask[i] && report.articles.fresh[i])
    .sort((a, b) => report.articles.day[b] - report.articles.day[a])
    .slice(0, 5);
  fill(
    $("fresh"),
    fresh.length ? articleList(report, fresh) : el("p", { class: "muted" }, "Nothing under these filters."),
  );
  rankedList(
    $("top-sources"),
    named.slice(0, 8),
    (r) => r.entry.name,
    (r) => r.mentions,
    (r) => showSource(mask, r.entry),
  );
  rankedList(
    $("top-places"),
    map.places.slice(0, 8),
    (r) => r.entry.name,
    (r) => r.mentions,
    (r) =>
      showArticles(report, mask, `Articles naming ${r.entry.name}`, (i) =>
        someEntry(report.places, i, (e) => e.id === r.key),
      ),
  );
  const facts = figures.filter((f) => comparable(f) && f.actor_name && f.place_name);
  fill(
    $("top-figures"),
    facts.length
      ? el(
          "ul",
          { class: "facts" },
          d3
            .groups(facts, (f) => f.pair)
            .slice(0, 6)
            .map(([, [f]]) =>
              el(
                "li",
                {},
                evidenceLink(report, f.position, f.force_level_id, formatValue(f)),
                " ",
                said(f.actor),
                " in ",
                said(f.place),
                el(
                  "span",
                  { class: "muted" },
                  " ",
                  said(f.source),
                  ` · as of ${formatAsOf(f)} · reported ${formatDay(f.published)}`,
                ),
              ),
            ),
        )
      : el("p", { class: "muted" }, "Nothing under these filters."),
  );
}

// The page holds the newest figures in full, and of all the others how many each article has.
function figureTile(tile, figures, total, claims) {
  const isWhole = report.figures.length === report.figureTotal;
  if (isWhole) return tile("Force figures", figures.length, plural(claims, "claim"));
  const { actor, place } = readFilter();
  if (actor || place)
    return tile("Force figures", figures.length, `among the newest ${count(report.figures.length)}`);
  return tile("Force figures", total.figures, `${count(figures.length)} of them on this page`);
}
