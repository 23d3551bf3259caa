# %% expected
"""S 形曲线的指数里丢了二。 / The 2 in the exponent of the sigmoids is lost."""
expected = {"statics": 1}

# %% statics-solution
def sigmoid(V, half, span):
    return 1 / (1 + np.exp(-(V - half) / span))


def ionic_current(V, n):
    return mine.g_Ca * sigmoid(V, V_1, V_2) * (V - E_Ca) + g_K * n * (V - E_K) + g_L * (V - E_L)


def holding_current(V):
    return ionic_current(V, sigmoid(V, mine.V_3, mine.V_4))


# %% count-solution
def count_points(I):
    return 1


# %% verdict-solution
def sigmoid(V, half, span):
    return (1 + np.tanh((V - half) / span)) / 2


def slope(function, V, h=1e-4):
    return (function(V + h) - function(V - h)) / (2 * h)


def slope_at_fixed_gate(V):
    n = sigmoid(V, mine.V_3, mine.V_4)
    return slope(lambda other: ionic_current(other, n), V)


def verdict(V):
    if slope(lambda other: ionic_current(other, sigmoid(other, mine.V_3, mine.V_4)), V) < 0:
        return "never"
    return "always" if slope_at_fixed_gate(V) >= 0 else "pace"
