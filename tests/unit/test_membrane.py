"""A membrane is a list of channels: Hodgkin–Huxley, a passive patch, and one of your own."""

import json

import numpy as np
import pytest
import quickjs
import sympy as sp
from scipy.optimize import brentq

from excitable import Channel, Gate, Membrane, Parameter, hodgkin_huxley, passive, prove, simulate
from excitable.linoid import JAVASCRIPT
from excitable.membrane import V


def rest(model):
    """The voltage at which no net current flows, with every gate at its steady state."""
    steady = {gate.symbol: gate.steady_state for channel in model.channels for gate in channel.gates}
    current = sum(channel.current() for channel in model.channels).subs(steady)
    values = {parameter.symbol: parameter.value for parameter in model.parameters}
    return brentq(lambda voltage: float(current.subs(values).subs(V, voltage)), -80.123, -50.321, xtol=1e-10)


# ---- Hodgkin & Huxley 1952 ----


def test_the_axon_rests_at_minus_65():
    assert rest(hodgkin_huxley) == pytest.approx(-65.00, abs=0.005)


def test_it_starts_at_rest():
    start = list(hodgkin_huxley.start.values())
    assert hodgkin_huxley.python()(start, list(hodgkin_huxley.defaults.values())) == pytest.approx([0, 0, 0, 0], abs=5e-3)


def test_the_gates_at_rest_are_those_of_the_paper():
    # n₀ = 0.318, m₀ = 0.053, h₀ = 0.596: Hodgkin & Huxley 1952, p. 519–522
    assert [hodgkin_huxley.start[gate] for gate in "nmh"] == pytest.approx([0.318, 0.053, 0.596], abs=5e-4)


@pytest.mark.parametrize(("channel", "gate", "paper"), [
    (1, 0, lambda v: (0.01 * (v + 10) / (sp.exp((v + 10) / 10) - 1), 0.125 * sp.exp(v / 80))),
    (0, 0, lambda v: (0.1 * (v + 25) / (sp.exp((v + 25) / 10) - 1), 4 * sp.exp(v / 18))),
    (0, 1, lambda v: (0.07 * sp.exp(v / 20), 1 / (sp.exp((v + 30) / 10) + 1))),
])
def test_the_rates_are_the_papers_with_its_sign_turned(channel, gate, paper):
    ours = hodgkin_huxley.channels[channel].gates[gate]
    for mine, theirs in zip((ours.alpha, ours.beta), paper(-(V + 65))):
        prove(sp.nsimplify(mine, rational=True), sp.nsimplify(theirs, rational=True))


def test_the_singular_voltages_are_ordinary_ones():
    for voltage, gate in ((-40.0, "m"), (-55.0, "n")):
        state = {**hodgkin_huxley.start, "V": voltage}
        near = [hodgkin_huxley.python()([*{**state, "V": voltage + h}.values()], [*hodgkin_huxley.defaults.values()]) for h in (-1e-6, 0, 1e-6)]
        assert near[1] == pytest.approx((np.array(near[0]) + near[2]) / 2, rel=1e-8, abs=1e-8)


def test_it_fires_once_to_a_brief_pulse_and_again_and_again_to_a_step():
    assert len(simulate(hodgkin_huxley, 50, I=[(0, 0), (5, 20), (6, 0)]).spikes()) == 1
    assert len(simulate(hodgkin_huxley, 50, I=0).spikes()) == 0
    intervals = np.diff(simulate(hodgkin_huxley, 200, I=10).spikes())
    assert intervals[5:] == pytest.approx(14.64, abs=0.02)


def test_a_spike_stays_between_the_reversal_potentials():
    V = simulate(hodgkin_huxley, 50, I=[(0, 0), (5, 20), (6, 0)])["V"]
    assert -77 < V.min() < -70 and 30 < V.max() < 50


def test_the_reproduced_source_may_pass_its_own_leak():
    assert rest(hodgkin_huxley.with_(E_L=-54.5)) == pytest.approx(-65.03, abs=0.005)


# ---- temperature ----


