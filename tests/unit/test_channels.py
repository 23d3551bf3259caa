"""Stochastic channels: their moments, correlations and dwell times are those of theory, and theory is that of Hodgkin and Huxley."""

import numpy as np
import pytest
import sympy as sp
from scipy import stats
from scipy.integrate import solve_ivp
from scipy.special import comb

from excitable import Channel, Gate, Membrane, hodgkin_huxley, open_channels
from excitable.membrane import V

RATE = {"alpha": sp.exp(V / 40) / 5, "beta": sp.exp(-V / 60) / 3}
two_state = Membrane("two-state", C=1, channels=[Channel("X", g=1, E=0, gates=(Gate("x", **RATE),))])
CLAMP = [(0, -20), (3, 10), (5, -50)]
TIMES = np.array([0.0, 0.4, 2.9, 3.2, 4.9, 5.5, 8.0])


def constants_of(gate, voltage, phi=1.0):
    """x_∞ and τ of a Hodgkin–Huxley gate, from the formulas of the paper."""
    α, β = {
        "n": lambda v: (0.01 * (v + 55) / (1 - np.exp(-(v + 55) / 10)), 0.125 * np.exp(-(v + 65) / 80)),
        "m": lambda v: (0.1 * (v + 40) / (1 - np.exp(-(v + 40) / 10)), 4 * np.exp(-(v + 65) / 18)),
        "h": lambda v: (0.07 * np.exp(-(v + 65) / 20), 1 / (1 + np.exp(-(v + 35) / 10))),
    }[gate](voltage)
    return α / (α + β), 1 / (phi * (α + β))


# ---- theory ----


@pytest.mark.parametrize("channel, powers", [("K", {"n": 4}), ("Na", {"m": 3, "h": 1})])
@pytest.mark.parametrize("T, phi", [(279.45, 1.0), (291.65, 3**1.22)])
def test_the_probability_of_being_open_is_that_of_hodgkin_and_huxley(channel, powers, T, phi):
    record = open_channels(hodgkin_huxley, channel, 10, 8, CLAMP, seed=1, start_V=-65, T=T)
    expected = np.ones(len(TIMES))
    for gate, power in powers.items():
        voltage = lambda t: next(v for begin, v in reversed(CLAMP) if t >= begin)
        derivative = lambda t, x: (constants_of(gate, voltage(t), phi)[0] - x) / constants_of(gate, voltage(t), phi)[1]
        solution = solve_ivp(derivative, (0, 8), [constants_of(gate, -65)[0]], t_eval=TIMES, rtol=1e-9, atol=1e-12, max_step=0.01)
        expected *= solution.y[0] ** power
    assert record.probability(TIMES) == pytest.approx(expected, rel=2e-5)
    assert record.mean(TIMES) == pytest.approx(10 * expected, rel=2e-5)
    assert record.variance(TIMES) == pytest.approx(10 * expected * (1 - expected), rel=2e-5)


def test_the_autocovariance_at_rest_is_a_mixture_of_four_exponentials():
    record = open_channels(hodgkin_huxley, "K", 7, 30, V=-20, seed=1)
    p, τ = constants_of("n", -20)
    lag = np.array([0.0, 0.3, 2.0, 9.0])
    k = np.arange(1, 5)[:, None]
    mixture = 7 * p**4 * (comb(4, k) * p ** (4 - k) * (1 - p) ** k * np.exp(-k * lag / τ)).sum(axis=0)
    assert record.covariance(10, 10 + lag) == pytest.approx(mixture, rel=1e-12)
    assert record.covariance(10 + lag, 10) == pytest.approx(mixture, rel=1e-12)


# ---- records against theory, within 4 standard errors ----


@pytest.mark.parametrize("channel", ["K", "Na"])
def test_mean_variance_and_covariance_of_the_records(channel):
    n, repeats = 60, 1200
    records = [open_channels(hodgkin_huxley, channel, n, 8, CLAMP, seed, start_V=-65, T=285) for seed in range(repeats)]
    theory = records[0]
    number = np.array([record.at(TIMES) for record in records])
    mean, variance = theory.mean(TIMES), theory.variance(TIMES)
    kurtosis = 3 + 1 / variance - 6 / n                                          # of a binomial number
    assert (abs(number.mean(axis=0) - mean) <= 4 * np.sqrt(variance / repeats)).all()
    spread = (number - mean) ** 2
    assert (abs(spread.mean(axis=0) - variance) <= 4 * variance * np.sqrt((kurtosis - 1) / repeats)).all()
    for first, second in [(1, 2), (2, 3), (3, 4), (1, 5)]:
        product = (number[:, first] - mean[first]) * (number[:, second] - mean[second])
        error = product.std() / np.sqrt(repeats)
        assert abs(product.mean() - theory.covariance(TIMES[first], TIMES[second])) <= 4 * error


