// Words: numbers, symbols, settings. describe.py writes them alike in Python.

const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

/** A number as one writes it: three significant digits, a true minus, powers of ten far from 1. */
export function number(value, digits = 3) {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  let text = value.toExponential(digits - 1);
  const power = Number(text.slice(text.indexOf("e") + 1));
  if (power < -3 || power >= 5) {
    text = `${text.slice(0, text.indexOf("e"))} × 10${[...String(power)].map((c) => RAISED[c]).join("")}`;
  } else {
    text = Number(text).toFixed(Math.max(0, digits - 1 - power));
  }
  return text.replace("-", "−");
}

/** A slider's value: no more digits than its step has, three where the steps are ratios. */
export function setting({ step, log, unit }, value) {
  const decimals = (String(step).split(".")[1] ?? "").length;
  const digits = log ? Number(value.toExponential(2)).toExponential().replace(/e.*|[.-]/g, "").length : 0;
  return withUnit(log ? number(value, digits) : value.toFixed(decimals).replace("-", "−"), unit);
}

export const withUnit = (text, unit) => (unit ? `${text} ${unit}` : text);

const MARKS = /\*(.+?)\*|_\{(.+?)\}/g;

/** "*E*_{K}" without its marks: E_K. */
export const plain = (text) => text.replace(MARKS, (_, slanted, lowered) => slanted ?? `_${lowered}`);

/** "*E*_{K}" as nodes: the variable E with the subscript K. */
export function rich(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(MARKS)) {
    nodes.push(text.slice(end, match.index));
    const node = document.createElement(match[1] ? "var" : "sub");
    node.textContent = match[1] ?? match[2];
    nodes.push(node);
    end = match.index + match[0].length;
  }
  return [...nodes, text.slice(end)];
}

/** A sentence with its blanks filled in. */
export const fill = (template, parts) => template.replace(/\{(\w+)\}/g, (_, name) => parts[name]);

/** The facts in words: the templates that `facts.says` names, filled in with numbers in the units of the spec. */
export function told({ words, units }, { facts }) {
  const said = Object.entries(facts).map(([name, fact]) => [name, typeof fact === "number" ? withUnit(number(fact), units[name]) : fact]);
  return fill(facts.says.map((name) => words[name]).join(""), Object.fromEntries(said)) + words.stop;
}