@pytest.mark.parametrize("T", [279.45, 291.65, 310.0])
def test_heat_does_not_move_the_rest(T):
    start, p = list(hodgkin_huxley.start.values()), list({**hodgkin_huxley.defaults, "T": T}.values())
    assert hodgkin_huxley.python()(start, p) == pytest.approx([0, 0, 0, 0], abs=0.005)


def test_ten_kelvin_more_triple_every_rate():
    state, cold = [-30.0, 0.2, 0.4, 0.5], hodgkin_huxley.defaults
    slow, fast = (hodgkin_huxley.python()(state, list({**cold, "T": T}.values())) for T in (280, 290))
    assert fast[0] == slow[0] and np.divide(fast[1:], slow[1:]) == pytest.approx([3, 3, 3])


def test_a_warm_spike_is_brief():
    # All rates grow alike, so the spike shortens while rest and batteries stay.
    def duration(T):
        trace = simulate(hodgkin_huxley, 20, T=T, I=[(0, 40), (0.5, 0)])
        return np.ptp(trace.t[trace["V"] > -20])

    assert duration(289.45) < 0.5 * duration(279.45)


def test_the_temperature_stands_on_a_line_of_its_own():
    tex = hodgkin_huxley.latex()
    assert tex.endswith(r"\\\phi &= 3^{\frac{T - 279.45}{10}}\end{aligned}")
    assert r"\frac{dm}{dt} &= \phi \left(\alpha_{m} \left(1 - m\right) - \beta_{m} m\right)" in tex


def test_without_a_temperature_nothing_is_said_about_it():
    cell = Membrane("cool", 1, hodgkin_huxley.channels)
    assert "phi" not in cell.latex() and "T" not in cell.defaults
    assert r"\frac{dm}{dt} &= \alpha_{m} \left(1 - m\right) - \beta_{m} m\\" in cell.latex()
    assert cell.python()([-30, 0.2, 0.4, 0.5], list(cell.defaults.values())) == pytest.approx(
        hodgkin_huxley.python()([-30, 0.2, 0.4, 0.5], list(hodgkin_huxley.defaults.values())))


# ---- kinetics and conductances ----


def test_kinetics_are_the_steady_state_and_time_constant_of_the_equations():
    voltages = np.linspace(-90, 40, 27)
    kinetics = hodgkin_huxley.kinetics(V=voltages, T=285)
    p = list({**hodgkin_huxley.defaults, "T": 285}.values())
    rng = np.random.default_rng(1)
    state = [voltages, *rng.uniform(0, 1, (3, 27))]
    for gate, value, slope in zip("mhn", state[1:], hodgkin_huxley.numpy()(state, p)[1:]):
        assert slope == pytest.approx((kinetics[f"{gate}_infty"] - value) / kinetics[f"tau_{gate}"], rel=1e-10)


def test_conductances_make_the_same_slope_of_V():
    rng = np.random.default_rng(2)
    state, p = [-40.0, *rng.uniform(0, 1, 3)], hodgkin_huxley.defaults
    total = hodgkin_huxley.conductances(**dict(zip("mhn", state[1:])))
    assert hodgkin_huxley.python()(state, list(p.values()))[0] == pytest.approx(p["I"] + total["D"] - total["G"] * state[0], rel=1e-12)


def test_kinetics_print_as_they_are_said():
    tex = hodgkin_huxley.kinetics.latex()
    assert r"m_{\infty} &= \frac{\alpha_{m}}{\alpha_{m} + \beta_{m}}" in tex
    assert r"\tau_{h} &= \frac{1}{\phi \left(\alpha_{h} + \beta_{h}\right)}" in tex
    assert r"G &= g_{\mathrm{L}} + g_{\mathrm{K}} n^{4} + g_{\mathrm{Na}} m^{3} h" in hodgkin_huxley.conductances.latex()


