"""The staggered step of Hines: the voltage at whole steps, the gates at half steps, each advanced while the other stands still.

    (C/Δt) (V′ − V) = I + D − G (V + V′)/2        with the conductance G = Σ g Π gateᵖ and the drive D = Σ g Π gateᵖ E between
    m′ = m_∞ + (m − m_∞) e^(−Δt/τ)                 at V′, exact while V′ holds: m′ = A(V′) m + B(V′), read from a table over V

One implementation for many isolated membranes (`fi_curve`) and for the compartments of a cable. Who steps, solves for the voltage:

    cells = Staggered(membrane, V, dt, I=…)        V: an array, one membrane or compartment each, at t = 0
    for every step:
        left, right = cells.between()              left (V + V′) = V + right, each an array like V; overwritten by the next call
        V′ = (V + right)/left − V                  alone;  (diag(left) + L) (V + V′) = V + right  with neighbours, where
                                                   (L u)_i = −(Δt/4C_i) Σ_j g_ij (u_j − u_i), g_ij in mS/cm² of i
        cells.follow(V′)                           the gates move on to the half step after V′
    cells.inject(I)                                another current density from now on
    cells.check(V)                                 RuntimeError if a voltage has left the tables

It is of second order in Δt. Without instantaneous gates it is symmetric in time, hence its error has only even powers of Δt.

References: Hines 1984 (Int J Bio-Med Comput 15:69); Rush & Larsen 1978 (IEEE Trans Biomed Eng 25:389).
"""

from functools import lru_cache

import numpy as np

from excitable.arguments import positive
from excitable.membrane import Membrane

BIN = 0.003                 # mV, the grain of the tables: rates are read at the nearest of their voltages
RANGE = (-200.0, 200.0)     # mV
_PER_BIN, _FOOT = np.array(1 / BIN), np.array(0.5 - RANGE[0] / BIN)      # arrays: numpy need not make them at every step

multiply, add = np.multiply, np.add


