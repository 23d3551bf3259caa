# %% expected
"""有的对，有的只对一半：平衡点总数成一个，漏了一半的行列式，没有乘 2π，没有关掉。 / Partly right: one equilibrium point always, half of the determinant, a missing 2π, a fibre that is not switched off."""
expected = {"statics": 2, "derivation": 6, "pace": 4.5, "memory": 3}

# %% count-solution
def count_points(I):
    # 以为总是一个 / takes it for one always
    return 1


# %% derivation-solution
n_V = (I - S.g_Ca * m_infty * (V - S.E_Ca) - S.g_L * (V - S.E_L)) / (S.g_K * (V - S.E_K))
push = S.g_K * (V - S.E_K) / S.C
trace = push * s_V - S.phi / S.tau_n
determinant = push * s_V * -S.phi / S.tau_n
s_max = S.phi / (S.tau_n * push)

# %% ringing-solution
def ringing_period(V):
    shape = 1 / np.cosh((V - mine.V_3) / (2 * mine.V_4))
    return 1 / np.sqrt(critical_pace(V) / (C * shape) * slope(holding_current, V))


# %% memory-solution
from excitable import equilibria, morris_lecar_snic, simulate

own = morris_lecar_snic.with_(g_Ca=mine.g_Ca, V_3=mine.V_3, V_4=mine.V_4)
knee = float(holding_current(np.linspace(-45.0, -20.0, 2501)).max())


def keeps_firing(I, phi, A, d):
    start = equilibria(own, I=I, phi=phi)[0].state
    run = simulate(own, 600, start=start, I=[(0, I), (50, I + A), (50 + d, I)], phi=phi)
    return np.ptp(run.at(np.arange(400, 600, 0.5))["V"]) > 20


memory = next({"phi": phi, "I": knee - below, "on": (A, d), "off": (200, 0.001, 1)}
              for phi in (0.23, 0.25, 0.21) for below in (0.5, 1.0, 2.0)
              for A, d in ((40, 5), (60, 5), (80, 5), (40, 10)) if keeps_firing(knee - below, phi, A, d))
