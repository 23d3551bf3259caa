"""An impulse on a squid axon of 5 cm at 18.5 °C, in 500 compartments: how fast it travels from x = 2.005 to 4.005 cm."""

from math import pi

import numpy as np

from benchmarks import hodgkin_huxley as HH

TITLE = "Hodgkin–Huxley axon of 500 compartments, 4 ms"
TOLERANCE, UNIT = 0.15, "%"
GOALS, LIMITS = {"NEURON, fixed step": 3, "NEURON, CoreNEURON": 3, "Brian2": 35, "Jaxley": 1.3}, {}
LENGTH, DIAMETER, RA, T, E_L, N = 5.0, 476e-4, 35.4, 291.65, -54.387, 500    # cm, cm, Ω·cm, K, mV
FASTER = 3 ** ((T - 279.45) / 10)
PULSE, T_PULSE, T_END = 50_000.0, 0.2, 4.0                                   # nA, ms, ms
SITES = (200, 400)                                                           # compartments, 2 cm apart


def reference():
    """The axon without compartments: extrapolated from 500 and 1,000 of them, which an independent solver integrates."""
    coarse, fine = (fine_velocity(n) for n in (N, 2 * N))
    return fine + (fine - coarse) / 3


def fine_velocity(n):
    from scipy.integrate import odeint

    from excitable.linoid import ARRAY

    dx = LENGTH / n
    coupling = 1e3 * DIAMETER / (4 * RA * dx**2)                             # mS/cm²
    linoid, exp = ARRAY["linoid"], np.exp
    I = np.zeros(n)
    I[0] = PULSE * 1e-3 / (pi * DIAMETER * dx)

    def rhs(y, t, I):
        V, m, h, n = y.reshape(-1, 4).T
        axial = np.diff(np.diff(V, prepend=V[0], append=V[-1])) * coupling
        return np.stack([
            I + axial - 120 * m**3 * h * (V - 50) - 36 * n**4 * (V + 77) - 0.3 * (V - E_L),
            FASTER * (linoid((V + 40) / 10) * (1 - m) - 4 * exp(-(V + 65) / 18) * m),
            FASTER * (0.07 * exp(-(V + 65) / 20) * (1 - h) - h / (1 + exp(-(V + 35) / 10))),
            FASTER * (0.1 * linoid((V + 55) / 10) * (1 - n) - 0.125 * exp(-(V + 65) / 80) * n)], axis=1).ravel()

    dt = 0.01
    solve = lambda y, t, I: odeint(rhs, y, t, (I,), ml=4, mu=4, rtol=1e-8, atol=1e-9, mxstep=10_000)
    pulse = solve(np.tile([-65, *HH.REST], n), np.arange(0, T_PULSE + dt / 2, dt), I)
    after = solve(pulse[-1], np.arange(T_PULSE, T_END + dt / 2, dt), 0 * I)
    V = np.concatenate([pulse[:-1], after])[:, ::4].T
    middle = lambda i: V[[i]] if n == N else 0.5625 * (V[[2 * i]] + V[[2 * i + 1]]) - 0.0625 * (V[[2 * i - 1]] + V[[2 * i + 2]])
    return velocity(*(middle(i) for i in SITES), dt)


def velocity(V_1, V_2, dt):
    """m/s, from the voltages at the two sites."""
    (t_1,), (t_2,) = (HH.crossings(np.atleast_2d(V), dt, T_END)[0] for V in (V_1, V_2))
    return 10 * (SITES[1] - SITES[0]) * LENGTH / N / (t_2 - t_1)


def error(result, truth):
    return 100 * abs(result / truth - 1)


def excitable(dt=0.01):
    from excitable import Cable, hodgkin_huxley

    axon = Cable(hodgkin_huxley, LENGTH, DIAMETER, RA, N)
    x_1, x_2 = axon.x[list(SITES)]
    return lambda: axon.simulate(T_END, dt, I={0: [(0, PULSE), (T_PULSE, 0)]}, T=T).velocity(x_1, x_2)


