"""The JavaScript of the page computes what Python computes: equations, curves, words.

It runs in an embedded engine, so no browser and no node is needed.
"""

import ast
import json
import re
from functools import cache

import numpy as np
import pytest
import quickjs
import sympy as sp
from scipy.interpolate import CubicSpline

import excitable
from excitable import quantity, simulate, use
from excitable.explore.catalogue import CATALOGUE
from excitable.explore.describe import describe, plain, setting
from excitable.explore.kinds import chosen
from excitable.explore.scripts import COMPUTING, MODULES, STATIC, join, page_script, widget_module
from excitable.linoid import ARRAY
from excitable.printing import javascript

MODELS = sorted({explorer.model_name for explorer in CATALOGUE.values()} | {"hodgkin_huxley", "passive", "goldman_current"})
EQUATIONS = [(name, what) for name in MODELS for what in ("rhs", "outputs") if getattr(excitable, name)._expressions(what)]
TIME_COURSES = [name for name, explorer in CATALOGUE.items() if explorer.variants[0].kind == "time"]


@cache
def engine():
    context = quickjs.Context()
    context.eval(join(*COMPUTING))
    return context


def call(function, *arguments):
    """A JavaScript function of JSON. normalize() copies its text: the engine hands over only text that lies in one piece."""
    run = engine().eval(f"(text) => JSON.stringify(({function})(...JSON.parse(text))).normalize()")
    return json.loads(run(json.dumps(arguments)))


# Typed arrays have no JSON of their own. One spec for all values, as on a page.
CURVES = """(spec, all, tolerance) => {
  const list = (v) => v.length === undefined ? v : [...v];
  const both = (point) => ({...point, x: list(point.x), y: list(point.y)});
  return all.map((values) => {
    const curves = compute(spec, values, tolerance);
    return {...curves, lines: curves.lines.map(both), points: curves.points.map(both)};
  });
}"""


# ---- equations ----


def samples(model, n=10_000):
    """Random states and parameters around the usual ones. Voltages are whole numbers, where the 0/0 of rate laws lie."""
    random = np.random.default_rng(1)

    def around(value, unit, positive=False):
        if unit == "mV" and not positive:
            return random.integers(-150, 101, n).astype(float)
        return value * random.lognormal(0, 0.3, n) if value else random.uniform(-1, 1, n)

    y = [around(value, model.units.get(name, "")) for name, value in model.start.items()]
    p = [around(parameter.value, parameter.unit, parameter.symbol.is_positive) for parameter in model.parameters]
    # Valence, and the voltage at which Goldman's fraction is 0/0.
    p = [np.sign(values) if parameter.name == "z" else values for parameter, values in zip(model.parameters, p, strict=True)]
    return np.array(y).reshape(len(y), n), np.array(p)


def size(expression):
    """The sum of the absolute terms: what rounding errors are measured by."""
    if expression.is_Add:
        return sp.Add(*map(size, expression.args))
    if expression.is_Mul:
        return sp.Mul(*map(size, expression.args))
    if isinstance(expression, sp.log):
        return 1 + sp.Abs(expression)  # log(x) near x = 1 inherits the rounding of x
    return sp.Abs(expression)


@pytest.mark.parametrize(("name", "what"), EQUATIONS)
def test_equations_give_the_same_numbers_in_both_languages(name, what):
    model = getattr(excitable, name)
    expressions = model._expressions(what)
    y, p = samples(model)
    body = {"rhs": "rhs", "outputs": "output"}[what]
    theirs = call(
        f"(model, y, p) => y.map((u, i) => {{ const out = []; functions(model).{body}(u, p[i], out); return out; }})",
        model.javascript(), y.T.tolist(), p.T.tolist(),
    )  # fmt: skip
    scalar = model.python(what)
    ours = [scalar(*pair) for pair in zip(y.T.tolist(), p.T.tolist(), strict=True)]
    symbols = [list(model.states), [parameter.symbol for parameter in model.parameters]]
    sizes = sp.lambdify(symbols, [size(e) for e in expressions], modules=[ARRAY, "numpy"])(y, p)
    scale = np.array([np.broadcast_to(s, y.shape[1] if len(y) else p.shape[1]) for s in sizes]).T
    assert np.all(np.isfinite(ours))
    assert np.all(np.abs(np.array(theirs, float) - ours) <= 1e-12 * scale)


