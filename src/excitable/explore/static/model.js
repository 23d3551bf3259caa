// What the kinds share: a model's functions, its parameters, points along an axis, zeros.
// linoid and dlinoid come from excitable/linoid.py, where their Python stands too.

/**
 * What a kind computes; kinds.py says what each part means.
 * @typedef {{x: ArrayLike<number>, y: ArrayLike<number>}} Line
 * @typedef {{line: number, x: number|number[], y: number|number[], mark?: string, label?: string}} Point
 * @typedef {{panel: number, x: number[], y: number[], dx: number[], dy: number[]}} Arrows
 * @typedef {{lines: Line[], points: Point[], rules: (number|{panel: number, x: number})[],
 *   arrows?: Arrows, facts?: object, times?: number[]}} Curves
 */

/** n numbers from a to b, evenly spaced (by ratio on a logarithmic axis). */
export function spaced(a, b, n, log = false) {
  if (log) return spaced(Math.log(a), Math.log(b), n).map(Math.exp);
  return Float64Array.from({ length: n }, (_, i) => a + ((b - a) * i) / (n - 1));
}

const compiled = new WeakMap();

/** The functions of a model, from the text that `Model.javascript()` prints; each f(y, p, out) fills `out`. */
export function functions(model) {
  const build = (body) => new Function("linoid", "dlinoid", `return function (y, p, out) {${body}}`)(linoid, dlinoid);
  if (!compiled.has(model)) compiled.set(model, { rhs: build(model.rhs), output: build(model.output) });
  return compiled.get(model);
}

/** Parameters in the model's order; `changed` goes before `values`. */
export const parameters = (model, values, changed) =>
  Float64Array.from(model.parameters, (name) => changed?.[name] ?? values[name]);

/** The outputs of a model without states, by name. */
export function outputs(model, values) {
  const out = [];
  functions(model).output([], parameters(model, values), out);
  return Object.fromEntries(model.outputs.map((name, i) => [name, out[i]]));
}

/** Where f changes sign between neighbours of x, by halving. */
export function zeros(f, x) {
  const found = [];
  for (let i = 1; i < x.length; i++) {
    let [a, b] = [x[i - 1], x[i]];
    let below = f(a);
    if (below === 0) found.push(a);
    if (!(below * f(b) < 0)) continue;
    for (let halvings = 0; halvings < 50; halvings++) {
      const middle = (a + b) / 2;
      const there = f(middle);
      if (below * there > 0) [a, below] = [middle, there];
      else b = middle;
    }
    found.push((a + b) / 2);
  }
  return found;
}
