// Drawing. Observable Plot lays out the axes and says where x and y lie; the curves are moved in place,
// so that a step of the slider costs a millisecond.

import { number, plain, rich } from "./describe.js";
import { reading } from "./kinds.js";

const SVG = "http://www.w3.org/2000/svg";
const NARROW = 420;

/** A new element; `attributes` are set, `children` appended. */
export function element(tag, attributes = {}, ...children) {
  const node = tag.startsWith("svg:") ? document.createElementNS(SVG, tag.slice(4)) : document.createElement(tag);
  set(node, attributes);
  node.append(...children);
  return node;
}

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
}

let figures = 0;

/** Powers of ten on a logarithmic axis, and the 2 and 5 between them where there is room. */
function decades([lo, hi], room) {
  const tens = Math.log10(hi / lo);
  const between = 2 * tens <= room ? [1, 2, 5] : [1];
  const ticks = [];
  for (let ten = Math.floor(Math.log10(lo)); ten <= Math.log10(hi); ten++) {
    for (const digit of between) ticks.push(Number(`${digit}e${ten}`));
  }
  return ticks.filter((tick) => tick >= lo && tick <= hi);
}

const power = (v) => number(v, 1).replace("1 × ", "");

/** The ticks of an axis: names at 0, 1, 2 …, powers of ten, or about as many numbers as there is room for. */
function ticked({ ticks, log, range }, room) {
  if (ticks) return { ticks: ticks.map((_, i) => i), tickFormat: (i) => ticks[i] };
  return log ? { ticks: decades(range, room), text: power } : { ticks: room };
}

/**
 * @param {HTMLElement} parent
 * @param {object} spec
 * @param {object} Plot  Observable Plot
 * @param {(values: Object<string, number>) => void} onDrag  called with new values of the sliders that a panel's `drag` names
 * @returns {{draw: (curves: object, text: string) => void, stop: () => void}}
 */
export function figure(parent, spec, Plot, onDrag) {
  figures += 1;
  const panels = [];
  for (const number of new Set(spec.panels.map((panel) => panel.column ?? 0))) {
    const column = parent.appendChild(element("div", { class: "explorer-column" }));
    const own = spec.panels.filter((panel) => (panel.column ?? 0) === number);
    own.forEach((panel, i) => {
      const isLast = i === own.length - 1 || own[i + 1].x !== panel.x;
      panels.push(new Panel(column, spec, panel, `explorer-${figures}-${panel.number}`, isLast));
    });
  }
  let curves = null;
  let width = 0;
  const layOut = () => {
    if (!parent.clientWidth || Math.abs(parent.clientWidth - width) < 1) return;
    width = parent.clientWidth;
    for (const panel of panels) panel.layOut(Plot, onDrag);
    if (curves) for (const panel of panels) panel.draw(curves);
  };
  const observer = new ResizeObserver(layOut);
  observer.observe(parent);
  layOut();
  return {
    draw(now, text) {
      curves = now;
      if (width) for (const panel of panels) panel.draw(curves);
      for (const panel of panels) panel.say(text);
    },
    stop: () => observer.disconnect(),
  };
}

class Panel {
  constructor(column, spec, panel, id, isLast) {
    Object.assign(this, { column, spec, panel, id, isLast, axis: panel.x ?? spec.x });
    this.lines = spec.lines.map((line, i) => ({ ...line, i })).filter((line) => line.panel === panel.number);
    this.readings = new Map();
    this.legend = element("span", { class: "explorer-legend" });
    for (const line of this.lines) if (line.symbol !== " " && !this.axis.ticks) this.legend.append(this.key(line));
    const heading = element("div", { class: "explorer-y", "aria-hidden": "true" }, element("span", {}, ...rich(panel.label)), this.legend);
    this.title = element("svg:title", { id: `${id}-title` }, `${spec.title}: ${plain(panel.label)}`);
    this.description = element("svg:desc", { id: `${id}-text` });
    this.home = element("div");
    column.append(heading, this.home);
    if (isLast) column.append(element("div", { class: "explorer-x", "aria-hidden": "true" }, ...rich(this.axis.label)));
  }

