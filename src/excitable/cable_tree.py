"""The compartments of a cable as a tree of conductances, and the linear equations it leads to.

Each compartment has a centre and two faces. Between its centre and a face lies half of its axial resistance. The far face
of compartment i is face i + 1; its near face is the far face of its parent, or face 0 at the near end of the whole cable.
Compartments are numbered such that a parent comes before its children and an only child directly after its parent: along
every stretch without a branching the equations are tridiagonal. A branching is one more unknown, without capacitance,
that the stretches meeting there share.
"""

from copy import copy

import numpy as np
from scipy.linalg.lapack import dposv, dptsv, dpttrf, dpttrs


class Tree:
    """Compartments that are joined at their faces.

    Parameters
    ----------
    parent : array (n,) of int
        Index of the parent; −1 for the first compartment.
    near, far : arrays (n,)
        Conductance between the centre and the near or far face, mS.
    held : array (n + 1,)
        Potential at which each face is held, mV; nan for a face that is not held.

    Attributes
    ----------
    axial : array (n,)
        Sum of the conductances that leave each centre, mS.
    link : array (n − 1,)
        Conductance between compartments i and i + 1, mS; 0 where they do not follow each other.
    inflow : array (n,)
        Current that the held faces drive in while V = 0, µA.

    Examples
    --------
    Two compartments with 2 mS between their centres, the second open to the bath through 4 mS. 1 µA into the first:

    >>> tree = Tree(np.array([-1, 0]), near=np.array([4.0, 4.0]), far=np.array([4.0, 4.0]), held=np.array([np.nan, np.nan, 0.0]))
    >>> tree.factor(np.zeros(2))(np.array([1.0, 0.0]))
    array([0.75, 0.25])
    """

    def __init__(self, parent, near, far, held):
        n = len(parent)
        self.parent, self.near, self.far, self.held = parent, near, far, held
        self.near_face, self.far_face = parent + 1, np.arange(1, n + 1)
        meeting = np.bincount(self.near_face, minlength=n + 1)
        meeting[1:] += 1
        follows = meeting[self.near_face] == 2
        self.link = np.where(follows, 1 / (1 / near + 1 / np.roll(far, 1)), 0.0)[1:]
        self._coupling = -self.link if n > 1 else np.zeros(1)       # LAPACK wants one even for a single compartment
        self.axial = np.append(self.link, 0) + np.append(0, self.link)
        self.inflow = np.zeros(n)

        # A contact is a compartment and the conductance from its centre to a face that is held or at which it branches.
        face, compartment = np.append(self.near_face, self.far_face), np.tile(np.arange(n), 2)
        conductance = np.append(near, far)
        at_wall, branching = ~np.isnan(held), meeting > 2
        contact = (at_wall | branching)[face]
        np.add.at(self.axial, compartment[contact], conductance[contact])
        contact = at_wall[face]
        np.add.at(self.inflow, compartment[contact], (conductance * held[face])[contact])

        contact = branching[face]
        number = np.where(branching, np.cumsum(branching) - 1, branching.sum())        # of the branching at a face; last: none
        self.branchings = int(branching.sum())
        self._contact, self._at, self._conductance = compartment[contact], number[face[contact]], conductance[contact]
        stretch = np.cumsum(~follows) - 1
        first = np.flatnonzero(~follows)
        last = np.append(first[1:], n) - 1
        self._near, self._far = number[self.near_face[first]][stretch], number[self.far_face[last]][stretch]
        m, at = self.branchings, self._at
        ends = np.stack([self._near, self._far], axis=1)[self._contact]
        self._entry = (at[:, None] * (m + 1) + ends).ravel()     # in the matrix of the branchings, with a column for none
        self._meeting = np.bincount(at * (m + 2), self._conductance, m * (m + 1))
        self._ends = np.zeros((n, 2), order="F")        # what 1 mV at the branching before, or after, drives into a compartment
        self._ends[first, 0] = np.where(branching[self.near_face[first]], near[first], 0)
        self._ends[last, 1] = np.where(branching[self.far_face[last]], far[last], 0)

    def scaled(self, factor):
        """The same tree with all conductances times a factor."""
        other = copy(self)
        for name in ("near", "far", "link", "axial", "inflow", "_coupling", "_conductance", "_meeting", "_ends"):
            setattr(other, name, factor * getattr(self, name))
        return other

    def at(self, compartment, near, to_centre, to_face):
        """The point between the centre of a compartment and its near or far face, at the given resistances (kΩ) from both.

        Returns compartments, their weights, the share of a held face in mV, and the access resistance in kΩ: the voltage there is
        weights · V[compartments] + held + access · (current injected there), and such a current enters by the same weights.
        """
        face = (self.near_face if near else self.far_face)[compartment]
        own = np.array([compartment])
        if not np.isnan(self.held[face]):
            share = to_centre / (to_centre + to_face)
            return own, np.array([1 - share]), share * self.held[face], share * to_face
        beyond = np.flatnonzero(self.near_face == face)
        g = self.near[beyond]
        if face > 0:
            beyond, g = np.append(beyond, face - 1), np.append(g, self.far[face - 1])
        beyond, g = beyond[beyond != compartment], g[beyond != compartment]
        if not len(g):                                           # a sealed end: all current comes back
            return own, np.ones(1), 0.0, to_centre
        other = to_face + 1 / g.sum()
        share = to_centre / (to_centre + other)
        return np.append(own, beyond), np.append(1 - share, share * g / g.sum()), 0.0, share * other

    def solve(self, diagonal, right):
        """V with (diagonal + axial coupling) V = right, where `diagonal` already includes `axial`; overwrites its arguments."""
        if self.branchings:
            return self._factor(diagonal)(right)
        return dptsv(diagonal, self._coupling, right, 1, 0, 1)[2]

    def factor(self, conductance):
        """The equations with `conductance` (mS) from each compartment to 0 mV, as a function current (µA) → V (mV), for many calls."""
        return self._factor(self.axial + conductance, lambda matrix: np.linalg.inv(matrix).dot)

    def _factor(self, diagonal, solver=lambda matrix: lambda right: dposv(matrix, right)[1]):
        d, e, _ = dpttrf(diagonal, self._coupling)
        if not self.branchings:
            return lambda right: dpttrs(d, e, right)[0]
        # The voltage of a stretch is that with its branchings at 0 mV, plus what each of the two adds per mV.
        share = dpttrs(d, e, self._ends)[0]
        m, at, contact, g = self.branchings, self._at, self._contact, self._conductance
        meeting = self._meeting - np.bincount(self._entry, (share[contact] * g[:, None]).ravel(), m * (m + 1))
        join = solver(meeting.reshape(m, m + 1)[:, :m])
        U, near, far = np.zeros(m + 1), share[:, 0], share[:, 1]

        def solve(right):
            V = dpttrs(d, e, right)[0]
            U[:m] = join(np.bincount(at, g * V[contact], m))
            return V + near * U[self._near] + far * U[self._far]

        return solve
