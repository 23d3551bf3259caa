"""Where things are on a cable: its pieces and their compartments, and the places at which currents enter.

A place is x in cm from the near end, or (name, x) on the piece of that name.
"""

from numbers import Real
from typing import NamedTuple

import numpy as np

from excitable.cable_tree import Tree

SEALED, KILLED = "sealed", "killed"


class Point(NamedTuple):
    """A point of a cable: V = weights · V[compartments] + held + access · (current that enters here); the first is its own."""

    compartments: np.ndarray
    weights: np.ndarray
    held: float             # mV, from an end that is held
    access: float           # kΩ
    distance: float         # cm from the near end of the whole cable


def diameters(diameter, length, n):
    """The diameters at the faces and centres of n compartments in turn, cm; given as a number or as a function of x."""
    taper = diameter if callable(diameter) else lambda x: diameter
    try:
        found = {x: taper(x) for x in np.linspace(0, length, 2 * n + 1).tolist()}
    except (ArithmeticError, TypeError, ValueError) as error:
        raise ValueError(f"diameter = {diameter!r} cannot be called with x from 0 to {length:g} cm: {error}.") from error
    for x, d in found.items():
        if not (isinstance(d, Real) and 0 < d < np.inf):
            raise ValueError(f"diameter = {d!r} at x = {x:g} cm: give a positive number of cm, or a function of x that is one from 0 to "
                             f"{length:g} cm.")
    return np.array(list(found.values()))


class Piece(NamedTuple):
    """A piece of a branched cable."""

    cable: object
    first: int              # compartment
    before: int             # the compartment to whose far face it is joined; −1: none
    distance: float         # cm from the near end of the whole cable


def pieces(cable):
    """The pieces of a cable, a branch after what it starts from."""
    found, waiting, count = [], [(cable, -1, 0.0)], 0
    while waiting:
        piece, before, distance = waiting.pop()
        found.append(Piece(piece, count, before, distance))
        count += piece.n
        waiting += [(branch, count - 1, distance + piece.length) for branch in reversed(piece.branches)]
    return found


def named(pieces):
    """Name → the pieces of this name."""
    found = {}
    for piece in pieces:
        if piece.cable.name:
            found.setdefault(piece.cable.name, []).append(piece)
    return found


def joined(pieces):
    """The compartments of the pieces as a `Tree` of conductances."""
    volt = lambda end: np.nan if end == SEALED else 0.0 if end == KILLED else float(end)
    parent, conductance, held = [], [], [volt(pieces[0].cable.ends[0])]
    for piece, first, before, _ in pieces:
        d, half = piece._diameters, piece.length / (2 * piece.n)
        conductance.append(1e3 * np.pi / 4 * d[:-1] * d[1:] / (piece.Ra * half))           # mS; exact for a straight taper
        parent += [before, *range(first, first + piece.n - 1)]
        held += [np.nan] * (piece.n - 1) + [volt(piece.ends[1])]
    conductance = np.concatenate(conductance)
    return Tree(np.array(parent), conductance[0::2], conductance[1::2], np.array(held))


def find(cable, place):
    """The point at x (cm from the near end, before any branching) or at (name, x)."""
    if isinstance(place, Real):
        piece, first, _, distance = next(entry for entry in cable._pieces if place <= entry.distance + entry.cable.length
                                         or len(entry.cable.branches) != 1)
        x = place - distance
    else:
        name, x = place if isinstance(place, tuple) and len(place) == 2 else (place, None)
        found = cable._named.get(name, []) if isinstance(name, str) else []
        if len(found) != 1:
            raise ValueError(f"place {place!r}: {len(found)} pieces are called {name!r}. Give x in cm before the first branching, or "
                             f"(name, x) with one of the names {sorted(cable._named)}, each given once.")
        piece, first, _, distance = found[0]
    if not (isinstance(x, Real) and 0 <= x <= piece.length * (1 + 1e-9)):
        raise ValueError(f"place {place!r}: give x from 0 to {cable.stem:g} cm, or (name, x) on the piece of that name.")
    half = piece.length / (2 * piece.n)
    post = min(int(x / half), 2 * piece.n - 1)                          # faces and centres, counted from the near end
    centre, face = post | 1, post + post % 2
    d = np.interp(x / half, (post, post + 1), piece._diameters[post:post + 2])
    to_centre, to_face = (1e-3 * piece.Ra * abs(x - p * half) / (np.pi / 4 * d * piece._diameters[p]) for p in (centre, face))
    return Point(*cable.tree.at(first + post // 2, post % 2 == 0, to_centre, to_face), distance + x)


def find_all(cable, I):
    """The points at which the currents of a dict place → current enter."""
    if not isinstance(I, dict):
        raise ValueError(f"I = {I!r}: say where the current enters, such as I={{0: {I!r}}}, in nA.")
    return [find(cable, place) for place in I]


def distance(cable, place, other):
    """How far apart two places are, cm; they lie on one path from the near end.

    Raises
    ------
    ValueError
        If they lie on different branches, or at the same distance.
    """
    here, there = sorted((find(cable, where) for where in (place, other)), key=lambda point: point.compartments[0])
    k = there.compartments[0]
    while k > here.compartments[0]:                                     # parents come first
        k = cable.tree.parent[k]
    if k != here.compartments[0]:
        raise ValueError(f"places {place!r} and {other!r}: they lie on different branches, and no impulse passes both in turn; give two "
                         "on one path from the near end.")
    if there.distance == here.distance:
        raise ValueError(f"places {place!r} and {other!r}: they are the same, so there is no velocity between them.")
    return abs(there.distance - here.distance)
