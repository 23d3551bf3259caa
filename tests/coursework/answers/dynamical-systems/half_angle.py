# %% expected
"""τ_n 的双曲余弦里少了二。 / The 2 under the hyperbolic cosine of τ_n is missing."""
expected = {"pace": 3}

# %% pace-solution
def critical_pace(V):
    return -slope_at_fixed_gate(V) / C / np.cosh((V - mine.V_3) / mine.V_4)


# %% ringing-solution
def ringing_period(V):
    return 2 * np.pi / np.sqrt(-slope_at_fixed_gate(V) / C * slope(holding_current, V) / C)
