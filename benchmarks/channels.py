"""A thousand potassium channels under voltage clamp for 20 ms: how many are open, every 0.02 ms."""

import random

import numpy as np

from benchmarks.hodgkin_huxley import REST, rates

TITLE = "1,000 K⁺ channels, a step from −65 to 0 mV, 20 ms"
TOLERANCE, UNIT = 4.0, "standard errors"
GOALS, LIMITS = {"loop over channels and time steps": 60}, {}
N, T_END, DT = 1000, 20.0, 0.02
TIMES = DT * np.arange(round(T_END / DT) + 1)
START = REST[2]                             # share of open gates
OPENING, CLOSING = rates(0.0)[2]            # 1/ms


def reference():
    """Mean and standard deviation of the number of open channels."""
    n = OPENING / (OPENING + CLOSING)
    p = (n + (START - n) * np.exp(-(OPENING + CLOSING) * TIMES)) ** 4
    return N * p, np.sqrt(N * p * (1 - p))


def error(result, truth):
    """The largest deviation from the mean at five times, so far apart that they are nearly independent."""
    mean, deviation = truth
    return abs((result - mean) / deviation)[::250].max()


def excitable():
    from excitable import hodgkin_huxley, open_channels

    return lambda: open_channels(hodgkin_huxley, "K", N, T_END, V=0, start_V=-65).at(TIMES)


def time_steps():
    """Every gate of every channel is asked at every step whether it flips."""
    opens, closes = 1 - np.exp(-OPENING * DT), 1 - np.exp(-CLOSING * DT)

    def run():
        channels = [[random.random() < START for _ in range(4)] for _ in range(N)]
        count = [sum(map(all, channels))]
        for _ in TIMES[1:]:
            for gates in channels:
                for i in range(4):
                    if random.random() < (closes if gates[i] else opens):
                        gates[i] = not gates[i]
            count.append(sum(map(all, channels)))
        return np.array(count)

    return run


def dwell_times():
    """Exact as ours, in plain Python: every gate from flip to flip."""

    def run():
        events = []
        for _ in range(N):
            flips, shut = [], 4
            for _ in range(4):
                is_open, t = random.random() < START, 0.0
                shut -= is_open
                while (t := t + random.expovariate(CLOSING if is_open else OPENING)) < T_END:
                    flips.append((t, 1 if is_open else -1))
                    is_open = not is_open
            if not shut:
                events.append((0.0, 1))
            for t, change in sorted(flips):
                if 0 in (shut, shut + change):
                    events.append((t, -change))
                shut += change
        t, change = np.array(sorted(events)).T
        return np.append(0, np.cumsum(change))[np.searchsorted(t, TIMES, "right")]

    return run


IMPLEMENTATIONS = {
    "excitable": excitable,
    "loop over channels and time steps": time_steps,
    "loop over channels' dwell times": dwell_times,
}
