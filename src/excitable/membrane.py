"""A membrane is a capacitance and a list of channels; a channel is g · Π gateᵖ · (V − E). A Membrane is a Model.

    C dV/dt = I − Σ g Π gateᵖ (V − E)

>>> leak = Channel("L", g=0.1, E=-70)
>>> delayed = Channel("K", g=5, E=-90, gates=[Gate("n", infinity=1 / (1 + sp.exp(-(V + 35) / 10)), tau=5, power=4)])
>>> cell = Membrane("mine", C=1, channels=[leak, delayed])
>>> list(cell.defaults)
['C', 'g_L', 'g_K', 'E_L', 'E_K', 'I']
"""

import math
from dataclasses import dataclass, replace
from functools import cached_property
from numbers import Real

import numpy as np
import sympy as sp

from excitable.arguments import all_of, number, whole_number, word
from excitable.linoid import SCALAR
from excitable.symbolic import Model, Parameter

V = sp.Symbol("V", real=True)
"""The membrane potential: write the rates of your gates with this symbol."""

_OVERSHOOT = 1e-3           # an integrated gate may leave [0, 1] by the error of the integration

φ = sp.Symbol("phi", positive=True)
T = sp.Symbol("T", positive=True)


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

    Raises
    ------
    ValueError
        If neither or both descriptions are given, or the power is no whole number above 0.

    Examples
    --------
    Hodgkin and Huxley's (1952) n, equations (12) and (13) of their paper, with rest at −65 mV.

    >>> from excitable import linoid
    >>> n = Gate("n", alpha=0.1 * linoid((V + 55) / 10), beta=0.125 * sp.exp(-(V + 65) / 80), power=4)
    >>> round(float(n.steady_state.subs(V, -65)), 4)
    0.3177
    """

    name: str
    alpha: sp.Expr | None = None
    beta: sp.Expr | None = None
    infinity: sp.Expr | None = None
    tau: sp.Expr | None = None
    power: int = 1

    def __post_init__(self):
        word("gate: name", self.name)
        for what in ("alpha", "beta", "infinity", "tau"):
            given = getattr(self, what)
            if given is not None and not isinstance(given, (sp.Expr, Real)) or isinstance(given, bool):
                raise ValueError(f"gate {self.name}: {what} = {given!r}: give a sympy expression of V, or a number.")
        rates = self.alpha is not None and self.beta is not None
        if rates == (self.infinity is not None) or not rates and (self.alpha is not None or self.beta is not None):
            raise ValueError(f"gate {self.name}: give either alpha and beta, or infinity (and tau).")
        if rates and self.tau is not None:
            raise ValueError(f"gate {self.name}: tau is 1/(alpha + beta) already; give either alpha and beta, or infinity and tau.")
        object.__setattr__(self, "power", whole_number(f"gate {self.name}: power", self.power, 1))

    @property
    def symbol(self):
        return sp.Symbol(self.name, real=True)

    @property
    def steady_state(self):
        """m_∞(V): α/(α + β), or as given."""
        return sp.sympify(self.infinity if self.alpha is None else self.alpha / (sp.sympify(self.alpha) + self.beta))

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

    def _relaxation(self):
        """Steady state and time constant, in the symbols α and β where the gate has rates."""
        if self.alpha is None:
            return self.infinity, self.tau
        α, β = self._explained()
        return α / (α + β), 1 / (α + β)

    def _derivative(self, faster=sp.S.One):
        named = lambda what: sp.Symbol(what, real=True)
        if self.alpha is not None:
            return faster * (named(f"alpha_{self.name}") * (1 - self.symbol) - named(f"beta_{self.name}") * self.symbol)
        return faster * (named(f"{self.name}_infty") - self.symbol) / named(f"tau_{self.name}")


@dataclass(frozen=True)
class Channel:
    """Channels of one kind: maximal conductance g (mS/cm²), reversal potential E (mV), gates.

    >>> Channel("L", g=0.3, E=-54.387).current()
    g_L*(-E_L + V)
    """

    name: str
    g: float
    E: float
    gates: tuple = ()

    def __post_init__(self):
        word("channel: name", self.name)
        object.__setattr__(self, "gates", all_of(Gate, f"channel {self.name}: gates", self.gates))

    @property
    def maximal(self):
        """The symbol g_name."""
        return sp.Symbol(f"g_{self.name}", nonnegative=True)

    @property
    def reversal(self):
        """The symbol E_name."""
        return sp.Symbol(f"E_{self.name}", real=True)

    def conductance(self):
        """g Π gateᵖ in the symbols g_name and the gates', mS/cm²."""
        return self.maximal * sp.Mul(*(gate.symbol**gate.power for gate in self.gates))

    def current(self):
        """g Π gateᵖ (V − E) in the symbols g_name and E_name; outward positive."""
        return self.conductance() * (V - self.reversal)


