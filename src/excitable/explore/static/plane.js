// The phase plane of a model with two states: nullclines, flow, equilibria, limit cycles, and the orbit from a start.
// plane.py computes the same; there the cycles come from collocation, here from one turn round the equilibrium.

import { fill, number, withUnit } from "./describe.js";
import { integrate } from "./integrate.js";
import { functions, parameters, spaced, zeros } from "./model.js";

const FAR = 150; // mV, from where on an orbit is left alone
const FRAMES = 401;
const ROUND = 201; // points of a cycle
const LONGEST = 1500; // ms that a turn may last

const stages = () => Array.from({ length: 5 }, () => new Float64Array(2));

/** One step of Runge and Kutta's fourth-order method for two states; `k` is room for its stages. */
function step(f, u, h, k) {
  const [a, b, c, d, v] = k;
  f(u, a);
  for (let i = 0; i < 2; i++) v[i] = u[i] + 0.5 * h * a[i];
  f(v, b);
  for (let i = 0; i < 2; i++) v[i] = u[i] + 0.5 * h * b[i];
  f(v, c);
  for (let i = 0; i < 2; i++) v[i] = u[i] + h * c[i];
  f(v, d);
  for (let i = 0; i < 2; i++) u[i] += (h / 6) * (a[i] + 2 * b[i] + 2 * c[i] + d[i]);
}

/**
 * Once round the equilibrium `e`, from the ray n = e.n, V > e.V that starts in it, back to the ray; against time where h < 0.
 * @returns {{V: number, t: number}|null}  where and when; null for an orbit that ends in one of the `sinks`
 */
function turn(f, V, e, sinks, h) {
  const u = Float64Array.of(V, e.n);
  const before = new Float64Array(2);
  const k = stages();
  for (let t = 0; Math.abs(t) < LONGEST; t += h) {
    before.set(u);
    step(f, u, h, k);
    if ((u[1] - e.n) * h >= 0 && (before[1] - e.n) * h < 0 && u[0] > e.V) {
      let part = h;
      for (let corrections = 0; corrections < 3; corrections++) {
        f(u, k[0]);
        part += (e.n - u[1]) / k[0][1];
        u.set(before);
        step(f, u, part, k);
      }
      return { V: u[0], t: Math.abs(t + part) };
    }
    for (const { V, n, near } of sinks) if (Math.abs(u[0] - V) < near && Math.abs(u[1] - n) < near / 100) return null;
  }
  return null;
}

/** The limit cycles round `e`: how a turn changes the distance from it, log(after/before), is 0 there. */
function cycles(f, e, sinks, h, reach) {
  const growth = (a) => {
    const back = turn(f, e.V + Math.exp(a), e, sinks, h);
    return back ? Math.log(back.V - e.V) - a : -Infinity;
  };
  const scan = Array.from(spaced(Math.log(0.5), Math.log(reach - e.V), 12), (a) => ({ a, r: growth(a) }));
  const top = scan.findIndex((q, k) => q.r < 0 && q.r > scan[k - 1]?.r && q.r > scan[k + 1]?.r);
  if (top > 0) scan.push(...highest(growth, ...scan.slice(top - 1, top + 2)));
  scan.sort((p, q) => p.a - q.a);
  const found = [];
  for (let k = 1; k < scan.length; k++) {
    const [below, above] = [scan[k - 1], scan[k]];
    if (below.r > 0 === above.r > 0) continue;
    const a = root(growth, { ...below }, { ...above });
    if (a === null) continue;
    // An unstable cycle attracts against time, so that way it is found more precisely.
    const stable = below.r > 0;
    const { V } = turn(f, e.V + Math.exp(a), e, sinks, stable ? h : -h);
    found.push({ V, n: e.n, period: turn(f, V, e, sinks, stable ? h : -h).t, stable });
  }
  return found;
}

/** A place near q, between p and s, where f is positive, by golden section; two cycles about to merge lie on either side of it. */
function highest(f, p, q, s) {
  for (let tries = 0; tries < 10; tries++) {
    const left = q.a - p.a > s.a - q.a;
    const a = q.a + 0.382 * (left ? p.a - q.a : s.a - q.a);
    const here = { a, r: f(a) };
    if (here.r > 0) return [here];
    if (here.r > q.r) [p, q, s] = left ? [p, here, q] : [q, here, s];
    else if (left) p = here;
    else s = here;
  }
  return [];
}

