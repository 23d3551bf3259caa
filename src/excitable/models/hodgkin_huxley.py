"""The squid axon at 6.3 °C (Hodgkin & Huxley 1952), in the modern sign and with rest at −65 mV.

The paper counts voltage from rest and depolarisation as negative; here V_paper = −(V + 65). Its equations (12), (13),
(20), (21), (23) and (24) are the rates below, its table 3 the conductances. E_L is chosen such that no current flows at −65 mV.
With every 10 °C all rates become three times as fast, as in the paper's computations at 18.5 °C (φ); 6.3 °C is T = 279.45 K.
"""

import sympy as sp

from excitable.linoid import linoid
from excitable.membrane import Channel, Gate, Membrane, V

exp = sp.exp

m = Gate("m", alpha=linoid((V + 40) / 10), beta=4 * exp(-(V + 65) / 18), power=3)
h = Gate("h", alpha=0.07 * exp(-(V + 65) / 20), beta=1 / (1 + exp(-(V + 35) / 10)))
n = Gate("n", alpha=0.1 * linoid((V + 55) / 10), beta=0.125 * exp(-(V + 65) / 80), power=4)

hodgkin_huxley = Membrane(
    "hodgkin-huxley",
    C=1.0,
    channels=[
        Channel("Na", g=120.0, E=50.0, gates=(m, h)),
        Channel("K", g=36.0, E=-77.0, gates=(n,)),
        Channel("L", g=0.3, E=-54.387),
    ],
    start=-65.0,
    Q10=3.0,
    T_0=279.45,
)
