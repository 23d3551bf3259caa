# %% expected
"""浓度的单位换算漏了十的乘方：变化小了一千倍。 / A power of ten lost in the concentration: it changes a thousand times too little."""
expected = {"simulation": 5}

# %% simulation-solution
import numpy as np


def charge(radius, g_K, c_in, c_out, V_0, times):
    V, c = [V_0], [c_in]
    for step in np.diff(times):
        current = g_K * (V[-1] - 1000 * R * 310.0 / F * math.log(c_out / c[-1]))
        V.append(V[-1] - step * current)
        c.append(c[-1] - step * current * 0.03 / (F * radius))
    return V, c
