# %% expected
"""另一种写法：从定义解方程，指数函数，电导相加，特征模式。 / Other forms: solving the definition, exponentials, conductances that add, eigenmodes."""
expected = {}

# %% constants-solution
from scipy.optimize import brentq


def space_constant(d, R_m, rho):
    radius = d * 1e-4 / 2
    core = lambda length: rho * length / (np.pi * radius**2)
    membrane = lambda length: R_m / (2 * np.pi * radius * length)
    return 10 * brentq(lambda length: core(length) - membrane(length), 1e-6, 100, xtol=1e-15)


# %% diameter-solution
def diameter_for(L, length, R_m, rho):
    return (length / L / space_constant(1.0, R_m, rho)) ** 2


# %% derivation-solution
lam_ribbon = sp.sqrt(A) * sp.sqrt(R_m / rho) / sp.sqrt(p)
conductance = (sp.tanh(x_0 / lam) + sp.tanh((l - x_0) / lam)) / R_infty
R_at = sp.Eq(sp.Symbol("R"), 1 / conductance)
V_left = (I_0 / conductance * sp.cosh(x / lam) / sp.cosh(x_0 / lam)).rewrite(sp.exp)

# %% rooms-solution
def rooms(N, k, I_0, T):
    thick = mine.length / 10 / N
    side = np.pi * mine.d * 1e-4 * thick
    leak, axial = side / mine.R_m, np.pi * (mine.d * 1e-4) ** 2 / (4 * mine.rho * thick)
    matrix = leak * np.eye(N)
    for i in range(N - 1):
        matrix[i : i + 2, i : i + 2] += axial * np.array([[1, -1], [-1, 1]])
    rates, modes = np.linalg.eigh(matrix)
    injected = np.zeros(N)
    injected[k] = I_0 * 1e-6
    grown = (1 - np.exp(-rates * T * 1e3 / side)) / rates
    return list(modes @ (grown * (modes.T @ injected)))


# %% pruned-solution
def electrotonic_length(before, after):
    root = (after / before) ** 0.5
    return np.log((1 + root) / (1 - root)) / 2


# %% pruned-values-solution
L = electrotonic_length(mine.before, mine.after)
core = mine.before * np.tanh(L) * 1e6 * L  # Ω, of the whole dendrite
membrane = mine.before * np.tanh(L) * 1e6 / L
rho_found = core * np.pi * (mine.thick * 1e-4 / 2) ** 2 / (mine.tip / 10)
R_m_found = membrane * np.pi * mine.thick * 1e-4 * mine.tip / 10
