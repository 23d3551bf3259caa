"""The other models of the book: limits and published values."""

import numpy as np
import pytest

from excitable import (MAMMAL, cation_channel, chord_potential, current_voltage, field, ghk_current, ghk_voltage, nernst, populations,
                       potassium_cell, quantity, resting, simulate)
from excitable.constants import BODY_TEMPERATURE, F, N_A, R, e, k_B

P = [f"p_{i}" for i in range(6)]


# ---- populations ----


@pytest.mark.parametrize("parameters", [{}, {"g": 3}, {"T": 30}, {"epsilon": 200, "g": 2}])
def test_probabilities_add_to_one(parameters):
    assert sum(populations(**parameters).values()) == pytest.approx(1)


def test_neighbouring_states_differ_by_the_boltzmann_factor():
    p = populations(epsilon=20, T=300)
    factor = np.exp(-20e-3 * e / (k_B * 300))
    assert [p[b] / p[a] for a, b in zip(P, P[1:])] == pytest.approx([factor] * 5)


def test_degeneracy_multiplies_the_level():
    plain, degenerate = populations(), populations(g=4)
    ratio = [degenerate[p] / plain[p] for p in P]
    assert [r / ratio[0] for r in ratio] == pytest.approx([1, 4, 7, 10, 13, 16])


def test_cold_fills_the_ground_level_and_heat_all_alike():
    assert populations(T=1)["p_0"] == pytest.approx(1)
    assert list(populations(T=1e7).values()) == pytest.approx([1 / 6] * 6, rel=1e-3)


# ---- charges in a field ----


def test_the_density_ratio_inverts_the_nernst_potential():
    assert nernst(1, field(Delta_u=-40, z=2)["ratio"], z=2) == pytest.approx(-40)


def test_cations_gather_where_the_potential_is_low():
    assert field(Delta_u=25, z=1)["ratio"] < 1 < field(Delta_u=25, z=-1)["ratio"]


# ---- the cell with potassium channels only ----


def test_it_relaxes_to_the_nernst_potential_with_the_time_constant_C_over_g():
    trace = simulate(potassium_cell, 20, rtol=1e-10)
    E = MAMMAL["K"].E()
    assert trace["V"] == pytest.approx(E * (1 - np.exp(-trace.t / 2)), abs=1e-6)


def test_two_in_a_hundred_thousand_ions_move():
    trace = simulate(potassium_cell, 50)
    assert trace["fraction"][-1] == pytest.approx(2.0e-5, rel=0.02)
    charge = 1e-6 * 89.0156e-3 * 4 * np.pi * 1e-3**2                 # C V A in C, with r = 10⁻³ cm
    assert trace["moved"][-1] == pytest.approx(charge / e, rel=1e-5)
    assert trace["fraction"][-1] == pytest.approx(charge / F / (140e-6 * 4 / 3 * np.pi * 1e-9), rel=1e-5)


# ---- rest ----


def test_the_two_resting_potentials_agree_at_rest():
    rest = resting()
    assert rest["V_GHK"] == pytest.approx(-67.28, abs=0.005)
    assert rest["V_chord"] == pytest.approx(rest["V_GHK"], abs=0.02)


def test_the_model_and_the_functions_are_one():
    out, in_ = ({ion: getattr(MAMMAL[ion], side) for ion in ("K", "Na", "Cl")} for side in ("c_out", "c_in"))
    rest = resting(K_out=20)
    assert rest["V_GHK"] == ghk_voltage({"K": 1, "Na": 0.04, "Cl": 0.45}, {**out, "K": 20}, in_)
    g = {"K": 1, **{ion: resting.defaults[f"g_{ion}"] for ion in ("Na", "Cl")}}
    assert rest["V_chord"] == pytest.approx(chord_potential(g, {ion: rest[f"E_{ion}"] for ion in g}))


def test_at_high_potassium_the_membrane_is_a_potassium_electrode():
    slope = resting(K_out=200, P_Cl=0)["V_GHK"] - resting(K_out=100, P_Cl=0)["V_GHK"]
    assert slope == pytest.approx(1e3 * R * BODY_TEMPERATURE / F * np.log(2), rel=0.05)


def test_at_low_potassium_it_is_not():
    slope = resting(K_out=1, P_Cl=0)["V_GHK"] - resting(K_out=0.5, P_Cl=0)["V_GHK"]
    assert 0 < slope < 0.3 * 1e3 * R * BODY_TEMPERATURE / F * np.log(2)


# ---- current against voltage ----


@pytest.mark.parametrize("law", ["", "_ohmic"])
def test_each_current_reverses_at_its_nernst_potential(law):
    for ion in ("K", "Na", "Cl"):
        assert current_voltage(V=MAMMAL[ion].E())[f"I_{ion}{law}"] == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("law", ["", "_ohmic"])
def test_the_total_is_the_sum_and_reverses_at_rest(law):
    V = np.linspace(-120, 80, 41)
    currents = current_voltage(V=V)
    assert currents[f"I_total{law}"] == pytest.approx(sum(currents[f"I_{ion}{law}"] for ion in ("K", "Na", "Cl")))
    assert current_voltage(V=resting()["V_GHK"])[f"I_total{law}"] == pytest.approx(0, abs=0.003)


def test_goldman_currents_are_those_of_the_function():
    assert current_voltage(V=-20)["I_Cl"] == pytest.approx(ghk_current(-20, 4.5e-7, 110, 10, z=-1))


def test_a_three_to_one_channel_passes_no_current_near_minus_26():
    V = cation_channel()["V_rev"]
    assert V == pytest.approx(-26.4, abs=0.05)
    assert cation_channel(V=V)["I_total"] == pytest.approx(0, abs=1e-10)
    assert quantity(V, "mV") == "−26.4 mV"


def test_avogadro_is_the_link_between_the_two_worlds():
    assert k_B * N_A == R and e * N_A == F
