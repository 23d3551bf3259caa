# %% expected
"""用了以 10 为底的对数：时间常数差 ln 10 倍，比值却是对的。 / Logarithms to the base ten: the time constant is wrong by ln 10, ratios are right."""
expected = {"decay": 3.5}

# %% slowest-solution
def late_line(t, V):
    late = t > t[-1] / 2
    slope, height = np.polyfit(t[late], np.log10(V[late]), 1)
    return -1 / slope, 10**height


def slowest(t, V):
    return late_line(t, V)[0]

# %% length-solution
def electrotonic_length(t, V):
    tau_0, B_0 = late_line(t, V)
    rest = V - B_0 * 10 ** (-t / tau_0)
    alone = (rest < 0.3 * B_0) & (rest > 0.01 * B_0) & (t < t[-1] / 2)
    tau_1 = -1 / np.polyfit(t[alone], np.log10(rest[alone]), 1)[0]
    return np.pi / np.sqrt(tau_0 / tau_1 - 1)

# %% exponent-solution
def exponent(d, v):
    return np.polyfit(np.log10(d), np.log10(v), 1)[0]
