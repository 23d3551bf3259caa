// From the values of the sliders to curves. compute.py does the same in Python, and a test holds the two together.
// linoid and dlinoid come from excitable/linoid.py, where their Python stands too.

import { integrate } from "./integrate.js";

/**
 * @typedef {{x: ArrayLike<number>, y: ArrayLike<number>}} Line
 * @typedef {{line: number, x: number, y: number}} Point  a mark on the line with that number
 * @typedef {{lines: Line[], points: Point[], rules: number[]}} Curves  rules are upright lines at these x
 */

/** n numbers from a to b, evenly spaced (by ratio on a logarithmic axis). */
export function spaced(a, b, n, log = false) {
  if (log) return spaced(Math.log(a), Math.log(b), n).map(Math.exp);
  return Float64Array.from({ length: n }, (_, i) => a + ((b - a) * i) / (n - 1));
}

const compiled = new Map();

/** The functions of a model, from the text that `Model.javascript()` prints; each f(y, p, out) fills `out`. */
export function functions({ name, model }) {
  const build = (body) => new Function("linoid", "dlinoid", `return function (y, p, out) {${body}}`)(linoid, dlinoid);
  if (!compiled.has(name)) compiled.set(name, { rhs: build(model.rhs), output: build(model.output) });
  return compiled.get(name);
}

/** Parameters in the model's order; `changed` goes before `values`. */
const parameters = (spec, values, changed) =>
  Float64Array.from(spec.model.parameters, (name) => changed?.[name] ?? values[name]);

/** The function of one variable that a line shows; the variable is a parameter or a state. */
function output(spec, values, line) {
  const { output } = functions(spec);
  const { states, outputs } = spec.model;
  const y = Float64Array.from(spec.start);
  const p = parameters(spec, values, line.set);
  const [swept, i] = states.includes(spec.over) ? [y, states.indexOf(spec.over)] : [p, spec.model.parameters.indexOf(spec.over)];
  const wanted = outputs.indexOf(line.name);
  const out = [];
  return (x) => {
    if (i >= 0) swept[i] = x;
    output(y, p, out);
    return out[wanted];
  };
}

function curve(spec, values) {
  const x = spaced(...spec.x.range, spec.x.n, spec.x.log);
  const along = spec.lines.map((line) => output(spec, values, line));
  return {
    lines: along.map((f) => ({ x, y: x.map(f) })),
    points: along.map((f, line) => ({ line, x: values[spec.over], y: f(values[spec.over]) })),
    rules: [],
  };
}

/** Where f changes sign between neighbours of x, by halving. */
function zeros(f, x) {
  const found = [];
  for (let i = 1; i < x.length; i++) {
    let [a, b] = [x[i - 1], x[i]];
    let below = f(a);
    if (below === 0) found.push(a);
    if (!(below * f(b) < 0)) continue;
    for (let halvings = 0; halvings < 50; halvings++) {
      const middle = (a + b) / 2;
      const there = f(middle);
      if (below * there > 0) [a, below] = [middle, there];
      else b = middle;
    }
    found.push((a + b) / 2);
  }
  return found;
}

function family(spec, values) {
  const x = spaced(...spec.x.range, spec.x.n, spec.x.log);
  const along = spec.lines.map((line) => output(spec, values, line));
  return {
    lines: along.map((f) => ({ x, y: x.map(f) })),
    points: along.flatMap((f, line) => (spec.lines[line].crosses ? zeros(f, x).map((v) => ({ line, x: v, y: 0 })) : [])),
    rules: [],
  };
}

function bars(spec, values) {
  return {
    lines: spec.lines.map((line) => ({ x: [0], y: [output(spec, values, line)(0)] })),
    points: [],
    rules: [],
  };
}

/** The protocol as a list of stretches, in each of which the parameters stand still. */
export function stretches(spec, values) {
  const number = (v) => (typeof v === "string" ? values[v] : v);
  const steps = Object.entries(spec.protocol)
    .flatMap(([name, levels]) => levels.map(([t, level]) => ({ t: number(t), name, level: number(level) })))
    .sort((a, b) => a.t - b.t);
  const ends = [...new Set(steps.map((step) => step.t).filter((t) => t > 0 && t < spec.x.range[1])), spec.x.range[1]];
  let from = 0;
  return ends.map((to) => {
    const set = {};
    for (const { t, name, level } of steps) if (t <= from) set[name] = level;
    const stretch = { from, to, set };
    from = to;
    return stretch;
  });
}

function time(spec, values, tolerance) {
  const { rhs, output } = functions(spec);
  const { states, outputs } = spec.model;
  const y = Float64Array.from(spec.start);
  const x = [];
  const shown = spec.lines.map(() => []);
  const parts = stretches(spec, values);
  for (const { from, to, set } of parts) {
    const p = parameters(spec, values, set);
    const times = spaced(from, to, 2 + Math.round((spec.x.n * (to - from)) / spec.x.range[1]));
    const rows = integrate((u, du) => rhs(u, p, du), times, y, tolerance);
    const u = new Float64Array(y.length);
    const out = [];
    times.forEach((t, j) => {
      x.push(t);
      for (let i = 0; i < u.length; i++) u[i] = rows[i][j];
      output(u, p, out);
      spec.lines.forEach(({ name }, i) => {
        const state = states.indexOf(name);
        shown[i].push(state >= 0 ? u[state] : name in values ? p[spec.model.parameters.indexOf(name)] : out[outputs.indexOf(name)]);
      });
    });
  }
  return { lines: shown.map((line) => ({ x, y: line })), points: [], rules: parts.slice(1).map((part) => part.from) };
}

const KINDS = { curve, family, bars, time };

/**
 * @param {object} spec  made by `Explorer.spec()` in Python
 * @param {Object<string, number>} values  every parameter's
 * @param {{rtol?: number, atol?: number}} [tolerance]
 * @returns {Curves}
 */
export const compute = (spec, values, tolerance) => KINDS[spec.kind](spec, values, tolerance);
