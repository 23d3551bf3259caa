# %% expected
"""欧拉法，步长 3 ms。 / Euler's method with a step of 3 ms."""
expected = {"simulation": 1.33}

# %% simulation-solution
def voltage(V_0, n_0, I, phi, T):
    h, times = 3.0, np.arange(int(T) + 1)
    V, n, found = [V_0], n_0, []
    with np.errstate(all="ignore"):  # it may run away
        for _ in range(int(T) // 3 + 1):
            dV = (I - ionic_current(V[-1], n)) / C
            dn = phi * np.cosh((V[-1] - mine.V_3) / (2 * mine.V_4)) * (sigmoid(V[-1], mine.V_3, mine.V_4) - n)
            V.append(V[-1] + h * dV)
            n = n + h * dn
    return np.interp(times, h * np.arange(len(V)), V)
