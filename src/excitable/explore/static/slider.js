// A slider with its name, its value and its unit.

import { rich, setting } from "./describe.js";
import { element } from "./draw.js";

let sliders = 0;

/** The place of a slider that lies nearest to a value. */
export function snap({ lo, hi, step, log }, value) {
  const near = log ? value.toPrecision(3) : (lo + Math.round((value - lo) / step) * step).toPrecision(12);
  return Math.min(hi, Math.max(lo, Number(near)));
}

/**
 * `move` is called with the new value, and `write` says how it reads.
 * A slider over listed `choices`, or over `texts` that stand for their positions, steps from one to the next.
 */
export function slider(spec, move, write = (value) => (spec.texts ? spec.texts[value] : setting(spec, value))) {
  const choices = spec.choices ?? spec.texts?.map((_, i) => i);
  const { lo, hi, step, log } = choices ? { lo: 0, hi: choices.length - 1, step: 1 } : spec;
  const [min, max] = log ? [Math.log10(lo), Math.log10(hi)] : [lo, hi];
  const id = `explorer-slider-${(sliders += 1)}`;
  const input = element("input", {
    id, type: "range", min, max, step: log ? 0.01 : step,
    "data-parameter": spec.name,
    "data-lm-suppress-shortcuts": "true", // JupyterLab takes the arrow keys otherwise
  });
  const output = element("output", { for: id });
  const symbol = spec.symbol.trim() ? [element("span", { class: "explorer-symbol" }, ...rich(spec.symbol))] : [];
  const label = element("label", { for: id }, ...symbol, ...rich(spec.label));
  input.addEventListener("input", () => {
    const at = Number(input.value);
    move(choices ? choices[at] : snap(spec, log ? 10 ** at : at));
  });
  return {
    node: element("div", { class: "explorer-slider" }, label, output, input),
    show(value) {
      input.value = choices ? choices.indexOf(value) : log ? Math.log10(value) : value;
      output.textContent = write(value);
      input.setAttribute("aria-valuetext", output.textContent);
    },
  };
}
