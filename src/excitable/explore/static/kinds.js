// The kinds of figure by name, and what is asked of each. kinds.py says what a kind is and how to add one.

import { impulse, rooms } from "./cable.js";
import { gating } from "./channels.js";
import { charging, time } from "./courses.js";
import { bars, curve, family } from "./curves.js";
import { said } from "./describe.js";
import { linear } from "./linear.js";
import { plane } from "./plane.js";
import { steps } from "./steps.js";
import { firing } from "./sweep.js";

const KINDS = { bars, charging, curve, family, firing, gating, impulse, linear, plane, rooms, steps, time };

const variants = new WeakMap();

/** The spec of the variant that `values` choose; a spec without variants is its own. */
export function chosen(spec, values) {
  if (!spec.variants) return spec;
  if (!variants.has(spec)) variants.set(spec, spec.variants.map((variant) => ({ ...spec, ...variant, variants: null })));
  return variants.get(spec)[values[spec.choice.name]];
}

/**
 * The curves at these values, as they come: yields progress from 0 to 1, and returns them.
 * @param {object} spec  made by `Explorer.spec()` in Python
 * @param {Object<string, number>} values  every parameter's
 * @param {{rtol?: number, atol?: number}} [tolerance]
 * @returns {Generator<number, Curves>}
 */
export function* computing(spec, values, tolerance) {
  const here = chosen(spec, values);
  const curves = KINDS[here.kind].compute(here, values, tolerance);
  return curves.next ? yield* curves : curves;
}

/** The curves at these values, at once. */
export function compute(spec, values, tolerance) {
  const steps = computing(spec, values, tolerance);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The text alternative: what the figure shows at these values, in the language of the page (with marks). */
export function describe(spec, curves, values) {
  const chosen = spec.choice ? spec.choice.texts[values[spec.choice.name]] + spec.words.colon : "";
  return chosen + said(spec, curves);
}

/** The short text beside a line's name. */
export const reading = (spec, curves, i) => (spec.lines[i].quiet ? "" : (KINDS[spec.kind].reading?.(spec, curves, i) ?? ""));

/** The curves of a figure that moves as they stand at the share `at` of its time. */
export function frame(curves, at) {
  const { times, lines, points } = curves;
  if (!times) return curves;
  const k = Math.round(at * (times.length - 1));
  const still = ({ x, y }) => ({ x, y: y.length > x.length ? y.slice(k * x.length, (k + 1) * x.length) : y });
  const place = (point) => (point.x.length ? { ...point, x: point.x[k], y: point.y[k] } : point);
  return { ...curves, lines: lines.map(still), points: points.map(place), now: times[k] };
}
