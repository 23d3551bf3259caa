# %% expected
"""步长 5 ms，太长，房间炸掉了。 / A step of 5 ms, so long that the rooms explode."""
expected = {"rooms": 0.67}

# %% rooms-solution
def rooms(N, k, I_0, T):
    radius, thick = mine.d * 1e-4 / 2, mine.length / 10 / N
    ratio = radius * mine.R_m / (2 * mine.rho * thick**2)
    tau, steps = mine.R_m * 1e-3, int(np.ceil(T / 5))
    V, injected = np.zeros(N), np.eye(N)[k] * I_0 * 1e-6 * mine.R_m / (2 * np.pi * radius * thick)
    for _ in range(steps):
        slope, flow = injected - V, ratio * np.diff(V)
        slope[:-1] += flow
        slope[1:] -= flow
        V = V + T / steps / tau * slope
    return V
