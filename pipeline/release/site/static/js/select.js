"use strict";
// Which figures pass the filters, how many pass each choice of a filter, and in which order.
(() => {
  /** The edition of each symbol that stands for all: the wanted language's, else the first. */
  UNF.editions = (store, wanted) => {
    const chosen = new Map();
    for (const one of store.documents) {
      const symbol = one.symbol ?? one.document_id;
      const known = chosen.get(symbol);
      if (!known || (known.language !== wanted && one.language === wanted)) chosen.set(symbol, one);
    }
    return new Set([...chosen.values()].map((one) => one.document_id));
  };

  /** A figure's number in an address: `12.5`, or `10..15` for a range. */
  UNF.exactValue = (store, row) => store.high[row] === store.value[row] ? String(store.value[row])
    : `${store.value[row]}..${store.high[row]}`;

  function listTests(store, filters) {
    const tests = [];
    for (const [name, column] of Object.entries(UNF.LISTS)) {
      if (!filters[name].length) continue;
      const facet = store.facets[column];
      const passes = new Uint8Array(facet.values.length);
      for (const value of filters[name]) {
        const code = facet.numbers.get(value);
        if (code !== undefined) passes[code] = 1;
      }
      tests.push({ name, test: (row) => passes[facet.codes[row]] === 1 });
    }
    return tests;
  }

  function allTests(store, filters, found) {
    const tests = listTests(store, filters);
    const add = (test) => tests.push({ name: null, test });
    const number = (text) => (text === "" ? NaN : Number(text));
    const [from, to, min, max] = [filters.from, filters.to, filters.min, filters.max].map(number);
    if (!Number.isNaN(from)) add((row) => store.to[row] >= from);
    if (!Number.isNaN(to)) add((row) => store.from[row] > 0 && store.from[row] <= to);
    if (!Number.isNaN(min)) add((row) => store.value[row] >= min);
    if (!Number.isNaN(max)) add((row) => store.value[row] <= max);
    if (filters.value) add((row) => UNF.exactValue(store, row) === filters.value);
    if (filters.edition) {
      const chosen = UNF.editions(store, filters.edition);
      const { values, codes } = store.facets.document_id;
      const passes = values.map((id) => chosen.has(id));
      add((row) => passes[codes[row]]);
    }
    if (found) add((row) => found.scores[row] > 0);
    return tests;
  }

  /**
   * The rows that pass, and for each facet how many rows pass all other filters, by value.
   * `found` is what a search has found; null where nothing is searched for.
   */
  UNF.select = (store, filters, found) => {
    const tests = allTests(store, filters, found);
    const names = Object.keys(UNF.LISTS);
    const counts = Object.fromEntries(
      names.map((name) => [name, new Int32Array(store.facets[UNF.LISTS[name]].values.length)]));
    const columns = names.map((name) => [counts[name], store.facets[UNF.LISTS[name]].codes]);
    const rows = [];
    for (let row = 0; row < store.rows; row += 1) {
      let failed = null;
      let failures = 0;
      for (const one of tests) {
        if (!one.test(row)) {
          failures += 1;
          failed = one.name;
          if (failures > 1 || failed === null) break;
        }
      }
      if (failures === 0) {
        rows.push(row);
        for (const [count, codes] of columns) count[codes[row]] += 1;
      } else if (failures === 1 && failed !== null) {
        counts[failed][store.facets[UNF.LISTS[failed]].codes[row]] += 1;
      }
    }
    return { rows, counts };
  };

  const byText = (store, name) => {
    const facet = store.facets[name];
    const collator = new Intl.Collator(UNF.currentLanguage());
    const order = facet.values.map((value, code) => ({ value, code }))
      .sort((a, b) => collator.compare(a.value ?? "", b.value ?? ""));
    const ranks = new Float64Array(order.length);
    order.forEach(({ value, code }, rank) => { ranks[code] = value === null ? NaN : rank; });
    return (row) => ranks[facet.codes[row]];
  };

  /** What the figures can be sorted by; a row's key, NaN for those that come last either way. */
  UNF.SORTS = {
    value: (store) => (row) => store.value[row],
    year: (store) => (row) => store.from[row] || NaN,
    organization: (store) => byText(store, "organization"),
    document: (store) => byText(store, "document_id"),
  };

  const WORTH = ["organization", "period", "measure", "unit_class"];
  const RECENT = 2;
  let worth = null;

  /**
   * A rank of every figure, the lowest first: those in the reader's language, then one of each
   * document in turn, the newest first; of a document first those of its text that say whose they
   * are, of what and of when, and are of late.
   */
  function ranks(store) {
    const language = UNF.currentLanguage();
    if (worth?.language === language) return worth.ranks;
    const documents = store.facets.document_id;
    const about = documents.values.map((id) => store.documentOf.get(id));
    const newest = new Map([...about.keys()].sort((a, b) =>
      (about[a]?.published_on ?? "") < (about[b]?.published_on ?? "") ? 1 : -1).map((code, rank) => [code, rank]));
    const issued = about.map((one) => Number(one?.published_on?.slice(0, 4) ?? NaN));
    const facets = WORTH.map((name) => store.facets[name]);
    const { stands_in: place, change, per } = store.facets;
    const said = new Uint8Array(store.rows);
    for (let row = 0; row < store.rows; row += 1) {
      for (const { values, codes } of facets) if (values[codes[row]] !== null) said[row] += 2;
      if (place.values[place.codes[row]] === "text") said[row] += 4;
      if (change.values[change.codes[row]] === "level") said[row] += 1;
      if (per.values[per.codes[row]] === null) said[row] += 1;
      // Of late, not what a figure is compared with.
      if (store.from[row] && store.to[row] >= issued[documents.codes[row]] - RECENT) said[row] += 1;
    }
    const byDocument = Array.from(documents.values, () => []);
    for (let row = 0; row < store.rows; row += 1) byDocument[documents.codes[row]].push(row);
    const keys = new Float64Array(store.rows);
    byDocument.forEach((rows, code) => {
      const foreign = about[code]?.language === language ? 0 : 1e12;
      rows.sort((a, b) => said[b] - said[a] || a - b)
        .forEach((row, turn) => { keys[row] = foreign + turn * 1e5 + newest.get(code); });
    });
    worth = { language, ranks: keys };
    return keys;
  }

  /** The order of a list: as chosen, else that of reading for one document, else the best first. */
  UNF.sortOf = ({ filters, sort }) => sort || (filters.document.length === 1 && !filters.q ? "order" : "best");

  /**
   * The figures of a list, filtered and in order, with how many pass each choice of a filter and
   * what a search has found. The last list is kept, to go from one of its figures to the next.
   */
  let last = null;
  UNF.list = async (store, state) => {
    const { filters } = state;
    const sort = UNF.sortOf(state);
    const key = JSON.stringify([filters, sort, UNF.currentLanguage()]);
    if (last?.key !== key) {
      const found = await UNF.search(store, filters.q);
      const { rows, counts } = UNF.select(store, filters, found);
      last = { key, found, counts, rows: UNF.sortRows(store, rows, sort, found) };
    }
    return last;
  };

  /**
   * The rows in another order: `value` for rising, `-value` for falling; `order` for that of
   * reading; where none is wanted, the best hits of a search first, or what is worth reading.
   */
  UNF.sortRows = (store, rows, sort, found) => {
    const make = UNF.SORTS[sort.replace(/^-/, "")];
    if (sort === "order") return rows;
    if (!make) {
      const rank = ranks(store);
      const score = found ? (row) => found.scores[row] : () => 0;
      return rows.toSorted((a, b) => score(b) - score(a) || rank[a] - rank[b]);
    }
    const key = make(store);
    const sign = sort.startsWith("-") ? -1 : 1;
    const keyed = rows.map((row) => ({ row, key: key(row) }));
    keyed.sort((a, b) => {
      const last = Number.isNaN(a.key) - Number.isNaN(b.key);
      return last || sign * (a.key - b.key) || a.row - b.row;
    });
    return keyed.map((one) => one.row);
  };
})();
