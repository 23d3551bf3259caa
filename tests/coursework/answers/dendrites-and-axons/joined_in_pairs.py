# %% expected
"""分叉处每根小枝各自接在主干的最后一间房上；用隐式欧拉法。 / At the fork each twig is joined to the last room of the trunk; implicit Euler steps."""
expected = {}

# %% fork-solution
def fork_response(d, l, R_m, rho, at, t):
    N, dt = 20, 0.01
    width, long = np.repeat(d, N) * 1e-4, np.repeat(l, N) * 1e-4 / N
    area, half = np.pi * width * long, 2 * rho * long / (np.pi * width**2)
    A = np.eye(3 * N) / R_m  # per ms, at 1 µF/cm²
    for i in range(1, 3 * N):
        before = N - 1 if i == 2 * N else i - 1
        g = 1e3 / (half[i] + half[before])
        A[[i, before], [i, before]] += g / area[[i, before]]
        A[[i, before], [before, i]] -= g / area[[i, before]]
    step = np.linalg.inv(np.eye(3 * N) + dt * A)
    ends = [0, 2 * N - 1, 3 * N - 1]
    V = np.zeros(3 * N)
    V[ends[at]] = 1e-3 / area[ends[at]]
    found, done = [], 0
    for time in t:
        while done < round(time / dt):
            V, done = step @ V, done + 1
        found.append(V[ends].tolist())
    return found
