# %% expected
"""细胞的温度忘了换成开尔文；由此得出的答案不重复扣分。 / The cell's temperature left in degrees Celsius; what follows from it is not marked down twice."""
expected = {"pump": 5}

# %% pump-solution
from excitable.constants import e

E_K = 1000 * R * mine.celsius / F * math.log(mine.K_out / mine.K_in)
E_Na = 1000 * R * mine.celsius / F * math.log(mine.Na_out / mine.Na_in)
work = F * (3 * E_Na - 2 * E_K - mine.V) * 1e-6
stall = 3 * E_Na - 2 * E_K - mine.ATP * 1e6 / F
cycles = mine.g_K * (mine.V - E_K) * 4 * math.pi * (mine.radius * 1e-4) ** 2 * 1e-6 / e / 2
