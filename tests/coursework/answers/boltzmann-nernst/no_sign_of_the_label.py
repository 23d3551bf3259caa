# %% expected
"""价数的大小对了，正负号丢了。 / The size of the valence is right, its sign lost."""
expected = {"label": 2}

# %% label-solution
import numpy as np


def valence(c_out, readings, celsius):
    slope, offset = np.polyfit(np.log(c_out), readings, 1)
    return round(1000 * R * (celsius + 273.15) / F / abs(slope))
