// The trace–determinant plane and the flow that belongs to a point of it. linear.py computes the same.

import { functions, parameters, spaced } from "./model.js";
import { kindOf } from "./plane.js";

const STARTS = 8;
const LONG = 6;
const MOMENTS = 121;

export const linear = {
  compute(spec, values) {
    const { tr, det } = values;
    const out = [];
    functions(spec.model).output([], parameters(spec.model, values), out);
    const [discriminant] = out;
    const [mu, omega] = [tr / 2, Math.sqrt(Math.abs(discriminant)) / 2];
    const turning = discriminant < 0;
    const [even, odd] = turning ? [Math.cos, Math.sin] : [Math.cosh, Math.sinh];
    const reach = spec.panels[1].range[1];
    const [x, y] = [[], []];
    for (let k = 0; k < STARTS; k++) {
      const [a, b] = [Math.cos((2 * Math.PI * k) / STARTS), Math.sin((2 * Math.PI * k) / STARTS)];
      for (const t of spaced(-LONG, LONG, MOMENTS)) {
        const [growth, c, s] = [Math.exp(mu * t), even(omega * t), omega ? odd(omega * t) / omega : t];
        const [u, v] = [growth * (c * a + s * (mu * a - det * b)), growth * (c * b + s * (a - mu * b))];
        const far = Math.max(Math.abs(u), Math.abs(v)) > 1.5 * reach;
        x.push(far ? NaN : u);
        y.push(far ? NaN : v);
      }
      x.push(NaN);
      y.push(NaN);
    }
    const across = spaced(...spec.panels[0].x.range, 121);
    const grid = Array.from({ length: 81 }, (_, k) => [(reach * ((k % 9) - 4)) / 4.5, (reach * (Math.floor(k / 9) - 4)) / 4.5]);
    const kind = det === 0 ? "line" : tr === 0 && det > 0 ? "centre" : kindOf(tr, det);
    return {
      lines: [{ x: across, y: across.map((v) => v ** 2 / 4) }, { x, y }],
      points: [
        { line: 0, x: tr, y: det, mark: "now" },
        { line: 1, x: 0, y: 0, mark: kind === "saddle" ? kind : kind.match(/^(un)?stable/)?.[0] ?? "now" },
      ],
      rules: [{ panel: 0, x: 0 }],
      arrows: { panel: 1, x: grid.map(([u]) => u), y: grid.map(([, v]) => v), dx: grid.map(([u, v]) => tr * u - det * v), dy: grid.map(([u]) => u) },
      facts: { says: ["at", kind, turning ? "pair" : "real"], tr, det, ...(turning ? { real: mu, imaginary: omega } : { eigenvalues: [mu - omega, mu + omega] }) },
    };
  },
};
