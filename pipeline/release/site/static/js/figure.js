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

  const boxOf = (store, row) => ["x0", "top", "x1", "bottom"].map((name) => store.cell(row, name));

  /** The picture of the figure's page, its place outlined. */
  function sheet(store, row, size) {
    const [width, height] = size;
    const page = store.cell(row, "page");
    const outline = h("span", { class: "outline", "aria-hidden": "true" });
    UNF.placeOutline(outline, boxOf(store, row), size);
    return h("span", { class: "sheet", dir: "ltr" },
      h("img", { src: UNF.picture(store.cell(row, "document_id"), page), width: Math.round(width * 1.5), height: Math.round(height * 1.5),
        alt: UNF.t("page.picture", { page: Number(page), raw: store.cell(row, "raw") }) }), outline);
  }

  function pagePicture(store, row, sizes) {
    const id = store.cell(row, "document_id");
    const page = store.cell(row, "page");
    const size = sizes[id]?.[page];
    if (!size || boxOf(store, row).includes(null)) return null;
    return h("figure", { class: "page-picture" },
      UNF.enlargeable(sheet(store, row, size), page),
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

  /** The figure before and the one after: in the list that it was opened from, else in the text. */
  async function neighbours(store, row, state) {
    const listed = state.sort ? (await UNF.list(store, state)).rows : null;
    const at = listed ? listed.indexOf(row) : -1;
    const list = at < 0 ? null : state;
    const of = (step) => (list ? listed[at + step] : row + step);
    const link = (other, key, rel) => other === undefined || other < 0 || other >= store.rows ? null
      : h("a", { href: UNF.figureAddress(store.cell(other, "figure_id"), list), rel }, UNF.t(key));
    return [link(of(-1), list ? "result.previous" : "figure.previous", "prev"),
      list ? h("span", { class: "hint" }, UNF.t("result.of", { at: at + 1, n: listed.length })) : null,
      link(of(1), list ? "result.next" : "figure.next", "next")];
  }

  /** The list that it was opened from, at the page that it is on. */
  function backAddress(store, row, state) {
    if (!state.sort) return UNF.lastRows();
    const { filters, lang } = state;
    const sort = state.sort === UNF.sortOf({ filters, sort: "" }) ? "" : state.sort;
    return UNF.list(store, state).then(({ rows }) =>
      UNF.writeAddress({ view: "figures", filters, sort, lang, page: UNF.pageOf(rows, row) }));
  }

  const SHOWN = 10;

  /** Other places that state the same fact, so that nobody counts it twice. */
  async function restated(store, row) {
    const { values, codes } = store.facets.fact;
    const fact = values[codes[row]];
    if (fact === null) return null;
    const others = [];
    for (let other = 0; other < store.rows; other += 1) if (other !== row && codes[other] === codes[row]) others.push(other);
    if (!others.length) return null;
    await store.loadRest(others.slice(0, SHOWN));
    return h("section", { class: "restated" }, h("h2", {}, UNF.t("figure.restated")),
      h("p", { class: "hint" }, UNF.t("figure.restated.what"), " ",
        h("a", { href: UNF.rowsAddress({ fact: [fact] }) }, UNF.t("figure.restated.all", { n: others.length + 1 }))),
      others.slice(0, SHOWN).map((other) => UNF.quoted(store, other)));
  }

  /** Those whose figure it is where they are several; who gives the money, and who receives it. */
  async function actors(store, row) {
    const all = (await UNF.actors()).filter((one) => one.row === row);
    const name = ({ actor, organization }) => (organization
      ? h("a", { href: UNF.organizationAddress(organization), dir: "auto" }, actor) : h("bdi", {}, actor));
    const several = all.filter((one) => one.role === "subject" && one.organization && store.cell(row, "organization") === null);
    return [several.length ? h("p", { class: "facts" }, UNF.dotted(several.map(name))) : null,
      ...all.filter((one) => one.role !== "subject").map((one) => h("p", { class: "facts" }, UNF.t(`figure.${one.role}`), " ", name(one)))];
  }

  /** The picture of a page as a button that opens it as large as the window allows. */
  UNF.enlargeable = (picture, page) => {
    const open = () => {
      const dialog = h("dialog", { class: "large", "aria-label": UNF.t("page.n", { page }),
        close: () => dialog.remove(), click: (event) => { if (event.target === dialog) dialog.close(); } },
      h("div", { class: "large-top" }, h("button", { type: "button", class: "button", autofocus: true,
        click: () => dialog.close() }, UNF.t("close"))), picture.cloneNode(true));
      document.body.append(dialog);
      dialog.showModal();
      dialog.querySelector(".outline")?.scrollIntoView({ block: "center" });
    };
    return h("button", { type: "button", class: "enlarge", title: UNF.t("page.enlarge"), click: open }, picture);
  };

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
    const facts = [UNF.whatText(store, row), UNF.who(store, row)].filter(Boolean)
      .map((said) => h("bdi", {}, said));
    if (years) facts.push(UNF.ltr(years));
    return h("div", { class: "figure-head" },
      h("p", { class: "kind" }, UNF.t(`kind.${store.cell(row, "kind")}`)),
      h("h1", {}, UNF.qualified(store, row),
        UNF.ltr(UNF.figureText(store, row))),
      facts.length ? h("p", { class: "facts" }, UNF.dotted(facts)) : null);
  }

  let turn = 0;

  async function draw(store, main, state) {
    turn += 1;
    const mine = turn;
    const { id } = state;
    const row = id === null ? undefined : store.find(id);
    if (row === undefined) {
      UNF.fill(main, h("h1", {}, UNF.t("figure.unknown")), h("p", { class: "lead" }, id ?? ""),
        h("p", {}, h("a", { href: UNF.rowsAddress({}) }, UNF.t("figure.all"))));
      return;
    }
    const [paragraph, sizes] = await Promise.all([store.paragraph(row), UNF.load("pictures")]);
    const [others, roles] = await Promise.all([restated(store, row), actors(store, row)]);
    const one = store.documentOf.get(store.cell(row, "document_id"));
    const shown = words(store, row, paragraph);
    const language = one?.language;
    const back = h("a", { href: UNF.lastRows(), class: "back" }, UNF.t(state.sort ? "result.back" : "figure.back"));
    const near = h("nav", { class: "neighbours", "aria-label": UNF.t("figure.near") });
    document.title = `${UNF.figureText(store, row)} · ${UNF.t("title")}`;
    UNF.fill(main, h("article", { class: "figure" },
      h("div", { class: "figure-top" }, back, near),
      h("div", { class: "figure-body" },
        h("div", { class: "figure-first" },
          heading(store, row), roles,
          h("blockquote", { class: "its-words", dir: "auto", lang: language }, shown.sentence),
          h("section", {}, h("h2", {}, UNF.t("figure.origin")), origin(store, row, one, paragraph))),
        pagePicture(store, row, sizes),
        h("div", { class: "figure-rest" },
          others,
          paragraph ? h("section", {}, h("h2", {}, UNF.t("figure.paragraph")),
            h("p", { class: "paragraph", dir: "auto", lang: language }, shown.paragraph)) : null,
          h("section", {}, h("h2", {}, UNF.t("figure.cite")), UNF.citation(citation(store, row, one))),
          h("section", {}, h("h2", {}, UNF.t("figure.columns")), details(store, row))))));
    // A list may have to load the texts that are searched first; the figure need not wait.
    const listed = Promise.all([backAddress(store, row, state), neighbours(store, row, state)]).then(([address, links]) => {
      if (mine !== turn) return;
      back.href = address;
      UNF.fill(near, links);
    });
    if (!state.filters.q || UNF.searchIsReady()) await listed;
  }

  UNF.views.figure = (store, main) => ({
    update: (state) => draw(store, main, state),
    close: () => {
      turn += 1;
      document.querySelector("dialog.large")?.close();
    },
  });
})();
