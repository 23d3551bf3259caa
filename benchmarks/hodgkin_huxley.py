"""The Hodgkin–Huxley membrane as its peers write it; in the library it is excitable.hodgkin_huxley."""

from math import exp

import numpy as np


def linoid(x):
    return x / (1 - exp(-x)) if x else 1.0


def rates(V):
    """Opening and closing rates of m, h and n."""
    return ((linoid((V + 40) / 10), 4 * exp(-(V + 65) / 18)), (0.07 * exp(-(V + 65) / 20), 1 / (1 + exp(-(V + 35) / 10))),
            (0.1 * linoid((V + 55) / 10), 0.125 * exp(-(V + 65) / 80)))


def rhs(t, y, I, E_L):
    V, m, h, n = y
    (α_m, β_m), (α_h, β_h), (α_n, β_n) = rates(V)
    return [I - 120 * m**3 * h * (V - 50) - 36 * n**4 * (V + 77) - 0.3 * (V - E_L),
            α_m * (1 - m) - β_m * m, α_h * (1 - h) - β_h * h, α_n * (1 - n) - β_n * n]


def relaxed(state, dt):
    """The gates m, h, n after dt ms at the V of `state`."""
    return [α / (α + β) + (state[gate] - α / (α + β)) * exp(-(α + β) * dt) for gate, (α, β) in zip("mhn", rates(state["V"]))]


REST = relaxed({"V": -65.0, "m": 0, "h": 0, "n": 0}, np.inf)
"""The gates m, h, n in equilibrium at −65 mV."""


def neuron(core=False):
    """NEURON's interpreter; with `core`, ParallelContext.psolve hands the work to the vectorised CoreNEURON."""
    from neuron import coreneuron, h

    coreneuron.enable, coreneuron.verbose = core, 0
    h.load_file("stdrun.hoc")
    h.usetable_hh = False                       # its tables of the rates are good to some mV only
    h.celsius = 6.3
    return h


def neuron_patch(E_L=-54.387):
    """A patch of 1000 µm² and a current clamp into it."""
    from neuron import h

    section = h.Section()
    section.L = section.diam = 17.841241161527712
    section.insert("hh")
    section.el_hh, section.ena, section.ek = E_L, 50, -77
    clamp = h.IClamp(section(0.5))
    clamp.dur = 1e9
    return section, clamp


def nanoamperes(I, section):
    """What a current density of I µA/cm² is for the whole patch."""
    return I * section(0.5).area() * 1e-5


def restart(h):
    """Tell NEURON that states were set after finitialize."""
    h.CVode().re_init() if h.CVode().active() else h.fcurrent()


def brian():
    import brian2

    brian2.prefs.codegen.target = "cython"
    return brian2


BRIAN = """
dV/dt = (I - 120*m**3*h*(V - 50) - 36*n**4*(V + 77) - 0.3*(V - E_L))/ms : 1
dm/dt = (1/exprel(-(V + 40)/10)*(1 - m) - 4*exp(-(V + 65)/18)*m)/ms : 1
dh/dt = (0.07*exp(-(V + 65)/20)*(1 - h) - h/(1 + exp(-(V + 35)/10)))/ms : 1
dn/dt = (0.1/exprel(-(V + 55)/10)*(1 - n) - 0.125*exp(-(V + 65)/80)*n)/ms : 1
"""


def jaxley():
    import jax

    jax.config.update("jax_enable_x64", True)          # with half the digits it misses spikes near the onset of firing
    jax.config.update("jax_platform_name", "cpu")
    import jaxley
    from jaxley.channels import HH

    return jax, jaxley, HH


def crossings(V, dt, t_end):
    """Spike times of each row, on the cubic through the four points about a crossing of 0 mV."""
    row, k = np.nonzero((V[:, 1:-2] < 0) & (V[:, 2:-1] >= 0))
    a, b, c, d = (V[row, k + i] for i in range(4))
    cubic = (d - a) / 6 + (b - c) / 2, (a + c) / 2 - b, c - a / 3 - b / 2 - d / 6, b
    share = b / (b - c)
    for _ in range(4):
        share = share - np.polyval(cubic, share) / np.polyval((3 * cubic[0], 2 * cubic[1], cubic[2]), share)
    times = (k + 1 + share) * dt
    return [times[(row == i) & (times <= t_end)] for i in range(len(V))]
