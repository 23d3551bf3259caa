"""The staggered step: its gates are exact while the voltage stands still, its conductances those of the model."""

import numpy as np
import pytest
import sympy as sp

from excitable import Channel, Gate, Membrane, Staggered, hodgkin_huxley, morris_lecar, nernst_model, passive
from excitable.membrane import V
from excitable.staggered import BIN



def steps(cells, V, n):
    """V after n steps of isolated membranes."""
    for _ in range(n):
        left, right = cells.between()
        V = (V + right) / left - V
        cells.follow(V)
    return V


def test_under_voltage_clamp_the_gates_relax_exactly():
    clamp, dt, n = np.array([-80.0, -30.0, 10.0]), 0.1, 25
    cells = Staggered(hodgkin_huxley, clamp, dt, gates={"m": 0.3, "h": [0.1, 0.5, 0.9]})
    for _ in range(n):
        cells.follow(clamp)
    kinetics = hodgkin_huxley.kinetics(V=clamp)
    for gate, start in (("m", 0.3), ("h", np.array([0.1, 0.5, 0.9])), ("n", kinetics["n_infty"])):
        steady, tau = kinetics[f"{gate}_infty"], kinetics[f"tau_{gate}"]
        assert cells.gates[gate] == pytest.approx(steady + (start - steady) * np.exp(-(n + 0.5) * dt / tau), abs=0.2 * BIN)


@pytest.mark.parametrize("membrane", [hodgkin_huxley, morris_lecar, passive], ids=lambda membrane: membrane.name)
def test_the_sums_are_those_of_the_models_conductances(membrane):
    rng = np.random.default_rng(1)
    V, dt = rng.uniform(-80, 20, 7), 0.03
    gates = {gate.name: rng.uniform(0, 1, 7) for gate in membrane.gates if gate.relaxes}
    cells = Staggered(membrane, V, dt, gates, I=3)
    left, right = cells.between()
    total = membrane.conductances(**cells.gates)
    assert left == pytest.approx(np.broadcast_to(0.5 + dt / 4 * total["G"] / membrane.defaults["C"], 7), rel=1e-13)
    assert right == pytest.approx(np.broadcast_to(dt / 2 * (3 + total["D"]) / membrane.defaults["C"], 7), rel=1e-13)


def test_the_step_is_crank_and_nicolson():
    cells = Staggered(hodgkin_huxley, [-65.0], 0.05, I=10)
    left, right = (side.copy() for side in cells.between())
    V, new = -65.0, (-65 + right) / left + 65
    total = hodgkin_huxley.conductances(**cells.gates)
    assert (new - V) / 0.05 == pytest.approx(10 + total["D"] - total["G"] * (V + new) / 2, rel=1e-10)


def test_each_compartment_may_have_conductances_of_its_own():
    g_Na, C, I = np.array([120.0, 0.0, 600.0]), np.array([1.0, 1.0, 2.0]), np.array([10.0, 10.0, 40.0])
    together = steps(Staggered(hodgkin_huxley, np.full(3, -65.0), 0.05, g_Na=g_Na, C=C, I=I), np.full(3, -65.0), 40)
    alone = [steps(Staggered(hodgkin_huxley, [-65.0], 0.05, g_Na=g, C=c, I=i), np.array([-65.0]), 40)[0] for g, c, i in zip(g_Na, C, I)]
    assert together == pytest.approx(alone, rel=1e-12)


def test_a_gate_may_stand_in_two_channels_and_alone():
    gate = Gate("n", infinity=1 / (1 + sp.exp(-(V + 35) / 10)), tau=5, power=1)
    cell = Membrane("two", 1, [Channel("K", 5, -90, [gate]), Channel("M", 1, -80, [gate, Gate("z", infinity=sp.S.Half, power=5)])])
    cells = Staggered(cell, [-50.0], 0.1)
    left, _ = cells.between()
    assert left == pytest.approx(0.5 + 0.025 * cell.conductances(**cells.gates)["G"])


def test_without_channels_the_charge_is_the_current_times_the_time():
    cell = Membrane("capacitor", 2.0, [])
    V = steps(Staggered(cell, [0.0], 0.25, I=3), np.array([0.0]), 40)
    assert V == pytest.approx([3 * 10 / 2], rel=1e-13)


def test_gates_stay_probabilities_and_voltages_near_the_batteries_at_any_step():
    for dt in (0.01, 0.1, 0.5):
        V = np.linspace(-90, 40, 14)
        cells = Staggered(hodgkin_huxley, V, dt, I=20)
        for _ in range(300):
            left, right = cells.between()
            V = (V + right) / left - V
            cells.follow(V)
            cells.check(V)
            assert all((gate >= 0).all() and (gate <= 1).all() for gate in cells.gates.values())


def test_a_current_may_change():
    cells = Staggered(passive, [-70.0], 0.01, I=1)
    V = steps(cells, np.array([-70.0]), 1000)
    cells.inject(0.0)
    assert steps(cells, V, 1000) == pytest.approx([-70 + 10 * (1 - np.exp(-1)) * np.exp(-1)], abs=1e-5)


def test_a_rest_is_a_rest():
    rest = np.array([-64.99638])
    assert steps(Staggered(hodgkin_huxley, rest, 0.05), rest, 2000) == pytest.approx(rest, abs=1e-3)


def test_heat_makes_the_gates_faster_by_Q10():
    slow, fast = (Staggered(hodgkin_huxley, [0.0], dt, gates={"n": 0.0}, T=T) for dt, T in ((0.3, 279.45), (0.1, 289.45)))
    assert slow.gates["n"] == pytest.approx(fast.gates["n"], rel=1e-9)


@pytest.mark.parametrize(("call", "words"), [
    (lambda: Staggered(nernst_model, [0.0], 0.1), "give a Membrane"),
    (lambda: Staggered(passive, [0.0], 0), "dt = 0: give a positive step"),
    (lambda: Staggered(passive, [0.0], float("nan")), "dt = nan"),
    (lambda: Staggered(passive, [float("nan")], 0.1), "V = .*nan.*: give a finite number of mV"),
    (lambda: Staggered(hodgkin_huxley, [0.0], 0.1, gNa=1), "no parameter 'gNa': did you mean 'g_Na'"),
    (lambda: Staggered(hodgkin_huxley, [0.0], 0.1, {"N": 1}), "no gate 'N': did you mean 'n'"),
    (lambda: Staggered(hodgkin_huxley, [0.0], 0.1, {"n": float("nan")}), "n = nan"),
    (lambda: Staggered(hodgkin_huxley, [0.0, 1.0], 0.1, T=[280, 290]), "T stands in the rates of the gates: give one number"),
    (lambda: Staggered(hodgkin_huxley, [0.0], 0.1, g_K=-1), "g_K = -1: give a nonnegative number"),
])
def test_a_mistake_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()


@pytest.mark.parametrize("voltage", [-201.0, 250.0, np.nan])
def test_a_voltage_outside_the_tables_is_not_passed_on(voltage):
    with pytest.raises(RuntimeError, match="outside -200 … 200 mV"):
        Staggered(hodgkin_huxley, [0.0], 0.1).check(np.array([0.0, voltage]))
