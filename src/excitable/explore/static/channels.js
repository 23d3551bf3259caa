// Channels that open and shut by chance. channels.py draws the same random numbers and computes the same.

import { number } from "./describe.js";
import { outputs, spaced } from "./model.js";

/** The kth random number of a stream, between 0 and 1: the bits of each are mixed in (Wellons 2018, lowbias32). */
export function uniform(...parts) {
  let x = 0;
  for (const part of parts) {
    x = (x + part) | 0;
    x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
    x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
    x ^= x >>> 16;
  }
  return ((x >>> 0) + 0.5) / 2 ** 32;
}

/**
 * When one channel is open: from the first time to the second, from the third to the fourth …; it is while all its gates are.
 * @param {{from: number, to: number, steady: number, tau: number}[][]} gates  for each, its kinetics in stretches of time
 */
export function openings(gates, seed, channel) {
  const flips = [];
  let shut = 0;
  gates.forEach((stretches, i) => {
    let k = 0;
    const draw = () => uniform(seed, channel * gates.length + i, k++);
    let open = draw() < stretches[0].steady;
    if (!open) shut++;
    for (const { from, to, steady, tau } of stretches) {
      let t = from;
      while ((t -= (tau * Math.log(draw())) / (open ? 1 - steady : steady)) < to) {
        flips.push(open ? t : -t); // a gate that shuts at t, or opens
        open = !open;
      }
    }
  });
  flips.sort((a, b) => Math.abs(a) - Math.abs(b));
  const edges = shut ? [] : [0];
  for (const flip of flips) {
    const change = Math.sign(flip);
    if (shut === 0 || shut + change === 0) edges.push(Math.abs(flip));
    shut += change;
  }
  return shut ? edges : [...edges, Infinity];
}

/** Every gate of a channel, each as often as its power says, in the stretches of the clamp. */
function clamped(spec, values) {
  const stretches = spec.clamped.map(([from, V], i) => {
    const to = spec.clamped[i + 1]?.[0] ?? spec.x.range[1];
    return { from, to, rates: outputs(spec.kinetics, { ...values, V: values[V] ?? V }) };
  });
  return spec.gates.flatMap(({ name, power }) =>
    Array(power).fill(stretches.map(({ from, to, rates }) => ({ from, to, steady: rates[`${name}_infty`], tau: rates[`tau_${name}`] }))),
  );
}

/** The probability that a channel is open at time t: each gate relaxes from its steady state at first to the next. */
const probability = (gates, t) =>
  gates.reduce((product, stretches) => {
    let x = stretches[0].steady;
    for (const { from, to, steady, tau } of stretches) if (from <= t) x = steady + (x - steady) * Math.exp((from - Math.min(t, to)) / tau);
    return product * x;
  }, 1);

/** The record of one channel: at the height of its number, and raised while it is open. */
function single(number, edges, end) {
  const x = [0, ...edges.flatMap((t) => [Math.min(t, end), Math.min(t, end)]), end];
  return { x, y: x.map((_, k) => number + (k % 4 > 1 ? 0.7 : 0)) };
}

export const gating = {
  compute(spec, values) {
    const { N } = values;
    const { n, range } = spec.x;
    const gates = clamped(spec, values);
    const t = spaced(...range, n);
    const change = new Float64Array(n + 1);
    const lines = [];
    const singles = spec.lines.length - 4;
    for (let channel = 0; channel < N; channel++) {
      const edges = openings(gates, values.run, channel);
      if (channel < singles) lines.push(single(channel + 1, edges, range[1]));
      edges.forEach((at, k) => (change[Math.min(n, Math.ceil((at / range[1]) * (n - 1)))] += k % 2 ? -1 : 1));
    }
    let open = 0;
    const share = t.map((_, k) => (open += change[k]) / N);
    const mean = t.map((at) => probability(gates, at));
    const deviation = mean.map((p) => Math.sqrt((p * (1 - p)) / N));
    for (const y of [share, mean, mean.map((p, k) => p + deviation[k]), mean.map((p, k) => p - deviation[k])]) lines.push({ x: t, y });
    const at = Math.round((spec.clamped[2][0] / range[1]) * (n - 1));
    const counts = { N: String(N), open: String(Math.round(share[at] * N)) };
    const facts = { says: ["open"], t: t[at], ...counts, share: share[at], mean: mean[at], deviation: deviation[at] };
    return { lines, points: [], rules: [spec.clamped[1][0], spec.clamped[2][0]], facts };
  },
  reading: (spec, { facts }, i) => (spec.lines[i].name in facts ? number(facts[spec.lines[i].name]) : ""),
};
