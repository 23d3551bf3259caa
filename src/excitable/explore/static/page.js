// A static page: no kernel, the page computes. Figures wake up when the reader comes near.

import { compute } from "./compute.js";
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

/** What anywidget's `model` is to a kernel, this is to the page: it computes, at most once per frame. */
function pageModel(spec) {
  const answer = (values) => ({ ...compute(spec, values), values });
  const state = { spec, values: spec.values, curves: answer(spec.values) };
  const listeners = {};
  const set = (name, value) => {
    state[name] = value;
    for (const listener of listeners[`change:${name}`] ?? []) listener();
  };
  let frame = 0;
  return {
    isPage: true,
    library: loadPlot,
    get: (name) => state[name],
    set,
    save_changes() {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        set("curves", answer(state.values));
      });
    },
    on: (event, listener) => (listeners[event] ??= new Set()).add(listener),
    off: (event, listener) => listeners[event]?.delete(listener),
  };
}

function wakeExplorer(home) {
  const spec = JSON.parse(home.querySelector("script[type='application/json']").textContent);
  const place = document.createElement("div");
  render({ model: pageModel(spec), el: place }).then(() => {
    home.querySelector("figure").replaceWith(place);
    home.dataset.alive = "true";
  });
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
