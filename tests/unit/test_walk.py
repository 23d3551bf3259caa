"""Random walks: moments, the Gaussian that they approach, the law of diffusion, and errors a student can read."""

import numpy as np
import pytest
from scipy import stats

from excitable import random_walk

WALKS = 200_000


def within(estimate, expected, standard_error):
    assert abs(estimate - expected) < 4 * standard_error


@pytest.mark.parametrize("n", [1, 2, 10, 60])
def test_the_mean_stays_and_the_mean_square_grows_by_a_third_per_step(n):
    x = random_walk(n, WALKS, seed=n)
    # Steps have kurtosis 9/5: Var(x²) = 2 (n/3)² − 2n/15. For n = 10 it is 188/9 … of the mean 10/3.
    variance_of_square = 2 * (n / 3) ** 2 - 2 * n / 15
    within(x.mean(), 0, np.sqrt(n / 3 / WALKS))
    within((x**2).mean(), n / 3, np.sqrt(variance_of_square / WALKS))


def test_the_spread_of_the_squares_for_ten_steps_is_188_ninths():
    square = random_walk(10, WALKS, seed=3) ** 2
    deviation = (square - square.mean()) ** 2
    within(deviation.mean(), 188 / 9, deviation.std() / np.sqrt(WALKS))


def test_one_step_is_uniform():
    assert stats.kstest(random_walk(1, WALKS, seed=4), stats.uniform(-1, 2).cdf).pvalue > 1e-4


def test_two_steps_make_a_triangle_and_many_a_gaussian():
    assert stats.kstest(random_walk(2, WALKS, seed=5), stats.triang(0.5, -2, 4).cdf).pvalue > 1e-4
    n = 3000
    assert stats.kstest(random_walk(n, 5000, seed=6), stats.norm(0, np.sqrt(n / 3)).cdf).pvalue > 1e-4


def test_no_walk_leaves_its_cone():
    x = random_walk(50, 1000, seed=7, path=True)
    assert (x[0] == 0).all()
    assert (abs(np.diff(x, axis=0)) <= 1).all()


def test_steps_are_independent():
    steps = np.diff(random_walk(20, 20_000, seed=8, path=True), axis=0)
    covariance = np.cov(steps)
    apart = covariance[~np.eye(20, dtype=bool)]
    assert abs(apart).max() < 4.5 / 3 / np.sqrt(20_000)            # 190 estimates: one of them may stray a little further


def test_the_mean_square_displacement_grows_with_the_first_power_of_time():
    x = random_walk(1000, 5000, seed=9, path=True)
    n = np.array([10, 30, 100, 300, 1000])
    slope = np.polyfit(np.log(n), np.log((x[n] ** 2).mean(axis=1)), 1)[0]
    assert slope == pytest.approx(1, abs=0.03)


def test_a_path_ends_where_the_walk_of_the_same_seed_ends():
    assert np.array_equal(random_walk(40, 20_000, seed=10, path=True)[-1], random_walk(40, 20_000, seed=10))


def test_a_seed_repeats_the_walks_and_another_does_not():
    first = random_walk(5, 100, seed=1)
    assert np.array_equal(first, random_walk(5, 100, seed=1))
    assert not np.isin(first, random_walk(5, 100, seed=2)).any()
    assert not np.isin(random_walk(5, 100), random_walk(5, 100)).any()


def test_walks_that_advance_in_different_blocks_differ():
    x = random_walk(3, 40_000, seed=1)
    assert len(np.unique(x)) == 40_000


def test_without_steps_nobody_moves():
    assert (random_walk(0, 5, seed=1) == 0).all()


@pytest.mark.parametrize("name, values", [
    ("n_steps", (-1, 5)), ("n_steps", (2.5, 5)), ("n_walks", (5, 0)), ("n_walks", (5, float("nan"))), ("n_walks", (5, "ten")),
    ("n_steps", (float("inf"), 5)), ("n_steps", ("3", 5)), ("n_steps", (True, 5)), ("n_steps", ([1, 2], 5)), ("n_steps", (None, 5)), ("seed", (5, 5, -1)), ("seed", (5, 5, 1.5)),
])
def test_a_number_that_is_none_is_named(name, values):
    with pytest.raises(ValueError, match=f"^{name} = .*whole number"):
        random_walk(*values)
