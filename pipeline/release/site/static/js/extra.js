"use strict";
// Tables that are shown by their columns alone, such as the differences between language editions.
(() => {
  const { h } = UNF;
  const FEW = 30;
  const KEYS = /_id$/;

  async function loadAll(name, shards) {
    const parts = await Promise.all(Array.from({ length: shards }, (_, i) =>
      UNF.load(`${name}-${String(i).padStart(3, "0")}`)));
    return parts.flatMap(UNF.rowsOf);
  }

  const isNumber = (column) => !/string|date|bool|list/.test(column.type);

  /** A cell; the characters or the id of a figure lead to it. */
  function cell(store, text, figure) {
    if (text === null) return "";
    if (store.find(figure) !== undefined) return h("a", { href: UNF.figureAddress(figure), dir: "auto" }, text);
    return h("span", { dir: "auto", class: "written" }, text);
  }

  /** Columns that say something: not the key, not those without a value in any row, and not what
      the characters that a figure was read from (`raw_en`) say already. */
  function shown(table, rows) {
    const names = new Set(table.columns.map(({ name }) => name));
    const said = (name) => /^(?:value|currency|figure_id)_/.test(name)
      && names.has(name.replace(/^(?:value|currency|figure_id)_/, "raw_"));
    return table.columns.filter(({ name }) => name !== `${table.name}_id` && !said(name)
      && rows.some((row) => (row[name] ?? null) !== null));
  }

  function titleOf(table, name) {
    const language = /^raw_(\w\w)$/.exec(name);
    if (language) return UNF.languageName(language[1]);
    return UNF.t(`${table.name}.${name}`, { otherwise: name.replaceAll("_", " ") });
  }

  /** Columns of the table; texts of few values are filtered by choice, others by words. */
  function columnsOf(store, table, rows) {
    return shown(table, rows).map((column) => {
      const values = new Set(rows.map((row) => row[column.name]));
      const few = !isNumber(column) && values.size <= FEW && !KEYS.test(column.name);
      const choices = [...values].filter((value) => value !== null).sort();
      const figure = column.name.replace(/^raw_/, "figure_id_");
      return {
        title: titleOf(table, column.name), field: fieldOf(table, column.name), minWidth: 110, headerTooltip: column.description ?? false,
        sorter: isNumber(column) ? "number" : "string", hozAlign: isNumber(column) ? "end" : undefined,
        formatter: (one) => cell(store, one.getValue(), one.getData()[fieldOf(table, figure)]),
        variableHeight: true,
        headerFilter: few ? "list" : "input",
        headerFilterFunc: few ? "=" : "like",
        headerFilterParams: few ? { values: ["", ...choices], clearable: true } : undefined,
        headerFilterPlaceholder: UNF.t("filter.find.short"),
      };
    });
  }

  // Names of their own: the table of figures has given words to some of the others.
  const fieldOf = (table, name) => `${table.name}_${name}`;
  const named = (table, row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [fieldOf(table, name), value]));

  UNF.extraView = (name) => (store, main) => {
    const holder = h("div", { class: "table extra" });
    const about = store.tables.get(name);
    UNF.fill(main, h("h1", {}, UNF.t(`view.${name}`, { otherwise: name })),
      h("p", { class: "lead" }, UNF.t(`${name}.lead`, { otherwise: about.description, n: about.rows })), holder);
    let table;
    loadAll(name, store.catalog.extra[name]).then((rows) => {
      table = new Tabulator(holder, {
        data: rows.map((row) => named(about, row)), columns: columnsOf(store, about, rows), layout: "fitDataStretch",
        maxHeight: "75vh", resizableColumns: false, placeholder: UNF.t("table.empty"),
        textDirection: document.documentElement.dir,
      });
      table.on("tableBuilt", () => {
        for (const input of holder.querySelectorAll(".tabulator-header-filter input")) {
          const header = input.closest(".tabulator-col");
          input.setAttribute("aria-label", header.querySelector(".tabulator-col-title").textContent);
        }
        holder.setAttribute("aria-label", UNF.t(`view.${name}`, { otherwise: name }));
      });
    });
    return { update: () => {}, close: () => table?.destroy() };
  };
})();
