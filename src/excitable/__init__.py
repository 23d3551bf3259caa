"""Membrane biophysics from one set of equations: printed, proved and run.

>>> from excitable import nernst
>>> round(nernst(c_out=5, c_in=140), 1)
-89.0

Units are the field's: mV, ms, mM, µA/cm², mS/cm², µF/cm², K, cm.
V is inside minus outside, and a current is positive when positive charge leaves the cell.
"""

import importlib
import sys
import types

# Where each public name lives. Nothing of it is loaded before it is used: `import excitable` stays light.
_MODULES = {
    "cable": "Cable",
    "cable_run": "CableTrace",
    "channels": "open_channels",
    "constants": "",
    "dynamics": "bifurcation",
    "equilibrium": "nernst ghk_voltage ghk_current chord_potential",
    "ions": "Ion MAMMAL SQUID",
    "membrane": "Membrane Channel Gate",
    "phase_space": "equilibria nullclines reversed_time",
    "proof": "prove refute ProofError",
    "quantity": "quantity",
    "simulate": "simulate",
    "symbolic": "Model Parameter linoid",
    "staggered": "Staggered",
    "sweep": "fi_curve Frequencies",
    "text": "use say",
    "trace": "Trace",
    "walk": "random_walk",
    "explore": "explore interact",
    "models.active_dendrite": "active_dendrite",
    "models.cation_channel": "cation_channel",
    "models.current_voltage": "current_voltage",
    "models.field": "field",
    "models.goldman": "goldman_voltage goldman_current chord",
    "models.hodgkin_huxley": "hodgkin_huxley",
    "models.linear": "linear",
    "models.morris_lecar": "morris_lecar morris_lecar_snic morris_lecar_homoclinic",
    "models.myelinated_axon": "myelinated rabbit_node myelin",
    "models.nernst": "nernst_model",
    "models.passive": "passive",
    "models.passive_cable": "passive_cable steady_cable cable_impulse cable_modes",
    "models.populations": "populations",
    "models.potassium_cell": "potassium_cell",
    "models.pump_leak": "pump_leak",
    "models.resting": "resting",
    "models.two_compartment": "two_compartment",
}
_HOME = {name: module for module, names in _MODULES.items() for name in names.split()}
__all__ = sorted(_HOME)


class _Front(types.ModuleType):
    def __getattr__(self, name):
        if name not in _HOME:
            raise AttributeError(f"module 'excitable' has no attribute {name!r}")
        value = getattr(importlib.import_module(f"excitable.{_HOME[name]}"), name)
        self.__dict__[name] = value
        return value

    def __setattr__(self, name, value):
        # Loading the module excitable.simulate must not hide the function of the same name.
        if not (name in _HOME and isinstance(value, types.ModuleType)):
            super().__setattr__(name, value)

    def __dir__(self):
        return sorted({*super().__dir__(), *_HOME})


sys.modules[__name__].__class__ = _Front
