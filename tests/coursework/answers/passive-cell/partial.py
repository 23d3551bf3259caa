# %% expected
"""做了一部分：只会一个脉冲；积分漏了电容；推导里漏了 1/C，峰没有求出，面积对了。 / Part of it: one pulse only; an integrator without the capacitance; a derivation without 1/C, without the peak, with the right area."""
expected = {"record": 3, "pulses": 2, "synapse": 3, "derivation": 2.5}

# %% record-solution
R_in = (mine.plateau - mine.jump) / mine.I_cell * 1e3
time_constant = mine.t_half / np.log(2)
radius = R_m = None

# %% pulses-solution
def voltage(t, on, off, size, E_L, g_L, C):
    rise = lambda since: (1 - np.exp(-np.maximum(since, 0) * g_L / C)) / g_L
    return E_L + size[0] * (rise(t - on[0]) - rise(t - off[0]))

# %% synapse-solution
def follow(I, g_L, dt, V_0, E_L, C):
    V = [V_0]
    for current, leak in zip(I, g_L):
        V.append(V[-1] + dt * (current - leak * (V[-1] - E_L)))
    return np.array(V)

# %% derivation-solution
y = I_0 / (1 / tau - 1 / tau_s) * (sp.exp(-t / tau_s) - sp.exp(-t / tau))
area = I_0 * tau * tau_s / C
