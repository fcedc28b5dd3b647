"use strict";
// The page's own words in the reader's language. A language is one file in i18n/; the names of the
// kinds of figures come with the data.
(() => {
  const dictionaries = new Map();
  let current = "en";

  /** Called by every language file. */
  UNF.language = (code, dictionary) => dictionaries.set(code, dictionary);

  /** Adds words that come with the data, by language and key. */
  UNF.addWords = (byLanguage) => {
    for (const [code, words] of Object.entries(byLanguage)) Object.assign(dictionaries.get(code)?.words ?? {}, words);
  };

  /** The word in a language; a number `n` chooses among the forms of the plural that it has. */
  function lookUp(code, key, n) {
    const { words } = dictionaries.get(code);
    if (words[key] !== undefined || n === undefined) return words[key];
    return words[`${key}.${new Intl.PluralRules(code).select(n)}`] ?? words[`${key}.other`];
  }

  /** Words by key, `{name}` filled in; a number `n` chooses among `key.one`, `key.other` …. */
  UNF.t = (key, values = {}) => {
    const words = lookUp(current, key, values.n) ?? lookUp("en", key, values.n);
    if (words === undefined) return values.otherwise ?? key;
    return words.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === "number" ? UNF.number(value) : value;
    });
  };

  /** In the digits that the tables have, in every language. */
  const DIGITS = { numberingSystem: "latn" };

  UNF.number = (value, options) => new Intl.NumberFormat(current, { ...DIGITS, ...options }).format(value);
  UNF.date = (text) => (text === null ? "" : new Intl.DateTimeFormat(current, { ...DIGITS, dateStyle: "long", timeZone: "UTC" })
    .format(new Date(`${text}T00:00:00Z`)));
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
