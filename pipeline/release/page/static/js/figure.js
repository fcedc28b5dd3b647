"use strict";
// One figure: its sentence, its paragraph, its place on the page, all its columns, how to cite it.
(() => {
  const { h } = UNF;

  /** The characters of the paragraph that say something of the figure, with the columns they fill. */
  function contextOf(store, row) {
    const table = store.tables.get(store.cell(row, "kind"));
    return table.columns.flatMap(({ name }) => {
      const column = name.match(/^(.+)_char_start$/)?.[1];
      const [start, end] = ["start", "end"].map((edge) => column && store.cell(row, `${column}_char_${edge}`));
      return column && start !== null && end !== null ? [{ column, start: Number(start), end: Number(end) }] : [];
    });
  }

  /** Some characters of a text, what is said of the figure in them underlined. */
  function underlined(text, from, to, context) {
    const edges = [from, to, ...context.flatMap(({ start, end }) => [start, end])];
    const cuts = [...new Set(edges)].filter((edge) => edge >= from && edge <= to).sort((a, b) => a - b);
    return cuts.slice(1).map((end, i) => {
      const columns = context.filter((said) => said.start <= cuts[i] && end <= said.end).map(({ column }) => column);
      const part = UNF.cut(text, cuts[i], end);
      return columns.length ? h("u", { class: "context", title: columns.join(", ") }, part) : part;
    });
  }

  /** The same with the figure marked, if these characters hold it. */
  function marked(text, from, to, figure, context) {
    if (figure.start < from || figure.end > to) return underlined(text, from, to, context);
    return [...underlined(text, from, figure.start, context),
      h("mark", {}, ...underlined(text, figure.start, figure.end, context)),
      ...underlined(text, figure.end, to, context)];
  }

  /** The figure's sentence, and its paragraph with that sentence set off. */
  function words(store, row, paragraph) {
    if (!paragraph) return { sentence: UNF.sentence(store, row, { whole: true }), paragraph: null };
    const { text } = paragraph;
    const figure = { start: Number(store.cell(row, "char_start")), end: Number(store.cell(row, "char_end")) };
    const part = (from, to) => marked(text, from, to, figure, contextOf(store, row));
    const length = [...text].length;
    const before = store.cell(row, "in_sentence");
    if (before === null) return { sentence: UNF.sentence(store, row, { whole: true }), paragraph: part(0, length) };
    const start = figure.start - Number(before);
    const end = start + [...store.cell(row, "sentence")].length;
    return {
      sentence: part(start, end),
      paragraph: [...part(0, start), h("span", { class: "its-sentence" }, ...part(start, end)), ...part(end, length)],
    };
  }

  /** Puts an outline around a place on the picture of a page. */
  UNF.placeOutline = (outline, box, [width, height, right, down]) => {
    const [x0, top, x1, bottom] = box.map((edge, i) => Number(edge) + (i % 2 ? down : right));
    const share = (points, whole) => `${((100 * points) / whole).toFixed(3)}%`;
    const pad = 2;
    outline.style.left = share(x0 - pad, width);
    outline.style.top = share(top - pad, height);
    outline.style.width = share(x1 - x0 + 2 * pad, width);
    outline.style.height = share(bottom - top + 2 * pad, height);
  };

  function pagePicture(store, row, sizes) {
    const id = store.cell(row, "document_id");
    const page = store.cell(row, "page");
    const size = sizes[id]?.[page];
    const box = ["x0", "top", "x1", "bottom"].map((name) => store.cell(row, name));
    if (!size || box.includes(null)) return null;
    const [width, height] = size;
    const outline = h("span", { class: "outline", "aria-hidden": "true" });
    UNF.placeOutline(outline, box, size);
    const picture = h("img", { src: UNF.picture(id, page), width: Math.round(width * 1.5), height: Math.round(height * 1.5),
      alt: UNF.t("page.picture", { page: Number(page), raw: store.cell(row, "raw") }) });
    return h("figure", { class: "page-picture" },
      h("div", { class: "sheet", dir: "ltr" }, picture, outline),
      h("figcaption", {}, UNF.t("page.caption", { page: Number(page) })));
  }

  /** Every column of the figure's table, with what it means. */
  function details(store, row) {
    const table = store.tables.get(store.cell(row, "kind"));
    const shown = table.columns.filter(({ name }) => {
      const value = store.cell(row, name);
      return value !== null && name !== "sentence";
    });
    return h("dl", { class: "details" }, shown.map(({ name, type, description, unit }) => h("div", {},
      h("dt", {}, h("code", {}, name), description ? h("span", { class: "meaning", lang: "en", dir: "ltr" }, description) : null),
      h("dd", { dir: "auto" }, store.cell(row, name), unit && type !== "int32" && unit !== "currency" ? h("span", { class: "hint" }, ` ${unit}`) : null))));
  }

  /** The original, open at a page; an address that names a place already is left as it is. */
  UNF.originalAddress = ({ original_url: address }, page) =>
    address.includes("#") ? address : `${address}#page=${page}`;

  function citation(store, row, one) {
    const { about } = store.catalog;
    const address = location.href.split("#")[0] + UNF.writeAddress({ view: "figure", id: store.cell(row, "figure_id") });
    return UNF.t("figure.citation", {
      document: [one?.symbol ?? store.cell(row, "document_id"), one?.title].filter(Boolean).join(", "),
      paragraph: UNF.paragraphLabel(store.cell(row, "paragraph")),
      page: store.cell(row, "page"), raw: store.cell(row, "raw"),
      id: store.cell(row, "figure_id"), citation: about.citation, address,
    });
  }

  function neighbours(store, row) {
    const link = (other, key, rel) => other < 0 || other >= store.rows ? null
      : h("a", { href: UNF.figureAddress(store.cell(other, "figure_id")), rel }, UNF.t(key));
    return h("nav", { class: "neighbours", "aria-label": UNF.t("figure.near") },
      link(row - 1, "figure.previous", "prev"), link(row + 1, "figure.next", "next"));
  }

  /** Where the figure was read: document, paragraph, page, source. */
  function origin(store, row, one, paragraph) {
    const section = paragraph?.section;
    const page = store.cell(row, "page");
    return h("div", { class: "origin" },
      h("p", {}, UNF.symbol(one, store.cell(row, "document_id")),
        one?.language ? ` · ${UNF.languageName(one.language)}` : "",
        one?.published_on ? ` · ${UNF.date(one.published_on)}` : ""),
      one?.title ? h("p", { dir: "auto", lang: one.language, class: "title" }, one.title) : null,
      section ? h("p", { dir: "auto", lang: one?.language, class: "section" }, section) : null,
      h("p", {}, UNF.paragraphLabel(store.cell(row, "paragraph")), " · ", UNF.t("page.n", { page })),
      h("p", {},
        one?.original_url ? [h("a", { href: UNF.originalAddress(one, page), rel: "noreferrer" },
          UNF.t("document.source.page", { page })), " · "] : null,
        store.cell(row, "cell_id") ? [h("a", { href: UNF.writeAddress({ view: "tables", id: store.cell(row, "cell_id"), lang: UNF.state.lang }) }, UNF.t("figure.table")), " · "] : null,
        h("a", { href: UNF.rowsAddress({ document: [store.cell(row, "document_id")] }) }, UNF.t("figure.document"))));
  }

  function heading(store, row) {
    const years = UNF.yearsText(store, row);
    const facts = [UNF.whatText(store, row), UNF.whoText(store, row)].filter(Boolean)
      .map((text) => h("bdi", {}, text));
    if (years) facts.push(UNF.ltr(years));
    return h("div", { class: "figure-head" },
      h("p", { class: "kind" }, UNF.t(`kind.${store.cell(row, "kind")}`)),
      h("h1", {}, UNF.qualified(store, row),
        UNF.ltr(UNF.figureText(store, row))),
      facts.length ? h("p", { class: "facts" }, facts.map((fact, i) => [i ? " · " : null, fact])) : null);
  }

  async function draw(store, main, id) {
    const row = id === null ? undefined : store.find(id);
    if (row === undefined) {
      UNF.fill(main, h("h1", {}, UNF.t("figure.unknown")), h("p", { class: "lead" }, id ?? ""),
        h("p", {}, h("a", { href: UNF.rowsAddress({}) }, UNF.t("figure.all"))));
      return;
    }
    const [paragraph, sizes] = await Promise.all([store.paragraph(row), UNF.load("pictures")]);
    const one = store.documentOf.get(store.cell(row, "document_id"));
    const shown = words(store, row, paragraph);
    const language = one?.language;
    document.title = `${UNF.figureText(store, row)} · ${UNF.t("title")}`;
    UNF.fill(main, h("article", { class: "figure" },
      h("div", { class: "figure-top" }, h("a", { href: UNF.lastRows(), class: "back" }, UNF.t("figure.back")),
        neighbours(store, row)),
      h("div", { class: "figure-body" },
        h("div", {},
          heading(store, row),
          h("blockquote", { class: "its-words", dir: "auto", lang: language }, shown.sentence),
          h("section", {}, h("h2", {}, UNF.t("figure.origin")), origin(store, row, one, paragraph)),
          paragraph ? h("section", {}, h("h2", {}, UNF.t("figure.paragraph")),
            h("p", { class: "paragraph", dir: "auto", lang: language }, shown.paragraph)) : null,
          h("section", {}, h("h2", {}, UNF.t("figure.cite")), UNF.citation(citation(store, row, one))),
          h("section", {}, h("h2", {}, UNF.t("figure.columns")), details(store, row))),
        pagePicture(store, row, sizes))));
  }

  UNF.views.figure = (store, main) => ({
    update: (state) => draw(store, main, state.id),
    close: () => {},
  });
})();
