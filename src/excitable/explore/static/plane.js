// The phase plane of a model with two states: nullclines, flow, equilibria, limit cycles, and the orbit from a start.
// plane.py computes the same; it finds all limit cycles once, and the page goes round those at the present current.

import { listed, quantity } from "./describe.js";
import { integrate } from "./integrate.js";
import { functions, parameters, spaced, zeros } from "./model.js";

const FAR = 150; // mV, from where on an orbit is left alone
const FRAMES = 401;
const ROUND = 201; // points of a cycle

/** The flow, against time if asked. */
const along = (f, backwards) => (u, du) => {
  f(u, du);
  if (backwards) for (let i = 0; i < 2; i++) du[i] = -du[i];
};

/**
 * A limit cycle as a closed curve from V, n, where n rises. A few turns correct its period, by how late it comes back to n, and
 * lead onto it: a stable cycle attracts in time, an unstable one against time.
 */
function cycle(f, n, { V, period, stable }, tolerance) {
  const field = along(f, !stable);
  const du = [0, 0];
  let x, y, before;
  for (let off = 1, turns = 0; off > 1e-4 && turns < 12; turns++) {
    [x, y] = integrate(field, spaced(0, period, ROUND), Float64Array.of(V, n), tolerance);
    const [V_end, n_end] = [x[ROUND - 1], y[ROUND - 1]];
    field([V_end, n_end], du);
    const late = (n - n_end) / du[1];
    const change = V_end + late * du[0] - V;
    period += late;
    if (Math.abs(late) < 0.01) {
      const slope = before ? (change - before.change) / (V - before.V) : -1;
      before = { V, change };
      V -= change / Math.min(-0.02, Math.max(-1, slope)); // a secant: near a fold or a Hopf point a cycle attracts slowly
    }
    off = Math.abs(late) + Math.abs(change);
  }
  if (!stable) for (const row of [x, y]) row.reverse();
  return { x, y, period, stable, extremes: [Math.min(...x), Math.max(...x)] };
}

/** The limit cycles at the current I, between their neighbours on the branches. */
function* starts(branches, I) {
  for (const branch of branches) {
    for (let k = 1; k < branch.length; k++) {
      const [[I_a, V_a, period_a], [I_b, V_b, period_b, stable]] = [branch[k - 1], branch[k]];
      if (I_a <= I === I_b <= I) continue;
      const part = (I - I_a) / (I_b - I_a);
      yield { V: V_a + part * (V_b - V_a), period: period_a + part * (period_b - period_a), stable };
    }
  }
}

/** Node, focus or saddle, stable or not, from trace and determinant of the Jacobian. */
export function kindOf(trace, determinant) {
  if (determinant < 0) return "saddle";
  return `${trace < 0 ? "stable" : "unstable"} ${trace ** 2 < 4 * determinant ? "focus" : "node"}`;
}

/** What does not depend on the start of the orbit. */
function portrait(spec, values, f, tolerance) {
  const compute = functions(spec.nullclines).output;
  const q = [0, 0, ...parameters(spec.model, values)];
  const at = (V, n) => {
    const out = [];
    [q[0], q[1]] = [V, n];
    compute(q, q, out);
    return out;
  };
  const x = spaced(...spec.plane.x, 241);
  const equilibria = zeros((V) => at(V, 0)[2], spaced(-FAR, FAR, 601)).map((V) => {
    const n = at(V, 0)[1];
    const [f_V, f_n, g_V, g_n] = at(V, n).slice(3);
    return { V, n, kind: kindOf(f_V + g_n, f_V * g_n - f_n * g_V) };
  });
  const { n } = equilibria[equilibria.length - 1];
  const cycles = [...starts(spec.cycles, values.I)].map((start) => cycle(f, n, start, tolerance)).sort((a, b) => a.x[0] - b.x[0]);
  const round = (stable) => cycles.find((one) => one.stable === stable) ?? { x: [], y: [] };
  const lines = {
    V_nullcline: { x, y: x.map((V) => at(V, 0)[0]) },
    n_nullcline: { x, y: x.map((V) => at(V, 0)[1]) },
    stable_cycle: round(true),
    unstable_cycle: round(false),
  };
  const wide = Array.from(spaced(...spec.plane.x, 13).subarray(1, 12));
  const places = Array.from(spaced(...spec.plane.y, 11).subarray(1, 10)).flatMap((n) => wide.map((V) => [V, n]));
  const flow = places.map((u) => {
    const du = [0, 0];
    f(u, du);
    return du;
  });
  const [column, rate] = [(i) => places.map((u) => u[i]), (i) => flow.map((du) => du[i])];
  const arrows = { panel: spec.plane.panel, x: column(0), y: column(1), dx: rate(0), dy: rate(1) };
  return { lines, arrows, equilibria, cycles: cycles.map(({ x, y, ...facts }) => facts) };
}

