// Dormand and Prince's method of order 5(4) with dense output of order 4.
// Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., sections II.5 and II.6 (DOPRI5).

const STAGES = [
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
];
const ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];
const DENSE = [
  -12715105075 / 11282082432, 0, 87487479700 / 32700410799, -10690763975 / 1880347072,
  701980252875 / 199316789632, -1453857185 / 822651844, 69997945 / 29380423,
];

const sum = (weights, k, i) => {
  let total = 0;
  for (let s = 0; s < weights.length; s++) total += weights[s] * k[s][i];
  return total;
};

/**
 * Solves dy/dt = f(y) from times[0] to the last of `times`.
 * @param {(y: Float64Array, dy: Float64Array) => void} f
 * @param {ArrayLike<number>} times  increasing; where the solution is wanted
 * @param {Float64Array} y  the start; holds the end afterwards
 * @param {{rtol?: number, atol?: number}} tolerance
 * @returns {Float64Array[]}  one row per state, one column per time
 */
export function integrate(f, times, y, { rtol = 1e-6, atol = 1e-8 } = {}) {
  const n = y.length;
  const end = times[times.length - 1];
  const rows = Array.from(y, (start) => new Float64Array(times.length).fill(start));
  const k = Array.from({ length: 7 }, () => new Float64Array(n));
  const next = new Float64Array(n);
  let t = times[0];
  let h = (end - t) / 100;
  let wanted = 1;
  f(y, k[0]);
  for (let tries = 0; t < end && tries < 100000; tries++) {
    const last = t + 1.001 * h >= end;
    if (last) h = end - t;
    for (let s = 0; s < 6; s++) {
      for (let i = 0; i < n; i++) next[i] = y[i] + h * sum(STAGES[s], k, i);
      f(next, k[s + 1]);
    }
    let square = 0;
    for (let i = 0; i < n; i++) {
      const scale = atol + rtol * Math.max(Math.abs(y[i]), Math.abs(next[i]));
      square += ((h * sum(ERROR, k, i)) / scale) ** 2;
    }
    const error = Math.sqrt(square / n);
    if (!(error <= 1)) {
      h *= Number.isFinite(error) ? Math.max(0.2, 0.9 * error ** -0.2) : 0.1;
      continue;
    }
    const reached = last ? end : t + h;
    for (; wanted < times.length && times[wanted] <= reached; wanted++) {
      const a = (times[wanted] - t) / h;
      const b = 1 - a;
      for (let i = 0; i < n; i++) {
        const rise = next[i] - y[i];
        const bend = h * k[0][i] - rise;
        rows[i][wanted] =
          y[i] + a * (rise + b * (bend + a * (rise - h * k[6][i] - bend + b * h * sum(DENSE, k, i))));
      }
    }
    t = reached;
    h *= Math.min(5, 0.9 * Math.max(error, 1e-9) ** -0.2);
    y.set(next);
    [k[0], k[6]] = [k[6], k[0]];
  }
  for (; wanted < times.length; wanted++) for (const row of rows) row[wanted] = NaN; // no solution: draw nothing
  return rows;
}
