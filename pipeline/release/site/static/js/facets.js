"use strict";
// The filters beside the table: lists to tick, years, values; and the chips of what is set.
(() => {
  const { h } = UNF;
  /** Lists in order: the filter, and where a list has only some of its values, its name and which. */
  const SHOWN = [["kind"], ["organization", { own: "filter.organization", keep: (store, key) => !store.isCountry(key) }],
    ["organization", { own: "filter.country", keep: (store, key) => key !== null && store.isCountry(key) }],
    ["class"], ["measure"], ["topic"], ["place"], ["document"], ["language"], ["change"], ["sum"], ["currency"], ["per"]];
  const OPEN = new Set(["filter.kind", "filter.organization"]);
  const FEW = 8;
  const MOST = 100;

  /** One filter of values to tick, with how many figures each would show. */
  function listFilter(store, name, change, { own = `filter.${name}`, keep = () => true } = {}) {
    const facet = store.facets[UNF.LISTS[name]];
    const all = [...facet.values.keys()].filter((code) => keep(store, facet.values[code]));
    if (all.length < 2 && own === `filter.${name}` || !all.length) return null;
    const list = h("ul", { class: "choices" });
    const more = h("p", { class: "hint", hidden: true });
    const find = h("input", { type: "search", class: "find", autocomplete: "off",
      "aria-label": UNF.t("filter.find", { filter: UNF.t(own) }),
      placeholder: UNF.t("filter.find.short"), hidden: all.length <= FEW, input: () => draw() });
    const badge = h("span", { class: "badge", hidden: true });
    // What is closed is drawn when it is opened: some lists have thousands of values.
    const element = h("details", { class: "facet", open: OPEN.has(own), toggle: () => draw() },
      h("summary", {}, UNF.t(own), " ", badge),
      h("fieldset", {}, h("legend", { class: "unseen" }, UNF.t(own)), find, list, more));
    let labels = null;
    let filters = UNF.emptyFilters();
    let counts = new Int32Array(facet.values.length);

    function choice(code) {
      const value = facet.values[code];
      const box = h("input", { type: "checkbox", change: () => {
        const chosen = filters[name].filter((one) => one !== value);
        change({ [name]: box.checked ? [...chosen, value] : chosen });
      } });
      box.checked = filters[name].includes(value);
      box.dataset.value = value ?? "none";
      return h("li", {}, h("label", {}, box, h("span", { class: "choice", dir: "auto" }, labels[code]),
        h("span", { class: "tally" }, UNF.number(counts[code]))));
    }

    function draw() {
      if (!element.open) return;
      labels ??= facet.values.map((value) => UNF.valueLabel(store, name, value));
      const wanted = find.value.trim().toLowerCase();
      const codes = all.filter((code) =>
        (counts[code] > 0 || filters[name].includes(facet.values[code])) &&
        labels[code].toLowerCase().includes(wanted));
      const rank = (code) => (filters[name].includes(facet.values[code]) ? 2 : facet.values[code] === null ? 0 : 1);
      codes.sort((a, b) => rank(b) - rank(a) || counts[b] - counts[a] || labels[a].localeCompare(labels[b]));
      const focused = list.contains(document.activeElement) ? document.activeElement.dataset.value : null;
      list.replaceChildren(...codes.slice(0, MOST).map(choice));
      more.hidden = codes.length <= MOST;
      more.textContent = UNF.t("filter.more", { n: codes.length - MOST });
      if (focused !== null) list.querySelector(`[data-value="${CSS.escape(focused)}"]`)?.focus();
    }

    return { element, update: (newFilters, newCounts) => {
      filters = newFilters;
      counts = newCounts[name];
      const set = filters[name].filter((value) => keep(store, value)).length;
      badge.hidden = set === 0;
      badge.textContent = UNF.number(set);
      draw();
    } };
  }

  /** Two fields for the ends of a range. */
  function rangeFilter(label, low, high, change, attributes) {
    const field = (name) => h("label", { class: "end" }, h("span", {}, UNF.t(`filter.${name}`)),
      h("input", { type: "number", name, ...attributes,
        change: (event) => change({ [name]: event.target.value }) }));
    const fields = [field(low), field(high)];
    const element = h("fieldset", { class: "range" }, h("legend", {}, UNF.t(label)), fields);
    return { element, update: (filters) => {
      for (const input of element.querySelectorAll("input")) {
        if (input !== document.activeElement) input.value = filters[input.name];
      }
    } };
  }

  function editionFilter(change) {
    const box = h("input", { type: "checkbox", name: "edition",
      change: () => change({ edition: box.checked ? UNF.currentLanguage() : "" }) });
    const element = h("label", { class: "edition" }, box, h("span", {}, UNF.t("filter.edition")));
    return { element, update: (filters) => { box.checked = filters.edition !== ""; } };
  }

  /** All filters; `change` is called with what of the filters has been changed. */
  UNF.filterPanel = (store, change) => {
    const years = { min: 1900, max: 2100, step: 1, inputmode: "numeric" };
    const parts = [
      ...SHOWN.map(([name, part]) => listFilter(store, name, change, part)).filter(Boolean),
      rangeFilter("filter.years", "from", "to", change, years),
      rangeFilter("filter.values", "min", "max", change, { step: "any", inputmode: "decimal" }),
      editionFilter(change),
    ];
    const badge = h("span", { class: "badge", hidden: true });
    const done = h("button", { type: "button", class: "button filters-done", click: () => {
      element.open = false;
      element.firstElementChild.focus();
      element.scrollIntoView({ block: "start" });
    } });
    const element = h("details", { class: "filters", open: matchMedia("(min-width: 60rem)").matches },
      h("summary", { class: "filters-title" }, UNF.t("filters"), " ", badge),
      h("div", { class: "filters-body" }, parts.map((part) => part.element)), done);
    return { element, update: (filters, counts, n) => {
      done.textContent = UNF.t("filters.done", { n });
      const set = UNF.setFilters(filters).length;
      badge.hidden = set === 0;
      badge.textContent = UNF.number(set);
      for (const part of parts) part.update(filters, counts);
    } };
  };

  /** What is filtered by, one entry a value: its name, the value, and the filters without it. */
  UNF.setFilters = (filters) => [
    ...Object.keys(UNF.LISTS).flatMap((name) => filters[name].map((value) =>
      ({ name, value, without: { [name]: filters[name].filter((one) => one !== value) } }))),
    ...["from", "to", "min", "max", "value", "q", "edition"].filter((name) => filters[name] !== "")
      .map((name) => ({ name, value: filters[name], without: { [name]: "" } })),
  ];

  /** What is filtered by as links, each of which takes one filter away. */
  UNF.chips = (store, state) => {
    const set = UNF.setFilters(state.filters);
    if (!set.length) return null;
    const address = (filters) => UNF.writeAddress({ ...state, page: 1, filters });
    const label = ({ name, value }) => {
      if (name === "edition") return UNF.t("filter.edition.short");
      if (name in UNF.LISTS) return UNF.valueLabel(store, name, value);
      if (name === "value") return value.split("..").map((end) => UNF.digits(end)).join("–");
      return name === "q" || name === "from" || name === "to" ? value : UNF.digits(value);
    };
    const chip = (one) => h("li", {}, h("a", { class: "chip", href: address({ ...state.filters, ...one.without }),
      "aria-label": UNF.t("chip.remove", { filter: UNF.t(`filter.${one.name}`), value: label(one) }) },
    h("span", { class: "chip-name" }, UNF.t(`filter.${one.name}`)), " ",
    h("bdi", {}, label(one)), h("span", { class: "chip-x", "aria-hidden": "true" }, "×")));
    return h("ul", { class: "chips", "aria-label": UNF.t("chips") }, set.map(chip),
      h("li", {}, h("a", { class: "chip-all", href: address(UNF.emptyFilters()) }, UNF.t("chips.clear"))));
  };
})();
