// The time slider of a figure that moves, and its Play button.

import { number, rich, withUnit } from "./describe.js";
import { element } from "./draw.js";

const STEPS = 200;
const CALM = 500; // ms between frames for readers who want less motion

let clocks = 0;

/**
 * @param {object} spec  `Clock.spec()`, with the words
 * @param {(at: number) => void} show  called with the share of the whole time
 */
export function clock({ symbol, label, unit, at, seconds }, words, show) {
  const start = at;
  const id = `explorer-clock-${(clocks += 1)}`;
  const input = element("input", {
    id, type: "range", min: 0, max: STEPS, step: 1,
    "data-parameter": "t",
    "data-lm-suppress-shortcuts": "true",
  });
  const output = element("output", { for: id });
  const name = element("label", { for: id }, element("span", { class: "explorer-symbol" }, ...rich(symbol)), label);
  const button = element("button", { type: "button", class: "explorer-button explorer-play" });
  const node = element("div", { class: "explorer-clock" }, button, element("div", { class: "explorer-slider" }, name, output, input));
  let end = 0;
  let frame = 0;
  let before = 0;
  const place = () => {
    input.value = Math.round(at * STEPS);
    output.textContent = withUnit(number(at * end), unit);
    input.setAttribute("aria-valuetext", output.textContent);
  };
  const go = (share) => {
    at = share;
    place();
    show(at);
  };
  const name_ = () => {
    button.textContent = frame ? words.pause : words.play;
    button.dataset.playing = Boolean(frame);
  };
  const pause = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    name_();
  };
  const tick = (now) => {
    frame = requestAnimationFrame(tick);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (calm && now - before < CALM) return;
    const share = at + (now - before) / 1000 / seconds;
    before = now;
    go(share > 1 ? 0 : share);
  };
  const play = () => {
    before = performance.now();
    frame = requestAnimationFrame(tick);
    name_();
  };
  input.addEventListener("input", () => {
    pause();
    go(Number(input.value) / STEPS);
  });
  button.addEventListener("click", () => (frame ? pause() : play()));
  const seen = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting || pause());
  seen.observe(node);
  name_();
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
      place();
    },
    stop() {
      pause();
      seen.disconnect();
    },
  };
}
