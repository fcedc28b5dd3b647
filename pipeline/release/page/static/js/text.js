"use strict";
// The page's own words in the reader's language. A language is one file in i18n/, nothing else.
(() => {
  const dictionaries = new Map();
  let current = "en";
  let plural = new Intl.PluralRules("en");

  /** Called by every language file. */
  UNF.language = (code, dictionary) => dictionaries.set(code, dictionary);

  const lookUp = (key) =>
    dictionaries.get(current)?.words[key] ?? dictionaries.get("en").words[key];

  /** Words by key, `{name}` filled in; a number `n` chooses among `key.one`, `key.other` …. */
  UNF.t = (key, values = {}) => {
    let words = lookUp(key);
    if (words === undefined && values.n !== undefined) {
      words = lookUp(`${key}.${plural.select(values.n)}`) ?? lookUp(`${key}.other`);
    }
    if (words === undefined) return values.otherwise ?? key;
    return words.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === "number" ? UNF.number(value) : value;
    });
  };

  UNF.number = (value, options) => new Intl.NumberFormat(current, options).format(value);
  UNF.currentLanguage = () => current;
  UNF.languages = () => [...dictionaries.keys()];
  UNF.languageName = (code) => {
    if (dictionaries.has(code)) return dictionaries.get(code).name;
    return new Intl.DisplayNames([current], { type: "language" }).of(code);
  };

  /** The reader's language as the browser tells it, among those that the page has. */
  UNF.preferredLanguage = () => {
    const wanted = (navigator.languages || []).map((code) => code.slice(0, 2).toLowerCase());
    return wanted.find((code) => dictionaries.has(code)) ?? "en";
  };

  /** Turns the page to a language; gives whether that changed anything. */
  UNF.speak = (code) => {
    const next = dictionaries.has(code) ? code : "en";
    const changed = next !== document.documentElement.lang || current !== next;
    current = next;
    plural = new Intl.PluralRules(next);
    document.documentElement.lang = next;
    document.documentElement.dir = dictionaries.get(next).direction;
    for (const element of document.querySelectorAll("[data-text]")) {
      element.textContent = UNF.t(element.dataset.text);
    }
    for (const element of document.querySelectorAll("[data-label]")) {
      element.setAttribute("aria-label", UNF.t(element.dataset.label));
    }
    return changed;
  };
})();