class Staggered:
    """Membranes in step: their gates, their conductances, and the two numbers per membrane that the voltage needs.

    Parameters
    ----------
    membrane : Membrane
    V : array (n,)
        Voltages at t = 0, mV.
    dt : float
        ms.
    gates : dict, optional
        Gate → its value at t = 0, a number or an array (n,); the others start at their steady state at V.
    **parameters
        Numbers; C, I, g_… and E_… may be arrays (n,).

    Raises
    ------
    ValueError
        If the model is no Membrane, a name is unknown, a value is not what its symbol is declared to be, or a parameter of
        the rates is an array.

    Examples
    --------
    A capacitor without gates: the voltage is halfway to rest after 6.93 ms.

    >>> from excitable import passive
    >>> V, cells = np.array([-60.0]), Staggered(passive, [-60.0], dt=0.01)
    >>> for _ in range(693):
    ...     left, right = cells.between()
    ...     V = (V + right) / left - V
    ...     cells.follow(V)
    >>> print(V.round(2))
    [-65.]
    """

    def __init__(self, membrane, V, dt, gates=None, **parameters):
        if not isinstance(membrane, Membrane):
            raise ValueError(f"model = {membrane!r}: give a Membrane, whose gates and conductances are known.")
        dt = positive("dt", dt, "step in ms")
        membrane.check_names(parameters)
        V = membrane.check_value("V", V)
        if not np.all((V >= RANGE[0]) & (V <= RANGE[1])):
            raise ValueError(f"V = {V}: the staggered step knows its rates from {RANGE[0]:g} to {RANGE[1]:g} mV; start between them.")
        checked = {name: membrane.check_value(name, value) for name, value in parameters.items()}
        values = {**{name: np.asarray(value, float) for name, value in membrane.defaults.items()}, **checked}
        self.dt, n = dt, len(V)
        self._slow = [gate.name for gate in membrane.gates if gate.relaxes]
        self._fast = [gate.name for gate in membrane.gates if not gate.relaxes]
        names = self._slow + self._fast
        membrane.check_names(gates or {}, self._slow, "gate")
        steady, propagator = _tables(membrane, _rate_parameters(membrane, values), dt)
        self._index, self._bins = np.empty(n, np.intp), np.empty(n)
        state = steady.take(self._at(V), 1)
        for name, value in (gates or {}).items():
            state[names.index(name)] = membrane.check_value(name, value)
        self.gates = dict(zip(names, state))
        """Gate → its values at the half step that was reached last."""
        slow = len(self._slow)
        self._state, self._at_once = state[:slow], state[slow:]
        self._moves = np.empty((2 * slow, n))
        self._A, self._B = self._moves[:slow], self._moves[slow:]
        self._steady, self._V, self._half = steady[slow:], V.copy(), np.empty(n)

        gated = [channel for channel in membrane.channels if channel.gates]
        self._parts = np.ones((len(gated) + 2, n))              # Π gateᵖ of each gated channel; 1 for the leaks; I
        self._products = []
        for channel, part in zip(gated, self._parts):
            self._multiply([self.gates[gate.name] for gate in channel.gates for _ in range(gate.power)], part)
        share = dt / 4 / values["C"]
        g = {channel: share * values[f"g_{channel.name}"] for channel in membrane.channels}
        drive = {channel: 2 * g[channel] * values[f"E_{channel.name}"] for channel in membrane.channels}
        leaks = [channel for channel in membrane.channels if not channel.gates]
        weights = [[*(g[channel] for channel in gated), 0.5 + sum(g[channel] for channel in leaks), 0.0],
                   [*(drive[channel] for channel in gated), sum(drive[channel] for channel in leaks), 2 * share]]
        shape = np.broadcast_shapes(*(np.shape(weight) for row in weights for weight in row))
        self._weights = np.array([[np.broadcast_to(weight, shape) for weight in row] for row in weights], float)
        self._alike = self._weights.ndim == 2
        self._sums = np.empty((2, n))
        self._left_and_right = tuple(self._sums)
        self.inject(values["I"])

        self._take = propagator.take
        if slow:                                                 # half a step, to where the gates belong; two of them make a whole
            self._take(self._at(V), 1, self._moves, "clip")
            half = np.sqrt(self._A)
            self._state[:] = half * self._state + self._B / (1 + half)

    def inject(self, I):
        """Another current density I (µA/cm², a number or an array) from the next step on."""
        self._parts[-1] = I

    def between(self):
        """left and right, for which left (V + V′) = V + right: the membrane at the half step between V and V′."""
        for one, other, product in self._products:
            multiply(one, other, product)
        if self._alike:
            np.dot(self._weights, self._parts, self._sums)
        else:                                                    # membranes with conductances of their own
            np.einsum("spn,pn->sn", self._weights, self._parts, out=self._sums)
        return self._left_and_right

    def follow(self, V):
        """Advance the gates by one step, while the voltage is V in its middle."""
        if self._slow:
            state = self._state
            self._take(self._at(V), 1, self._moves, "clip")
            multiply(state, self._A, state)
            add(state, self._B, state)
        if self._fast:                                           # at the next half step, by extrapolation
            np.subtract(1.5 * V, 0.5 * self._V, self._half)
            self._V[:] = V
            self._steady.take(self._at(self._half), 1, self._at_once, "clip")

    def check(self, V):
        """Raise a RuntimeError if a voltage lies where no table reaches."""
        if not (np.min(V) >= RANGE[0] and np.max(V) <= RANGE[1]):
            raise RuntimeError(f"V runs from {np.min(V):g} to {np.max(V):g} mV, outside {RANGE[0]:g} … {RANGE[1]:g} mV: "
                               "check the injected current, the reversal potentials and the rates of the gates.")

    def _at(self, V):
        """The bin of each voltage."""
        multiply(V, _PER_BIN, self._bins)
        add(self._bins, _FOOT, self._bins)
        np.copyto(self._index, self._bins, "unsafe")
        return self._index

    def _multiply(self, factors, product):
        """Note the multiplications that make the product of the factors; of equal halves only one is computed."""
        if len(factors) == 1:
            self._products.append((factors[0], np.ones(1), product))
            return
        halves = [factors[:len(factors) // 2], factors[len(factors) // 2:]]
        same = [id(factor) for factor in halves[0]] == [id(factor) for factor in halves[1]]
        done = []
        for half in halves[:1] if same else halves:
            done.append(half[0] if len(half) == 1 else np.empty_like(product))
            if len(half) > 1:
                self._multiply(half, done[-1])
        self._products.append((done[0], done[-1], product))


def _rate_parameters(membrane, values):
    """The values on which rates may depend, as the arguments of `membrane.kinetics` after V."""
    rates = _rate_names(membrane)
    for name in rates & values.keys():
        if values[name].ndim:
            raise ValueError(f"{membrane.name}: {name} stands in the rates of the gates: give one number for all.")
    return tuple(values[name].item() if name in rates else 0.0 for name in membrane.defaults)


@lru_cache(maxsize=32)
def _rate_names(membrane):
    return {symbol.name for expression in membrane.kinetics._expressions("outputs") for symbol in expression.free_symbols}


@lru_cache(maxsize=8)
def _steady(membrane, parameters):
    """m_∞ of every gate and 1/τ of those that take time, slow gates first, in the middle of each bin."""
    V = np.arange(RANGE[0], RANGE[1] + BIN / 2, BIN)
    names = [symbol.name for symbol in membrane.kinetics.outputs]
    with np.errstate(all="ignore"):                              # far from where a membrane lives a rate may have no value
        values = dict(zip(names, membrane.kinetics.numpy("outputs")([], [V, *parameters])))
    slow = [gate.name for gate in membrane.gates if gate.relaxes]
    fast = [gate.name for gate in membrane.gates if not gate.relaxes]
    steady = np.array([values[f"{name}_infty"] for name in slow + fast]).reshape(-1, len(V))
    τ = np.array([values[f"tau_{name}"] for name in slow]).reshape(-1, len(V))
    return steady, 1 / np.where(τ > 0, τ, np.nan)                # a voltage that comes there is found by `check`


@lru_cache(maxsize=8)
def _tables(membrane, parameters, dt):
    """Steady states, and A and B of a step dt stacked, over the bins."""
    steady, rates = _steady(membrane, parameters)
    A = np.exp(-dt * rates)
    return steady, np.concatenate([A, -np.expm1(-dt * rates) * steady[:len(A)]])
