# %% expected
"""首尾相接：最后一间与第一间之间也开了门。 / A ring: the last room opens into the first."""
expected = {"rooms": 2}

# %% rooms-solution
def rooms(N, k, I_0, T):
    radius, thick = mine.d * 1e-4 / 2, mine.length / 10 / N
    leak, axial = 2 * np.pi * radius * thick / mine.R_m, np.pi * radius**2 / (mine.rho * thick)
    steps = int(np.ceil(T / (mine.R_m * 1e-3) * max(2 * (1 + 4 * axial / leak), 200)))
    V, injected = np.zeros(N), np.eye(N)[k] * I_0 * 1e-6 / leak
    for _ in range(steps):
        V = V + T / steps / (mine.R_m * 1e-3) * (injected - V + axial / leak * (np.roll(V, 1) - 2 * V + np.roll(V, -1)))
    return V
