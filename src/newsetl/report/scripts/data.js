// Every count that the page shows, taken from the columns under the filters.
// Articles that pass the filters, as one byte each. A country passes an article that names a place in it,
// an actor one that reports a figure of it.
function selectArticles(report, filter) {
  const { articles, places } = report;
  const mask = new Uint8Array(articles.count);
  const outlet = filter.outlet === "" ? -1 : Number(filter.outlet);
  for (let i = 0; i < articles.count; i++) {
    const day = articles.day[i];
    const inPeriod =
      (filter.from === null || (day !== UNKNOWN_DAY && day >= filter.from)) &&
      (filter.to === null || (day !== UNKNOWN_DAY && day <= filter.to));
    mask[i] = inPeriod && (outlet < 0 || articles.outlet.index[i] === outlet) ? 1 : 0;
  }
  if (filter.place) keep(mask, (i) => someEntry(places, i, (entry) => entry.iso3 === filter.place));
  if (filter.actor) keep(mask, (i) => someEntry(report.actors, i, (entry) => entry.name === filter.actor));
  return mask;
}

function keep(mask, test) {
  for (let i = 0; i < mask.length; i++) if (mask[i] && !test(i)) mask[i] = 0;
}

function someEntry(pairs, article, test) {
  for (let k = pairs.offsets[article]; k < pairs.offsets[article + 1]; k++) {
    if (test(pairs.entries[pairs.entry[k]])) return true;
  }
  return false;
}

// Mentions, articles and distinct stories of each group of entries. Articles are in story order, so that a
// story is new to a group exactly when the group's last story is another.
function countGroups(report, pairs, mask, groupOf, size) {
  const mentions = new Float64Array(size),
    articles = new Float64Array(size),
    stories = new Float64Array(size);
  const lastArticle = new Int32Array(size).fill(-1),
    lastStory = new Int32Array(size).fill(-1);
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue;
    for (let k = pairs.offsets[i]; k < pairs.offsets[i + 1]; k++) {
      const g = groupOf[pairs.entry[k]];
      if (g < 0) continue;
      mentions[g] += pairs.count[k];
      if (lastArticle[g] !== i) {
        lastArticle[g] = i;
        articles[g]++;
      }
      if (lastStory[g] !== report.articles.story[i]) {
        lastStory[g] = report.articles.story[i];
        stories[g]++;
      }
    }
  }
  return { mentions, articles, stories };
}

function groupBy(entries, keyOf) {
  const keys = new Map();
  const groupOf = Int32Array.from(entries, (entry) => {
    const key = keyOf(entry);
    if (key === null || key === undefined) return -1;
    if (!keys.has(key)) keys.set(key, { index: keys.size, entry });
    return keys.get(key).index;
  });
  return { groupOf, groups: [...keys.entries()].map(([key, { entry }]) => ({ key, entry })) };
}

function countedRows(report, pairs, mask, keyOf) {
  const { groupOf, groups } = groupBy(pairs.entries, keyOf);
  const counts = countGroups(report, pairs, mask, groupOf, groups.length);
  return groups
    .map(({ key, entry }, g) => ({
      key,
      entry,
      mentions: counts.mentions[g],
      articles: counts.articles[g],
      stories: counts.stories[g],
    }))
    .filter((row) => row.mentions > 0)
    .sort((a, b) => b.stories - a.stories || b.mentions - a.mentions || (String(a.key) < String(b.key) ? -1 : 1));
}

function totals(report, mask) {
  let articles = 0,
    stories = 0,
    fresh = 0,
    figures = 0,
    last = -1,
    first = null,
    latest = null;
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue;
    articles++;
    fresh += report.articles.fresh[i];
    figures += report.articles.figures[i];
    if (report.articles.story[i] !== last) {
      last = report.articles.story[i];
      stories++;
    }
    const day = report.articles.day[i];
    if (day !== UNKNOWN_DAY) {
      first = first === null || day < first ? day : first;
      latest = latest === null || day > latest ? day : latest;
    }
  }
  return { articles, stories, fresh, figures, first, latest };
}

const UNITS = [
  { unit: "month", interval: () => d3.utcMonth, format: "%b %Y", days: 30.4 },
  { unit: "quarter", interval: () => d3.utcMonth.every(3), format: "from %b %Y", days: 91.3 },
  { unit: "year", interval: () => d3.utcYear, format: "%Y", days: 365.25 },
];

// The finest unit that makes neither too many bins nor mostly empty ones.
function unitFor(total) {
  const span = total.latest - total.first;
  return (
    UNITS.find(
      ({ days }) => span / days <= 110 && (total.articles / (span / days + 1) >= 1.5 || span < 400),
    ) ?? UNITS.at(-1)
  );
}

// The bins' starts, and each article's bin (-1: no date).
function binArticles(report, total) {
  if (total.first === null) return null;
  const { unit, format, ...chosen } = unitFor(total),
    interval = chosen.interval();
  const codes = new Map(),
    starts = [],
    binOfDay = new Map();
  const codeOf = (day) => {
    const start = interval.floor(new Date(day * DAY));
    if (!codes.has(+start)) {
      codes.set(+start, starts.length);
      starts.push(start);
    }
    return codes.get(+start);
  };
  const bin = Int32Array.from(report.articles.day, (day) => {
    if (day === UNKNOWN_DAY) return -1;
    if (!binOfDay.has(day)) binOfDay.set(day, codeOf(day));
    return binOfDay.get(day);
  });
  return { unit, format, starts, bin };
}

// How many of what each group has: groups are numbers below size, and a negative one counts nowhere.
function countInto(size, mask, groupOf) {
  const sums = new Float64Array(size);
  for (let i = 0; i < mask.length; i++)
    if (mask[i]) {
      const group = groupOf(i);
      if (group >= 0) sums[group]++;
    }
  return sums;
}
