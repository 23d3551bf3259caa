# %% expected
"""符号反了：电流、零倾线的斜率、临界的快慢。 / Signs reversed: the current, the slope of the nullcline, the critical pace."""
expected = {"statics": 2, "derivation": 2, "pace": 3, "memory": 0}

# %% statics-solution
def sigmoid(V, half, span):
    return (1 + np.tanh((V - half) / span)) / 2


def ionic_current(V, n):
    return mine.g_Ca * sigmoid(V, V_1, V_2) * (V - E_Ca) + g_K * n * (V - E_K) + g_L * (V - E_L)


def balance(V):
    return ionic_current(V, sigmoid(V, mine.V_3, mine.V_4))


def holding_current(V):
    return -balance(V)


# %% count-solution
def count_points(I):
    return int(np.count_nonzero(np.diff(np.sign(balance(np.linspace(-95.0, 45.0, 14001)) - I))))


# %% derivation-solution
n_V = (I - S.g_Ca * m_infty * (V - S.E_Ca) - S.g_L * (V - S.E_L)) / (S.g_K * (V - S.E_K))
push = S.g_K * (V - S.E_K) / S.C
trace = -push * s_V - S.phi / S.tau_n
determinant = push * S.phi / S.tau_n * (s_n + s_V)
s_max = sp.solve(trace, s_V)[0]

# %% verdict-solution
def slope(function, V, h=1e-4):
    return (function(V + h) - function(V - h)) / (2 * h)


def slope_at_fixed_gate(V):
    n = sigmoid(V, mine.V_3, mine.V_4)
    return slope(lambda other: ionic_current(other, n), V)


def verdict(V):
    if slope(balance, V) < 0:
        return "never"
    return "always" if slope_at_fixed_gate(V) >= 0 else "pace"


# %% pace-solution
def critical_pace(V):
    return slope_at_fixed_gate(V) / C / np.cosh((V - mine.V_3) / (2 * mine.V_4))


# %% ringing-solution
def ringing_period(V):
    return 2 * np.pi * C / np.sqrt(-slope_at_fixed_gate(V) * slope(balance, V))


# %% memory-solution
memory = {"phi": 0.23, "I": -39.5, "on": (40, 5), "off": (200, -60, 5)}
