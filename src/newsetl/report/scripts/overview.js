// The overview: the three answers, what is new, and, folded, how much there is.
function drawOverview({ mask, figures, every, total, bins, map }) {
  const sources = countedRows(report, report.sources, mask, (e) => (e.is_lump ? null : e));
  const named = sources.filter((r) => r.entry.anonymity === "named");
  drawAnswers({ mask, figures, named, total, map });
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

function drawAnswers({ mask, figures, named, total, map }) {
  const opener = (open) => (row) =>
    el("button", { type: "button", class: "link", onclick: () => open(row) }, said(row.name));
  const [top] = map.countries;
  const country = top && { ...top, name: top.entry.country ?? top.key, sure: sureOfCountry(mask, top.key) };
  forceAnswer(figures);
  placeAnswer(
    country,
    map.places.slice(0, MOST_RANKED).map((row) => ({ ...row, name: row.entry.name })),
    total,
    opener((row) =>
      showArticles(report, mask, `Articles naming ${row.name}`, (i) => someEntry(report.places, i, (e) => e.id === row.key)),
    ),
  );
  sourceAnswer(
    named.map((row) => ({ ...row, name: row.entry.name, sure: percentSure(row.entry.confidence) })),
    total,
    opener((row) => showSource(mask, row.entry)),
  );
}

// As the macro percent_sure: rounded down, what is shown as 40 % is never less.
const percentSure = (share) => Math.floor(100 * share + 0.0001);

// How sure the program is of a country's mentions, in per cent: their mean.
function sureOfCountry(mask, iso3) {
  const { offsets, entries, entry, count: times } = report.places;
  let sum = 0,
    mentions = 0;
  for (let i = 0; i < mask.length; i++)
    for (let k = offsets[i]; mask[i] && k < offsets[i + 1]; k++) {
      const { iso3: own, confidence } = entries[entry[k]];
      if (own !== iso3 || confidence === null) continue;
      sum += confidence * times[k];
      mentions += times[k];
    }
  return mentions ? percentSure(sum / mentions) : 0;
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
