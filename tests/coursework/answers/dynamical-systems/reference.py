# %% expected
"""参考答案。 / The reference solution."""
expected = {}

# %% statics-solution
def sigmoid(V, half, span):
    return (1 + np.tanh((V - half) / span)) / 2


def ionic_current(V, n):
    calcium = mine.g_Ca * sigmoid(V, V_1, V_2) * (V - E_Ca)
    return calcium + g_K * n * (V - E_K) + g_L * (V - E_L)


def holding_current(V):
    return ionic_current(V, sigmoid(V, mine.V_3, mine.V_4))

# %% count-solution
def count_points(I):
    missing = holding_current(np.linspace(-95.0, 45.0, 14001)) - I
    return int(np.count_nonzero(np.diff(np.sign(missing))))


# %% derivation-solution
n_V = (I - S.g_Ca * m_infty * (V - S.E_Ca) - S.g_L * (V - S.E_L)) / (S.g_K * (V - S.E_K))
f_n = -S.g_K * (V - S.E_K) / S.C
f_V = -f_n * s_V
g_n = -S.phi / S.tau_n
g_V = -g_n * s_n
jacobian = sp.Matrix([[f_V, f_n], [g_V, g_n]])
trace, determinant = jacobian.trace(), jacobian.det()
s_max = sp.solve(trace, s_V)[0]

# %% verdict-solution
def slope(function, V, h=1e-4):
    return (function(V + h) - function(V - h)) / (2 * h)


def slope_at_fixed_gate(V):
    n = sigmoid(V, mine.V_3, mine.V_4)
    return slope(lambda other: ionic_current(other, n), V)


def verdict(V):
    if slope(holding_current, V) < 0:
        return "never"
    return "always" if slope_at_fixed_gate(V) >= 0 else "pace"

# %% pace-solution
def critical_pace(V):
    shape = 1 / np.cosh((V - mine.V_3) / (2 * mine.V_4))
    return -shape * slope_at_fixed_gate(V) / C

# %% ringing-solution
def ringing_period(V):
    shape = 1 / np.cosh((V - mine.V_3) / (2 * mine.V_4))
    squared = critical_pace(V) / (C * shape) * slope(holding_current, V)
    return 2 * np.pi / np.sqrt(squared)


# %% simulation-solution
from math import cosh, tanh


def speeds(V, n, I, phi):
    calcium = mine.g_Ca * (1 + tanh((V - V_1) / V_2)) / 2 * (V - E_Ca)
    dV = (I - calcium - g_K * n * (V - E_K) - g_L * (V - E_L)) / C
    dn = phi * cosh((V - mine.V_3) / (2 * mine.V_4)) * ((1 + tanh((V - mine.V_3) / mine.V_4)) / 2 - n)
    return dV, dn


def voltage(V_0, n_0, I, phi, T):
    h, V, n, found = 0.1, V_0, n_0, [V_0]
    for _ in range(int(T)):
        for _ in range(10):
            a, b = speeds(V, n, I, phi)
            p, q = speeds(V + h * a, n + h * b, I, phi)
            V, n = V + h * (a + p) / 2, n + h * (b + q) / 2
        found.append(V)
    return np.array(found)


# %% memory-solution
from excitable import equilibria, morris_lecar_snic, simulate

own = morris_lecar_snic.with_(g_Ca=mine.g_Ca, V_3=mine.V_3, V_4=mine.V_4)
volts = np.linspace(-45.0, -20.0, 2501)
knee = holding_current(volts).max()


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

# %% [markdown] explanation
# 在我的纤维里，篱笆是进入鞍点的那条轨线：点落在它左边就回到静息，落在右边就走到环上。
# 脉冲只是移动状态点，门几乎来不及动；脉冲一停，结局由点落在哪一侧决定。
# 太强的脉冲把点送到环所吸引的区域之外，它绕一大圈，回来时落在鞍点左边，所以只有一个动作电位。
# 三个雅可比矩阵说：左边是稳定结点，中间是鞍点，右边是不稳定焦点；它们还给出篱笆在鞍点处的方向。
# 但它们只管点的附近：篱笆在远处怎么弯、有没有环，都不知道。
