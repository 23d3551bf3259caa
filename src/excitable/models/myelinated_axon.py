"""Axons wound in myelin, and a mammalian node of Ranvier.

`rabbit_node` has Na⁺ channels and a leak, hardly any K⁺ channels. The measurements are those of Chiu, Ritchie, Rogart & Stagg
(1979, J Physiol 292:149), brought to 37 °C by Sweeney, Mortimer & Durand (1987, Proc 9th IEEE EMBS Conf:1577), whose rates
and conductances these are (as corrected by Basser & Roth 1991, Med Biol Eng Comput 29:261), counted from 0 mV instead of from
the rest of −80 mV. Their fibre has an outer diameter of 10 µm, nodes of 1.5 µm every 1000 µm and an axial resistivity of
54.7 Ω·cm.

`myelin` is one layer of membrane of the sheath. With the usual 1 µF/cm², a sheath of g-ratio 0.6 has 10 pF per cm of fibre;
measurements on frog fibres are of that order (Huxley & Stämpfli 1949, J Physiol 108:315; Tasaki 1955, Am J Physiol 181:639). Its
conductance gives that sheath 25 MΩ·cm, an assumed value. That a rabbit's myelin is the same, layer by layer, is a hypothesis.
"""

from dataclasses import replace

import numpy as np
import sympy as sp

from excitable.arguments import number, positive, whole_number
from excitable.cable import Cable
from excitable.membrane import Channel, Gate, Membrane, V

exp = sp.exp

_opening = (126.04 + 0.363 * V) / (1 + exp(-(V + 49) / 5.3))
_closing = 15.6 / (1 + exp(-(V + 56) / 10))

m = Gate("m", alpha=_opening, beta=_opening * exp(-(V + 56.2) / 4.17), power=2)
h = Gate("h", alpha=_closing * exp(-(V + 74.5) / 5), beta=_closing)

rabbit_node = Membrane(
    "rabbit-node",
    C=2.5,
    channels=[Channel("Na", g=1445.0, E=35.64, gates=(m, h)), Channel("L", g=128.0, E=-80.01)],
    start=-80.0,
    Q10=3.0,
    T_0=310.15,
)

myelin = Membrane("myelin", C=1.0, channels=[Channel("L", g=4.0, E=-80.0)], start=-80.0)


def myelinated(node, internode, internodes, g_ratio=0.6, layer=8e-7):
    """A myelinated axon: node, internode, node, …, node.

    Myelin is membrane wound around the axon, each layer in series with the next. As for any cylindrical capacitor, a sheath
    around an axon of diameter d then has, per area of axon, f = 2s/(d ln(1/g)) times the capacitance and the conductance of one
    layer; s is the thickness of a layer (Rushton 1951, J Physiol 115:101). The axon's own membrane under the sheath and current
    between the layers are left out.

    Parameters
    ----------
    node : Cable
        One node, with its active membrane.
    internode : Cable
        The axon of one internode, with the membrane of a single layer of myelin.
    internodes : int
        Their number; there is one node more.
    g_ratio : float
        Diameter of the axon over that of the fibre with its myelin, between 0 and 1.
    layer : float
        s in cm: half a turn, and a turn of myelin repeats about every 16 nm.

    Raises
    ------
    ValueError
        If a piece is branched or tapers, or a number is out of its range.

    Examples
    --------
    Sweeney's fibre, and its velocity in m/s:

    >>> node, internode = Cable(rabbit_node, 1.5e-4, 6e-4, 54.7, 1), Cable(myelin, 0.1, 6e-4, 54.7, 10)
    >>> axon = myelinated(node, internode, 20)
    >>> trace = axon.simulate(t_end=1, dt=0.002, I={0: [(0, 3), (0.1, 0)]})
    >>> round(trace.velocity(0.5, 1.5, threshold=-20))
    30
    """
    for piece in (node, internode):
        if not isinstance(piece, Cable) or piece.branches or callable(piece.diameter):
            raise ValueError(f"{piece!r}: give a straight Cable of one diameter for the node, and one for the internode.")
    number("g_ratio", g_ratio, "give a number between 0 and 1", lambda g: 0 < g < 1)
    positive("layer", layer, "thickness in cm")
    factor = 2 * layer / (internode.diameter * -np.log(g_ratio))
    usual = internode.membrane.defaults
    wound = replace(internode, membrane=internode.membrane.with_(
        **{name: factor * usual[name] for name in ["C", *(f"g_{channel.name}" for channel in internode.membrane.channels)]}))
    axon = node
    for _ in range(whole_number("internodes", internodes, 1)):
        axon = node.with_branches(wound.with_branches(axon))
    return axon
