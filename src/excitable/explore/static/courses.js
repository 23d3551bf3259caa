// Kinds over time, under pulses. courses.py computes the same.

import { listed, number, quantity } from "./describe.js";
import { integrate } from "./integrate.js";
import { functions, parameters, spaced } from "./model.js";

/** The whole time as a list of stretches, in each of which the parameters stand still. */
export function stretches({ pulses, x: { range } }, values) {
  const numeric = (v) => (Array.isArray(v) ? v.map(numeric).reduce((a, b) => a + b) : typeof v === "string" ? values[v] : v);
  const all = Object.entries(pulses).flatMap(([name, some]) => some.map((pulse) => [name, ...pulse.map(numeric)]));
  const times = all.flatMap(([, start, length]) => [start, start + length]).filter((t) => t > 0 && t < range[1]);
  const edges = [...new Set([0, ...times, range[1]])].sort((a, b) => a - b);
  return edges.slice(1).map((to, k) => {
    const from = edges[k];
    const set = {};
    for (const [name, start, length, height] of all) {
      if (start <= from && from < start + length) set[name] = (set[name] ?? values[name]) + height;
    }
    return { from, to, set };
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

/** What one line does in the course of time; of many spikes, the times of the first five. */
function course({ symbol: y, unit }, line, spikes) {
  const seen = Array.from(line.y).filter(Number.isFinite);
  const [from, to, lowest, highest] = [seen[0], seen[seen.length - 1], Math.min(...seen), Math.max(...seen)];
  const parts = { y, unit, from, to, lowest, highest };
  const times = spikes?.length > 5 ? [...spikes.slice(0, 5), "…"] : spikes;
  if (times?.length) return [[times.length > 1 ? "spikes" : "spike", { ...parts, times, count: String(spikes.length) }]];
  const margin = 0.01 * (highest - lowest);
  const extremes = [...(lowest < Math.min(from, to) - margin ? ["lowest"] : []), ...(highest > Math.max(from, to) + margin ? ["highest"] : [])];
  const names = number(lowest) === number(highest) ? ["constant"] : [...(times ? ["silent"] : []), "change", ...extremes];
  return names.map((name) => [name, parts]);
}

export const time = {
  compute(spec, values, tolerance) {
    const { rhs, output } = functions(spec.model);
    const { states, outputs } = spec.model;
    const u = Float64Array.from(spec.start);
    const x = [];
    const shown = spec.lines.map(() => []);
    const parts = stretches(spec, values);
    const places = spec.lines.map(({ name }) => [...states, ...outputs, ...spec.model.parameters].indexOf(name));
    const out = [];
    for (const { from, to, set } of parts) {
      const p = parameters(spec.model, values, set);
      const times = spaced(from, to, 2 + Math.round((spec.x.n * (to - from)) / spec.x.range[1]));
      const rows = integrate((y, dy) => rhs(y, p, dy), times, u, tolerance);
      times.forEach((t, j) => {
        x.push(t);
        const y = rows.map((row) => row[j]);
        output(y, p, out);
        const all = [...y, ...out, ...p];
        places.forEach((place, i) => shown[i].push(all[place]));
      });
    }
    const lines = shown.map((y) => ({ x, y }));
    const spikes = spec.spikes ? rises(lines[spec.lines.findIndex(({ name }) => name === spec.spikes)]) : [];
    const told = spec.lines.flatMap((line, i) => (line.quiet ? [] : [course(line, lines[i], line.name === spec.spikes ? spikes : null)]));
    const says = listed(told).flat();
    return { lines, points: [], rules: parts.slice(1).map((part) => part.from), facts: { spikes, says } };
  },
  reading: (spec, { lines }, i) =>
    spec.spikes === spec.lines[i].name ? "" : quantity(lines[i].y[lines[i].y.length - 1], spec.lines[i].unit),
};

/** A passive membrane: marks where V has come 63 % of its way, one τ after each step. */
export const charging = {
  compute(spec, values, tolerance) {
    const curves = time.compute(spec, values, tolerance);
    const { x, y } = curves.lines[0];
    const tau = values.C / values.g_L;
    const points = [];
    let here;
    for (const { from, to, set } of stretches(spec, values)) {
      here = y[x.lastIndexOf(from)];
      const target = values.E_L + (set.I ?? values.I) / values.g_L;
      if (here !== target && from + tau < to) points.push({ line: 0, x: from + tau, y: target + (here - target) / Math.E, label: "τ" });
    }
    return { ...curves, points, facts: { says: ["charging"], tau, rise: values.I_1 / values.g_L, peak: here } };
  },
};
