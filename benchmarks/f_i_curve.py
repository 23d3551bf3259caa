"""The f–I curve of Hodgkin and Huxley: the spike times of 200 cells, each under its own constant current for 500 ms."""

import numpy as np

from benchmarks import hodgkin_huxley as HH

TITLE = "f–I curve: 200 currents from 0 to 50 µA/cm², 500 ms"
TOLERANCE, UNIT = 0.02, "ms"
GOALS = {"NEURON, fixed step": 7, "NEURON, CoreNEURON": 7, "Brian2": 4, "Jaxley": 1.6}
LIMITS = {"memory": 150}
CURRENTS, T_END, E_L = np.linspace(0, 50, 200), 500.0, -54.387
# The truth is slow, and close to the fold of limit cycles at 6.26 µA/cm² spike times depend on every rounding.
CHECKED = [i for i in range(0, 200, 4) if abs(CURRENTS[i] - 6.26) > 0.5]


def reference():
    from scipy.integrate import solve_ivp

    upwards = lambda t, y, *_: y[0]
    upwards.direction = 1
    solve = lambda I: solve_ivp(HH.rhs, (0, T_END), [-65, *HH.REST], "DOP853", rtol=1e-10, atol=1e-10, args=(I, E_L), events=upwards)
    return [solve(I).t_events[0] for I in CURRENTS[CHECKED]]


def error(result, truth):
    worst = [abs(spikes - true).max(initial=0) if len(spikes) == len(true) else np.inf
             for spikes, true in zip((result[i] for i in CHECKED), truth)]
    return max(worst)


def excitable():
    from excitable import fi_curve, hodgkin_huxley

    return lambda: fi_curve(hodgkin_huxley, CURRENTS, T_END).spikes


def neuron(dt=0.011, core=False):
    h = HH.neuron(core)
    context = h.ParallelContext()
    context.set_maxstep(10)
    cells = [HH.neuron_patch(E_L) for _ in CURRENTS]
    h.secondorder = 2
    V = [h.Vector().record(section(0.5)._ref_v) for section, _ in cells]

    def run():
        for I, (section, clamp) in zip(CURRENTS, cells):
            clamp.amp = HH.nanoamperes(I, section)
        h.dt = dt
        h.finitialize(-65)
        context.psolve(T_END + 2 * dt)
        return HH.crossings(np.array(V), dt, T_END)

    return run


def brian(dt=0.039):
    b = HH.brian()
    b.defaultclock.dt = dt * b.ms
    cells = b.NeuronGroup(len(CURRENTS), HH.BRIAN + "I : 1", method="rk4", namespace={"E_L": E_L},
                          threshold="V > 0", refractory="V > 0")
    cells.I = CURRENTS
    cells.V = -65
    cells.m, cells.h, cells.n = HH.REST
    spikes = b.SpikeMonitor(cells)
    network = b.Network(cells, spikes)
    network.store()

    def run():
        network.restore()
        network.run(T_END * b.ms)
        trains = spikes.spike_trains()
        return [np.asarray(trains[i] / b.ms) + dt / 2 for i in range(len(CURRENTS))]

    return run


def jaxley(dt=0.011):
    jax, jx, HHChannel = HH.jaxley()
    cell = jx.Compartment()
    cell.insert(HHChannel())
    cell.set("HH_eLeak", E_L)
    cell.set("v", -65.0)
    cell.set("length", 10.0)
    cell.set("radius", 10.0)
    nanoamperes = 2 * np.pi * 10.0 * 10.0 * 1e-5
    cell.init_states()
    cell.record(verbose=False)

    def one(I):
        stimulus = cell.data_stimulate(I * nanoamperes * jax.numpy.ones(round(T_END / dt) + 2))
        return jx.integrate(cell, data_stimuli=stimulus, delta_t=dt, solver="crank_nicolson")[0]

    all_of_them = jax.jit(jax.vmap(one))
    return lambda: HH.crossings(np.asarray(all_of_them(CURRENTS)), dt, T_END)


IMPLEMENTATIONS = {
    "excitable": excitable,
    "NEURON, fixed step": neuron,
    "NEURON, CoreNEURON": lambda: neuron(core=True),
    "Brian2": brian,
    "Jaxley": jaxley,
}
