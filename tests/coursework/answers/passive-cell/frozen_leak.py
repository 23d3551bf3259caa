# %% expected
"""漏电导一直用第一个值，好像突触没有打开过。 / The first value of the leak used throughout, as if the synapse had never opened."""
expected = {"synapse": 6}

# %% synapse-solution
def follow(I, g_L, dt, V_0, E_L, C):
    V = [V_0]
    for current in I:
        V.append(V[-1] + dt / C * (current - g_L[0] * (V[-1] - E_L)))
    return np.array(V)
