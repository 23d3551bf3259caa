"""A cell with one active branch: a Ca²⁺ plateau that the branch keeps to itself.

A soma, its other dendrites as one equivalent cylinder, and a trunk that forks into two thin branches. One of them has Ca²⁺
channels. A brief current into it, once strong enough, sets off a plateau of some thirty milliseconds there, while the soma
sees little of it and stays silent; the same current into the other branch decays. A spike of the soma runs back into both.

Where the numbers come from
    Ca²⁺ channels        of high threshold, rates of Reuveni, Friedman, Amitai & Gutnick (1993, J Neurosci 13:4609) as in the
                         layer-5 pyramidal cell of Hay, Hill, Schürmann, Markram & Segev (2011, PLoS Comput Biol 7:e1002107)
    M channels           Adams, Brown & Constanti (1982, J Physiol 330:537), warmed from 21 to 34 °C by Q10 = 2.3, as there;
                         they end the plateau
    Na⁺, K⁺ of the soma  Pinsky & Rinzel (1994, J Comput Neurosci 1:39), after Traub
Hypotheses: that these channels of three kinds of cell meet in one; the densities in the branch (the published cell has a
quarter as many Ca²⁺ channels and a thirtieth of the M channels, and a second Ca²⁺ current); the shape of the tree.
"""

import sympy as sp

from excitable.cable import Cable
from excitable.linoid import linoid
from excitable.membrane import Channel, Gate, Membrane, V

exp = sp.exp
WARMER = sp.Rational(23, 10) ** sp.Rational(13, 10)

c = Gate("c", alpha=0.209 * linoid((V + 27) / 3.8), beta=0.94 * exp(-(V + 75) / 17), power=2)
d = Gate("d", alpha=0.000457 * exp(-(V + 13) / 50), beta=0.0065 / (1 + exp(-(V + 15) / 28)))
w = Gate("w", alpha=WARMER * 0.0033 * exp((V + 35) / 10), beta=WARMER * 0.0033 * exp(-(V + 35) / 10))

_opening, _closing = 1.28 * linoid((V + 46.9) / 4), 1.4 * linoid(-(V + 19.9) / 5)
m = Gate("m", infinity=_opening / (_opening + _closing), power=2)
h = Gate("h", alpha=0.128 * exp(-(V + 43) / 18), beta=4 / (1 + exp(-(V + 20) / 5)))
n = Gate("n", alpha=0.08 * linoid((V + 24.9) / 5), beta=0.25 * exp(-(V + 40) / 40))

leak = Channel("L", g=0.05, E=-70.0)
passive_dendrite = Membrane("passive-dendrite", C=1.0, channels=[leak], start=-70.0)
calcium_branch = Membrane(
    "calcium-branch", C=1.0, channels=[Channel("Ca", g=2.0, E=120.0, gates=(c, d)), Channel("M", g=2.0, E=-85.0, gates=(w,)), leak],
    start=-70.0)
soma = Membrane(
    "soma", C=1.0, channels=[Channel("Na", g=30.0, E=55.0, gates=(m, h)), Channel("K", g=15.0, E=-85.0, gates=(n,)), leak], start=-70.0)

active_dendrite = Cable(soma, length=20e-4, diameter=20e-4, Ra=100, n=1, name="soma").with_branches(
    Cable(passive_dendrite, length=360e-4, diameter=6.6e-4, Ra=100, n=18, name="other dendrites"),
    Cable(passive_dendrite, length=150e-4, diameter=3e-4, Ra=100, n=10, name="trunk").with_branches(
        Cable(calcium_branch, length=200e-4, diameter=0.5e-4, Ra=100, n=20, name="active"),
        Cable(passive_dendrite, length=200e-4, diameter=0.5e-4, Ra=100, n=20, name="passive"),
    ),
)
"""The cell, as a `Cable` with the pieces "soma", "other dendrites", "trunk", "active" and "passive".

>>> tip = ("active", 150e-4)
>>> trace = active_dendrite.simulate(100, dt=0.025, I={tip: [(0, 0), (10, 0.1), (15, 0)]})
>>> print(f"{trace.at(tip).max():.0f} mV in the branch, {trace.at(('soma', 10e-4)).max():.0f} mV in the soma")
14 mV in the branch, -57 mV in the soma
"""