/** The zero of f between p and q by false position, halving where one end has no value (Illinois); null if it jumps there. */
function root(f, p, q) {
  let side = 0;
  for (let tries = 0; tries < 60 && Math.abs(q.a - p.a) > 1e-12; tries++) {
    const finite = Number.isFinite(p.r) && Number.isFinite(q.r);
    if (!finite && Math.abs(q.a - p.a) < 1e-5) return null;
    const a = finite ? (p.a * q.r - q.a * p.r) / (q.r - p.r) : (p.a + q.a) / 2;
    const r = f(a);
    if (Math.abs(r) < 1e-8 || (Math.abs(r) < 0.01 && Math.abs(q.a - p.a) < 1e-9)) return a;
    if (r > 0 === q.r > 0) {
      [q.a, q.r] = [a, r];
      if (side === 1) p.r /= 2;
      side = 1;
    } else {
      [p.a, p.r] = [a, r];
      if (side === -1) q.r /= 2;
      side = -1;
    }
  }
  return null;
}

/** A cycle as a closed curve; an unstable one is followed backwards in time, where it attracts. */
function curveOf(f, { V, n, period, stable }, h) {
  const parts = Math.ceil(period / (ROUND - 1) / h);
  const u = Float64Array.of(V, n);
  const k = stages();
  const [x, y] = [new Float64Array(ROUND).fill(V), new Float64Array(ROUND).fill(n)];
  for (let i = 1; i < ROUND - 1; i++) {
    for (let j = 0; j < parts; j++) step(f, u, ((stable ? 1 : -1) * period) / (ROUND - 1) / parts, k);
    const place = stable ? i : ROUND - 1 - i;
    [x[place], y[place]] = u;
  }
  return { x, y };
}

/** Node, focus or saddle, stable or not, from trace and determinant of the Jacobian. */
function kindOf([f_V, f_n, g_V, g_n]) {
  const trace = f_V + g_n;
  const determinant = f_V * g_n - f_n * g_V;
  if (determinant < 0) return "saddle";
  return `${trace < 0 ? "stable" : "unstable"} ${trace ** 2 < 4 * determinant ? "focus" : "node"}`;
}

/** What does not depend on the start of the orbit. */
function portrait(spec, values) {
  const p = parameters(spec.model, values);
  const { rhs } = functions(spec.model);
  const f = (u, du) => rhs(u, p, du);
  const compute = functions(spec.nullclines).output;
  const q = [0, 0, ...p];
  const out = [];
  const at = (V, n, which) => {
    [q[0], q[1]] = [V, n];
    compute(q, q, out);
    return out[which];
  };
  const [lo, hi] = spec.plane.x;
  const x = spaced(lo, hi, 241);
  const named = { V_nullcline: { x, y: x.map((V) => at(V, 0, 0)) }, n_nullcline: { x, y: x.map((V) => at(V, 0, 1)) } };
  const equilibria = zeros((V) => at(V, 0, 2), spaced(-FAR, FAR, 601)).map((V) => {
    const n = at(V, 0, 1);
    at(V, n, 0);
    return { V, n, kind: kindOf(out.slice(3)) };
  });
  const last = equilibria[equilibria.length - 1];
  const stable = equilibria.filter((e) => e.kind.startsWith("stable"));
  const sinks = stable.map((e) => ({ ...e, near: e === last ? 0.02 : 2 }));
  const all = cycles(f, last, sinks, spec.dt, hi + 40).map((cycle) => ({ ...cycle, ...curveOf(f, cycle, spec.dt) }));
  for (const isStable of [true, false]) {
    const cycle = all.find((one) => one.stable === isStable) ?? { x: [], y: [] };
    named[isStable ? "stable_cycle" : "unstable_cycle"] = { x: cycle.x, y: cycle.y };
  }
  const [wide, high] = [spaced(...spec.plane.x, 13).subarray(1, 12), spaced(...spec.plane.y, 11).subarray(1, 10)];
  const arrows = { panel: spec.plane.panel, x: [], y: [], dx: [], dy: [] };
  const du = [0, 0];
  for (const n of high) {
    for (const V of wide) {
      f([V, n], du);
      arrows.x.push(V);
      arrows.y.push(n);
      arrows.dx.push(du[0]);
      arrows.dy.push(du[1]);
    }
  }
  const extremes = ({ x }) => [Math.min(...x), Math.max(...x)];
  const facts = all.map((cycle) => ({ stable: cycle.stable, period: cycle.period, extremes: extremes(cycle) }));
  return { f, named, arrows, facts: { equilibria, cycles: facts } };
}

