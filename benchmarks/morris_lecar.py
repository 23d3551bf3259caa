"""Limit cycles of Morris and Lecar at 100 currents: lowest and highest voltage of each."""

from math import cosh, tanh

import numpy as np

TITLE = "Morris–Lecar: stable limit cycles at 100 currents"
TOLERANCE, UNIT = 0.1, "mV"
GOALS, LIMITS = {"LSODA, solve_ivp": 40}, {}
CURRENTS, START = np.linspace(95, 205, 100), [-20.0, 0.1]
LOOK = 120.0                                           # ms, longer than any period


def rhs(y, t, I):
    V, n = y
    m_steady, n_steady = (1 + tanh((V + 1.2) / 18)) / 2, (1 + tanh((V - 2) / 30)) / 2
    return [(I - 4.4 * m_steady * (V - 120) - 8 * n * (V + 84) - 2 * (V + 60)) / 20, 0.04 * cosh((V - 2) / 60) * (n_steady - n)]


def reference():
    """Simulated until nothing of the start is left, and looked at finely."""
    return simulated(settle=20_000.0, dt=0.02, tolerance=1e-11)


def simulated(settle=500.0, dt=0.5, tolerance=1e-5):
    from scipy.integrate import odeint

    t = np.append(0, np.arange(settle, settle + LOOK, dt))
    return extremes(odeint(rhs, START, t, (I,), rtol=tolerance, atol=tolerance, mxstep=1_000_000)[1:, 0] for I in CURRENTS)


def solve_ivp():
    from scipy.integrate import solve_ivp

    t = np.arange(500, 500 + LOOK, 0.5)
    solve = lambda I: solve_ivp(lambda t, y: rhs(y, t, I), (0, t[-1]), START, "LSODA", t, rtol=1e-5, atol=1e-5)
    return lambda: extremes(solve(I).y[0] for I in CURRENTS)


def extremes(runs):
    return np.array([[-vertex(-V), vertex(V)] for V in runs])


def vertex(V):
    """The highest value, of the parabola through the highest point and its neighbours."""
    k = V[1:-1].argmax() + 1
    before, here, after = V[k - 1:k + 2]
    return here - (after - before) ** 2 / 8 / (before - 2 * here + after)


def error(result, truth):
    return abs(result - truth).max()


def excitable():
    from excitable import bifurcation, morris_lecar

    def run():
        branch = bifurcation(morris_lecar, "I", (0, 300)).cycles[0]
        stable = [cycle for cycle in branch.at(CURRENTS) if cycle.stable]
        stable.sort(key=lambda cycle: cycle.value)
        return np.array([cycle.extremes[:, 0] for cycle in stable])

    return run


IMPLEMENTATIONS = {"excitable": excitable, "LSODA, solve_ivp": solve_ivp, "LSODA, odeint": lambda: simulated}
