// Outlets: how much each publishes, from what sources.
function drawOutlets({ mask, bins }) {
  const rows = new Map();
  const rowOf = (i) => {
    const index = report.articles.outlet.index[i];
    if (!rows.has(index))
      rows.set(index, {
        index,
        name: report.articles.outlet.words[index] ?? "outlet unknown",
        articles: 0,
        stories: 0,
        statements: 0,
        anonymous: 0,
        figures: 0,
        story: -1,
        first: null,
        last: null,
      });
    return rows.get(index);
  };
  mask.forEach((on, i) => {
    if (!on) return;
    const row = rowOf(i),
      day = report.articles.day[i];
    row.articles++;
    row.figures += report.articles.figures[i];
    if (row.story !== report.articles.story[i]) {
      row.story = report.articles.story[i];
      row.stories++;
    }
    if (day !== UNKNOWN_DAY) {
      row.first = row.first === null ? day : Math.min(row.first, day);
      row.last = row.last === null ? day : Math.max(row.last, day);
    }
  });
  const everyOutlet = report.articles.outlet.words.map((_, index) => index);
  for (const { key, anonymity, n } of tally(
    report,
    mask,
    everyOutlet,
    (i) => report.articles.outlet.index[i],
  )) {
    const row = rows.get(key);
    row.statements += n;
    if (anonymity === "anonymous") row.anonymous += n;
  }
  const outlets = [...rows.values()].sort((a, b) => b.articles - a.articles || (a.name < b.name ? -1 : 1));
  outletsChart(report, mask, bins, outlets);
  dataTable($("outlets-table"), {
    name: "Outlets",
    told: (all) => {
      const named = all.filter((r) => report.articles.outlet.words[r.index] !== undefined).length;
      return plural(named, "outlet") + (named < all.length ? ", and articles of unknown outlet" : "");
    },
    rows: outlets,
    columns: [
      {
        label: "Outlet",
        value: (r) => r.name,
        head: true,
        show: (r) =>
          el(
            "button",
            {
              type: "button",
              class: "link",
              onclick: () =>
                showArticles(
                  report,
                  mask,
                  `Articles of ${r.name}`,
                  (i) => report.articles.outlet.index[i] === r.index,
                ),
            },
            said(r.name),
          ),
      },
      { label: "Articles", value: (r) => r.articles, num: true },
      { label: "Stories", value: (r) => r.stories, num: true },
      { label: "Statements", value: (r) => r.statements, num: true },
      {
        label: "Anonymous",
        value: (r) => (r.statements ? r.anonymous / r.statements : null),
        num: true,
        show: (r) => (r.statements ? percent(r.anonymous, r.statements) : "–"),
      },
      { label: "Force figures", value: (r) => r.figures, num: true },
      { label: "First", value: (r) => r.first, show: (r) => formatDay(r.first) },
      { label: "Last", value: (r) => r.last, show: (r) => formatDay(r.last) },
    ],
  });
}
