# %% expected
"""好几处正负号反了。 / Signs are wrong in several places."""
expected = {"decay": 3, "derivation": 4, "neuron": 2, "fork": 0}

# %% slowest-solution
def late_line(t, V):
    late = t > t[-1] / 2
    slope, height = np.polyfit(t[late], np.log(V[late]), 1)
    return -1 / slope, np.exp(height)


def slowest(t, V):
    return -late_line(t, V)[0]

# %% derivation-solution
import sympy as sp

d_0, f, B, L_1, L_2, R_infty = sp.symbols("d_0 f B L_1 L_2 R_infty", positive=True)
d_1 = d_0 / (4 * f) ** sp.Rational(1, 3)
ratio = sp.sqrt(d_1 / d_0 / f)
R_in = R_infty * (sp.cosh(L_1) - B * sp.tanh(L_2) * sp.sinh(L_1)) / (sp.sinh(L_1) - B * sp.tanh(L_2) * sp.cosh(L_1))

# %% resistance-solution
def electrical_size(d, l, R_m, rho):
    space = np.sqrt(1e3 * R_m * d * 1e-4 / (4 * rho)) * 1e4
    return 1e6 * np.pi * (d * 1e-4) ** 2 / (4 * rho * space * 1e-4), l / space


def seen_through(G, L, load):
    return G * (load + G * np.tanh(L)) / (G + load * np.tanh(L))


def input_resistance(s, d, l, R_m, rho):
    G, L = electrical_size(np.asarray(d), np.asarray(l), R_m, rho)
    twigs = G[1] * np.tanh(L[1]) + G[2] * np.tanh(L[2])
    ball = 1e6 * np.pi * (s * 1e-4) ** 2 / (1e3 * R_m)
    return 1 / (ball + seen_through(G[0], L[0], -twigs))

# %% tip-solution
G, L = electrical_size(np.array([mine.d_0, mine.d_1, mine.d_2]), np.array([mine.l_0, mine.l_1, mine.l_2]), mine.R_m, mine.rho)
twigs = G[1] * np.tanh(L[1]) + G[2] * np.tanh(L[2])
share = 1 / (np.cosh(L[0]) + twigs / G[0] * np.sinh(L[0])) / np.cosh(L[1])
I_tip = -mine.I / share
ball = 1e6 * np.pi * (mine.s * 1e-4) ** 2 / (1e3 * mine.R_m)
V_tip = -1e-3 * I_tip / seen_through(G[1], L[1], seen_through(G[0], L[0], ball) + G[2] * np.tanh(L[2]))

# %% fork-solution
def fork_response(d, l, R_m, rho, at, t):
    N = 25
    width, step = np.repeat(d, N) * 1e-4, np.repeat(np.asarray(l) / N, N) * 1e-4
    area = np.pi * width * step
    half = rho * step / 2 / (np.pi * width**2 / 4)
    G = np.diag(area / (1e3 * R_m))
    links = [(i, i + 1, 1 / (half[i] + half[i + 1])) for start in (0, N, 2 * N) for i in range(start, start + N - 1)]
    corner = {N - 1: 1 / half[N - 1], N: 1 / half[N], 2 * N: 1 / half[2 * N]}
    links += [(i, j, corner[i] * corner[j] / sum(corner.values())) for i, j in ((N - 1, N), (N - 1, 2 * N), (N, 2 * N))]
    for i, j, g in links:
        G[[i, j], [i, j]] += g
        G[[i, j], [j, i]] -= g
    root = np.sqrt(1e-6 * area)
    rates, shapes = np.linalg.eigh(G / np.outer(root, root))
    ends = [0, 2 * N - 1, 3 * N - 1]
    start = -shapes[ends[at]] * 1e-12 / root[ends[at]]
    return 1e3 * np.exp(-1e-3 * np.outer(t, rates)) @ (shapes[ends] * start / root[ends, None]).T
