"""simulate: accuracy against an independent integrator, protocols, and errors a student can read."""

from functools import cache

import matplotlib
import numpy as np
import pytest
import sympy as sp
from scipy.integrate import solve_ivp

from excitable import Model, Parameter, Trace, field, hodgkin_huxley, passive, potassium_cell, pump_leak, simulate


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
    trace = simulate(model, t_end, rtol=1e-11, **parameters)
    exact = independent(model, t_end, trace.t, **parameters)
    assert (abs(trace.states - exact).max(axis=1) < 1e-8 * np.ptp(exact, axis=1)).all()


def test_with_usual_tolerance_curves_agree_to_a_thousandth_of_their_range():
    trace = simulate(hodgkin_huxley, 50, I=10)
    V = independent(hodgkin_huxley, 50, trace.t, I=10)[0]
    assert abs(trace["V"] - V).max() < 1e-3 * np.ptp(V)


# ---- the trace that the source computes: Hodgkin–Huxley from V = −70, E_L = −54.5, I = 3 ----

SOURCE = {"start": {"V": -70, "m": 0.05, "h": 0.54, "n": 0.34}, "E_L": -54.5}


@cache
def the_sources_trace():
    return simulate(hodgkin_huxley, 60, rtol=1e-10, I=3, **SOURCE)


def test_it_fires_once_when_three_independent_integrators_say():
    assert the_sources_trace().spikes() == pytest.approx([9.35986], abs=6e-6)


def test_it_rings_after_the_spike():
    trace = the_sources_trace()
    t, V = trace.maxima()
    assert t == pytest.approx([9.60804, 26.53, 39.37, 52.50], abs=6e-3) and t[0] == pytest.approx(9.60804, abs=6e-6)
    assert V == pytest.approx([32.79875, -61.576, -62.646, -62.830], abs=6e-4) and V[0] == pytest.approx(32.79875, abs=6e-6)
    t, V = trace.minima()
    assert (t[0], V[0]) == pytest.approx((12.24338, -75.76421), abs=6e-6)


def test_it_crosses_0_mV_downwards_once():
    falling = simulate(hodgkin_huxley.with_(E_L=-54.5), 60, SOURCE["start"], rtol=1e-10, I=3)
    low, high = falling.maxima()[0][0], falling.minima()[0][0]
    while high - low > 1e-7:
        middle = (low + high) / 2
        low, high = (middle, high) if falling.at(middle)["V"][0] > 0 else (low, middle)
    assert low == pytest.approx(10.33930, abs=6e-6)


def test_it_ends_near_its_focus():
    trace = the_sources_trace()
    assert trace["V"][-1] == pytest.approx(-62.876470, abs=1e-6)
    assert [trace[gate][-1] for gate in "mhn"] == pytest.approx([0.0677692, 0.5201360, 0.3508369], abs=6e-8)


@pytest.mark.parametrize(("I", "spikes"), [(3, 1), (5, 1), (6.5, 4), (10, 4), (20, 6)])
def test_more_current_more_spikes_within_60_ms(I, spikes):
    assert len(simulate(hodgkin_huxley, 60, I=I, **SOURCE).spikes()) == spikes


def test_one_spike_needs_the_published_current():
    rest = simulate(hodgkin_huxley, 3000, rtol=1e-9, E_L=-54.5)
    assert rest["V"][-1] == pytest.approx(-65.02550, abs=1e-5)
    at_rest = {state: rest[state][-1] for state in "Vmhn"}
    for start, threshold in ((SOURCE["start"], 2.948), (at_rest, 2.246)):
        fired = [len(simulate(hodgkin_huxley, 60, start, rtol=1e-8, E_L=-54.5, I=threshold + more).spikes()) for more in (-0.001, 0.001)]
        assert fired == [0, 1]


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


def test_a_ramp_runs_from_one_value_to_the_other():
    trace = simulate(passive, 20, I=[(0, 0), (5, (0, 4)), (15, 1)])
    assert trace["I"][trace.t < 15] == pytest.approx(np.clip(0.4 * (trace.t[trace.t < 15] - 5), 0, None), abs=1e-12)
    assert set(trace["I"][trace.t >= 15]) == {1}


@pytest.mark.parametrize("protocol", [[(0, (0, 2))], [(0, (0, 4)), (40, 4)]])
def test_a_membrane_follows_a_ramp_as_the_formula_says(protocol):
    # C dV/dt = k t − g (V − E), V(0) = E:  V = E + (k/g) (t − τ (1 − e^(−t/τ))) with τ = C/g = 10 ms
    trace = simulate(passive, 20, I=protocol, rtol=1e-10)
    t = trace.t
    assert trace["V"] == pytest.approx(-70 + 0.1 / 0.1 * (t - 10 * (1 - np.exp(-t / 10))), abs=1e-7)


