// The packed columns of the page, unpacked.
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
    doubtfulBelow: Math.round(100 * raw.figures.doubtful_below),
    statements: readStatements(raw.statements),
    reference: raw.reference,
    conflicts: raw.conflicts,
    adjectives: raw.adjectives,
    forcePages: raw.force_pages,
    pages: readPages(raw.pages, articles),
  };
}

// What each source has said, newest first, by the source's rank.
function readStatements(raw) {
  const position = unpack(raw.position),
    rank = unpack(raw.rank);
  const said = raw.id.map((id, row) => ({ id, position: position[row], rank: rank[row], content: raw.content[row] }));
  return d3.group(said, (statement) => statement.rank);
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
  figure.story = articles.story[figure.position];
  figure.isFresh = articles.fresh[figure.position] === 1;
  figure.actor = figure.actor_name ?? "actor not given";
  figure.place = figure.place_name ?? "place not given";
  figure.where = placeInWords(figure);
  figure.pair = `${figure.actor}\u0000${figure.place}`;
  figure.source = sourceInWords(figure);
  return figure;
}

// As the macro place_in_words.
function placeInWords({ place, place_relation: relation }) {
  if (relation === "near") return `near ${place}`;
  return relation === "border" ? `the border of ${place}` : place;
}

// As the macro source_in_words: an outlet that prints a figure has not thereby counted it.
function sourceInWords({ source_name: source, outlet }) {
  if (source === null) return "source not found";
  return outlet && source.toLowerCase() === outlet.toLowerCase() ? "the outlet’s own count" : source;
}
