# %% expected
"""用隐式的一步（后向欧拉法）积分。 / An implicit step (backward Euler)."""
expected = {}

# %% synapse-solution
def follow(I, g_L, dt, V_0, E_L, C):
    V = [V_0]
    for k in range(len(I)):
        V.append((V[-1] + dt / C * (I[k] + g_L[k] * E_L)) / (1 + dt * g_L[k] / C))
    return V
