"""A membrane is a capacitance and a list of channels; a channel is g · Π gateᵖ · (V − E). A Membrane is a Model.

    C dV/dt = I − Σ g Π gateᵖ (V − E)

>>> leak = Channel("L", g=0.1, E=-70)
>>> delayed = Channel("K", g=5, E=-90, gates=[Gate("n", infinity=1 / (1 + sp.exp(-(V + 35) / 10)), tau=5, power=4)])
>>> cell = Membrane("mine", C=1, channels=[leak, delayed])
>>> list(cell.defaults)
['C', 'g_L', 'g_K', 'E_L', 'E_K', 'I']
"""

from dataclasses import dataclass

import sympy as sp

from excitable.linoid import SCALAR
from excitable.symbolic import Model, Parameter

V = sp.Symbol("V", real=True)
"""The membrane potential: write the rates of your gates with this symbol."""


@dataclass(frozen=True)
class Gate:
    """A gate that opens with rate α and closes with rate β (1/ms), or that relaxes to a steady state with a time constant.

    Parameters
    ----------
    name : str
        Such as "m".
    alpha, beta : sympy expressions of V
        dm/dt = α (1 − m) − β m.
    infinity, tau : sympy expressions of V
        dm/dt = (m_∞ − m)/τ, instead of the rates. Without tau the gate is always at its steady state.
    power : int
        How often the gate stands in the product.
    """

    name: str
    alpha: sp.Expr | None = None
    beta: sp.Expr | None = None
    infinity: sp.Expr | None = None
    tau: sp.Expr | None = None
    power: int = 1

    def __post_init__(self):
        rates = self.alpha is not None and self.beta is not None
        if rates == (self.infinity is not None) or not rates and (self.alpha is not None or self.beta is not None):
            raise ValueError(f"gate {self.name}: give either alpha and beta, or infinity (and tau).")

    @property
    def symbol(self):
        return sp.Symbol(self.name, real=True)

    @property
    def steady_state(self):
        """m_∞(V): α/(α + β), or as given."""
        return sp.sympify(self.infinity if self.alpha is None else self.alpha / (self.alpha + self.beta))

    @property
    def relaxes(self):
        """Whether the gate takes time, so that it is a state."""
        return self.alpha is not None or self.tau is not None

    def _explained(self):
        """Symbol → expression of the rates, for the lines under the equations."""
        given = {"alpha": self.alpha, "beta": self.beta, "tau": self.tau}
        named = {sp.Symbol(f"{what}_{self.name}", real=True): value for what, value in given.items() if value is not None}
        if self.infinity is not None:
            steady = sp.Symbol(f"{self.name}_infty", real=True) if self.relaxes else self.symbol
            named[steady] = self.infinity
        return named

    def _derivative(self):
        named = lambda what: sp.Symbol(what, real=True)
        if self.alpha is not None:
            return named(f"alpha_{self.name}") * (1 - self.symbol) - named(f"beta_{self.name}") * self.symbol
        return (named(f"{self.name}_infty") - self.symbol) / named(f"tau_{self.name}")


@dataclass(frozen=True)
class Channel:
    """Channels of one kind: maximal conductance g (mS/cm²), reversal potential E (mV), gates."""

    name: str
    g: float
    E: float
    gates: tuple = ()

    def current(self):
        """g Π gateᵖ (V − E) in the symbols g_name and E_name; outward positive."""
        g, E = sp.Symbol(f"g_{self.name}", nonnegative=True), sp.Symbol(f"E_{self.name}", real=True)
        return g * sp.Mul(*(gate.symbol**gate.power for gate in self.gates)) * (V - E)


class Membrane(Model):
    """A patch of membrane, as a Model with the parameters C, g_…, E_…, and the injected current I (µA/cm²).

    Parameters
    ----------
    name : str
    C : float
        Capacitance, µF/cm².
    channels : list of Channel
    I : float
        Injected current, µA/cm², inward positive: it depolarises.
    start : float
        V at t = 0 in mV; the gates start at their steady state there.
    """

    def __init__(self, name, C, channels, I=0.0, start=-65.0):
        self.channels = tuple(channels)
        gates = [gate for channel in self.channels for gate in channel.gates]
        capacitance, injected = sp.Symbol("C", positive=True), sp.Symbol("I", real=True)
        currents = {sp.Symbol(f"I_{channel.name}", real=True): channel.current() for channel in self.channels}
        moving = [gate for gate in gates if gate.relaxes]
        super().__init__(
            name,
            states={V: (injected - sp.Add(*currents)) / capacitance, **{gate.symbol: gate._derivative() for gate in moving}},
            start={V: start, **{gate.symbol: _at(gate.steady_state, start) for gate in moving}},
            where={symbol: rate for gate in gates for symbol, rate in gate._explained().items()},
            outputs=currents,
            parameters=[
                Parameter(capacitance, float(C), "µF/cm²", {"zh": "膜电容", "en": "capacitance"}),
                *(Parameter(sp.Symbol(f"g_{channel.name}", nonnegative=True), float(channel.g), "mS/cm²",
                            {"zh": f"{channel.name} 电导", "en": f"{channel.name} conductance"}) for channel in self.channels),
                *(Parameter(sp.Symbol(f"E_{channel.name}", real=True), float(channel.E), "mV",
                            {"zh": f"{channel.name} 的反转电位", "en": f"reversal potential of {channel.name}"}) for channel in self.channels),
                Parameter(injected, float(I), "µA/cm²", {"zh": "注入电流", "en": "injected current"}),
            ],
            units={V: "mV", **{symbol: "µA/cm²" for symbol in currents}},
            labels={
                V: {"zh": "膜电位", "en": "membrane potential"},
                **{symbol: {"zh": f"{channel.name} 电流", "en": f"{channel.name} current"} for symbol, channel in zip(currents, self.channels)},
                **{gate.symbol: {"zh": f"门控变量 {gate.name}", "en": f"gate {gate.name}"} for gate in gates},
            },
        )


def _at(expression, voltage):
    return float(sp.lambdify(V, expression, modules=[SCALAR, "math"])(float(voltage)))
