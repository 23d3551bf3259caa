// Compartments of membrane in a row, stepped as excitable/staggered.py and cable.py step them in Python.
// Joined by axial conductances they are a cable; unjoined, each with a current of its own, they make an f–I curve.

import { functions, parameters } from "./model.js";

const BIN = 0.003; // mV, the grain of the tables: rates are read at the nearest of their voltages
const LOW = -200;
const LAST = 133333;

const keptTables = new WeakMap();

/**
 * The gates' tables: in a step of dt a gate goes from x to A(V) x + B(V), two numbers for each gate in each bin, computed when
 * first wanted and kept as long as nothing changes on which they depend.
 */
function tables({ kinetics, gates }, values, dt) {
  const p = parameters(kinetics, values);
  const key = [dt, values.V, ...p.filter((_, i) => i && kinetics.output.includes(`=p[${i}];`))].join();
  if (keptTables.get(kinetics)?.key === key) return keptTables.get(kinetics);
  const n = gates.length;
  const { output } = functions(kinetics);
  const out = [];
  const table = new Float64Array(2 * n * (LAST + 1));
  const at = (V) => {
    const bin = Math.min(LAST, Math.max(0, Math.floor(V * (1 / BIN) + (0.5 - LOW / BIN))));
    const i = 2 * n * bin;
    if (table[i] === 0) {
      p[0] = LOW + BIN * bin;
      output([], p, out);
      for (let g = 0; g < n; g++) {
        table[i + 2 * g] = Math.exp(-dt / out[n + g]);
        table[i + 2 * g + 1] = -Math.expm1(-dt / out[n + g]) * out[g];
      }
    }
    return i;
  };
  if (n) at(values.V);
  keptTables.set(kinetics, { key, table, at, start: out.slice(0, n) });
  return keptTables.get(kinetics);
}

/**
 * One kind of membrane, ready to be stepped.
 * @param {object} spec  the JavaScript of `Membrane.kinetics` and `.conductances`, and the names of the gates
 * @param {Object<string, number>} values  every parameter's, and V at the start, where the gates are at their steady state
 * @param {number} dt  ms
 */
export function stepped(spec, values, dt) {
  const p = Float64Array.from(spec.conductances.parameters, (name) => values[name] ?? 0);
  return { C: values.C, ...tables(spec, values, dt), conduct: functions(spec.conductances).output, p };
}

/**
 * Hines's (1984) staggered Crank–Nicolson steps: V at whole steps, gates at half steps.
 *
 *     C (V' − V)/dt = I + D − G V½ + axial currents at V½,   V½ = (V + V')/2
 *
 * V is advanced in place; whoever pulls the steps reads it, and may change I, in between.
 * @param {{area: ArrayLike<number>, link: ArrayLike<number>, I: ArrayLike<number>, membranes: object[]}} row  cm²; mS between a
 *   compartment and the next; µA; from `stepped`
 * @param {number[]} jumps  steps at whose beginning the current jumps: two implicit half steps, so that V does not ring on
 * @returns {Generator<number>}  the number of steps done
 */
export function* march({ area, link, I, membranes }, V, dt, steps, jumps = []) {
  const n = V.length;
  const c = dt / 2;
  const gates = Math.max(...membranes.map(({ start }) => start.length));
  const x = new Float64Array(n * gates);
  membranes.forEach(({ start }, i) => x.set(start, i * gates));
  const [inertia, diagonal, drive, share, half] = Array.from({ length: 5 }, () => new Float64Array(n));
  const out = [0, 0];
  const solve = (U) => {
    for (let i = 0; i < n; i++) half[i] = inertia[i] * U[i] + drive[i] - (i && share[i] * half[i - 1]);
    for (let i = n - 1; i >= 0; i--) half[i] = (half[i] + (i < n - 1 && c * link[i] * half[i + 1])) / diagonal[i];
  };
  for (let step = 1; step <= steps; step++) {
    for (let i = 0; i < n; i++) {
      const { C, start, conduct, p } = membranes[i];
      for (let g = 0; g < start.length; g++) p[g] = x[i * gates + g];
      conduct([], p, out);
      inertia[i] = C * area[i];
      drive[i] = c * (area[i] * out[1] + I[i]);
      diagonal[i] = inertia[i] + c * (area[i] * out[0] + (i && link[i - 1]) + (i < n - 1 && link[i]));
      if (i) {
        share[i] = (-c * link[i - 1]) / diagonal[i - 1];
        diagonal[i] += share[i] * c * link[i - 1];
      }
    }
    solve(V);
    if (jumps.includes(step - 1)) {
      solve(half);
      V.set(half);
    } else for (let i = 0; i < n; i++) V[i] = 2 * half[i] - V[i];
    for (let i = 0; i < n; i++) {
      const { start, table, at } = membranes[i];
      const from = start.length && at(V[i]);
      for (let g = 0; g < start.length; g++) x[i * gates + g] = table[from + 2 * g] * x[i * gates + g] + table[from + 2 * g + 1];
    }
    yield step;
  }
}
