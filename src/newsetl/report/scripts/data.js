// The packed columns, unpacked; and every count that the page shows, taken from them under the filters.
const UNKNOWN_DAY = -(2 ** 31);
const DAY = 86400000;
const ARRAYS = { u1: Uint8Array, u2: Uint16Array, u4: Uint32Array, i4: Int32Array };

const readJson = (id) => JSON.parse(document.getElementById(id).textContent);

function unpack({ type, base64 }) {
  const bytes = Uint8Array.fromBase64
    ? Uint8Array.fromBase64(base64)
    : Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  return new ARRAYS[type](bytes.buffer);
}

function words({ words, codes }) {
  const index = unpack(codes);
  return { words, index, at: (row) => words[index[row]] };
}

function readReport() {
  const raw = readJson("data");
  const a = raw.articles;
  const articles = {
    count: a.count,
    day: unpack(a.day),
    story: unpack(a.story),
    fresh: unpack(a.fresh),
    figures: unpack(a.figures),
    outlet: words(a.outlet),
  };
  const pairs = (p) => ({
    offsets: unpack(p.offsets),
    entry: unpack(p.entry),
    count: unpack(p.count),
    entries: p.entries,
  });
  return {
    articles,
    places: pairs(raw.places),
    actors: pairs(raw.actors),
    sources: pairs(raw.sources),
    figures: readFigures(raw.figures, articles),
    figureTotal: raw.figures.total,
    reference: raw.reference,
    conflicts: raw.conflicts,
    pages: readPages(raw.pages, articles),
  };
}

function readPages(raw, articles) {
  const position = unpack(raw.position);
  const title = words(raw.title);
  const page = new Map();
  position.forEach((article, row) => page.set(article, { stem: raw.stem[row], title: title.at(row) }));
  return page;
}

function readFigures(raw, articles) {
  const columns = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value && value.words) columns[name] = words(value);
    else if (value && value.base64) {
      const array = unpack(value);
      columns[name] = { at: (row) => array[row] };
    } else if (Array.isArray(value)) columns[name] = { at: (row) => value[row] };
  }
  const names = Object.keys(columns);
  return Array.from({ length: raw.count }, (_, row) => {
    const figure = {};
    for (const name of names) figure[name] = columns[name].at(row);
    return completeFigure(figure, articles);
  });
}

function completeFigure(figure, articles) {
  const known = figure.as_of_start !== UNKNOWN_DAY;
  figure.published = articles.day[figure.position] === UNKNOWN_DAY ? null : articles.day[figure.position];
  figure.day = known ? figure.as_of_end : figure.published;
  figure.isDated = known;
  figure.outlet = articles.outlet.at(figure.position);
  figure.actor = figure.actor_name ?? "actor not told";
  figure.place = figure.place_name ?? "place not told";
  figure.pair = `${figure.actor}\u0000${figure.place}`;
  figure.source = figure.source_name ?? (figure.outlet ? `${figure.outlet} itself` : "the outlet itself");
  return figure;
}

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

// Mentions, articles and distinct stories of each group of entries. Articles stand in story order, so that a
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
    .sort((a, b) => b.mentions - a.mentions || (String(a.key) < String(b.key) ? -1 : 1));
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
