// Kinds without time: outputs against a parameter, against a voltage, and as bars. curves.py computes the same.

import { listed, number, quantity, setting } from "./describe.js";
import { functions, parameters, spaced, zeros } from "./model.js";

/** The functions of one variable that the lines show; the variable is a parameter or a state. */
function shown(spec, values) {
  const { output } = functions(spec.model);
  const { states, outputs } = spec.model;
  return spec.lines.map((line) => {
    const y = Float64Array.from(spec.start);
    const p = parameters(spec.model, values, line.set);
    const [swept, i] = states.includes(spec.over) ? [y, states.indexOf(spec.over)] : [p, spec.model.parameters.indexOf(spec.over)];
    const wanted = outputs.indexOf(line.name);
    const out = [];
    return (x) => {
      if (i >= 0) swept[i] = x;
      output(y, p, out);
      return out[wanted];
    };
  });
}

/** The functions as lines along the x axis. */
function drawn(spec, functions) {
  const x = spaced(...spec.x.range, spec.x.n, spec.x.log);
  return functions.map((f) => ({ x, y: x.map(f) }));
}

/** "E = −89 mV" for every line. */
const equal = (spec, all) => listed(spec.lines.map(({ symbol, unit }, i) => ["equal", { y: symbol, value: all[i], unit }]));

export const curve = {
  compute(spec, values) {
    const along = shown(spec, values);
    const here = values[spec.over];
    const points = along.map((f, line) => ({ line, x: here, y: f(here) }));
    const slider = spec.sliders.find(({ name }) => name === spec.over);
    const at = ["at", { x: slider.symbol, value: setting(slider, here) }];
    return { lines: drawn(spec, along), points, rules: [], facts: { says: [at, ...equal(spec, points.map(({ y }) => y))] } };
  },
  reading: (spec, { points }, i) => quantity(points[i].y, spec.lines[i].unit),
};

export const family = {
  compute(spec, values) {
    const along = shown(spec, values);
    const lines = drawn(spec, along);
    const crossings = along.map((f, i) => (spec.lines[i].crosses ? zeros(f, lines[i].x) : []));
    const { symbol: x, unit } = spec.x;
    const clauses = spec.lines.map(({ symbol: y }, i) => [crossings[i].length ? "zero" : "nowhere", { y, x, where: crossings[i], unit }]);
    return {
      lines,
      points: crossings.flatMap((all, line) => all.map((x) => ({ line, x, y: 0 }))),
      rules: [],
      facts: { says: listed(clauses.filter((_, i) => spec.lines[i].crosses)) },
    };
  },
  reading: (spec, { points }, i) =>
    points.filter(({ line }) => line === i).map(({ x }) => quantity(x, spec.x.unit)).join(", "),
};

/** Bars side by side: a rectangle each, with its number above it. */
export const bars = {
  compute(spec, values) {
    const heights = shown(spec, values).map((f) => f(0));
    return {
      lines: heights.map((y, i) => ({ x: [i - 0.35, i - 0.35, i + 0.35, i + 0.35], y: [0, y, y, 0] })),
      points: heights.map((y, line) => ({ line, x: line, y, mark: "none", label: number(y, 2) })),
      rules: [],
      facts: { says: equal(spec, heights) },
    };
  },
};
