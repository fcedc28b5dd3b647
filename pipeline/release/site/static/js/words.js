"use strict";
// How texts and queries are made alike: accents, vowel signs and case folded, words separated by one
// blank; and where a word or phrase stands in many texts at once.
(() => {
  const HAN = "\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff";
  const HAS_HAN = new RegExp(`[${HAN}]`);
  const ALL_HAN = new RegExp(`^[${HAN}]+$`);
  const BESIDE_HAN = new RegExp(`(?<=[${HAN}])(?=[^ ${HAN}])|(?<=[^ ${HAN}])(?=[${HAN}])`, "g");
  const ARABIC = /[\u0621-\u064a]/;
  /** What goes before an Arabic word and is written with it: and, the, by the, for the. */
  const PROCLITIC = /(?<=^| )(?:و?(?:[فبك]?ال|لل)|و)(?=[\u0621-\u064a]{3})/g;
  /** Letters that Unicode does not take apart, as people type them. */
  const ALIKE = { "\u0640": "", "\u0649": "ي", "\u0629": "ه", "\u0671": "ا", ß: "ss", ø: "o", ł: "l", œ: "oe", æ: "ae", ı: "i" };
  const digit = (one) => String(one.charCodeAt(0) & 15);
  const PLAIN = /^[\0-\x7f]*$/;

  /** A text as words in small letters without accents, separated by single blanks; `84 %` is one word. */
  UNF.fold = (text) => {
    let folded = text;
    if (!PLAIN.test(text)) {
      // Hamza and vowel signs are marks of their own once a letter is taken apart.
      folded = text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase()
        .replace(/[\u0640\u0649\u0629\u0671ßøłœæı]/g, (one) => ALIKE[one]).replace(/[\u0660-\u0669]/g, digit).replaceAll("٪", "%");
    } else folded = text.toLowerCase();
    folded = folded.replace(/(\d) +%/g, "$1%").replace(/[^\p{L}\p{N}%]+|(?<!\d)%/gu, " ");
    if (ARABIC.test(folded)) folded = folded.replace(PROCLITIC, "");
    if (HAS_HAN.test(folded)) folded = folded.replace(BESIDE_HAN, " ");
    return folded.trim();
  };

  /** Several texts as one, no phrase standing across two of them. */
  UNF.foldAll = (texts) => texts.filter(Boolean).map(UNF.fold).join("  ");

  const LEAST_BEGINNING = 3;

  /** Pairs of characters that together are the run. */
  const pairs = (run) => Array.from({ length: Math.ceil(run.length / 2) }, (_, i) =>
    run.slice(Math.min(2 * i, run.length - 2), Math.min(2 * i, run.length - 2) + 2));

  function term(text, { exact }) {
    const last = text.split(" ").at(-1);
    return { text, number: /\d/.test(text), han: HAS_HAN.test(text[0]), hanAtEnd: HAS_HAN.test(last),
      beginning: !exact && last.length >= LEAST_BEGINNING && !/\d/.test(last),
      pairs: !exact && ALL_HAN.test(text) && text.length > 3 ? pairs(text).map((pair) => term(pair, { exact: true })) : [] };
  }

  /**
   * The terms of a query: to be found, to be left out, and all of them as they follow each other.
   * What has no blank in it is one phrase, such as a symbol; the last word of one may be a beginning.
   */
  UNF.terms = (query) => {
    const all = query.replace(/[“”„«»]/g, '"').replace(/(\d)\s+(?=[%٪])/g, "$1").match(/-?"[^"]*"|\S+/g) ?? [];
    const wanted = [];
    const unwanted = [];
    for (const part of all) {
      const text = UNF.fold(part);
      if (text) (/^-./.test(part) ? unwanted : wanted).push(term(text, { exact: part.includes('"') }));
    }
    const together = wanted.length > 1 ? term(wanted.map((one) => one.text).join(" "), { exact: false }) : null;
    return { wanted, unwanted, together };
  };

  /** Texts to look through at once. */
  UNF.manyTexts = (folded) => {
    const starts = new Int32Array(folded.length + 1);
    let at = 1;
    folded.forEach((text, i) => {
      starts[i] = at;
      at += text.length + 1;
    });
    starts[folded.length] = at;
    return { text: `\n${folded.join("\n")}\n`, starts, size: folded.length };
  };

  const isEdge = (code) => code === 32 || code === 10;
  const PERCENT = 37;

  /** Which of the texts have the term: 2 as whole words, 1 as the beginning of one, 0 not. */
  UNF.mark = ({ text, starts, size }, one) => {
    const marks = new Uint8Array(size);
    let which = 0;
    let at = text.indexOf(one.text);
    while (at >= 0) {
      while (starts[which + 1] <= at) which += 1;
      const end = at + one.text.length;
      if (one.han || isEdge(text.charCodeAt(at - 1))) {
        const after = text.charCodeAt(end);
        if (one.hanAtEnd || isEdge(after) || after === PERCENT) marks[which] = 2;
        else if (one.beginning && !marks[which]) marks[which] = 1;
      }
      at = text.indexOf(one.text, marks[which] === 2 ? starts[which + 1] : end);
    }
    if (one.pairs.length) {
      const each = one.pairs.map((pair) => UNF.mark({ text, starts, size }, pair));
      for (let i = 0; i < size; i += 1) if (!marks[i] && each.every((of) => of[i])) marks[i] = 1;
    }
    return marks;
  };
})();
