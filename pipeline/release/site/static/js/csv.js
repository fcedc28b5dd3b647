"use strict";
// CSV as the published tables have it: columns of the declaration, UTF-8 with a byte order mark.
(() => {
  const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
  const CHUNK = 2000;

  function cell(text, isText) {
    if (text === null || text === undefined) return "";
    const guarded = isText && FORMULA.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
  }

  /** Truth values as Arrow writes them. */
  const asWritten = (text, type) => (type === "bool" && text ? text.toLowerCase() : text);

  /** The columns for rows of these tables: one table's own; of several, their kind and all. */
  function columnsFor(store, kinds) {
    const tables = store.catalog.figures.filter((name) => kinds.has(name)).map((n) => store.tables.get(n));
    const columns = new Map();
    if (tables.length > 1) columns.set("kind", { name: "kind", type: "string" });
    for (const table of tables) for (const column of table.columns) columns.set(column.name, column);
    return [...columns.values()];
  }

  /** The CSV of some rows, in parts to be put together. */
  UNF.csvParts = (store, rows) => {
    const { values, codes } = store.facets.kind;
    const columns = columnsFor(store, new Set(rows.map((row) => values[codes[row]])));
    const write = (row) =>
      columns.map(({ name, type }) => cell(asWritten(store.cell(row, name), type), type === "string")).join(",");
    const parts = [`\ufeff${columns.map((column) => column.name).join(",")}\r\n`];
    for (let start = 0; start < rows.length; start += CHUNK) {
      parts.push(rows.slice(start, start + CHUNK).map((row) => `${write(row)}\r\n`).join(""));
    }
    return parts;
  };

  /** The CSV of rows that are objects; `texts` names the columns that hold text. */
  UNF.csvOf = (names, rows, texts) => [`\ufeff${names.join(",")}\r\n`,
    ...rows.map((row) => `${names.map((name) =>
      cell(/^(True|False)$/.test(row[name]) && !texts.has(name) ? row[name].toLowerCase() : row[name], texts.has(name))).join(",")}\r\n`)];

  /** Gives the reader a file. */
  UNF.saveFile = (name, parts, type) => {
    const address = URL.createObjectURL(new Blob(parts, { type }));
    UNF.h("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };

  /** Downloads the rows; the name says which tables they are of. */
  UNF.downloadRows = async (store, rows) => {
    await store.loadRest(rows);
    const { values, codes } = store.facets.kind;
    const kinds = [...new Set(rows.map((row) => values[codes[row]]))];
    const name = kinds.length === 1 ? kinds[0] : "figures";
    UNF.saveFile(`${name}-${store.catalog.about.version}.csv`, UNF.csvParts(store, rows),
      "text/csv;charset=utf-8");
  };
})();
