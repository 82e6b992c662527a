// Places: countries are shaded by all that is named in them, and only true points are drawn as points.
const AREAS = {
  World: null,
  "Middle East": [
    [24, 12],
    [64, 43],
  ],
  Africa: [
    [-19, -35],
    [53, 38],
  ],
  Europe: [
    [-12, 34],
    [45, 71],
  ],
  Asia: [
    [60, -11],
    [150, 55],
  ],
  "North America": [
    [-130, 5],
    [-55, 60],
  ],
  "South America": [
    [-83, -56],
    [-33, 14],
  ],
};

const MOST_NAMES = 60; // places whose names are tried on the map
const HALO = 6; // pixels that the outlines of two names take
const WIDTH_OF_NAME = 55; // pixels of the map's width for each name

const world = readJson("world");
const countryShapes = topojson.feature(world, world.objects.countries);
const borders = topojson.mesh(world, world.objects.countries, (a, b) => a !== b);

// Disputed areas: hatched over the country that the rows count them with, and named.
const disputedShapes = world.disputed.map((area) => ({
  type: "Feature",
  properties: area,
  geometry: area.outline
    ? turned({ type: "Polygon", coordinates: [area.outline] })
    : countryShapes.features.find((shape) => shape.properties.drawn === area.drawn).geometry,
}));

// A ring that runs the wrong way would be all of the earth but the area.
function turned(polygon) {
  if (d3.geoArea(polygon) < 2 * Math.PI) return polygon;
  return { type: "Polygon", coordinates: polygon.coordinates.map((ring) => [...ring].reverse()) };
}

function hatching() {
  const svg = (tag, attributes, ...children) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };
  // A light line beside the dark one is seen on dark countries too.
  const light = svg("path", { d: "M1.2 0V4", stroke: "var(--paper)", "stroke-width": 1 });
  const line = svg("path", { d: "M0.4 0V4", stroke: "var(--ink)", "stroke-width": 0.9 });
  const pattern = { id: "hatch", width: 3, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  return svg("defs", {}, svg("pattern", pattern, light, line));
}

function mapData(report, mask) {
  const places = countedRows(report, report.places, mask, (e) => (e.id === "?" ? null : e.id));
  const countries = countedRows(report, report.places, mask, (e) => e.iso3);
  return { places, countries };
}

function drawMap(data, area, total) {
  const byCountry = new Map(data.countries.map((row) => [row.key, row]));
  const steps = quantiles(data.countries.map((row) => row.mentions));
  const shade = (n) => 1 + steps.filter((step) => n > step).length;
  const located = data.places.filter(
    ({ entry }) =>
      entry.latitude !== null &&
      entry.longitude !== null &&
      entry.type !== "country" &&
      entry.type !== "continent",
  );
  const isPoint = ({ entry }) => !entry.is_centroid;
  const box = AREAS[area];
  const [most] = data.countries;
  if (most)
    title(
      "chart-map",
      said(most.entry.country ?? most.key),
      ` is named in most stories: ${count(most.stories)} of ${plural(total.stories, "story", "stories")}`,
      sub("shaded by mentions of the country and of places in it; demonyms (“Iraqi”) and datelines not counted"),
    );
  chartFoot(
    "chart-map",
    "region_mentions",
    "places-named",
    data.places.map((row) => ({
      place: row.entry.name,
      country: row.entry.country,
      latitude: row.entry.latitude,
      longitude: row.entry.longitude,
      mentions: row.mentions,
      articles: row.articles,
      stories: row.stories,
    })),
  );
  chart(
    "chart-map",
    "Map of mentions by country and by place; the table beside it holds the same",
    (width) => ({
      height: Math.round(width * (box ? 0.72 : 0.5)),
      margin: 0,
      projection: box
        ? { type: "mercator", domain: { type: "MultiPoint", coordinates: box }, clip: "frame", inset: 4 }
        : {
            type: "equal-earth",
            domain: {
              type: "MultiPoint",
              coordinates: [
                [-168, -56],
                [-168, 76],
                [178, 76],
                [178, -56],
                [0, 82],
              ],
            },
            clip: "frame",
          },
      r: { range: [0, Math.max(7, width / 85)] },
      marks: [
        Plot.geo(countryShapes, {
          fill: (d) => {
            const row = byCountry.get(d.properties.iso3);
            return `var(--c${row ? shade(row.mentions) : 0})`;
          },
        }),
        Plot.geo(
          disputedShapes.filter((d) => d.properties.outline),
          { fill: (d) => `var(--c${byCountry.has(d.properties.iso3) ? shade(byCountry.get(d.properties.iso3).mentions) : 0})` },
        ),
        hatching,
        Plot.geo(disputedShapes, { fill: "url(#hatch)", stroke: "var(--muted)", strokeWidth: 0.5, strokeDasharray: "2 2", title: (d) => `${d.properties.name}: ${d.properties.note}` }),
        Plot.geo(borders, { stroke: "var(--border)", strokeWidth: 0.6 }),
        Plot.dot(located.filter((row) => !isPoint(row)).slice(0, 120), {
          ...at,
          r: "mentions",
          symbol: "square",
          stroke: "var(--muted)",
          strokeDasharray: "2 2",
          strokeWidth: 1.2,
        }),
        Plot.dot(located.filter(isPoint).slice(0, 400), {
          ...at,
          r: "mentions",
          fill: "var(--point)",
          fillOpacity: 0.5,
          stroke: "var(--paper)",
          strokeWidth: 0.6,
        }),
        Plot.text(box ? disputedShapes : [], Plot.centroid({ className: "name", text: (d) => d.properties.name, fontSize: 9.5, fontStyle: "italic", fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 2.5 })),
        Plot.text(located.filter(isPoint).slice(0, MOST_NAMES), {
          className: "name place",
          ...at,
          text: (d) => d.entry.name,
          textAnchor: "start",
          dx: 8,
          fontSize: 11,
          fill: "var(--ink)",
          stroke: "var(--paper)",
          strokeWidth: 3,
        }),
        Plot.tip(
          located.slice(0, 400),
          Plot.pointer({
            ...at,
            title: (d) =>
              `${d.entry.name}, ${d.entry.country ?? ""}\n${d.entry.type ?? "place"}${d.entry.is_centroid ? ", drawn at its centre" : ""}\n${plural(d.mentions, "mention")} in ${plural(d.articles, "article")}, ${plural(d.stories, "story", "stories")}`,
          }),
        ),
      ],
    }),
  );
  namesApart();
  const ranges = [0, ...steps].map((from, i) => [
    i < steps.length
      ? from + 1 === steps[i]
        ? count(steps[i])
        : `${count(from + 1)}–${count(steps[i])}`
      : `over ${count(from)}`,
    `square c${i + 1}`,
  ]);
  keyList("map-key", [
    ...(data.countries.length ? [["mentions in the country:", "none"], ...ranges] : []),
    ["a place with a point", "circle point"],
    ["an area, at its centre", "area"],
    ["disputed", "hatched"],
  ]);
}

