// A table that sorts by its headings, shows a page at a time, and can be saved.
// columns: {label, value(row), show?(row), num?, head?}; of: what a row is, as ["country", "countries"], or told(rows): how
// many they are; cards: a row is a card of its own on a phone, where columns beside each other would hide the last
function dataTable(holder, { name, of, told, columns, rows, size = 12, sort = null, cards = false }) {
  const state = holder.tableState ?? { page: 0, sort };
  holder.tableState = state;
  const draw = (focus) => {
    const ordered = sorted(rows, columns, state.sort);
    const pages = Math.max(1, Math.ceil(ordered.length / size));
    state.page = Math.min(state.page, pages - 1);
    const shown = ordered.slice(state.page * size, (state.page + 1) * size);
    const table = el(
      "table",
      { class: cards ? "cards" : null },
      el("caption", { class: "visually-hidden" }, name),
      tableHead(columns, state, draw),
      el(
        "tbody",
        {},
        shown.map((row) => tableRow(columns, row)),
      ),
    );
    const body = rows.length
      ? [el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name }, table)]
      : [el("p", { class: "muted" }, "Nothing under these filters.")];
    fill(holder, ...body, rows.length ? tableFoot(name, told?.(ordered) ?? plural(ordered.length, ...of), columns, ordered, state, pages, draw) : null);
    if (focus) holder.querySelector(`[data-focus="${focus}"]`)?.focus();
  };
  draw();
}

function sorted(rows, columns, sort) {
  if (!sort) return rows;
  const { value } = columns[sort.column];
  const sign = sort.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const x = value(a),
      y = value(b);
    if (x === y) return 0;
    if (x === null || x === undefined) return 1;
    if (y === null || y === undefined) return -1;
    return x < y ? -sign : sign;
  });
}

function tableHead(columns, state, draw) {
  return el(
    "thead",
    {},
    el(
      "tr",
      {},
      columns.map((column, index) => {
        const isSorted = state.sort?.column === index;
        const direction = isSorted ? (state.sort.descending ? "descending" : "ascending") : null;
        const arrow = isSorted ? (state.sort.descending ? " ↓" : " ↑") : "";
        const press = () => {
          state.sort = { column: index, descending: isSorted ? !state.sort.descending : Boolean(column.num) };
          state.page = 0;
          draw(`sort-${index}`);
        };
        return el(
          "th",
          { scope: "col", class: column.num ? "num" : null, "aria-sort": direction },
          el(
            "button",
            { type: "button", class: "sort", "data-focus": `sort-${index}`, onclick: press },
            column.label + arrow,
          ),
        );
      }),
    ),
  );
}

function tableRow(columns, row) {
  return el(
    "tr",
    {},
    columns.map((column) => {
      const shown = column.show
        ? column.show(row)
        : typeof column.value(row) === "number"
          ? count(column.value(row))
          : said(column.value(row) ?? "–");
      return column.head
        ? el("th", { scope: "row", "data-label": column.label }, shown)
        : el("td", { class: column.num ? "num" : null, "data-label": column.label }, shown);
    }),
  );
}

function tableFoot(name, told, columns, ordered, state, pages, draw) {
  const step = (by, focus) => () => {
    state.page += by;
    draw(focus);
  };
  const pager =
    pages > 1
      ? [
          el(
            "button",
            { type: "button", "data-focus": "prev", disabled: state.page === 0, onclick: step(-1, "prev") },
            "← Previous",
          ),
          el("span", { class: "muted" }, `page ${state.page + 1} of ${count(pages)}`),
          el(
            "button",
            {
              type: "button",
              "data-focus": "next",
              disabled: state.page === pages - 1,
              onclick: step(1, "next"),
            },
            "Next →",
          ),
        ]
      : [];
  return el(
    "p",
    { class: "foot" },
    ...pager,
    el("span", { class: "muted" }, told),
    el(
      "button",
      {
        type: "button",
        "aria-label": `Save ${name} as CSV`,
        onclick: () => saveCsv(name.toLowerCase().replaceAll(" ", "-"), columns, ordered),
      },
      "Save CSV",
    ),
  );
}
