// Computing on the page: at once where that is quick, in slices between frames where it is not.

import { computing } from "./kinds.js";

const FIRST = 24; // ms that a computation may hold up its first frame …
const SLICE = 12; // … and each later one

/**
 * Computes the curves of `spec`, for the newest values only.
 * @param {(progress: number|null) => void} tell  from 0 to 1 after each slice but the last; null when it ends
 * @param {(curves: object, values: object) => void} done
 */
export function computer(spec, tell, done) {
  let frame = 0;
  const stop = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    tell(null);
  };
  const slice = (steps, values, budget) => {
    frame = 0;
    const end = performance.now() + budget;
    let step;
    do step = steps.next();
    while (!step.done && performance.now() < end);
    if (step.done) {
      tell(null);
      done(step.value, values);
    } else {
      tell(step.value);
      frame = requestAnimationFrame(() => slice(steps, values, SLICE));
    }
  };
  return {
    start(values) {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => slice(computing(spec, values), values, FIRST));
    },
    stop,
  };
}
