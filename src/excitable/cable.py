"""Cables: membrane along which the voltage differs from place to place.

    C ∂V/∂t = (1/πd) ∂/∂x ( (πd²/4Ra) ∂V/∂x ) + I − Σ g Π gateᵖ (V − E)

>>> from excitable import passive
>>> dendrite = Cable(passive, length=0.1, diameter=4e-4, Ra=100, n=100)
>>> f"λ = {dendrite.lamda:.2f} cm, {dendrite.input_resistance() / 1e6:.1f} MΩ"
'λ = 0.10 cm, 104.5 MΩ'
"""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from numbers import Integral, Real

import numpy as np

from excitable.arguments import positive
from excitable.cable_geometry import KILLED, SEALED, diameters, find, find_all, joined, named, pieces
from excitable.cable_run import Electrode, run
from excitable.membrane import Membrane



@dataclass(frozen=True, eq=False, repr=False)
class Cable:
    """A cable of n equal compartments, to whose far end others may be joined.

    Parameters
    ----------
    membrane : Membrane
        Its capacitance, conductances and current I are per area.
    length : float
        cm.
    diameter : float or function of x
        cm; a function (of x in cm from the near end) makes the cable taper. The slope of the surface is neglected.
    Ra : float
        Axial resistivity, Ω·cm.
    n : int
        Number of compartments. Errors fall with the square of their length.
    ends : pair
        What happens at the near and at the far end: "sealed" (no current leaves), "killed" (open to the bath, V = 0 mV),
        or a number (held at so many mV by a voltage clamp).
    name : str
        By which a place on this piece of a branched cable is found: (name, x).
    branches : tuple of Cable
        See `with_branches`.

    Attributes
    ----------
    x : array
        Centre of each compartment: its distance from the near end along the cable, cm.
    area : array
        Membrane of each compartment, cm².

    Raises
    ------
    ValueError
        If a size is not positive, an end is none of these, or the membrane is no Membrane.

    Examples
    --------
    An axon of the squid at 18.5 °C (Hodgkin & Huxley 1952, J Physiol 117:500), and how fast its impulse travels in m/s. They
    found 18.8 with the same equations and a desk calculator, and measured 21.2:

    >>> from excitable import hodgkin_huxley
    >>> axon = Cable(hodgkin_huxley, length=5, diameter=476e-4, Ra=35.4, n=500)
    >>> trace = axon.simulate(t_end=4, I={0: [(0, 50_000), (0.2, 0)]}, T=291.65)
    >>> round(trace.velocity(2, 4), 1)
    18.7
    """

    membrane: Membrane
    length: float
    diameter: object
    Ra: float
    n: int
    ends: tuple = (SEALED, SEALED)
    name: str = ""
    branches: tuple = ()

    def __post_init__(self):
        if not isinstance(self.membrane, Membrane):
            raise ValueError(f"membrane = {self.membrane!r}: a cable needs a Membrane, such as hodgkin_huxley or passive.")
        for what, unit in (("length", "cm"), ("Ra", "Ω·cm")):
            positive(what, getattr(self, what), f"number of {unit}")
        if not (isinstance(self.n, Integral) and self.n >= 1):
            raise ValueError(f"n = {self.n!r}: give the number of compartments, a whole number from 1 on.")
        self._diameters                                         # checks them
        if not isinstance(self.name, str):
            raise ValueError(f"name = {self.name!r}: give a text.")
        if not (isinstance(self.ends, (tuple, list)) and len(self.ends) == 2):
            raise ValueError(f"ends = {self.ends!r}: give two, for the near and for the far end.")
        for end in self.ends:
            if not (isinstance(end, str) and end in (SEALED, KILLED) or isinstance(end, Real) and np.isfinite(end)):
                raise ValueError(f"ends: {end!r} is neither 'sealed' nor 'killed' nor a number of mV at which the end is held.")
        for branch in self.branches:
            if not isinstance(branch, Cable):
                raise ValueError(f"branch {branch!r}: only a Cable can be joined to a cable.")
            for what, end in (("far", self.ends[1]), ("near", branch.ends[0])):
                if end != SEALED:
                    raise ValueError(f"ends: {end!r} at a {what} end that is joined to another cable; leave it 'sealed'.")

    def __repr__(self):
        count = len(self.area)
        return f"<Cable {self.name or self.membrane.name}: {count} compartment{'s' if count > 1 else ''}>"

    def with_branches(self, *branches):
        """The same cable with others that begin where it ends; a single one is a change of diameter or of membrane.

        The branches may be branched themselves. Ends that meet are left "sealed".

        >>> from excitable import passive
        >>> twig = Cable(passive, length=0.02, diameter=1e-4, Ra=100, n=10)
        >>> Cable(passive, length=0.02, diameter=2e-4, Ra=100, n=10).with_branches(twig, twig)
        <Cable passive: 30 compartments>
        """
        return replace(self, branches=(*self.branches, *branches))

    # ---- geometry ----

    @cached_property
    def _diameters(self):
        return diameters(self.diameter, self.length, self.n)

    @property
    def lamda(self):
        """λ = √(d/(4 Ra G)) of this piece alone, cm; G is the conductance of its membrane at the start. An array if it tapers."""
        gates = self.membrane.kinetics(V=self.membrane.start["V"])
        G = self.membrane.conductances(**{gate.name: gates[f"{gate.name}_infty"] for gate in self.membrane.gates})["G"]
        λ = np.sqrt(1e3 * self._diameters[1::2] / (4 * self.Ra) * (1 / G if G else np.inf))
        return λ if callable(self.diameter) else float(λ[0])

    @cached_property
    def _pieces(self):
        return pieces(self)

    @cached_property
    def _named(self):
        return named(self._pieces)

    @cached_property
    def tree(self):
        """The compartments of all pieces, as a `Tree` of conductances."""
        return joined(self._pieces)

    @cached_property
    def x(self):
        return np.concatenate([distance + piece.length * (np.arange(piece.n) + 0.5) / piece.n for piece, _, _, distance in self._pieces])

    @cached_property
    def area(self):
        mean = lambda d: (d[:-1:2] + 2 * d[1::2] + d[2::2]) / 4
        return np.concatenate([np.pi * mean(piece._diameters) * piece.length / piece.n for piece, *_ in self._pieces])

    @cached_property
    def stem(self):
        """Length before the first branching, cm: there a place is just a number."""
        return next(distance + piece.length for piece, _, _, distance in self._pieces if len(piece.branches) != 1)

    # ---- membranes ----

    @cached_property
    def _membranes(self):
        """Each membrane with its compartments."""
        where = {}
        for piece, first, *_ in self._pieces:
            where.setdefault(piece.membrane, []).extend(range(first, first + piece.n))
        return [(membrane, slice(None) if len(where) == 1 else np.array(compartments)) for membrane, compartments in where.items()]

    def _values(self, parameters):
        """All parameters of each membrane, where those given replace the usual ones."""
        _check_numbers(parameters)
        known = {name for membrane, _ in self._membranes for name in membrane.defaults}
        self.membrane.check_names([name for name in parameters if name not in known])
        return [{name: parameters.get(name, usual) for name, usual in membrane.defaults.items()} for membrane, _ in self._membranes]

    # ---- steady states of a passive cable ----

    def steady(self, I=None, **parameters):
        """The voltage of each compartment (mV) when nothing changes any more; the membranes must be passive.

        The equations are factored once for each set of parameters, so that further calls are fast.

        Parameters
        ----------
        I : dict, optional
            Place → injected current, nA, inward positive. A place is x in cm from the near end, or (name, x).
        **parameters
            Numbers: every membrane that has a parameter of this name takes the value.

        Returns
        -------
        array (n,)

        Raises
        ------
        ValueError
            If a membrane has gates, a name is unknown, a place is outside, or nothing lets current out.

        Examples
        --------
        >>> from excitable import passive
        >>> dendrite = Cable(passive, length=0.1, diameter=4e-4, Ra=100, n=3)
        >>> dendrite.steady(I={0: 0.1}).round(2)
        array([-60.71, -62.33, -63.09])
        """
        solve, current = self._equations(parameters)
        current, I = current.copy(), {} if I is None else I
        for point, (place, value) in zip(find_all(self, I), I.items()):
            current[point.compartments] += 1e-3 * Electrode.check_value(f"I[{place!r}]", value) * point.weights
        return solve(current)

    def _equations(self, parameters):
        """The steady equations as a function µA → mV, and the current that enters without an electrode."""
        _check_numbers(parameters)                              # so that they can be remembered
        return self._factored(tuple(sorted(parameters.items())))

    @lru_cache(maxsize=8)
    def _factored(self, parameters):
        G, current = np.zeros(len(self.area)), self.tree.inflow.copy()
        for (membrane, where), values in zip(self._membranes, self._values(dict(parameters))):
            if membrane.gates:
                raise ValueError(f"{membrane.name} has gates ({', '.join(gate.name for gate in membrane.gates)}), so its steady state "
                                 "is not found by one linear equation: simulate the cable until it rests.")
            found = membrane.conductances(**values)
            G[where] = self.area[where] * found["G"]
            current[where] += self.area[where] * (found["D"] + values["I"])
        if not G.any() and np.isnan(self.tree.held).all():
            raise ValueError("no membrane leaks and no end is open, so there is no steady state: give a conductance.")
        return self.tree.factor(G), current

    def transfer_resistance(self, place, other, **parameters):
        """Voltage at `other` per current injected at `place`, Ω; the same if they are exchanged (reciprocity). See `steady`.

        Two different places less than a compartment apart are told from each other only to first order in its length.
        """
        solve, _ = self._equations(parameters)
        here, there = find(self, place), find(self, other)
        current = np.zeros(len(self.area))
        np.add.at(current, here.compartments, here.weights)
        V = there.weights @ solve(current)[there.compartments] + (here.access if place == other else 0)
        return float(1e3 * V)                                               # mV/µA is kΩ

    def input_resistance(self, place=0, **parameters):
        """Voltage per current injected at `place`, Ω (ohms). See `steady`.

        >>> from excitable import passive
        >>> long = Cable(passive, length=1, diameter=4e-4, Ra=100, n=1000)
        >>> f"R_∞ = {long.input_resistance() / 1e6:.1f} MΩ"
        'R_∞ = 79.6 MΩ'
        """
        return self.transfer_resistance(place, place, **parameters)

    # ---- in time ----

    def simulate(self, t_end, dt=0.01, I=None, start=None, **parameters):
        """The voltage of all compartments from 0 to `t_end`.

        Voltages and gates advance in turn (`excitable.staggered`), the axial current with the mean of the old and the new voltage
        (Crank & Nicolson 1947), after a jump in two implicit halves (Rannacher 1984): errors fall with dt² and with the square of
        a compartment's length, and a passive cable is stable for any dt. The charge that enters is exact in every step, also
        where a protocol changes within it.

        Parameters
        ----------
        t_end : float
            ms.
        dt : float
            ms; shortened so that a whole number of steps reaches t_end. 0.01 keeps the velocity of the squid's impulse right to
            0.15 %; the five times faster node of a mammal needs 0.002.
        I : dict, optional
            Place → injected current in nA, inward positive: a number, or a protocol, a list of (t, value) steps in which a
            value (a, b) is a ramp until the next. A place is x in cm from the near end, or (name, x).
        start : float or array (n,), optional
            V at t = 0, mV; if not given, each membrane's own. Gates start at their steady state there.
        **parameters
            Numbers: every membrane that has a parameter of this name takes the value. Give a piece values of its own by its
            membrane: `membrane.with_(…)`.

        Returns
        -------
        CableTrace

        Raises
        ------
        ValueError
            If a name is unknown, a value is not finite, a place is outside, or a protocol is not in order.
        RuntimeError
            If the voltage leaves the range in which the rates are tabulated.

        Examples
        --------
        >>> from excitable import passive
        >>> dendrite = Cable(passive, length=0.1, diameter=4e-4, Ra=100, n=20)
        >>> trace = dendrite.simulate(t_end=50, dt=0.1, I={0: [(0, (0, 0.1)), (10, 0)]})
        >>> trace["V"].shape, trace["V"].max().round(1)
        ((501, 20), np.float64(-64.9))
        """
        return run(self, t_end, dt, {} if I is None else I, start, parameters)


def _check_numbers(parameters):
    for name, value in parameters.items():
        if not isinstance(value, Real):
            raise ValueError(f"{name} = {value!r}: give one number for every membrane that has this parameter; to a piece of its own give "
                             f"another membrane, membrane.with_({name}=…).")
