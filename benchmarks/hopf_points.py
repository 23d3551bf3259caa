"""All equilibria of Morris and Lecar from 0 to 300 µA/cm², and their Hopf points with the first Lyapunov coefficient."""

import numpy as np

TITLE = "Morris–Lecar: branch of equilibria and Hopf points"
TOLERANCE, UNIT = 1e-6, "µA/cm²"
GOALS = {}
LIMITS = {"seconds": 0.005}


def reference():
    """The trace of the Jacobian is zero; from the formulas of the model by hand."""
    from scipy.optimize import brentq

    def at(V):
        m, n = (1 + np.tanh((V + 1.2) / 18)) / 2, (1 + np.tanh((V - 2) / 30)) / 2
        slope = 2 * m * (1 - m) / 18
        I = 4.4 * m * (V - 120) + 8 * n * (V + 84) + 2 * (V + 60)
        return I, -(4.4 * (m + slope * (V - 120)) + 8 * n + 2) / 20 - 0.04 * np.cosh((V - 2) / 60)

    return [at(brentq(lambda V: at(V)[1], *around, xtol=1e-12))[0] for around in ((-30, -20), (0, 20))]


def error(result, truth):
    return max(abs(I - true) for I, true in zip(result, truth, strict=True))


def excitable():
    from excitable import bifurcation, morris_lecar

    return lambda: [hopf.value for hopf in bifurcation(morris_lecar, "I", (0, 300)).hopf]


IMPLEMENTATIONS = {"excitable": excitable}