  /** A line's entry in the legend: a stroke, the symbol, and its reading. */
  key(line) {
    const stroke = element("svg:svg", { width: 26, height: 8 }, element("svg:path", { class: `explorer-line ${line.look}`, d: "M1 4H25" }));
    const key = element("span", { class: "explorer-key" }, stroke, element("span", {}, ...rich(line.symbol)));
    if (line.quiet) return key;
    const reading = element("span", { class: "explorer-reading" });
    this.readings.set(line.i, reading);
    key.append(reading);
    return key;
  }

  /** Draws the axes for this width, and leaves empty the group that holds the curves. */
  layOut(Plot, onDrag) {
    const { panel, isLast, axis: x } = this;
    const width = this.column.clientWidth;
    const narrow = width < NARROW;
    const height = Math.round(Math.max(panel.height * (narrow ? 0.8 : 1), Math.min(110, panel.height))) + (isLast ? 22 : 0);
    const [across, up] = [ticked(x, width / 80), ticked(panel, height / 45)];
    const scale = ({ log, range }) => ({ type: log ? "log" : "linear", domain: range });
    const bare = { label: null, tickSize: 0, tickPadding: 8 };
    const plot = Plot.plot({
      width, height, marginLeft: narrow ? 46 : 50, marginRight: 12, marginTop: 8, marginBottom: isLast ? 26 : 6,
      x: { ...scale(x), axis: null },
      y: scale(panel),
      marks: [
        x.ticks ? null : Plot.gridX({ ticks: across.ticks, className: "explorer-grid", strokeOpacity: 1 }),
        Plot.gridY({ ticks: up.ticks, className: "explorer-grid", strokeOpacity: 1 }),
        isLast ? Plot.axisX({ ...across, ...bare }) : null,
        Plot.axisY({ ...up, ...bare }),
        !panel.log && panel.range[0] <= 0 && panel.range[1] >= 0 ? Plot.ruleY([0], { className: "explorer-zero" }) : null,
      ],
    });
    // The figure is one image to a screen reader, described by its text; names of its parts have no place in it.
    for (const part of plot.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    this.x = plot.scale("x");
    this.y = plot.scale("y");
    const [left, right] = this.x.range;
    const [bottom, top] = this.y.range;
    this.box = { left, right, top, bottom };
    const window = element("svg:rect", { x: left, y: top - 2, width: right - left, height: bottom - top + 4 });
    const clip = element("svg:clipPath", { id: `${this.id}-clip` }, window);
    const inside = { "clip-path": `url(#${this.id}-clip)` };
    this.arrows = element("svg:path", { class: "explorer-arrow", ...inside });
    this.marks = element("svg:g", inside);
    this.rules = element("svg:path", { class: "explorer-rule", ...inside });
    this.dots = element("svg:g");
    this.labels = element("svg:g", { class: "explorer-value" });
    set(plot, { role: "img", class: "explorer-svg", "aria-labelledby": this.title.id, "aria-describedby": this.description.id });
    plot.prepend(this.title, this.description);
    plot.append(clip, this.arrows, this.rules, this.marks, this.dots, this.labels);
    if (panel.drag) this.drag(plot, onDrag);
    this.home.replaceChildren(plot);
  }

  /** The curve follows the pointer, as it follows the slider. */
  drag(plot, onDrag) {
    const [along, up] = this.panel.drag;
    const { left, right, top, bottom } = this.box;
    const within = (v, lo, hi) => Math.min(hi, Math.max(lo, v));
    plot.classList.add("explorer-pick");
    const go = (event) => {
      const box = plot.getBoundingClientRect();
      const zoom = plot.viewBox.baseVal.width / box.width;
      const x = this.x.invert(within((event.clientX - box.left) * zoom, left, right));
      const y = this.y.invert(within((event.clientY - box.top) * zoom, top, bottom));
      onDrag({ ...(along && { [along]: x }), ...(up && { [up]: y }) });
    };
    plot.addEventListener("pointerdown", (event) => {
      plot.setPointerCapture(event.pointerId);
      go(event);
    });
    plot.addEventListener("pointermove", (event) => event.buttons && go(event));
  }

  draw(curves) {
    const { lines, points, rules, arrows } = curves;
    const { left, right, top, bottom } = this.box;
    const reach = bottom - top;
    const x = this.x.apply;
    const y = (v) => Math.min(bottom + reach, Math.max(top - reach, this.y.apply(v)));
    const shapes = this.lines.map((line) => {
      const values = lines[line.i];
      let d = "";
      let pen = "M";
      for (let k = 0; k < values.x.length; k++) {
        const v = y(values.y[k]);
        if (Number.isNaN(v)) pen = "M";
        else {
          d += `${pen}${x(values.x[k]).toFixed(1)} ${v.toFixed(1)}`;
          pen = "L";
        }
      }
      return { class: `explorer-line ${line.look}`, d };
    });
    match(this.marks, "svg:path", shapes);
    const own = rules.filter((rule) => rule.panel === undefined || rule.panel === this.panel.number).map((rule) => rule.x ?? rule);
    if (this.panel.clock && curves.now !== undefined) own.push(curves.now);
    this.rules.setAttribute("d", own.map((at) => `M${x(at)} ${top}V${bottom}`).join(""));
    const flow = arrows?.panel === this.panel.number;
    if (flow) this.arrows.setAttribute("d", arrowheads(arrows, x, this.y.apply));
    const here = points
      .filter((point) => this.lines.some((line) => line.i === point.line))
      .map((point) => ({ ...point, look: point.look ?? this.spec.lines[point.line].look, x: x(point.x), y: this.y.apply(point.y) }))
      .filter((point) => point.x >= left - 1 && point.x <= right + 1 && point.y >= top - 1 && point.y <= bottom + 1);
    match(this.dots, "svg:path", here.flatMap(dot));
    match(this.labels, "svg:text", here.filter((point) => point.label).map(label));
    for (const [i, place] of this.readings) place.textContent = reading(this.spec, curves, i);
  }

  say(text) {
    this.description.textContent = text;
  }
}

const circle = (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;

/** A point as shapes. What it means shows in its form, not in its colour alone: full, empty, half full. */
function dot({ mark, look, x, y }) {
  const as = (kind, d) => ({ class: `explorer-dot ${kind} ${look}`, d });
  if (mark === "unstable") return [as("empty", circle(x, y, 5.5))];
  if (mark === "saddle") return [as("empty", `M${x} ${y - 7.5}l7.5 7.5l-7.5 7.5l-7.5 -7.5Z`), as("half", `M${x} ${y - 7.5}v15l-7.5 -7.5Z`)];
  if (mark === "start") return [as("empty", circle(x, y, 7)), as("cross", `M${x - 11} ${y}h22M${x} ${y - 11}v22`)];
  return mark === "none" ? [] : [as("full", circle(x, y, 5.5))];
}

/** The text beside a point; over a place without a mark, its own. */
const label = ({ mark, x, y, label }) =>
  mark === "none" ? { x, y: y - 6, class: "over", text: label } : { x: x + 8, y: y - 8, class: "beside", text: label };

const ARROW = 13; // px

/** Arrows of equal length along the flow, as one path. */
function arrowheads(arrows, x, y) {
  const [right, up] = [x(1) - x(0), y(1) - y(0)];
  let d = "";
  for (let i = 0; i < arrows.x.length; i++) {
    const [a, b] = [arrows.dx[i] * right, arrows.dy[i] * up];
    const length = Math.hypot(a, b);
    if (!length) continue;
    const [u, v] = [(ARROW * a) / length, (ARROW * b) / length];
    const [tip, high] = [x(arrows.x[i]) + u / 2, y(arrows.y[i]) + v / 2];
    const from = (along, aside) => `${(tip - along * u + aside * v).toFixed(1)} ${(high - along * v - aside * u).toFixed(1)}`;
    d += `M${from(1, 0)}L${from(0, 0)}M${from(0.34, 0.2)}L${from(0, 0)}L${from(0.34, -0.2)}`;
  }
  return d;
}

/** Makes the children of `group` as many as `wanted`, with these attributes; elements are kept from frame to frame. */
function match(group, tag, wanted) {
  while (group.childElementCount > wanted.length) group.lastChild.remove();
  wanted.forEach(({ text, ...attributes }, i) => {
    const node = group.children[i] ?? group.appendChild(element(tag));
    set(node, attributes);
    if (text) node.textContent = text;
  });
}
