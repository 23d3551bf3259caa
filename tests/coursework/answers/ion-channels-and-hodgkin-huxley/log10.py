# %% expected
"""用了常用对数，其余都对。 / A common logarithm; all else is right."""
expected = {"derivation": 5}

# %% derivation-solution
goal = alpha / (alpha + beta)
x_t = goal + (x_0 - goal) * sp.exp(-(alpha + beta) * t)
beta_read = s * (1 - x_infty) / x_infty
t_peak = tau_m * sp.log(1 + 3 * tau_h / tau_m, 10)
