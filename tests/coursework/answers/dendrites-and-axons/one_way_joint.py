# %% expected
"""一条连接只给一边：电荷不守恒，也没有互易性。 / A joint gives to one side only: charge is not conserved, and there is no reciprocity."""
expected = {"fork": 0}

# %% fork-solution
def fork_response(d, l, R_m, rho, at, t):
    N = 20
    width, step = np.repeat(d, N) * 1e-4, np.repeat(np.asarray(l) / N, N) * 1e-4
    area, half = np.pi * width * step, rho * step / 2 / (np.pi * width**2 / 4)
    ends = [0, 2 * N - 1, 3 * N - 1]
    A = -np.eye(3 * N) / R_m
    for i in range(1, 3 * N):
        before = N - 1 if i == 2 * N else i - 1
        g = 1e3 / (half[i] + half[before])
        A[i, [before, i]] += np.array([g, -g]) / area[i]
        if i not in (N, 2 * N):  # the trunk does not feel the twigs
            A[before, [i, before]] += np.array([g, -g]) / area[before]
    V = np.zeros(3 * N)
    V[ends[at]] = 1e-3 / area[ends[at]]
    from scipy.linalg import expm
    return np.array([(expm(A * time) @ V)[ends] for time in t])