const at = { x: (d) => d.entry.longitude, y: (d) => d.entry.latitude };

function quantiles(values) {
  const ordered = [...values].sort((a, b) => a - b);
  if (!ordered.length) return [];
  return [
    ...new Set([0.4, 0.65, 0.85, 0.95].map((q) => Math.max(1, Math.floor(d3.quantileSorted(ordered, q))))),
  ].filter((step) => step < ordered.at(-1));
}

// Of the names on the map those that fit, none on another or cut off: disputed areas, then the most named places.
function namesApart() {
  const svg = $("chart-map").querySelector("svg");
  const frame = svg.getBoundingClientRect();
  const most = Math.ceil(frame.width / WIDTH_OF_NAME);
  const taken = [];
  const keep = (names, limit) => {
    for (const name of names) {
      const box = name.getBoundingClientRect();
      const isInside = box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
      const isFree = taken.every(
        (t) =>
          box.right + HALO < t.left || t.right + HALO < box.left || box.bottom + HALO < t.top || t.bottom + HALO < box.top,
      );
      if (isInside && isFree && taken.length < limit) taken.push(box);
      else name.remove();
    }
  };
  keep(svg.querySelectorAll(".name:not(.place) text"), Infinity);
  keep(svg.querySelectorAll(".name.place text"), taken.length + most);
}

const countColumns = [
  { label: "Mentions", value: (r) => r.mentions, num: true },
  { label: "Articles", value: (r) => r.articles, num: true },
  { label: "Stories", value: (r) => r.stories, num: true },
];

function placesTable(report, mask, data, by) {
  const open = (row, name, test) =>
    el(
      "button",
      {
        type: "button",
        class: "link",
        onclick: () =>
          showArticles(report, mask, `Articles naming ${name}`, (i) => someEntry(report.places, i, test)),
      },
      said(name),
    );
  const country = {
    label: "Country",
    value: (r) => r.entry.country ?? r.key,
    head: true,
    show: (r) => open(r, r.entry.country ?? r.key, (e) => e.iso3 === r.key),
  };
  const place = [
    {
      label: "Place",
      value: (r) => r.entry.name ?? r.key,
      head: true,
      show: (r) => open(r, r.entry.name ?? r.key, (e) => e.id === r.key),
    },
    { label: "Country", value: (r) => r.entry.country },
    { label: "Kind", value: (r) => r.entry.type, show: (r) => `${r.entry.type ?? "–"}` },
  ];
  const holder = $("places-table");
  if (holder.shownBy !== by) {
    holder.tableState = undefined;
    holder.shownBy = by;
  }
  dataTable(holder, {
    name: by === "country" ? "Countries named" : "Places named",
    of: by === "country" ? ["country", "countries"] : ["place"],
    rows: by === "country" ? data.countries : data.places,
    columns: [...(by === "country" ? [country] : place), ...countColumns],
    size: 14,
  });
}
