"""A dendritic tree of 5,110 compartments: its steady state for a current into each of 50 twigs, one after the other."""

from math import pi

import numpy as np

TITLE = "tree of 5,110 compartments, 50 steady states"
TOLERANCE, UNIT = 1e-8, "of the largest voltage"
GOALS, LIMITS = {"scipy, spsolve": 10}, {}
LEVELS, N, LENGTH, STEM, RA, G, E = 9, 10, 0.01, 8e-4, 100.0, 0.1, -70.0     # compartments, cm, cm, Ω·cm, mS/cm², mV
TWIGS, CURRENT = range(0, 250, 5), 0.05                                      # of the last level; nA


def diameter(level):
    """Rall's 3/2 law: two daughters are worth as much as their mother."""
    return STEM * 2 ** (-2 / 3 * level)


def excitable():
    from excitable import Cable, passive

    def grow(level, number):
        piece = Cable(passive, LENGTH, diameter(level), RA, N, name=f"{level}-{number}")
        return piece if level == LEVELS - 1 else piece.with_branches(grow(level + 1, 2 * number), grow(level + 1, 2 * number + 1))

    tree = grow(0, 0)
    middle = LENGTH * (0.5 + 0.5 / N)                                        # the centre of a compartment
    return lambda: np.array([tree.steady(I={(f"{LEVELS - 1}-{twig}", middle): CURRENT}, g_L=G, E_L=E) for twig in TWIGS])


def pieces():
    """Level, number and compartments of each piece, first branch first, as they are numbered here and in the library."""
    found, waiting = [], [(0, 0)]
    while waiting:
        level, number = waiting.pop()
        found.append((level, number, range(N * len(found), N * len(found) + N)))
        if level < LEVELS - 1:
            waiting += [(level + 1, 2 * number + 1), (level + 1, 2 * number)]
    return found


def equations():
    """The conductances as a sparse matrix (mS), the currents at rest (µA), and the compartment in the middle of each twig."""
    from scipy.sparse import coo_matrix

    n, links, leak, middle = N * (2**LEVELS - 1), [], [], {}
    begins = {(level, number): where for level, number, where in pieces()}
    for (level, number), where in begins.items():
        d, dx = diameter(level), LENGTH / N
        g = 1e3 * pi / 4 * d**2 / (RA * dx)
        leak += [G * pi * d * dx] * N
        links += [(k, k + 1, g) for k in where[:-1]]
        middle[level, number] = where[N // 2]
        if level < LEVELS - 1:                                               # the branching itself is an unknown too
            links.append((where[-1], n, 2 * g))
            g_daughter = 1e3 * pi / 4 * diameter(level + 1) ** 2 / (RA * dx)
            links += [(begins[level + 1, 2 * number + side][0], n, 2 * g_daughter) for side in (0, 1)]
            n += 1
    i, j, g = map(np.array, zip(*links))
    leak = np.append(leak, np.zeros(n - len(leak)))
    rows, columns = np.concatenate([i, j, i, j, np.arange(n)]), np.concatenate([j, i, i, j, np.arange(n)])
    matrix = coo_matrix((np.concatenate([-g, -g, g, g, leak]), (rows, columns)), (n, n)).tocsc()
    return matrix, leak * E, [middle[LEVELS - 1, twig] for twig in TWIGS]


def with_current(rest, where):
    current = rest.copy()
    current[where] += 1e-3 * CURRENT
    return current


def spsolve():
    from scipy.sparse.linalg import spsolve

    matrix, rest, twigs = equations()
    return lambda: np.array([spsolve(matrix, with_current(rest, twig))[:N * (2**LEVELS - 1)] for twig in twigs])


def splu():
    """Factored once, as one should."""
    from scipy.sparse.linalg import splu

    matrix, rest, twigs = equations()
    solve = splu(matrix).solve
    return lambda: np.array([solve(with_current(rest, twig))[:N * (2**LEVELS - 1)] for twig in twigs])


def reference():
    return splu()()


def error(result, truth):
    return abs(result - truth).max() / abs(truth).max()


IMPLEMENTATIONS = {"excitable": excitable, "scipy, spsolve": spsolve, "scipy, splu made once": splu}
