"""The explorers of the book, by name."""

from . import conduction, excitability, membrane_potential, methods

PARTS = (membrane_potential, excitability, methods, conduction)
CATALOGUE = {explorer.name: explorer for part in PARTS for explorer in part.EXPLORERS}
