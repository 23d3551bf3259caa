# %% expected
"""记住一个比特：能开，关的脉冲还没有找到，空着。 / One bit: it can be switched on; the pulse that switches it off has not been found and is left out."""
expected = {"memory": 3}

# %% memory-solution
from excitable import equilibria, morris_lecar_snic, simulate

own = morris_lecar_snic.with_(g_Ca=mine.g_Ca, V_3=mine.V_3, V_4=mine.V_4)
onset = holding_current(np.linspace(-45.0, -20.0, 2501)).max()


def stays_on(phi, I, A, d):
    start = equilibria(own, I=I, phi=phi)[0].state
    run = simulate(own, 600, start=start, I=[(0, I), (50, I + A), (50 + d, I)], phi=phi)
    return np.ptp(run.at(np.arange(400, 600, 0.5))["V"]) > 20


tried = ((phi, round(float(onset) - below, 2), A, d)
         for phi in (0.23, 0.25, 0.21, 0.22, 0.24) for below in (0.5, 1.0, 2.0) for A, d in ((40, 5), (60, 5), (80, 5), (40, 10)))
phi, I_base, A, d = next(one for one in tried if stays_on(*one))
memory = {"phi": phi, "I": I_base, "on": (A, d), "off": (None, None, None)}