class Membrane(Model):
    """A patch of membrane, as a Model with the parameters C, g_…, E_…, and the injected current I (µA/cm²).

    Parameters
    ----------
    name : str
    C : float
        Capacitance, µF/cm².
    channels : list of Channel
        A gate that stands in two channels under one name is one gate.
    I : float
        Injected current, µA/cm², inward positive: it depolarises.
    start : float
        V at t = 0 in mV; the gates start at their steady state there.
    parameters : list of Parameter
        Further quantities that stand in the rates of the gates, such as a half-activation voltage.
    Q10, T_0 : float
        The rates were measured at T_0 (K) and grow Q10-fold with every 10 K: dm/dt = φ (α (1 − m) − β m) with
        φ = Q10^((T − T_0)/10). The temperature T (K) becomes a parameter; its usual value is T_0.

    Raises
    ------
    ValueError
        If a conductance is negative, C is not positive, a rate holds an undeclared symbol or has no value at `start`, two
        different things have one name, or one of Q10 and T_0 is missing.

    Examples
    --------
    >>> half = sp.Symbol("V_half", real=True)
    >>> n = Gate("n", infinity=1 / (1 + sp.exp((half - V) / 10)), tau=5)
    >>> cell = Membrane("mine", C=1, channels=[Channel("K", g=5, E=-90, gates=[n])], parameters=[Parameter(half, -35, "mV")],
    ...                 Q10=3, T_0=295)
    >>> round(cell.kinetics(V=-35, T=305)["tau_n"], 3)
    1.667
    """

    def __init__(self, name, C, channels, I=0.0, start=-65.0, parameters=(), Q10=None, T_0=None):
        word("membrane: name", name)
        self.channels, parameters = all_of(Channel, f"{name}: channels", channels), all_of(Parameter, f"{name}: parameters", parameters)
        start = number(f"{name}: start", start, "give the voltage at t = 0 in mV")
        self.gates = _different(name, [gate for channel in self.channels for gate in channel.gates])
        self._temperature = _temperature(name, Q10, T_0)
        if self._temperature and any(p.name == "phi" for p in parameters):
            raise ValueError(f"{name}: phi is the factor that Q10 makes; give the parameter phi another name.")
        warmth = [Parameter(T, float(T_0), "K", {"zh": "温度", "en": "temperature"})] if self._temperature else []
        values = {p.symbol: p.value for p in (*parameters, *warmth)}
        capacitance, injected = sp.Symbol("C", positive=True), sp.Symbol("I", real=True)
        currents = {sp.Symbol(f"I_{channel.name}", real=True): channel.current() for channel in self.channels}
        moving = [gate for gate in self.gates if gate.relaxes]
        faster = φ if self._temperature else sp.S.One
        super().__init__(
            name,
            states={V: (injected - sp.Add(*currents)) / capacitance, **{gate.symbol: gate._derivative(faster) for gate in moving}},
            start={V: start, **{gate.symbol: _at(name, gate, start, values) for gate in moving}},
            where={**{symbol: rate for gate in self.gates for symbol, rate in gate._explained().items()}, **self._temperature},
            outputs=currents,
            parameters=[
                Parameter(capacitance, C, "µF/cm²", {"zh": "膜电容", "en": "capacitance"}),
                *(Parameter(channel.maximal, channel.g, "mS/cm²",
                            {"zh": f"{channel.name} 电导", "en": f"{channel.name} conductance"}) for channel in self.channels),
                *(Parameter(channel.reversal, channel.E, "mV",
                            {"zh": f"{channel.name} 的反转电位", "en": f"reversal potential of {channel.name}"}) for channel in self.channels),
                Parameter(injected, I, "µA/cm²", {"zh": "注入电流", "en": "injected current"}),
                *parameters, *warmth,
            ],
            units={V: "mV", **{symbol: "µA/cm²" for symbol in currents}},
            tex={gate.symbol: rf"{gate.name}_{{\infty}}" for gate in self.gates if not gate.relaxes},
            labels={
                V: {"zh": "膜电位", "en": "membrane potential"},
                **{symbol: {"zh": f"{kind.name} 电流", "en": f"{kind.name} current"} for symbol, kind in zip(currents, self.channels)},
                **{gate.symbol: {"zh": f"门控变量 {gate.name}", "en": f"gate {gate.name}"} for gate in self.gates},
            },
        )
        self.parameters = tuple(replace(p, value=self.check_number(p.name, p.value)) for p in self.parameters)
        for gate in self.gates:
            if gate.name in ("V", *self.defaults, *(current.name for current in currents)):
                raise ValueError(f"{name}: a gate is called {gate.name}, like another quantity; give it another name.")

    def check_value(self, name, value):
        array = super().check_value(name, value)
        if name in self.start and name != "V" and not np.all((array > -_OVERSHOOT) & (array < 1 + _OVERSHOOT)):
            raise ValueError(f"{self.name}: {name} = {value}: a gate is open with a probability, give a number from 0 to 1.")
        return array

    def with_(self, **parameters):
        """The same membrane with other usual values."""
        other = super().with_(**parameters)
        for derived in {"kinetics", "conductances"} & other.__dict__.keys():
            other.__dict__[derived] = other.__dict__[derived].with_(**parameters)
        return other

    @cached_property
    def kinetics(self):
        """Of every gate the steady state m_infty and, if it takes time, the time constant tau_m (ms), as a Model without states.

        Its parameters are V (mV) and then those of the membrane, in their order.
        """
        steady = {sp.Symbol(f"{gate.name}_infty", real=True): gate for gate in self.gates}
        slow = {sp.Symbol(f"tau_{gate.name}", real=True): gate for gate in self.gates if gate.relaxes}
        faster = φ if self._temperature else sp.S.One
        return Model(
            self.name,
            outputs={**{symbol: gate._relaxation()[0] for symbol, gate in steady.items()},
                     **{symbol: gate._relaxation()[1] / faster for symbol, gate in slow.items()}},
            where={**{symbol: rate for gate in self.gates if gate.alpha is not None for symbol, rate in gate._explained().items()},
                   **self._temperature},
            parameters=[Parameter(V, self.start["V"], "mV", self.labels["V"]), *self.parameters],
            units={symbol: "ms" for symbol in slow},
            labels={
                **{symbol: {"zh": f"门控变量 {gate.name} 的稳态值", "en": f"steady state of gate {gate.name}"} for symbol, gate in steady.items()},
                **{symbol: {"zh": f"门控变量 {gate.name} 的时间常数", "en": f"time constant of gate {gate.name}"} for symbol, gate in slow.items()},
            },
        )

    @cached_property
    def conductances(self):
        """The total conductance G = Σ g Π gateᵖ (mS/cm²) and the drive D = Σ g Π gateᵖ E (µA/cm²), as a Model without states.

        C dV/dt = I + D − G V. Its parameters are the gates and then those of the membrane, in their order.
        """
        total, drive = sp.Symbol("G", real=True), sp.Symbol("D", real=True)
        return Model(
            self.name,
            outputs={total: sp.Add(*(channel.conductance() for channel in self.channels)),
                     drive: sp.Add(*(channel.conductance() * channel.reversal for channel in self.channels))},
            parameters=[*(Parameter(gate.symbol, self.start.get(gate.name, 0.0), "", self.labels[gate.name]) for gate in self.gates),
                        *self.parameters],
            units={total: "mS/cm²", drive: "µA/cm²"},
            labels={total: {"zh": "总电导", "en": "total conductance"}, drive: {"zh": "驱动电流", "en": "drive"}},
        )