def test_linoid_has_no_hole():
    x = [0.0, 1e-300, -1e-300, 1e-9, -1e-9, 0.05, -0.05, 30.0, -30.0, 700.0, -700.0]
    for name in ("linoid", "dlinoid"):
        theirs = call(f"(x) => x.map({name})", x)
        assert np.allclose(theirs, ARRAY[name](x), rtol=1e-12, atol=0)


def test_a_power_is_printed_so_that_both_languages_round_alike():
    m = sp.Symbol("m")
    assert javascript([m**3], y=[m]) == "const m=y[0];out[0]=(m*m*m);"


# ---- curves ----


# Besides the ends of the sliders: where the phase plane has each of its shapes.
MORE = {
    "morris-lecar": [
        *({"set": 0, "I": I} for I in (60, 88.4, 100, 214)), {"set": 0, "I": 90, "V_0": -30, "n_0": 0.13, "direction": 1},
        *({"set": 1, "I": I} for I in (30, 41, 110)), *({"set": 2, "I": I} for I in (34, 37)),
    ],
}  # fmt: skip


def settings(explorer):
    """The usual values; each slider at either end; in a `Choice`, those of every variant."""
    for number, variant in enumerate(explorer.variants):
        chosen = {explorer.choice.name: number} if variant is not explorer else {}
        yield chosen
        for slider in variant.sliders:
            for value in (slider.lo, slider.hi):
                yield {**chosen, slider.name: value}
    yield from MORE.get(explorer.name, [])


def span(y):
    """The range of a curve; a curve that stands still is measured by its height."""
    y = np.asarray(y, float)
    y = y[np.isfinite(y)]
    return max(np.ptp(y), 1e-6 * np.abs(y).max(), 1e-300) if y.size else 1.0


def alike(mine, yours, within, of=1.0):
    """Whether facts, marks and rules agree: names exactly, numbers within a share of `of` or of themselves."""
    if isinstance(mine, dict):
        return mine.keys() == yours.keys() and all(alike(mine[key], yours[key], within, of) for key in mine)
    if isinstance(mine, (list, tuple, np.ndarray)):
        return len(mine) == len(yours) and all(alike(*pair, within, of) for pair in zip(mine, yours, strict=True))
    if isinstance(mine, (str, bool)) or mine is None:
        return mine == yours
    return abs(mine - yours) <= within * max(of, abs(mine))


# Finely; and, where an integrator is at work, at the tolerance of the page.
FINE, COARSE = (1e-10, 1e-12, 1e-6), (1e-6, 1e-8, 1e-3)
INTEGRATED = [name for name, explorer in CATALOGUE.items() if explorer.variants[0].kind in ("time", "charging", "plane")]


