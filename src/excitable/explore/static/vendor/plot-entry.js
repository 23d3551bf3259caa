// What the explorers take of Observable Plot; see README.md.
export { axisX, axisY, gridX, gridY, plot, ruleY } from "@observablehq/plot";
