// Kinds without time: outputs against a parameter, against a voltage, and as bars. curves.py computes the same.

import { fill, number, setting, withUnit } from "./describe.js";
import { functions, parameters, spaced, zeros } from "./model.js";

/** The function of one variable that a line shows; the variable is a parameter or a state. */
function output(spec, values, line) {
  const { output } = functions(spec.model);
  const { states, outputs } = spec.model;
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
}

const reads = (v, unit) => `${number(v)} ${unit}`;
const equal = (spec, i, v) => fill(spec.words.equal, { y: spec.lines[i].symbol, value: withUnit(number(v), spec.lines[i].unit) });

export const curve = {
  compute(spec, values) {
    const x = spaced(...spec.x.range, spec.x.n, spec.x.log);
    const along = spec.lines.map((line) => output(spec, values, line));
    return {
      lines: along.map((f) => ({ x, y: x.map(f) })),
      points: along.map((f, line) => ({ line, x: values[spec.over], y: f(values[spec.over]) })),
      rules: [],
    };
  },
  describe(spec, curves, values) {
    const swept = spec.sliders.find((slider) => slider.name === spec.over);
    const at = fill(spec.words.at, { x: swept.symbol, value: setting(swept, values[spec.over]) });
    return at + spec.lines.map((_, i) => equal(spec, i, curves.points[i].y)).join(spec.words.comma) + spec.words.stop;
  },
  reading: (spec, curves, i) => reads(curves.points[i].y, spec.lines[i].unit),
};

const crossings = (spec, curves, i) => curves.points.filter((point) => point.line === i).map(({ x }) => reads(x, spec.x.unit));

export const family = {
  compute(spec, values) {
    const x = spaced(...spec.x.range, spec.x.n, spec.x.log);
    const along = spec.lines.map((line) => output(spec, values, line));
    return {
      lines: along.map((f) => ({ x, y: x.map(f) })),
      points: along.flatMap((f, line) => (spec.lines[line].crosses ? zeros(f, x).map((v) => ({ line, x: v, y: 0 })) : [])),
      rules: [],
    };
  },
  describe(spec, curves) {
    const { words } = spec;
    const clause = ({ symbol: y, crosses }, i) => {
      const where = crossings(spec, curves, i).join(words.comma);
      return crosses ? fill(where ? words.zero : words.nowhere, { y, x: spec.x.symbol, where }) : "";
    };
    return spec.lines.map(clause).filter(Boolean).join(words.comma) + words.stop;
  },
  reading: (spec, curves, i) => crossings(spec, curves, i).join(", "),
};

export const bars = {
  compute: (spec, values) => ({
    lines: spec.lines.map((line) => ({ x: [0], y: [output(spec, values, line)(0)] })),
    points: [],
    rules: [],
  }),
  describe: (spec, curves) => curves.lines.map(({ y }, i) => equal(spec, i, y[0])).join(spec.words.comma) + spec.words.stop,
};
