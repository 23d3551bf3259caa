# %% expected
"""另一种写法：玻尔兹曼形式的门、特征值、现成的积分器、另一对脉冲。 / Other forms: gates as Boltzmann wrote them, eigenvalues, a ready-made integrator, other pulses."""
expected = {}

# %% statics-solution
def open_share(V, half, span):
    return 1 / (1 + np.exp(-2 * (V - half) / span))


def ionic_current(V, n):
    g = mine.g_Ca * open_share(V, V_1, V_2)
    return (g + g_K * n + g_L) * V - (g * E_Ca + g_K * n * E_K + g_L * E_L)


def holding_current(V):
    return ionic_current(V, open_share(V, mine.V_3, mine.V_4))


sigmoid = open_share

# %% count-solution
from scipy.optimize import brentq


def count_points(I):
    edges = np.arange(-95, 46, 0.05)
    return float(len([brentq(lambda V: holding_current(V) - I, low, high) for low, high in zip(edges, edges[1:])
                      if (holding_current(low) - I) * (holding_current(high) - I) < 0]))


# %% derivation-solution
boltzmann = 1 / (1 + sp.exp(-2 * (V - S.V_1) / S.V_2))
n = sp.Symbol("n")
balance = S.g_Ca * boltzmann * (V - S.E_Ca) + S.g_K * n * (V - S.E_K) + S.g_L * (V - S.E_L)
n_V = sp.Eq(n, sp.expand(sp.solve(sp.Eq(balance, I), n)[0]))
trace = (S.g_K * S.tau_n * s_V * (V - S.E_K) - S.C * S.phi) / (S.C * S.tau_n)
determinant = sp.expand(S.g_K * S.phi * (s_V - s_n) * (S.E_K - V) / (S.tau_n * S.C))
s_max = sp.Eq(s_V, 1 / (S.g_K * S.tau_n * (V - S.E_K) / (S.phi * S.C)))

# %% verdict-solution
def own_jacobian(V, pace):
    n, h = sigmoid(V, mine.V_3, mine.V_4), 1e-3
    rate = pace * np.cosh((V - mine.V_3) / (2 * mine.V_4))
    f_V = -(ionic_current(V + h, n) - ionic_current(V - h, n)) / (2 * h) / C
    goal = (sigmoid(V + h, mine.V_3, mine.V_4) - sigmoid(V - h, mine.V_3, mine.V_4)) / (2 * h)
    return np.array([[f_V, -g_K * (V - E_K) / C], [rate * goal, -rate]])


def stable(V, pace):
    return bool(np.linalg.eigvals(own_jacobian(V, pace)).real.max() < 0)


def verdict(V):
    slow, fast = stable(V, 1e-5), stable(V, 100.0)
    return "always" if slow else "pace" if fast else "never"


# %% pace-solution
def critical_pace(V):
    return brentq(lambda pace: np.trace(own_jacobian(V, pace)), 1e-6, 10, xtol=1e-12)


# %% ringing-solution
def ringing_period(V):
    return 2 * np.pi / abs(np.linalg.eigvals(own_jacobian(V, critical_pace(V))).imag[0])


# %% simulation-solution
from scipy.integrate import solve_ivp


def voltage(V_0, n_0, I, phi, T):
    def right(t, state):
        V, n = state
        return [(I - ionic_current(V, n)) / C, phi * np.cosh((V - mine.V_3) / (2 * mine.V_4)) * (sigmoid(V, mine.V_3, mine.V_4) - n)]

    return solve_ivp(right, (0, T), [V_0, n_0], t_eval=np.arange(T + 1), rtol=1e-6, atol=1e-8).y[0]


# %% memory-solution
from excitable import equilibria, morris_lecar_snic, simulate

own = morris_lecar_snic.with_(g_Ca=mine.g_Ca, V_3=mine.V_3, V_4=mine.V_4)
knee = holding_current(np.linspace(-45.0, -20.0, 2501)).max()


def swing(steps, phi, since, until):
    start = equilibria(own, I=steps[0][1], phi=phi)[0].state
    run = simulate(own, until, start=start, I=steps, phi=phi)
    return np.ptp(run.at(np.arange(since, until, 0.5))["V"])


def search():
    for phi in (0.24, 0.25, 0.22):
        for I in (float(knee) - below for below in (0.3, 0.6)):
            for A, d in ((30, 8), (60, 4), (90, 3)):
                on = [(0, I), (50, I + A), (50 + d, I)]
                if swing(on, phi, 400, 600) > 20:
                    for t in range(250, 290, 2):  # an inward push, too, may switch it off
                        if swing([*on, (t, I + 60), (t + 6, I)], phi, 800, 1000) < 1:
                            return {"I": I, "phi": phi, "off": [t, 60, 6], "on": [A, d]}


memory = search()
