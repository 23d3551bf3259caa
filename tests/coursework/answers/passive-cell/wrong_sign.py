# %% expected
"""符号写反：电流以外向为正，漏电流把电压推离静息；面积取了负值。 / The sign turned round: injected current taken as outward, the leak driving the voltage away from rest, the response negative."""
expected = {"record": 3, "pulses": 0, "synapse": 0, "derivation": 2}

# %% record-solution
R_in = -(mine.plateau - mine.jump) / mine.I_cell * 1e3
time_constant = mine.t_half / np.log(2)
S = time_constant / abs(R_in) * 1e-3 / 0.9
radius = np.sqrt(S / (4 * np.pi)) * 1e4
R_m = abs(R_in) * 1e3 * S

# %% pulses-solution
def voltage(t, on, off, size, E_L, g_L, C):
    def rise(since):
        return (1 - np.exp(-np.maximum(since, 0) * g_L / C)) / g_L

    return E_L - sum(I * (rise(t - begin) - rise(t - end)) for begin, end, I in zip(on, off, size))

# %% synapse-solution
def follow(I, g_L, dt, V_0, E_L, C):
    V = [V_0]
    for current, leak in zip(I, g_L):
        V.append(V[-1] + dt / C * (current + leak * (V[-1] - E_L)))
    return np.array(V)

# %% derivation-solution
y = I_0 / C / (1 / tau - 1 / tau_s) * (sp.exp(-t / tau) - sp.exp(-t / tau_s))
t_peak = tau * tau_s / (tau - tau_s) * sp.log(tau / tau_s)
area = -I_0 * tau * tau_s / C
