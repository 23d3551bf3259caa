"""simulate: accuracy against an independent integrator, protocols, and errors a student can read."""

import matplotlib
import numpy as np
import pytest
import sympy as sp
from scipy.integrate import solve_ivp

from excitable import Model, Parameter, field, hodgkin_huxley, passive, potassium_cell, pump_leak, simulate


def independent(model, t_end, t, **parameters):
    """The same equations by an explicit Runge–Kutta method of order 8, in steps short enough for stiff ones."""
    p = [{**model.defaults, **parameters}[name] for name in model.defaults]
    rhs = model.python()
    return solve_ivp(lambda t, y: rhs(y, p), (0, t_end), list(model.start.values()), "DOP853", t_eval=t,
                     rtol=1e-13, atol=1e-13, max_step=t_end / 400).y


@pytest.mark.parametrize(("model", "t_end", "parameters"), [
    (passive, 50, {"I": 2}), (potassium_cell, 20, {}), (pump_leak, 60, {"pump": 0}), (hodgkin_huxley, 20, {"I": 10}),
], ids=lambda value: getattr(value, "name", None))
def test_with_tight_tolerance_it_agrees_with_another_integrator_to_1e_8(model, t_end, parameters):
    trace = simulate(model, t_end, rtol=1e-10, **parameters)
    exact = independent(model, t_end, trace.t, **parameters)
    assert (abs(trace.states - exact).max(axis=1) < 1e-8 * np.ptp(exact, axis=1)).all()


def test_with_usual_tolerance_curves_agree_to_a_thousandth_of_their_range():
    trace = simulate(hodgkin_huxley, 50, I=10)
    V = independent(hodgkin_huxley, 50, trace.t, I=10)[0]
    assert abs(trace["V"] - V).max() < 1e-3 * np.ptp(V)


# ---- protocols ----


def test_each_value_holds_until_the_next():
    trace = simulate(passive, 10, I=[(0, 0), (2, 1), (5, -1)])
    assert trace["I"][trace.t < 2].tolist() == [0] * (trace.t < 2).sum()
    assert set(trace["I"][(trace.t >= 2) & (trace.t < 5)]) == {1}
    assert set(trace["I"][trace.t >= 5]) == {-1}


def test_a_membrane_follows_the_steps_exactly():
    trace = simulate(passive, 40, I=[(0, 0), (10, 1), (20, 0)], rtol=1e-10)
    at = lambda t: np.interp(t, trace.t, trace["V"])
    assert at(10) == pytest.approx(-70, abs=1e-6)
    assert at(20) == pytest.approx(-70 + 10 * (1 - np.exp(-1)), abs=1e-6)
    assert at(30) == pytest.approx(-70 + 10 * (1 - np.exp(-1)) * np.exp(-1), abs=1e-4)


def test_steps_are_stored_and_time_grows():
    trace = simulate(passive, 10, I=[(0, 0), (np.pi, 1)])
    assert np.pi in trace.t and trace.t[0] == 0 and trace.t[-1] == 10
    assert (np.diff(trace.t) > 0).all()


def test_a_step_after_the_end_does_nothing():
    assert simulate(passive, 10, I=[(0, 0), (99, 1)])["V"] == pytest.approx(-70)


def test_a_constant_protocol_is_a_number():
    assert np.array_equal(simulate(passive, 10, I=[(0, 1)])["V"], simulate(passive, 10, I=1)["V"])


# ---- traces ----


def test_a_trace_has_states_outputs_and_parameters_by_name():
    trace = simulate(hodgkin_huxley, 5, I=3)
    for name in ("V", "m", "h", "n", "I_Na", "I_K", "I", "g_Na"):
        assert trace[name].shape == trace.t.shape
    assert trace["I_K"] == pytest.approx(36 * trace["n"] ** 4 * (trace["V"] + 77))


def test_spikes_are_upward_crossings():
    V, y, rate = sp.symbols("V y rate")
    circle = Model("circle", states={V: rate * y, y: -rate * V}, start={V: 1, y: 0}, parameters=[Parameter(rate, 2 * np.pi)])
    trace = simulate(circle, 3)                                   # V = cos 2πt
    assert trace.spikes() == pytest.approx([0.75, 1.75, 2.75], abs=1e-4)
    assert trace.spikes(threshold=2).size == 0


def test_the_plot_names_what_it_shows():
    matplotlib.use("agg")
    from excitable import use

    use("en")
    ax = simulate(pump_leak, 10).plot("Na", "K")
    assert [line.get_label() for line in ax.lines] == ["Na inside", "K inside"]
    assert ax.get_xlabel() == "time (min)" and "mM" in ax.get_ylabel()
    assert simulate(passive, 10).plot().get_ylabel() == "membrane potential (mV)"


# ---- what a student may get wrong ----


@pytest.mark.parametrize(("call", "words"), [
    (lambda: simulate(hodgkin_huxley, 10, gNa=100), "hodgkin-huxley has no parameter 'gNa': did you mean 'g_Na'"),
    (lambda: simulate(hodgkin_huxley, 10, start={"v": -60}), "no state 'v': did you mean 'V'"),
    (lambda: simulate(hodgkin_huxley, 10)["i_Na"], "no quantity 'i_Na': did you mean 'I_Na'"),
    (lambda: simulate(passive, 10, I=float("nan")), "I = nan: give a finite number of µA/cm²"),
    (lambda: simulate(passive, 10, I="much"), "I = 'much': give a number"),
    (lambda: simulate(passive, 10, start={"V": float("inf")}), "V = inf"),
    (lambda: simulate(passive, 0), "t_end = 0: give a positive time in ms"),
    (lambda: simulate(passive, float("nan")), "t_end = nan"),
    (lambda: simulate(passive, 10, I=[(1, 0), (2, 1)]), "I: the times of a protocol start at 0"),
    (lambda: simulate(passive, 10, I=[(0, 0), (2, 1), (1, 0)]), "start at 0 and grow"),
    (lambda: simulate(passive, 10, I=[0, 1, 2]), "pairs of a time and the value"),
    (lambda: simulate(passive, 10, I=[(0, float("nan"))]), "I = nan"),
    (lambda: simulate(potassium_cell, 10, K_out=-5), "potassium-cell: K_out = -5: give a positive number of mM"),
    (lambda: simulate(potassium_cell, 10, K_out=[(0, 5), (2, 0)]), "K_out = 0: give a positive number"),
    (lambda: simulate(pump_leak, 10, pump=-1), "pump = -1: give a nonnegative number"),
    (lambda: simulate(passive, 10, I=[(0, 1), (float("nan"), 0)]), "start at 0 and grow"),
    (lambda: simulate(field, 10), "charge-in-field has no states"),
])
def test_an_error_names_the_argument_its_value_and_the_remedy(call, words):
    with pytest.raises(ValueError, match=words):
        call()


@pytest.mark.parametrize("growth", [sp.Symbol("x") ** 2, sp.exp(sp.Symbol("x"))])
def test_a_solution_that_ends_is_not_passed_on(growth):
    x = sp.Symbol("x")
    with pytest.raises(RuntimeError, match="explosion: .*grows without bound"):
        simulate(Model("explosion", states={x: growth}, start={x: 1}), 10)
