// Kinds over time, under a protocol. courses.py computes the same.

import { fill, number, withUnit } from "./describe.js";
import { integrate } from "./integrate.js";
import { functions, parameters, spaced } from "./model.js";

/** The protocol as a list of stretches, in each of which the parameters stand still. */
export function stretches(spec, values) {
  const number = (v) => (Array.isArray(v) ? v.map(number).reduce((a, b) => a + b, 0) : typeof v === "string" ? values[v] : v);
  const steps = Object.entries(spec.protocol)
    .flatMap(([name, levels]) => levels.map(([t, level]) => ({ t: number(t), name, level: number(level) })))
    .sort((a, b) => a.t - b.t);
  const pulses = Object.entries(spec.pulses ?? {}).flatMap(([name, some]) =>
    some.map(([start, length, height]) => ({ name, start: number(start), end: number(start) + number(length), height: number(height) })),
  );
  const t_end = spec.x.range[1];
  const times = [...steps.map((step) => step.t), ...pulses.flatMap(({ start, end }) => [start, end])];
  const ends = [...new Set(times.filter((t) => t > 0 && t < t_end))].sort((a, b) => a - b);
  let from = 0;
  return [...ends, t_end].map((to) => {
    const set = {};
    for (const { t, name, level } of steps) if (t <= from) set[name] = level;
    for (const { name, start, end, height } of pulses) if (start <= from && from < end) set[name] = (set[name] ?? values[name]) + height;
    const stretch = { from, to, set };
    from = to;
    return stretch;
  });
}

/** The times at which a line rises through `level`, between its points. */
export function rises({ x, y }, level = 0) {
  const times = [];
  for (let k = 1; k < y.length; k++) {
    if (y[k - 1] < level && y[k] >= level) times.push(x[k - 1] + ((level - y[k - 1]) / (y[k] - y[k - 1])) * (x[k] - x[k - 1]));
  }
  return times;
}

/** How many spikes, when, and how far V goes; of many, the times of the first five. Nothing if there are none. */
export function spikes(words, times, unit, extremes) {
  if (!times.length) return "";
  const listed = times.slice(0, 5).map((t) => number(t)).join(words.comma);
  const where = times.length > 5 ? `${listed} …` : `${listed} ${unit}`;
  return fill(times.length === 1 ? words.spike : words.spikes, { count: times.length, times: where, ...extremes });
}

const ends = (y) => {
  const seen = Array.from(y).filter(Number.isFinite);
  return { from: seen[0], to: seen[seen.length - 1], lowest: Math.min(...seen), highest: Math.max(...seen) };
};

/** What one line does in the course of time. */
export function course(spec, curves, i) {
  const { name, symbol, unit } = spec.lines[i];
  const value = (v) => withUnit(number(v), unit);
  const words = spec.words;
  const { from, to, lowest, highest } = ends(curves.lines[i].y);
  const margin = 0.01 * (highest - lowest);
  if (value(lowest) === value(highest)) return fill(words.constant, { y: symbol, value: value(to) });
  let text = fill(words.change, { y: symbol, from: value(from), to: value(to) });
  if (lowest < Math.min(from, to) - margin) text += fill(words.lowest, { value: value(lowest) });
  if (highest > Math.max(from, to) + margin) text += fill(words.highest, { value: value(highest) });
  if (spec.spikes !== name) return text;
  return spikes(words, curves.facts.spikes, spec.x.unit, { lowest: value(lowest), highest: value(highest) }) || words.silent + text;
}

export const time = {
  compute(spec, values, tolerance) {
    const { rhs, output } = functions(spec.model);
    const { states, outputs } = spec.model;
    const y = Float64Array.from(spec.start);
    const x = [];
    const shown = spec.lines.map(() => []);
    const parts = stretches(spec, values);
    const places = spec.lines.map(({ name }) => [states.indexOf(name), outputs.indexOf(name), spec.model.parameters.indexOf(name)]);
    const out = [];
    for (const { from, to, set } of parts) {
      const p = parameters(spec.model, values, set);
      const times = spaced(from, to, 2 + Math.round((spec.x.n * (to - from)) / spec.x.range[1]));
      const rows = integrate((u, du) => rhs(u, p, du), times, y, tolerance);
      const u = new Float64Array(y.length);
      times.forEach((t, j) => {
        x.push(t);
        for (let i = 0; i < u.length; i++) u[i] = rows[i][j];
        output(u, p, out);
        places.forEach(([state, computed, given], i) => shown[i].push(state >= 0 ? u[state] : computed >= 0 ? out[computed] : p[given]));
      });
    }
    const lines = shown.map((line) => ({ x, y: line }));
    const facts = spec.spikes ? { spikes: rises(lines[spec.lines.findIndex(({ name }) => name === spec.spikes)]) } : {};
    return { lines, points: [], rules: parts.slice(1).map((part) => part.from), facts };
  },
  describe: (spec, curves) =>
    spec.lines.map((line, i) => (line.quiet ? "" : course(spec, curves, i))).filter(Boolean).join(spec.words.comma) + spec.words.stop,
  reading: (spec, { lines }, i) =>
    spec.spikes === spec.lines[i].name ? "" : `${number(lines[i].y[lines[i].y.length - 1])} ${spec.lines[i].unit}`,
};

/** A passive membrane: marks where V has come 63 % of its way, one τ after each step. */
export const charging = {
  compute(spec, values, tolerance) {
    const curves = time.compute(spec, values, tolerance);
    const { x, y } = curves.lines[0];
    const tau = values.C / values.g_L;
    const points = [];
    for (const { from, to, set } of stretches(spec, values)) {
      const here = y[x.lastIndexOf(from)];
      const target = values.E_L + (set.I ?? values.I) / values.g_L;
      if (here !== target && from + tau < to) points.push({ line: 0, x: from + tau, y: target + (here - target) / Math.E, label: "τ" });
    }
    return { ...curves, points };
  },
  describe(spec, { rules, lines }, values) {
    const [[, , height]] = spec.pulses.I;
    const { x, y } = lines[0];
    const end = y[x.indexOf(rules[rules.length - 1])];
    const [tau, rise] = [values.C / values.g_L, values[height] / values.g_L];
    const parts = { tau: withUnit(number(tau), spec.x.unit), rise: `${number(rise)} mV`, peak: `${number(end)} mV` };
    return fill(spec.words.tau, parts) + spec.words.stop;
  },
};
