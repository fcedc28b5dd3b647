"use strict";
// The one global name, loading of scripts, and making elements. Nothing here knows of figures.
const UNF = {};

(() => {
  const folder = new URL("page/", document.baseURI).href;
  const waiting = new Map();
  const received = new Map();

  /** Called by every data script: hands its value over. */
  UNF.receive = (name, value) => received.set(name, value);

  function addScript(path) {
    if (!waiting.has(path)) {
      waiting.set(path, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = folder + path;
        script.onload = () => resolve();
        script.onerror = () => {
          waiting.delete(path);
          reject(new Error(`${path} cannot be loaded`));
        };
        document.head.append(script);
      }));
    }
    return waiting.get(path);
  }

  /** The value of a data script, loaded once. */
  UNF.load = async (name) => {
    await addScript(`data/${name}.js`);
    return received.get(name);
  };

  /** Loads a library that only some views need. */
  UNF.library = (file) => addScript(`vendor/${file}`);

  /** Address of a picture of the page. */
  UNF.picture = (document_id, page) =>
    `${folder}pictures/${encodeURIComponent(document_id)}/${page}.png`;

  /** An element; attributes that are null, undefined or false are left out, functions listen. */
  UNF.h = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (typeof value === "function") element.addEventListener(name, value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat(3).filter((child) => child !== null && child !== undefined));
    return element;
  };

  /** Shows these in an element instead of what it holds; null is left out. */
  UNF.fill = (element, ...children) =>
    element.replaceChildren(...children.flat(3).filter((child) => child !== null && child !== undefined));

  /** Runs the last of several calls, when they have stopped coming for some milliseconds. */
  UNF.debounce = (milliseconds, call) => {
    let timer;
    return (...given) => {
      clearTimeout(timer);
      timer = setTimeout(() => call(...given), milliseconds);
    };
  };
})();
