"""The physical constants of the book (CODATA; exact since the SI of 2019).

>>> from excitable.constants import R, F, BODY_TEMPERATURE
>>> round(1e3 * R * BODY_TEMPERATURE / F, 2)      # RT/F in mV
26.71
"""

k_B = 1.380649e-23
"""Boltzmann constant, J/K."""

e = 1.602176634e-19
"""Elementary charge, C."""

N_A = 6.02214076e23
"""Avogadro constant, 1/mol."""

R = k_B * N_A
"""Gas constant, J/(mol K)."""

F = e * N_A
"""Faraday constant, C/mol."""

BODY_TEMPERATURE = 310.0
"""The body temperature used everywhere in the book, K."""
