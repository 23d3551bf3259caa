# %% expected
"""欧拉法步长太大，发散了。 / Euler's method with too long a step: it explodes."""
expected = {"fork": 0}

# %% fork-solution
def fork_response(d, l, R_m, rho, at, t):
    N, dt = 20, 0.025
    width, step = np.repeat(d, N) * 1e-4, np.repeat(np.asarray(l) / N, N) * 1e-4
    area, half = np.pi * width * step, rho * step / 2 / (np.pi * width**2 / 4)
    ends = [0, 2 * N - 1, 3 * N - 1]
    before = np.array([max(i - 1, 0) if i not in (2 * N,) else N - 1 for i in range(3 * N)])
    g = 1 / (half + half[before])
    g[0] = 0
    V = np.zeros(3 * N)
    V[ends[at]] = 1e-3 / area[ends[at]]
    rows, now = [], 0
    with np.errstate(all="ignore"):
        for time in t:
            while now < round(time / dt):
                flow = g * (V[before] - V)
                into = flow.copy()
                np.subtract.at(into, before, flow)
                V, now = V + dt * 1e3 * (into / area - V / (1e3 * R_m)), now + 1
            rows.append(V[ends])
    return np.array(rows)
