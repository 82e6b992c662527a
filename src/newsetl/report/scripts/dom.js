// Small helpers that build the page. Text enters it only as text nodes, never as markup.
const $ = (id) => document.getElementById(id);

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "onclick") node.addEventListener("click", value);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined) node.append(child);
  }
  return node;
}

// A word from an article, isolated so that its direction cannot touch what stands beside it.
const said = (text) => el("bdi", {}, text);
const fill = (node, ...children) =>
  node.replaceChildren(...children.flat().filter((child) => child !== null));

const count = (n) => n.toLocaleString("en-GB");
const plural = (n, one, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;
const toDate = (day) => new Date(day * DAY);
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function formatDay(day) {
  if (day === null || day === undefined || day === UNKNOWN_DAY) return "undated";
  const date = toDate(day);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

function formatAsOf(figure) {
  if (!figure.isDated) return "not told";
  const start = toDate(figure.as_of_start);
  if (figure.as_of_precision === "year") return String(start.getUTCFullYear());
  if (figure.as_of_precision === "quarter")
    return `Q${Math.floor(start.getUTCMonth() / 3) + 1} ${start.getUTCFullYear()}`;
  if (figure.as_of_precision === "month") return `${MONTHS[start.getUTCMonth()]} ${start.getUTCFullYear()}`;
  if (figure.as_of_start === figure.as_of_end) return formatDay(figure.as_of_start);
  return `${formatDay(figure.as_of_start)} – ${formatDay(figure.as_of_end)}`;
}

const HEDGES = { about: "about ", up_to: "up to ", at_least: "at least ", vague: "at least " };

function formatValue(figure) {
  const { value_low: low, value_high: high, value, unit } = figure;
  const isRange = low !== null && high !== null && low !== high;
  const single = value ?? high ?? low;
  let amount = "?";
  if (isRange) amount = `${count(low)}–${count(high)}`;
  else if (single !== null) amount = (HEDGES[figure.qualifier] ?? "") + count(single);
  return unit === "persons" ? amount : unit === "percent" ? `${amount} %` : `${amount} ${unit}`;
}

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