def test_the_page_computes_the_same_kinetics_and_conductances():
    rng, engine = np.random.default_rng(3), quickjs.Context()
    for model in (hodgkin_huxley.kinetics, hodgkin_huxley.conductances):
        body = f"const out = [], y = [], p = JSON.parse(text); {model.javascript()['output']} return JSON.stringify(out);"
        run = engine.eval(f"{JAVASCRIPT}((text) => {{ {body} }})")
        for _ in range(20):
            p = [value * rng.uniform(0.9, 1.1) for value in model.defaults.values()]
            assert json.loads(run(json.dumps(p))) == pytest.approx(model.python("outputs")([], p), rel=1e-12)


def test_a_changed_membrane_has_changed_kinetics_and_conductances():
    first = hodgkin_huxley.kinetics(V=0)["tau_m"]
    warm = hodgkin_huxley.with_(T=289.45, g_L=7)
    assert warm.kinetics(V=0)["tau_m"] == pytest.approx(first / 3) and hodgkin_huxley.kinetics(V=0)["tau_m"] == first
    assert warm.conductances(m=0, h=0, n=0)["G"] == 7


# ---- passive ----


def test_a_passive_membrane_relaxes_exponentially():
    trace = simulate(passive, 50, start={"V": 0}, rtol=1e-10)
    assert trace["V"] == pytest.approx(-70 + 70 * np.exp(-trace.t * 0.1), abs=1e-6)


# ---- your own ----

sigmoid = 1 / (1 + sp.exp(-(V + 30) / 5))


def test_an_instantaneous_gate_is_no_state():
    cell = Membrane("persistent", 1, [Channel("L", 0.1, -70), Channel("Na", 1, 50, [Gate("m", infinity=sigmoid)])])
    assert list(cell.start) == ["V"]
    assert cell(V=-30)["I_Na"] == pytest.approx(0.5 * (-30 - 50))


def test_an_instantaneous_gate_has_no_time_constant():
    cell = Membrane("persistent", 1, [Channel("Na", 1, 50, [Gate("m", infinity=sigmoid)])])
    assert [symbol.name for symbol in cell.kinetics.outputs] == ["m_infty"]


def test_a_rate_may_hold_parameters_of_ones_own():
    half, slope = sp.Symbol("V_half", real=True), sp.Symbol("k", positive=True)
    gate = Gate("n", infinity=1 / (1 + sp.exp((half - V) / slope)), tau=5)
    cell = Membrane("mine", 1, [Channel("K", 1, -90, [gate])], start=-40,
                    parameters=[Parameter(half, -40, "mV"), Parameter(slope, 5, "mV")])
    assert cell.start["n"] == pytest.approx(0.5)
    assert cell.kinetics(V=-30, k=10)["n_infty"] == pytest.approx(1 / (1 + np.exp(-1)))
    assert simulate(cell, 100, start={"V": -40}, V_half=-60)["n"][50] > 0.5


def test_one_gate_may_stand_in_two_channels():
    gate = Gate("n", infinity=sigmoid, tau=5)
    cell = Membrane("shared", 1, [Channel("K", 1, -90, [gate]), Channel("M", 2, -80, [gate])])
    assert list(cell.start) == ["V", "n"]


def test_rates_and_steady_state_with_time_constant_are_two_ways_to_say_the_same():
    opening, closing = sp.exp(V / 20), sp.exp(-V / 20)
    one = Membrane("rates", 1, [Channel("K", 1, -80, [Gate("n", alpha=opening, beta=closing, power=2)])])
    two = Membrane("steady", 1, [Channel("K", 1, -80, [Gate("n", infinity=opening / (opening + closing), tau=1 / (opening + closing), power=2)])])
    state = [-20.0, 0.3]
    assert one.python()(state, list(one.defaults.values())) == pytest.approx(two.python()(state, list(two.defaults.values())))
    assert one.start == pytest.approx(two.start)


@pytest.mark.parametrize("given", [{}, {"alpha": V}, {"alpha": V, "beta": V, "infinity": V}, {"tau": V}, {"beta": V, "infinity": V}])
def test_a_gate_needs_its_rates_or_its_steady_state(given):
    with pytest.raises(ValueError, match="gate m: give either alpha and beta, or infinity"):
        Gate("m", **given)