const portraits = new WeakMap();

/** The portrait for these values; the same as before if only the start of the orbit has moved. */
function kept(spec, values) {
  const key = parameters(spec.model, values).join();
  if (portraits.get(spec)?.key !== key) portraits.set(spec, { key, ...portrait(spec, values) });
  return portraits.get(spec);
}

/** The orbit from (V_0, n_0) for T_0 ms, forwards or backwards in time; it stands still where it has left the picture far behind. */
function orbit(f, { V_0, n_0, T_0, direction }, tolerance) {
  const sign = direction ? -1 : 1;
  const lost = (u) => Math.abs(u[0]) > FAR || Math.abs(u[1]) > 3;
  const field = (u, du) => {
    f(u, du);
    for (let i = 0; i < 2; i++) du[i] *= lost(u) ? 0 : sign;
  };
  const times = spaced(0, T_0, FRAMES);
  const [V, n] = integrate(field, times, Float64Array.of(V_0, n_0), tolerance);
  return { times, V, n, lost: lost([V[FRAMES - 1], n[FRAMES - 1]]) };
}

const markOf = (kind) => (kind === "saddle" ? kind : kind.split(" ")[0]);

export const plane = {
  compute(spec, values, tolerance) {
    const { f, named, arrows, facts } = kept(spec, values);
    const { times, V, n, lost } = orbit(f, values, tolerance);
    const blank = (v) => v?.map((x) => x ?? NaN);
    const diagram = Object.fromEntries(Object.entries(spec.diagram ?? {}).map(([name, { x, y }]) => [name, { x, y: blank(y) }]));
    const all = { ...named, ...diagram, orbit: { x: V, y: n }, V: { x: times, y: V } };
    const place = (name) => spec.lines.findIndex((line) => line.name === name);
    const points = [
      { line: place("orbit"), x: V, y: n, mark: "now" },
      { line: place("V"), x: times, y: V, mark: "now" },
      { line: place("orbit"), x: values.V_0, y: values.n_0, mark: "start" },
    ];
    for (const { V, n, kind } of facts.equilibria) points.push({ line: place("orbit"), x: V, y: n, mark: markOf(kind), look: "ink" });
    const rules = [];
    if (spec.diagram) {
      rules.push({ panel: 0, x: values.I });
      for (const { V, kind } of facts.equilibria) points.push({ line: place("resting"), x: values.I, y: V, mark: markOf(kind) });
      for (const { stable, extremes } of facts.cycles) {
        const mark = stable ? "stable" : "unstable";
        for (const V of extremes) points.push({ line: place(`${mark}_cycles`), x: values.I, y: V, mark });
      }
    }
    const end = { V: V[FRAMES - 1], n: n[FRAMES - 1], lost };
    return { lines: spec.lines.map(({ name }) => all[name]), points, rules, arrows, times: Array.from(times), facts: { ...facts, end } };
  },
  describe(spec, { facts }, values) {
    const { words } = spec;
    const mV = (v) => `${number(v)} mV`;
    const ms = (v) => `${number(v)} ms`;
    const at = fill(words.given, { I: withUnit(number(values.I), "µA/cm²") });
    const equilibria = facts.equilibria.map(({ V, kind }) => fill(words.equilibrium, { kind: words[kind], V: mV(V) }));
    const cycles = facts.cycles.map(({ stable, period, extremes: [lowest, highest] }) =>
      fill(stable ? words.cycle : words.repeller, { period: ms(period), lowest: mV(lowest), highest: mV(highest) }));
    const found = [...equilibria, ...(cycles.length ? cycles : [words.acyclic])].join(words.semicolon);
    const end = { V_0: mV(values.V_0), n_0: number(values.n_0), T_0: ms(values.T_0), V: mV(facts.end.V), n: number(facts.end.n) };
    const way = facts.end.lost ? words.escape : values.direction ? words.backward : words.forward;
    return at + found + words.stop + words.gap + fill(way, end) + words.stop;
  },
  reading: (spec, { lines, times, now }, i) => (spec.lines[i].name === "V" ? `${number(lines[i].y[times.indexOf(now)])} mV` : ""),
};
