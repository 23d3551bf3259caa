# %% expected
"""用了别的单位，并且注明了。 / Other units, and they are declared."""
expected = {}

# %% slowest-solution
def late_line(t, V):
    late = t > t[-1] / 2
    slope, height = np.polyfit(t[late], np.log(V[late]), 1)
    return -1 / slope, np.exp(height)


def slowest(t, V):
    return late_line(t, V)[0] / 1000, "s"

# %% resistance-solution
def electrical_size(d, l, R_m, rho):
    # S and a pure number, everything in cm and Ω
    d, l, R_m = d * 1e-4, l * 1e-4, 1e3 * R_m
    space = np.sqrt(R_m * d / (4 * rho))
    return np.pi * d**2 / (4 * rho * space), l / space


def seen_through(G, L, load):
    return G * (load + G * np.tanh(L)) / (G + load * np.tanh(L))


def input_resistance(s, d, l, R_m, rho):
    G, L = electrical_size(np.asarray(d), np.asarray(l), R_m, rho)
    twigs = G[1] * np.tanh(L[1]) + G[2] * np.tanh(L[2])
    return 1 / (np.pi * (s * 1e-4) ** 2 / (1e3 * R_m) + seen_through(G[0], L[0], twigs)), "Ω"

# %% tip-solution
G, L = electrical_size(np.array([mine.d_0, mine.d_1, mine.d_2]), np.array([mine.l_0, mine.l_1, mine.l_2]), mine.R_m, mine.rho)
twigs = G[1] * np.tanh(L[1]) + G[2] * np.tanh(L[2])
share = 1 / (np.cosh(L[0]) + twigs / G[0] * np.sinh(L[0])) / np.cosh(L[1])
ball = np.pi * (mine.s * 1e-4) ** 2 / (1e3 * mine.R_m)
ampere = 1e-12 * mine.I / share
volt = ampere / seen_through(G[1], L[1], seen_through(G[0], L[0], ball) + G[2] * np.tanh(L[2]))
I_tip = (1e9 * ampere, "nA")
V_tip = (1e6 * volt, "µV")

# %% fork-solution
def fork_response(d, l, R_m, rho, at, t):
    N = 25
    width, step = np.repeat(d, N) * 1e-4, np.repeat(np.asarray(l) / N, N) * 1e-4
    area = np.pi * width * step
    half = rho * step / 2 / (np.pi * width**2 / 4)
    G = np.diag(area / (1e3 * R_m))
    links = [(i, i + 1, 1 / (half[i] + half[i + 1])) for start in (0, N, 2 * N) for i in range(start, start + N - 1)]
    corner = {N - 1: 1 / half[N - 1], N: 1 / half[N], 2 * N: 1 / half[2 * N]}
    links += [(i, j, corner[i] * corner[j] / sum(corner.values())) for i, j in ((N - 1, N), (N - 1, 2 * N), (N, 2 * N))]
    for i, j, g in links:
        G[[i, j], [i, j]] += g
        G[[i, j], [j, i]] -= g
    root = np.sqrt(1e-6 * area)
    rates, shapes = np.linalg.eigh(G / np.outer(root, root))
    ends = [0, 2 * N - 1, 3 * N - 1]
    start = shapes[ends[at]] * 1e-12 / root[ends[at]]
    return np.exp(-1e-3 * np.outer(t, rates)) @ (shapes[ends] * start / root[ends, None]).T, "V"

# %% internode-solution
from excitable import Cable, myelin, myelinated, rabbit_node


def speed_of(internode):
    D = mine.D * 1e-4
    d = mine.g * D
    axon = myelinated(Cable(rabbit_node, 1.5e-4, d, 54.7, 1), Cable(myelin, internode, d, 54.7, 6), 16, mine.g)
    pitch = internode + 1.5e-4
    return axon.simulate(1.5, 0.005, I={0: [(0, 5e3 * D), (0.1, 0)]}).velocity(4 * pitch, 12 * pitch, threshold=-30)


lengths = mine.D * 1e-4 * np.arange(45, 110, 5)
best_internode = (10 * lengths[np.argmax([speed_of(each) for each in lengths])], "mm")
