# %% expected
"""把封闭的末梢当成了开放端。 / Sealed tips are taken for killed ends."""
expected = {"derivation": 5.5, "neuron": 1}

# %% derivation-solution
import sympy as sp

d_0, f, B, L_1, L_2, R_infty = sp.symbols("d_0 f B L_1 L_2 R_infty", positive=True)
d_1 = d_0 / (4 * f) ** sp.Rational(1, 3)
ratio = sp.sqrt(d_1 / d_0 / f)
R_in = R_infty * (sp.cosh(L_1) + B * sp.coth(L_2) * sp.sinh(L_1)) / (sp.sinh(L_1) + B * sp.coth(L_2) * sp.cosh(L_1))

# %% resistance-solution
def electrical_size(d, l, R_m, rho):
    space = np.sqrt(1e3 * R_m * d * 1e-4 / (4 * rho)) * 1e4
    return 1e6 * np.pi * (d * 1e-4) ** 2 / (4 * rho * space * 1e-4), l / space


def seen_through(G, L, load):
    return G * (load + G * np.tanh(L)) / (G + load * np.tanh(L))


def input_resistance(s, d, l, R_m, rho):
    G, L = electrical_size(np.asarray(d), np.asarray(l), R_m, rho)
    twigs = G[1] / np.tanh(L[1]) + G[2] / np.tanh(L[2])
    ball = 1e6 * np.pi * (s * 1e-4) ** 2 / (1e3 * R_m)
    return 1 / (ball + seen_through(G[0], L[0], twigs))

# %% tip-solution
I_tip = mine.I
V_tip = 0.0
