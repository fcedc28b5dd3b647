"use strict";
// Organizations and countries: the list of all, and a page of each: what the texts say of it by
// measure and year, money that it gives and receives, its tables and documents. Each number is one
// of a text, as it is written there; nothing is added up.
(() => {
  const { h } = UNF;
  const MEASURES = 15;
  const YEARS = 7;
  const QUOTED = 10;
  const TABLES = 20;
  const DOTS = 3;
  const KINDS = ["organ", "united_nations", "fund", "specialized_agency", "related_organization", "regional_commission",
    "international_financial_institution", "regional_body", "intergovernmental", "country"];
  const { chart, drawChart, groups, strips, timeline, values, percentAxis, reading } = UNF.plots;

  let known;
  /** The actors of all figures, loaded once. */
  UNF.actors = async () => {
    known ??= UNF.rowsOf(await UNF.load("actors")).map((one) => ({ ...one, row: Number(one.row) }));
    return known;
  };

  // --- the list ------------------------------------------------------------------------------

  function list(store, main, state) {
    const count = store.tally("organization");
    const names = (key) => [key, ...(store.catalog.names[key] ?? [])];
    const collator = new Intl.Collator(UNF.currentLanguage());
    const found = h("div", {});
    const number = h("p", { class: "hint found-count", role: "status" });
    const search = h("input", { type: "search", autocomplete: "off", "aria-label": UNF.t("organizations.search"),
      placeholder: UNF.t("organizations.search"), input: () => draw() });
    const item = (key) => h("li", {}, h("a", { href: UNF.organizationAddress(key), dir: "auto" },
      UNF.valueLabel(store, "organization", key)), " ", h("span", { class: "tally" }, UNF.number(count(key))));
    function draw() {
      const fits = UNF.matcher(search.value);
      const keys = [...store.organizations.keys()].filter((key) => fits(...names(key)))
        .sort((a, b) => collator.compare(UNF.organizationName(store, a), UNF.organizationName(store, b)));
      number.textContent = UNF.t("count.organizations", { n: keys.length });
      UNF.fill(found, KINDS.map((kind) => {
        const of = keys.filter((key) => store.organizations.get(key).kind === kind);
        return of.length ? h("section", {}, h("h2", {}, UNF.t(`organization.${kind}`, { otherwise: kind })),
          h("ul", { class: "all-names" }, of.map(item))) : null;
      }));
    }
    search.value = state.filters.q;
    UNF.fill(main, h("h1", {}, UNF.t("view.organizations")), h("p", { class: "lead" }, UNF.t("organizations.lead")),
      h("div", { class: "search", role: "search" }, search), number, found);
    draw();
  }

  // --- one of them ---------------------------------------------------------------------------

  const whatOf = (store, row) => (store.cell(row, "measure") ?? UNF.whatText(store, row)).trim();
  const yearOf = (store, row) => (store.from[row] === 0 ? 0 : store.to[row] === 9999 ? store.from[row] : store.to[row]);

  /** Figures of one measure and year, those of the same number together. */
  function cell(store, rows, marks) {
    return groups(rows, (row) => UNF.exactValue(store, row)).map(({ rows: same }) => {
      const [first] = same;
      const years = UNF.yearsText(store, first);
      const href = UNF.figureAddress(store.cell(first, "figure_id"));
      // A cell is printed without its unit, which stands in the heads.
      const written = store.cell(first, "stands_in") === "table" ? UNF.ltr(UNF.figureText(store, first)) : h("bdi", {}, store.cell(first, "raw"));
      marks.set(href, { title: [whatOf(store, first), years].filter(Boolean).join(" · "), rows: same });
      return h("span", { class: "said" }, h("a", { href }, UNF.qualified(store, first), written),
        /–/.test(years) ? [" ", UNF.ltr(years, { class: "hint" })] : null,
        same.length > 1 ? h("span", { class: "hint", title: UNF.t("fact.times", { n: same.length }) }, ` ×${UNF.number(same.length)}`) : null);
    });
  }

  /** Measures by years as a table; the sentence of a figure is shown where one points at it. */
  function byMeasure(store, rows) {
    const years = [...new Set(rows.map((row) => yearOf(store, row)))].filter(Boolean).sort((a, b) => b - a);
    const single = years.slice(0, YEARS);
    const columns = [...single.map((year) => [String(year), (of) => of === year])];
    if (years.length > YEARS) columns.push([UNF.t("years.before", { year: String(single.at(-1)) }), (of) => of !== 0 && of < single.at(-1)]);
    if (rows.some((row) => yearOf(store, row) === 0)) columns.push([UNF.t("years.none"), (of) => of === 0]);
    const measures = groups(rows, (row) => whatOf(store, row).toLowerCase())
      .sort((a, b) => (a.key === "") - (b.key === "") || b.rows.length - a.rows.length);
    const marks = new Map();
    const sentences = reading(store);
    const point = ({ target }) => {
      const mark = marks.get(target.closest("a")?.getAttribute("href"));
      if (mark) sentences.show(mark);
    };
    const line = ({ rows: of }) => h("tr", {}, h("th", { scope: "row" }, h("bdi", {}, whatOf(store, of[0]) || UNF.t("none"))),
      columns.map(([, fits]) => h("td", {}, cell(store, of.filter((row) => fits(yearOf(store, row))), marks))));
    const table = (some) => h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": UNF.t("organization.reported") }, h("table", { class: "plain measures", pointerover: point, focusin: point },
      h("thead", {}, h("tr", {}, [UNF.t("column.measure"), ...columns.map(([name]) => name)].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, some.map(line))));
    const more = measures.slice(MEASURES);
    return [table(measures.slice(0, MEASURES)),
      more.length ? h("details", { class: "as-table" }, h("summary", {}, UNF.t("measures.more", { n: more.length })), table(more)) : null,
      sentences.element];
  }

  /** The same as dots, where there are some: money over years, percentages beside their measures. */
  function dots(store, rows, name, filters) {
    if (name === "money_amounts") {
      const { values: periods, codes } = store.facets.period;
      const dated = rows.filter((row) => store.value[row] > 0 && store.from[row] && store.to[row] < 9999);
      const marks = values(store, dated, (row) => periods[codes[row]], (key) => {
        const [from, to = from] = key.split("–").map(Number);
        return { label: key, from, to, filters: { ...filters, period: [key] } };
      });
      return new Set(dated).size < DOTS ? null : { marks, draw: timeline(marks) };
    }
    if (name !== "percentages") return null;
    const measures = store.facets.measure;
    const measured = rows.filter((row) => measures.values[measures.codes[row]] !== null);
    const describe = (key) => ({ label: key, filters: { ...filters, measure: [key] } });
    const marks = values(store, measured, (row) => measures.values[measures.codes[row]], describe);
    const lines = [...new Set(marks.map((one) => one.label))].slice(0, MEASURES)
      .map((label) => ({ label, href: UNF.rowsAddress(describe(label).filters) }));
    const axis = percentAxis(marks);
    const shown = marks.filter((one) => lines.some(({ label }) => label === one.label)
      && one.value >= axis.domain[0] && one.high <= axis.domain[1]);
    return shown.length < DOTS ? null : { marks: shown, draw: strips(shown, lines, axis) };
  }

  const switchOf = (label, options) => h("p", { class: "switch", role: "group", "aria-label": label },
    h("span", { class: "hint" }, label), " ", options.map(([text, href, current]) =>
      h("a", { href, "aria-current": current ? "true" : null }, text)));

  /** What it reports, kind by kind, of one currency and either levels or changes. */
  function reported(store, key, state, all, base, drawn) {
    const { kind, currency, change, points } = store.facets;
    const is = (facet, value) => (row) => facet.values[facet.codes[row]] === value;
    const changes = all.filter(is(change, "change"));
    const levels = all.filter(is(change, "level"));
    const wanted = state.filters.change[0] ?? (levels.length ? "level" : "change");
    const rows = wanted === "change" ? changes : levels;
    const address = (more) => UNF.organizationAddress(key, { filters: { ...UNF.emptyFilters(), change: state.filters.change,
      currency: state.filters.currency, ...more } });
    const sums = rows.filter(is(kind, "money_amounts"));
    const currencies = groups(sums, (row) => currency.values[currency.codes[row]]).sort((a, b) => b.rows.length - a.rows.length);
    const chosen = currencies.find((one) => one.key === state.filters.currency[0]) ?? currencies[0];
    const part = (name, title, of, more, filters) => {
      if (!of.length) return null;
      const shown = { ...base, change: [wanted], kind: [name], ...filters };
      const drawing = dots(store, of, name, shown);
      if (drawing) drawn.push(chart(store, { title, note: UNF.t("organization.dots"), columns: null, ...drawing }));
      return h("section", { class: "reported" }, h("h3", {}, UNF.dotted([title, filters.currency?.[0]]), " ",
        h("a", { class: "tally", href: UNF.rowsAddress(shown) }, UNF.t("count.figures", { n: of.length }))),
      more, drawing ? drawn.at(-1).element : null, byMeasure(store, of));
    };
    const percentages = rows.filter(is(kind, "percentages"));
    const inPoints = is(points, "True");
    return h("section", {}, h("h2", {}, UNF.t("organization.reported")),
      levels.length && changes.length ? switchOf(UNF.t("filter.change"), [["level", levels], ["change", changes]].map(([name, of]) =>
        [`${UNF.t(`change.${name}`)} (${UNF.number(of.length)})`, address({ change: [name] }), name === wanted])) : null,
      h("p", { class: "hint" }, UNF.t("organization.reading")),
      chosen ? part("money_amounts", UNF.t("kind.money_amounts"), chosen.rows,
        currencies.length > 1 ? switchOf(UNF.t("filter.currency"), currencies.map((one) =>
          [`${one.key} (${UNF.number(one.rows.length)})`, address({ currency: [one.key] }), one === chosen])) : null,
        { currency: [chosen.key] }) : null,
      part("percentages", UNF.t("kind.percentages"), percentages.filter((row) => !inPoints(row)), null, { points: ["False"] }),
      part("percentages", UNF.t("points.True"), percentages.filter(inPoints), null, { points: ["True"] }),
      store.catalog.figures.filter((name) => !["money_amounts", "percentages"].includes(name))
        .map((name) => part(name, UNF.t(`kind.${name}`), rows.filter(is(kind, name)), null, {})));
  }

  async function quotedList(store, title, rows) {
    if (!rows.length) return null;
    const shown = rows.toSorted((a, b) => yearOf(store, b) - yearOf(store, a) || a - b);
    const some = shown.slice(0, QUOTED);
    const rest = shown.slice(QUOTED);
    await store.loadRest(some);
    const more = h("details", { class: "as-table", toggle: async () => {
      if (!more.open || more.childElementCount > 1) return;
      await store.loadRest(rest);
      more.append(...rest.map((row) => UNF.quoted(store, row)));
    } }, h("summary", {}, UNF.t("quoted.more", { n: rest.length })));
    return h("section", {}, h("h3", {}, title), some.map((row) => UNF.quoted(store, row)), rest.length ? more : null);
  }

  /** Sums that it gives or gets, and figures of several, among those of the editions shown. */
  async function roles(store, key, isShown) {
    const actors = (await UNF.actors()).filter((one) => one.organization === key && isShown(one.row));
    const of = (role) => [...new Set(actors.filter((one) => one.role === role).map((one) => one.row))];
    const money = (await Promise.all([quotedList(store, UNF.t("organization.giver"), of("giver")),
      quotedList(store, UNF.t("organization.receiver"), of("receiver"))])).filter(Boolean);
    const others = await quotedList(store, UNF.t("organization.others"), of("subject").filter((row) => store.cell(row, "organization") !== key));
    return [money.length ? h("section", { class: "money-roles" }, h("h2", {}, UNF.t("organization.money")), money) : null, others];
  }

  async function tablesOf(store, key) {
    const tables = (await UNF.printedTables(store)).filter((one) => one.organizations?.split("|").includes(key));
    if (!tables.length) return null;
    const items = tables.map((one) => UNF.tableEntry(store, one));
    return h("section", {}, h("h2", {}, UNF.t("view.tables")), h("ul", { class: "tables-found" }, items.slice(0, TABLES)),
      items.length > TABLES ? h("details", { class: "as-table" }, h("summary", {}, UNF.t("quoted.more", { n: items.length - TABLES })),
        h("ul", { class: "tables-found" }, items.slice(TABLES))) : null);
  }

  function documentsOf(store, key, rows) {
    const { values: ids, codes } = store.facets.document_id;
    const found = groups(rows, (row) => ids[codes[row]]).map(({ key: id, rows: of }) => ({ one: store.documentOf.get(id), id, n: of.length }))
      .sort((a, b) => ((b.one?.published_on ?? "") > (a.one?.published_on ?? "") ? 1 : -1));
    return h("section", {}, h("h2", {}, UNF.t("view.documents")), h("ul", { class: "tables-found" }, found.map(({ one, id, n }) => h("li", {},
      h("a", { href: UNF.rowsAddress({ organization: [key], document: [id] }) }, UNF.symbol(one, id), " · ", UNF.t("count.figures", { n })), " ",
      h("span", { class: "hint" }, UNF.dotted([one?.language ? UNF.languageName(one.language) : null, UNF.date(one?.published_on ?? null)])),
      one?.title ? h("div", { class: "title", dir: "auto", lang: one.language }, one.title) : null))));
  }

  async function draw(store, main, key, state) {
    const one = store.organizations.get(key);
    const base = { organization: [key], edition: UNF.currentLanguage() };
    const { rows } = UNF.select(store, { ...UNF.emptyFilters(), ...base }, null);
    const editions = UNF.editions(store, base.edition);
    const name = UNF.organizationName(store, key);
    const facts = [name === key ? null : h("bdi", {}, key), store.isCountry(key) ? null : UNF.t(`organization.${one.kind}`, { otherwise: one.kind }), one.iso3166_alpha3,
      ...(one.groups ?? "").split("|").filter(Boolean).map((group) => h("bdi", {}, group))];
    document.title = `${name} · ${UNF.t("title")}`;
    const drawn = [];
    const [money, tables] = await Promise.all([
      roles(store, key, (row) => editions.has(store.cell(row, "document_id"))), tablesOf(store, key), UNF.library("d3.min.js")]);
    await UNF.library("plot.umd.min.js");
    UNF.fill(main, h("article", { class: "organization" },
      h("p", { class: "figure-top" }, h("a", { href: UNF.writeAddress({ view: "organizations", lang: UNF.state.lang }), class: "back" }, UNF.t("organizations.all"))),
      h("h1", { dir: "auto" }, name), h("p", { class: "facts" }, UNF.dotted(facts)),
      h("p", {}, UNF.dotted([h("a", { href: UNF.rowsAddress(base) }, UNF.t("count.figures", { n: rows.length })),
        h("a", { href: UNF.writeAddress({ view: "charts", lang: UNF.state.lang, filters: { ...UNF.emptyFilters(), organization: [key] } }) }, UNF.t("charts.of"))])),
      rows.length ? reported(store, key, state, rows, base, drawn) : null, money, tables,
      rows.length ? documentsOf(store, key, rows) : null));
    const redraw = () => drawn.forEach((plot) => drawChart(plot));
    redraw();
    return redraw;
  }

  UNF.views.organizations = (store, main) => {
    let redraw = () => {};
    let width = main.clientWidth;
    const watch = new ResizeObserver(() => {
      if (Math.abs(main.clientWidth - width) <= 4) return;
      width = main.clientWidth;
      redraw();
    });
    watch.observe(main);
    return {
      update: async (state) => {
        redraw = () => {};
        if (state.id !== null && store.organizations.has(state.id)) redraw = await draw(store, main, state.id, state);
        else list(store, main, state);
      },
      close: () => watch.disconnect(),
    };
  };
})();
