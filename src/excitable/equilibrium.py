"""Potentials and currents of ions in numbers. The formulas are those of the models that the pages print."""

import numpy as np

from excitable.constants import BODY_TEMPERATURE
from excitable.ions import MAMMAL

_KELVIN = "temperature is in kelvin: 37 °C is 310 K"
_MILLIMOLAR = "a concentration is a positive number of mM"


def _numbers(name, value, remedy, allowed=np.isfinite):
    """`value` as an array, or a ValueError that a student understands."""
    try:
        array = np.asarray(value, float)
    except (TypeError, ValueError):
        raise ValueError(f"{name} = {value!r} is not a number: {remedy}.") from None
    if not np.all(np.isfinite(array) & allowed(array)):
        raise ValueError(f"{name} = {value}: {remedy}.")
    return array


def _positive(name, value, remedy):
    return _numbers(name, value, remedy, lambda array: array > 0)


def _valence(z):
    return _numbers("z", z, "the valence is a whole number and not 0, such as 1 for K⁺ or −1 for Cl⁻",
                    lambda array: (array != 0) & (array == np.round(array)))


def _by_ion(name, values, remedy, check=_positive, ions=None):
    if not hasattr(values, "items") or not values:
        raise ValueError(f'{name} = {values!r}: give one number for each ion, such as {{"K": 5, "Na": 145}}.')
    for ion in values:
        if ions is not None and ion not in ions:
            raise ValueError(f"{name}[{ion!r}]: the ion must be one of {', '.join(ions)}.")
    return {ion: check(f"{name}[{ion!r}]", value, remedy) for ion, value in values.items()}


def nernst(c_out, c_in, z=1, T=BODY_TEMPERATURE):
    """The Nernst potential E = (RT/zF) ln(c_out/c_in) in mV, inside minus outside.

    Parameters
    ----------
    c_out, c_in : float or array
        Concentrations outside and inside, mM (any common unit).
    z : int
        Valence, not 0.
    T : float
        Temperature, K.

    Raises
    ------
    ValueError
        If a concentration or T is not positive, z is 0 or not whole, or anything is NaN.

    References
    ----------
    Nernst 1888; Hille 2001, eq. 1.11.

    Examples
    --------
    >>> round(nernst(c_out=5, c_in=140), 2)
    -89.02
    >>> nernst(5, -140)
    Traceback (most recent call last):
    ValueError: c_in = -140: a concentration is a positive number of mM.
    """
    from excitable.models.nernst import nernst_model

    return nernst_model(c_out=_positive("c_out", c_out, _MILLIMOLAR), c_in=_positive("c_in", c_in, _MILLIMOLAR),
                        z=_valence(z), T=_positive("T", T, _KELVIN))["E"]


def ghk_voltage(P, c_out, c_in, T=BODY_TEMPERATURE):
    """The Goldman–Hodgkin–Katz potential in mV: no net current of K⁺, Na⁺ and Cl⁻ together.

    V = (RT/F) ln[(P_K K_out + P_Na Na_out + P_Cl Cl_in) / (P_K K_in + P_Na Na_in + P_Cl Cl_out)]

    Parameters
    ----------
    P : dict
        Permeability of "K", "Na", "Cl"; only their ratios matter. An ion that is left out does not permeate.
    c_out, c_in : dict
        Concentrations of the same ions, mM.
    T : float
        Temperature, K.

    Raises
    ------
    ValueError
        If a concentration is missing or not positive, a permeability is negative, or all are 0.

    References
    ----------
    Goldman 1943; Hodgkin & Katz 1949.

    Examples
    --------
    >>> V = ghk_voltage({"K": 1, "Na": 0.04, "Cl": 0.45}, {"K": 5, "Na": 145, "Cl": 110}, {"K": 140, "Na": 10, "Cl": 10})
    >>> round(V, 2)
    -67.28
    """
    from excitable.models.goldman import IONS, goldman_voltage

    given, P = P, _by_ion("P", P, "a permeability is 0 or positive", _not_negative, IONS)
    if not np.all(sum(P.values()) > 0):
        raise ValueError(f"P = {given}: at least one ion must be permeant.")
    values = {f"P_{ion}": P.get(ion, 0.0) for ion in IONS}
    for name, side, concentrations in (("c_out", "out", c_out), ("c_in", "in", c_in)):
        concentrations = _by_ion(name, concentrations, _MILLIMOLAR, ions=MAMMAL)
        for ion in P:
            if ion not in concentrations:
                raise ValueError(f"{name} has no {ion!r}, but P has: give its concentration in mM.")
            values[f"{ion}_{side}"] = concentrations[ion]
    return goldman_voltage(**values, T=_positive("T", T, _KELVIN))["V"]


def ghk_current(V, P, c_out, c_in, z=1, T=BODY_TEMPERATURE):
    """The Goldman–Hodgkin–Katz current of one ion in µA/cm², outward positive.

    I = P z F u (c_in − c_out e⁻ᵘ)/(1 − e⁻ᵘ) with u = zFV/RT; at V = 0 its limit, P z F (c_in − c_out).

    Parameters
    ----------
    V : float or array
        Membrane potential, mV.
    P : float
        Permeability, cm/s.
    c_out, c_in : float
        Concentrations, mM.
    z : int
        Valence, not 0.
    T : float
        Temperature, K.

    Raises
    ------
    ValueError
        If a concentration or T is not positive, P is negative, z is 0, or anything is NaN.

    References
    ----------
    Goldman 1943; Hodgkin & Katz 1949; Hille 2001, eq. 14.5.

    Examples
    --------
    >>> round(ghk_current(0, P=1e-6, c_out=5, c_in=140), 3)
    13.026
    """
    from excitable.models.goldman import goldman_current

    return goldman_current(V=_numbers("V", V, "the membrane potential is a finite number of mV"),
                           P=_not_negative("P", P, "a permeability is 0 or positive, in cm/s"),
                           c_out=_positive("c_out", c_out, _MILLIMOLAR), c_in=_positive("c_in", c_in, _MILLIMOLAR),
                           z=_valence(z), T=_positive("T", T, _KELVIN))["I"]


def chord_potential(g, E):
    """The voltage Σ g E / Σ g in mV at which ohmic currents g (V − E) add to zero.

    Parameters
    ----------
    g : dict
        Conductance of each ion (or channel); only the ratios matter.
    E : dict
        Its reversal potential, mV.

    Raises
    ------
    ValueError
        If the two do not name the same ions, a conductance is negative, or all are 0.

    References
    ----------
    Hodgkin & Huxley 1952; Hille 2001, ch. 1.

    Examples
    --------
    >>> round(chord_potential({"K": 4, "Na": 1}, {"K": -90, "Na": 60}), 6)
    -60.0
    """
    from excitable.models.goldman import chord_model

    given, g = g, _by_ion("g", g, "a conductance is 0 or positive", _not_negative)
    E = _by_ion("E", E, "a reversal potential is a finite number of mV", _numbers)
    if g.keys() != E.keys():
        raise ValueError(f"g names {', '.join(g)} but E names {', '.join(E)}: give both for the same ions.")
    if not np.all(sum(g.values()) > 0):
        raise ValueError(f"g = {given}: at least one conductance must be positive.")
    values = {f"g_{ion}": value for ion, value in g.items()} | {f"E_{ion}": value for ion, value in E.items()}
    return chord_model(tuple(g))(**values)["V"]


def _not_negative(name, value, remedy):
    return _numbers(name, value, remedy, lambda array: array >= 0)
