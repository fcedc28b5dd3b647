"use strict";
// The address as the state of the page: `#/figures?kind=counts&q=women`, `#/figure/<figure_id>`.
(() => {
  // Names in the address, and the columns that they filter by; each may come several times.
  UNF.LISTS = {
    document: "document_id", language: "language", kind: "kind", organization: "organization",
    currency: "currency", class: "unit_class", measure: "measure", topic: "topic", period: "period",
    place: "stands_in", change: "change", per: "per", sum: "sum", points: "points", fact: "fact",
  };
  const SINGLES = ["from", "to", "min", "max", "value", "q", "edition", "sort", "page", "lang"];
  const NONE = "none";
  const VIEWS = ["figures", "charts", "documents", "downloads"];

  UNF.emptyFilters = () => ({ ...Object.fromEntries(Object.keys(UNF.LISTS).map((n) => [n, []])),
    from: "", to: "", min: "", max: "", value: "", q: "", edition: "" });

  /** Reads an address's part after `#`. */
  UNF.readAddress = (hash) => {
    const [path, query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
    const [view, ...rest] = path.split("/");
    const given = new URLSearchParams(query);
    const state = { view: view || VIEWS[0], id: null, filters: UNF.emptyFilters(),
      sort: "", page: 1, lang: "" };
    try {
      state.id = rest.length ? decodeURIComponent(rest.join("/")) : null;
    } catch {
      state.id = rest.join("/");
    }
    for (const name of Object.keys(UNF.LISTS)) {
      state.filters[name] = given.getAll(name).map((value) => (value === NONE ? null : value));
    }
    for (const name of SINGLES) {
      const value = given.get(name) ?? "";
      if (name === "page") state.page = Math.max(1, Number.parseInt(value, 10) || 1);
      else if (name === "sort" || name === "lang") state[name] = value;
      else state.filters[name] = value;
    }
    return state;
  };

  /** The address of a state, with `#`. */
  UNF.writeAddress = (state) => {
    const given = new URLSearchParams();
    const filters = state.filters ?? UNF.emptyFilters();
    for (const name of Object.keys(UNF.LISTS)) {
      for (const value of filters[name] ?? []) given.append(name, value ?? NONE);
    }
    for (const name of SINGLES) {
      const value = filters[name] ?? state[name];
      if (value && !(name === "page" && value === 1)) given.set(name, value);
    }
    const path = state.id ? `${state.view}/${encodeURIComponent(state.id)}` : state.view;
    const query = given.toString().replaceAll("+", "%20");
    return `#/${path}${query ? `?${query}` : ""}`;
  };

  /** The address of the figures with these filters on top of none, in the language shown. */
  UNF.rowsAddress = (filters, more = {}) =>
    UNF.writeAddress({ view: "figures", ...more, lang: UNF.state.lang,
      filters: { ...UNF.emptyFilters(), ...filters } });

  /** A figure's address; where it is one of a list, with what the list is filtered and sorted by. */
  UNF.figureAddress = (id, list = null) => UNF.writeAddress({ view: "figure", id, lang: UNF.state.lang,
    ...(list ? { filters: list.filters, sort: list.sort || "best" } : {}) });

  UNF.organizationAddress = (key, more = {}) =>
    UNF.writeAddress({ view: "organizations", id: key, lang: UNF.state.lang, ...more });
})();
