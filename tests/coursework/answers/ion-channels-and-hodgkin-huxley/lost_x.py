# %% expected
"""方程里的 β 后面漏了 x，像许多书里印的那样。 / The x after β is lost, as in many a printed book."""
expected = {"derivation": 4}

# %% derivation-solution
goal = 1 - beta / alpha
x_t = goal + (x_0 - goal) * sp.exp(-alpha * t)
beta_read = s * (1 - x_infty) / x_infty
t_peak = tau_m * sp.log(1 + 3 * tau_h / tau_m)