@pytest.mark.parametrize(("name", "rtol", "atol", "within"), [*((name, *FINE) for name in CATALOGUE), *((name, *COARSE) for name in INTEGRATED)])
def test_page_and_kernel_draw_the_same_curves(name, rtol, atol, within):
    explorer = CATALOGUE[name]
    moves = list(settings(explorer))
    values = [explorer.values(**moved) for moved in moves]
    answers = call(CURVES, explorer.spec(), values, {"rtol": rtol, "atol": atol})
    for moved, here, theirs in zip(moves, values, answers, strict=True):
        ours = explorer.compute(here, rtol=rtol, atol=atol)
        variant = explorer.variants[int(here[explorer.choice.name]) if len(explorer.variants) > 1 else 0]
        for line, mine, yours in zip(variant.lines, ours["lines"], theirs["lines"], strict=True):
            close = max(within, variant.tolerances.get(line.name, 0))
            for axis in "xy":
                a, b = np.asarray(mine[axis], float), np.array(yours[axis], float)
                assert a.shape == b.shape and np.array_equal(np.isfinite(a), np.isfinite(b)), f"{line.name} at {moved}"
                off = np.abs(a - b)[np.isfinite(a)]
                assert off.max(initial=0) <= close * span(a), f"{axis} of {line.name} at {moved}: {off.max() / span(a):.1e}"
        close = max([within, *variant.tolerances.values()])
        assert len(ours["points"]) == len(theirs["points"])
        for mine, yours in zip(ours["points"], theirs["points"], strict=True):
            panel = next(panel for panel in variant.panels if variant.lines[mine["line"]] in panel.lines)
            x = (panel.x or variant.x).spec()
            assert alike(mine.pop("x"), yours.pop("x"), close, np.ptp(x["range"])), f"{mine} at {moved}"
            assert alike(mine.pop("y"), yours.pop("y"), close, np.ptp(panel.range)), f"{mine} at {moved}"
            assert mine == yours
        for part in ("rules", "facts", "times", "arrows"):
            assert alike(ours.get(part) or [], theirs.get(part) or [], close), f"{part} at {moved}"


# A spike between the points of a trace is known to about 1e-5 of its height.
@pytest.mark.parametrize(("rtol", "atol", "within"), [(1e-10, 1e-12, 1e-5), COARSE])
@pytest.mark.parametrize("name", TIME_COURSES)
def test_the_pages_time_courses_are_those_of_simulate(name, rtol, atol, within):
    explorer = CATALOGUE[name]
    values = explorer.values()
    (theirs,) = call(CURVES, explorer.spec(), [values], {"rtol": rtol, "atol": atol})
    parts = list(explorer.stretches(values))
    moved = {name for _, _, changed in parts for name in changed}
    protocol = {name: [(start, changed.get(name, values[name])) for start, _, changed in parts] for name in moved}
    trace = simulate(explorer.model, explorer.t_end, rtol=rtol, atol=atol, **protocol)
    for line, yours in zip(explorer.lines, theirs["lines"], strict=True):
        t, y = np.array(yours["x"]), np.array(yours["y"])
        for start, end, _ in parts:
            here = (trace.t >= start) & (trace.t < end if end < explorer.t_end else trace.t <= end)
            curve = CubicSpline(trace.t[here], trace[line.name][here])
            inside = (t > start) & (t < end)
            assert np.abs(curve(t[inside]) - y[inside]).max() <= within * span(trace[line.name]), line.name


def test_the_integrator_is_of_fifth_order():
    # y' = −y from 1: halving every step divides the error by 2⁵. Steps are set through the tolerance, error ~ tol^(6/5 … 1).
    errors = [
        abs(call("(rtol) => integrate((y, dy) => { dy[0] = -y[0]; }, [0, 5], Float64Array.of(1), {rtol, atol: 0}).map((row) => row[1])", tol)[0]
            - np.exp(-5)) / np.exp(-5)
        for tol in (1e-4, 1e-7, 1e-10)
    ]  # fmt: skip
    assert errors[0] < 1e-3 and errors[1] < 1e-6 and errors[2] < 1e-9
    assert errors[0] / errors[1] > 100 and errors[1] / errors[2] > 100


def test_dense_output_is_as_good_as_the_steps():
    t = np.linspace(0, 20, 401).tolist()
    x, v = call("(t) => integrate((y, dy) => { dy[0] = y[1]; dy[1] = -y[0]; }, t, Float64Array.of(0, 1), {rtol: 1e-9, atol: 1e-9}).map((row) => [...row])", t)
    assert np.allclose(x, np.sin(t), atol=1e-7)
    assert np.allclose(v, np.cos(t), atol=1e-7)