def test_the_number_of_open_channels_is_binomial():
    n = 12
    number = np.array([open_channels(hodgkin_huxley, "K", n, 6, -10, seed, start_V=-65).at(6) for seed in range(2000)])
    p = float(open_channels(hodgkin_huxley, "K", n, 6, -10, 0, start_V=-65).probability(6))
    expected = 2000 * stats.binom(n, p).pmf(np.arange(n + 1))
    enough = expected > 5
    observed = np.bincount(number, minlength=n + 1)
    χ2 = ((observed - expected)[enough] ** 2 / expected[enough]).sum()
    assert stats.chi2(enough.sum()).sf(χ2) > 1e-4


def test_openings_and_closures_of_two_states_are_exponential():
    record = open_channels(two_state, "X", 1, 20_000, V=15, seed=3)
    opened, shut = record.dwell_times()
    assert len(opened) > 1000
    for duration, rate in ((opened, RATE["beta"]), (shut, RATE["alpha"])):
        assert stats.kstest(duration, stats.expon(scale=1 / float(rate.subs(V, 15))).cdf).pvalue > 1e-4


def test_a_channel_of_four_gates_closes_when_the_first_of_them_does():
    record = open_channels(hodgkin_huxley, "K", 1, 30_000, V=-20, seed=4)
    opened, shut = record.dwell_times()
    p, τ = constants_of("n", -20)
    closing = 4 * (1 - p) / τ
    assert stats.kstest(opened, stats.expon(scale=1 / closing).cdf).pvalue > 1e-4
    # In balance a channel leaves the open state as often as it comes back.
    expected = (1 - p**4) / p**4 / closing
    assert abs(shut.mean() - expected) < 4 * shut.std() / np.sqrt(len(shut))
    assert stats.kstest(shut, stats.expon(scale=expected).cdf).pvalue < 1e-4    # the shut times of five states are no exponential


def test_a_step_to_the_same_voltage_is_no_step():
    # Exponential dwell times have no memory: cutting the record into stretches changes nothing in its law.
    record = open_channels(two_state, "X", 1, 20_000, V=[(0.5 * k, 15) for k in range(40_000)], seed=5)
    opened, _ = record.dwell_times()
    assert stats.kstest(opened, stats.expon(scale=1 / float(RATE["beta"].subs(V, 15))).cdf).pvalue > 1e-4


def test_ten_degrees_make_everything_three_times_as_fast():
    cold = open_channels(hodgkin_huxley, "Na", 50, 9, V=-30, seed=7, start_V=-65)
    warm = open_channels(hodgkin_huxley, "Na", 50, 3, V=-30, seed=7, start_V=-65, T=289.45)
    assert len(cold.t) > 50
    assert warm.t == pytest.approx(cold.t / 3, rel=1e-9)
    assert np.array_equal(warm.open, cold.open)


# ---- what a record is ----


def test_channels_open_and_close_one_by_one_and_none_is_lost():
    record = open_channels(hodgkin_huxley, "Na", 30, 20, CLAMP, seed=8)
    assert record.t[0] == 0
    assert (np.diff(record.t) > 0).all() and record.t[-1] < 20
    assert set(np.diff(record.open)) == {-1, 1}
    assert record.open.min() >= 0 and record.open.max() <= 30
    p = record.probability(np.linspace(0, 20, 50))
    assert ((p >= 0) & (p <= 1)).all()


def test_between_two_events_the_number_stands():
    record = open_channels(hodgkin_huxley, "K", 20, 10, V=0, seed=9)
    assert np.array_equal(record.at(record.t), record.open)
    assert np.array_equal(record.at((record.t[1:] + record.t[:-1]) / 2), record.open[:-1])
    assert record.at(10) == record.open[-1]


def test_a_seed_repeats_the_record():
    first, again, other = (open_channels(hodgkin_huxley, "K", 5, 10, 0, seed) for seed in (1, 1, 2))
    assert np.array_equal(first.t, again.t)
    assert not np.isin(first.t[1:], other.t).any()


