# %% expected
"""参考答案。 / The reference solution."""
expected = {}

# %% slowest-solution
def late_line(t, V):
    # The last half of the record: the other modes are gone.
    late = t > t[-1] / 2
    slope, height = np.polyfit(t[late], np.log(V[late]), 1)
    return -1 / slope, np.exp(height)


def slowest(t, V):
    return late_line(t, V)[0]

# %% length-solution
def electrotonic_length(t, V):
    tau_0, B_0 = late_line(t, V)
    rest = V - B_0 * np.exp(-t / tau_0)
    # Mode 1 alone: mode 2 is nearly four times as fast, so it is gone when what is left has fallen a good deal, but not into rounding.
    alone = (rest < 0.3 * B_0) & (rest > 0.01 * B_0) & (t < t[-1] / 2)
    tau_1 = -1 / np.polyfit(t[alone], np.log(rest[alone]), 1)[0]
    return np.pi / np.sqrt(tau_0 / tau_1 - 1)

# %% derivation-solution
import sympy as sp

d_0, f, B, L_1, L_2, R_infty = sp.symbols("d_0 f B L_1 L_2 R_infty", positive=True)

# G∞ ∝ d^(3/2) / √R_m, and spines turn R_m into R_m / f: 2 √f d_1^(3/2) = d_0^(3/2)
d_1 = d_0 * (2 * sp.sqrt(f)) ** -sp.Rational(2, 3)
ratio = sp.sqrt(d_1 / d_0 / f)
twigs = B * sp.tanh(L_2)  # in units of the trunk's G∞
R_in = R_infty * (sp.cosh(L_1) + twigs * sp.sinh(L_1)) / (twigs * sp.cosh(L_1) + sp.sinh(L_1))

# %% resistance-solution
def electrical_size(d, l, R_m, rho):
    # µS and a pure number
    space = np.sqrt(1e3 * R_m * d * 1e-4 / (4 * rho)) * 1e4
    return 1e6 * np.pi * (d * 1e-4) ** 2 / (4 * rho * space * 1e-4), l / space


def seen_through(G, L, load):
    return G * (load + G * np.tanh(L)) / (G + load * np.tanh(L))


def input_resistance(s, d, l, R_m, rho):
    G, L = electrical_size(np.asarray(d), np.asarray(l), R_m, rho)
    twigs = G[1] * np.tanh(L[1]) + G[2] * np.tanh(L[2])
    ball = 1e6 * np.pi * (s * 1e-4) ** 2 / (1e3 * R_m)
    return 1 / (ball + seen_through(G[0], L[0], twigs))

# %% tip-solution
G, L = electrical_size(np.array([mine.d_0, mine.d_1, mine.d_2]), np.array([mine.l_0, mine.l_1, mine.l_2]), mine.R_m, mine.rho)
twigs = G[1] * np.tanh(L[1]) + G[2] * np.tanh(L[2])
at_fork = 1 / (np.cosh(L[0]) + twigs / G[0] * np.sinh(L[0]))  # of the voltage at the soma
at_tip = at_fork / np.cosh(L[1])
I_tip = mine.I / at_tip  # reciprocity
ball = 1e6 * np.pi * (mine.s * 1e-4) ** 2 / (1e3 * mine.R_m)
from_tip = seen_through(G[1], L[1], seen_through(G[0], L[0], ball) + G[2] * np.tanh(L[2]))
V_tip = 1e-3 * I_tip / from_tip  # pA/µS = µV

# %% fork-solution
def fork_response(d, l, R_m, rho, at, t):
    N = 25
    width, step = np.repeat(d, N) * 1e-4, np.repeat(np.asarray(l) / N, N) * 1e-4  # cm
    area = np.pi * width * step
    half = rho * step / 2 / (np.pi * width**2 / 4)  # Ω, from the middle of a compartment to its edge
    G = np.diag(area / (1e3 * R_m))
    joints = [(i, i + 1) for start in (0, N, 2 * N) for i in range(start, start + N - 1)]
    # The fork is a point without membrane: each pair of the three is joined by the product of their conductances over the sum.
    corner = {N - 1: 1 / half[N - 1], N: 1 / half[N], 2 * N: 1 / half[2 * N]}
    links = [(i, j, 1 / (half[i] + half[j])) for i, j in joints]
    links += [(i, j, corner[i] * corner[j] / sum(corner.values())) for i, j in ((N - 1, N), (N - 1, 2 * N), (N, 2 * N))]
    for i, j, g in links:
        G[[i, j], [i, j]] += g
        G[[i, j], [j, i]] -= g
    # C dV/dt = −G V with C = area × 1 µF/cm²: symmetric in √C V.
    root = np.sqrt(1e-6 * area)
    rates, shapes = np.linalg.eigh(G / np.outer(root, root))
    ends = [0, 2 * N - 1, 3 * N - 1]
    start = shapes[ends[at]] * 1e-12 / root[ends[at]]
    return 1e3 * np.exp(-1e-3 * np.outer(t, rates)) @ (shapes[ends] * start / root[ends, None]).T

# %% exponent-solution
def exponent(d, v):
    return np.polyfit(np.log(d), np.log(v), 1)[0]

# %% internode-solution
from excitable import Cable, myelin, myelinated, rabbit_node


def speed_of(internode):
    D = mine.D * 1e-4
    d = mine.g * D
    axon = myelinated(Cable(rabbit_node, 1.5e-4, d, 54.7, 1), Cable(myelin, internode * 1e-4, d, 54.7, 6), 16, mine.g)
    pitch = internode * 1e-4 + 1.5e-4
    trace = axon.simulate(1.5, 0.005, I={0: [(0, 5e3 * D), (0.1, 0)]})
    try:
        return trace.velocity(4 * pitch, 12 * pitch, threshold=-30)
    except RuntimeError:
        return 0.0


lengths = mine.D * np.arange(40, 130, 5)
best_internode = lengths[np.argmax([speed_of(each) for each in lengths])]

# %% [markdown] explanation
# The last healthy node used to charge a short node and an internode of tiny capacitance.
# Now it faces bare membrane with some hundred times the capacitance of the sheath, and more leak.
# So the voltage rises more slowly and less high, and less of the current gets to the next node.
# A squid's axon would make the impulse anew at every place, but here are hardly any Na⁺ channels: the piece only loads, it does not feed.
# If the next node still reaches threshold, the impulse is late; if not, conduction is blocked.
# In the cold the gates are slower, the Na⁺ current of an impulse lasts longer and brings more charge to the same capacitance, so a blocked node may fire again.
# The model leaves out the K⁺ channels of the axon's membrane under the sheath, which are uncovered and oppose the charging.
