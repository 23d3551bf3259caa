// Drawing. Observable Plot lays out the axes and says where x and y lie; the curves are moved in place,
// so that a step of the slider costs a millisecond.

import { number, plain, rich } from "./describe.js";

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
const axis = (log, range, room) => (log ? { ticks: decades(range, room), text: power } : { ticks: room });

/**
 * @param {HTMLElement} parent
 * @param {object} spec
 * @param {object} Plot  Observable Plot
 * @param {(x: number) => void} [onPick]  called with the abscissa where the reader points
 * @returns {{draw: (curves: object, text: string) => void, stop: () => void}}
 */
export function figure(parent, spec, Plot, onPick) {
  figures += 1;
  const panels = spec.panels.map((panel, i) => new Panel(parent, spec, panel, `explorer-${figures}-${i}`, i === spec.panels.length - 1));
  parent.append(element("div", { class: "explorer-x", "aria-hidden": "true" }, ...rich(spec.x.label)));
  let curves = null;
  let width = 0;
  const layOut = () => {
    if (!parent.clientWidth || Math.abs(parent.clientWidth - width) < 1) return;
    width = parent.clientWidth;
    for (const panel of panels) panel.layOut(Plot, width, onPick);
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
  constructor(parent, spec, panel, id, isLast) {
    Object.assign(this, { spec, panel, id, isLast });
    this.lines = spec.lines.map((line, i) => ({ ...line, i })).filter((line) => line.panel === panel.number);
    this.readings = new Map();
    this.legend = element("span", { class: "explorer-legend" });
    if (spec.kind !== "bars") for (const line of this.lines) this.legend.append(this.key(line));
    const heading = element("div", { class: "explorer-y", "aria-hidden": "true" }, element("span", {}, ...rich(panel.label)), this.legend);
    this.title = element("svg:title", { id: `${id}-title` }, `${spec.title}: ${plain(panel.label)}`);
    this.description = element("svg:desc", { id: `${id}-text` });
    this.home = element("div");
    parent.append(heading, this.home);
  }

  /** A line's entry in the legend: a stroke, the symbol, and its reading. */
  key(line) {
    const stroke = element("svg:svg", { width: 26, height: 8 }, element("svg:path", { class: `explorer-line ${line.look}`, d: "M1 4H25" }));
    const reading = element("span", { class: "explorer-reading" });
    this.readings.set(line.i, reading);
    return element("span", { class: "explorer-key" }, stroke, element("span", {}, ...rich(line.symbol)), reading);
  }

  /** Draws the axes for this width, and leaves empty the group that holds the curves. */
  layOut(Plot, width, onPick) {
    const { spec, panel, isLast } = this;
    const narrow = width < NARROW;
    const bars = spec.kind === "bars";
    const height = Math.round(Math.max(panel.height * (narrow ? 0.8 : 1), 110)) + (isLast ? 22 : 0);
    const across = bars ? { tickFormat: (i) => plain(spec.lines[i].tick) } : axis(spec.x.log, spec.x.range, width / 80);
    const up = axis(panel.log, panel.range, height / 45);
    const type = (log) => (log ? "log" : "linear");
    const plot = Plot.plot({
      width, height, marginLeft: narrow ? 46 : 50, marginRight: 12, marginTop: 8, marginBottom: isLast ? 26 : 6,
      x: bars ? { type: "band", domain: this.lines.map((line) => line.i), padding: 0.3 } : { type: type(spec.x.log), domain: spec.x.range, axis: null },
      y: { type: type(panel.log), domain: panel.range },
      marks: [
        bars ? null : Plot.gridX({ ticks: across.ticks, className: "explorer-grid", strokeOpacity: 1 }),
        Plot.gridY({ ticks: up.ticks, className: "explorer-grid", strokeOpacity: 1 }),
        isLast ? Plot.axisX({ ...across, label: null, tickSize: 0, tickPadding: 8 }) : null,
        Plot.axisY({ ...up, label: null, tickSize: 0, tickPadding: 8 }),
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
    this.marks = element("svg:g", inside);
    this.rules = element("svg:path", { class: "explorer-rule", ...inside });
    this.dots = element("svg:g", { class: "explorer-value" });
    set(plot, { role: "img", class: "explorer-svg", "aria-labelledby": this.title.id, "aria-describedby": this.description.id });
    plot.prepend(this.title, this.description);
    plot.append(clip, this.rules, this.marks, this.dots);
    if (onPick && this.x.invert) this.pick(plot, onPick);
    this.home.replaceChildren(plot);
  }

  /** The curve follows the pointer, as it follows the slider. */
  pick(plot, onPick) {
    plot.classList.add("explorer-pick");
    const go = (event) => {
      const { left, width } = plot.getBoundingClientRect();
      const { left: a, right: b } = this.box;
      const at = ((event.clientX - left) / width) * plot.viewBox.baseVal.width;
      onPick(this.x.invert(Math.min(b, Math.max(a, at))));
    };
    plot.addEventListener("pointerdown", (event) => {
      plot.setPointerCapture(event.pointerId);
      go(event);
    });
    plot.addEventListener("pointermove", (event) => event.buttons && go(event));
  }

  draw({ lines, points, rules }) {
    const { left, top, bottom } = this.box;
    const reach = bottom - top;
    const x = this.x.apply;
    const y = (v) => Math.min(bottom + reach, Math.max(top - reach, this.y.apply(v)));
    const shapes = this.lines.map((line) => {
      const values = lines[line.i];
      if (this.spec.kind === "bars") {
        const at = this.y.apply(values.y[0]);
        return { class: `explorer-bar ${line.look}`, d: `M${x(line.i)} ${bottom}V${at}h${this.x.bandwidth}V${bottom}Z` };
      }
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
    this.rules.setAttribute("d", rules.map((at) => `M${x(at)} ${top}V${bottom}`).join(""));
    const here = points.filter((point) => this.lines.some((line) => line.i === point.line));
    if (this.spec.kind === "bars") this.label(lines);
    else this.dot(here);
    for (const [i, reading] of this.readings) reading.textContent = this.read(i, lines[i], here.filter((point) => point.line === i));
  }

  /** A dot for each point that lies within the axes. */
  dot(points) {
    const { top, bottom } = this.box;
    const dots = points.map(({ line, x, y }) => ({ class: `explorer-dot ${this.spec.lines[line].look}`, r: 5, cx: this.x.apply(x), cy: this.y.apply(y) }));
    match(this.dots, "svg:circle", dots.filter(({ cy }) => cy >= top - 1 && cy <= bottom + 1));
  }

  /** A number on each bar; on a narrow phone a smaller one, so that neighbours do not touch. */
  label(lines) {
    const size = this.x.step < 36 ? 10 : 12;
    const labels = this.lines.map(({ i }) => {
      const [value] = lines[i].y;
      return { x: this.x.apply(i) + this.x.bandwidth / 2, y: this.y.apply(value) - 6, "font-size": size, text: number(value, 2) };
    });
    match(this.dots, "svg:text", labels);
  }

  /** The number beside a line's name: its value now, where it crosses zero, or where it ends. */
  read(i, line, points) {
    const { kind, lines, x } = this.spec;
    if (kind === "family") return points.map((point) => `${number(point.x)} ${x.unit}`).join(", ");
    return `${number(kind === "curve" ? points[0].y : line.y[line.y.length - 1])} ${lines[i].unit}`;
  }

  say(text) {
    this.description.textContent = text;
  }
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
