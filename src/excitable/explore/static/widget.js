// The explorer itself. `model` is anywidget's where a kernel runs, and page.js's own on a static page.

import { clock } from "./clock.js";
import { plain, rich, setting } from "./describe.js";
import { element, figure } from "./draw.js";
import { chosen, describe, frame } from "./kinds.js";
import { computer } from "./run.js";

const PATIENCE = 1500; // ms without an answer, after which the page goes on without the kernel
const NOTICE = 250; // ms of waiting that need no word

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
  const symbol = spec.symbol.trim() ? [element("span", { class: "explorer-symbol" }, ...rich(spec.symbol))] : [];
  const label = element("label", { for: id }, ...symbol, ...rich(spec.label));
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
 * Where the curves come from: the answers of the kernel; and where there is none, or it stays silent, this page.
 * `show` is called with the curves, the values they hold for, and who computed them; `tell` with the progress of the page,
 * with "kernel" while that is awaited, and with null when there is nothing to wait for.
 */
function follow(model, spec, show, tell) {
  const page = computer(spec, tell, (curves, values) => show(curves, values, "page"));
  const timers = [];
  let alone = !model.get("curves");
  const own = () => {
    alone = true;
    page.start(model.get("values"));
  };
  const hush = () => timers.splice(0).forEach(clearTimeout);
  const onValues = () => {
    if (alone) own();
    else if (!timers.length) timers.push(setTimeout(() => tell("kernel"), NOTICE), setTimeout(own, PATIENCE));
  };
  const onCurves = () => {
    const answer = model.get("curves");
    const now = model.get("values");
    const late = Object.keys(now).some((name) => answer.values[name] !== now[name]);
    if (late && alone) return;
    hush();
    page.stop();
    alone = false;
    const lines = answer.lines.map(({ x, y }) => ({ x: numbers(x), y: numbers(y) }));
    show({ ...answer, lines }, answer.values, "kernel");
  };
  model.on("change:values", onValues);
  model.on("change:curves", onCurves);
  if (alone) own();
  else onCurves();
  return {
    stop: page.stop,
    end() {
      hush();
      page.stop();
      model.off("change:values", onValues);
      model.off("change:curves", onCurves);
    },
  };
}

/** A bar that shows how far a long computation is, with a button that stops it; a short one passes unseen. */
function waiting(words, stop) {
  const bar = element("progress", { max: 1, "aria-label": words.computing });
  const text = element("span");
  const button = element("button", { type: "button", class: "explorer-button" }, words.halt);
  const node = element("div", { class: "explorer-waiting", hidden: "" }, text, bar, button);
  let timer = 0;
  button.addEventListener("click", stop);
  const tell = (progress) => {
    if (progress === null) {
      clearTimeout(timer);
      timer = 0;
      node.hidden = true;
      return;
    }
    const kernel = progress === "kernel";
    if (kernel) bar.removeAttribute("value");
    else bar.value = progress;
    text.textContent = kernel ? words.kernel : words.computing;
    button.hidden = kernel;
    timer ||= setTimeout(() => (node.hidden = false), kernel ? 0 : NOTICE);
  };
  return { node, tell };
}

/** What depends on the variant that the reader has chosen: the figure and its sliders. */
function dress(spec, model, Plot, picture, form) {
  const moves = (changed) => {
    const values = model.get("values");
    const within = ([name, value]) => {
      const { lo, hi, step, log } = spec.sliders.find((each) => each.name === name);
      const round = log ? Number(value.toPrecision(3)) : Number((Math.round(value / step) * step).toPrecision(12));
      return [name, Math.min(hi, Math.max(lo, round))];
    };
    move(model, { ...values, ...Object.fromEntries(Object.entries(changed).map(within)) });
  };
  const rows = spec.sliders.map((each) => {
    const own = slider(each, (value) => move(model, { ...model.get("values"), [each.name]: value }));
    return { ...each, ...own };
  });
  form.replaceChildren(...rows.map((row) => row.node));
  picture.replaceChildren();
  const drawing = figure(picture, spec, Plot, moves);
  const place = () => rows.forEach((row) => row.show(model.get("values")[row.name]));
  model.on("change:values", place);
  place();
  return {
    ...drawing,
    stop() {
      model.off("change:values", place);
      drawing.stop();
    },
  };
}

function move(model, values) {
  const now = model.get("values");
  if (Object.keys(values).every((name) => values[name] === now[name])) return;
  model.set("values", values);
  model.save_changes();
}

/**
 * Draws the explorer in `el`, as anywidget asks.
 * @returns {Promise<() => void>} what undoes it
 */
export async function render({ model, el }) {
  const spec = model.get("spec");
  const { words, choice } = spec;
  const Plot = await library(model);
  const picture = element("div", { class: "explorer-figure" });
  const text = element("p", { class: "explorer-text", "aria-live": "polite" });
  const form = element("div", { class: "explorer-form" });
  const reset = element("button", { type: "button", class: "explorer-button explorer-reset" }, words.reset);
  const foot = element("div", { class: "explorer-foot" }, text, reset);
  const about = { class: "explorer-body", role: "group", "aria-label": spec.title, lang: spec.lang };
  const root = element("div", about, picture, form, foot);
  el.replaceChildren(root);

  if (choice) {
    const row = slider(choice, (value) => move(model, spec.variants[value].values));
    const place = () => row.show(model.get("values")[choice.name]);
    root.prepend(element("div", { class: "explorer-form" }, row.node));
    model.on("change:values", place);
    place();
  }
  reset.addEventListener("click", () => {
    move(model, { ...chosen(spec, model.get("values")).values });
    time?.reset();
  });

  let here; // the variant shown
  let drawing;
  let shown; // its curves, values, and text
  let quiet;
  const draw = () => drawing.draw(frame(shown.curves, time?.at()), shown.text);
  const time = spec.clock && clock(spec.clock, words, draw);
  if (time) picture.after(time.node);
  const say = (sentence) => {
    clearTimeout(quiet);
    quiet = setTimeout(() => text.replaceChildren(...rich(sentence)), text.childNodes.length ? 300 : 0);
  };
  const show = (curves, values, by) => {
    if (here !== chosen(spec, values)) {
      drawing?.stop();
      here = chosen(spec, values);
      drawing = dress(here, model, Plot, picture, form);
    }
    const sentence = describe(spec, curves, values);
    shown = { curves, text: plain(sentence) };
    time?.lasts(curves.times[curves.times.length - 1]);
    draw();
    root.dataset.by = by;
    root.dataset.draws = Number(root.dataset.draws ?? 0) + 1;
    say(sentence);
    model.drawn?.();
  };
  const wait = waiting(words, () => {
    source.stop();
    say(words.halted);
  });
  picture.after(wait.node);
  const source = follow(model, spec, show, wait.tell);
  return () => {
    clearTimeout(quiet);
    source.end();
    time?.stop();
    drawing?.stop();
  };
}

export default { render };
