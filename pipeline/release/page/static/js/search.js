"use strict";
// Full-text search by uFuzzy: all words must be found, "words in quotes" as they stand, -word not.
(() => {
  const engine = new uFuzzy({
    unicode: true,
    interSplit: "[^\\p{L}\\p{M}\\d']+",
    intraSplit: null,
    intraBound: "\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}",
    intraChars: "[\\p{L}\\p{M}\\d']",
    intraContr: "'\\p{L}{1,2}\\b",
  });
  const SEARCHED = ["raw", "subject", "unit", "organization"];
  let haystack = null;
  let last = { query: "", found: null };

  const plain = (text) => uFuzzy.latinize(text.normalize("NFKC"));

  function build(store) {
    const seen = new Map();
    haystack = Array.from({ length: store.rows }, (_, row) => {
      const sentence = store.cell(row, "sentence") ?? "";
      let text = seen.get(sentence);
      if (text === undefined) {
        text = plain(sentence);
        seen.set(sentence, text);
      }
      for (const name of SEARCHED) {
        const value = store.cell(row, name);
        if (value && !sentence.includes(value)) text += ` · ${plain(value)}`;
      }
      return text;
    });
  }

  /** Parts of a query: words and phrases to find, words to leave out. */
  function parts(query) {
    const all = plain(query).match(/-?"[^"]*"|\S+/g) ?? [];
    const unwanted = all.filter((part) => /^-./.test(part)).map((part) => part.slice(1));
    return { wanted: all.filter((part) => !/^-./.test(part)), unwanted };
  }

  /**
   * Marks the rows in which the query is found; null for an empty query.
   * Loads every sentence the first time.
   */
  UNF.search = async (store, query, progress) => {
    if (!query.trim()) return null;
    if (!haystack) {
      await store.loadRest(Array(store.rows).keys(), progress);
      build(store);
    }
    if (last.query !== query) {
      const { wanted, unwanted } = parts(query);
      let rows;
      for (const part of wanted) rows = engine.filter(haystack, part, rows) ?? rows;
      const found = new Uint8Array(store.rows);
      if (rows) for (const row of rows) found[row] = 1;
      else found.fill(1);
      for (const part of unwanted) {
        for (const row of engine.filter(haystack, part) ?? []) found[row] = 0;
      }
      last = { query, found };
    }
    return last.found;
  };
})();
