# %% expected
"""声明了别的单位：安培每平方米、秒、伏特。 / Other units, declared: amperes per square metre, seconds, volts."""
expected = {}

# %% statics-solution
def sigmoid(V, half, span):
    return (1 + np.tanh((V - half) / span)) / 2


def ionic_current(V, n):
    return mine.g_Ca * sigmoid(V, V_1, V_2) * (V - E_Ca) + g_K * n * (V - E_K) + g_L * (V - E_L)


def steady_current(V):
    return ionic_current(V, sigmoid(V, mine.V_3, mine.V_4))


def holding_current(V):
    return steady_current(V) * 0.01, "A/m²"


# %% count-solution
def count_points(I):
    return int(np.count_nonzero(np.diff(np.sign(steady_current(np.linspace(-95.0, 45.0, 14001)) - I))))


# %% verdict-solution
def slope(function, V, h=1e-4):
    return (function(V + h) - function(V - h)) / (2 * h)


def slope_at_fixed_gate(V):
    n = sigmoid(V, mine.V_3, mine.V_4)
    return slope(lambda other: ionic_current(other, n), V)


def verdict(V):
    if slope(steady_current, V) < 0:
        return "never"
    return "always" if slope_at_fixed_gate(V) >= 0 else "pace"


# %% pace-solution
def critical_pace(V):
    return -slope_at_fixed_gate(V) / C / np.cosh((V - mine.V_3) / (2 * mine.V_4)) * 1000, "1/s"


# %% ringing-solution
def ringing_period(V):
    return 2 * np.pi * C / np.sqrt(-slope_at_fixed_gate(V) * slope(steady_current, V)) / 1000, "s"


# %% simulation-solution
from math import cosh, tanh


def voltage(V_0, n_0, I, phi, T):
    h, V, n, found = 0.05, V_0, n_0, [V_0]
    for _ in range(int(T)):
        for _ in range(20):
            calcium = mine.g_Ca * (1 + tanh((V - V_1) / V_2)) / 2 * (V - E_Ca)
            dV = (I - calcium - g_K * n * (V - E_K) - g_L * (V - E_L)) / C
            dn = phi * cosh((V - mine.V_3) / (2 * mine.V_4)) * ((1 + tanh((V - mine.V_3) / mine.V_4)) / 2 - n)
            V, n = V + h * dV, n + h * dn
        found.append(V)
    return np.array(found) / 1000, "V"


# %% memory-solution
from excitable import equilibria, morris_lecar_snic, simulate

own = morris_lecar_snic.with_(g_Ca=mine.g_Ca, V_3=mine.V_3, V_4=mine.V_4)
knee = steady_current(np.linspace(-45.0, -20.0, 2501)).max()


def swing(steps, phi, since, until):
    start = equilibria(own, I=steps[0][1], phi=phi)[0].state
    run = simulate(own, until, start=start, I=steps, phi=phi)
    return np.ptp(run.at(np.arange(since, until, 0.5))["V"])


def search():
    for phi in (0.23, 0.25, 0.21):
        for I in (round(float(knee) - below, 2) for below in (0.5, 1.0, 2.0)):
            for A, d in ((40, 5), (60, 5), (80, 5), (40, 10)):
                on = [(0, I), (50, I + A), (50 + d, I)]
                if swing(on, phi, 400, 600) > 20:
                    for t in range(200, 240, 2):
                        if swing([*on, (t, I - 60), (t + 5, I)], phi, 800, 1000) < 1:
                            return {"phi": phi, "I": I, "on": (A, d), "off": (t, -60, 5)}


memory = search()