def neuron(dt=0.01, core=False):
    h = HH.neuron(core)
    context = h.ParallelContext()
    context.set_maxstep(10)
    axon = h.Section()
    axon.L, axon.diam, axon.Ra, axon.nseg = 1e4 * LENGTH, 1e4 * DIAMETER, RA, N
    axon.insert("hh")
    axon.el_hh, axon.ena, axon.ek = E_L, 50, -77
    clamp = h.IClamp(axon(0.5 / N))
    V = [h.Vector().record(axon((i + 0.5) / N)._ref_v) for i in SITES]

    def run():
        h.celsius, h.secondorder, h.dt = T - 273.15, 2, dt
        clamp.delay, clamp.dur, clamp.amp = 0, T_PULSE, PULSE
        h.celsius, h.secondorder, h.dt = T - 273.15, 2, dt
        h.finitialize(-65)
        context.psolve(T_END)
        return velocity(*(site.as_numpy() for site in V), dt)

    run.axon = axon                             # NEURON forgets a section that nobody holds
    return run


def brian(dt=0.0018):
    b = HH.brian()
    b.defaultclock.dt = dt * b.ms
    shape = b.Cylinder(n=N, length=LENGTH * b.cm, diameter=DIAMETER * b.cm)
    equations = """
    Im = (120*m**3*h*(50*mV - v) + 36*n**4*(-77*mV - v) + 0.3*(E_L*mV - v))*msiemens/cm**2 : amp/meter**2
    I : amp (point current)
    u = v/mV : 1
    dm/dt = faster*(1/exprel(-(u + 40)/10)*(1 - m) - 4*exp(-(u + 65)/18)*m)/ms : 1
    dh/dt = faster*(0.07*exp(-(u + 65)/20)*(1 - h) - h/(1 + exp(-(u + 35)/10)))/ms : 1
    dn/dt = faster*(0.1/exprel(-(u + 55)/10)*(1 - n) - 0.125*exp(-(u + 65)/80)*n)/ms : 1
    """
    axon = b.SpatialNeuron(shape, equations, Cm=b.uF / b.cm**2, Ri=RA * b.ohm * b.cm, method="exponential_euler",
                           namespace={"E_L": E_L, "faster": FASTER})
    axon.v = -65 * b.mV
    axon.m, axon.h, axon.n = HH.REST
    sites = b.StateMonitor(axon, "v", record=list(SITES))
    network = b.Network(axon, sites)
    network.store()

    def run():
        network.restore()
        axon.I[0] = PULSE * b.nA
        network.run(T_PULSE * b.ms)
        axon.I[0] = 0 * b.nA
        network.run((T_END - T_PULSE) * b.ms)
        return velocity(*(sites.v / b.mV), dt)

    return run


def jaxley(dt=0.01):
    jax, jx, HHChannel = HH.jaxley()

    class Warm(HHChannel):
        def update_states(self, states, dt, v, params):
            return super().update_states(states, FASTER * dt, v, params)

    axon = jx.Branch(ncomp=N)
    axon.insert(Warm(name="HH"))
    for name, value in {"length": 1e4 * LENGTH / N, "radius": 5e3 * DIAMETER, "axial_resistivity": RA,
                        "HH_eLeak": E_L, "v": -65.0}.items():
        axon.set(name, value)
    axon.init_states()
    for site in SITES:
        axon.comp(site).record(verbose=False)

    def one(pulse):
        return jx.integrate(axon, data_stimuli=axon.comp(0).data_stimulate(pulse), t_max=T_END, delta_t=dt,
                            solver="crank_nicolson", voltage_solver="jaxley.dhs")

    compiled = jax.jit(one)
    pulse = np.where(np.arange(round(T_END / dt)) * dt < T_PULSE - 1e-9, PULSE, 0.0)
    return lambda: velocity(*np.asarray(compiled(pulse)), dt)


IMPLEMENTATIONS = {
    "excitable": excitable,
    "NEURON, fixed step": neuron,
    "NEURON, CoreNEURON": lambda: neuron(core=True),
    "Brian2": brian,
    "Jaxley": jaxley,
}
