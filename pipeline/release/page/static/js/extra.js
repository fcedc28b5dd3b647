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

  /** A cell; the id of a figure leads to it. */
  function cell(store, text) {
    if (text === null) return "";
    if (store.find(text) !== undefined) return h("a", { href: UNF.figureAddress(text), dir: "auto" }, text);
    return h("span", { dir: "auto", class: "written" }, text);
  }

  /** Columns of the table; texts of few values are filtered by choice, others by words. */
  function columnsOf(store, table, rows) {
    return table.columns.filter(({ name }) => name !== `${table.name}_id`).map((column) => {
      const values = new Set(rows.map((row) => row[column.name]));
      const few = !isNumber(column) && values.size <= FEW && !KEYS.test(column.name);
      const choices = [...values].filter((value) => value !== null).sort();
      const label = UNF.t(`${table.name}.${column.name}`, { otherwise: column.name.replaceAll("_", " ") });
      return {
        title: label, field: column.name, minWidth: 110, headerTooltip: column.description ?? false,
        sorter: isNumber(column) ? "number" : "string", hozAlign: isNumber(column) ? "end" : undefined,
        formatter: (one) => cell(store, one.getValue()), variableHeight: true,
        headerFilter: few ? "list" : "input",
        headerFilterFunc: few ? "=" : "like",
        headerFilterParams: few ? { values: ["", ...choices], clearable: true } : undefined,
        headerFilterPlaceholder: UNF.t("filter.find.short"),
      };
    });
  }

  UNF.extraView = (name) => (store, main) => {
    const holder = h("div", { class: "table extra" });
    const about = store.tables.get(name);
    UNF.fill(main, h("h1", {}, UNF.t(`view.${name}`, { otherwise: name })),
      h("p", { class: "lead" }, UNF.t(`${name}.lead`, { otherwise: about.description, n: about.rows })), holder);
    let table;
    loadAll(name, store.catalog.extra[name]).then((rows) => {
      table = new Tabulator(holder, {
        data: rows, columns: columnsOf(store, about, rows), layout: "fitDataStretch",
        height: "70vh", resizableColumns: false, placeholder: UNF.t("table.empty"),
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
