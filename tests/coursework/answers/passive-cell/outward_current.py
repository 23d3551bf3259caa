# %% expected
"""积分里只有注入电流的符号反了：没有电流时一切都对。 / Only the sign of the injected current is wrong in the integrator: without a current all is right."""
expected = {"synapse": 1}

# %% synapse-solution
def follow(I, g_L, dt, V_0, E_L, C):
    V = [V_0]
    for current, leak in zip(I, g_L):
        V.append(V[-1] + dt / C * (-current - leak * (V[-1] - E_L)))
    return np.array(V)
