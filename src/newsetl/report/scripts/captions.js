// The text over and under a chart: the sentence that it shows, where it is from, and what was drawn as a file.
// Under each chart: the table that it is drawn from, and what was drawn as a file.
function chartFoot(id, table, name, rows) {
  const figure = $(id);
  figure.querySelector(".source")?.remove();
  if (!rows.length) return;
  const columns = Object.keys(rows[0]).map((key) => ({ label: key, value: (row) => row[key] }));
  figure.append(
    el(
      "p",
      { class: "source muted" },
      "Source: ",
      el("span", { class: "mono" }, table),
      `, ${plural(report.articles.count, "article")} in this archive · `,
      el(
        "button",
        { type: "button", class: "link", onclick: () => saveCsv(name, columns, rows) },
        "Download what is drawn",
      ),
    ),
  );
}

const isoDay = (date) => date.toISOString().slice(0, 10);

// The title of a chart is the sentence that it shows.
const title = (id, ...words) => fill($(id).querySelector("figcaption"), ...words);
const sub = (text) => el("span", { class: "sub" }, ` ${text}`);
const percent = (part, whole) => `${Math.round((100 * part) / Math.max(1, whole))} %`;

const KINDS = {
  person: "persons", government: "governments", organisation: "organisations", group: "groups of people",
  document: "documents", news_agency: "news agencies", social_media: "social media",
};

function kindsTitle(rows) {
  const sums = d3.rollups(rows, (g) => d3.sum(g, (d) => d.n), (d) => d.key).sort((a, b) => b[1] - a[1]);
  const all = d3.sum(sums, ([, n]) => n);
  if (all)
    title(
      "chart-kinds",
      `${percent(sums[0][1], all)} of statements come from ${KINDS[sums[0][0]] ?? "sources of unknown kind"}`,
      sub("number of statements"),
    );
  chartFoot("chart-kinds", "attributions", "statements-by-kind", rows.map((d) => ({ kind: d.key, named_how: d.anonymity, statements: d.n })));
}

function namingTitle(rows, unit) {
  const all = d3.sum(rows, (d) => d.n);
  const named = d3.sum(rows.filter((d) => d.anonymity === "named"), (d) => d.n);
  if (all)
    title(
      "chart-anonymity",
      `${percent(named, all)} of statements name their source`,
      sub(`share of the statements in dated articles, by ${unit}`),
    );
  namingFoot("chart-anonymity", rows, (row) => isoDay(row.key));
}

// Who names its sources most often, of the outlets that are drawn.
function outletNamingTitle(rows) {
  const shares = d3.rollups(
    rows,
    (of) => d3.sum(of, (d) => (d.anonymity === "named" ? d.n : 0)) / d3.sum(of, (d) => d.n),
    (d) => d.key,
  );
  const [name, share] = d3.greatest(shares, ([, part]) => part) ?? [];
  if (share)
    title(
      "chart-outlet-anonymity",
      said(name),
      ` names its source most often, in ${percent(share, 1)} of its statements`,
      sub("share of statements by outlet, the ten with most"),
    );
  else title("chart-outlet-anonymity", "How outlets name their sources");
  namingFoot("chart-outlet-anonymity", rows, (row) => row.key);
}

const namingFoot = (id, rows, keyOf) =>
  chartFoot(
    id,
    "attributions",
    id.replace("chart-", ""),
    rows.map((d) => ({ key: keyOf(d), named_how: d.anonymity, statements: d.n })),
  );

// "A", "A and B", "A and 3 others": all that share the first place.
function leaders(names) {
  if (names.length < 3) return names.flatMap((name, index) => (index ? [" and ", said(name)] : [said(name)]));
  return [said(names[0]), ` and ${count(names.length - 1)} others`];
}
