# %% expected
"""参考答案。 / The reference solution."""
expected = {}

# %% constants-solution
def space_constant(d, R_m, rho):
    return 10 * np.sqrt(d * 1e-4 * R_m / (4 * rho))


# %% diameter-solution
def diameter_for(L, length, R_m, rho):
    space = length / 10 / L
    return 4 * rho * space**2 / R_m * 1e4


# %% derivation-solution
lam_ribbon = sp.sqrt(A * R_m / (p * rho))
height_left, height_right = sp.symbols("a b")
to_left = height_left * sp.cosh(x / lam)
to_right = height_right * sp.cosh((l - x) / lam)
current_left = lam / R_infty * sp.diff(to_left, x)
current_right = -lam / R_infty * sp.diff(to_right, x)
heights = sp.solve([(to_left - to_right).subs(x, x_0), (current_left + current_right).subs(x, x_0) - I_0], [height_left, height_right])
V_left = to_left.subs(heights)
R_at = V_left.subs(x, x_0) / I_0

# %% rooms-solution
def rooms(N, k, I_0, T):
    radius, thick = mine.d * 1e-4 / 2, mine.length / 10 / N
    leak = 2 * np.pi * radius * thick / mine.R_m  # S
    axial = np.pi * radius**2 / (mine.rho * thick)  # S
    capacitance = 2 * np.pi * radius * thick  # µF
    V, injected = np.zeros(N), np.zeros(N)
    injected[k] = I_0 * 1e-6  # nA / (S · 1 mV)
    tau = mine.R_m * 1e-3  # ms
    steps = int(np.ceil(T / tau * max(2 * (1 + 4 * axial / leak), 200)))  # a quarter of the longest stable step, and at most τ/200
    for _ in range(steps):
        slope = injected - leak * V
        flow = axial * np.diff(V)
        slope[:-1] += flow
        slope[1:] -= flow
        V = V + T / steps * 1e3 / capacitance * slope
    return V


# %% pruned-solution
def electrotonic_length(before, after):
    return np.arctanh(np.sqrt(after / before))


# %% pruned-values-solution
R_end = np.sqrt(mine.before * mine.after) * 1e6  # Ω
lambda_found = mine.tip / 10 / electrotonic_length(mine.before, mine.after)  # cm
radius_found = mine.thick * 1e-4 / 2  # cm
rho_found = R_end * np.pi * radius_found**2 / lambda_found
R_m_found = 2 * rho_found * lambda_found**2 / radius_found

# %% [markdown] explanation
# The current that could tell the near end of the cut has to run to the far end and back, and leaks all the way, so the difference
# of the readings goes as $e^{-2L}$. With one per cent either way my function gives everything from 2.3 to infinity.
# The geometric mean of the readings, 60.6 MΩ, is $R_\infty$ to within one per cent, whatever $L$ may be.
# A second electrode at the far end would see $e^{-L}$ and not its square.
