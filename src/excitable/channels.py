"""Stochastic channels, exactly: each gate of each channel opens and closes after dwell times of its own.

A gate that opens at rate α and closes at rate β stays shut for an exponentially distributed time of mean 1/α and open for one
of mean 1/β. A channel conducts while all its gates are open. Nothing else is assumed, and no time step is needed.
"""

from dataclasses import dataclass

import numpy as np

from excitable.arguments import number, positive, protocol, times_between, whole_number
from excitable.membrane import Membrane
from excitable.walk import generator


@dataclass(frozen=True)
class Record:
    """How many of `n` channels are open: `open[k]` of them from `t[k]` to `t[k + 1]`, the last until `t_end`; t[0] = 0.

    Beside the record stands its theory. Gates are independent, so a channel is open with the probability
    p(t) = Π x(t)^power, where each gate follows dx/dt = (x_∞ − x)/τ; and channels are independent, so their number is binomial.

    Examples
    --------
    >>> from excitable import hodgkin_huxley, open_channels
    >>> record = open_channels(hodgkin_huxley, "K", n=1000, t_end=20, V=0, seed=1)
    >>> int(record.at(10)), round(float(record.mean(10))), round(float(record.variance(10)) ** 0.5)
    (676, 682, 15)
    """

    t: np.ndarray
    open: np.ndarray
    n: int
    t_end: float
    start: np.ndarray       # probability that each gate is open at t = 0
    steps: np.ndarray       # times from which each V holds
    steady: np.ndarray      # x_∞ of each gate at each V, shape (steps, gates)
    rate: np.ndarray        # 1/τ, 1/ms, likewise
    power: np.ndarray       # how many gates of each kind a channel has

    def at(self, times):
        """The number of open channels at the given times (ms)."""
        return self.open[np.searchsorted(self.t, times_between(0, self.t_end, times), "right") - 1]

    def dwell_times(self):
        """How long the single channel stayed open, and shut, each time (ms): two arrays. Times cut short by an end do not count."""
        if self.n != 1:
            raise ValueError(f"n = {self.n}: only the openings of a single channel can be told apart; record one with n = 1.")
        duration, state = np.diff(self.t[1:]), self.open[1:-1]
        return duration[state == 1], duration[state == 0]

    def probability(self, times):
        """p(t), the probability that a channel is open. n γ p(t) is the mean conductance of channels that pass γ each."""
        return np.prod(self._gates(times)[0] ** self.power, axis=-1)

    def mean(self, times):
        """n p(t), the expected number of open channels."""
        return self.n * self.probability(times)

    def variance(self, times):
        """n p(t) (1 − p(t)), the variance of that number."""
        return self.covariance(times, times)

    def covariance(self, t_1, t_2):
        """Of the numbers of open channels at two times. At rest it is a mixture of e^(−k |t_1 − t_2|/τ), k = 1 … power."""
        t_1, t_2 = (times_between(0, self.t_end, t) for t in (t_1, t_2))
        (before, elapsed), (after, later) = self._gates(np.minimum(t_1, t_2)), self._gates(np.maximum(t_1, t_2))
        still_open = after + (1 - before) * np.exp(elapsed - later)           # at the later time, given open at the earlier
        both = np.prod((before * still_open) ** self.power, axis=-1)
        return self.n * (both - np.prod((before * after) ** self.power, axis=-1))

    def _gates(self, times):
        """At each time: the probability that each gate is open, and ∫ dt/τ since t = 0."""
        times = times_between(0, self.t_end, times)
        k = np.searchsorted(self.steps, times, "right") - 1
        x, elapsed = [self.start], [np.zeros_like(self.start)]
        for duration, steady, rate in zip(np.diff(self.steps), self.steady, self.rate):
            x.append(steady + (x[-1] - steady) * np.exp(-duration * rate))
            elapsed.append(elapsed[-1] + duration * rate)
        since = (times - self.steps[k])[..., None] * self.rate[k]
        return self.steady[k] + (np.array(x)[k] - self.steady[k]) * np.exp(-since), np.array(elapsed)[k] + since


