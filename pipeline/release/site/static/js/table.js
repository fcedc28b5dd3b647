"use strict";
// The view of all figures: search, filters, and the table, which Tabulator draws page by page.
(() => {
  const { h } = UNF;
  const PAGE = 50;
  const NARROW = matchMedia("(max-width: 47.99rem)");

  const figureLink = (store, row) => h("a", { class: "figure-link",
    href: UNF.figureAddress(store.cell(row, "figure_id"), UNF.state), "data-row": row },
  UNF.qualified(store, row),
  UNF.ltr(UNF.figureText(store, row), { class: "value" }));

  let ofFact;

  /** How often the texts state it, where that is more than once. */
  function restated(store, row) {
    const fact = store.cell(row, "fact");
    if (fact === null) return null;
    ofFact ??= store.tally("fact");
    return h("a", { class: "where", href: UNF.rowsAddress({ fact: [fact] }) }, UNF.t("fact.times", { n: ofFact(fact) }));
  }

  const place = (store, row) => {
    const one = store.documentOf.get(store.cell(row, "document_id"));
    return h("span", { class: "place" }, UNF.symbol(one, store.cell(row, "document_id")), " ",
      h("span", { class: "where" }, UNF.paragraphLabel(store.cell(row, "paragraph")),
        one?.language ? ` · ${one.language}` : ""), restated(store, row));
  };

  const written = (text) => h("span", { class: "written", dir: "auto" }, text);

  /** What the figure is of, and under it whose it is. */
  const about = (store, row) => h("div", {},
    [UNF.whatText(store, row), UNF.who(store, row)].filter(Boolean).map(written));

  /** A figure as one block, for narrow screens. */
  const card = (store, row) => h("div", { class: "card" },
    h("div", { class: "card-top" }, figureLink(store, row), UNF.ltr(UNF.yearsText(store, row), { class: "years" })),
    h("div", { class: "card-what", dir: "auto" }, UNF.dotted([UNF.whatText(store, row), UNF.who(store, row)])),
    UNF.sentence(store, row), place(store, row));

  function columns(store) {
    const draw = (make) => (cell) => make(store, cell.getData().row);
    if (NARROW.matches) {
      return [{ title: UNF.t("column.figure"), field: "row", formatter: draw(card), headerSort: false,
        variableHeight: true }];
    }
    const column = (name, field, make, more) => ({ title: UNF.t(`column.${name}`), field,
      formatter: draw(make), headerSort: field in UNF.SORTS, variableHeight: true, ...more });
    return [
      column("figure", "value", figureLink, { width: 190, cssClass: "cell-figure", headerHozAlign: "end" }),
      column("what", "organization", about, { widthGrow: 2, minWidth: 130 }),
      column("years", "year", (s, row) => UNF.ltr(UNF.yearsText(s, row)), { width: 108, cssClass: "cell-years" }),
      column("sentence", "sentence", (s, row) => UNF.sentence(s, row), { widthGrow: 5, minWidth: 240 }),
      column("place", "document", place, { width: 140 }),
    ];
  }

  /** Header cells that sort can be reached and pressed by keyboard. */
  function keyboardHeaders(element) {
    for (const header of element.querySelectorAll(".tabulator-col.tabulator-sortable")) {
      header.tabIndex = 0;
      header.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          header.click();
        }
      });
    }
  }

  /** Links to the pages of a long list. */
  function pager(state, total) {
    const pages = Math.max(1, Math.ceil(total / PAGE));
    if (pages === 1) return null;
    const link = (page, label, more) => page < 1 || page > pages
      ? h("span", { class: "page-link off" }, label)
      : h("a", { class: "page-link", href: UNF.writeAddress({ ...state, page }), ...more }, label);
    return h("nav", { class: "pager", "aria-label": UNF.t("pages") },
      link(state.page > 1 ? 1 : 0, UNF.t("page.first")),
      link(state.page - 1, UNF.t("page.previous"), { rel: "prev" }),
      h("span", { class: "page-now" }, UNF.t("page.of", { page: state.page, pages })),
      link(state.page + 1, UNF.t("page.next"), { rel: "next" }),
      link(state.page < pages ? pages : 0, UNF.t("page.last")));
  }

  function sortChoice() {
    const sorts = ["best", "order", "-value", "value", "-year", "year", "organization", "document"];
    const choice = h("select", { id: "sort", change: () => UNF.go({ sort: choice.value, page: 1 }) },
      sorts.map((sort) => h("option", { value: sort }, UNF.t(`sort.${sort}`))));
    return choice;
  }

  /** The part of an order that headers of columns show. */
  const ofColumn = (sort) => (sort.replace(/^-/, "") in UNF.SORTS ? sort : "");

  /** The page of a list that a row stands on. */
  UNF.pageOf = (rows, row) => Math.floor(Math.max(0, rows.indexOf(row)) / PAGE) + 1;

  UNF.views ??= {};

  /** The view; `update` shows another state of it without building it anew. */
  UNF.views.figures = (store, main) => {
    const search = h("input", { id: "search", type: "search", autocomplete: "off", spellcheck: "false",
      placeholder: UNF.t("search.hint"), "aria-describedby": "search-help",
      input: UNF.debounce(200, () => UNF.go({ filters: { q: search.value }, page: 1 }, { replace: true })) });
    const panel = UNF.filterPanel(store, (filters) => UNF.go({ filters, page: 1 }));
    const sort = sortChoice();
    const count = h("h2", { class: "count", id: "count" });
    const chips = h("div", {});
    const hits = h("div", {});
    const start = h("div", {});
    const csv = h("button", { type: "button", class: "button", id: "csv", click: async () => {
      csv.disabled = true;
      // As published, unless another order was asked for.
      const asked = state.filters.q || UNF.sortOf(state) !== "best";
      await UNF.downloadRows(store, asked ? rows : rows.toSorted((a, b) => a - b));
      csv.disabled = false;
      UNF.say(UNF.t("csv.saved", { n: rows.length }));
    } });
    const holder = h("div", { class: "table", id: "table" });
    const pages = h("div", {});
    const chart = h("a", { class: "button quiet" }, UNF.t("charts.of"));
    UNF.fill(main, h("h1", { class: "unseen" }, UNF.t("view.figures")), h("div", { class: "explore" },
      h("div", { class: "search", role: "search" },
        h("label", { for: "search", class: "unseen" }, UNF.t("search")), search,
        h("p", { id: "search-help", class: "hint" }, UNF.t("search.help"))),
      panel.element,
      h("section", { class: "results", "aria-labelledby": "count" },
        chips,
        hits,
        start,
        h("div", { class: "bar" }, count,
          h("div", { class: "bar-end" },
            h("label", { for: "sort", class: "sort-label" }, UNF.t("sort")), sort, chart, csv)),
        holder, pages)));
    let rows = [];
    let state = UNF.state;
    let table = null;
    let built = null;
    let whenDrawn = () => {};

    function sortersOf(wanted) {
      const field = ofColumn(wanted).replace(/^-/, "");
      return field && !NARROW.matches ? [{ column: field, dir: wanted.startsWith("-") ? "desc" : "asc" }] : [];
    }

    const shownRows = () => rows.slice((state.page - 1) * PAGE, state.page * PAGE);

    /** Tabulator asks for rows when it is told to show others, and when a header is pressed. */
    async function request(_address, _config, { sort: sorters }) {
      const [sorter] = sorters ?? [];
      const wanted = sorter ? `${sorter.dir === "desc" ? "-" : ""}${sorter.field}` : "";
      if (!NARROW.matches && built !== null && wanted !== built) {
        built = wanted;
        setTimeout(() => UNF.go({ sort: wanted, page: 1 }));
      }
      return shownRows().map((row) => ({ id: row, row }));
    }

    function build() {
      table?.destroy();
      built = null;
      table = new Tabulator(holder, {
        index: "id", layout: "fitColumns", renderVertical: "basic", columns: columns(store),
        sortMode: "remote", ajaxURL: "rows", ajaxRequestFunc: request, headerSortTristate: true,
        initialSort: sortersOf(state.sort), columnHeaderVertAlign: "bottom", resizableColumns: false,
        dataLoader: false, selectableRows: false, placeholder: UNF.t("table.empty"),
        textDirection: document.documentElement.dir,
      });
      table.on("renderComplete", () => {
        if (rows.length === 0 || holder.querySelector("[data-row]")) whenDrawn();
      });
      table.on("tableBuilt", () => {
        built = ofColumn(state.sort);
        keyboardHeaders(holder);
        holder.querySelector(".tabulator-tableholder")?.removeAttribute("tabindex");
        holder.setAttribute("aria-label", UNF.t("view.figures"));
      });
    }

    /** Shows the rows; done when they are there, or others are wanted. */
    function show() {
      const wanted = ofColumn(state.sort);
      whenDrawn();
      const drawn = new Promise((resolve) => { whenDrawn = resolve; });
      if (!table || built === null) build();
      else if (built !== wanted) {
        built = wanted;
        if (sortersOf(state.sort).length) table.setSort(sortersOf(state.sort));
        else table.clearSort();
      } else table.setData();
      return drawn;
    }

    /** What stands above the first rows: where to begin, or the page of whom they are filtered by. */
    function beforeRows() {
      const { organization } = state.filters;
      if (organization.length === 1 && store.organizations.has(organization[0])) {
        return h("p", { class: "of-one" }, h("a", { href: UNF.organizationAddress(organization[0]) },
          UNF.valueLabel(store, "organization", organization[0])));
      }
      return state.page === 1 && !UNF.setFilters(state.filters).length ? UNF.start(store) : null;
    }

    let turn = 0;
    const onWidth = () => holder.isConnected && build();
    NARROW.addEventListener("change", onWidth);

    return {
      close: () => {
        NARROW.removeEventListener("change", onWidth);
        whenDrawn();
        table?.destroy();
      },
      update: async (next) => {
        turn += 1;
        const mine = turn;
        if (next.filters.q && !UNF.searchIsReady()) count.textContent = UNF.t("search.loading");
        const listed = await UNF.list(store, next);
        if (mine !== turn) return;
        const { found } = listed;
        rows = listed.rows;
        const pageCount = Math.max(1, Math.ceil(rows.length / PAGE));
        state = { ...next, page: Math.min(next.page, pageCount) };
        if (search !== document.activeElement) search.value = state.filters.q;
        sort.value = UNF.sortOf(state);
        sort.options[0].text = UNF.t(found ? "sort.match" : "sort.best");
        await store.loadRest(shownRows());
        if (mine !== turn) return;
        count.textContent = UNF.t("count.figures", { n: rows.length });
        UNF.say(count.textContent);
        csv.textContent = UNF.t("csv");
        csv.disabled = rows.length === 0;
        chart.href = UNF.writeAddress({ ...state, view: "charts", page: 1, sort: "" });
        UNF.fill(chips, UNF.chips(store, state));
        UNF.fill(hits, UNF.hits(store, found));
        UNF.fill(start, beforeRows());
        panel.update(state.filters, listed.counts, rows.length);
        UNF.fill(pages, pager(state, rows.length));
        await show();
      },
      /** Goes on where the reader was: the figure that was open, in the same place of the window. */
      reveal: (id, top) => {
        const link = holder.querySelector(`[data-row="${store.find(id)}"]`);
        if (!link) return false;
        if (top !== undefined) window.scrollTo(0, top);
        const { top: above, bottom } = link.getBoundingClientRect();
        if (above < 0 || bottom > window.innerHeight) link.scrollIntoView({ block: "center" });
        link.focus({ preventScroll: true });
        link.closest(".tabulator-row")?.classList.add("was-open");
        return true;
      },
    };
  };
})();
