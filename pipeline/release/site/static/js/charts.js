"use strict";
// Charts of the figures that are filtered for, drawn by Observable Plot. A dot is a figure as the
// document prints it, a bar or a cell counts figures: nothing is added up, since a text names wholes
// and parts, plans and results. Each mark is a link to the rows behind it and shows their sentences,
// and each chart is there as a table too.
(() => {
  const { h } = UNF;
  const MOST = 15;
  const WIDE = 640;
  const ROW = 26;
  const SHARE_END = 200;
  /** Marks of a chart; more cannot be told apart, and make a browser slow. */
  const MOST_MARKS = 1500;
  const SENTENCES = 3;
  const TABLE_ROWS = 200;

  const compact = (value) => UNF.number(value, { notation: "compact", maximumSignificantDigits: 3 });
  const cellOf = (store, name) => {
    const facet = store.facets[name];
    return (row) => facet.values[facet.codes[row]];
  };

  /** Groups of rows by a key, those without one left out: key and rows. */
  function groups(rows, keyOf) {
    const found = new Map();
    for (const row of rows) {
      const key = keyOf(row);
      if (key === null) continue;
      const known = found.get(key);
      if (known) known.push(row);
      else found.set(key, [row]);
    }
    return [...found].map(([key, of]) => ({ key, rows: of }));
  }

  const top = (found) => found.sort((a, b) => b.rows.length - a.rows.length).slice(0, MOST);

  /** Room for labels on the left. */
  const margin = (width) => Math.round(Math.min(230, width * 0.36));

  const FONT = 13;
  const WIDE_LETTER = /[\u1100-\u11ff\u2e80-\uffef]/;

  /** A label cut to some width in dots; wide letters of East Asia count as such. */
  function fit(label, width) {
    let room = width / FONT;
    let text = "";
    for (const letter of label) {
      room -= WIDE_LETTER.test(letter) ? 1 : 0.56;
      if (room < 1) return `${text.trimEnd()}…`;
      text += letter;
    }
    return text;
  }

  const STYLE = { fontSize: "13px", background: "none", overflow: "visible" };
  const labels = (width, href) => Plot.axisY({ label: null, tickSize: 0, href, fontSize: FONT,
    tickFormat: (label) => fit(label, margin(width) - 8), fill: "currentColor" });
  const hrefOf = (lines) => (label) => lines.find((one) => one.label === label).href;

  /** What a mark has in common with others: its link, and what it is called. */
  const MARK = { href: "href", ariaLabel: "title" };
  const DOT = { ...MARK, r: "size", fill: "var(--bar)", fillOpacity: 0.55, stroke: "var(--bar)" };
  const SPAN = { ...MARK, stroke: "var(--bar)", strokeWidth: 5, strokeOpacity: 0.55, strokeLinecap: "round" };
  const radius = (marks) => ({ range: [0, 9], domain: [0, Math.max(4, ...marks.map((one) => one.size))] });

  /** How many figures, as bars from left to right. */
  const bars = (items) => (width) => Plot.plot({
    width, height: items.length * ROW + 34, marginLeft: margin(width), marginRight: 58, marginTop: 4,
    marginBottom: 30, style: STYLE,
    x: { label: null, grid: true, ticks: Math.max(2, Math.round(width / 160)), tickFormat: (n) => (Number.isInteger(n) ? UNF.number(n) : ""), nice: true },
    y: { domain: items.map((one) => one.label) },
    marks: [
      labels(width, hrefOf(items)),
      Plot.barX(items, { ...MARK, x: "size", y: "label", rx: 2, fill: "var(--bar)", insetTop: 3, insetBottom: 3 }),
      Plot.text(items, { x: "size", y: "label", text: (one) => UNF.number(one.size), dx: 5, textAnchor: "start",
        fill: "currentColor", ariaHidden: "true" }),
      Plot.ruleX([0], { stroke: "var(--line-strong)" }),
    ],
  });

  /** How many figures by organization and year, each cell shaded by its number. */
  const matrix = (cells) => (width) => Plot.plot({
    width: Math.max(width, 520), marginLeft: margin(width), marginTop: 28, marginBottom: 6,
    height: new Set(cells.map((one) => one.label)).size * (ROW + 4) + 40, style: { ...STYLE, overflow: "hidden" },
    x: { type: "band", axis: "top", label: null, tickSize: 0, tickFormat: String },
    y: { label: null, domain: [...new Set(cells.map((one) => one.label))] },
    marks: [
      labels(width),
      Plot.cell(cells, { ...MARK, x: "year", y: "label", inset: 1.5, rx: 2, fill: "var(--bar)", fillOpacity: "weight" }),
      Plot.text(cells, { x: "year", y: "label", text: (one) => UNF.number(one.size), fontSize: 12,
        fill: "currentColor", pointerEvents: "none", ariaHidden: "true" }),
    ],
  });

  /** Values on lines: dots, and bars from the lower to the upper end of ranges. */
  const strips = (marks, lines, x) => (width) => Plot.plot({
    width, height: lines.length * (ROW + 2) + 44, marginLeft: margin(width), marginRight: 26, marginTop: 4,
    marginBottom: 34, style: STYLE, x: { label: null, grid: true, ...x(width) },
    y: { domain: lines.map((one) => one.label) }, r: radius(marks),
    marks: [
      labels(width, hrefOf(lines)),
      Plot.ruleY(lines, { y: "label", stroke: "var(--line)" }),
      Plot.ruleY(marks.filter((one) => one.high !== one.value), { ...SPAN, x1: "value", x2: "high", y: "label" }),
      Plot.dot(marks.filter((one) => one.high === one.value), { ...DOT, x: "value", y: "label" }),
    ],
  });

  /** Values over years: dots in a year, lines over several. */
  const timeline = (marks) => (width) => Plot.plot({
    width, height: 380, marginLeft: 84, marginRight: 16, marginTop: 8, marginBottom: 34, style: STYLE,
    x: { label: null, tickFormat: "d", ticks: Math.max(3, Math.round(width / 70)), interval: 1, nice: true },
    y: { type: "log", label: null, grid: true, tickFormat: compact, ticks: 6 }, r: radius(marks),
    marks: [
      Plot.ruleX(marks.filter((one) => one.high !== one.value), { ...SPAN, x: "from", y1: "value", y2: "high" }),
      Plot.ruleY(marks.filter((one) => one.high === one.value && one.from !== one.to), { ...SPAN, x1: "from", x2: "to", y: "value" }),
      Plot.dot(marks.filter((one) => one.high === one.value && one.from === one.to), { ...DOT, x: "from", y: "value" }),
    ],
  });

  /** Figures of the same value on the same line as one mark, the greatest first. */
  function values(store, rows, lineOf, describe) {
    const key = (row) => (lineOf(row) === null ? null : `${lineOf(row)}\n${UNF.exactValue(store, row)}`);
    const marks = groups(rows, key).map((one) => {
      const [first] = one.rows;
      const { label, filters, ...more } = describe(lineOf(first));
      return { ...more, label, rows: one.rows, size: one.rows.length, value: store.value[first], high: store.high[first],
        text: UNF.figureText(store, first),
        href: UNF.rowsAddress({ ...filters, value: UNF.exactValue(store, first) }),
        title: UNF.t("chart.mark", { label, value: UNF.figureText(store, first), n: one.rows.length }) };
    });
    return marks.sort((a, b) => b.value - a.value).slice(0, MOST_MARKS);
  }

  /** Counts of figures as marks. */
  const counted = (found, describe) => found.map((one) => {
    const { label, filters, ...more } = describe(one.key);
    return { ...more, label, rows: one.rows, size: one.rows.length, href: UNF.rowsAddress(filters),
      title: UNF.t("chart.count", { label, n: one.rows.length }) };
  });

  /** Shows the sentences of the mark that is pointed at, or that the keyboard is on. */
  function reading(store) {
    const element = h("div", { class: "reading", "aria-live": "polite" }, h("p", { class: "hint" }, UNF.t("chart.reading")));
    let wanted = null;
    return { element, show: async (mark) => {
      if (wanted === mark) return;
      wanted = mark;
      const rows = mark.rows.slice(0, SENTENCES);
      await store.loadRest(rows);
      if (wanted !== mark) return;
      UNF.fill(element, h("p", { class: "reading-title" }, mark.title), rows.map((row) => UNF.quoted(store, row)),
        mark.rows.length > SENTENCES ? h("p", { class: "hint" }, UNF.t("chart.reading.more", { n: mark.rows.length - SENTENCES })) : null);
    } };
  }

  const DRAWN = ["fill", "fill-opacity", "stroke", "stroke-opacity", "font-family", "font-size", "opacity"];
  const ABOVE = 40;
  const BELOW = 28;
  const BESIDE = 20;

  /** A chart as a picture of its own: colours as they are shown, its heading above, its source below. */
  function picture(store, holder, title) {
    const shown = holder.querySelector("svg");
    const plot = shown.cloneNode(true);
    const originals = [shown, ...shown.querySelectorAll("*")];
    [plot, ...plot.querySelectorAll("*")].forEach((element, at) => {
      const style = getComputedStyle(originals[at]);
      for (const name of DRAWN) element.setAttribute(name, style.getPropertyValue(name));
      element.removeAttribute("href");
      element.removeAttribute("class");
      element.removeAttribute("style");
    });
    for (const sheet of plot.querySelectorAll("style")) sheet.remove();
    const [width, height] = [shown.clientWidth, shown.clientHeight];
    const { color, fontFamily, backgroundColor } = getComputedStyle(document.body);
    const create = (name) => document.createElementNS(shown.namespaceURI, name);
    const svg = create("svg");
    const add = (name, attributes, text = "") => {
      const element = create(name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      element.textContent = text;
      svg.append(element);
    };
    const size = { width: width + 2 * BESIDE, height: height + ABOVE + BELOW };
    for (const [key, value] of Object.entries({ ...size, viewBox: `0 0 ${size.width} ${size.height}` })) svg.setAttribute(key, value);
    const words = { x: BESIDE, fill: color, "font-family": fontFamily };
    add("rect", { ...size, fill: backgroundColor });
    add("text", { ...words, y: 26, "font-size": 17, "font-weight": 600 }, title);
    add("text", { ...words, y: size.height - 10, "font-size": 11 }, `${UNF.t("title")} ${store.catalog.about.version}`);
    for (const [key, value] of Object.entries({ x: BESIDE, y: ABOVE, width, height, overflow: "visible" })) plot.setAttribute(key, value);
    svg.append(plot);
    return { text: new XMLSerializer().serializeToString(svg), ...size };
  }

  /** Gives the reader a chart as a file. */
  async function saveChart(store, holder, title, format) {
    const { text, width, height } = picture(store, holder, title);
    const name = `${title.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase()}-${store.catalog.about.version}.${format}`;
    if (format === "svg") {
      UNF.saveFile(name, [text], "image/svg+xml");
      return;
    }
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2 * width, 2 * height];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    UNF.saveFile(name, [await new Promise((done) => canvas.toBlob(done, "image/png"))], "image/png");
  }

  const saving = (store, holder, title) => h("p", { class: "save" }, h("span", { class: "hint" }, UNF.t("chart.save")), " ",
    ["svg", "png"].map((format) => h("button", { type: "button", class: "button quiet",
      click: () => saveChart(store, holder, title, format) }, format.toUpperCase())));

  /** A chart with heading, note, the sentences of a mark, and, with columns, the same as a table. */
  function chart(store, { title, note, marks, draw, columns }) {
    const holder = h("div", { class: "plot", dir: "ltr" });
    const sentences = reading(store);
    const byHref = new Map(marks.map((one) => [one.href, one]));
    const point = ({ target }) => {
      const mark = byHref.get(target.closest("a")?.getAttribute("href"));
      if (mark) sentences.show(mark);
    };
    holder.addEventListener("pointerover", point);
    holder.addEventListener("focusin", point);
    const body = h("tbody", {});
    const table = columns && h("details", { class: "as-table", toggle: async () => {
      if (!table.open || body.childElementCount) return;
      const shown = marks.slice(0, TABLE_ROWS);
      await store.loadRest(shown.map((one) => one.rows[0]));
      body.append(...shown.map((one) => h("tr", {}, columns.map(([, make, kind]) =>
        h("td", { class: kind, dir: kind ? null : "auto" }, make(one))))));
    } }, h("summary", {}, UNF.t("chart.table")),
    marks.length > TABLE_ROWS ? h("p", { class: "hint" }, UNF.t("chart.table.part", { part: TABLE_ROWS, n: marks.length })) : null,
    h("div", { class: "scroll" }, h("table", { class: "plain" },
      h("thead", {}, h("tr", {}, columns.map(([name, , kind]) => h("th", { scope: "col", class: kind }, name)))), body)));
    return { holder, draw, marks, element: h("section", { class: "chart" }, h("h3", {}, title),
      h("p", { class: "hint" }, note, marks.length === MOST_MARKS ? ` ${UNF.t("chart.part", { n: MOST_MARKS })}` : ""),
      marks.length ? [holder, saving(store, holder, title), sentences.element, table] : h("p", { class: "empty" }, UNF.t("chart.empty"))) };
  }

  const link = (one) => h("a", { href: one.href }, one.label);
  const countColumn = () => [UNF.t("column.figures"), (one) => UNF.number(one.rows.length), "number"];
  const valueColumns = (store) => [
    [UNF.t("column.figure"), (one) => UNF.ltr(one.text), "number"],
    [UNF.t("column.sentence"), (one) => UNF.sentence(store, one.rows[0])],
    countColumn()];

  const logAxis = (width) => ({ type: "log", tickFormat: compact, ticks: Math.max(2, Math.round(width / 130)) });

  function money(store, rows, filters, currency) {
    const organization = cellOf(store, "organization");
    const period = cellOf(store, "period");
    const base = { ...filters, kind: ["money_amounts"], currency: [currency] };
    const drawable = rows.filter((row) => store.value[row] > 0);
    const left = rows.length - drawable.length;
    const note = (words) => [words, left ? UNF.t("chart.zero", { n: left }) : ""].join(" ");

    const named = drawable.filter((row) => organization(row) !== null);
    const lines = counted(top(groups(named, organization)),
      (key) => ({ label: key, filters: { ...base, organization: [key] } }));
    const wanted = new Map(lines.map((one, rank) => [one.label, rank]));
    const byOrganization = values(store, named.filter((row) => wanted.has(organization(row))), organization,
      (key) => ({ label: key, filters: { ...base, organization: [key] } }));

    // A period without end is no place on an axis.
    const dated = drawable.filter((row) => store.from[row] && store.to[row] < 9999);
    const byPeriod = values(store, dated, period, (key) => {
      const [from, to = from] = key.split("–").map(Number);
      return { label: key, from, to, filters: { ...base, period: [key] } };
    });
    return [
      chart(store, { title: UNF.t("chart.money.organization", { currency }), marks: byOrganization,
        note: note(UNF.t("chart.named", { part: named.length, n: rows.length })), draw: strips(byOrganization, lines, logAxis),
        columns: [[UNF.t("column.organization"), link], ...valueColumns(store)] }),
      chart(store, { title: UNF.t("chart.money.year", { currency }), marks: byPeriod,
        note: note(UNF.t("chart.dated", { part: dated.length, n: rows.length })), draw: timeline(byPeriod),
        columns: [[UNF.t("column.years"), link], ...valueColumns(store)] }),
    ];
  }

  /** Which organizations have figures of which years. */
  function coverage(store, rows, filters) {
    const organization = cellOf(store, "organization");
    const period = cellOf(store, "period");
    const single = rows.filter((row) => organization(row) !== null && /^\d{4}$/.test(period(row) ?? ""));
    const wanted = new Map(top(groups(single, organization)).map((one, rank) => [one.key, rank]));
    const found = groups(single.filter((row) => wanted.has(organization(row))), (row) => `${organization(row)}\n${period(row)}`);
    const most = Math.max(...found.map((one) => one.rows.length));
    const cells = counted(found, (key) => {
      const [name, year] = key.split("\n");
      return { label: `${name}, ${year}`, name, year, filters: { ...filters, organization: [name], period: [year] } };
    }).map((one) => ({ ...one, label: one.name, weight: 0.12 + (0.43 * one.size) / most }))
      .sort((a, b) => wanted.get(a.label) - wanted.get(b.label) || (a.year < b.year ? -1 : 1));
    return chart(store, { title: UNF.t("chart.coverage"), note: UNF.t("chart.coverage.note"), marks: cells, draw: matrix(cells),
      columns: [[UNF.t("column.organization"), link], [UNF.t("column.years"), (one) => one.year, "number"], countColumn()] });
  }

  /** Percentages, or percentage points: how far they are apart says nothing where they are mixed. */
  function shares(store, all, filters, { points }) {
    const topic = cellOf(store, "topic");
    const inPoints = cellOf(store, "points");
    const rows = all.filter((row) => (inPoints(row) === "True") === points);
    const base = { ...filters, kind: ["percentages"], points: [points ? "True" : "False"] };
    const describe = (key) => ({ label: key, filters: { ...base, topic: [key] } });
    const lines = counted(top(groups(rows, topic)), describe);
    const wanted = new Set(lines.map((one) => one.label));
    const marks = values(store, rows.filter((row) => wanted.has(topic(row))), topic, describe);
    const axis = percentAxis(marks, points);
    const { domain } = axis;
    const inside = marks.filter((one) => one.value >= domain[0] && one.high <= domain[1]);
    const left = marks.reduce((n, one) => n + one.size, 0) - inside.reduce((n, one) => n + one.size, 0);
    return chart(store, { title: UNF.t(points ? "chart.points" : "chart.shares"), marks: inside, draw: strips(inside, lines, axis),
      note: [UNF.t("chart.shares.note"), left ? UNF.t("chart.shares.beyond", { n: left, end: SHARE_END }) : ""].join(" "),
      columns: [[UNF.t("column.topic"), link], ...valueColumns(store)] });
  }

  function counts(store, rows, filters) {
    const classes = top(groups(rows, cellOf(store, "unit_class")));
    const marks = counted(classes, (key) => ({ label: UNF.valueLabel(store, "class", key),
      filters: { ...filters, kind: ["counts"], class: [key] } }));
    const known = marks.reduce((sum, one) => sum + one.size, 0);
    return chart(store, { title: UNF.t("chart.counts"), note: UNF.t("chart.classed", { part: known, n: rows.length }), marks,
      draw: bars(marks), columns: [[UNF.t("column.class"), link], countColumn()] });
  }

  /** One of several to choose, as links. */
  const choice = (label, chosen, options) => h("p", { class: "switch", role: "group", "aria-label": label },
    h("span", { class: "hint" }, label), " ", options.map(([value, text, address]) =>
      h("a", { href: address, "aria-current": value === chosen ? "true" : null }, text)));

  function currencyChoice(found, chosen, change) {
    const select = h("select", { id: "chart-currency", change: () => change(select.value) },
      found.map((one) => h("option", { value: one.key, selected: one.key === chosen },
        `${one.key} (${UNF.number(one.rows.length)})`)));
    return h("p", { class: "bar" }, h("label", { for: "chart-currency" }, UNF.t("filter.currency")), select);
  }

  /** What is drawn together where the reader has not said: levels or changes, parts or totals,
      not what is per something, of one edition. */
  function likeWithLike(state) {
    const filters = { ...state.filters };
    if (!filters.language.length && !filters.document.length) filters.edition ||= UNF.currentLanguage();
    if (!filters.place.length) filters.place = ["text", "note"];
    if (filters.change.length !== 1) filters.change = ["level"];
    if (!filters.per.length) filters.per = WHOLE;
    if (!filters.sum.length && filters.place.includes("table")) filters.sum = PARTS;
    return filters;
  }

  const WHOLE = [null];
  const PARTS = ["part", null];
  const TOTALS = ["total"];

  /** Links that turn the charts from levels to changes, and from parts to totals where tables are drawn. */
  function switches(state, filters) {
    const address = (more) => UNF.writeAddress({ ...state, filters: { ...state.filters, ...more } });
    const total = filters.sum.length === 1 && filters.sum[0] === "total" ? "total" : "part";
    return h("div", { class: "switches" },
      choice(UNF.t("filter.change"), filters.change[0],
        ["level", "change"].map((one) => [one, UNF.t(`change.${one}`), address({ change: [one] })])),
      filters.place.includes("table") ? choice(UNF.t("filter.sum"), total,
        [["part", PARTS], ["total", TOTALS]].map(([one, sum]) => [one, UNF.t(`sum.${one}`), address({ sum })])) : null);
  }

  /** Draws a chart as wide as there is room. */
  function drawChart(one) {
    if (!one.marks.length) return;
    const plot = one.draw(Math.max(260, Math.min(WIDE + 240, one.holder.clientWidth)));
    plot.removeAttribute("role");
    for (const group of plot.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
    // Names stand on the marks; within a link they would be read twice.
    for (const anchor of plot.querySelectorAll("a")) {
      const named = anchor.querySelector("[aria-label]");
      if (named) anchor.setAttribute("aria-label", named.getAttribute("aria-label"));
    }
    one.holder.replaceChildren(plot);
  }

  /** The axis of percentages: few are above 100 or below 0, and beyond some point the others would
      have no room. */
  function percentAxis(marks, points = false) {
    const domain = [Math.max(-SHARE_END, Math.min(0, ...marks.map((one) => one.value))),
      Math.min(SHARE_END, Math.max(points ? 1 : 100, ...marks.map((one) => one.high)))];
    return Object.assign((width) => ({ domain, ticks: Math.max(3, Math.round(width / 110)),
      tickFormat: (value) => `${UNF.number(value)}${points ? "" : "%"}` }), { domain });
  }

  /** What other views draw with. */
  UNF.plots = { chart, drawChart, groups, strips, timeline, values, percentAxis, reading };

  UNF.views.charts = (store, main) => {
    let drawn = [];
    let width = 0;
    let currency = null;

    const drawAll = () => drawn.forEach(drawChart);

    const watch = new ResizeObserver(() => {
      if (Math.abs(main.clientWidth - width) > 4) {
        width = main.clientWidth;
        drawAll();
      }
    });

    async function update(state) {
      await UNF.library("d3.min.js");
      await UNF.library("plot.umd.min.js");
      const filters = likeWithLike(state);
      const { rows, counts: passing } = UNF.select(store, filters, await UNF.search(store, filters.q));
      const perSomething = state.filters.per.length ? 0
        : passing.per.reduce((sum, n, code) => sum + (store.facets.per.values[code] === null ? 0 : n), 0);
      const kind = cellOf(store, "kind");
      const of = (name) => rows.filter((row) => kind(row) === name);
      const sums = of("money_amounts");
      const currencyOf = cellOf(store, "currency");
      const currencies = groups(sums, currencyOf).sort((a, b) => b.rows.length - a.rows.length);
      if (!currencies.some((one) => one.key === currency)) currency = currencies[0]?.key ?? null;
      const moneyCharts = currency === null ? []
        : money(store, sums.filter((row) => currencyOf(row) === currency), filters, currency);
      const percentages = of("percentages");
      const inPoints = cellOf(store, "points");
      const rest = [shares(store, percentages, filters, { points: false }),
        percentages.some((row) => inPoints(row) === "True") ? shares(store, percentages, filters, { points: true }) : null,
        counts(store, of("counts"), filters), coverage(store, rows, filters)].filter(Boolean);
      drawn = [...moneyCharts, ...rest];
      UNF.fill(main, h("h1", {}, UNF.t("view.charts")),
        h("p", { class: "lead" }, UNF.t("charts.lead", { n: rows.length }), " ", UNF.t("charts.values"), " ",
          filters.edition && filters.edition !== state.filters.edition ? UNF.t("charts.editions") : "", " ",
          perSomething ? UNF.t("charts.per", { n: perSomething }) : "", " ",
          state.filters.place.length ? "" : UNF.t("charts.places")),
        UNF.chips(store, state),
        switches(state, filters),
        currency === null ? null : h("section", { class: "chart-group" },
          h("h2", { class: "group-title" }, UNF.t("kind.money_amounts")),
          currencyChoice(currencies, currency, (chosen) => { currency = chosen; update(state); }),
          h("div", { class: "chart-grid" }, moneyCharts.map((one) => one.element))),
        h("section", { class: "chart-group" }, h("h2", { class: "group-title" }, UNF.t("charts.others")),
          h("div", { class: "chart-grid" }, rest.map((one) => one.element))));
      width = main.clientWidth;
      drawAll();
      watch.observe(main);
    }

    return { update, close: () => watch.disconnect() };
  };
})();
