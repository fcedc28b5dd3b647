"use strict";
// The files of the release with sizes and checksums, and where it is documented.
(() => {
  const { h } = UNF;
  const DOCUMENTATION = ["dictionary", "accuracy", "data_docs", "limits", "changes", "provenance", "licence"];

  const file = (one) => h("tr", {},
    h("th", { scope: "row" }, h("a", { class: "button quiet file", href: one.path, download: true },
      one.path.split("/").pop())),
    h("td", { lang: "en", dir: "ltr" }, one.title),
    h("td", { class: "number" }, UNF.bytes(one.bytes)),
    h("td", {}, h("code", { class: "checksum", dir: "ltr" }, one.sha256)));

  const documentation = (about) => DOCUMENTATION.filter((name) => about[name]).map((name) =>
    h("li", {}, h("a", { href: about[name] }, UNF.t(`about.${name}`)), h("p", {}, UNF.t(`about.${name}.what`))));

  function dictionary(table) {
    const columns = table.columns.map((column) => h("tr", {},
      h("th", { scope: "row" }, h("code", {}, column.name)),
      h("td", {}, h("code", {}, column.type)),
      h("td", { lang: "en", dir: "ltr" }, column.description ?? "", column.unit ? ` (${column.unit})` : "")));
    return h("details", { class: "dictionary" },
      h("summary", {}, h("code", {}, table.name), " ", h("span", { class: "hint" }, UNF.t("rows", { n: table.rows }))),
      h("p", { lang: "en", dir: "ltr" }, table.description),
      h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": table.name },
        h("table", { class: "plain" },
          h("thead", {}, h("tr", {}, ["name", "type", "meaning"].map((name) =>
            h("th", { scope: "col" }, UNF.t(`column.${name}`))))),
          h("tbody", {}, columns))));
  }

  UNF.views.downloads = (store, main) => {
    const { about, tables } = store.catalog;
    const links = documentation(about);
    UNF.fill(main,
      h("h1", {}, UNF.t("view.downloads")),
      h("p", { class: "lead" }, UNF.t("downloads.lead", { version: about.version, date: UNF.date(about.released_on) })),
      about.downloads.length ? h("section", {}, h("h2", {}, UNF.t("downloads.files")),
        h("p", { class: "hint" }, UNF.t("downloads.checksum")),
        h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": UNF.t("downloads.files") },
          h("table", { class: "plain files" },
            h("thead", {}, h("tr", {}, ["file", "content", "size", "checksum"].map((name) =>
              h("th", { scope: "col", class: name === "size" ? "number" : null }, UNF.t(`column.${name}`))))),
            h("tbody", {}, about.downloads.map(file))))) : null,
      links.length ? h("section", {}, h("h2", {}, UNF.t("downloads.documentation")),
        h("ul", { class: "documentation" }, links)) : null,
      h("section", {}, h("h2", {}, UNF.t("cite")), UNF.citation(about.citation)),
      h("section", {}, h("h2", {}, UNF.t("downloads.dictionary")), tables.map(dictionary)));
    return { update: () => {}, close: () => {} };
  };

  /** A text to cite, with a button that copies it. */
  UNF.citation = (text) => {
    const quoted = h("p", { class: "citation", dir: "auto" }, text);
    const copy = h("button", { type: "button", class: "button quiet", click: async () => {
      try {
        await navigator.clipboard.writeText(text);
        UNF.say(UNF.t("copied"));
        copy.textContent = UNF.t("copied");
      } catch {
        getSelection().selectAllChildren(quoted);
        UNF.say(UNF.t("copy.selected"));
        copy.textContent = UNF.t("copy.selected");
      }
    } }, UNF.t("copy"));
    return h("div", { class: "cite" }, quoted, copy);
  };
})();
