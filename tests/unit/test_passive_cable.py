"""The analytic passive cable: every solution satisfies the cable equation and its boundary conditions, exactly."""

import numpy as np
import pytest
import sympy as sp

from excitable import cable_impulse, cable_modes, passive_cable, prove, refute, steady_cable
from excitable.models import passive_cable as theory
from excitable.models.passive_cable import CONSTANTS, I_0, R_infty, V_l, a, l, lamda, n, rho, t, tau, tau_n, x

STEADY = {symbol.name: expression.xreplace({theory.V_0: I_0 * R_infty}) for symbol, expression in steady_cable.outputs.items()}
SOLUTIONS = ["V_semi", "V_sealed", "V_killed", "V_clamped"]
inside = sp.Symbol("x", positive=True)


def current(V):
    """Through the cross-section in the direction of growing x; R_∞ stands for ρλ/πa²."""
    return -V.diff(x) * lamda / R_infty


def test_the_constants_of_a_dendrite_and_of_the_squid_axon():
    dendrite = passive_cable(a=2e-4, r_M=1e4, rho=100)
    assert dendrite["lambda"] == pytest.approx(0.1, rel=1e-12)                         # 1.00 mm
    assert dendrite["tau"] == pytest.approx(10)
    assert dendrite["R_infty"] == pytest.approx(79.6e6, rel=1e-3)                      # ohms
    assert passive_cable(a=250e-4, r_M=1000, rho=35)["lambda"] == pytest.approx(0.598, abs=5e-4)   # 5.98 mm


def test_the_input_resistance_is_no_resistance_times_area():
    R = CONSTANTS[R_infty].xreplace(CONSTANTS)
    prove(R, sp.sqrt(theory.r_M * rho / 2) / (sp.pi * a**sp.Rational(3, 2)))
    refute(R, CONSTANTS[lamda] * rho)


@pytest.mark.parametrize("name", SOLUTIONS)
def test_a_steady_solution_obeys_the_cable_equation_and_takes_the_current_in(name):
    V = STEADY[name]
    prove(lamda**2 * V.diff(x, 2), V)
    prove(current(V).subs(x, 0), I_0)


def test_the_infinite_cable_carries_half_of_the_current_to_either_side():
    right, left = (STEADY["V_infinite"].subs(x, side) for side in (inside, -inside))
    prove(lamda**2 * right.diff(inside, 2), right)
    prove(right, left)
    prove((-right.diff(inside) * lamda / R_infty).subs(inside, 0), I_0 / 2)
    refute(right, STEADY["V_semi"].subs(x, inside))


def test_at_the_far_end_no_current_leaves_or_the_voltage_is_held():
    prove(current(STEADY["V_sealed"]).subs(x, l), 0)
    prove(STEADY["V_killed"].subs(x, l), 0)
    prove(STEADY["V_clamped"].subs(x, l), V_l)
    refute(current(STEADY["V_killed"]).subs(x, l), 0)
    prove(sp.limit(STEADY["V_semi"], x, sp.oo), 0)


@pytest.mark.parametrize("end", ["sealed", "killed"])
def test_input_resistances_are_coth_and_tanh(end):
    R = STEADY[f"R_{end}"]
    prove(STEADY[f"V_{end}"].subs(x, 0) / I_0, R)
    assert sp.limit(R.subs(l, inside), inside, sp.oo) == R_infty                       # a long cable does not feel its end


def test_an_impulse_obeys_the_cable_equation_and_only_leaks():
    V_0 = theory.V_0
    V = cable_impulse.outputs[theory.V]
    prove(tau * V.diff(t), lamda**2 * V.diff(x, 2) - V)
    charge = sp.integrate(V.subs(x, inside), (inside, 0, sp.oo)) * 2
    prove(charge, V_0 * lamda * sp.exp(-t / tau))                                      # V_0 λ 2πa c_M is the charge put in
    refute(tau * V.diff(t), lamda**2 * V.diff(x, 2))


def test_a_constant_current_is_a_sum_of_impulses():
    """The integral of Green's function over all past times is the steady voltage of the infinite cable."""
    times = np.geomspace(1e-7, 400, 200_000)
    V = cable_impulse(Q=1.0, x=0.05, t=times)["V"]                                    # 1 pC each ms: 1 nA
    assert np.trapezoid(V, times) == pytest.approx(steady_cable(I_0=1.0, x=0.05)["V_infinite"], rel=1e-6)


def test_a_mode_between_sealed_ends_decays_as_a_whole():
    V = sp.cos(n * sp.pi * x / l) * sp.exp(-t / tau_n)
    V = V.subs(tau_n, cable_modes.outputs[tau_n])
    prove(tau * V.diff(t), lamda**2 * V.diff(x, 2) - V)
    prove(V.diff(x).subs(x, l), 0)
    assert cable_modes(n=0)["tau_n"] == pytest.approx(passive_cable()["tau"])          # all together: as one cell


def test_the_best_myelin_leaves_the_axon_three_fifths_of_the_fibre():
    """λ² of an internode is in proportion to d² ln(1/g) with d = gD (Rushton 1951)."""
    g = sp.Symbol("g", positive=True)
    square = g**2 * sp.log(1 / g)
    best = sp.exp(-sp.Rational(1, 2))
    prove(square.diff(g).subs(g, best), 0)
    assert square.diff(g, 2).subs(g, best).evalf() < 0 and float(best) == pytest.approx(0.61, abs=5e-3)