def test_a_ramp_between_equal_values_is_a_step():
    steps = simulate(hodgkin_huxley, 30, I=[(0, 0), (5, 10), (20, 0)])
    ramps = simulate(hodgkin_huxley, 30, I=[(0, (0, 0)), (5, (10, 10)), (20, 0)])
    assert np.array_equal(steps["V"], ramps["V"])


def test_a_slower_ramp_fires_later_and_a_very_slow_one_never():
    first = [simulate(hodgkin_huxley, t_end, I=[(0, (0, 20))]).spikes()[0] for t_end in (10, 20, 40)]
    assert first[0] < first[1] < first[2]
    fired = [len(simulate(hodgkin_huxley, t_end, I=[(0, (0, 6))]).spikes()) for t_end in (10, 400)]
    assert fired == [1, 0]                                        # the axon accommodates


def test_a_step_after_the_end_does_nothing():
    assert simulate(passive, 10, I=[(0, 0), (99, 1)])["V"] == pytest.approx(-70)


def test_times_that_rounding_alone_keeps_apart_are_one():
    apart = simulate(passive, 10, I=[(0, 0), (0.1 + 0.2, 1)], g_L=[(0, 0.1), (0.3, 0.2)])
    assert 0.1 + 0.2 != 0.3 and len(set(apart["I"] + apart["g_L"])) == 2
    assert simulate(passive, 10, I=[(0, 5), (1e-15, 0), (10 - 1e-14, 5)])["V"] == pytest.approx(-70)


def test_a_step_may_be_a_millionth_of_a_millisecond():
    brief = simulate(passive, 10, {"V": -70}, rtol=1e-10, I=[(0, 0), (5, 1e7), (5 + 1e-6, 0)])     # 10 nC/cm², 10 mV
    assert brief.at(5.1)["V"] == pytest.approx(-70 + 10 * np.exp(-0.01), abs=1e-4)


def test_a_constant_protocol_is_a_number():
    assert np.array_equal(simulate(passive, 10, I=[(0, 1)])["V"], simulate(passive, 10, I=1)["V"])


# ---- traces ----


def test_a_trace_has_states_outputs_and_parameters_by_name():
    trace = simulate(hodgkin_huxley, 5, I=3)
    for name in ("V", "m", "h", "n", "I_Na", "I_K", "I", "g_Na"):
        assert trace[name].shape == trace.t.shape
    assert trace["I_K"] == pytest.approx(36 * trace["n"] ** 4 * (trace["V"] + 77))


V, y, rate = sp.symbols("V y rate")
circle = Model("circle", states={V: rate * y, y: -rate * V}, start={V: 1, y: 0}, parameters=[Parameter(rate, 2 * np.pi)])


def test_spikes_are_upward_crossings():
    trace = simulate(circle, 3, rtol=1e-10)                       # V = cos 2πt
    assert trace.spikes() == pytest.approx([0.75, 1.75, 2.75], abs=1e-8)
    assert trace.spikes(threshold=2).size == 0


def test_a_peak_between_two_points_that_just_reaches_the_threshold_counts():
    trace = simulate(circle, 3, rtol=1e-10).at(np.arange(0.013, 3, 0.03))
    assert trace["V"][5:].max() < 0.99999 < 1
    assert len(trace.spikes(threshold=0.999995)) == 2


def test_extrema_of_a_circle():
    trace = simulate(circle, 3, rtol=1e-10)
    t, V = trace.maxima()
    assert t == pytest.approx([1, 2], abs=1e-7) and V == pytest.approx([1, 1], abs=1e-9)
    t, V = trace.minima("y")                                      # y = −sin 2πt
    assert t == pytest.approx([0.25, 1.25, 2.25], abs=1e-7) and V == pytest.approx([-1, -1, -1], abs=1e-9)


def test_a_corner_at_a_step_is_a_maximum():
    t, V = simulate(passive, 20, rtol=1e-9, I=[(0, 1), (10, 0)]).maxima()
    assert t == pytest.approx([10]) and V == pytest.approx([-70 + 10 * (1 - np.exp(-1))], abs=1e-7)


def test_between_the_points_the_trace_goes_on():
    trace = simulate(hodgkin_huxley, 20, rtol=1e-10, I=[(0, 0), (2, 20), (np.pi, (20, 0))])
    times = np.linspace(0, 20, 777)
    fine = trace.at(times)
    assert abs(fine["V"] - independent_in_stretches(times)).max() < 1e-3
    assert fine["I"][times > np.pi] == pytest.approx(20 * (20 - times[times > np.pi]) / (20 - np.pi))
    assert trace.at([2.0])["I"] == 20 and trace.at(20)["I"] == pytest.approx(0, abs=1e-12)
    assert trace.at(trace.t)["n"] == pytest.approx(trace["n"], abs=1e-15)


