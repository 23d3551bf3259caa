# %% expected
"""换别的办法：整条曲线拟合、未化简的公式、库里的电缆、克兰克-尼科尔森法、缩放。 / Other ways: a fit of the whole curve, formulas left as they are, the library's Cable, Crank–Nicolson, scaling."""
expected = {}

# %% slowest-solution
from scipy.optimize import curve_fit


def three_modes(t, height, tau, tau_1, tau_2):
    return np.log(height * (np.exp(-t / tau) + 2 * np.exp(-t / tau_1) + 2 * np.exp(-t / tau_2)))


def fit(t, V):
    calm = t > 0.02 * t[-1]
    guess = V[-1] * np.e**6, t[-1] / 6, t[-1] / 40, t[-1] / 150
    return curve_fit(three_modes, t[calm], np.log(V[calm]), guess, bounds=(0.001, 1000))[0]


def slowest(t, V):
    return fit(t, V)[1]

# %% length-solution
def electrotonic_length(t, V):
    _, tau, tau_1, _ = fit(t, V)
    return np.pi * np.sqrt(tau_1 / (tau - tau_1))

# %% derivation-solution
import sympy as sp

d_0, f, B, L_1, L_2, R_infty, R_m, rho, x = sp.symbols("d_0 f B L_1 L_2 R_infty R_m rho x", positive=True)


def space(d, R):
    return sp.sqrt(R * d / (4 * rho))


def semi_infinite(d, R):
    return sp.pi * d**2 / (4 * rho * space(d, R))


d_1 = sp.Eq(sp.Symbol("d_1"), sp.solve(2 * semi_infinite(x, R_m / f) - semi_infinite(d_0, R_m), x)[0])
ratio = (space(d_1.rhs, R_m / f) / space(d_0, R_m)).subs(d_0, 1)
load = B * (sp.exp(2 * L_2) - 1) / (sp.exp(2 * L_2) + 1)
R_in = R_infty / ((load + sp.tanh(L_1)) / (1 + load * sp.tanh(L_1)))

# %% resistance-solution
from excitable import Cable, passive


def my_tree(s, d, l, R_m, rho):
    def piece(long, wide, name, n=60):
        return Cable(passive.with_(g_L=1 / R_m, E_L=0.0), long * 1e-4, wide * 1e-4, rho, n, name=name)

    twigs = piece(l[1], d[1], "first"), piece(l[2], d[2], "second")
    return piece(s, s, "soma", 1).with_branches(piece(l[0], d[0], "trunk").with_branches(*twigs))


def input_resistance(s, d, l, R_m, rho):
    return 1e-6 * my_tree(s, d, l, R_m, rho).input_resistance()

# %% tip-solution
tree = my_tree(mine.s, [mine.d_0, mine.d_1, mine.d_2], [mine.l_0, mine.l_1, mine.l_2], mine.R_m, mine.rho)
tip = ("first", mine.l_1 * 1e-4)
I_tip = mine.I * tree.input_resistance() / tree.transfer_resistance(tip, 0)
V_tip = 1e-9 * I_tip * tree.input_resistance(tip)  # pA × Ω = 1e-9 mV

# %% fork-solution
from scipy.linalg import lu_factor, lu_solve


def fork_response(d, l, R_m, rho, at, t):
    # Nodes instead of rooms: each piece has N + 1 points, and the fork is one of them.
    N = 20
    points = [[*range(N + 1)], [N, *range(N + 1, 2 * N + 1)], [N, *range(2 * N + 1, 3 * N + 1)]]
    area, G = np.zeros(3 * N + 1), np.zeros((3 * N + 1, 3 * N + 1))
    for piece, wide, long in zip(points, np.asarray(d) * 1e-4, np.asarray(l) * 1e-4 / N):
        for i, j in zip(piece, piece[1:]):
            area[[i, j]] += np.pi * wide * long / 2
            g = np.pi * wide**2 / (4 * rho * long)
            G[[i, j], [i, j]] += g
            G[[i, j], [j, i]] -= g
    drift = -(G / area[:, None] + np.eye(len(area)) / (1e3 * R_m)) * 1e3  # per ms, with 1 µF/cm²
    dt = 0.01
    factors = lu_factor(np.eye(len(area)) - dt / 2 * drift)
    forward = np.eye(len(area)) + dt / 2 * drift
    ends = [0, 2 * N, 3 * N]
    V = np.zeros(len(area))
    V[ends[at]] = 1e-3 / area[ends[at]]  # 1 pC over µF, in mV
    rows, now = [], 0
    for time in t:
        while now < round(time / dt):
            V, now = lu_solve(factors, forward @ V), now + 1
        rows.append(V[ends])
    return np.array(rows)

# %% exponent-solution
def exponent(d, v):
    columns = np.column_stack([np.log10(d), np.ones(len(d))])
    return float(np.linalg.lstsq(columns, np.log10(v), rcond=None)[0][0])

# %% internode-solution
from excitable import Cable, myelin, myelinated, rabbit_node


def speed_at_ten(internode):
    d = mine.g * 10e-4
    axon = myelinated(Cable(rabbit_node, 1.5e-4, d, 54.7, 1), Cable(myelin, internode * 1e-4, d, 54.7, 4), 14, mine.g)
    pitch = internode * 1e-4 + 1.5e-4
    return axon.simulate(1.5, 0.01, I={0: [(0, 5), (0.1, 0)]}).velocity(4 * pitch, 10 * pitch, threshold=-30)


# The best length is proportional to the diameter, as everything else is.
tried = np.arange(500, 1100, 100)
best_internode = int(tried[np.argmax([speed_at_ten(each) for each in tried])] * mine.D / 10)
