"""The ions and the two concentration sets that the whole book uses."""

from dataclasses import dataclass

from excitable.constants import BODY_TEMPERATURE


@dataclass(frozen=True)
class Ion:
    """An ion inside and outside a cell.

    Parameters
    ----------
    name : str
        Chemical symbol without the charge, such as "K".
    z : int
        Valence: +1 for K⁺, −1 for Cl⁻, +2 for Ca²⁺.
    c_in, c_out : float
        Concentrations inside and outside, mM.

    Examples
    --------
    >>> potassium = Ion("K", z=1, c_in=140, c_out=5)
    >>> round(potassium.E(), 2)
    -89.02
    """

    name: str
    z: int
    c_in: float
    c_out: float

    def E(self, T=BODY_TEMPERATURE):
        """The Nernst potential of the ion at temperature `T` (K), in mV."""
        from excitable.equilibrium import nernst

        return nernst(self.c_out, self.c_in, self.z, T)


def _set(**ions):
    return {name: Ion(name, *values) for name, values in ions.items()}


MAMMAL = _set(K=(1, 140, 5), Na=(1, 10, 145), Cl=(-1, 10, 110), Ca=(2, 1e-4, 2))
"""A typical mammalian neuron and its surroundings: valence, mM inside, mM outside."""

SQUID = _set(K=(1, 400, 20), Na=(1, 50, 440), Cl=(-1, 52, 560))
"""The giant axon of the squid in sea water (Kandel et al. 2013, table 6-1, after Hodgkin 1951): valence, mM inside, mM outside."""
