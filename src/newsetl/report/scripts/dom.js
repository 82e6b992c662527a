// What leads to articles, and what is saved.
// Where an article's evidence is: its page, or the command that makes it.
function evidenceLink(report, article, anchor, ...label) {
  const page = report.pages.get(article);
  if (!page)
    return el(
      "span",
      { class: "muted", title: "The article has no page of its own in this report" },
      ...label,
    );
  return el(
    "a",
    { href: `evidence/${page.stem}.html${anchor ? `#${encodeURIComponent(anchor)}` : ""}` },
    ...label,
  );
}

function showArticles(report, mask, title, test) {
  const withPage = [],
    total = { n: 0 };
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i] || !test(i)) continue;
    total.n++;
    if (report.pages.has(i)) withPage.push(i);
  }
  withPage.sort((a, b) => report.articles.day[b] - report.articles.day[a] || a - b);
  fill($("evidence-title"), said(title));
  const shown = withPage.slice(0, 100);
  const note =
    total.n > shown.length
      ? `The newest ${count(shown.length)} of ${plural(total.n, "article")} that have a page here; find the others with newsetl query.`
      : plural(total.n, "article");
  fill($("evidence-body"), el("p", { class: "muted" }, note), articleList(report, shown));
  $("evidence").showModal();
}

function articleList(report, articles) {
  return el(
    "ol",
    { class: "articles" },
    articles.map((i) =>
      el(
        "li",
        {},
        evidenceLink(report, i, null, said(report.pages.get(i)?.title ?? "Untitled article")),
        el(
          "span",
          { class: "muted" },
          " ",
          said(report.articles.outlet.at(i) ?? "outlet unknown"),
          ` · ${formatDay(report.articles.day[i])}`,
        ),
      ),
    ),
  );
}

const SPREADSHEET_FORMULA = /^[=+\-@\t\r]/;

function csvCell(value) {
  let text = value === null || value === undefined ? "" : String(value);
  // A spreadsheet would run a cell that starts like a formula.
  if (typeof value === "string" && SPREADSHEET_FORMULA.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function saveCsv(name, columns, rows) {
  const lines = [
    columns.map((c) => csvCell(c.label)),
    ...rows.map((row) => columns.map((c) => csvCell(c.value(row)))),
  ];
  const blob = new Blob(["\ufeff", lines.map((line) => line.join(",")).join("\r\n"), "\r\n"], {
    type: "text/csv",
  });
  const link = el("a", { href: URL.createObjectURL(blob), download: `${name}.csv` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
