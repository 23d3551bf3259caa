// Words: numbers, symbols, and a sentence saying what the curves show. describe.py does the same in Python.

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

const fill = (template, parts) => template.replace(/\{(\w+)\}/g, (_, name) => parts[name]);

const ends = (y) => {
  const seen = Array.from(y).filter(Number.isFinite);
  return { from: seen[0], to: seen[seen.length - 1], lowest: Math.min(...seen), highest: Math.max(...seen) };
};

/** What one line shows, in the words of its kind. */
function clause(spec, curves, i) {
  const { symbol, unit } = spec.lines[i];
  const value = (v) => withUnit(number(v), unit);
  const words = spec.words;
  if (spec.kind === "bars") return fill(words.equal, { y: symbol, value: value(curves.lines[i].y[0]) });
  const points = curves.points.filter((point) => point.line === i);
  if (spec.kind === "curve") return fill(words.equal, { y: symbol, value: value(points[0].y) });
  if (spec.kind === "family") {
    if (!spec.lines[i].crosses) return "";
    const where = points.map(({ x }) => withUnit(number(x), spec.x.unit)).join(words.comma);
    return fill(where ? words.zero : words.nowhere, { y: symbol, x: spec.x.symbol, where });
  }
  const { from, to, lowest, highest } = ends(curves.lines[i].y);
  const margin = 0.01 * (highest - lowest);
  if (value(lowest) === value(highest)) return fill(words.constant, { y: symbol, value: value(to) });
  let text = fill(words.change, { y: symbol, from: value(from), to: value(to) });
  if (lowest < Math.min(from, to) - margin) text += fill(words.lowest, { value: value(lowest) });
  if (highest > Math.max(from, to) + margin) text += fill(words.highest, { value: value(highest) });
  return text;
}

/** The text alternative: what the figure shows at these values, in the language of the page (with marks). */
export function describe(spec, curves, values) {
  const clauses = spec.lines.map((_, i) => clause(spec, curves, i)).filter(Boolean);
  const swept = spec.kind === "curve" && spec.sliders.find((slider) => slider.name === spec.over);
  const at = swept ? fill(spec.words.at, { x: swept.symbol, value: setting(swept, values[spec.over]) }) : "";
  return at + clauses.join(spec.words.comma) + spec.words.stop;
}
