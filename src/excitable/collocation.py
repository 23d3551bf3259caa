"""One limit cycle, stable or unstable, by orthogonal collocation.

A cycle of period T solves du/dτ = T f(u, p) with u(0) = u(1). On each of N intervals u is a polynomial of degree m whose
slope is right at the m Gauss points, which gives order 2m at the ends of the intervals (de Boor & Swartz 1973, SIAM J Numer
Anal 10:582). The intervals follow the cycle: short where it turns. Within each interval the polynomial is eliminated, a
batch of small systems; what is left reads u_{j+1} = G_j u_j + …. The product of the G_j carries a small deviation once
round the cycle: its eigenvalues are the Floquet multipliers. Nothing runs in time, so unstable cycles are as easy as
stable ones. This is the method of AUTO (Doedel, Keller & Kernévez 1991, Int J Bifurc Chaos 1:745).
"""

from dataclasses import dataclass, replace
from functools import cached_property, reduce

import numpy as np

_TOLERANCE = 3e-4                # of the last Newton correction, relative to the cycle: about its square is what remains


class Gauss:
    """Polynomials of degree m on [0, 1] through their values at 0 and at the m Gauss points."""

    def __init__(self, degree):
        c = (np.polynomial.legendre.leggauss(degree)[0] + 1) / 2
        powers = np.arange(degree)
        from_slopes = np.linalg.inv(c[:, None] ** powers)                  # slopes at c → coefficients of the slope
        self.A = (c[:, None] ** (powers + 1) / (powers + 1)) @ from_slopes   # the Runge–Kutta coefficients
        self.nodes = np.array([0, *c])
        self.from_values = np.linalg.inv(self.nodes[:, None] ** np.arange(degree + 1))
        self.end, self.drawn = self.weights(1.0), self.weights(np.arange(8) / 8)

    def weights(self, s):
        """How the value at s is made of those at the nodes, shape s.shape + (m + 1,)."""
        return np.asarray(s)[..., None] ** np.arange(len(self.nodes)) @ self.from_values


@dataclass(frozen=True, repr=False)
class Cycle:
    """One limit cycle: `value` of the parameter, `period`, `stable`, Floquet `multipliers` other than the 1.

    `cycle.t` and `cycle["V"]` are a closed curve ready to be drawn; `cycle.at(fractions)` gives the states, shape
    (…, d), at any fraction of the period. `nodes`, shape (N, m + 1, d), are the states at the nodes of each interval of `mesh`.
    """

    names: tuple
    gauss: Gauss
    mesh: np.ndarray
    nodes: np.ndarray
    period: float
    value: float
    multipliers: np.ndarray = None
    tangent: tuple = None                        # d(nodes, period, value) along the branch, of length 1

    def __repr__(self):
        return f"<Cycle of {', '.join(self.names)} at {self.value:g}: period {self.period:g}, {'stable' if self.stable else 'unstable'}>"

    @property
    def stable(self):
        """Whether small deviations die out: all multipliers lie within the unit circle."""
        return bool((abs(self.multipliers) < 1).all())

    def at(self, fraction, nodes=None):
        fraction = fraction % 1
        j = np.clip(np.searchsorted(self.mesh, fraction, "right") - 1, 0, len(self.mesh) - 2)
        s = (fraction - self.mesh[j]) / (self.mesh[j + 1] - self.mesh[j])
        return (self.gauss.weights(s)[..., None, :] @ (self.nodes if nodes is None else nodes)[j])[..., 0, :]

    def fractions(self, s):
        """The fractions of the period at the places s of every interval, shape (N, len(s))."""
        return self.mesh[:-1, None] + np.diff(self.mesh)[:, None] * s

    @cached_property
    def _drawn(self):
        return np.append(self.fractions(np.arange(8) / 8), 1.0)

    @property
    def t(self):
        return self._drawn * self.period

    def __getitem__(self, name):
        if name not in self.names:
            raise ValueError(f"the cycle has no state {name!r}: it has {', '.join(self.names)}.")
        return self.at(self._drawn)[:, self.names.index(name)]

    @cached_property
    def extremes(self):
        """Lowest and highest value of each state, shape (2, d): vertices of parabolas through three neighbours."""
        t, u = self._drawn[:-1], (self.gauss.drawn @ self.nodes).reshape(-1, len(self.names))
        return np.array([_vertex(t, u, u.argmin(0)), _vertex(t, u, u.argmax(0))])


