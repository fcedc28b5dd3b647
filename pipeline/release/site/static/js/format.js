"use strict";
// How figures and their places read, in the language of the page.
(() => {
  const { h } = UNF;
  const EXACT = 15;

  /** A number as text, with all its digits where a double would lose some. */
  UNF.digits = (text, options = {}) => {
    if (text === null || text === undefined) return "";
    const whole = text.replace(/\.0+$/, "");
    const exact = whole.replace(/\D/g, "").length > EXACT && /^-?\d+$/.test(whole);
    return UNF.number(exact ? BigInt(whole) : Number(whole), { maximumFractionDigits: 10, ...options });
  };

  /** The figure with its unit: `84%`, `USD 46,500,000`, `41`; a range with both ends. */
  UNF.figureText = (store, row) => {
    const low = store.cell(row, "amount") ?? store.cell(row, "value");
    const high = store.cell(row, "amount_high") ?? store.cell(row, "value_high");
    const currency = store.cell(row, "currency");
    const range = (write) => (high === null ? write(low) : `${write(low)}–${write(high)}`);
    if (currency !== null) return `${currency}\u00a0${range(UNF.digits)}`;
    if (store.cell(row, "points") === "True") return `${range(UNF.digits)}\u00a0${UNF.t("unit.points")}`;
    if (store.cell(row, "kind") === "percentages") return `${range(UNF.digits)}\u00a0%`;
    return range(UNF.digits);
  };

  /** `about`, `at least`; empty for an exact figure. */
  UNF.qualifierText = (store, row) => {
    const qualifier = store.cell(row, "qualifier");
    return qualifier === "exact" ? "" : UNF.t(`qualifier.${qualifier}`, { otherwise: qualifier });
  };

  /** The qualifier as an element with a space after it; nothing for an exact figure. */
  UNF.qualified = (store, row) => {
    const text = UNF.qualifierText(store, row);
    return text ? [h("span", { class: "qualifier" }, text), " "] : [];
  };

  /** What the figure counts, is a share of, or is for, as the document writes it. */
  UNF.whatText = (store, row) =>
    store.cell(row, "unit") ?? store.cell(row, "of") ?? store.cell(row, "purpose") ?? "";

  /** Whose it is; an organization or country leads to its page. */
  UNF.who = (store, row) => {
    const key = store.cell(row, "organization");
    return key === null ? store.cell(row, "subject")
      : h("a", { href: UNF.organizationAddress(key), class: "who", dir: "auto" }, UNF.shortName(store, key));
  };

  /** Parts with a dot between them, each in its own direction; those that say nothing left out. */
  UNF.dotted = (parts) => parts.filter(Boolean).flatMap((part, i) => {
    const own = typeof part === "string" ? h("bdi", {}, part) : part;
    return i ? [" · ", own] : [own];
  });

  /** An organization's name in the reader's language, else its short one. */
  UNF.organizationName = (store, key) =>
    store.organizations.get(key)?.[`name_${UNF.currentLanguage()}`] ?? key;

  const LETTERS = /^[A-Z][A-Za-z-]*[A-Z][A-Za-z-]*$/;

  /** Its letters where it is known by such, as UNDP is, else its name in the reader's language. */
  UNF.shortName = (store, key) => (LETTERS.test(key) ? key : UNF.organizationName(store, key));

  UNF.yearsText = (store, row) => {
    const { values, codes } = store.facets.period;
    return values[codes[row]] ?? "";
  };

  /** Years or a figure: digits and signs that read from left to right in every language. */
  UNF.ltr = (text, attributes = {}) => h("bdi", { dir: "ltr", ...attributes }, text);

  /** A document's symbol, which may break after its slashes. */
  UNF.symbol = (one, document_id) => h("bdi", { dir: "ltr", class: "symbol" },
    (one?.symbol ?? document_id).split(/(?<=\/)/).flatMap((part) => [part, h("wbr")]));

  /** The numbered paragraph, or what kind of block it is. */
  UNF.paragraphLabel = (label) =>
    /\d/.test(label) ? UNF.t("paragraph.n", { label }) : UNF.t(`block.${label}`, { otherwise: label });

  /** A part of a text counted in characters, as the tables count, not in UTF-16 units. */
  UNF.cut = (text, start, end) => {
    if (!/[\ud800-\udfff]/.test(text)) return text.slice(start, end);
    return Array.from(text).slice(start, end).join("");
  };

  /** Room of a sentence in a list, in narrow letters, and the least of it on either side of the figure. */
  const ROOM = 230;
  const ROOM_BESIDE = 100;
  const WIDE_LETTER = /[\u1100-\u11ff\u2e80-\uffef]|[\u{20000}-\u{3ffff}]/u;
  const room = (letters) => letters.reduce((sum, letter) => sum + (WIDE_LETTER.test(letter) ? 2 : 1), 0);

  /** The first of these letters that have room, up to the end of a word; all where they have. */
  function head(letters, most) {
    let left = most;
    let end = 0;
    while (end < letters.length) {
      left -= WIDE_LETTER.test(letters[end]) ? 2 : 1;
      if (left < 0) break;
      end += 1;
    }
    if (end === letters.length) return letters;
    const blank = letters.lastIndexOf(" ", end);
    return letters.slice(0, blank > 0 && end - blank < 20 ? blank : end);
  }

  /** A figure's sentence in three parts: before it, its characters, after it. */
  UNF.sentenceParts = (store, row) => {
    const sentence = store.cell(row, "sentence") ?? "";
    const at = store.cell(row, "in_sentence");
    if (at === null) return [sentence, "", ""];
    const [start, end] = [Number(at), Number(at) + [...store.cell(row, "raw")].length];
    return [UNF.cut(sentence, 0, start), UNF.cut(sentence, start, end), UNF.cut(sentence, end)];
  };

  /** The same where there is little room: the figure whole, and of the words around it the nearest. */
  function shortened(parts) {
    const [before, figure, after] = parts.map((part) => Array.from(part));
    if (room(before) + room(figure) + room(after) <= ROOM) return parts;
    const left = ROOM - room(figure);
    const near = head(before.toReversed(), Math.max(ROOM_BESIDE, left - room(after))).toReversed();
    const far = head(after, Math.max(ROOM_BESIDE, left - room(near)));
    return [near.length < before.length ? `… ${near.join("").trimStart()}` : near.join(""), figure.join(""),
      far.length < after.length ? `${far.join("").trimEnd()} …` : far.join("")];
  }

  /** A figure's sentence as an element, its characters marked; shortened around them, or whole. */
  UNF.sentence = (store, row, { whole = false } = {}) => {
    const parts = UNF.sentenceParts(store, row);
    const [before, figure, after] = whole ? parts : shortened(parts);
    return h("span", { class: "sentence", dir: "auto", lang: store.documentOf.get(store.cell(row, "document_id"))?.language },
      before, figure ? h("mark", {}, figure) : null, after);
  };

  /** Document and paragraph of a figure in words. */
  UNF.documentLabel = (store, row) => {
    const one = store.documentOf.get(store.cell(row, "document_id"));
    return [one?.symbol ?? store.cell(row, "document_id"), UNF.paragraphLabel(store.cell(row, "paragraph")),
      one?.language].filter(Boolean).join(" · ");
  };

  /** One figure with its sentence. */
  UNF.quoted = (store, row) => h("p", { class: "quoted" },
    h("a", { class: "figure-link", href: UNF.figureAddress(store.cell(row, "figure_id")) },
      UNF.qualified(store, row), UNF.ltr(UNF.figureText(store, row), { class: "value" })), " ",
    UNF.ltr(UNF.yearsText(store, row), { class: "years" }), " ", UNF.sentence(store, row, { whole: true }), " ",
    h("span", { class: "where" }, UNF.documentLabel(store, row)));

  UNF.bytes = (size) => {
    const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
    const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(size, 1)) / 3));
    const value = size / 1000 ** step;
    return UNF.number(value, { style: "unit", unit: units[step], maximumFractionDigits: value < 10 ? 1 : 0 });
  };

  /** A facet's value for people. */
  UNF.valueLabel = (store, name, value) => {
    if (value === null) return UNF.t("none");
    if (name === "kind") return UNF.t(`kind.${value}`, { otherwise: value });
    if (name === "language") return UNF.languageName(value);
    if (name === "place") return UNF.t(`place.${value}`, { otherwise: value });
    if (name === "change" || name === "sum" || name === "points") return UNF.t(`${name}.${value}`, { otherwise: value });
    if (name === "class") return UNF.t(`class.${value}`, { otherwise: value });
    if (name === "fact") return UNF.t("fact.same");
    if (name === "document") {
      const one = store.documentOf.get(value);
      return one?.symbol ? `${one.symbol} (${one.language})` : value;
    }
    if (name === "organization") {
      const full = store.organizations.get(value)?.[`name_${UNF.currentLanguage()}`];
      return full && full !== value ? `${value} · ${full}` : value;
    }
    return value;
  };
})();
