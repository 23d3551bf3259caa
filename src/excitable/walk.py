"""Random walks in one dimension: many of them, so that the law of diffusion shows."""

import numpy as np

from excitable.arguments import whole_number

_TOGETHER = 16_384          # walks that advance at once: their positions stay in the processor's cache


def random_walk(n_steps, n_walks, seed=None, path=False):
    """The ends of walks x_n = L_1 + … + L_n whose steps L are independent and uniform in (−1, 1).

    Then ⟨x_n⟩ = 0 and ⟨x_n²⟩ = n ⟨L²⟩ = n/3. With one step of length scale ℓ every τ this is diffusion, ⟨x²⟩ = 2 D t, with
    D = ℓ²/(6 τ); and for many steps the ends have a Gaussian distribution.

    Parameters
    ----------
    n_steps, n_walks : int
        Steps of each walk, number of walks.
    seed : int, optional
        The same seed gives the same walks.
    path : bool
        Whether to keep every position, not only the last.

    Returns
    -------
    array
        Of shape (n_walks,), in units of the longest step. With `path`, of shape (n_steps + 1, n_walks), beginning with x = 0.

    Raises
    ------
    ValueError
        If a number of steps or walks is not whole or too small, or the seed is none.

    References
    ----------
    Berg 1993, Random Walks in Biology, chapter 1.

    Examples
    --------
    >>> x = random_walk(n_steps=10, n_walks=100_000, seed=1)
    >>> round(float(np.mean(x**2)), 1)
    3.3
    >>> random_walk(n_steps=3, n_walks=2, path=True).shape
    (4, 2)
    """
    n_steps, n_walks = whole_number("n_steps", n_steps, 0), whole_number("n_walks", n_walks, 1)
    rng = generator(seed)
    # The walkers take steps in (0, 1). Twice their way, less one per step, is the walk with steps in (−1, 1).
    way = np.zeros(n_walks)
    x = np.zeros((n_steps + 1, n_walks)) if path else way
    for first in range(0, n_walks, _TOGETHER):
        walkers = slice(first, first + _TOGETHER)
        here, step = way[walkers], np.empty_like(way[walkers])
        for n in range(n_steps):
            here += rng.random(out=step)
            if path:
                x[n + 1, walkers] = here
    x *= 2
    x -= np.arange(n_steps + 1)[:, None] if path else n_steps
    return x


def generator(seed):
    """numpy's fastest source of random numbers, or a ValueError if `seed` is neither None nor a whole number."""
    return np.random.Generator(np.random.SFC64(None if seed is None else whole_number("seed", seed, 0)))
