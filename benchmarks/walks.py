"""A million random walks of ten steps: the mean square of their ends."""

import random

TITLE = "10⁶ random walks of 10 steps"
TOLERANCE, UNIT = 4 * 0.00457, "step²"       # four standard errors of the mean of 10⁶ squares
GOALS, LIMITS = {"two loops": 50}, {}
WALKS, STEPS = 1_000_000, 10


def reference():
    return STEPS / 3


def error(result, expected):
    return abs(result - expected)


def excitable():
    from excitable import random_walk

    return lambda: (random_walk(STEPS, WALKS) ** 2).mean()


def two_loops():
    def run():
        total = 0
        for _ in range(WALKS):
            x = 0
            for _ in range(STEPS):
                x += random.uniform(-1, 1)
            total += x**2
        return total / WALKS

    return run


def numpy_at_once():
    import numpy as np

    return lambda: (np.random.default_rng().uniform(-1, 1, (WALKS, STEPS)).sum(axis=1) ** 2).mean()


IMPLEMENTATIONS = {"excitable": excitable, "two loops": two_loops, "numpy, all at once": numpy_at_once}