def test_two_channels_need_two_names():
    with pytest.raises(ValueError, match="called g_L"):
        Membrane("twice", 1, [Channel("L", 1, 0), Channel("L", 2, 0)])


@pytest.mark.parametrize(("make", "words"), [
    (lambda: Membrane("cell", 1, [Channel("L", -0.1, -70)]), "cell: g_L = -0.1: give a nonnegative number of mS/cm²"),
    (lambda: Membrane("cell", 0, [Channel("L", 0.1, -70)]), "cell: C = 0: give a positive number of µF/cm²"),
    (lambda: Membrane("cell", 1, [Channel("L", 0.1, float("nan"))]), "cell: E_L = nan: give a finite number of mV"),
    (lambda: Membrane("cell", 1, [Channel("K", 1, -90, [Gate("n", infinity=1 / (1 + sp.exp(sp.Symbol("V_half") - V)), tau=1)])]),
     "symbol V_half stands in gate n; declare it in `parameters`"),
    (lambda: Membrane("cell", 1, [Channel(name, 1, -90, [Gate("n", infinity=sigmoid, tau=tau)]) for name, tau in (("K", 1), ("M", 2))]),
     "cell: two different gates are called n"),
    (lambda: Membrane("cell", "1", []), "cell: C = '1': give a number"),
    (lambda: Membrane("cell", 1, [Channel("L", [1, 2], -70)]), "cell: g_L = .*: give one number"),
    (lambda: Membrane("cell", 1, Channel("L", 1, -70)), "cell: channels = .*: give a list of Channels"),
    (lambda: Membrane("cell", 1, [], start=float("nan")), "cell: start = nan: give the voltage"),
    (lambda: Membrane("cell", 1, [Channel("K", 1, -90, [Gate("I", infinity=sigmoid)])]), "a gate is called I, like another quantity"),
    (lambda: Membrane("cell", 1, [Channel("K", 1, -90, [Gate("n", infinity=1.7, tau=1)])]), "gate n has steady state 1.7"),
    (lambda: Membrane("cell", 1, [Channel("K", 1, -90, [Gate("n", infinity=sigmoid, tau=V)])]), "time constant -65.0"),
    (lambda: Membrane("cell", 1, [Channel("K", 1, -90, [Gate("n", alpha=float("nan"), beta=1)])]), "gate n has steady state nan"),
    (lambda: Gate("m", infinity="V"), "gate m: infinity = 'V': give a sympy expression"),
    (lambda: Gate(3, infinity=sigmoid), "gate: name = 3"),
    (lambda: hodgkin_huxley.with_(g_K=[1, 2]), "g_K = .*: give one number"),
    (lambda: Membrane("cell", 1, [], Q10=3), "cell: Q10 = 3, T_0 = None: give both"),
    (lambda: Membrane("cell", 1, [], T_0=280), "give both"),
    (lambda: Membrane("cell", 1, [], Q10=-3, T_0=280), "Q10 = -3, T_0 = 280: give both, positive"),
    (lambda: Membrane("cell", 1, [], Q10=float("nan"), T_0=280), "Q10 = nan"),
    (lambda: hodgkin_huxley.with_(g_K=-1), "g_K = -1: give a nonnegative number"),
    (lambda: hodgkin_huxley.with_(T=-5), "T = -5: give a positive number of K"),
    (lambda: Gate("m", infinity=sigmoid, power=0), "gate m: power = 0: give a whole number"),
    (lambda: Gate("m", infinity=sigmoid, power=1.5), "power = 1.5"),
    (lambda: Gate("m", alpha=V, beta=V, tau=3), "gate m: tau is 1/"),
    (lambda: Membrane("cell", 1, [], parameters=[Parameter(sp.Symbol("phi", positive=True), 1)], Q10=3, T_0=280), "phi"),
])
def test_what_cannot_be_a_membrane_is_named(make, words):
    with pytest.raises(ValueError, match=words):
        make()
