// The time slider of a figure that moves, and its Play button.

import { quantity } from "./describe.js";
import { element } from "./draw.js";
import { slider } from "./slider.js";

const STEPS = 200;
const CALM = 500; // ms between frames for readers who want less motion

/**
 * @param {object} spec  `Clock.spec()`, with the words
 * @param {(at: number) => void} show  called with the share of the whole time
 */
export function clock({ at: start, seconds, unit, ...spec }, words, show) {
  const move = (step) => {
    pause();
    go(step / STEPS);
  };
  const row = slider({ ...spec, name: "t", lo: 0, hi: STEPS, step: 1 }, move, (step) => quantity((step / STEPS) * end, unit));
  const button = element("button", { type: "button", class: "explorer-button explorer-play" });
  const node = element("div", { class: "explorer-clock" }, button, row.node);
  let at = start;
  let end = 0;
  let frame = 0;
  let before = 0;
  const go = (share) => {
    at = share;
    row.show(at * STEPS);
    show(at);
  };
  const run = (request) => {
    frame = request;
    button.textContent = frame ? words.pause : words.play;
    button.dataset.playing = Boolean(frame);
  };
  const pause = () => {
    cancelAnimationFrame(frame);
    run(0);
  };
  const tick = (now) => {
    frame = requestAnimationFrame(tick);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (calm && now - before < CALM) return;
    const share = at + (now - before) / 1000 / seconds;
    before = now;
    go(share > 1 ? 0 : share);
  };
  button.addEventListener("click", () => {
    if (frame) return pause();
    before = performance.now();
    run(requestAnimationFrame(tick));
  });
  const seen = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting || pause());
  seen.observe(node);
  pause();
  return {
    node,
    at: () => at,
    reset() {
      pause();
      go(start);
    },
    /** The whole time is now this long. */
    lasts(length) {
      end = length;
      row.show(at * STEPS);
    },
    stop() {
      pause();
      seen.disconnect();
    },
  };
}
