# %% expected
"""两端与浴液相通：端上的房间也有两个邻居，其中一个是浴液。 / Ends open to the bath: the end rooms, too, have two neighbours, one of them the bath."""
expected = {"rooms": 0}

# %% rooms-solution
def rooms(N, k, I_0, T):
    radius, thick = mine.d * 1e-4 / 2, mine.length / 10 / N
    leak, axial = 2 * np.pi * radius * thick / mine.R_m, np.pi * radius**2 / (mine.rho * thick)
    matrix = (leak + 2 * axial) * np.eye(N) - axial * (np.eye(N, k=1) + np.eye(N, k=-1))
    rates, modes = np.linalg.eigh(matrix / leak)
    grown = (1 - np.exp(-rates * T / (mine.R_m * 1e-3))) / rates
    return modes @ (grown * modes[k]) * I_0 * 1e-6 / leak
