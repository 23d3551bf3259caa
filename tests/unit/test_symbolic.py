"""One definition, three lives: what a model prints, proves and runs agrees, removable singularities included."""

import json
import math

import numpy as np
import pytest
import quickjs
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

import excitable
from excitable import Model, Parameter, linoid, prove
from excitable.linoid import ARRAY, JAVASCRIPT, SCALAR, dlinoid
from excitable.printing import javascript, latex

x = sp.Symbol("x", real=True)
MODELS = [getattr(excitable, name) for name in sorted(excitable.__all__) if isinstance(getattr(excitable, name), Model)]
named = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)


# ---- linoid ----


def test_linoid_fills_the_hole_of_its_fraction():
    fraction = x / (1 - sp.exp(-x))
    prove(sp.limit(fraction, x, 0), linoid(0))
    prove(sp.limit(fraction.diff(x), x, 0), linoid(x).diff(x).subs(x, 0))
    prove(linoid(x), fraction)
    prove(linoid(x).diff(x), fraction.diff(x))


def exactly(function, value):
    """The closed form with enough digits to outlive its cancellation near 0."""
    if abs(value) < 1e-100:
        return float(function(0))
    return float(function(sp.Rational(value)).rewrite(sp.exp).evalf(20, maxn=1000))


@given(st.floats(-700, 700))
def test_linoid_and_its_derivative_run_as_they_are_defined(value):
    for function in (linoid, dlinoid):
        for run in (SCALAR, ARRAY):
            assert run[function.__name__](value) == pytest.approx(exactly(function, value), rel=2e-14)


@pytest.mark.parametrize("far", [-1e4, 1e4])
def test_linoid_does_not_overflow(far):
    assert SCALAR["linoid"](far) == ARRAY["linoid"](far) == max(far, 0)


# ---- what is printed ----


@pytest.mark.parametrize(("expression", "tex"), [
    (sp.sympify("g_K*(V - E_K)"), r"g_{\mathrm{K}} \left(V - E_{\mathrm{K}}\right)"),
    (sp.sympify("g_Na*m**3*h"), r"g_{\mathrm{Na}} m^{3} h"),
    (sp.sympify("R*T*log(c_out/c_in)/(z*F)", {name: sp.Symbol(name, positive=True) for name in ("R", "T", "z", "F", "c_out", "c_in")}),
     r"\frac{R T}{z F}\, \ln{\left(\frac{c_{\mathrm{out}}}{c_{\mathrm{in}}} \right)}"),
    (sp.Rational(7, 100) * sp.exp(-(x + 65) / 20), r"0.07 \, e^{- \frac{x + 65}{20}}"),
    (linoid((x + 40) / 10), r"\frac{0.1 \left(x + 40\right)}{1 - e^{- \frac{x + 40}{10}}}"),
    (linoid(-x), r"\frac{x}{e^{x} - 1}"),
    (sp.Rational(1, 2) * x, r"\frac{x}{2}"),
    (x / 10**17, r"10^{-17} \, x"),
    (sp.Symbol("n_infty"), r"n_{\infty}"),
])
def test_formulas_look_as_in_a_physiology_book(expression, tex):
    assert latex(expression) == tex


@named
def test_every_model_prints_all_its_equations(model):
    lines = model.latex().split(r"\\")
    assert len(lines) == len(model.states) + len(model.outputs) + len(model.where) - sum(rhs in model.where for rhs in model.states.values())


@named
def test_every_parameter_and_output_says_what_it_is_in_both_languages(model):
    for name in [*model.defaults, *model.start, *(symbol.name for symbol in model.outputs)]:
        assert {"zh", "en"} <= model.labels[name].keys()


# ---- what is run ----


@named
def test_scalar_and_array_code_agree(model):
    rng = np.random.default_rng(1)
    near = lambda values: np.array(list(values), float)[:, None] * rng.uniform(0.5, 1.5, 20)
    y, p = near(model.start.values()), near(model.defaults.values())
    for what in ("rhs", "outputs"):
        arrays = model.numpy(what)(y, p)
        for column in range(20):
            assert [array[column] for array in arrays] == pytest.approx(model.python(what)(list(y[:, column]), list(p[:, column])), rel=1e-12)