def test_where_there_is_no_solution_nothing_is_drawn():
    # y' = y² from 1 runs to infinity at t = 1.
    (y,) = call("() => integrate((y, dy) => { dy[0] = y[0] ** 2; }, [0, 0.5, 2], Float64Array.of(1)).map((row) => [...row])")
    assert y[1] == pytest.approx(2, rel=1e-4)
    assert y[2] is None  # NaN


# ---- words ----


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", CATALOGUE)
def test_page_and_kernel_say_the_same(name, lang):
    use(lang)
    try:
        explorer = CATALOGUE[name]
        spec, values = explorer.spec(), explorer.values()
        curves = explorer.compute(values)
        finite = {axis: lambda line, axis=axis: [v if np.isfinite(v) else None for v in np.asarray(line[axis], float).tolist()] for axis in "xy"}
        lists = {**curves, "lines": [{axis: get(line) for axis, get in finite.items()} for line in curves["lines"]]}
        assert call("(...all) => plain(describe(...all))", spec, lists, values) == plain(describe(spec, curves, values))
        for slider in spec["sliders"]:
            value = values[slider["name"]]
            assert call("setting", slider, value) == setting(slider, value)
    finally:
        use("en")


def test_numbers_are_written_as_quantity_writes_them():
    random = np.random.default_rng(2)
    values = [0.0, 1.0, -89.0, 140.0, 9.995, 99999.0, 1e5, 1e-3, 9.99e-4, *(random.normal(size=2000) * 10.0 ** random.integers(-8, 9, 2000))]
    assert call("(values) => values.map((v) => number(v))", values) == [str(quantity(v)) for v in values]


# ---- the scripts as a whole ----


def test_joined_modules_do_not_share_a_name():
    """Joining takes the modules' walls away; two top-level things of one name would collide."""
    named = {}
    for module in (*MODULES, "interact", "page"):
        text = (STATIC / f"{module}.js").read_text(encoding="utf-8")
        for name in re.findall(r"^(?:export )?(?:async )?(?:function\*?|const|let|class) (\w+)", text, re.MULTILINE):
            assert name not in named, f"{name} stands in {module}.js and in {named[name]}.js"
            named[name] = module


def test_every_import_names_an_export_of_a_module_that_comes_earlier():
    order = [*MODULES, "interact", "page"]
    for module in order:
        text = (STATIC / f"{module}.js").read_text(encoding="utf-8")
        for names, source in re.findall(r"^import \{(.*?)\} from \"\./(\w+)\.js\";", text, re.MULTILINE | re.DOTALL):
            assert order.index(source) < order.index(module)
            exported = (STATIC / f"{source}.js").read_text(encoding="utf-8")
            for name in names.replace(",", " ").split():
                assert re.search(rf"^export (async )?(function\*?|const) {name}\b", exported, re.MULTILINE), f"{source}.js exports no {name}"


def test_the_scripts_are_javascript():
    parse = quickjs.Context().eval("(text) => typeof new Function(text)")
    assert parse(page_script()) == "function"
    module = widget_module()
    assert module.count("export default { render };") == 1
    assert parse(module.replace("export default", "return")) == "function"


def test_the_books_own_javascript_stays_small():
    code = [line for file in STATIC.glob("*.js") for line in file.read_text(encoding="utf-8").splitlines()
            if line.strip() and not re.match(r"\s*(//|/?\*)", line)]  # fmt: skip
    assert len(code) <= 1500


def test_the_explorers_stay_small():
    folder = STATIC.parent
    sizes = {}
    for file in folder.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        docs = {number for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
                for number in range(node.lineno, node.end_lineno + 1)}  # fmt: skip
        lines = enumerate(text.splitlines(), 1)
        sizes[file.name] = sum(1 for number, line in lines if line.strip() and line.lstrip()[0] != "#" and number not in docs)
        assert len(text.splitlines()) < 300, file.name
    assert sum(sizes.values()) <= 1550, sizes
