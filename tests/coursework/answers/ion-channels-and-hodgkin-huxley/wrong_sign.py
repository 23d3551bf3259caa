# %% expected
"""三处符号错了：门的第二项、对数里的 1、电流的方向。 / Three wrong signs: a gate's second term, the 1 in the logarithm, the current's direction."""
expected = {"derivation": 2, "clamp": 0}

# %% derivation-solution
goal = alpha / (alpha + beta)
x_t = goal - (x_0 - goal) * sp.exp(-(alpha + beta) * t)
beta_read = s * (1 - x_infty) / x_infty
t_peak = tau_m * sp.log(3 * tau_h / tau_m - 1)

# %% clamp-solution
def sodium_current(V_hold, V, t, T):
    was, now = (hodgkin_huxley.kinetics(V=voltage, T=T) for voltage in (V_hold, V))
    m, h = (now[f"{x}_infty"] + (was[f"{x}_infty"] - now[f"{x}_infty"]) * np.exp(-t / now[f"tau_{x}"]) for x in "mh")
    return mine.g_Na * m**3 * h * (50 - V)
