// The firing rate against the current, and the trace at one current. sweeps.py computes the same.

import { quantity } from "./describe.js";
import { march, stepped } from "./march.js";
import { spaced } from "./model.js";

const FINER = 15;

/** Spikes per second at each current, and V of the last current at each step; yields the progress between `from` and `to`. */
function* fire(spec, membrane, I, threshold, [from, to]) {
  const steps = Math.round(spec.t_end / spec.dt);
  const n = I.length;
  const V = new Float64Array(n).fill(spec.start[0]);
  const before = V.slice();
  const trace = [V[0]];
  const late = Array.from(V, () => []); // the spikes of the second half
  const alone = { area: V.map(() => 1), link: V.map(() => 0), I, membranes: Array(n).fill(membrane) };
  for (const k of march(alone, V, spec.dt, steps)) {
    for (let i = 0; i < n; i++) {
      if (!(before[i] < threshold && V[i] >= threshold)) continue;
      const t = spec.dt * (k - 1 + (threshold - before[i]) / (V[i] - before[i]));
      if (t >= spec.t_end / 2) late[i].push(t);
    }
    before.set(V);
    trace.push(V[n - 1]);
    if (k % 16 === 0) yield from + (k / steps) * (to - from);
  }
  return { trace, rates: late.map((t) => (t.length > 1 ? (1e3 * (t.length - 1)) / (t[t.length - 1] - t[0]) : 0)) };
}

/** The whole curve as [current, rate] pairs, finer where firing begins or ends. */
function* sweep(spec, membrane, threshold) {
  const pairs = function* (I, span) {
    const { rates } = yield* fire(spec, membrane, I, threshold, span);
    return rates.map((f, i) => [I[i], f]);
  };
  const coarse = yield* pairs(spaced(...spec.x.range, spec.x.n), [0, 0.75]);
  const edges = coarse.slice(1).flatMap(([I, f], k) => {
    const [before, g] = coarse[k];
    return f > 0 === g > 0 ? [] : [...spaced(before, I, FINER + 1).slice(1, -1)];
  });
  const fine = edges.length ? yield* pairs(edges, [0.75, 1]) : [];
  return [...coarse, ...fine].sort((a, b) => a[0] - b[0]);
}

const swept = new WeakMap();

export const firing = {
  *compute(spec, values) {
    const { threshold, I } = values;
    const membrane = stepped(spec.membrane, { ...values, V: spec.start[0] }, spec.dt);
    const key = JSON.stringify({ ...values, I: 0 });
    if (swept.get(spec)?.key !== key) swept.set(spec, { key, curve: yield* sweep(spec, membrane, threshold) });
    const { curve } = swept.get(spec);
    const { trace, rates } = yield* fire(spec, membrane, [I], threshold, [1, 1]);
    const shown = [...trace.keys()].filter((k) => k % spec.every === 0);
    const facts = { says: ["here", "mute"], f: rates[0] };
    const fires = curve.filter(([, f]) => f > 0);
    if (fires.length) {
      [facts.onset, facts.jump] = fires[0];
      facts.says[1] = facts.onset ? "onset" : "tonic";
      [facts.fastest, facts.highest] = fires.reduce((a, b) => (b[1] > a[1] ? b : a));
      const after = curve[curve.indexOf(fires[fires.length - 1]) + 1];
      if (after) {
        facts.says.push("block");
        Object.assign(facts, { block: after[0], threshold });
      }
    }
    return {
      lines: [
        { x: curve.map(([at]) => at), y: curve.map(([, f]) => f) },
        { x: shown.map((k) => k * spec.dt), y: shown.map((k) => trace[k]) },
        { x: [0, spec.t_end], y: [threshold, threshold] },
      ],
      points: [{ line: 0, x: I, y: facts.f }],
      rules: [facts.onset, facts.block].filter((x) => x !== undefined).map((x) => ({ panel: 0, x })),
      facts,
    };
  },
  reading: (spec, { facts }) => quantity(facts.f, "Hz"),
};
