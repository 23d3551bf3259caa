# %% expected
"""声明了别的单位：厘米、米、伏特、欧姆米。 / Other units, declared: centimetres, metres, volts, ohm metres."""
expected = {}

# %% constants-solution
def space_constant(d, R_m, rho):
    return np.sqrt(d * 1e-4 * R_m / (4 * rho)), "cm"


# %% diameter-solution
def diameter_for(L, length, R_m, rho):
    return 4 * (rho * 1e-2) * (length * 1e-3 / L) ** 2 / (R_m * 1e-4), "m"


# %% rooms-solution
def rooms(N, k, I_0, T):
    radius, thick = mine.d * 1e-6 / 2, mine.length * 1e-3 / N  # m
    area = 2 * np.pi * radius * thick
    leak, axial = area / (mine.R_m * 1e-4), np.pi * radius**2 / (mine.rho * 1e-2 * thick)  # S
    capacitance = area * 1e-2  # F
    chain = np.diag(np.full(N, leak))
    for i in range(N - 1):
        chain[i : i + 2, i : i + 2] += [[axial, -axial], [-axial, axial]]
    current = np.zeros(N)
    current[k] = I_0 * 1e-9
    steps = 2000
    implicit = np.linalg.inv(np.eye(N) + T * 1e-3 / steps / capacitance * chain)
    V = np.zeros(N)
    for _ in range(steps):
        V = implicit @ (V + T * 1e-3 / steps / capacitance * current)
    return V, "V"


# %% pruned-values-solution
R_end = np.sqrt(mine.before * mine.after) * 1e6
lambda_m = mine.tip * 1e-3 / electrotonic_length(mine.before, mine.after)
radius_m = mine.thick * 1e-6 / 2
resistivity = R_end * np.pi * radius_m**2 / lambda_m
rho_found = resistivity, "Ω·m"
R_m_found = 2 * resistivity * lambda_m**2 / radius_m * 10, "kΩ·cm²"
