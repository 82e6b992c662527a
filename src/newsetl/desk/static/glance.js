// The desk's first page: the answers of the report, drawn by the report's own scripts from what the desk has found.
let report;
const figureLink = (f, ...label) =>
  el("a", { href: `/articles/${encodeURIComponent(f.article_id)}#${encodeURIComponent(f.force_level_id)}` }, ...label);
const leadTo = (row) => el("a", { href: row.href }, said(row.name));

function figureOf(columns, values) {
  const f = Object.fromEntries(columns.map((name, i) => [name, values[i]]));
  f.isDated = f.as_of_start !== null;
  f.day = f.isDated ? f.as_of_end : f.published;
  f.actor = f.actor_name;
  f.place = f.place_name;
  f.pair = `${f.actor}\u0000${f.place}`;
  return f;
}

function drawFresh(articles) {
  const line = ({ href, title, outlet, day }) =>
    el(
      "li",
      {},
      el("a", { href }, said(title ?? "Untitled article")),
      el("span", { class: "muted" }, " ", said(outlet ?? "outlet unknown"), ` · ${formatDay(day)}`),
    );
  fill($("fresh"), articles.length ? el("ol", { class: "articles" }, articles.map(line)) : el("p", { class: "muted" }, "Nothing yet."));
}

function drawAnswers({ figures, country, places, sources, total }) {
  forceAnswer(figures.rows.map((values) => figureOf(figures.columns, values)));
  placeAnswer(country.iso3 ? country : null, places, total, leadTo);
  sourceAnswer(sources, total, leadTo);
  const period = total.first === null ? "no dated article" : `${formatDay(total.first)} to ${formatDay(total.latest)}`;
  fill($("about"), el("span", {}, period), el("span", {}, `${plural(total.articles, "article")} from ${plural(total.outlets, "outlet")}`));
}

ask("/glance.json").then(async (answer) => {
  if (!answer) return;
  const found = await answer.json();
  report = { doubtfulBelow: found.doubtfulBelow, adjectives: found.adjectives, none: (what) => `${what} yet.` };
  drawAnswers(found);
  drawFresh(found.fresh);
  document.body.dataset.ready = "true";
});
