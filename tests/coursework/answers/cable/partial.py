# %% expected
"""有的对，有的只对一半：λ² 没有开方，两段串联，只有稳态的房间。 / Partly right: λ² for λ, two pieces in a row, rooms that know only the steady state."""
expected = {"constants": 2, "derivation": 5, "rooms": 3, "pruned": 3.5}

# %% diameter-solution
def diameter_for(L, length, R_m, rho):
    return None


# %% derivation-solution
lam_ribbon = A * R_m / (p * rho)
V_left = I_0 * R_infty * sp.cosh(x / lam) * sp.cosh((l - x_0) / lam) / sp.sinh(l / lam)
R_at = R_infty / sp.tanh(x_0 / lam) + R_infty / sp.tanh((l - x_0) / lam)

# %% rooms-solution
def rooms(N, k, I_0, T):
    radius, thick = mine.d * 1e-4 / 2, mine.length / 10 / N
    leak, axial = 2 * np.pi * radius * thick / mine.R_m, np.pi * radius**2 / (mine.rho * thick)
    matrix = leak * np.eye(N)
    for i in range(N - 1):
        matrix[i : i + 2, i : i + 2] += axial * np.array([[1, -1], [-1, 1]])
    steady = np.linalg.solve(matrix, I_0 * 1e-6 * np.eye(N)[k])
    return steady if T > 2 * mine.R_m * 1e-3 else 0 * steady


# %% pruned-values-solution
R_end, L_end = np.sqrt(mine.before * mine.after) * 1e6, electrotonic_length(mine.before, mine.after)
rho_found = R_end * np.pi * (mine.thick * 1e-4 / 2) ** 2 / (mine.tip / 10 / L_end)