@named
def test_the_jacobian_is_the_slope_of_the_equations(model):
    y = np.array([value + 0.01 for value in model.start.values()])
    p = list(model.defaults.values())
    symbols = {**dict(zip(model.states, y)), **{parameter.symbol: parameter.value for parameter in model.parameters}}
    jacobian = np.array(model.jacobian.subs(symbols).evalf(), float).reshape(len(y), len(y))
    step = 1e-6 * np.maximum(1, abs(y))
    rhs = model.python("rhs")
    slopes = [(np.array(rhs(list(y + h), p)) - rhs(list(y - h), p)) / (2 * h.sum()) for h in np.diag(step)]
    assert jacobian == pytest.approx(np.array(slopes).T.reshape(len(y), len(y)), rel=1e-5, abs=1e-6)


@named
def test_the_page_computes_what_python_computes(model):
    code = model.javascript()
    rng = np.random.default_rng(2)
    engine = quickjs.Context()
    for what, key in (("rhs", "rhs"), ("outputs", "output")):
        if code[key]:
            run = engine.eval(f"{JAVASCRIPT}((y, p) => {{ const out = []; y = JSON.parse(y); p = JSON.parse(p); {code[key]} return JSON.stringify(out); }})")
            for _ in range(20):
                y = [value * rng.uniform(0.5, 1.5) for value in model.start.values()]
                p = [value * rng.uniform(0.5, 1.5) for value in model.defaults.values()]
                expected = model.python(what)(y, p)
                scale = max(map(abs, expected))
                assert json.loads(run(json.dumps(y), json.dumps(p))) == pytest.approx(expected, rel=1e-12, abs=1e-12 * scale)


def test_javascript_keeps_every_digit():
    assert javascript([sp.Float("96485.33212331001", 17) * x], y=[x]) == "const x=y[0];out[0]=96485.33212331001*x;"


# ---- how a model is made ----

a, b, c = sp.symbols("a b c")


def small(**changes):
    return Model("small", **{**dict(states={a: -b * a}, start={a: 1}, parameters=[Parameter(b, 2.0)], outputs={c: a + b}), **changes})


def test_typed_decimals_are_exact():
    assert small(states={a: -0.1 * a * b}).states[a] == -a * b / 10


def test_a_model_is_called_with_its_own_names():
    assert small()(a=1, b=3) == {"c": 4.0}
    assert small()(b=np.arange(3))["c"].tolist() == [1, 2, 3]


def test_with_other_values_it_is_another_model():
    first = small()
    assert first.with_(b=5)() == {"c": 6.0}
    assert first() == {"c": 3.0}


def test_initial_values_follow_the_order_of_the_states():
    assert list(small(states={c: -b * c, a: -b * a}, outputs={}, start={a: 1, c: 2}).start.items()) == [("c", 2), ("a", 1)]


def test_the_physical_constants_are_known_but_a_parameter_goes_first():
    F = excitable.symbolic.F
    assert Model("constant", outputs={c: F})()["c"] == pytest.approx(96485.33212)
    assert Model("parameter", outputs={c: F}, parameters=[Parameter(F, 2.0)])()["c"] == 2


def test_an_explanation_may_use_another():
    d = sp.Symbol("d")
    assert small(outputs={c: d}, where={d: 2 * a + b})() == {"c": 4.0}


@pytest.mark.parametrize(("make", "words"), [
    (lambda: small(states={a: -sp.Symbol("k") * a}), "symbol k .* neither a state, a parameter"),
    (lambda: small(start={}), "state a has no initial value"),
    (lambda: small(parameters=[Parameter(b, 1), Parameter(sp.Symbol("b", real=True), 2)]), "two states or parameters are called b"),
    (lambda: small(outputs={c: c + 1}), "c is explained by itself"),
    (lambda: small()(B=1), "small has no parameter or state 'B': did you mean 'b'"),
    (lambda: small()(b=float("nan")), "small: b = nan: give a finite number"),
    (lambda: small()(b="much"), "small: b = 'much': give a number"),
    (lambda: small().with_(b=float("inf")), "small: b = inf"),
    (lambda: excitable.nernst_model(T=0), "nernst: T = 0: give a positive number of K"),
    (lambda: excitable.field(z=0), "charge-in-field: z = 0: give a nonzero number"),
    (lambda: small().with_(bb=1), "small has no parameter 'bb': did you mean 'b'"),
    (lambda: small().python("speed"), "'rhs'"),
])
def test_a_mistake_is_named(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_math_is_what_scalar_code_runs_on():
    assert small(outputs={c: sp.exp(a)}).python("outputs")([1.0], [2.0]) == [math.e]
