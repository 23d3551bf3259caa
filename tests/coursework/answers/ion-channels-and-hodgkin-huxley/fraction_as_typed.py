# %% expected
"""速率照分式敲进去，在 −40 mV 处零除以零。 / The rates as they are printed, which divide zero by zero at −40 mV."""
expected = {"clamp": 5}

# %% clamp-solution
from math import exp


def sodium_current(V_hold, V, t, T):
    faster = 3 ** ((T - 279.45) / 10)

    def goals_and_paces(V):
        a_m, b_m = 0.1 * (V + 40) / (1 - exp(-(V + 40) / 10)), 4 * exp(-(V + 65) / 18)
        a_h, b_h = 0.07 * exp(-(V + 65) / 20), 1 / (1 + exp(-(V + 35) / 10))
        return a_m / (a_m + b_m), a_m + b_m, a_h / (a_h + b_h), a_h + b_h

    m_0, _, h_0, _ = goals_and_paces(V_hold)
    m_1, m_pace, h_1, h_pace = goals_and_paces(V)
    m = m_1 + (m_0 - m_1) * exp(-faster * m_pace * t)
    h = h_1 + (h_0 - h_1) * exp(-faster * h_pace * t)
    return mine.g_Na * m**3 * h * (V - 50)
