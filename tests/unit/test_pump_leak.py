"""The living cell: a steady state far from equilibrium, held by a pump; without it gradients run down and the cell swells."""

import numpy as np
import pytest

from excitable import MAMMAL, ghk_voltage, prove, pump_leak, simulate
from excitable.constants import F
from excitable.models import pump_leak as paper

blocked = simulate(pump_leak, 600, pump=[(0, 1), (10, 0)])
washed = simulate(pump_leak, 600, pump=[(0, 1), (10, 0), (70, 1)])
IONS = {"Na": 1, "K": 1, "Cl": -1}


def at(trace, name, t):
    return np.interp(t, trace.t, trace[name])


# ---- the steady state ----


def test_it_is_that_of_a_mammalian_neuron():
    rest = pump_leak()
    out, in_ = ({ion: getattr(MAMMAL[ion], side) for ion in IONS} for side in ("c_out", "c_in"))
    assert rest["V"] == pytest.approx(ghk_voltage({"K": 1, "Na": 0.04, "Cl": 0.45}, out, in_), abs=1e-9)
    assert pump_leak.start["Na"] == 10 and pump_leak.start["K"] == 140 and 8 < pump_leak.start["Cl"] < 10


def test_it_is_stationary():
    assert pump_leak.python()(list(pump_leak.start.values()), list(pump_leak.defaults.values())) == pytest.approx([0] * 4, abs=1e-12)


def test_it_is_stable_and_charge_is_the_one_neutral_direction():
    values = {**{p.symbol: p.value for p in pump_leak.parameters}, **{s: pump_leak.start[s.name] for s in pump_leak.states}}
    rates = np.sort(np.linalg.eigvals(np.array(pump_leak.jacobian.subs(values), float)).real)
    assert (rates[:3] < -0.01).all() and rates[3] == pytest.approx(0, abs=1e-9)


def test_three_sodium_leave_for_two_potassium():
    rest = pump_leak()
    assert rest["I_Na"] == pytest.approx(-3 * rest["I_pump"])
    assert rest["I_K"] == pytest.approx(2 * rest["I_pump"])
    assert rest["I_Cl"] == pytest.approx(0, abs=1e-12)


def test_it_is_no_equilibrium_but_chloride_is():
    rest = pump_leak()
    assert rest["E_K"] < rest["V"] < rest["E_Na"]
    assert rest["E_Cl"] == pytest.approx(rest["V"], abs=1e-9)


def test_the_pump_pays_for_what_the_leaks_dissipate():
    rest = pump_leak()
    assert rest["dissipation"] == pytest.approx(rest["pump_power"]) and rest["dissipation"] > 0


def test_the_pump_makes_the_cell_a_little_more_negative_at_once():
    difference = pump_leak()["V"] - pump_leak(pump=0)["V"]
    assert difference == pytest.approx(-pump_leak()["I_pump"] / sum(pump_leak.defaults[f"g_{ion}"] for ion in IONS))
    assert -10 < difference < 0


# ---- conservation, at every moment of any run ----


@pytest.mark.parametrize("trace", [blocked, washed])
def test_the_inside_stays_neutral(trace):
    X = pump_leak.defaults["X_in"] / trace["w"]
    assert trace["Na"] + trace["K"] - trace["Cl"] - X == pytest.approx(0, abs=1e-3)


@pytest.mark.parametrize("trace", [blocked, washed])
def test_the_membrane_carries_no_net_current(trace):
    assert sum(trace[f"I_{ion}"] for ion in IONS) + trace["I_pump"] == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("ion", "pumped"), [("Na", 3), ("K", -2), ("Cl", 0)])
def test_what_the_currents_carry_is_what_the_cell_gains(ion, pumped):
    # amount per resting volume, mM = −(3/r) ∫ I/(zF) dt, with r in cm and t in s
    current = blocked[f"I_{ion}"] + pumped * blocked["I_pump"]
    carried = np.concatenate([[0], np.cumsum((current[1:] + current[:-1]) / 2 * np.diff(blocked.t) * 60)])
    gained = blocked[ion] * blocked["w"] - pump_leak.start[ion]
    assert gained == pytest.approx(-3 / 1e-3 * carried / (IONS[ion] * F), abs=0.1)


def test_leaks_always_dissipate():
    assert (blocked["dissipation"] >= 0).all() and (washed["dissipation"] >= 0).all()


def test_dissipation_is_a_sum_of_squares():
    currents = {current: pump_leak.outputs[current] for current in (paper.I_Na, paper.I_K, paper.I_Cl)}
    dissipation = pump_leak.outputs[paper.dissipation].subs(currents)
    prove(dissipation, sum(paper.g[ion] * (paper.V - paper.E[ion]) ** 2 for ion in IONS))


# ---- ouabain ----


def test_without_the_pump_the_gradients_run_down():
    for early, late in ((10, 60), (60, 240), (240, 600)):
        assert at(blocked, "Na", late) > at(blocked, "Na", early)
        assert at(blocked, "K", late) < at(blocked, "K", early)
        assert at(blocked, "dissipation", late) < at(blocked, "dissipation", early)
    assert at(blocked, "K", 600) < 10 and at(blocked, "Na", 600) > 130


def test_without_the_pump_the_voltage_goes_and_the_cell_swells():
    assert at(blocked, "V", 600) > -10
    assert (np.diff(blocked["w"][blocked.t > 15]) > 0).all() and at(blocked, "w", 600) > 1.5


def test_the_end_is_an_equilibrium():
    # All potentials equal, no dissipation, and as many impermeant anions per volume inside as outside.
    end = simulate(pump_leak, 100_000, pump=0)
    last = {name: end[name][-1] for name in ("V", "E_Na", "E_K", "E_Cl", "w", "dissipation")}
    assert [last["E_Na"], last["E_K"], last["E_Cl"]] == pytest.approx([last["V"]] * 3, abs=0.01)
    assert last["dissipation"] == pytest.approx(0, abs=1e-4)
    assert last["w"] == pytest.approx(paper.X_IN / paper.X_OUT, rel=1e-3)


def test_with_the_pump_again_the_cell_recovers():
    for name, value in pump_leak.start.items():
        assert washed[name][-1] == pytest.approx(value, rel=1e-3)
    assert washed["V"][-1] == pytest.approx(pump_leak()["V"], abs=0.01)


def test_its_time_is_in_minutes():
    assert pump_leak.time_unit == "min"
