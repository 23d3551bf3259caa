// The explorer itself. `model` is anywidget's where a kernel runs, and page.js's own on a static page.

import { compute } from "./compute.js";
import { describe, plain, rich, setting } from "./describe.js";
import { element, figure } from "./draw.js";

const PATIENCE = 1500; // ms without an answer, after which the page goes on without the kernel

/** Observable Plot, fetched once for all explorers: by the page's script tag, or from the kernel. */
function library(model) {
  const ask = () =>
    new Promise((resolve) => {
      model.on("msg:custom", (_, [source]) => resolve(new Function(`${new TextDecoder().decode(source)}; return ExcitablePlot`)()));
      model.send({ wanted: "plot" });
    });
  return (globalThis.excitablePlot ??= model.library ? model.library() : ask());
}

let sliders = 0;

/**
 * A slider with its name, its value and its unit; `move` is called with the new value.
 * A slider over listed `choices`, or over `texts` that stand for their positions, steps from one to the next.
 */
export function slider(spec, move) {
  const { choices, texts, log } = spec;
  const last = (choices ?? texts ?? []).length - 1;
  const [from, to] = log
    ? [(at) => Number((10 ** at).toPrecision(3)), Math.log10]
    : choices ? [(at) => choices[at], (value) => choices.indexOf(value)] : [(at) => at, (value) => value];
  const [min, max, step] = last > 0 ? [0, last, 1] : [to(spec.lo), to(spec.hi), log ? 0.01 : spec.step];
  const id = `explorer-slider-${(sliders += 1)}`;
  const input = element("input", {
    id, type: "range", min, max, step,
    "data-parameter": spec.name,
    "data-lm-suppress-shortcuts": "true", // JupyterLab takes the arrow keys otherwise
  });
  const output = element("output", { for: id });
  const symbol = element("span", { class: "explorer-symbol" }, ...rich(spec.symbol));
  const label = element("label", { for: id }, symbol, ...rich(spec.label));
  const show = (value) => {
    input.value = to(value);
    output.textContent = texts ? texts[value] : setting(spec, value);
    input.setAttribute("aria-valuetext", output.textContent);
  };
  const within = (value) => (last > 0 ? value : Math.min(spec.hi, Math.max(spec.lo, value)));
  input.addEventListener("input", () => move(within(from(Number(input.value)))));
  return { node: element("div", { class: "explorer-slider" }, label, output, input), show };
}

/** Numbers as the kernel sends them (bytes), or as this page has computed them. */
function numbers(array) {
  return array instanceof DataView ? new Float64Array(array.buffer.slice(array.byteOffset, array.byteOffset + array.byteLength)) : array;
}

/**
 * Where the curves come from: the answers of the kernel; and when none comes, this page.
 * `show` is called with the curves, the values they hold for, and who computed them.
 */
function follow(model, spec, show) {
  let timer = 0;
  let alone = false;
  const own = () => {
    alone = true;
    show(compute(spec, model.get("values")), model.get("values"), "page");
  };
  const onValues = () => {
    if (model.isPage) return;
    if (alone) own();
    else timer ||= setTimeout(own, PATIENCE);
  };
  const onCurves = () => {
    const answer = model.get("curves");
    const now = model.get("values");
    const late = Object.keys(now).some((name) => answer.values[name] !== now[name]);
    if (late && alone) return;
    clearTimeout(timer);
    timer = 0;
    alone = false;
    const lines = answer.lines.map(({ x, y }) => ({ x: numbers(x), y: numbers(y) }));
    show({ ...answer, lines }, answer.values, model.isPage ? "page" : "kernel");
  };
  model.on("change:values", onValues);
  model.on("change:curves", onCurves);
  onCurves();
  return () => {
    clearTimeout(timer);
    model.off("change:values", onValues);
    model.off("change:curves", onCurves);
  };
}

/**
 * Draws the explorer in `el`, as anywidget asks.
 * @returns {Promise<() => void>} what undoes it
 */
export async function render({ model, el }) {
  const spec = model.get("spec");
  const Plot = await library(model);
  const picture = element("div", { class: "explorer-figure" });
  const text = element("p", { class: "explorer-text", "aria-live": "polite" });
  const form = element("div", { class: "explorer-form" });
  const reset = element("button", { type: "button", class: "explorer-reset" }, spec.words.reset);
  const foot = element("div", { class: "explorer-foot" }, text, reset);
  const about = { class: "explorer-body", role: "group", "aria-label": spec.title, lang: spec.lang };
  const root = element("div", about, picture, form, foot);
  el.replaceChildren(root);

  const move = (name, value) => {
    if (model.get("values")[name] === value) return;
    model.set("values", { ...model.get("values"), [name]: value });
    model.save_changes();
  };
  const rows = spec.sliders.map((each) => ({ ...each, ...slider(each, (value) => move(each.name, value)) }));
  reset.addEventListener("click", () => {
    model.set("values", { ...spec.values });
    model.save_changes();
  });
  form.append(...rows.map((row) => row.node));
  const place = () => rows.forEach((row) => row.show(model.get("values")[row.name]));
  place();
  model.on("change:values", place);

  const swept = spec.kind === "curve" && spec.sliders.find((each) => each.name === spec.over);
  const round = (x) => (swept.log ? Number(x.toPrecision(3)) : Math.round(x / swept.step) * swept.step);
  const drawing = figure(picture, spec, Plot, swept && ((x) => move(swept.name, Math.min(swept.hi, Math.max(swept.lo, round(x))))));
  let quiet;
  const unfollow = follow(model, spec, (curves, values, by) => {
    const sentence = describe(spec, curves, values);
    drawing.draw(curves, plain(sentence));
    root.dataset.by = by;
    root.dataset.draws = Number(root.dataset.draws ?? 0) + 1;
    clearTimeout(quiet);
    quiet = setTimeout(() => text.replaceChildren(...rich(sentence)), text.childNodes.length ? 300 : 0);
  });
  return () => {
    clearTimeout(quiet);
    unfollow();
    model.off("change:values", place);
    drawing.stop();
  };
}

export default { render };
