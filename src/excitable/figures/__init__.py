"""Figures: one look, one palette, one font with Chinese, and the book's drawings.

`excitable.use` sets the look; `palette` names the colours; each drawing is a function that returns a matplotlib figure
with its words in the current language.
"""

from .cells import equilibrium_vs_steady, membrane_circuit, pump_and_channels
from .experiments import beaker_experiment, charged_layer, energy_and_fluxes
from .style import css, dark, palette, svg

__all__ = [
    "beaker_experiment", "charged_layer", "css", "dark", "energy_and_fluxes", "equilibrium_vs_steady", "membrane_circuit",
    "palette", "pump_and_channels", "svg",
]  # fmt: skip
