// The frames of `interact`: one picture for each position of its sliders, drawn while the book was built.

import { element } from "./draw.js";
import { slider } from "./slider.js";

/**
 * Puts sliders over the frames of a `<div class="interact">`. Its JSON holds the sliders and the frames, the last slider
 * running fastest; the frame to start with stands in the page already.
 */
export function wakeInteract(home) {
  const { title, sliders, frames } = JSON.parse(home.querySelector("script[type='application/json']").textContent);
  const at = sliders.map(({ value }) => value);
  const images = home.querySelectorAll("img");
  // All frames are fetched now: they are few, and the figure then lives without a network.
  home.kept = frames.flatMap((frame) => frame.images.map(({ src }) => Object.assign(new Image(), { src })));
  const show = () => {
    const frame = frames[at.reduce((index, position, i) => index * sliders[i].texts.length + position, 0)];
    frame.images.forEach((image, i) => Object.assign(images[i], image));
    for (const text of home.querySelectorAll("pre")) text.textContent = frame.text;
    for (const value of home.querySelectorAll(".interact-value")) value.innerHTML = frame.html;
  };
  const rows = sliders.map((spec, i) => {
    const row = slider(spec, (value) => {
      at[i] = value;
      row.show(value);
      show();
    });
    row.show(spec.value);
    return row.node;
  });
  home.querySelector("figcaption").remove();
  const form = element("div", { class: "explorer-form" }, ...rows);
  home.prepend(element("div", { class: "explorer-body", role: "group", "aria-label": title }, form));
  home.dataset.alive = "true";
}
