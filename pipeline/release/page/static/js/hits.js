"use strict";
// Documents and organizations that a search finds, above the figures: each leads to its own.
(() => {
  const { h } = UNF;
  const MOST = 4;

  const tally = (n) => h("span", { class: "tally" }, UNF.t("count.figures", { n }));

  function counted(store, name) {
    const facet = store.facets[name];
    const counts = new Int32Array(facet.values.length);
    for (const code of facet.codes) counts[code] += 1;
    return (value) => counts[facet.numbers.get(value)] ?? 0;
  }

  const list = (title, found, item) => (found.length ? h("section", { class: "hit-list" }, h("h2", {}, title),
    h("ul", {}, found.slice(0, MOST).map((one) => h("li", {}, item(one)))),
    found.length > MOST ? h("p", { class: "hint" }, UNF.t("hits.more", { n: found.length - MOST })) : null) : null);

  let ofDocument;
  let ofOrganization;

  /** The hits as an element; null where there are none. */
  UNF.hits = (store, found) => {
    if (!found || !(found.documents.length + found.organizations.length)) return null;
    ofDocument ??= counted(store, "document_id");
    ofOrganization ??= counted(store, "organization");
    return h("div", { class: "hits" },
      list(UNF.t("view.documents"), found.documents, (one) => [
        h("a", { href: UNF.rowsAddress({ document: [one.document_id] }) }, UNF.symbol(one, one.document_id)), " ",
        h("span", { class: "hint" }, one.language ? UNF.languageName(one.language) : ""), " ", tally(ofDocument(one.document_id)),
        one.title ? h("div", { class: "title", dir: "auto", lang: one.language }, one.title) : null]),
      list(UNF.t("hits.organizations"), found.organizations, (key) => [
        h("a", { href: UNF.rowsAddress({ organization: [key] }), dir: "auto" }, UNF.valueLabel(store, "organization", key)), " ",
        tally(ofOrganization(key))]));
  };
})();
