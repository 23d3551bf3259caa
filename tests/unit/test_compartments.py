"""From two rooms to N rooms to the cable."""

import numpy as np
import pytest
import sympy as sp

from excitable import Cable, cable_modes, passive, prove, simulate, two_compartment
from excitable.models.two_compartment import C, E_L, I_1, I_2, V_1, V_2, g_c, g_L


def test_sum_and_difference_of_two_rooms_decay_on_their_own():
    J, τ = two_compartment.jacobian, C / g_L
    for mode, rate in (([1, 1], -1 / τ), ([1, -1], -(1 + 2 * g_c / g_L) / τ)):
        prove(J * sp.Matrix(mode), rate * sp.Matrix(mode))


def test_two_rooms_keep_the_charge_that_only_moves_between_them():
    charge = sum(C * derivative for derivative in two_compartment.states.values())
    prove(charge, I_1 + I_2 - g_L * (V_1 - E_L) - g_L * (V_2 - E_L))


def test_two_rooms_are_a_cable_of_two_compartments():
    cable = Cable(passive, length=0.02, diameter=2e-4, Ra=100, n=2)
    coupling = cable.tree.link[0] / cable.area[0]
    exact = simulate(two_compartment, 20, start={"V_1": -50}, rtol=1e-10, g_c=coupling)
    trace = cable.simulate(20, dt=0.001, start=np.array([-50.0, -70.0]))
    for room, name in enumerate(("V_1", "V_2")):
        assert trace["V"][::1000, room] == pytest.approx(exact.at(trace.t[::1000])[name], abs=1e-4)


def decay(n, mode, length=0.1):
    """The time constant with which cos(nπx/l) decays in a chain of n rooms."""
    cable = Cable(passive, length=length, diameter=4e-4, Ra=100, n=n)
    shape = np.cos(mode * np.pi * cable.x / length)
    V = cable.simulate(0.5, dt=1e-3, start=-70 + shape)["V"] + 70
    assert V[-1] == pytest.approx(shape * (V[-1] @ shape) / (shape @ shape), abs=1e-9)      # it keeps its shape
    return -0.5 / np.log(V[-1] @ shape / (shape @ shape))


@pytest.mark.parametrize("mode", [1, 2])
def test_modes_of_many_rooms_become_those_of_the_cable_with_order_two(mode):
    exact = cable_modes(n=mode)["tau_n"]
    errors = [abs(decay(n, mode) - exact) for n in (10, 20, 40)]
    assert np.log2(np.divide(errors[:-1], errors[1:])) == pytest.approx(2, abs=0.1)


def test_one_room_forgets_with_the_time_constant_of_the_membrane():
    assert decay(1, 0) == pytest.approx(10, rel=1e-6)
