// The first screen: three answers, each a sentence with its figure, place, date, source, stories and confidence.
const PEOPLE = { other: "people", militia: "militia members", advisers: "advisers" };
const MOST_ANSWERS = 5;
const LIKELY = 80; // per cent; surer rows need no mark of what to check

const surety = (percent) =>
  percent >= LIKELY ? "likely right" : percent >= report.doubtfulBelow ? "to be checked" : "doubtful";

function sureMark(percent, weakest) {
  const word = surety(percent);
  const field = !weakest || weakest === "exists" || percent >= LIKELY ? null : weakest === "as_of" ? "date" : weakest;
  const note = field ? `, least sure of the ${field}` : "";
  return el(
    "span",
    { class: "sure", title: `${word}: ${percent} % sure${note}` },
    el("span", { class: `mark ${word.split(" ")[0]}`, "aria-hidden": "true" }),
    `${percent} %`,
    field ? el("span", { class: "muted" }, ` ${field}?`) : null,
  );
}

// In how many stories each claim stands: copies of one story count once.
function storiesOfClaims(figures) {
  const stories = d3.rollup(
    figures,
    (rows) => new Set(rows.map((f) => report.articles.story[f.position])).size,
    (f) => f.claim_id,
  );
  return (f) => stories.get(f.claim_id) ?? 1;
}

// For each actor and place its latest size told as fact, best first: see choosing.js. Nothing doubtful stands here.
function bestAnswers(figures) {
  const stories = storiesOfClaims(figures);
  const facts = figures.filter(
    (f) => comparable(f) && f.actor_name && f.place_name && !f.is_part && f.confidence >= report.doubtfulBelow,
  );
  const newest = d3.max(facts, dayOfChoice);
  const valued = (f) => ({
    f,
    stories: stories(f),
    worth: worth(f, { stories: stories(f), isFresh: report.articles.fresh[f.position], newest }),
  });
  return d3
    .groups(facts, (f) => f.pair)
    .map(([, rows]) => valued(latestSure(rows, stories)))
    .sort((a, b) => b.worth - a.worth || dayOfChoice(b.f) - dayOfChoice(a.f))
    .filter(onePerStory())
    .slice(0, MOST_ANSWERS);
}

// A list of forces in one article would else fill the card.
function onePerStory() {
  const seen = new Set();
  return ({ f }) => {
    const story = report.articles.story[f.position];
    return !seen.has(story) && seen.add(story);
  };
}

const whenTold = (f) =>
  f.isDated ? `as of ${formatAsOf(f)}` : `reported ${formatDay(f.published)}, date not told`;
// "Russian troops", "FARC fighters"
const ownerOf = (f) => said(report.adjectives[f.actor] ?? f.actor);
const peopleOf = (f) => PEOPLE[f.personnel_type] ?? f.personnel_type;

function answerCard(id, kicker, headline, figure, details, more) {
  fill(
    $(id),
    el("h3", { class: "kicker" }, kicker),
    headline ? el("p", { class: "headline" }, headline) : null,
    figure ? el("p", { class: "figure" }, figure) : null,
    ...details.map((line) => el("p", { class: "muted" }, line)),
    more,
  );
}

function forceAnswer(figures) {
  const [best, ...others] = bestAnswers(figures);
  const title = "How many troops are said to be where";
  if (!best) return answerCard("answer-forces", title, null, null, ["Nothing sure enough under these filters."], null);
  const { f } = best;
  const plan = figures.find(
    (other) =>
      other.pair === f.pair && other.modality === "planned" && other.unit === "persons" &&
      other.confidence >= report.doubtfulBelow,
  );
  return answerCard(
    "answer-forces",
    title,
    [ownerOf(f), ` ${peopleOf(f)} said to be in `, said(f.place)],
    [evidenceLink(report, f.position, f.force_level_id, formatValue(f)), el("small", {}, ` ${whenTold(f)}`)],
    [
      [said(f.source), f.via_name ? [" through ", said(f.via_name)] : null, ` · ${plural(best.stories, "story", "stories")} · `, sureMark(f.confidence, f.weakest_field)].flat(),
      plan
        ? [`planned ${plan.measure}: `, evidenceLink(report, plan.position, plan.force_level_id, formatValue(plan)), ` · `, said(plan.source)]
        : null,
    ].filter(Boolean),
    el(
      "ul",
      { class: "facts" },
      others.map(({ f: g, stories }) =>
        el(
          "li",
          {},
          evidenceLink(report, g.position, g.force_level_id, formatValue(g)),
          " ", ownerOf(g), ` ${peopleOf(g)} in `, said(g.place),
          el("span", { class: "muted" }, said(g.source), ` · ${whenTold(g)} · ${plural(stories, "story", "stories")} · `, sureMark(g.confidence, g.weakest_field)),
        ),
      ),
    ),
  );
}

function placeAnswer(mask, map, total) {
  const [top] = map.countries;
  const period = total.first === null ? "" : `, ${formatDay(total.first)} to ${formatDay(total.latest)}`;
  const showPlace = (row) =>
    showArticles(report, mask, `Articles naming ${row.entry.name}`, (i) =>
      someEntry(report.places, i, (e) => e.id === row.key),
    );
  answerCard(
    "answer-places",
    "Which places are written about",
    top ? [said(top.entry.country ?? top.key), " is named most"] : null,
    top ? [plural(top.stories, "story", "stories"), el("small", {}, ` of ${count(total.stories)}${period}`)] : null,
    top
      ? [[`it or places in it: ${plural(top.mentions, "mention")} in ${plural(top.articles, "article")} · `, sureMark(Math.round(100 * top.entry.confidence))]]
      : ["Nothing under these filters."],
    rankedHolder(map.places.slice(0, 6), (r) => r.entry.name, showPlace),
  );
}

function sourceAnswer(mask, named, total) {
  const [top] = named;
  answerCard(
    "answer-sources",
    "Who is cited",
    top ? [said(top.entry.name), " is cited most by name"] : null,
    top ? [plural(top.stories, "story", "stories"), el("small", {}, ` of ${count(total.stories)}`)] : null,
    top
      ? [[`${plural(top.mentions, "statement")} in ${plural(top.articles, "article")} · `, sureMark(Math.round(100 * top.entry.confidence))]]
      : ["No source with a name under these filters."],
    rankedHolder(named.slice(0, 6), (r) => r.entry.name, (r) => showSource(mask, r.entry)),
  );
}

function rankedHolder(rows, label, act) {
  const holder = el("div", {});
  rankedList(holder, rows, label, (r) => r.stories, act, (n) => (n === 1 ? "story" : "stories"));
  return holder;
}
