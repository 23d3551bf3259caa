// V along a cable: a passive one cut into rooms, and an action potential on an axon. cables.py computes the same.

import { rises } from "./courses.js";
import { quantity } from "./describe.js";
import { march, stepped } from "./march.js";
import { outputs, spaced } from "./model.js";

/**
 * A movie of V along x, with `others`, more lines over x.
 * @param {object} cable  length (cm) and membrane of each compartment; d (cm), Ra (Ω cm), the current in nA, V at rest
 */
function* movie(spec, { lengths, membranes, d, Ra, nA, rest }, ...others) {
  const walls = [0];
  for (const length of lengths) walls.push(walls[walls.length - 1] + length);
  const centres = lengths.map((length, i) => walls[i] + length / 2);
  const half = lengths.map((length) => (2 * Ra * length) / (1e3 * Math.PI * d * d)); // kΩ from the centre to an end
  const row = {
    area: lengths.map((length) => Math.PI * d * length),
    link: half.slice(1).map((one, i) => 1 / (half[i] + one)),
    I: lengths.map((_, i) => (i ? 0 : 1e-3 * nA)),
    membranes,
  };
  const steps = Math.round(spec.t_end / spec.dt);
  const off = Math.round(spec.pulse / spec.dt);
  const V = new Float64Array(lengths.length).fill(rest);
  const rows = [V.slice()];
  for (const k of march(row, V, spec.dt, steps, [0, off])) {
    rows.push(V.slice());
    if (k === off) row.I[0] = 0;
    if (k % 16 === 0) yield k / steps;
  }
  const t = rows.map((_, k) => k * spec.dt);
  const shown = t.map((_, k) => k).filter((k) => k % spec.every === 0);
  const width = (spec.stairs ? 2 : 1) * lengths.length;
  const y = new Float64Array(shown.length * width);
  shown.forEach((k, frame) => {
    for (let i = 0; i < width; i++) y[frame * width + i] = rows[k][spec.stairs ? i >> 1 : i];
  });
  const x = spec.stairs ? Array.from({ length: width }, (_, i) => walls[(i + 1) >> 1]) : centres;
  const at = spec.places.map((place) => centres.findIndex((centre) => centre >= place)).map((i) => (i < 0 ? lengths.length - 1 : i));
  const looks = spec.lines.filter(({ panel }) => panel === 1).map(({ look }) => look);
  return {
    lines: [{ x: x.map((place) => spec.scale * place), y }, ...others, ...at.map((i) => ({ x: t, y: rows.map((V) => V[i]) }))],
    points: at.map((i, k) => ({ line: 0, look: looks[k], x: shown.map(() => spec.scale * centres[i]), y: shown.map((k) => rows[k][i]) })),
    rules: [],
    times: shown.map((k) => t[k]),
    last: rows[off],
  };
}

/** Over time, V at the present; beside V along x, the speed. */
function present(spec, { lines, facts, now }, i) {
  if (spec.lines[i].panel === 1) return quantity(lines[i].y[Math.round(now / spec.dt)], "mV");
  return facts.V === undefined ? "" : `→ ${quantity(facts.V, "m/s")}`;
}

export const rooms = {
  *compute(spec, values) {
    const { N, Ra, g_L, C, I_0 } = values;
    const d = 1e-4 * values.d;
    const membrane = stepped(spec.membrane, { ...values, V: 0, E_L: 0 }, spec.dt);
    const cable = { lengths: Array(N).fill(spec.length / N), membranes: Array(N).fill(membrane), d, Ra, nA: I_0, rest: 0 };
    const fibre = { a: d / 2, r_M: 1e3 / g_L, rho: Ra, c_M: C, l: spec.length, I_0, V_l: 0 };
    const { lambda, tau } = outputs(spec.constants, fibre);
    const steady = (x) => outputs(spec.steady, { ...fibre, x }).V_sealed;
    const x = spaced(0, spec.length, 101);
    const { last, ...curves } = yield* movie(spec, cable, { x: x.map((at) => 10 * at), y: x.map(steady) });
    curves.points.push({ line: 1, x: 10 * lambda, y: steady(lambda), label: "λ" });
    const [first, near, far] = [last[0], steady(0), steady(spec.length)];
    return { ...curves, facts: { says: ["rooms"], first, last: last[N - 1], near, far, lamda: 10 * lambda, tau, pulse: spec.pulse } };
  },
  reading: present,
};

export const impulse = {
  *compute(spec, values) {
    const d = 1e-4 * values.d;
    const rest = spec.start[0];
    const membrane = stepped(spec.membrane, { ...values, V: rest }, spec.dt);
    let lengths = Array(spec.n).fill(spec.length / spec.n);
    let membranes = Array(spec.n).fill(membrane);
    if (spec.sheath) {
      const layers = (2 * spec.layer) / (d * -Math.log(values.g));
      const wound = Object.entries(spec.sheath.values).map(([name, v]) => [name, name === "C" || name.startsWith("g_") ? layers * v : v]);
      const myelin = stepped(spec.sheath, { ...Object.fromEntries(wound), V: rest }, spec.dt);
      const internode = values.Delta_x / 10;
      const units = Array(Math.round(spec.length / internode));
      lengths = [spec.node, ...units.fill([...Array(spec.n).fill(internode / spec.n), spec.node]).flat()];
      membranes = [membrane, ...units.fill([...Array(spec.n).fill(myelin), membrane]).flat()];
    }
    const { last, ...curves } = yield* movie(spec, { lengths, membranes, d, Ra: values.Ra, nA: spec.strength * values.d ** 1.5, rest });
    const [near, far] = curves.points.map((point) => point.x[0]);
    const traces = curves.lines.slice(-2);
    const [[first], [second]] = traces.map((line) => rises(line, spec.level));
    const arrives = { says: ["arrives"], first, second, peak: Math.max(...traces[1].y), V: (10 * (far - near)) / (second - first) };
    return { ...curves, facts: first && second ? arrives : { says: ["fails"], t_end: spec.t_end } };
  },
  reading: present,
};