const portraits = new WeakMap();

/** The portrait for these values; the same as before if only the start of the orbit has moved. */
function kept(spec, values, f, tolerance) {
  const key = parameters(spec.model, values).join();
  if (portraits.get(spec)?.key !== key) portraits.set(spec, { key, ...portrait(spec, values, f, tolerance) });
  return portraits.get(spec);
}

/** The orbit from (V_0, n_0) for T_0 ms, forwards or backwards in time; it stands still where it has left the picture far behind. */
function orbit(f, { V_0, n_0, T_0, direction }, tolerance) {
  const lost = (u) => Math.abs(u[0]) > FAR || Math.abs(u[1]) > 3;
  const field = along(f, direction);
  const times = spaced(0, T_0, FRAMES);
  const inside = (u, du) => (lost(u) ? du.fill(0) : field(u, du));
  const [V, n] = integrate(inside, times, Float64Array.of(V_0, n_0), tolerance);
  return { times, V, n, end: { V: V[FRAMES - 1], n: n[FRAMES - 1], lost: lost([V[FRAMES - 1], n[FRAMES - 1]]) } };
}

/** The shape of a point: "stable", "unstable" or "saddle". */
const markOf = (kind) => kind.split(" ")[0];

export const plane = {
  compute(spec, values, tolerance) {
    const { rhs } = functions(spec.model);
    const p = parameters(spec.model, values);
    const f = (u, du) => rhs(u, p, du);
    const { lines, arrows, equilibria, cycles } = kept(spec, values, f, tolerance);
    const { times, V, n, end } = orbit(f, values, tolerance);
    const all = { ...lines, orbit: { x: V, y: n }, V: { x: times, y: V } };
    const place = (name) => spec.lines.findIndex((line) => line.name === name);
    const points = [
      { line: place("orbit"), x: V, y: n, mark: "now" },
      { line: place("V"), x: times, y: V, mark: "now" },
      { line: place("orbit"), x: values.V_0, y: values.n_0, mark: "start" },
    ];
    for (const { V, n, kind } of equilibria) points.push({ line: place("orbit"), x: V, y: n, mark: markOf(kind), look: "ink" });
    const rules = [];
    if (spec.diagram) {
      for (const [name, { x, y }] of Object.entries(spec.diagram)) all[name] = { x, y: y.map((V) => V ?? NaN) };
      rules.push({ panel: 0, x: values.I });
      for (const { V, kind } of equilibria) points.push({ line: place("resting"), x: values.I, y: V, mark: markOf(kind) });
      for (const { stable, extremes } of cycles) {
        const mark = stable ? "stable" : "unstable";
        for (const V of extremes) points.push({ line: place(`${mark}_cycles`), x: values.I, y: V, mark });
      }
    }
    const found = [
      ...equilibria.map(({ kind, V }) => ["equilibrium", { kind: spec.words[kind], V }]),
      ...cycles.map(({ stable, period, extremes: [lowest, highest] }) => [stable ? "cycle" : "repeller", { period, lowest, highest }]),
    ];
    if (!cycles.length) found.push("acyclic");
    const { V_0, n_0, T_0, I, direction } = values;
    const says = [["given", { I }], ...listed(found, "semicolon"), [end.lost ? "escape" : direction ? "backward" : "forward", { V_0, n_0, T_0, ...end }]];
    const facts = { equilibria, cycles, end, says };
    return { lines: spec.lines.map(({ name }) => all[name]), points, rules, arrows, times: Array.from(times), facts };
  },
  reading: (spec, { lines, times, now }, i) => (spec.lines[i].name === "V" ? quantity(lines[i].y[times.indexOf(now)], "mV") : ""),
};
