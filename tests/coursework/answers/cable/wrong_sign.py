# %% expected
"""符号反了：往电压高处流的轴向电流，颠倒的比，负的电阻。 / Signs reversed: axial current that runs uphill, a ratio upside down, a negative resistance."""
expected = {"derivation": 2, "rooms": 0, "pruned": 3}

# %% derivation-solution
lam_ribbon = sp.sqrt(A * R_m / (p * rho))
V_left = -I_0 * R_infty * sp.cosh(x / lam) * sp.cosh((l - x_0) / lam) / sp.sinh(l / lam)
R_at = V_left.subs(x, x_0) / I_0

# %% rooms-solution
def rooms(N, k, I_0, T):
    radius, thick = mine.d * 1e-4 / 2, mine.length / 10 / N
    ratio = np.pi * radius**2 / (mine.rho * thick) * mine.R_m / (2 * np.pi * radius * thick)
    V, injected = np.zeros(N), np.zeros(N)
    injected[k] = -I_0 * 1e-6 * mine.R_m / (2 * np.pi * radius * thick)
    for _ in range(2000):
        slope = injected - V
        flow = -ratio * np.diff(V)
        slope[:-1] += flow
        slope[1:] -= flow
        V = V + T / 2000 / (mine.R_m * 1e-3) * slope
    return V


# %% pruned-solution
def electrotonic_length(before, after):
    return -np.arctanh(np.sqrt(after / before))


# %% pruned-values-solution
L_found = abs(electrotonic_length(mine.before, mine.after))
lambda_found, radius_found = mine.tip / 10 / L_found, mine.thick * 1e-4 / 2
rho_found = np.sqrt(mine.before * mine.after) * 1e6 * np.pi * radius_found**2 / lambda_found
R_m_found = 2 * rho_found * lambda_found**2 / radius_found
