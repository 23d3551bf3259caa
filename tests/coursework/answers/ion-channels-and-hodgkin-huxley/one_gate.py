# %% expected
"""钠通道只算了一扇 m 门。 / The sodium channel has got one m gate only."""
expected = {"derivation": 5, "clamp": 0}

# %% derivation-solution
goal = alpha / (alpha + beta)
x_t = goal + (x_0 - goal) * sp.exp(-(alpha + beta) * t)
beta_read = s * (1 - x_infty) / x_infty
t_peak = tau_m * sp.log(1 + tau_h / tau_m)

# %% clamp-solution
def sodium_current(V_hold, V, t, T):
    was, now = (hodgkin_huxley.kinetics(V=voltage, T=T) for voltage in (V_hold, V))
    m, h = (now[f"{x}_infty"] + (was[f"{x}_infty"] - now[f"{x}_infty"]) * np.exp(-t / now[f"tau_{x}"]) for x in "mh")
    return mine.g_Na * m * h * (V - 50)
