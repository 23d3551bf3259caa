"""The kind `Gating`: channels that open and shut by chance under a voltage step. static/channels.js computes the same."""

from dataclasses import dataclass

import numpy as np

from ..channels import open_channels
from .kinds import Explorer
from .parts import time_axis


def uniform(seed, stream, k):
    """The kth random number of a stream, between 0 and 1.

    It is a function of its arguments (whole numbers or arrays, which broadcast), so no order of drawing matters and the page
    draws the same: the bits of each in turn are mixed in (Wellons 2018, the hash function "lowbias32").

    >>> uniform(1, [0, 1], 0).round(4)
    array([0.1406, 0.1863])
    """
    mixed = np.zeros(1, np.uint32)
    for part in (seed, stream, k):
        mixed = mixed + np.asarray(part, np.uint32)
        mixed = (mixed ^ (mixed >> 16)) * np.uint32(0x7FEB352D)
        mixed = (mixed ^ (mixed >> 15)) * np.uint32(0x846CA68B)
        mixed = mixed ^ (mixed >> 16)
    return (mixed + 0.5) / 2**32


def openings(record, n, seed):
    """When each of n channels is open: arrays of channels, and of times in rows (opens, shuts) in ms; shut at ∞ if still open.

    `record` gives the rates of the gates in each stretch of the clamp. A channel is open while all its gates are.
    """
    kind = np.tile(np.repeat(np.arange(len(record.power)), record.power), n)
    gate, gates = np.arange(len(kind)), len(kind) // n
    is_open, drawn = uniform(seed, gate, 0) < record.start[kind], np.ones(len(kind), int)
    ends = np.append(record.steps[1:], record.t_end)
    # An event is a time, a channel and a change of its number of shut gates, which between channels is 1.
    everyone = np.arange(n)
    shut = [gates - is_open.reshape(n, gates).sum(1)]
    events = [(np.zeros(n), everyone, shut[0] - 1)]
    for begin, end, steady, rate in zip(record.steps, ends, record.steady, record.rate):
        opening, closing = (steady * rate)[kind], ((1 - steady) * rate)[kind]
        active, t = gate, np.full(len(gate), begin)
        while len(active):
            t = t - np.log(uniform(seed, active, drawn[active])) / np.where(is_open, closing, opening)[active]
            drawn[active] += 1
            active, t = active[t < end], t[t < end]
            events.append((t, active // gates, np.where(is_open[active], 1, -1)))
            is_open[active] ^= True
    events.append((np.full(n, np.inf), everyone, 1 - (gates - is_open.reshape(n, gates).sum(1))))
    t, channel, change = map(np.concatenate, zip(*events))
    order = np.lexsort((t, channel))
    changes = order[np.diff(np.cumsum(change[order]) == -1, prepend=False)]
    return channel[changes[::2]], t[changes].reshape(-1, 2)


@dataclass(frozen=True, eq=False, kw_only=True)
class Gating(Explorer):
    """Channels of one kind, clamped to `hold` mV and to the slider V_step between the times `step`.

    Sliders: N, how many; V_step; run, another number for other chances. Lines: the first ones single channels, named by their
    numbers; then the share of N that is open, its mean, and one standard deviation above and below it.
    """

    channel: str
    hold: float = -65.0
    step: tuple[float, float] = (2.0, 14.0)
    t_end: float = 20.0
    n: int = 401

    kind = "gating"
    sends = ("kinetics", "gates", "clamped")
    words = {"open": (
        "阶跃结束时（*t* = {t ms}）开放的通道：{N} 个中有 {open} 个，即 {share}；理论均值 {mean}，标准差 {deviation}",
        "Open channels when the step ends (*t* = {t ms}): {open} of {N}, a share of {share}; "
        "in theory {mean} with a standard deviation of {deviation}",
    )}  # fmt: skip

    kinetics = property(lambda self: self.model.kinetics.javascript())
    clamped = property(lambda self: self.clamp("V_step"))

    @property
    def x(self):
        return time_axis(self.t_end)

    @property
    def gates(self):
        gates = next(channel.gates for channel in self.model.channels if channel.name == self.channel)
        return [{"name": gate.name, "power": gate.power} for gate in gates]

    def clamp(self, V):
        """The steps of the voltage: times and values."""
        return [(0, self.hold), (self.step[0], V), (self.step[1], self.hold)]

    def compute(self, values, rtol=1e-6, atol=1e-8):
        N, parameters = int(values["N"]), {name: values[name] for name in self.model.defaults}
        record = open_channels(self.model, self.channel, 1, self.t_end, self.clamp(values["V_step"]), seed=0, **parameters)
        channel, times = openings(record, N, int(values["run"]))
        t = np.linspace(0, self.t_end, self.n)
        first = np.minimum(np.ceil(times / self.t_end * (self.n - 1)), self.n).astype(int)
        share = np.cumsum(np.bincount(first[:, 0], minlength=self.n + 1) - np.bincount(first[:, 1], minlength=self.n + 1))[:-1] / N
        mean = record.probability(t)
        deviation = np.sqrt(mean * (1 - mean) / N)
        single = [self._single(int(line.name), times[channel == int(line.name) - 1]) for line in self.lines[:-4]]
        at = round(self.step[1] / self.t_end * (self.n - 1))
        return {
            "lines": [*single, *({"x": t, "y": y} for y in (share, mean, mean + deviation, mean - deviation))],
            "points": [],
            "rules": list(self.step),
            "facts": {"says": ["open"], "t": float(t[at]), "N": str(N), "open": str(round(share[at] * N)),
                      "share": float(share[at]), "mean": float(mean[at]), "deviation": float(deviation[at])},  # fmt: skip
        }

    def _single(self, number, times):
        """The record of one channel: at the height of its number, and raised while it is open."""
        edges = np.minimum(times, self.t_end)
        x = np.concatenate([[0], np.repeat(edges.ravel(), 2), [self.t_end]])
        up = np.concatenate([[0], np.tile([0, 1, 1, 0], len(edges)), [0]])
        return {"x": x, "y": number + 0.7 * up}
