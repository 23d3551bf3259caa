// A static page: no kernel, the page computes. Figures wake up when the reader comes near.

import { wakeInteract } from "./interact.js";
import { render } from "./widget.js";

const here = document.currentScript.src;

/** Plot comes by a script tag, which also works where a page is opened as a file. */
const loadPlot = () =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("vendor/plot.js", here).href;
    script.onload = () => resolve(globalThis.ExcitablePlot);
    script.onerror = reject;
    document.head.append(script);
  });

/** What anywidget's `model` is to a kernel, this is to the page. */
function pageModel(spec, drawn) {
  const state = { spec, values: spec.values };
  const listeners = {};
  return {
    drawn,
    library: loadPlot,
    get: (name) => state[name],
    set(name, value) {
      state[name] = value;
      for (const listener of listeners[`change:${name}`] ?? []) listener();
    },
    save_changes() {},
    on: (event, listener) => (listeners[event] ??= new Set()).add(listener),
    off: (event, listener) => listeners[event]?.delete(listener),
  };
}

/** The picture stays until the living figure is drawn. */
function wakeExplorer(home) {
  const spec = JSON.parse(home.querySelector("script[type='application/json']").textContent);
  const place = document.createElement("div");
  const drawn = () => {
    home.querySelector("figure")?.replaceWith(place);
    home.dataset.alive = "true";
  };
  render({ model: pageModel(spec, drawn), el: place });
}

function start() {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        if (target.matches(".explorer")) wakeExplorer(target);
        else wakeInteract(target);
      }
    },
    { rootMargin: "800px" },
  );
  for (const home of document.querySelectorAll("div.explorer, div.interact")) observer.observe(home);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
