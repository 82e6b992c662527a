// Small helpers that build the pages of the report and the desk's first. Text enters them only as text nodes, never as markup.
const UNKNOWN_DAY = -(2 ** 31);
const DAY = 86400000;
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

// A word from an article, isolated so that its direction cannot touch what is beside it.
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
  if (!figure.isDated) return "not given";
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
