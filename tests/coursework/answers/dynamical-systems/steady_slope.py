# %% expected
"""迹里用了稳态电流的斜率，没有把门固定。 / The trace is taken from the slope of the steady current instead of that at a fixed gate."""
expected = {"pace": 1.33}

# %% verdict-solution
def slope(function, V, h=1e-4):
    return (function(V + h) - function(V - h)) / (2 * h)


def verdict(V):
    return "always" if slope(holding_current, V) > 0 else "never"


# %% pace-solution
def critical_pace(V):
    return slope(holding_current, V) / C / np.cosh((V - mine.V_3) / (2 * mine.V_4))


# %% ringing-solution
def ringing_period(V):
    return 2 * np.pi / np.sqrt(critical_pace(V))
