"use strict";
// Which view is shown: follows the address, in both directions, and the reader's language.
(() => {
  const { h } = UNF;
  const main = document.getElementById("main");
  const status = document.getElementById("status");
  let store = null;
  let view = null;
  let shown = "";
  let lastRows = "#/figures";
  /** How far down a list was when it was left, by its address. */
  const places = new Map();
  UNF.state = UNF.readAddress(location.hash);

  /** Tells something to a screen reader. */
  UNF.say = UNF.debounce(300, (text) => { status.textContent = text; });

  /** Goes to another state of the view: what is given is changed, the rest stays. */
  UNF.go = (changes, { replace = false } = {}) => {
    const filters = { ...UNF.state.filters, ...changes.filters };
    const address = UNF.writeAddress({ ...UNF.state, ...changes, filters });
    if (address === location.hash) return;
    if (replace) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    follow();
  };

  /** The list that the reader came from. */
  UNF.lastRows = () => lastRows;

  function drawLanguages() {
    document.getElementById("languages").replaceChildren(...UNF.languages().map((code) =>
      h("a", { href: UNF.writeAddress({ ...UNF.state, lang: code }), lang: code, hreflang: code,
        "aria-current": code === UNF.currentLanguage() ? "true" : null }, UNF.languageName(code))));
  }

  function drawViews() {
    for (const link of document.querySelectorAll("a[data-view]")) {
      link.href = UNF.writeAddress({ view: link.dataset.view, lang: UNF.state.lang });
    }
    const names = ["figures", "organizations", ...(store.catalog.printed ? ["tables"] : []), "charts", "documents", ...Object.keys(store.catalog.extra), "downloads"];
    const current = UNF.state.view === "figure" ? "figures" : UNF.state.view;
    const views = document.getElementById("views");
    views.replaceChildren(...names.map((name) =>
      h("a", { href: name === "figures" && UNF.state.view === "figure" ? lastRows
        : UNF.writeAddress({ view: name, lang: UNF.state.lang }),
      "aria-current": name === current ? "page" : null },
      UNF.t(`tab.${name}`, { otherwise: UNF.t(`view.${name}`, { otherwise: name }) }))));
    // Where the views have not all room beside each other, the one that is shown is among those seen.
    const middle = (element) => (({ left, width }) => left + width / 2)(element.getBoundingClientRect());
    const shown = views.querySelector("[aria-current]");
    if (shown) views.scrollLeft += middle(shown) - middle(views);
  }

  /** Says how much of the release the page shows, where that is not all. */
  function drawPart() {
    const { of } = store.catalog;
    if (!of) return;
    const part = document.getElementById("part");
    part.hidden = false;
    part.replaceChildren(
      UNF.t("part", { shown: store.rows, n: of.figures, documents: store.documents.length, all: of.documents }), " ",
      h("a", { href: UNF.writeAddress({ view: "downloads", lang: UNF.state.lang }) }, UNF.t("part.files")));
  }

  async function follow() {
    const before = UNF.state;
    if (shown === "figures") places.set(UNF.writeAddress(before), window.scrollY);
    const state = UNF.readAddress(location.hash);
    if (!(state.view in UNF.views)) state.view = "figures";
    UNF.state = state;
    const turned = UNF.speak(state.lang || UNF.preferredLanguage());
    if (state.view === "figures") lastRows = UNF.writeAddress(state);
    drawLanguages();
    drawViews();
    drawPart();
    const moved = shown !== state.view;
    if (moved || turned || !view) {
      view?.close();
      document.title = `${UNF.t(`view.${state.view}`, { otherwise: state.view })} · ${UNF.t("title")}`;
      view = UNF.views[state.view](store, main);
      main.dataset.view = state.view;
    }
    const arrived = shown !== "" && (moved || state.id !== before.id
      || state.page !== before.page);
    shown = state.view;
    await view.update(state);
    const back = before.view === "figure" && before.id && state.view === "figures"
      && view.reveal(before.id, places.get(UNF.writeAddress(state)));
    if (arrived && !back) {
      window.scrollTo(0, 0);
      if (moved || state.id !== before.id) main.focus({ preventScroll: true });
    }
    main.dataset.ready = String(Number(main.dataset.ready ?? 0) + 1);
  }

  // The address is the state of the page, so that the link must not change it.
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
    main.scrollIntoView();
  });

  async function start() {
    history.scrollRestoration = "manual";
    UNF.speak(UNF.state.lang || UNF.preferredLanguage());
    try {
      store = await UNF.openStore();
    } catch (problem) {
      document.getElementById("loading").textContent = `${UNF.t("loading.failed")} ${problem.message}`;
      return;
    }
    UNF.store = store;
    for (const name of Object.keys(store.catalog.extra)) UNF.views[name] = UNF.extraView(name);
    window.addEventListener("hashchange", follow);
    await follow();
  }

  start();
})();
