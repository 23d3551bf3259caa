"""What must hold for any ions, any dendrite and any membrane of its kind: symmetries, bounds and monotony, tried on examples."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from excitable import Cable, chord_potential, fi_curve, ghk_voltage, hodgkin_huxley, nernst, passive

concentration = st.floats(1e-3, 1e3)
valence = st.sampled_from([-2, -1, 1, 2, 3])
temperature = st.floats(250, 350)
cations = st.sampled_from([["K"], ["Na"], ["K", "Na"], ["K", "Cl"], ["Na", "Cl"], ["K", "Na", "Cl"]])
CHARGE = {"K": 1, "Na": 1, "Cl": -1}


def by_ion(values):
    return st.fixed_dictionaries({ion: values for ion in CHARGE})


# ---- ions ----


@given(concentration, concentration, valence, temperature)
def test_the_nernst_potential_changes_sign_with_the_sides_and_with_the_valence(c_out, c_in, z, T):
    E = nernst(c_out, c_in, z, T)
    assert nernst(c_in, c_out, z, T) == pytest.approx(-E, abs=1e-9)
    assert nernst(c_out, c_in, -z, T) == pytest.approx(-E, abs=1e-9)
    assert E * z * (c_out - c_in) >= 0


@given(concentration, concentration, concentration, valence)
def test_nernst_potentials_across_two_membranes_add_up(outside, between, inside, z):
    assert nernst(outside, between, z) + nernst(between, inside, z) == pytest.approx(nernst(outside, inside, z), abs=1e-9)


@given(by_ion(st.floats(1e-3, 1e3)), by_ion(concentration), by_ion(concentration), cations, temperature)
def test_the_goldman_voltage_lies_between_the_nernst_potentials_of_its_ions(P, c_out, c_in, ions, T):
    V = ghk_voltage({ion: P[ion] for ion in ions}, c_out, c_in, T)
    E = [nernst(c_out[ion], c_in[ion], CHARGE[ion], T) for ion in ions]
    assert min(E) - 1e-9 <= V <= max(E) + 1e-9


@given(by_ion(concentration), by_ion(concentration), st.floats(1e-3, 1e3), st.floats(1.01, 1e3))
def test_more_permeability_draws_the_goldman_voltage_towards_that_ion(c_out, c_in, P_Na, times):
    E_Na = nernst(c_out["Na"], c_in["Na"])
    before, after = (ghk_voltage({"K": 1, "Na": P}, c_out, c_in) for P in (P_Na, P_Na * times))
    assert abs(after - E_Na) <= abs(before - E_Na) + 1e-9


@given(by_ion(st.floats(1e-3, 1e3)), by_ion(st.floats(-100, 100)))
def test_the_chord_potential_lies_between_the_reversal_potentials(g, E):
    assert min(E.values()) - 1e-9 <= chord_potential(g, E) <= max(E.values()) + 1e-9


# ---- cables ----

end = st.sampled_from(["sealed", "killed", -50.0])
share = st.floats(0, 1)


@st.composite
def dendrites(draw):
    """A stem that may taper, with up to three branches of which one may branch again; and two places on it, near or far."""
    count = iter(range(100))
    diameter = lambda: draw(st.floats(0.5e-4, 8e-4))

    def piece(*branches, far="sealed", near="sealed"):
        thick, thin, length = diameter(), diameter(), draw(st.floats(0.01, 0.2))
        taper = draw(st.sampled_from([thick, lambda x: thick + (thin - thick) * x / length]))
        own = Cable(passive, length, taper, draw(st.floats(30, 300)), draw(st.integers(1, 12)), (near, far), name=f"{next(count)}")
        pieces.append(own)
        return own.with_branches(*branches) if branches else own

    pieces = []
    twigs = [piece(far=draw(end)) for _ in range(draw(st.integers(0, 2)))]
    branches = [piece(far=draw(end)) for _ in range(draw(st.integers(0, 2)))]
    if twigs:
        branches.append(piece(*twigs))
    tree = piece(*branches, near=draw(end), far="sealed" if branches else draw(end))
    places = []
    for _ in range(2):
        where = draw(st.sampled_from(pieces))
        places.append((where.name, draw(share) * where.length))
    return tree, *places


@given(dendrites(), st.floats(0.01, 1))
@settings(max_examples=60, deadline=None)
def test_current_here_moves_the_voltage_there_as_much_as_current_there_moves_it_here(dendrite, g_L):
    tree, here, there = dendrite
    across = tree.transfer_resistance(here, there, g_L=g_L)
    assert tree.transfer_resistance(there, here, g_L=g_L) == pytest.approx(across, rel=1e-9, abs=1e-3)
    # Nowhere is the voltage moved more than where the current enters, and nowhere the other way.
    assert -1e-3 <= across <= min(tree.input_resistance(here, g_L=g_L), tree.input_resistance(there, g_L=g_L)) * (1 + 1e-9)


@given(dendrites(), st.floats(-1, 1), st.floats(-1, 1))
@settings(max_examples=30, deadline=None)
def test_steady_voltages_of_two_currents_add_up(dendrite, one, other):
    tree, here, there = dendrite
    assume(here != there)
    rest = tree.steady()
    both = tree.steady(I={here: one, there: other}) - rest
    assert both == pytest.approx(tree.steady(I={here: one}) + tree.steady(I={there: other}) - 2 * rest, rel=1e-8, abs=1e-8)


@given(dendrites())
@settings(max_examples=8, deadline=None)
def test_reciprocity_holds_at_every_moment(dendrite):
    tree, here, there = dendrite
    assume(here != there)
    rest = tree.steady()
    response = lambda place, other: tree.simulate(5, dt=0.1, I={place: [(0, 0.1), (1, 0)]}, start=rest).at(other)
    outwards, back = response(here, there), response(there, here)
    assert outwards - outwards[0] == pytest.approx(back - back[0], rel=1e-8, abs=1e-8)


# ---- membranes ----


@given(st.floats(30, 42), st.floats(279.45, 285))
@settings(max_examples=4, deadline=None, derandomize=True)
def test_firing_grows_with_the_current_from_its_onset_to_its_maximum(g_K, T):
    f = fi_curve(hodgkin_huxley, np.linspace(0, 160, 41), 200, g_K=g_K, T=T)
    onset, top = np.flatnonzero(f)[0], f.argmax()
    assert top - onset > 10
    assert (np.diff(f[onset:top + 1]) > -0.01).all()
