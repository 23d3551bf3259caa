// One membrane solved by a method and a step of the reader's choice. steps.py computes the same.

import { rises } from "./courses.js";
import { fill, number } from "./describe.js";
import { integrate } from "./integrate.js";
import { march, stepped } from "./march.js";
import { functions, parameters, spaced } from "./model.js";

const LOST = 500; // mV: farther out no membrane goes

const moved = (y, dt, rates) => y.map((u, i) => u + dt * rates[i]);

/** Rates of change as a new array, for steppers that need several at once. */
function slopes(spec, p) {
  const { rhs } = functions(spec.model);
  return (y) => {
    const dy = [];
    rhs(y, p, dy);
    return dy;
  };
}

function* euler(spec, y, p, dt) {
  const f = slopes(spec, p);
  for (;;) {
    y = moved(y, dt, f(y));
    yield y[0];
  }
}

function* rungeKutta(spec, y, p, dt) {
  const f = slopes(spec, p);
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
function* exponential({ membrane: { kinetics, conductances, gates } }, [V, ...x], p, dt, values) {
  const n = gates.length;
  const [rates, conduct] = [functions(kinetics).output, functions(conductances).output];
  const [forRates, forConductances] = [parameters(kinetics, { ...values, V }), new Float64Array([...x, ...p])];
  const [out, GD] = [[], []];
  for (;;) {
    forRates[0] = V;
    forConductances.set(x);
    rates([], forRates, out);
    conduct([], forConductances, GD);
    const heading = (values.I + GD[1]) / GD[0];
    V = heading + (V - heading) * Math.exp((-dt * GD[0]) / values.C);
    for (let g = 0; g < n; g++) x[g] = out[g] + (x[g] - out[g]) * Math.exp(-dt / out[n + g]);
    yield V;
  }
}

function* staggered(spec, [start], p, dt, values, count) {
  const V = Float64Array.of(start);
  const alone = { area: [1], link: [], I: [values.I], membranes: [stepped(spec.membrane, { ...values, V: start }, dt)] };
  for (const _ of march(alone, V, dt, count)) yield V[0];
}

const METHODS = [euler, rungeKutta, exponential, staggered];

export const steps = {
  compute(spec, values, tolerance) {
    const { Delta_t: dt, method } = values;
    const p = parameters(spec.model, values);
    const count = Math.floor(spec.t_end / dt + 1e-9);
    const V = new Float64Array(count + 1).fill(NaN);
    V[0] = spec.start[0];
    let k = 0;
    if (count > 0) {
      for (const here of METHODS[method](spec, [...spec.start], p, dt, values, count)) {
        if (!(Math.abs(here) < LOST)) break;
        V[(k += 1)] = here;
        if (k === count) break;
      }
    }
    const x = V.map((_, i) => i * dt);
    const fine = spaced(0, spec.t_end, spec.x.n + 1);
    const { rhs } = functions(spec.model);
    const [truth] = integrate((y, dy) => rhs(y, p, dy), fine, Float64Array.from(spec.start), tolerance);
    const seen = V.subarray(0, k + 1);
    const facts = {
      steps: k, calls: k * (method === 1 ? 4 : 1), lost: k < count,
      count: rises({ x, y: seen }).length, peak: Math.max(...seen),
      true_count: rises({ x: fine, y: truth }).length, true_peak: Math.max(...truth),
    };
    return { lines: [{ x, y: V }, { x: fine, y: truth }], points: [], rules: [], facts };
  },
  describe({ words }, { facts }) {
    const said = { ...facts, peak: `${number(facts.peak)} mV`, true_peak: `${number(facts.true_peak)} mV` };
    return fill(facts.lost ? words.lost : words.steps, said) + words.stop;
  },
  reading: (spec, { facts }, i) => `${number(i ? facts.true_peak : facts.peak)} mV`,
};
