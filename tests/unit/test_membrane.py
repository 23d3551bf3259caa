"""A membrane is a list of channels: Hodgkin–Huxley, a passive patch, and one of your own."""

import numpy as np
import pytest
import sympy as sp
from scipy.optimize import brentq

from excitable import Channel, Gate, Membrane, hodgkin_huxley, passive, prove, simulate
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
