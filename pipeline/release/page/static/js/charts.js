"use strict";
// Charts of the figures that are filtered for, drawn by Observable Plot. Each mark is a link to
// the rows behind it, and each chart is there as a table too.
(() => {
  const { h } = UNF;
  const MOST = 15;
  const WIDE = 640;
  const ROW = 26;
  const SHARE_END = 200;

  const compact = (value) => UNF.number(value, { notation: "compact", maximumSignificantDigits: 3 });
  const cellOf = (store, name) => {
    const facet = store.facets[name];
    return (row) => facet.values[facet.codes[row]];
  };

  /** Groups of rows by a key, those without one left out: key, rows, sum of values. */
  function groups(store, rows, keyOf) {
    const found = new Map();
    for (const row of rows) {
      const key = keyOf(row);
      if (key === null) continue;
      const group = found.get(key) ?? { key, rows: 0, sum: 0 };
      group.rows += 1;
      group.sum += store.value[row];
      found.set(key, group);
    }
    return [...found.values()];
  }

  const top = (found, size) => found.sort((a, b) => b[size] - a[size]).slice(0, MOST);

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

  const labels = (width, href) => Plot.axisY({ label: null, tickSize: 0, href, fontSize: FONT,
    tickFormat: (label) => fit(label, margin(width) - 8), fill: "currentColor" });

  /** Bars from left to right; `items` have key, label, size, href, title. */
  const bars = (items, format) => (width) => Plot.plot({
    width, height: items.length * ROW + 34, marginLeft: margin(width), marginRight: 58, marginTop: 4,
    marginBottom: 30, style: { fontSize: "13px", background: "none", overflow: "visible" },
    x: { label: null, grid: true, ticks: Math.max(2, Math.round(width / 160)), tickFormat: format, nice: true },
    y: { domain: items.map((one) => one.label) },
    marks: [
      labels(width, (label) => items.find((one) => one.label === label).href),
      Plot.barX(items, { x: "size", y: "label", href: "href", title: "title", ariaLabel: "title", rx: 2,
        fill: "var(--bar)", insetTop: 3, insetBottom: 3 }),
      Plot.text(items, { x: "size", y: "label", text: (one) => format(one.size), dx: 5, textAnchor: "start",
        fill: "currentColor", ariaHidden: "true" }),
      Plot.ruleX([0], { stroke: "var(--line-strong)" }),
    ],
  });

  /** Organizations by years, each cell shaded by its sum. */
  const matrix = (cells) => (width) => Plot.plot({
    width: Math.max(width, 520), marginLeft: margin(width), marginTop: 28, marginBottom: 6,
    height: new Set(cells.map((one) => one.label)).size * (ROW + 4) + 40,
    style: { fontSize: "13px", background: "none" },
    x: { type: "band", axis: "top", label: null, tickSize: 0, tickFormat: String },
    y: { label: null, domain: [...new Set(cells.map((one) => one.label))] },
    marks: [
      labels(width),
      Plot.cell(cells, { x: "year", y: "label", href: "href", title: "title", ariaLabel: "title", inset: 1.5, rx: 2,
        fill: "var(--bar)", fillOpacity: (one) => one.weight }),
      Plot.text(cells, { x: "year", y: "label", text: (one) => compact(one.size), fontSize: 12,
        fill: "currentColor", pointerEvents: "none", ariaHidden: "true" }),
    ],
  });

  /** Shares as dots from 0 to 100 per cent, one line a topic. */
  const dots = (items, topics, end) => (width) => Plot.plot({
    width, height: topics.length * (ROW + 2) + 44, marginLeft: margin(width), marginRight: 16, marginTop: 4,
    marginBottom: 34, style: { fontSize: "13px", background: "none", overflow: "visible" },
    x: { label: null, domain: [0, end], grid: true, clamp: true, ticks: Math.max(3, Math.round(width / 110)),
      tickFormat: (value) => `${UNF.number(value)}%` },
    y: { domain: topics.map((one) => one.label) },
    r: { range: [0, 9], domain: [0, Math.max(4, ...items.map((one) => one.size))] },
    marks: [
      labels(width, (label) => topics.find((one) => one.label === label).href),
      Plot.ruleY(topics, { y: "label", stroke: "var(--line)" }),
      Plot.dot(items, { x: "value", y: "label", r: "size", href: "href", title: "title", ariaLabel: "title",
        fill: "var(--bar)", fillOpacity: 0.55, stroke: "var(--bar)" }),
    ],
  });

  /** A chart with heading, note, and the same as a table. */
  function chart(title, note, items, draw, columns) {
    const holder = h("div", { class: "plot", dir: "ltr" });
    const table = h("details", { class: "as-table" }, h("summary", {}, UNF.t("chart.table")),
      h("table", { class: "plain" },
        h("thead", {}, h("tr", {}, columns.map(([name, , kind]) => h("th", { scope: "col", class: kind }, name)))),
        h("tbody", {}, items.map((one) => h("tr", {}, columns.map(([, make, kind]) =>
          h("td", { class: kind, dir: kind ? null : "auto" }, make(one))))))));
    return { holder, draw, element: h("section", { class: "chart" }, h("h3", {}, title),
      note ? h("p", { class: "hint" }, note) : null,
      items.length ? [holder, table] : h("p", { class: "empty" }, UNF.t("chart.empty"))), items };
  }

  const link = (one) => h("a", { href: one.href }, one.label);
  const countColumn = [() => UNF.t("column.figures"), (one) => UNF.number(one.rows), "number"];

  function money(store, rows, filters, currency) {
    const organization = cellOf(store, "organization");
    const period = cellOf(store, "period");
    const amount = (value) => `${currency} ${compact(value)}`;
    const base = { ...filters, kind: ["money_amounts"], currency: [currency] };
    const of = (found, name, labelOf) => found.map((one) => ({ ...one, size: one.sum, label: labelOf(one.key),
      href: UNF.rowsAddress({ ...base, [name]: [one.key] }, { sort: "-value" }),
      title: UNF.t("chart.bar", { label: labelOf(one.key), value: amount(one.sum), n: one.rows }) }));
    const byOrganization = of(top(groups(store, rows, organization), "sum"), "organization", String);
    const periods = top(groups(store, rows, period), "rows").sort((a, b) => (a.key < b.key ? -1 : 1));
    const byPeriod = of(periods, "period", String);
    const named = rows.filter((row) => organization(row) !== null).length;
    const dated = rows.filter((row) => period(row) !== null).length;
    const columns = (name) => [[UNF.t(`column.${name}`), link], [UNF.t("column.sum"), (one) => UNF.number(one.size), "number"],
      [countColumn[0](), countColumn[1], "number"]];
    const format = (value) => compact(value);
    return [
      chart(UNF.t("chart.money.organization", { currency }), UNF.t("chart.named", { part: named, n: rows.length }),
        byOrganization, bars(byOrganization, format), columns("organization")),
      chart(UNF.t("chart.money.year", { currency }), UNF.t("chart.dated", { part: dated, n: rows.length }),
        byPeriod, bars(byPeriod, format), columns("years")),
      moneyMatrix(store, rows, byOrganization, base, amount),
    ];
  }

  /** Money by organization and year at once: single years, the organizations of the bars. */
  function moneyMatrix(store, rows, organizations, base, amount) {
    const organization = cellOf(store, "organization");
    const period = cellOf(store, "period");
    const wanted = new Map(organizations.map((one, rank) => [one.key, rank]));
    const key = (row) => wanted.has(organization(row)) && /^\d{4}$/.test(period(row) ?? "")
      ? `${organization(row)}\n${period(row)}` : null;
    const found = groups(store, rows, key).filter((one) => one.sum > 0);
    const logs = found.map((one) => Math.log(one.sum));
    const [low, high] = [Math.min(...logs), Math.max(...logs)];
    const cells = found.map((one, i) => {
      const [label, year] = one.key.split("\n");
      return { ...one, label, year, size: one.sum, weight: high > low ? 0.12 + (0.43 * (logs[i] - low)) / (high - low) : 0.4,
        href: UNF.rowsAddress({ ...base, organization: [label], period: [year] }, { sort: "-value" }),
        title: UNF.t("chart.bar", { label: `${label}, ${year}`, value: amount(one.sum), n: one.rows }) };
    }).sort((a, b) => wanted.get(a.label) - wanted.get(b.label) || (a.year < b.year ? -1 : 1));
    return chart(UNF.t("chart.money.both"), UNF.t("chart.money.both.note"), cells, matrix(cells),
      [[UNF.t("column.organization"), link], [UNF.t("column.years"), (one) => one.year, "number"],
        [UNF.t("column.sum"), (one) => UNF.number(one.size), "number"], [countColumn[0](), countColumn[1], "number"]]);
  }

  function shares(store, rows, filters) {
    const topic = cellOf(store, "topic");
    const base = { ...filters, kind: ["percentages"] };
    const topics = top(groups(store, rows, topic), "rows").map((one) => ({ ...one, label: one.key,
      href: UNF.rowsAddress({ ...base, topic: [one.key] }, { sort: "-value" }) }));
    const wanted = new Set(topics.map((one) => one.key));
    const found = groups(store, rows, (row) => (wanted.has(topic(row)) ? `${topic(row)}\n${store.value[row]}` : null));
    const items = found.map((one) => {
      const [label, value] = one.key.split("\n");
      return { label, value: Number(value), size: one.rows,
        href: UNF.rowsAddress({ ...base, topic: [label], min: value, max: value }),
        title: UNF.t("chart.bar", { label, value: `${UNF.number(Number(value))}%`, n: one.rows }) };
    });
    const most = Math.max(0, ...items.map((one) => one.value));
    const end = Math.min(SHARE_END, Math.max(100, most));
    const note = most > SHARE_END ? UNF.t("chart.shares.clamped", { end: UNF.number(SHARE_END) }) : UNF.t("chart.shares.note");
    return chart(UNF.t("chart.shares"), note, topics, dots(items, topics, end),
      [[UNF.t("column.topic"), link], [countColumn[0](), countColumn[1], "number"]]);
  }

  function counts(store, rows, filters) {
    const found = top(groups(store, rows, cellOf(store, "unit_class")), "rows").map((one) => {
      const label = UNF.valueLabel(store, "class", one.key);
      return { ...one, label, size: one.rows, title: UNF.t("chart.count", { label, n: one.rows }),
        href: UNF.rowsAddress({ ...filters, kind: ["counts"], class: [one.key] }, { sort: "-value" }) };
    });
    const known = found.reduce((sum, one) => sum + one.rows, 0);
    return chart(UNF.t("chart.counts"), UNF.t("chart.classed", { part: known, n: rows.length }), found,
      bars(found, (value) => UNF.number(value)),
      [[UNF.t("column.class"), link], [countColumn[0](), countColumn[1], "number"]]);
  }

  function currencyChoice(found, chosen, change) {
    const choice = h("select", { id: "chart-currency", change: () => change(choice.value) },
      found.map((one) => h("option", { value: one.key, selected: one.key === chosen },
        `${one.key} (${UNF.number(one.rows)})`)));
    return h("p", { class: "bar" }, h("label", { for: "chart-currency" }, UNF.t("filter.currency")), choice);
  }

  UNF.views.charts = (store, main) => {
    let drawn = [];
    let width = 0;
    let currency = null;

    function drawAll() {
      for (const one of drawn) {
        if (!one.items.length) continue;
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
    }

    const watch = new ResizeObserver(() => {
      if (Math.abs(main.clientWidth - width) > 4) {
        width = main.clientWidth;
        drawAll();
      }
    });

    async function update(state) {
      await UNF.library("d3.min.js");
      await UNF.library("plot.umd.min.js");
      const filters = { ...state.filters };
      if (!filters.language.length && !filters.document.length) filters.edition ||= UNF.currentLanguage();
      // Tables hold totals beside their parts: they are drawn only where they are asked for.
      if (!filters.place.length) filters.place = ["text", "note"];
      const { rows } = UNF.select(store, filters, await UNF.search(store, filters.q));
      const kind = cellOf(store, "kind");
      const of = (name) => rows.filter((row) => kind(row) === name);
      const sums = of("money_amounts");
      const currencies = groups(store, sums, cellOf(store, "currency")).sort((a, b) => b.rows - a.rows);
      if (!currencies.some((one) => one.key === currency)) currency = currencies[0]?.key ?? null;
      const inCurrency = sums.filter((row) => cellOf(store, "currency")(row) === currency);
      const moneyCharts = currency === null ? [] : money(store, inCurrency, filters, currency);
      const others = [shares(store, of("percentages"), filters), counts(store, of("counts"), filters)];
      drawn = [...moneyCharts, ...others];
      UNF.fill(main, h("h1", {}, UNF.t("view.charts")),
        h("p", { class: "lead" }, UNF.t("charts.lead", { n: rows.length }), " ",
          filters.edition && filters.edition !== state.filters.edition ? UNF.t("charts.editions") : "", " ",
          state.filters.place.length ? "" : UNF.t("charts.places")),
        UNF.chips(store, state),
        currency === null ? null : h("section", { class: "chart-group" },
          h("h2", { class: "group-title" }, UNF.t("kind.money_amounts")), h("p", { class: "hint" }, UNF.t("chart.money.note")),
          currencyChoice(currencies, currency, (chosen) => { currency = chosen; update(state); }),
          h("div", { class: "chart-grid" }, moneyCharts.map((one) => one.element))),
        h("section", { class: "chart-group" }, h("h2", { class: "group-title" }, UNF.t("charts.others")),
          h("div", { class: "chart-grid" }, others.map((one) => one.element))));
      width = main.clientWidth;
      drawAll();
      watch.observe(main);
    }

    return { update, close: () => watch.disconnect() };
  };
})();
