# %% expected
"""把球的表面积与体积之比写成了圆柱的 2/r。 / The surface over the volume of a cylinder, 2/r, taken for a sphere's."""
expected = {"simulation": 5}

# %% simulation-solution
import numpy as np


def charge(radius, g_K, c_in, c_out, V_0, times):
    V, c = [V_0], [c_in]
    for step in np.diff(times):
        current = g_K * (V[-1] - 1000 * R * 310.0 / F * math.log(c_out / c[-1]))
        V.append(V[-1] - step * current)
        c.append(c[-1] - step * current * 20 / (F * radius))
    return V, c
