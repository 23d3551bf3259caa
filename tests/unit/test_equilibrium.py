"""Nernst, Goldman–Hodgkin–Katz and chord potentials: published values, limits, symmetries, and errors a student can read."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from excitable import MAMMAL, SQUID, Ion, chord_potential, constants, ghk_current, ghk_voltage, nernst
from excitable.constants import BODY_TEMPERATURE, F, R

concentration = st.floats(1e-4, 1e3)
permeability = st.just(0.0) | st.floats(1e-3, 10)
OUT = {ion: MAMMAL[ion].c_out for ion in ("K", "Na", "Cl")}
IN = {ion: MAMMAL[ion].c_in for ion in ("K", "Na", "Cl")}
P = {"K": 1, "Na": 0.04, "Cl": 0.45}


# ---- constants and ions ----


def test_the_constants_are_those_of_codata():
    # CODATA prints R and F with ten digits.
    from scipy import constants as codata

    assert (constants.k_B, constants.e, constants.N_A) == (codata.k, codata.e, codata.N_A)
    assert R == pytest.approx(codata.R, rel=1e-10)
    assert F == pytest.approx(codata.physical_constants["Faraday constant"][0], rel=1e-9)


@pytest.mark.parametrize("ions", [MAMMAL, SQUID])
def test_potassium_is_inside_and_sodium_outside(ions):
    assert ions["K"].E() < ions["Cl"].E() < 0 < ions["Na"].E()


def test_an_ion_knows_its_potential():
    assert Ion("Ca", z=2, c_in=1e-4, c_out=2).E(T=300) == nernst(2, 1e-4, z=2, T=300)


# ---- Nernst ----


def test_nernst_potentials_at_298_kelvin():
    assert nernst(145, 10, T=298) == pytest.approx(68.67, abs=0.005)
    assert nernst(5, 140, T=298) == pytest.approx(-85.57, abs=0.005)


def test_nernst_potentials_with_the_rounded_constants_of_the_exercise():
    k, q, T = 1.4e-23, 1.6e-19, 298
    rounded = T * (k / q) / (constants.k_B / constants.e)        # the temperature at which CODATA has this kT/q
    assert nernst(145, 10, T=rounded) == pytest.approx(69.7, abs=0.05)
    assert nernst(5, 140, T=rounded) == pytest.approx(-86.9, abs=0.05)


@given(concentration, concentration, st.sampled_from([-2, -1, 1, 2]))
def test_swapping_the_sides_reverses_the_potential(a, b, z):
    assert nernst(a, b, z) == pytest.approx(-nernst(b, a, z), abs=1e-9)


@given(concentration, concentration)
def test_twice_the_valence_halves_the_potential(a, b):
    assert nernst(a, b, 2) == pytest.approx(nernst(a, b, 1) / 2, abs=1e-9)


def test_equal_concentrations_make_no_voltage():
    assert nernst(7, 7) == 0


def test_arrays_broadcast_and_numbers_stay_numbers():
    assert nernst(np.array([[5], [10]]), [140, 70, 35]).shape == (2, 3)
    assert type(nernst(5, 140)) is float


# ---- Goldman, Hodgkin, Katz ----


def test_resting_potential_of_a_mammalian_neuron():
    assert ghk_voltage(P, OUT, IN) == pytest.approx(-67.28, abs=0.005)


@given(st.tuples(permeability, permeability, permeability).filter(any), *[st.tuples(concentration, concentration, concentration)] * 2)
def test_the_potential_lies_between_the_extreme_nernst_potentials(permeabilities, outside, inside):
    ions = ("K", "Na", "Cl")
    out, in_ = dict(zip(ions, outside)), dict(zip(ions, inside))
    permeant = {ion: p for ion, p in zip(ions, permeabilities) if p > 0}
    E = [nernst(out[ion], in_[ion], MAMMAL[ion].z) for ion in permeant]
    assert min(E) - 1e-6 <= ghk_voltage(permeant, out, in_) <= max(E) + 1e-6


@pytest.mark.parametrize("ion", ["K", "Na", "Cl"])
def test_one_permeant_ion_gives_its_nernst_potential(ion):
    assert ghk_voltage({ion: 3e-7}, OUT, IN) == pytest.approx(MAMMAL[ion].E(), abs=1e-10)


def test_only_the_ratios_of_permeabilities_matter():
    assert ghk_voltage({ion: 1e-7 * p for ion, p in P.items()}, OUT, IN) == pytest.approx(ghk_voltage(P, OUT, IN), abs=1e-10)


def test_a_three_to_one_cation_channel_reverses_near_minus_26():
    assert ghk_voltage({"K": 3, "Na": 1}, OUT, IN) == pytest.approx(-26.4, abs=0.05)


def test_the_currents_add_to_zero_at_the_ghk_potential():
    V = ghk_voltage(P, OUT, IN)
    currents = [ghk_current(V, 1e-6 * P[ion], OUT[ion], IN[ion], MAMMAL[ion].z) for ion in P]
    assert sum(currents) == pytest.approx(0, abs=1e-12 * sum(map(abs, currents)))


@given(concentration, concentration, st.sampled_from([-2, -1, 1, 2]))
def test_a_current_vanishes_at_its_nernst_potential(c_out, c_in, z):
    scale = 1e-6 * F * (c_out + c_in)
    assert ghk_current(nernst(c_out, c_in, z), 1e-6, c_out, c_in, z) == pytest.approx(0, abs=1e-10 * scale)


def test_without_voltage_ions_diffuse():
    # I = z F P Δc: 96485 C/mol · 1e-6 cm/s · 135 mM
    assert ghk_current(0, 1e-6, 5, 140) == pytest.approx(F * 1e-6 * 135, rel=1e-14)
    assert ghk_current(0, 1e-6, 5, 140, z=-1) == pytest.approx(-F * 1e-6 * 135, rel=1e-14)


def test_the_current_is_smooth_through_zero_voltage():
    V = np.array([-1e-6, -1e-9, 0, 1e-9, 1e-6])
    slope = F * 1e-6 * (140 + 5) / 2 / (1e3 * R * BODY_TEMPERATURE / F)
    assert ghk_current(V, 1e-6, 5, 140) - ghk_current(0, 1e-6, 5, 140) == pytest.approx(slope * V, abs=1e-12)


@pytest.mark.parametrize(("V", "c"), [(400, 140), (-400, 5)])
def test_far_from_rest_the_current_is_ohmic_with_the_side_it_comes_from(V, c):
    u = V * F / (1e3 * R * BODY_TEMPERATURE)
    assert ghk_current(V, 1e-6, 5, 140) == pytest.approx(F * 1e-6 * c * u, rel=1e-4)


def test_an_outward_current_carries_cations_out_and_anions_in():
    assert ghk_current(50, 1e-6, 100, 100, z=1) > 0
    assert ghk_current(50, 1e-6, 100, 100, z=-1) > 0


# ---- chord ----


def test_the_chord_potential_is_the_mean_weighted_by_conductance():
    assert chord_potential({"K": 4, "Na": 1}, {"K": -90, "Na": 60}) == pytest.approx(-60)


@given(st.lists(st.tuples(st.floats(0.01, 10), st.floats(-100, 100)), min_size=1, max_size=5))
def test_ohmic_currents_add_to_zero_at_the_chord_potential(channels):
    g = {f"c{i}": conductance for i, (conductance, _) in enumerate(channels)}
    E = {f"c{i}": potential for i, (_, potential) in enumerate(channels)}
    V = chord_potential(g, E)
    assert sum(g[name] * (V - E[name]) for name in g) == pytest.approx(0, abs=1e-9)


# ---- what a student may get wrong ----


@pytest.mark.parametrize(("call", "words"), [
    (lambda: nernst(-5, 140), r"c_out = -5: .*positive"),
    (lambda: nernst(5, 0), r"c_in = 0: .*positive"),
    (lambda: nernst(5, 140, z=0), r"z = 0: .*not 0"),
    (lambda: nernst(5, 140, z=0.5), r"z = 0.5: .*whole"),
    (lambda: nernst(5, 140, T=-37), r"T = -37: .*kelvin"),
    (lambda: nernst(5, 140, T=0), r"T = 0: .*kelvin"),
    (lambda: nernst(float("nan"), 140), r"c_out = nan"),
    (lambda: nernst("five", 140), r"c_out = 'five' is not a number"),
    (lambda: nernst([5, -1], 140), r"c_out"),
    (lambda: ghk_voltage({"K": -1}, OUT, IN), r"P\['K'\] = -1: .*0 or positive"),
    (lambda: ghk_voltage({"K": 0}, OUT, IN), r"at least one ion must be permeant"),
    (lambda: ghk_voltage({"Ca": 1}, {"Ca": 2}, {"Ca": 1e-4}), r"P\['Ca'\]: .*K, Na, Cl"),
    (lambda: ghk_voltage(P, {"K": 5}, IN), r"c_out has no 'Na'"),
    (lambda: ghk_voltage(P, OUT, {**IN, "Cl": 0}), r"c_in\['Cl'\] = 0"),
    (lambda: ghk_voltage(1, OUT, IN), r"P = 1: give one number for each ion"),
    (lambda: ghk_current(float("nan"), 1e-6, 5, 140), r"V = nan"),
    (lambda: ghk_current(0, -1e-6, 5, 140), r"P = -1e-06"),
    (lambda: chord_potential({"K": 1}, {"Na": 50}), r"g names K but E names Na"),
    (lambda: chord_potential({"K": 0}, {"K": -90}), r"at least one conductance"),
    (lambda: chord_potential({"K": 1}, {"K": float("inf")}), r"E\['K'\] = inf"),
])
def test_an_error_names_the_argument_its_value_and_the_remedy(call, words):
    with pytest.raises(ValueError, match=words):
        call()
