// The overview: the three answers, what is new, and, folded, how much there is.
function drawOverview({ mask, figures, every, total, bins, map }) {
  const sources = countedRows(report, report.sources, mask, (e) => (e.is_lump ? null : e));
  const named = sources.filter((r) => r.entry.anonymity === "named");
  forceAnswer(figures);
  placeAnswer(mask, map, total);
  sourceAnswer(mask, named, total);
  const fresh = [...report.pages.keys()]
    .filter((i) => mask[i] && report.articles.fresh[i])
    .sort((a, b) => report.articles.day[b] - report.articles.day[a])
    .slice(0, 5);
  fill(
    $("fresh"),
    fresh.length ? articleList(report, fresh) : el("p", { class: "muted" }, "Nothing under these filters."),
  );
  drawTiles({ mask, every, total, map, named });
  articlesChart(mask, total, bins);
}

function drawTiles({ mask, every, total, map, named }) {
  const all = (pairs) => d3.sum(countedRows(report, pairs, mask, () => "all"), (r) => r.mentions);
  const claims = new Set(every.map((f) => f.claim_id)).size;
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
  fill(
    $("tiles"),
    tile("Articles", total.articles, `${plural(total.stories, "story", "stories")}`),
    tile(
      "Outlets",
      outlets.size,
      total.first === null ? "undated" : `${formatDay(total.first)} – ${formatDay(total.latest)}`,
    ),
    tile("Statements", all(report.sources), `${plural(named.length, "named source")}`),
    tile("Mentions of places", all(report.places), `${plural(map.countries.length, "country", "countries")}`),
    figureTile(tile, every, total, claims),
    tile("New in the last run", total.fresh, "articles"),
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
