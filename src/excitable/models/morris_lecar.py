"""The muscle fibre of the barnacle (Morris & Lecar 1981, Biophys J 35:193, equation 9): two states, and it spikes.

Ca²⁺ channels follow the voltage at once, K⁺ channels late:

    C dV/dt = I − g_Ca m_∞ (V − E_Ca) − g_K n (V − E_K) − g_L (V − E_L)
      dn/dt = φ cosh((V − V₃)/2V₄) (n_∞ − n)

`morris_lecar` has the paper's values (φ = 1/25 per ms): repetitive firing begins and ends at Hopf points. With a steeper and
later K⁺ channel it begins at a saddle-node on an invariant circle, and if that channel is also fast, at a homoclinic orbit:
`morris_lecar_snic`, `morris_lecar_homoclinic`. Their values are those of Rinzel & Ermentrout (1998, in Koch & Segev, Methods in
Neuronal Modeling, 2nd ed., chapter 7; φ = 1/15 in the first) and of Ermentrout & Terman (2010, Mathematical Foundations
of Neuroscience, table 3.1).
"""

import sympy as sp

from excitable.membrane import Channel, Gate, Membrane, V
from excitable.symbolic import Parameter

φ, V_2, V_4 = sp.symbols("phi V_2 V_4", positive=True)
V_1, V_3 = sp.symbols("V_1 V_3", real=True)

halved = lambda expression: sp.Mul(sp.Rational(1, 2), expression, evaluate=False)          # keeps the bracket when printed

m = Gate("m", infinity=halved(1 + sp.tanh((V - V_1) / V_2)))
n = Gate("n", infinity=halved(1 + sp.tanh((V - V_3) / V_4)), tau=1 / (φ * sp.cosh((V - V_3) / (2 * V_4))))


def _fibre(name, g_Ca, rate, half, span):
    """The membrane with g_Ca, φ, V₃ and V₄ as given."""
    return Membrane(
        name,
        C=20.0,
        channels=[Channel("Ca", g=g_Ca, E=120.0, gates=(m,)), Channel("K", g=8.0, E=-84.0, gates=(n,)), Channel("L", g=2.0, E=-60.0)],
        start=-60.0,
        parameters=[
            Parameter(φ, rate, "1/ms", {"zh": "门控变量 n 的速率", "en": "rate of gate n"}),
            Parameter(V_1, -1.2, "mV", {"zh": "Ca 通道的半激活电位", "en": "half-activation voltage of Ca channels"}),
            Parameter(V_2, 18.0, "mV", {"zh": "Ca 通道激活的电位跨度", "en": "voltage span of Ca activation"}),
            Parameter(V_3, half, "mV", {"zh": "K 通道的半激活电位", "en": "half-activation voltage of K channels"}),
            Parameter(V_4, span, "mV", {"zh": "K 通道激活的电位跨度", "en": "voltage span of K activation"}),
        ],
    )


morris_lecar = _fibre("morris-lecar", 4.4, 0.04, 2.0, 30.0)
morris_lecar_snic = _fibre("morris-lecar-snic", 4.0, 0.067, 12.0, 17.4)
morris_lecar_homoclinic = _fibre("morris-lecar-homoclinic", 4.0, 0.23, 12.0, 17.4)