def _vertex(t, u, k):
    """The extreme of the parabola through the points k − 1, k, k + 1 of a closed curve; one k for each column of u."""
    around = (k + np.array([[-1], [0], [1]])) % len(t)
    before, here, after = u[around, np.arange(len(k))]
    left, _, right = (t[around] - t[k] + 0.5) % 1 - 0.5
    slopes = (before - here) / left, (after - here) / right
    curvature = (slopes[1] - slopes[0]) / (right - left)
    slope = slopes[0] - curvature * left
    return here - np.divide(slope**2, 4 * curvature, where=curvature != 0, out=np.zeros_like(slope))


@dataclass(frozen=True)
class Metric:
    """How changes (nodes, period, value) of a cycle are measured: the size of each state, and the range of the parameter."""

    scale: np.ndarray
    span: float

    def weighed(self, cycle, change):
        """A change as the functional that measures others along it."""
        return (np.diff(cycle.mesh)[:, None] * change[0][:, 0] / self.scale**2, change[1] / cycle.period**2, change[2] / self.span**2)

    def product(self, cycle, change, other):
        nodes, period, value = self.weighed(cycle, change)
        return (nodes * other[0][:, 0]).sum() + period * other[1] + value * other[2]

    def unit(self, cycle, change):
        """The same direction with length 1."""
        length = np.sqrt(self.product(cycle, change, change))
        return tuple(part / length for part in change)


def correct(system, guesses, along, metric):
    """Newton's method for the cycles near each of the guesses: no shift in phase, nor `along` a change (nodes, period, value).

    With along = None the value of the parameter stays. Returns a list of Cycles with their tangents, and the number of corrections.

    Raises
    ------
    RuntimeError
        If one does not converge; says its last correction.
    """
    A, end = guesses[0].gauss.A, guesses[0].gauss.end
    width = np.diff([guess.mesh for guess in guesses])[..., None, None]
    u = np.array([guess.nodes for guess in guesses])
    T, value = (np.array([getattr(guess, name) for guess in guesses], float) for name in ("period", "value"))
    K, N, m, d = *u.shape[:2], len(A), u.shape[-1]
    following = np.arange(N) - N + 1                            # the interval after each
    conditions = np.zeros((K, 2, N, d)), np.zeros((K, 2, 2))   # on phase and place, for changes of u_j and of (T, value)
    conditions[0][:, 0] = (u[:, following, 0] - u[:, np.arange(N) - 1, 0]) / metric.scale**2
    if along is None:
        conditions[1][:, 1, 1] = 1
    else:
        nodes, *rest = metric.weighed(guesses[0], along)
        conditions[0][:, 1], conditions[1][:, 1] = nodes, rest
    columns = np.empty((K, N, m, d, d + 3))                     # residual, and derivatives by u_j, T and value
    columns[..., 1:-2] = np.eye(d)
    wide, one, ones = np.kron(A, np.ones((d, d))).reshape(m, d, m * d), np.eye(m * d), end[0] * np.eye(d)
    extent = metric.scale * np.maximum((np.ptp(u[:, :, 0], 1) / metric.scale).max(-1).clip(max=1), 1e-9)[:, None, None, None]
    size, limit = np.full(K, np.inf), np.ones(K)
    for newton in range(1, 9):
        f, J, f_value = system(u[:, :, 1:], value[:, None, None])
        h, rise = width * T[:, None, None, None], width * (A @ f)
        columns[..., 0] = u[:, :, :1] - u[:, :, 1:] + T[:, None, None, None] * rise
        columns[..., -2] = rise
        columns[..., -1] = h * (A @ f_value)
        hJ = (h[..., None] * J).swapaxes(-3, -2).reshape(K, N, 1, d, m * d)
        inner = one - (wide * hJ).reshape(K, N, m * d, m * d)
        try:
            inside = np.linalg.solve(inner, columns.reshape(K, N, m * d, d + 3))
            across = (end[1:] @ inside.reshape(K, N, m, -1)).reshape(K, N, d, d + 3)  # changes of u_{j+1} made by the same columns
            across[..., 0] += end @ u - u[:, following, 0]
            across[..., 1:-2] += ones
            solution, over = _closed(across, *conditions)
        except np.linalg.LinAlgError:
            break
        change = _everywhere(*solution(0), inside, 1)
        u, T, value = u + change[0], T + change[1], value + change[2]
        size = np.max([abs(change[0] / extent).max((1, 2, 3)), abs(change[1] / T), abs(change[2]) / metric.span], 0)
        if not (size < limit).all() or (T <= 0).any():
            break
        limit = np.maximum(size, _TOLERANCE)                    # corrections that grow lead nowhere
        if (size < _TOLERANCE).all():
            tangent = _everywhere(*solution(1), inside, 0)
            multipliers = np.linalg.eigvals(reduce(np.matmul, over.swapaxes(0, 1)[::-1]))
            found = [replace(guess, nodes=u[k], period=float(T[k]), value=float(value[k]), tangent=tuple(part[k] for part in tangent),
                             multipliers=np.delete(multipliers[k], abs(multipliers[k] - 1).argmin())) for k, guess in enumerate(guesses)]
            return [replace(cycle, tangent=metric.unit(cycle, cycle.tangent)) for cycle in found], newton
    worst = np.nan_to_num(size, nan=np.inf).argmax()
    raise RuntimeError(f"no limit cycle was found near {system.parameter} = {guesses[worst].value:g} with the period "
                       f"{guesses[worst].period:g}: Newton's last relative correction is {size[worst]:.1e} instead of {_TOLERANCE:g}.")


