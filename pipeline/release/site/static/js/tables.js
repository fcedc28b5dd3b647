"use strict";
// The printed tables: a list to search by titles and heads, the sums that do not hold, and each as
// a table.
(() => {
  const { h } = UNF;
  const HEADS = " > ";
  const path = (text) => (text === null ? [] : text.split(HEADS));
  const addressOf = (id) => UNF.writeAddress({ view: "tables", id, lang: UNF.state.lang });
  const title = (one) => [one.number, one.title].filter(Boolean).join(". ") || UNF.t("tables.untitled");

  let listed;
  UNF.printedTables = async (store) => {
    listed ??= store.catalog.printed ? UNF.rowsOf(await UNF.load("printed")) : [];
    return listed;
  };

  const cellsOf = async (one) =>
    UNF.rowsOf(await UNF.load(`cells-${one.shard.padStart(3, "0")}`))
      .filter((cell) => cell.table_id === one.table_id);

  const where = (store, one) => h("span", { class: "hint" },
    UNF.symbol(store.documentOf.get(one.document_id), one.document_id), ` · ${one.language} · `,
    UNF.t("page.n", { page: one.page_first }));

  const entry = (store, one, more = null) => h("li", {},
    h("a", { href: addressOf(one.table_id), dir: "auto", lang: one.language }, title(one)), " ",
    where(store, one), more);

  UNF.tableEntry = entry;
  const HEADS_SHOWN = 3;

  /** The heads of rows and columns that a query is found in, its words each in one of them. */
  function headsOf(query, heads) {
    const { wanted } = UNF.terms(query);
    const texts = UNF.manyTexts(heads.map(UNF.fold));
    const marks = wanted.map((one) => UNF.mark(texts, one));
    return heads.filter((_, i) => marks.some((of) => of[i])).slice(0, HEADS_SHOWN);
  }

  async function list(store, main, tables, state) {
    const heads = await UNF.load("heads") ?? [];
    // Each table as one text, put together at the first search.
    let texts = null;
    const found = h("ul", { class: "tables-found" });
    const count = h("h2", { class: "found-count", role: "status" });
    const search = h("input", { type: "search", autocomplete: "off", "aria-label": UNF.t("tables.search"),
      placeholder: UNF.t("tables.search"), input: UNF.debounce(150, () => draw()) });
    const draw = () => {
      const query = search.value.trim();
      if (query) texts ??= UNF.manyTexts(tables.map((one, i) => UNF.foldAll([title(one), one.symbol, one.document_id, one.unit_note, ...(heads[i] ?? [])])));
      const fitting = query ? UNF.textHits(texts, query) : tables.map((_, i) => i);
      count.textContent = UNF.t("tables.count", { n: fitting.length });
      found.replaceChildren(...fitting.map((i) => entry(store, tables[i],
        query ? headsOf(query, heads[i] ?? []).map((head) => h("div", { class: "hint", dir: "auto" }, head)) : null)));
    };
    search.value = state.filters.q;
    const failing = tables.filter((one) => Number(one.sums_right) < Number(one.sums_checked));
    UNF.fill(main, h("h1", {}, UNF.t("view.tables")), h("p", { class: "lead" }, UNF.t("tables.lead")),
      h("div", { class: "search", role: "search" }, search), count, found,
      h("section", {}, h("h2", {}, UNF.t("tables.failing")), h("p", { class: "hint" }, UNF.t("tables.failing.lead")),
        failing.length ? h("ul", { class: "tables-found" }, failing.map((one) => entry(store, one, h("span", { class: "failure" },
          " ", UNF.t("tables.sums", { right: Number(one.sums_right), n: Number(one.sums_checked) })))))
          : h("p", {}, UNF.t("tables.failing.none"))));
    draw();
  }

  /** The heads of columns, level by level, the nearest at the bottom; equal ones side by side are one. */
  function headRows(columns, paths) {
    const depth = Math.max(1, ...paths.map((head) => head.length));
    const heads = paths.map((head) => [...Array(depth - head.length).fill(""), ...head]);
    return Array.from({ length: depth }, (_, level) => {
      const row = h("tr", {}, h("td", {}));
      for (let at = 0; at < columns.length;) {
        const key = (place) => heads[place].slice(0, level + 1).join(HEADS);
        const name = heads[at][level];
        let end = at + 1;
        while (name && level < depth - 1 && end < columns.length && key(end) === key(at)) end += 1;
        row.append(h("th", { scope: end - at > 1 ? "colgroup" : "col", colspan: end - at, dir: "auto" }, name));
        at = end;
      }
      return row;
    });
  }

  function grid(one, cells, chosen, outline) {
    const columns = [...new Set(cells.map((cell) => Number(cell.column)))].sort((a, b) => a - b);
    const headOf = new Map();
    for (const cell of cells) if (!headOf.has(Number(cell.column))) headOf.set(Number(cell.column), path(cell.column_header));
    const rows = new Map();
    for (const cell of cells) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
    const body = h("tbody", {});
    let before = [];
    for (const inRow of rows.values()) {
      const heads = path(inRow[0].row_header);
      for (let level = 0; level < heads.length - 1; level += 1) {
        if (heads.slice(0, level + 1).join(HEADS) !== before.slice(0, level + 1).join(HEADS)) {
          body.append(h("tr", { class: "group" }, h("th", { scope: "rowgroup", colspan: columns.length + 1, dir: "auto",
            style: `padding-inline-start: ${level + 0.3}em` }, heads[level])));
        }
      }
      before = heads;
      const row = h("tr", { class: inRow.every((cell) => cell.is_total === "True") ? "total" : null },
        h("th", { scope: "row", dir: "auto", style: `padding-inline-start: ${Math.max(0, heads.length - 1) + 0.3}em` }, heads.at(-1) ?? ""));
      for (const column of columns) {
        const cell = inRow.find((other) => Number(other.column) === column);
        if (!cell) row.append(h("td", {}));
        else {
          const fails = cell.sum_holds === "False";
          row.append(h("td", { class: ["number", fails ? "fails" : "", cell.cell_id === chosen ? "chosen" : ""].join(" "),
            title: fails ? UNF.t("tables.added", { sum: UNF.digits(cell.sum_added) }) : null,
            mouseenter: () => outline(cell), focusin: () => outline(cell) },
          h("a", { href: cell.figure_id ? UNF.figureAddress(cell.figure_id) : addressOf(cell.cell_id), dir: "ltr" }, cell.raw),
          cell.notes ? h("sup", {}, cell.notes) : null));
        }
      }
      body.append(row);
    }
    return h("table", { class: "plain printed", lang: one.language },
      one.unit_note ? h("caption", { dir: "auto", class: "hint" }, `(${one.unit_note})`) : null,
      h("thead", {}, headRows(columns, columns.map((column) => headOf.get(column)))), body);
  }

  /** The pictures of the table's pages, and what outlines a cell on them. */
  function sheets(one, sizes) {
    const outlines = new Map();
    const figures = [];
    for (let page = Number(one.page_first); page <= Number(one.page_last); page += 1) {
      const size = sizes[one.document_id]?.[page];
      if (!size) continue;
      const outline = h("span", { class: "outline", "aria-hidden": "true", hidden: true });
      outlines.set(page, { outline, size });
      figures.push(h("figure", {}, UNF.enlargeable(h("span", { class: "sheet", dir: "ltr" },
        h("img", { src: UNF.picture(one.document_id, page), alt: UNF.t("page.n", { page }),
          width: Math.round(size[0] * 1.5), height: Math.round(size[1] * 1.5) }), outline), page),
      h("figcaption", {}, UNF.t("page.n", { page }))));
    }
    const show = (cell) => {
      for (const [page, { outline, size }] of outlines) {
        outline.hidden = page !== Number(cell.page);
        if (!outline.hidden) UNF.placeOutline(outline, [cell.x0, cell.top, cell.x1, cell.bottom], size);
      }
    };
    return { element: h("div", { class: "page-picture" }, figures), show };
  }

  async function draw(store, main, one, chosen) {
    const [cells, sizes] = await Promise.all([cellsOf(one), UNF.load("pictures")]);
    const { element, show } = sheets(one, sizes);
    const names = Object.keys(cells[0] ?? {});
    const texts = new Set(store.tables.get("table_cells").columns.filter(({ type }) => type === "string").map(({ name }) => name));
    document.title = `${title(one)} · ${UNF.t("title")}`;
    UNF.fill(main, h("article", { class: "figure" },
      h("div", { class: "figure-top" }, h("a", { href: UNF.writeAddress({ view: "tables", lang: UNF.state.lang }) }, UNF.t("tables.back")),
        h("button", { type: "button", class: "button", id: "csv", click: () => UNF.saveFile(`${one.table_id}.csv`,
          UNF.csvOf(names, cells, texts), "text/csv;charset=utf-8") }, UNF.t("csv"))),
      h("h1", { dir: "auto", lang: one.language }, title(one)), h("p", {}, where(store, one), " · ",
        UNF.t("tables.sums", { right: Number(one.sums_right), n: Number(one.sums_checked) })),
      h("div", { class: "figure-body" },
        h("div", {}, h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": title(one) }, grid(one, cells, chosen, show)),
          one.notes ? h("p", { class: "paragraph", dir: "auto", lang: one.language }, one.notes) : null), element)));
    const cell = cells.find((other) => other.cell_id === chosen);
    if (cell) {
      show(cell);
      main.querySelector(".chosen")?.scrollIntoView({ block: "center" });
    }
  }

  UNF.views.tables = (store, main) => ({
    update: async (state) => {
      const tables = await UNF.printedTables(store);
      const one = tables.find(({ table_id: id }) => state.id === id || state.id?.startsWith(`${id}.`));
      if (one) await draw(store, main, one, state.id);
      else await list(store, main, tables, state);
    },
    close: () => {},
  });
})();
