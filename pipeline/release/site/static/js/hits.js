"use strict";
// Documents and organizations that a search finds, above the figures: a document leads to its
// figures, an organization or country to its page.
(() => {
  const { h } = UNF;
  const MOST = 4;

  const tally = (n) => h("span", { class: "tally" }, UNF.t("count.figures", { n }));

  const list = (title, found, item) => (found.length ? h("section", { class: "hit-list" }, h("h2", {}, title),
    h("ul", {}, found.slice(0, MOST).map((one) => h("li", {}, item(one)))),
    found.length > MOST ? h("p", { class: "hint" }, UNF.t("hits.more", { n: found.length - MOST })) : null) : null);

  let ofDocument;
  let ofOrganization;

  /** The hits as an element; null where there are none. */
  UNF.hits = (store, found) => {
    if (!found || !(found.documents.length + found.organizations.length)) return null;
    ofDocument ??= store.tally("document_id");
    ofOrganization ??= store.tally("organization");
    return h("div", { class: "hits" },
      list(UNF.t("view.documents"), found.documents, (one) => [
        h("a", { href: UNF.rowsAddress({ document: [one.document_id] }) }, UNF.symbol(one, one.document_id)), " ",
        h("span", { class: "hint" }, one.language ? UNF.languageName(one.language) : ""), " ", tally(ofDocument(one.document_id)),
        one.title ? h("div", { class: "title", dir: "auto", lang: one.language }, one.title) : null]),
      list(UNF.t("hits.organizations"), found.organizations, (key) => [
        h("a", { href: UNF.organizationAddress(key), dir: "auto" }, UNF.valueLabel(store, "organization", key)), " ",
        tally(ofOrganization(key))]));
  };
})();
