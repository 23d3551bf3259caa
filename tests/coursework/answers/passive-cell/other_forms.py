# %% expected
"""等价的做法：先求面积再求其余；按每次开、关叠加；每步精确的积分；让 sympy 解微分方程。 / Equivalent ways: the area first; one exponential for each switch; a step that is exact; a differential equation solved by sympy."""
expected = {}

# %% record-solution
R_m = mine.t_half / np.log(2) / 0.9
time_constant = R_m * 0.9
GΩ = (mine.plateau - mine.jump) / mine.I_cell
R_in = 1000 * GΩ
radius = 1e4 * np.sqrt(R_m / (GΩ * 1e6) / (4 * np.pi))

# %% pulses-solution
def voltage(t, on, off, size, E_L, g_L, C):
    moments, strengths = np.concatenate([on, off]), np.concatenate([size, -size])
    since = np.clip(np.subtract.outer(t, moments), 0, None)
    return E_L + -np.expm1(-since * g_L / C) @ strengths / g_L

# %% synapse-solution
def follow(I, g_L, dt, V_0, E_L, C):
    V = np.full(len(I) + 1, V_0, dtype=float)
    for k in range(len(I)):
        goal = E_L + I[k] / g_L[k]
        V[k + 1] = goal + (V[k] - goal) * np.exp(-dt * g_L[k] / C)
    return V

# %% derivation-solution
x = sp.Function("x")
y = sp.Eq(x(t), sp.dsolve(x(t).diff(t) + x(t) / tau - I_0 / C * sp.exp(-t / tau_s), x(t), ics={x(0): 0}).rhs)
t_peak = (sp.log(tau) - sp.log(tau_s)) * (1 / tau_s - 1 / tau) ** -1
area = (I_0 * tau_s) * (tau / C)
