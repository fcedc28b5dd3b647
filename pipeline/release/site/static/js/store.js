"use strict";
// The figures in memory, column by column. Cells are the texts of the published CSV, or null.
(() => {
  const decode = (column, row) => (Array.isArray(column) ? column[row] : column.d[column.c[row]]);
  const size = (table) => {
    const [first] = Object.values(table);
    return first ? (first.c ?? first).length : 0;
  };

  /** Rows of an encoded table as objects. */
  UNF.rowsOf = (table) =>
    Array.from({ length: size(table) }, (_, row) =>
      Object.fromEntries(Object.keys(table).map((name) => [name, decode(table[name], row)])));

  /** What filters tell figures apart by. */
  const FACETS = ["document_id", "language", "kind", "organization", "currency", "topic",
    "unit_class", "measure", "period", "stands_in", "change", "per", "sum", "points", "fact"];

  const period = (from, to) => (from === null ? null : to === from ? from : `${from}–${to ?? ""}`);

  UNF.openStore = async () => {
    const catalog = await UNF.load("catalog");
    UNF.addWords(catalog.words);
    const number = (shard) => String(shard).padStart(3, "0");
    const core = await Promise.all(catalog.rows.map((_, i) => UNF.load(`core-${number(i)}`)));
    const rest = [];
    const starts = [];
    let rows = 0;
    for (const length of catalog.rows) {
      starts.push(rows);
      rows += length;
    }
    const shardSize = catalog.rows[0] || 1;
    const inCore = new Set(catalog.core);
    const documents = UNF.rowsOf(catalog.documents);
    const documentOf = new Map(documents.map((one) => [one.document_id, one]));
    const store = { catalog, rows, documents, documentOf, facets: {} };
    store.tables = new Map(catalog.tables.map((table) => [table.name, table]));
    store.organizations = new Map(
      UNF.rowsOf(catalog.organizations).map((one) => [one.organization, one]));

    store.shardOf = (row) => Math.floor(row / shardSize);

    /** A cell; undefined while its shard has not been loaded. */
    store.cell = (row, name) => {
      const shard = store.shardOf(row);
      const columns = inCore.has(name) ? core[shard] : rest[shard];
      if (columns === undefined) return undefined;
      return columns[name] === undefined ? null : decode(columns[name], row - starts[shard]);
    };

    /** Loads the columns beside the core for some rows; tells how far it is, from 0 to 1. */
    store.loadRest = async (some, progress = () => {}) => {
      const shards = [...new Set(Array.from(some, store.shardOf))].filter((s) => !rest[s]);
      let done = 0;
      await Promise.all(shards.map(async (shard) => {
        rest[shard] = await UNF.load(`rest-${number(shard)}`);
        done += 1;
        progress(done / shards.length);
      }));
    };

    /** Text and headings of every paragraph, by its id. */
    store.paragraphs = async () => {
      const shards = await Promise.all(catalog.rows.map((_, i) => UNF.load(`paragraphs-${number(i)}`)));
      return new Map(shards.flatMap((table) => Array.from({ length: size(table) }, (_, row) =>
        [decode(table.paragraph_id, row), { text: decode(table.text, row), section: decode(table.section, row) }])));
    };

    /** The paragraph's row that a figure was read from. */
    store.paragraph = async (row) => {
      const table = await UNF.load(`paragraphs-${number(store.shardOf(row))}`);
      await store.loadRest([row]);
      const id = store.cell(row, "paragraph_id");
      return UNF.rowsOf(table).find((one) => one.paragraph_id === id);
    };

    /** The figures of each value of a facet, counted. */
    store.tally = (name) => {
      const { values, codes, numbers } = store.facets[name];
      const counts = new Int32Array(values.length);
      for (const code of codes) counts[code] += 1;
      return (value) => counts[numbers.get(value)] ?? 0;
    };

    store.isCountry = (key) => store.organizations.get(key)?.kind === "country";

    let byId;
    store.find = (id) => {
      byId ??= new Map(Array.from({ length: rows }, (_, row) => [store.cell(row, "figure_id"), row]));
      return byId.get(id);
    };

    // What is filtered and sorted by, as numbers.
    store.value = new Float64Array(rows);
    store.high = new Float64Array(rows);
    store.from = new Int16Array(rows);
    store.to = new Int16Array(rows);
    for (const name of FACETS) {
      store.facets[name] = { values: [], codes: new Int32Array(rows), numbers: new Map() };
    }
    const note = (name, row, value) => {
      const facet = store.facets[name];
      let code = facet.numbers.get(value);
      if (code === undefined) {
        code = facet.values.push(value) - 1;
        facet.numbers.set(value, code);
      }
      facet.codes[row] = code;
    };
    for (let row = 0; row < rows; row += 1) {
      const from = store.cell(row, "period_start");
      const to = store.cell(row, "period_end");
      store.value[row] = Number(store.cell(row, "amount") ?? store.cell(row, "value"));
      store.high[row] = Number(store.cell(row, "amount_high") ?? store.cell(row, "value_high") ?? store.value[row]);
      store.from[row] = from === null ? 0 : Number(from);
      store.to[row] = from === null ? 0 : to === null ? 9999 : Number(to);
      for (const name of FACETS) {
        if (name === "period") note(name, row, period(from, to));
        else if (name === "measure") note(name, row, store.cell(row, name)?.toLowerCase() ?? null);
        else if (name === "language") {
          note(name, row, documentOf.get(store.cell(row, "document_id"))?.language ?? null);
        } else note(name, row, store.cell(row, name));
      }
    }
    return store;
  };
})();