def open_channels(membrane, channel, n, t_end, V, seed=None, start_V=None, **parameters):
    """Let `n` channels of a membrane gate at random under voltage clamp.

    Parameters
    ----------
    membrane : Membrane
        Its definition gives the rates of the gates, with their temperature.
    channel : str
        Which of its channels, such as "K".
    n : int
        How many; a single one makes a patch-clamp record.
    t_end : float
        Duration, ms.
    V : float or list
        The voltage, mV; or steps [(0, V_0), (t_1, V_1), …], each of which holds until the next.
    seed : int, optional
        The same seed gives the same record.
    start_V : float, optional
        The voltage at which the gates have come to equilibrium before t = 0; the first of `V` if not given.
    **parameters
        Of the rates, such as T (K).

    Returns
    -------
    Record

    Raises
    ------
    ValueError
        If the membrane has no such channel, its gates have no dwell times, or a value is not possible.

    References
    ----------
    Hille 2001, chapter 12; Colquhoun & Hawkes 1995; for n⁴ and m³h, Hodgkin & Huxley 1952, eqs. 6–21.

    Examples
    --------
    A voltage step opens potassium channels, one after the other:

    >>> from excitable import hodgkin_huxley
    >>> record = open_channels(hodgkin_huxley, "K", n=5, t_end=20, V=[(0, -65), (5, 0)], seed=2)
    >>> record.at([0, 4, 10, 20])
    array([0, 0, 2, 3])
    """
    gates, n = _gates_of(membrane, channel), whole_number("n", n, 1)
    t_end = positive("t_end", t_end, "time in ms")
    steps, voltages, slopes = np.array(protocol(membrane, "V", V, t_end)).T
    if slopes.any():
        raise ValueError(f"V = {V}: dwell times are known while the voltage stands still; give steps, without ramps.")
    if start_V is None:
        start_V = voltages[0]
    voltages = np.append(number("start_V", start_V, "give one voltage in mV, at which the gates are in equilibrium"), voltages)
    membrane.check_names(parameters)
    parameters = {name: membrane.check_number(name, value) for name, value in parameters.items()}
    with np.errstate(all="ignore"):
        at = membrane.kinetics(V=voltages, **parameters)
    of_gates = lambda what: np.array([np.broadcast_to(at[what.format(gate.name)], len(steps) + 1) for gate in gates]).T
    x, τ, power = of_gates("{}_infty"), of_gates("tau_{}"), np.array([gate.power for gate in gates])
    if not np.all((x >= 0) & (x <= 1) & (τ > 0) & (τ < np.inf)):
        raise ValueError(f"V = {V}: at one of {voltages} mV a rate of channel {channel} is negative or has no value; give others.")
    start, steady, rate = x[0], x[1:], 1 / τ[1:]

    rng = generator(seed)
    is_open = [rng.random(n * count) < x for count, x in zip(power, start)]   # gates k, k + n, k + 2n … belong to channel k
    count_open = lambda: sum(kind.reshape(-1, n).sum(axis=0) for kind in is_open)
    # An event is a time, a channel and a change of its number of open gates. The record is framed by each channel's gates at
    # the start and at the end, so that the sum over one channel's events is the number of its open gates, and 0 after the last.
    everyone, never = np.arange(n), np.full(n, np.inf)
    events = [(-never, everyone, count_open())]
    for k, (begin, end) in enumerate(zip(steps, np.append(steps[1:], t_end))):
        for kind, x, r in zip(is_open, steady[k], rate[k]):
            events += [(t, gate % n, change) for t, gate, change in _flips(kind, x * r, (1 - x) * r, begin, min(end, t_end), rng)]
    events.append((never, everyone, -count_open()))
    t, which, change = map(np.concatenate, zip(*events))
    order = np.lexsort((t, which))
    t, all_open = t[order], np.cumsum(change[order]) == power.sum()
    change = np.diff(all_open.astype(int), prepend=0)
    happens = np.flatnonzero((change != 0) & (t < np.inf))
    happens = happens[np.argsort(t[happens])]
    t, total = t[happens], np.cumsum(change[happens])
    k = np.searchsorted(t, 0)                                                 # so many are open at the start
    return Record(np.append(0.0, t[k:]), np.append(k, total[k:]), n, float(t_end), start, steps, steady, rate, power)


def _flips(is_open, opening, closing, begin, end, rng):
    """Let the gates flip from `begin` to `end`: yields arrays of times, gates and changes ±1, and updates `is_open`."""
    gates, t = np.arange(len(is_open)), begin
    while len(gates):
        with np.errstate(divide="ignore"):                       # at a rate of 0 the gate stays for ever
            t = t + rng.standard_exponential(len(gates)) / np.where(is_open[gates], closing, opening)
        gates, t = gates[t < end], t[t < end]
        yield t, gates, np.where(is_open[gates], -1, 1)
        is_open[gates] ^= True


def _gates_of(membrane, channel):
    """The gates of the named channel, if all of them take time."""
    if not isinstance(membrane, Membrane):
        raise ValueError(f'{membrane!r} is not a membrane: give one and the name of its channel, open_channels(hodgkin_huxley, "K", …).')
    membrane.check_names([channel], [one.name for one in membrane.channels], "channel")
    gates = next(one.gates for one in membrane.channels if one.name == channel)
    for gate in gates:
        if not gate.relaxes:
            raise ValueError(f"{membrane.name}: gate {gate.name} of channel {channel} has no dwell times, because it is always at its "
                             "steady state; give it rates alpha and beta, or infinity and tau.")
    if not gates:
        raise ValueError(f"{membrane.name}: channel {channel} has no gates, so it is always open; choose one that gates.")
    return gates