def independent_in_stretches(times):
    """V of the protocol above by DOP853."""
    model, y, V = hodgkin_huxley, list(hodgkin_huxley.start.values()), []
    rhs = model.python()
    for begin, end, I in ((0, 2, lambda t: 0), (2, np.pi, lambda t: 20), (np.pi, 20, lambda t: 20 * (20 - t) / (20 - np.pi))):
        f = lambda t, y: rhs(y, [{**model.defaults, "I": I(t)}[name] for name in model.defaults])
        here = times[(times >= begin) & ((times < end) | (end == 20))]
        solution = solve_ivp(f, (begin, end), y, "DOP853", t_eval=[*here, end] if here[-1] < end else here,
                             rtol=1e-11, atol=1e-11, max_step=0.1).y
        V.extend(solution[0][:len(here)])
        y = solution[:, -1]
    return np.array(V)


def test_dense_output_is_of_fourth_order():
    trace, fine = simulate(circle, 3, rtol=1e-12), []
    times = np.linspace(0.4, 2.6, 1001)
    errors = [abs(trace.at(np.arange(0, 3.001, step)).at(times)["V"] - np.cos(2 * np.pi * times)).max() for step in (0.1, 0.05)]
    assert np.log2(errors[0] / errors[1]) == pytest.approx(4, abs=0.1)


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
    (lambda: simulate(passive, 10, I=[(0, (0, 1, 2))]), "pairs of a time and the value .* a ramp is such a value"),
    (lambda: simulate(passive, 10, I=[(0, (0, float("nan")))]), "I = nan"),
    (lambda: simulate(passive, 10, I=[(0, (0, "much"))]), "I = .*much.*: give a number, or a protocol"),
    (lambda: simulate(passive, 10, I=[]), "pairs of a time and the value"),
    (lambda: simulate(passive, 10, g_L=-0.1), "g_L = -0.1: give a nonnegative number of mS/cm²"),
    (lambda: simulate(passive, 10, g_L=[(0, (1, -1))]), "g_L = -1: give a nonnegative number"),
    (lambda: simulate(passive, 10, rtol=0), "rtol = 0: give a tolerance between 0 and 1"),
    (lambda: simulate(passive, 10, atol=float("nan")), "atol = nan: give a tolerance"),
    (lambda: simulate(passive, 10).at([11]), "times between 0 and 10 ms"),
    (lambda: simulate(passive, 10).at([2, 1]), "each later than the last"),
    (lambda: simulate(passive, 10).at([]), "give one or more"),
    (lambda: simulate(passive, 10).at([float("nan")]), "times = .*nan"),
    (lambda: simulate(passive, 10).at("2"), "times = 2"),
    (lambda: simulate(passive, 10).at(5).spikes(), "one point at t = 5 ms is no curve"),
    (lambda: simulate(passive, 10).spikes(float("nan")), "threshold = nan"),
    (lambda: simulate(passive, 10)[0], "passive has no quantity 0"),
    (lambda: simulate(None, 10), "model = None: give a Model"),
    (lambda: simulate(passive, "10"), "t_end = '10': give a positive time in ms"),
    (lambda: simulate(passive, [10, 20]), r"t_end = \[10, 20\]"),
    (lambda: simulate(passive, 10, rtol=1e-15), "rtol = 1e-15: .* rounding"),
    (lambda: simulate(passive, 10, -60), "start = -60: give initial values by name, such as {'V': 0}"),
    (lambda: simulate(passive, 10, {"V": [1, 2]}), "V = .*: give one number"),
    (lambda: simulate(passive, 10, I="5"), "I = '5': give a number"),
    (lambda: simulate(passive, 10, I=True), "I = True: give a number"),
    (lambda: simulate(passive, 10, I=[(0, "5")]), "give a number, or a protocol"),
    (lambda: simulate(passive, 10, I=[(0, (0, [1, 2]))]), "a ramp is such a value"),
    (lambda: simulate(hodgkin_huxley, 10, {"m": 5}), "m = 5: a gate is open with a probability"),
    (lambda: simulate(hodgkin_huxley, 10).maxima("v"), "no state 'v': did you mean 'V'"),
    (lambda: simulate(pump_leak, 10).spikes(), "no state 'V'"),
])
def test_an_error_names_the_argument_its_value_and_the_remedy(call, words):
    with pytest.raises(ValueError, match=words):
        call()


@pytest.mark.parametrize("growth", [sp.Symbol("x") ** 2, sp.exp(sp.Symbol("x"))])
def test_a_solution_that_ends_is_not_passed_on(growth):
    x = sp.Symbol("x")
    with pytest.raises(RuntimeError, match="explosion: .*grows without bound"):
        simulate(Model("explosion", states={x: growth}, start={x: 1}), 10)


def test_spikes_that_the_points_cannot_resolve_are_not_counted():
    trace = simulate(hodgkin_huxley, 100, I=10)
    for ask in (Trace.spikes, Trace.maxima, Trace.minima):
        with pytest.raises(RuntimeError, match="hodgkin-huxley: the stored points are too far apart to follow V near t = .* ms"):
            ask(trace.at(np.arange(0, 100, 1.7)))