def test_gates_that_are_given_by_steady_state_and_time_constant():
    gate = Gate("x", infinity=1 / (1 + sp.exp(-V / 9)), tau=2 + sp.exp(V / 50), power=2)
    cell = Membrane("mine", C=1, channels=[Channel("X", g=1, E=0, gates=(gate,))])
    record = open_channels(cell, "X", 50_000, 5, V=10, seed=10, start_V=-10)
    x = 1 / (1 + np.exp(-10 / 9)) + (1 / (1 + np.exp(10 / 9)) - 1 / (1 + np.exp(-10 / 9))) * np.exp(-5 / (2 + np.exp(0.2)))
    assert record.probability(5) == pytest.approx(x**2, rel=1e-12)
    assert abs(record.at(5) - 50_000 * x**2) < 4 * np.sqrt(50_000 * x**2 * (1 - x**2))


def test_far_from_rest_the_gates_stand_open_or_shut():
    assert open_channels(hodgkin_huxley, "K", 100, 50, V=400, seed=1, start_V=-65).at(50) == 100
    assert open_channels(hodgkin_huxley, "K", 100, 50, V=-500, seed=1, start_V=0).at(50) == 0


# ---- what cannot be done ----


@pytest.mark.parametrize("changes, message", [
    ({"channel": "k"}, "has no channel 'k': did you mean 'K'"),
    ({"channel": "L"}, "channel L has no gates"),
    ({"n": 0}, "n = 0: give a whole number"),
    ({"n": 2.5}, "n = 2.5: give a whole number"),
    ({"t_end": -1}, "t_end = -1: give a positive time"),
    ({"t_end": float("nan")}, "t_end = nan: give a positive time"),
    ({"V": float("nan")}, "V = nan: give a finite number of mV"),
    ({"V": "high"}, "V = 'high': give a number"),
    ({"V": [(1, -65)]}, "times of a protocol start at 0"),
    ({"V": [(0, -65), (0, 0)]}, "times of a protocol start at 0 and grow"),
    ({"V": [-65, 0]}, "V = .*give a number, or a protocol"),
    ({"V": []}, "V = .*give a number, or a protocol"),
    ({"V": [(0, -65), (5, (0, 10))]}, "give steps, without ramps"),
    ({"start_V": float("inf")}, "start_V = inf: give one voltage in mV"),
    ({"start_V": "rest"}, "start_V = 'rest': give one voltage"),
    ({"start_V": [-65, 0]}, "start_V = .*give one voltage"),
    ({"seed": -3}, "seed = -3: give a whole number"),
    ({"temperature": 300}, "has no parameter .*'temperature'"),
    ({"T": -3}, "T = -3"),
    ({"T": [280, 290]}, "T = .*: give one number"),
    ({"t_end": "10"}, "t_end = '10': give a positive time"),
    ({"n": True}, "n = True: give a whole number"),
    ({"seed": "1"}, "seed = '1': give a whole number"),
])
def test_what_is_wrong_is_named(changes, message):
    arguments = {"channel": "K", "n": 5, "t_end": 10, "V": -20, **changes}
    with pytest.raises(ValueError, match=message):
        open_channels(hodgkin_huxley, **arguments)


def test_a_gate_without_time_has_no_dwell_times():
    instant = Membrane("fast", C=1, channels=[Channel("Ca", g=1, E=100, gates=(Gate("m", infinity=1 / (1 + sp.exp(-V))),))])
    with pytest.raises(ValueError, match="gate m of channel Ca has no dwell times.*alpha and beta"):
        open_channels(instant, "Ca", 5, 10, V=0)


def test_a_rate_below_zero_makes_no_dwell_times():
    odd = Membrane("odd", C=1, channels=[Channel("X", g=1, E=0, gates=(Gate("x", alpha=2 + V / 100, beta=sp.S.One),))])
    with pytest.raises(ValueError, match="a rate of channel X is negative or has no value"):
        open_channels(odd, "X", 5, 10, V=-250)


def test_a_channel_alone_is_no_membrane():
    with pytest.raises(ValueError, match="not a membrane"):
        open_channels(hodgkin_huxley.channels[1], "K", 5, 10, V=0)


def test_dwell_times_are_those_of_one_channel():
    with pytest.raises(ValueError, match="n = 2: .*single channel"):
        open_channels(hodgkin_huxley, "K", 2, 10, V=0).dwell_times()


@pytest.mark.parametrize("times", [-1, 10.5, [0, float("nan")]])
def test_a_record_knows_nothing_of_other_times(times):
    record = open_channels(hodgkin_huxley, "K", 2, 10, V=0)
    for ask in (record.at, record.mean, record.probability):
        with pytest.raises(ValueError, match="give times between 0 and 10 ms"):
            ask(times)
