"""The explorers of the book, by name."""

from . import conduction, dynamics, excitability, membrane_potential, methods

PARTS = (membrane_potential, excitability, methods, dynamics, conduction)
CATALOGUE = {explorer.name: explorer for part in PARTS for explorer in part.EXPLORERS}
