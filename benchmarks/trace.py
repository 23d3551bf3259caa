"""One Hodgkin–Huxley trace of 60 ms, every 0.025 ms: the source's initial state, current and E_L."""

import numpy as np

from benchmarks import hodgkin_huxley as HH

TITLE = "Hodgkin–Huxley trace of 60 ms"
TOLERANCE, UNIT = 0.05, "mV"
GOALS, LIMITS = {"solve_ivp, RK45": 6, "NEURON, cvode": 5, "NEURON, fixed step": 1.2, "Brian2": 40}, {}
I, E_L, START = 3.0, -54.5, {"V": -70.0, "m": 0.05, "h": 0.54, "n": 0.34}
T_END, DT = 60.0, 0.025
TIMES = DT * np.arange(round(T_END / DT) + 1)


def reference():
    from scipy.integrate import solve_ivp

    return solve_ivp(HH.rhs, (0, T_END), [*START.values()], "DOP853", TIMES, rtol=1e-12, atol=1e-12, args=(I, E_L)).y[0]


def error(result, truth):
    return abs(np.asarray(result) - truth).max()


def excitable():
    from excitable import hodgkin_huxley, simulate

    return lambda: simulate(hodgkin_huxley, T_END, START, rtol=1e-5, I=I, E_L=E_L)["V"]


def rk45():
    from scipy.integrate import solve_ivp

    return lambda: solve_ivp(HH.rhs, (0, T_END), [*START.values()], "RK45", TIMES, rtol=3e-4, atol=3e-6, args=(I, E_L)).y[0]


def neuron(advance, half_step=0.0):
    """`advance` runs to the given time; with the staggered fixed step, gates start half a step later than V."""
    h, (section, clamp) = HH.neuron(), HH.neuron_patch(E_L)
    V = h.Vector().record(section(0.5)._ref_v, DT)
    gates = HH.relaxed(START, half_step)

    def run():
        clamp.amp = HH.nanoamperes(I, section)
        h.finitialize(START["V"])
        section.m_hh, section.h_hh, section.n_hh = gates
        HH.restart(h)
        advance(h)
        return V.as_numpy()[:len(TIMES)].copy()

    return run


def neuron_cvode(standard_run=False):
    h = HH.neuron()
    cvode = h.CVode()
    cvode.active(True)
    cvode.atol(1e-5)
    return neuron(lambda h: h.continuerun(T_END + 0.5) if standard_run else cvode.solve(T_END + DT))


def neuron_fixed():
    h = HH.neuron()
    h.secondorder, h.dt, context = 2, 1 / 240, h.ParallelContext()
    context.set_maxstep(10)
    return neuron(lambda h: context.psolve(T_END + DT), h.dt / 2)


def brian():
    b = HH.brian()
    b.defaultclock.dt = DT * b.ms
    cell = b.NeuronGroup(1, HH.BRIAN, method="rk4", namespace={"I": I, "E_L": E_L})
    record = b.StateMonitor(cell, "V", record=True)
    network = b.Network(cell, record)
    cell.V, cell.m, cell.h, cell.n = START.values()
    network.store()

    def run():
        network.restore()
        network.run((T_END + DT) * b.ms)
        return record.V[0]

    return run


IMPLEMENTATIONS = {
    "excitable": excitable,
    "solve_ivp, RK45": rk45,
    "NEURON, cvode": neuron_cvode,
    "NEURON, cvode, standard run": lambda: neuron_cvode(standard_run=True),
    "NEURON, fixed step": neuron_fixed,
    "Brian2": brian,
}
