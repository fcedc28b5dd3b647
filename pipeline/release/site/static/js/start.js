"use strict";
// What the first view begins with, before anything is searched for: who and which documents have
// the most to say, in the reader's language first.
(() => {
  const { h } = UNF;
  const MOST = 10;
  const NEWEST = 4;

  /** Organizations, or countries, with the most figures, each with how many. */
  function named(store, title, keep) {
    const count = store.tally("organization");
    const keys = [...store.organizations.keys()].filter((key) => keep(key) && count(key) > 0)
      .sort((a, b) => count(b) - count(a)).slice(0, MOST);
    if (!keys.length) return null;
    return h("section", {}, h("h2", {}, title), h("ul", { class: "names" }, keys.map((key) => h("li", {},
      h("a", { href: UNF.organizationAddress(key), title: UNF.organizationName(store, key), dir: "auto" },
        UNF.shortName(store, key)), " ",
      h("span", { class: "tally" }, UNF.number(count(key)))))));
  }

  function newest(store) {
    const count = store.tally("document_id");
    const mine = (one) => Number(one.language === UNF.currentLanguage());
    const editions = UNF.editions(store, UNF.currentLanguage());
    const documents = store.documents.filter((one) => editions.has(one.document_id) && count(one.document_id) > 0)
      .sort((a, b) => mine(b) - mine(a) || ((b.published_on ?? "") > (a.published_on ?? "") ? 1 : -1))
      .slice(0, NEWEST);
    return h("section", { class: "newest" }, h("h2", {}, UNF.t("start.documents")), h("ul", {}, documents.map((one) => h("li", {},
      h("a", { href: UNF.rowsAddress({ document: [one.document_id] }), dir: "auto", lang: one.title ? one.language : null, class: "title" },
        one.title ?? one.symbol ?? one.document_id), " ",
      h("span", { class: "hint" }, UNF.dotted([one.symbol, UNF.date(one.published_on),
        UNF.t("count.figures", { n: count(one.document_id) })]))))));
  }

  UNF.start = (store) => h("div", { class: "start" },
    newest(store),
    h("div", {}, named(store, UNF.t("start.organizations"), (key) => !store.isCountry(key)),
      named(store, UNF.t("start.countries"), store.isCountry),
      h("p", {}, h("a", { href: UNF.writeAddress({ view: "organizations", lang: UNF.state.lang }) }, UNF.t("organizations.all")))));
})();
