# %% expected
"""模拟里什么也不动：电压和浓度一直是开始时的值。 / A simulation in which nothing moves: voltage and concentration stay as they began."""
expected = {"simulation": 0}

# %% simulation-solution
def charge(radius, g_K, c_in, c_out, V_0, times):
    return V_0 + 0 * times, c_in + 0 * times
