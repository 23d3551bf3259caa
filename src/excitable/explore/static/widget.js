// The explorer itself. `model` is anywidget's where a kernel runs, and page.js's own on a static page.

import { clock } from "./clock.js";
import { plain, rich } from "./describe.js";
import { element, figure } from "./draw.js";
import { chosen, describe, frame } from "./kinds.js";
import { computer } from "./run.js";
import { slider, snap } from "./slider.js";

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
  const set = (changed) => move(model, { ...model.get("values"), ...changed });
  const rows = spec.sliders.map((each) => ({ name: each.name, ...slider(each, (value) => set({ [each.name]: value })) }));
  const drag = (places) => {
    const near = Object.entries(places).map(([name, value]) => [name, snap(spec.sliders.find((each) => each.name === name), value)]);
    set(Object.fromEntries(near));
  };
  form.replaceChildren(...rows.map((row) => row.node));
  picture.replaceChildren();
  return { rows, ...figure(picture, spec, Plot, drag) };
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

  const chooser = choice && { name: choice.name, ...slider(choice, (value) => move(model, spec.variants[value].values)) };
  if (chooser) root.prepend(element("div", { class: "explorer-form" }, chooser.node));
  const place = () => {
    root.setAttribute("aria-busy", "true");
    for (const row of [...(chooser ? [chooser] : []), ...(drawing?.rows ?? [])]) row.show(model.get("values")[row.name]);
  };
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
      place();
    }
    const sentence = describe(spec, curves, values);
    shown = { curves, text: plain(sentence) };
    time?.lasts(curves.times[curves.times.length - 1]);
    draw();
    root.removeAttribute("aria-busy");
    root.dataset.by = by;
    root.dataset.draws = Number(root.dataset.draws ?? 0) + 1;
    say(sentence);
    model.drawn?.();
  };
  const wait = waiting(words, () => {
    source.stop();
    root.removeAttribute("aria-busy");
    say(words.halted);
  });
  picture.after(wait.node);
  model.on("change:values", place);
  const source = follow(model, spec, show, wait.tell);
  return () => {
    model.off("change:values", place);
    clearTimeout(quiet);
    source.end();
    time?.stop();
    drawing?.stop();
  };
}

export default { render };
