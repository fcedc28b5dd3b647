"use strict";
// The documents: what has been read of each, and what could not be.
(() => {
  const { h } = UNF;

  function row(store, one, sources) {
    const name = h("div", {},
      UNF.symbol(one, one.document_id), " ",
      h("span", { class: "hint" }, one.language ? UNF.languageName(one.language) : ""),
      one.title ? h("div", { dir: "auto", lang: one.language, class: "title" }, one.title) : null,
      one.failure ? h("div", { class: "failure", lang: "en", dir: "auto" }, one.failure) : null);
    const numbers = store.catalog.figures.map((table) => h("td", { class: "number", "data-label": UNF.t(`kind.${table}`) },
      Number(one[table]) > 0
        ? h("a", { href: UNF.rowsAddress({ document: [one.document_id], kind: [table] }) }, UNF.digits(one[table]))
        : UNF.digits(one[table])));
    return h("tr", {}, h("th", { scope: "row" }, name), h("td", { class: "published" }, UNF.date(one.published_on)), numbers,
      !sources ? null : h("td", {}, one.original_url ? h("a", { href: one.original_url, rel: "noreferrer" }, UNF.t("document.source")) : ""));
  }

  UNF.views.documents = (store, main) => {
    const sources = store.documents.some((one) => one.original_url);
    const kinds = store.catalog.figures.map((name) => `kind.${name}`);
    const head = ["document", "published", ...kinds, ...(sources ? ["source"] : [])];
    const body = h("tbody", {}, store.documents.map((one) => row(store, one, sources)));
    UNF.fill(main,
      h("h1", {}, UNF.t("view.documents")),
      h("p", { class: "lead" }, UNF.t("documents.lead", { n: store.documents.length })),
      h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": UNF.t("view.documents") },
        h("table", { class: "plain documents" },
          h("thead", {}, h("tr", {}, head.map((name, i) =>
            h("th", { scope: "col", class: i > 1 && i < 2 + kinds.length ? "number" : null },
              UNF.t(name.includes(".") ? name : `column.${name}`))))), body)));
    return { update: () => {}, close: () => {} };
  };
})();
