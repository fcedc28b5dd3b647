"use strict";
// Search through figures and all that is around them: sentence, heads of the table, paragraph,
// headings, title and symbol, names of the organization. Every term must be found somewhere there;
// the nearer to the figure, the better the hit. Documents and organizations are hits of their own.
(() => {
  let levels = null;
  let last = null;

  const percent = (store, row) => (store.cell(row, "kind") === "percentages" ? `${Number(store.cell(row, "value"))}%` : null);
  const ABOUT = ["raw", "unit", "of", "purpose", "per", "subject"];

  /** Texts without repetition, and which of them each row has. */
  function level(weight, { numbers = true } = {}) {
    const known = new Map();
    const texts = [];
    return { weight, numbers, codes: null, add: (key, make) => {
      let code = known.get(key);
      if (code === undefined) {
        code = texts.push(make()) - 1;
        known.set(key, code);
      }
      return code;
    }, close() { this.texts = UNF.manyTexts(texts); } };
  }

  const whole = (weight, { codes }, texts, more) =>
    ({ weight, numbers: true, ...more, codes, texts: UNF.manyTexts(texts) });

  async function build(store, progress) {
    const rows = Array(store.rows).keys();
    await store.loadRest(rows, progress);
    const figure = level(4);
    const sentence = level(3);
    const heading = level(2);
    const paragraph = level(1, { numbers: false });
    for (const one of [figure, sentence, heading, paragraph]) one.codes = new Int32Array(store.rows);
    const paragraphs = await store.paragraphs();
    for (let row = 0; row < store.rows; row += 1) {
      const about = [...ABOUT.map((name) => store.cell(row, name)), percent(store, row)];
      figure.codes[row] = figure.add(about.join("\n"), () => UNF.foldAll(about));
      const said = [store.cell(row, "sentence"), store.cell(row, "heads")];
      sentence.codes[row] = sentence.add(said.join("\n"), () => UNF.foldAll(said));
      const id = store.cell(row, "paragraph_id");
      const section = paragraphs.get(id)?.section ?? "";
      heading.codes[row] = heading.add(section, () => UNF.fold(section));
      // A printed table is one paragraph: a cell is found by its own heads, not by all of them.
      const inTable = store.cell(row, "stands_in") === "table";
      paragraph.codes[row] = paragraph.add(inTable ? "" : id, () => (inTable ? "" : UNF.fold(paragraphs.get(id)?.text ?? "")));
    }
    for (const one of [figure, sentence, heading, paragraph]) one.close();
    const documents = store.facets.document_id;
    const organizations = store.facets.organization;
    levels = {
      figures: [figure, sentence, heading, paragraph,
        whole(1, documents, documents.values.map((id) => documentText(store.documentOf.get(id), id))),
        whole(3, organizations, organizations.values.map((key) => organizationText(store, key)), { numbers: false })],
      documents: UNF.manyTexts(store.documents.map((one) => documentText(one, one.document_id))),
      organizations: UNF.manyTexts([...store.organizations.keys()].map((key) => organizationText(store, key))),
    };
  }

  const documentText = (one, id) => UNF.foldAll([one?.symbol, one?.title, id]);
  const organizationText = (store, key) => (key === null ? "" : UNF.foldAll([key, ...(store.catalog.names[key] ?? [])]));

  /** How near each row has a term: 0 where it has it nowhere. */
  function nearness(rows, one) {
    const near = new Uint8Array(rows);
    for (const { weight, numbers, codes, texts } of levels.figures) {
      if (one.number && !numbers) continue;
      const marks = UNF.mark(texts, one);
      if (!marks.some(Boolean)) continue;
      for (let row = 0; row < rows; row += 1) {
        const here = 2 * weight - 2 + marks[codes[row]];
        if (marks[codes[row]] && here > near[row]) near[row] = here;
      }
    }
    return near;
  }

  function rank(rows, { wanted, unwanted, together }) {
    const scores = new Uint16Array(rows).fill(1);
    for (const one of wanted) {
      const near = nearness(rows, one);
      for (let row = 0; row < rows; row += 1) scores[row] = scores[row] && near[row] ? scores[row] + near[row] : 0;
    }
    if (together) {
      const near = nearness(rows, together);
      for (let row = 0; row < rows; row += 1) if (scores[row]) scores[row] += near[row];
    }
    for (const one of unwanted) {
      const near = nearness(rows, one);
      for (let row = 0; row < rows; row += 1) if (near[row]) scores[row] = 0;
    }
    return scores;
  }

  /** The texts that have all terms, those with the most whole words first. */
  function hits(texts, { wanted, unwanted, together }) {
    const having = wanted.map((one) => UNF.mark(texts, one));
    if (together) having.push(UNF.mark(texts, together));
    const not = unwanted.map((one) => UNF.mark(texts, one));
    const score = (i) => having.reduce((sum, marks) => sum + marks[i], 0);
    return Array.from({ length: texts.size }, (_, i) => i)
      .filter((i) => wanted.length && having.slice(0, wanted.length).every((marks) => marks[i]) && !not.some((marks) => marks[i]))
      .sort((a, b) => score(b) - score(a) || a - b);
  }

  /**
   * What a query finds: a score for each row, 0 where it is not found; the documents and the
   * organizations. Null for an empty query. Loads every text the first time.
   */
  UNF.search = async (store, query, progress) => {
    const terms = UNF.terms(query);
    if (!terms.wanted.length && !terms.unwanted.length) return null;
    if (!levels) await build(store, progress);
    if (last?.query !== query) {
      last = { query, scores: rank(store.rows, terms),
        documents: hits(levels.documents, terms).map((i) => store.documents[i]),
        organizations: hits(levels.organizations, terms).map((i) => [...store.organizations.keys()][i]) };
    }
    return last;
  };

  /** The numbers of those of many texts that a query is found in, the best first. */
  UNF.textHits = (texts, query) => hits(texts, UNF.terms(query));

  UNF.searchIsReady = () => levels !== null;

  /** A test of single texts by the same rules. */
  UNF.matcher = (query) => {
    const { wanted, unwanted } = UNF.terms(query);
    return (...texts) => {
      const one = UNF.manyTexts([UNF.foldAll(texts)]);
      const has = (what) => UNF.mark(one, what)[0] > 0;
      return wanted.every(has) && !unwanted.some(has);
    };
  };
})();