def _closed(across, at_ends, at_others):
    """What closes the cycle under the two conditions: the first solution removes the residual, the second is the tangent.

    u_{j+1} = across · (residual, u_j, T, value) is first carried over a few intervals, then all is solved together.
    Returns the changes of u_j and of (T, value) as a function of which, 0 or 1, and the matrices over the few intervals.
    """
    K, N, d, _ = across.shape
    few = next(k for k in (5, 4, 3, 2, 1) if N % k == 0)
    S, n, here = N // few, N // few * d, np.arange(N // few)
    across = across.reshape(K, S, few, d, d + 3)
    G, rest = across[..., 1:-2], across.copy()
    rest[..., 1:-2] = 0
    carried = np.zeros((K, S, few + 1, d, d + 3))
    carried[:, :, 0, :, 1:-2] = np.eye(d)
    for k in range(few):
        np.add(G[:, :, k] @ carried[:, :, k], rest[:, :, k], carried[:, :, k + 1])
    within, over = carried[:, :, :-1], carried[:, :, -1]
    rows = at_ends.reshape(K, 2, S, few * d).swapaxes(1, 2) @ within.reshape(K, S, few * d, d + 3)
    blocks = np.zeros((K, S, d, S, d))
    blocks[:, here, :, here - S + 1] = np.eye(d)
    blocks[:, here, :, here] -= over[..., 1:-2].swapaxes(0, 1)
    equations, right = np.zeros((K, n + 2, n + 2)), np.zeros((K, n + 2, 2))
    equations[:, :n, :n] = blocks.reshape(K, n, n)
    equations[:, :n, n:] = -over[..., -2:].reshape(K, n, 2)
    equations[:, n:, :n] = rows[..., 1:-2].swapaxes(1, 2).reshape(K, 2, n)
    equations[:, n:, n:] = at_others + rows[..., -2:].sum(1)
    right[:, :n, 0] = over[..., 0].reshape(K, n)
    right[:, n:, 0] = -rows[..., 0].sum(1)
    right[:, -1, 1] = 1
    solutions = np.linalg.solve(equations, right)

    def solution(which):
        others = solutions[:, n:, which]
        known = _known(solutions[:, :n, which].reshape(K, S, d), others, 1 - which)
        return (within @ known[:, :, None, :, None]).reshape(K, N, d), others

    return solution, over[..., 1:-2]


def _known(ends, others, residual):
    """The factors of the columns residual, u_j, T, value for each interval."""
    known = np.empty((*ends.shape[:2], ends.shape[2] + 3))
    known[..., 0], known[..., 1:-2], known[..., -2:] = residual, ends, others[:, None]
    return known


def _everywhere(ends, others, inside, residual):
    """Changes at the ends of the intervals and of (T, value), together with what follows for the nodes inside."""
    nodes = (inside @ _known(ends, others, residual)[..., None]).reshape(*ends.shape[:2], -1, ends.shape[-1])
    return np.concatenate([ends[:, :, None], nodes], 2), others[:, 0], others[:, 1]
