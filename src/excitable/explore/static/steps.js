// One membrane solved by a method and a step of the reader's choice. steps.py computes the same.

import { rises } from "./courses.js";
import { quantity } from "./describe.js";
import { integrate } from "./integrate.js";
import { march, stepped } from "./march.js";
import { functions, parameters, spaced } from "./model.js";

const LOST = 500; // mV: farther out no membrane goes

const moved = (y, dt, rates) => y.map((u, i) => u + dt * rates[i]);

function* euler({ f, dt }, y) {
  for (;;) {
    y = moved(y, dt, f(y));
    yield y[0];
  }
}

function* rungeKutta({ f, dt }, y) {
  for (;;) {
    const a = f(y);
    const b = f(moved(y, dt / 2, a));
    const c = f(moved(y, dt / 2, b));
    const d = f(moved(y, dt, c));
    y = y.map((u, i) => u + (dt / 6) * (a[i] + 2 * b[i] + 2 * c[i] + d[i]));
    yield y[0];
  }
}

/** Each variable relaxes towards where it is heading now, while the others stand still. */
function* exponential({ membrane, p, dt, values }, [V, ...x]) {
  const [rates, conduct] = [membrane.kinetics, membrane.conductances].map((model) => functions(model).output);
  const [out, GD] = [[], []];
  for (;;) {
    rates([], [V, ...p], out);
    conduct([], [...x, ...p], GD);
    const heading = (values.I + GD[1]) / GD[0];
    V = heading + (V - heading) * Math.exp((-dt * GD[0]) / values.C);
    x = x.map((gate, g) => out[g] + (gate - out[g]) * Math.exp(-dt / out[x.length + g]));
    yield V;
  }
}

function* staggered({ membrane, dt, values, count }, [start]) {
  const V = Float64Array.of(start);
  const alone = { area: [1], link: [], I: [values.I], membranes: [stepped(membrane, { ...values, V: start }, dt)] };
  for (const _ of march(alone, V, dt, count)) yield V[0];
}

const METHODS = [euler, rungeKutta, exponential, staggered];

export const steps = {
  compute(spec, values, tolerance) {
    const { Delta_t: dt, method } = values;
    const { rhs } = functions(spec.model);
    const p = parameters(spec.model, values);
    const f = (y) => {
      const dy = [];
      rhs(y, p, dy);
      return dy;
    };
    const count = Math.floor(spec.t_end / dt + 1e-9);
    const seen = [spec.start[0]];
    for (const V of METHODS[method]({ f, p, dt, values, count, membrane: spec.membrane }, [...spec.start])) {
      if (seen.length > count || !(Math.abs(V) < LOST)) break;
      seen.push(V);
    }
    const x = Float64Array.from({ length: count + 1 }, (_, i) => i * dt);
    const V = x.map((_, i) => seen[i] ?? NaN);
    const fine = spaced(0, spec.t_end, spec.x.n + 1);
    const [truth] = integrate((y, dy) => rhs(y, p, dy), fine, Float64Array.from(spec.start), tolerance);
    const taken = seen.length - 1;
    const facts = {
      says: [taken < count ? "lost" : "steps"],
      steps: String(taken), calls: String(taken * (method === 1 ? 4 : 1)),
      count: String(rises({ x, y: seen }).length), peak: Math.max(...seen),
      true_count: String(rises({ x: fine, y: truth }).length), true_peak: Math.max(...truth),
    };
    return { lines: [{ x, y: V }, { x: fine, y: truth }], points: [], rules: [], facts };
  },
  reading: (spec, { facts }, i) => quantity(i ? facts.true_peak : facts.peak, "mV"),
};
