// Words: numbers, symbols, settings, sentences. describe.py writes them alike in Python.

const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

/** A number as one writes it: three significant digits, a true minus, powers of ten far from 1. */
export function number(value, digits = 3) {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const [mantissa, power] = value.toExponential(digits - 1).split("e");
  const near = power >= -3 && power < 5;
  const text = near
    ? Number(`${mantissa}e${power}`).toFixed(Math.max(0, digits - 1 - power))
    : `${mantissa} × 10${[...String(Number(power))].map((c) => RAISED[c]).join("")}`;
  return text.replace("-", "−");
}

const withUnit = (text, unit) => (unit ? `${text} ${unit}` : text);

export const quantity = (value, unit, digits) => withUnit(number(value, digits), unit);

/** A slider's value: no more digits than its step has, three where the steps are ratios. */
export function setting({ step, log, unit }, value) {
  if (log) return quantity(value, unit, Number(value.toExponential(2)).toExponential().replace(/e.*|[.-]/g, "").length);
  return withUnit(value.toFixed((String(step).split(".")[1] ?? "").length).replace("-", "−"), unit);
}

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

/** Clauses one after the other, with a word between them. */
export const listed = (clauses, between = "comma") => clauses.flatMap((clause, i) => (i ? [between, clause] : [clause]));

/**
 * The facts in words. A clause of `facts.says` is the name of a template, which the facts fill, or [name, what fills it].
 * {V mV} is the number V with its unit, which may be the name of a part itself; a list of numbers has the unit once.
 */
export function said({ words }, { facts }) {
  const clauses = facts.says.map((clause) => {
    const [name, parts = facts] = [clause].flat();
    return words[name].replace(/\{(\w+)(?: (.+?))?\}/g, (_, part, unit) => {
      const text = [parts[part]].flat().map((v) => (typeof v === "number" ? number(v) : v)).join(words.comma);
      return withUnit(text, parts[unit] ?? unit);
    });
  });
  return clauses.join("") + words.stop;
}
