// The three answers that the report and the desk begin with: each a sentence with its figure, place, date, source, stories
// and confidence. Either page gives what they are about (`report`) and how a figure is linked to (`figureLink`).
const PEOPLE = { other: "people", militia: "militia members", advisers: "advisers" };
const MOST_ANSWERS = 5;
const MOST_RANKED = 6;
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

function grouped(rows, key) {
  const groups = new Map();
  for (const row of rows) {
    if (!groups.has(key(row))) groups.set(key(row), []);
    groups.get(key(row)).push(row);
  }
  return groups;
}

// In how many stories each claim is: copies of one story count once.
function storiesOfClaims(figures) {
  const claims = grouped(figures, (f) => f.claim_id);
  const stories = new Map([...claims].map(([claim, rows]) => [claim, new Set(rows.map((f) => f.story)).size]));
  return (f) => stories.get(f.claim_id) ?? 1;
}

// For each actor and place its latest size reported as fact, best first: see choosing.js. Nothing doubtful is here.
function bestAnswers(figures) {
  const stories = storiesOfClaims(figures);
  const facts = figures.filter(
    (f) => comparable(f) && f.actor_name && f.place_name && !f.is_part && f.confidence >= report.doubtfulBelow,
  );
  const newest = facts.reduce((day, f) => Math.max(day, dayOfChoice(f)), -Infinity);
  const valued = ([f, ...earlier]) => ({
    f,
    accounts: [f, ...earlier],
    stories: stories(f),
    worth: worth(f, { stories: stories(f), isFresh: f.isFresh, newest }),
  });
  return [...grouped(facts, (f) => f.pair).values()]
    .map((rows) => valued(accountsOf(rows, stories)))
    .sort((a, b) => b.worth - a.worth || dayOfChoice(b.f) - dayOfChoice(a.f))
    .filter(onePerStory())
    .slice(0, MOST_ANSWERS);
}

// A list of forces in one article would else fill the card.
function onePerStory() {
  const seen = new Set();
  return ({ f }) => {
    return !seen.has(f.story) && seen.add(f.story);
  };
}

// "about 100" and "at least 100" name one number and do not say the same.
const says = (f) => [f.value_low, f.value_high, f.qualifier].join();

// "the latest of 2 accounts, which range from 5,262 to 8,892"; of one account nothing
function rangeOf(accounts) {
  if (accounts.length < 2) return null;
  const low = Math.min(...accounts.map((f) => f.value_low ?? f.value ?? f.value_high));
  const high = Math.max(...accounts.map(reach));
  const latestOf = `the latest of ${accounts.length} accounts`;
  if (low !== high) return `${latestOf}, which range from ${count(low)} to ${count(high)}`;
  const other = accounts.find((f) => says(f) !== says(accounts[0]));
  return other ? `${latestOf}; another says ${formatValue(other)}` : `${latestOf}, which say the same`;
}

const whenTold = (f) =>
  f.isDated ? `as of ${formatAsOf(f)}` : `reported ${formatDay(f.published)}, date not given`;
// "Russian troops", "FARC fighters"
const ownerOf = (f) => said(report.adjectives[f.actor] ?? f.actor);
const peopleOf = (f) => PEOPLE[f.personnel_type] ?? f.personnel_type;
const nearOrIn = (f) => (f.place_relation === "near" ? "near" : "in"); // a force at a border is a part

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
  if (!best) return answerCard("answer-forces", title, null, null, [report.none("Nothing sure enough")], null);
  const { f } = best;
  const plan = figures.find(
    (other) =>
      other.pair === f.pair && other.modality === "planned" && other.unit === "persons" &&
      other.confidence >= report.doubtfulBelow,
  );
  return answerCard(
    "answer-forces",
    title,
    [ownerOf(f), ` ${peopleOf(f)} said to be ${nearOrIn(f)} `, said(f.place)],
    [figureLink(f, formatValue(f)), el("small", {}, ` ${whenTold(f)}`)],
    [
      [said(f.source), f.via_name ? [" through ", said(f.via_name)] : null, ` · ${plural(best.stories, "story", "stories")} · `, sureMark(f.confidence, f.weakest_field)].flat(),
      rangeOf(best.accounts),
      plan
        ? [`planned ${plan.measure}: `, figureLink(plan, formatValue(plan)), ` ${peopleOf(plan)} · `, said(plan.source)]
        : null,
    ].filter(Boolean),
    el(
      "ul",
      { class: "facts" },
      others.map(({ f: g, stories }) =>
        el(
          "li",
          {},
          figureLink(g, formatValue(g)),
          " ", ownerOf(g), ` ${peopleOf(g)} ${nearOrIn(g)} `, said(g.place),
          el("span", { class: "muted" }, said(g.source), ` · ${whenTold(g)} · ${plural(stories, "story", "stories")} · `, sureMark(g.confidence, g.weakest_field)),
        ),
      ),
    ),
  );
}

// top: the country with most stories, with mentions, articles, stories and how sure the program is of them, in per cent;
// places: {name, stories}, the most named first; lead: what leads to one of them.
function placeAnswer(top, places, total, lead) {
  const period = total.first === null ? "" : `, ${formatDay(total.first)} to ${formatDay(total.latest)}`;
  answerCard(
    "answer-places",
    "Which places are written about",
    top ? [said(top.name), " is named most"] : null,
    top ? [plural(top.stories, "story", "stories"), el("small", {}, ` of ${count(total.stories)}${period}`)] : null,
    top
      ? [
          [`it or places in it: ${plural(top.mentions, "mention")} in ${plural(top.articles, "article")} · `, sureMark(top.sure)],
          "Below, each place by itself:",
        ]
      : [report.none("Nothing")],
    rankedList(places, lead),
  );
}

// named: {name, mentions, articles, stories, sure} of the sources that are cited by name, most stories first.
function sourceAnswer(named, total, lead) {
  const [top, next] = named;
  const isShared = next && [next.stories, next.mentions, next.articles].join() === [top.stories, top.mentions, top.articles].join();
  answerCard(
    "answer-sources",
    "Who is cited",
    top ? [said(top.name), isShared ? " and others are cited most by name" : " is cited most by name"] : null,
    top ? [plural(top.stories, "story", "stories"), el("small", {}, ` of ${count(total.stories)}`)] : null,
    top
      ? [[`${plural(top.mentions, "statement")} in ${plural(top.articles, "article")}${isShared ? " each" : ""} · `, sureMark(top.sure)]]
      : [report.none("No source with a name")],
    rankedList(named.slice(0, MOST_RANKED), lead),
  );
}

// A short ranked list with bars: name, stories.
function rankedList(rows, lead) {
  const top = Math.max(1, ...rows.map((row) => row.stories));
  if (!rows.length) return null;
  return el(
    "ol",
    { class: "ranked" },
    rows.map((row) =>
      el(
        "li",
        {},
        lead(row),
        el("meter", { min: 0, max: top, value: row.stories, "aria-hidden": "true" }),
        el("span", { class: "num" }, count(row.stories), el("span", { class: "muted" }, row.stories === 1 ? " story" : " stories")),
      ),
    ),
  );
}
