"""Errors fall with the step as theory says: measured orders are within 0.1 of it."""

import numpy as np
import pytest
import sympy as sp

from excitable import Channel, Gate, Membrane, Staggered, hodgkin_huxley, morris_lecar, simulate
from excitable.membrane import V

exp = sp.exp
# Slow enough for long steps, whose errors stand far above the grain of the tables.
slow = Membrane("slow", 1, [
    Channel("L", 0.02, -70),
    Channel("K", 0.05, -90, [Gate("n", infinity=1 / (1 + exp(-(V + 60) / 15)), tau=8 + 4 / (1 + exp(-(V + 60) / 15)), power=2)]),
], start=-70)


class Exact(Staggered):
    """The same step with rates computed at each voltage, not read from a table whose grain would hide small errors."""

    def __init__(self, membrane, V, dt, gates, **parameters):
        super().__init__(membrane, V, dt, gates, **parameters)
        self.membrane = membrane
        for name, value in gates.items():
            self.gates[name][:] = value
        self.move(V, dt / 2)

    def follow(self, V):
        self.move(V, self.dt)

    def move(self, V, time):
        kinetics = self.membrane.kinetics(V=V)
        for name, gate in self.gates.items():
            steady = kinetics[f"{name}_infty"]
            gate[:] = steady + (gate - steady) * np.exp(-time / kinetics[f"tau_{name}"])


def voltages(model, t_end, dt, I, every, Staggered=Staggered):
    """V by the staggered step at every so many ms."""
    V, kept = np.array([model.start["V"]]), []
    cells = Staggered(model, V, dt, {name: value for name, value in model.start.items() if name != "V"}, I=I)
    for step in range(1, round(t_end / dt) + 1):
        left, right = cells.between()
        V = (V + right) / left - V
        cells.follow(V)
        if step % round(every / dt) == 0:
            kept.append(V[0])
    return np.array(kept)


def exactly(model, t_end, I, every):
    return simulate(model, t_end, rtol=1e-12, I=I).at(np.arange(1, round(t_end / every) + 1) * (t_end / round(t_end / every)))["V"]


def orders(errors):
    """By how much, in powers of two, halving the step divides the error."""
    sizes = [np.linalg.norm(error) for error in errors]
    return np.log2(np.divide(sizes[:-1], sizes[1:]))


@pytest.mark.parametrize(("model", "t_end", "I", "steps"), [
    (hodgkin_huxley, 3, 20, [0.1, 0.05, 0.025]), (slow, 16, 2, [4.0, 2.0, 1.0, 0.5]), (morris_lecar, 100, 150, [0.2, 0.1, 0.05]),
], ids=["hodgkin-huxley", "slow", "an instantaneous gate"])
def test_the_staggered_step_is_of_second_order(model, t_end, I, steps):
    exact = exactly(model, t_end, I, steps[0])
    assert orders([voltages(model, t_end, dt, I, steps[0]) - exact for dt in steps]) == pytest.approx(2, abs=0.1)


def test_two_steps_extrapolated_are_of_fourth_order():
    V = [voltages(hodgkin_huxley, 3, dt, 20, 0.2, Exact) for dt in (0.04, 0.02, 0.01, 0.005)]
    exact = exactly(hodgkin_huxley, 3, 20, 0.2)
    errors = [(4 * fine - coarse) / 3 - exact for coarse, fine in zip(V, V[1:])]
    assert orders(errors).mean() == pytest.approx(4, abs=0.1)


def test_the_tables_are_fine_enough():
    tables, exact = (voltages(hodgkin_huxley, 3, 0.02, 20, 0.2, step) for step in (Staggered, Exact))
    assert abs(tables - exact).max() < 0.05                       # on the upstroke, of 300 mV/ms


def test_a_tolerance_ten_times_smaller_gives_an_error_about_ten_times_smaller():
    exact = simulate(hodgkin_huxley, 20, rtol=1e-12, I=10)["V"]
    errors = [abs(simulate(hodgkin_huxley, 20, rtol=rtol, I=10)["V"] - exact).max() for rtol in (1e-4, 1e-6, 1e-8, 1e-10)]
    slope = np.polyfit([-4, -6, -8, -10], np.log10(errors), 1)[0]
    assert 0.8 < slope < 1.2