def _different(name, gates):
    """The gates, each once."""
    gates = list(dict.fromkeys(gates))
    for gate in gates:
        if sum(other.name == gate.name for other in gates) > 1:
            raise ValueError(f"{name}: two different gates are called {gate.name}; give each its own name.")
    return tuple(gates)


def _temperature(name, Q10, T_0):
    """φ and what it stands for; empty if the rates do not know the temperature."""
    if Q10 is None and T_0 is None:
        return {}
    if not all(isinstance(value, Real) and value is not True and 0 < value < math.inf for value in (Q10, T_0)):
        raise ValueError(f"{name}: Q10 = {Q10}, T_0 = {T_0}: give both, positive; T_0 is the temperature of the rates in K.")
    return {φ: sp.Rational(str(Q10)) ** ((T - sp.Rational(str(T_0))) / 10)}


def _at(name, gate, voltage, values):
    """The steady state of a gate at a voltage; there, at least, that is a probability and the time constant positive."""
    time_constant = 1 if not gate.relaxes else 1 / (sp.sympify(gate.alpha) + gate.beta) if gate.tau is None else gate.tau
    expressions = sp.Tuple(gate.steady_state, time_constant).subs(values)
    for symbol in expressions.free_symbols - {V}:
        raise ValueError(f"{name}: the symbol {symbol} stands in gate {gate.name}; declare it in `parameters`, with the same assumptions.")
    try:
        share, τ = map(float, sp.lambdify(V, expressions, modules=[SCALAR, "math"])(voltage))
    except (ArithmeticError, ValueError, TypeError):
        share = τ = math.nan
    if not (0 <= share <= 1 and 0 < τ < math.inf):
        raise ValueError(f"{name}: at start = {voltage} mV gate {gate.name} has steady state {share} and time constant {τ}: check them.")
    return share
