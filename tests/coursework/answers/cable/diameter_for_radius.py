# %% expected
"""该填半径的地方都填了直径。 / Diameters wherever radii belong."""
expected = {"constants": 2, "rooms": 1, "pruned": 3.5}

# %% constants-solution
def space_constant(d, R_m, rho):
    return 10 * np.sqrt(d * 1e-4 * R_m / (2 * rho))


# %% diameter-solution
def diameter_for(L, length, R_m, rho):
    return 2 * rho * (length / 10 / L) ** 2 / R_m * 1e4


# %% rooms-solution
def rooms(N, k, I_0, T):
    radius, thick = mine.d * 1e-4, mine.length / 10 / N
    leak, axial = 2 * np.pi * radius * thick / mine.R_m, np.pi * radius**2 / (mine.rho * thick)
    matrix = leak * np.eye(N)
    for i in range(N - 1):
        matrix[i : i + 2, i : i + 2] += axial * np.array([[1, -1], [-1, 1]])
    rates, modes = np.linalg.eigh(matrix / leak)
    grown = (1 - np.exp(-rates * T / (mine.R_m * 1e-3))) / rates
    return modes @ (grown * modes[k]) * I_0 * 1e-6 / leak


# %% pruned-values-solution
lambda_found, radius_found = mine.tip / 10 / electrotonic_length(mine.before, mine.after), mine.thick * 1e-4
rho_found = np.sqrt(mine.before * mine.after) * 1e6 * np.pi * radius_found**2 / lambda_found
R_m_found = 2 * rho_found * lambda_found**2 / radius_found
