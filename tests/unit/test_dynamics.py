"""Equilibria and bifurcations: published and independently computed points, what theory says of them, and errors."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
import sympy as sp
from scipy.optimize import brentq

from excitable import (Model, Parameter, bifurcation, equilibria, hodgkin_huxley, morris_lecar, morris_lecar_homoclinic,
                       morris_lecar_snic, nullclines, passive, prove, reversed_time, simulate, use)

x, y, μ, ω = sp.Symbol("x", real=True), sp.Symbol("y", real=True), sp.Symbol("mu", real=True), sp.Symbol("omega", positive=True)
van_der_pol = Model("van-der-pol", states={x: y, y: μ * y - ω**2 * x - x**2 * y}, start={x: 0.1, y: 0},
                    parameters=[Parameter(μ, 1.0), Parameter(ω, 1.0)])


@pytest.fixture(scope="module")
def hopf_set():
    return bifurcation(morris_lecar, "I", (-50, 500))


# ---- equilibria ----


def test_a_passive_membrane_rests_where_its_currents_balance():
    (rest,) = equilibria(passive, I=1.5)
    assert rest.state["V"] == pytest.approx(-70 + 1.5 / 0.1, abs=1e-9)
    assert rest.kind == "stable node" and rest.eigenvalues == pytest.approx([-0.1])


def test_the_squid_axon_rests_at_minus_65_with_a_ringing_eigenvalue_pair():
    (rest,) = equilibria(hodgkin_huxley)
    assert rest.state["V"] == pytest.approx(-65, abs=0.005)
    assert rest.kind == "stable focus" and (rest.eigenvalues.imag != 0).sum() == 2
    assert max(map(abs, model_rates(hodgkin_huxley, rest.state))) < 1e-10


def test_the_source_s_leak_moves_rest_to_its_value():
    assert equilibria(hodgkin_huxley, E_L=-54.5)[0].state["V"] == pytest.approx(-65.02550, abs=5e-6)
    assert equilibria(hodgkin_huxley, E_L=-54.5, I=3)[0].state["V"] == pytest.approx(-62.86428, abs=5e-6)


def test_two_stable_states_are_separated_by_a_saddle():
    points = equilibria(morris_lecar_homoclinic, I=37)
    assert [point.kind for point in points] == ["stable node", "saddle", "stable focus"]


@pytest.mark.parametrize("seed", range(8))
def test_every_zero_of_the_steady_current_is_found(seed):
    """Against a scan of I_∞(V) = I in steps of 1 µV, for random conductances and currents."""
    chance = np.random.default_rng(seed)
    p = {"g_Ca": chance.uniform(0, 10), "g_K": chance.uniform(0, 15), "g_L": chance.uniform(0.5, 3), "V_3": chance.uniform(-20, 30),
         "V_4": chance.uniform(3, 30), "I": chance.uniform(-50, 150)}
    found = [point.state["V"] for point in equilibria(morris_lecar, **p)]
    V = np.linspace(-300, 400, 2_000_001)
    steady = lambda V: (p["g_Ca"] * (1 + np.tanh((V + 1.2) / 18)) / 2 * (V - 120)
                        + p["g_K"] * (1 + np.tanh((V - p["V_3"]) / p["V_4"])) / 2 * (V + 84) + p["g_L"] * (V + 60) - p["I"])
    signs = steady(V) > 0
    assert found == pytest.approx(V[np.flatnonzero(signs[1:] != signs[:-1])].tolist(), abs=1e-3)


def model_rates(model, state, **parameters):
    return model.python()(list(state.values()), list({**model.defaults, **parameters}.values()))


# ---- Morris–Lecar, the Hopf set ----


def test_both_hopf_points_stand_where_the_trace_vanishes(hopf_set):
    reference = [(93.8576, -25.2701, 0.139673, 78.76), (212.019, 7.80066, 0.595491, 42.28)]
    assert len(hopf_set.hopf) == 2
    for point, (I, V, n, period) in zip(hopf_set.hopf, reference):
        assert point.value == pytest.approx(I, abs=6e-4)
        assert point.state["V"] == pytest.approx(V, abs=6e-6 * 10) and point.state["n"] == pytest.approx(n, abs=1e-6)
        assert point.period == pytest.approx(period, abs=0.005)


def test_hopf_points_agree_with_root_finding_on_the_trace_to_1e_6(hopf_set):
    """On the equilibria, n = n_∞(V) and I = I_∞(V): the trace is a function of V alone."""
    J = sp.lambdify([list(morris_lecar.states), [p.symbol for p in morris_lecar.parameters]], morris_lecar.jacobian.trace())
    numbers = list(morris_lecar.defaults.values())

    def steady(V):
        n = (1 + np.tanh((V - 2) / 30)) / 2
        return n, 4.4 * (1 + np.tanh((V + 1.2) / 18)) / 2 * (V - 120) + 8 * n * (V + 84) + 2 * (V + 60)

    for point, bracket in zip(hopf_set.hopf, [(-30, -20), (0, 15)]):
        V = brentq(lambda V: J([V, steady(V)[0]], numbers), *bracket, xtol=1e-13)
        assert point.value == pytest.approx(steady(V)[1], abs=1e-6)


def test_both_are_subcritical_with_the_published_coefficient(hopf_set):
    low, high = hopf_set.hopf
    assert [low.l1, high.l1] == pytest.approx([6.543e-3, 3.668e-3], abs=5e-7)
    assert low.subcritical and high.subcritical
    # in the normalisation of Guckenheimer & Holmes, and the speed of the crossing
    assert [point.l1 * 2 * np.pi / point.period / 4 for point in hopf_set.hopf] == pytest.approx([1.305e-4, 1.363e-4], abs=5e-8)
    assert [low.crossing, high.crossing] == pytest.approx([2.586e-3, -1.992e-3], abs=5e-7)


def test_node_and_focus_change_at_four_currents(hopf_set):
    assert [point.value for point in hopf_set.changes] == pytest.approx([-21.78, 112.958, 163.909, 349.489], abs=0.002)
    assert [point.state["V"] for point in hopf_set.changes] == pytest.approx([-71.103, -17.9403, 2.19173, 17.292], abs=6e-4)
    (branch,) = hopf_set.branches
    kinds = [str(branch.kind[abs(branch.value - I).argmin()]) for I in (-40, 50, 100, 140, 190, 300, 400)]
    assert kinds == ["stable node", "stable focus", "unstable focus", "unstable node", "unstable focus", "stable focus", "stable node"]


def test_without_a_saddle_node_there_is_one_equilibrium_for_each_current(hopf_set):
    assert hopf_set.saddle_nodes == [] and len(hopf_set.branches) == 1
    assert all(len(equilibria(morris_lecar, I=I)) == 1 for I in (0, 90, 127.3, 300))


def test_points_of_a_branch_are_equilibria(hopf_set):
    (branch,) = hopf_set.branches
    rates = morris_lecar.numpy()(list(branch.states.values()), list({**morris_lecar.defaults, "I": branch.value}.values()))
    assert abs(np.array(rates)).max() < 1e-9


# ---- other models ----


def test_the_squid_axon_s_hopf_points_lie_where_they_were_proved_to_lie():
    """Ball arithmetic encloses them within 1e-12 (Hendrick 2026): 9.775437995393 and 154.522433665808 at E_L = −54.387."""
    low, high = bifurcation(hodgkin_huxley, "I", (0, 200)).hopf
    assert [low.value, high.value] == pytest.approx([9.775437995393, 154.522433665808], abs=1e-6)
    assert low.subcritical and not high.subcritical


def test_the_leak_s_reversal_potential_shifts_the_current_axis():
    """g_L E_L and I stand in one sum, so both Hopf points move by exactly −g_L ΔE_L."""
    usual, shifted = (bifurcation(hodgkin_huxley, "I", (0, 200), E_L=E_L).hopf for E_L in (-54.387, -54.5))
    assert [b.value - a.value for a, b in zip(usual, shifted)] == pytest.approx([0.3 * 0.113] * 2, abs=1e-6)


@pytest.mark.parametrize("frequency", [1.0, 2.0])
def test_van_der_pol_s_coefficient_is_known_in_closed_form(frequency):
    """x″ + ω²x = (μ − x²) x′: averaging gives l1 = −1/(2ω(1 + ω²)) in this normalisation, and Re λ = μ/2."""
    (hopf,) = bifurcation(van_der_pol, "mu", (-1, 1), within=(-1, 1), omega=frequency).hopf
    assert hopf.value == pytest.approx(0, abs=1e-9) and hopf.period == pytest.approx(2 * np.pi / frequency)
    assert hopf.l1 == pytest.approx(-1 / (2 * frequency * (1 + frequency**2)), rel=1e-9)
    assert hopf.crossing == pytest.approx(0.5, rel=1e-9)


def test_at_a_saddle_node_two_equilibria_meet():
    diagram = bifurcation(morris_lecar_snic, "I", (-30, 150))
    low, high = sorted(point.value for point in diagram.saddle_nodes)
    for point in diagram.saddle_nodes:
        assert min(abs(point.eigenvalues)) < 1e-6
    for I, count in ((low - 0.01, 1), (low + 0.01, 3), (high - 0.01, 3), (high + 0.01, 1)):
        assert len(equilibria(morris_lecar_snic, I=I)) == count


def test_the_rate_of_the_gate_moves_no_equilibrium_but_changes_its_stability():
    diagram = bifurcation(morris_lecar, "phi", (0.01, 0.2), I=100)
    (branch,) = diagram.branches
    assert np.ptp(branch.states["V"]) < 1e-9
    (hopf,) = diagram.hopf
    back = bifurcation(morris_lecar, "I", (0, 150), phi=hopf.value)
    assert min(abs(point.value - 100) for point in back.hopf) < 1e-5


def test_a_parameter_that_does_not_stand_linearly_folds_the_branch_too():
    diagram = bifurcation(morris_lecar_snic, "V_3", (0, 30), I=30)
    assert diagram.saddle_nodes
    for point in diagram.saddle_nodes:
        assert {len(equilibria(morris_lecar_snic, I=30, V_3=point.value + shift)) for shift in (-0.01, 0.01)} == {1, 3}


def test_a_pole_is_no_equilibrium():
    """1/x − 5 changes sign twice and vanishes once."""
    (point,) = equilibria(Model("pole", states={x: 1 / x - 5}, start={x: 1}), within=(-2, 2.1))
    assert point.state["x"] == pytest.approx(0.2, abs=1e-9)


def test_branches_that_cross_are_an_error_with_its_residual():
    pitchfork = Model("pitchfork", states={x: μ * x - x**3}, start={x: 1}, parameters=[Parameter(μ, 1.0)])
    with pytest.raises(RuntimeError, match="last relative correction is .* instead of 1e-7. Where branches cross"):
        bifurcation(pitchfork, "mu", (-1, 1), within=(-2, 2))


def test_a_range_far_beyond_the_usual_needs_no_warning_of_numpy():
    """With currents of 1 A/cm² V reaches 500 V, where cosh overflows."""
    with pytest.raises((ValueError, RuntimeError), match="morris-lecar: "):
        bifurcation(morris_lecar, "I", (-1e6, 1e6))


def test_an_equation_solved_for_another_state_serves_as_well():
    """Lorenz: x′ = 0 gives y, then z′ = 0 gives z. Above ρ = 1 there are three equilibria; Hopf at ρ = 470/19."""
    z, σ, ρ, β = sp.Symbol("z", real=True), *sp.symbols("sigma rho beta", positive=True)
    lorenz = Model("lorenz", states={x: σ * (y - x), y: x * (ρ - z) - y, z: x * y - β * z}, start={x: 1, y: 1, z: 1},
                   parameters=[Parameter(σ, 10.0), Parameter(ρ, 28.0), Parameter(β, 8 / 3)])
    points = equilibria(lorenz, within=(-21, 20))
    assert [point.state["x"] for point in points] == pytest.approx([-np.sqrt(72), 0, np.sqrt(72)], abs=1e-9)
    hopf = bifurcation(lorenz, "rho", (5, 30), within=(2, 20)).hopf
    assert [point.value for point in hopf] == pytest.approx([470 / 19], abs=1e-6)
    assert hopf[0].subcritical


# ---- nullclines, time reversed ----


def test_on_a_nullcline_one_rate_vanishes():
    V = np.linspace(-70, 40, 50)
    curves = nullclines(morris_lecar)(V=V, I=90)
    for row, name in enumerate(("V_nullcline", "n_nullcline")):
        rates = morris_lecar.numpy()([V, curves[name]], list({**morris_lecar.defaults, "I": 90.0}.values()))
        assert abs(rates[row]).max() < 1e-12 < abs(rates[1 - row]).max()


def test_nullclines_are_solved_symbolically():
    model = nullclines(morris_lecar)
    (V, n), n_nullcline = morris_lecar.states, list(model.outputs.values())[1]
    assert prove(model._computed([n_nullcline])[0], (1 + sp.tanh((V - sp.Symbol("V_3", real=True)) / sp.Symbol("V_4", positive=True))) / 2)
    assert model.javascript()["outputs"] == ["V_nullcline", "n_nullcline"] and r"\frac{dV" not in model.latex()


def test_nullclines_need_two_states_and_one_that_stands_linearly():
    with pytest.raises(ValueError, match="hodgkin-huxley has the states V, m, h, n: .* two states"):
        nullclines(hodgkin_huxley)
    with pytest.raises(ValueError, match="nullclines cannot be solved"):
        nullclines(Model("squares", states={x: x**2 + y**2 - 1, y: x - y**3}, start={x: 0, y: 0}))


def test_time_reversed_twice_is_the_model_itself():
    twice = reversed_time(reversed_time(morris_lecar))
    assert list(twice.states.values()) == list(morris_lecar.states.values())
    assert twice.defaults == morris_lecar.defaults and twice.labels == morris_lecar.labels


def test_backwards_in_time_an_orbit_returns_to_its_start():
    there = simulate(morris_lecar, 20, I=90, rtol=1e-10)
    end = {name: float(there[name][-1]) for name in ("V", "n")}
    back = simulate(reversed_time(morris_lecar), 20, start=end, I=90, rtol=1e-10)
    assert back["V"][-1] == pytest.approx(morris_lecar.start["V"], abs=1e-4)


# ---- the picture ----


@pytest.mark.parametrize(("language", "words"), [
    ("zh", {"稳定平衡点", "不稳定平衡点", "稳定极限环", "不稳定极限环", "霍普夫分岔点"}),
    ("en", {"stable equilibrium", "unstable equilibrium", "stable limit cycle", "unstable limit cycle", "Hopf point"}),
])
def test_the_diagram_tells_stable_from_unstable_without_colour(hopf_set, language, words):
    use(language)
    try:
        ax = hopf_set.plot()
        assert {text.get_text() for text in ax.get_legend().get_texts()} == words
        for line in ax.get_lines():
            if "unstable" in line.get_label() or "不稳定" in line.get_label():
                assert line.get_linestyle() == "--"
        cycles = {line.get_label(): line for line in ax.get_lines() if line.get_marker() == "o"}
        assert {line.get_markerfacecolor() == "white" for line in cycles.values()} == {True, False}
    finally:
        use("en")
        plt.close("all")


# ---- errors ----


@pytest.mark.parametrize(("call", "message"), [
    (lambda: equilibria(morris_lecar, gCa=1), "has no parameter 'gCa': did you mean 'g_Ca'"),
    (lambda: equilibria(morris_lecar, I=np.nan), "I = nan: give a finite number"),
    (lambda: equilibria(morris_lecar, g_L=-1), "g_L = -1: give a nonnegative number"),
    (lambda: equilibria(morris_lecar, g_L=0), "give within"),
    (lambda: equilibria(van_der_pol), "van-der-pol: give within"),
    (lambda: equilibria(morris_lecar, within=(3, 1)), "within = .*: give two numbers"),
    (lambda: bifurcation(morris_lecar, "J", (0, 1)), "has no parameter 'J'"),
    (lambda: bifurcation(morris_lecar, "I", (5, 1)), "between = .5, 1.: give two numbers, the lower one first"),
    (lambda: bifurcation(morris_lecar, "I", ("0", 1)), "between = .*: give two numbers"),
    (lambda: bifurcation(morris_lecar, "I", (0, np.nan)), "between = .*: give two numbers"),
    (lambda: bifurcation(morris_lecar.kinetics, "I", (0, 1)), "model = .*: give a Model with states"),
    (lambda: equilibria("morris_lecar"), "model = 'morris_lecar': give a Model"),
    (lambda: nullclines(None), "model = None: give a Model"),
    (lambda: equilibria(morris_lecar, I=[1, 2]), r"I = \[1, 2\]: give one number"),
    (lambda: equilibria(Model("root", states={x: sp.log(x) - 1}, start={x: 1}), within=(-1, 5)), "root: the equations have no finite value"),
    (lambda: bifurcation(morris_lecar, "I", (0, 1), I=3), "I = 3: it is what varies"),
    (lambda: bifurcation(morris_lecar, "C", (-1, 1)), "C = -1: give a positive number"),
    (lambda: equilibria(Model("waves", states={x: sp.sin(y) - x**2, y: sp.cos(x * y)}, start={x: 0, y: 0}), within=(0, 1)),
     "waves: the equilibria cannot be reduced to one equation"),
])
def test_bad_input_is_named_with_its_remedy(call, message):
    with pytest.raises(ValueError, match=message):
        call()
